/** What agencies write when the employer before has not removed the person (R1). */
const SAYINGS = [
  /(其[他它]|别的?|另一?家?|原|前|上一?家?)(工作|参保)?(单位|公司)/,
  /上一?家/,
  /[未没][有经办理]*(减员|停保)/,
  /重复参保/,
  /elsewhere/i,
  /(previous|former|other|another) (employer|unit|company)/i,
];

/** Whether a rejection means "still insured elsewhere": the other employer has to act first, the clock runs on. */
export function meansInsuredElsewhere(reason: string): boolean {
  return SAYINGS.some((saying) => saying.test(reason));
}
