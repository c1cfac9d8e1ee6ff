/** What agencies write when the employer before has not removed the person (R1). */
const SAYINGS = [
  /其他单位/,
  /原单位/,
  /上家/,
  /前单位/,
  /未减员/,
  /未停保/,
  /重复参保/,
  /elsewhere/i,
  /previous employer/i,
];

/** Whether a rejection means "still insured elsewhere": the other employer has to act first, the clock runs on. */
export function meansInsuredElsewhere(reason: string): boolean {
  return SAYINGS.some((saying) => saying.test(reason));
}
