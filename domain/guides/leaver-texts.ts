import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

/** The sentences of the leaver's guide (G1). */
export const LEAVER_GUIDE_TEXTS = {
  'leaver-last-covered': {
    zh: '在本单位的医保缴费到 {month}{hedge} 为止，此后的月份本单位不再缴费。',
    en: 'This employer pays contributions up to and including {month}{hedge}, and none for later months.',
  },
  'leaver-last-paid-stated': {
    zh: '最后缴费月 {month} 是填写的，没有另行核算。',
    en: '{month} was entered as the last paid month; it was not computed.',
  },
  'leaver-charged': {
    zh: '已知的扣缴记录到 {until}，离职当月 {month} 的费用应在其中。',
    en: 'Charges are known up to {until}, so {month}, the month of leaving, should be among them.',
  },
  'gap-if-not-paid': {
    zh: '如果离职当月 {assumed} 没有缴费，就只缴到 {lastPaid}{hedge}，已经中断：请以缴费记录为准，并尽快重新参保。',
    en: 'If {assumed}, the month of leaving, was not paid, the last paid month is {lastPaid}{hedge} and there is already a gap: check the payment record, and enrol again as soon as possible.',
  },
  'harmless-if-not-paid': {
    zh: '如果离职当月 {assumed} 没有缴费，就只缴到 {lastPaid}，重新参保的最后期限提前到 {by}{hedge}：请以缴费记录为准，不能确定的按这一天。',
    en: 'If {assumed}, the month of leaving, was not paid, the last paid month is {lastPaid} and the last day to enrol again is {by}{hedge}: check the payment record; if you are not sure, keep to this day.',
  },
  'gap-catch-up-local': {
    zh: '中断 {gapMonths} 个月，未超过 {most} 个月{hedge}：可以补缴；但从何时享受待遇、中断期间的费用能否报销，{region}另有规定，请向经办机构核实。',
    en: 'The gap is {gapMonths} month(s), not more than {most}{hedge}, so it can be paid later. {region} has its own rules on when benefits start and whether costs during the gap are reimbursed: please ask the agency.',
  },
  'scheme-switch-not-refunded': {
    zh: '{region}规定，转换险种前已缴的费用不予退还{hedge}。',
    en: 'In {region}, contributions paid before a change of scheme are not refunded{hedge}.',
  },
  'leaver-never-enrolled': {
    zh: '没有已受理的参保登记，也没有扣缴记录：请先向经办机构核实在本单位是否参过保，再看下面的日期。',
    en: 'No accepted enrolment and no charge is known: before you rely on the dates below, ask the agency whether this employer ever insured you.',
  },
  'leaver-reason-unknown': {
    zh: '离职原因未知，以下按不再回本单位的一般离职说明：退休、暂停和死亡的另有办法，请先问清。',
    en: 'The reason for leaving is not known. This guide is for somebody who does not return to the employer. After a retirement, a suspension or a death other rules apply: ask first.',
  },
  'leaver-no-month-here': {
    zh: '{startOn} 才入职，而最后缴费月是 {month}：在本单位可能一个月也没有缴费，请先核实此前的参保情况。',
    en: 'The job began only on {startOn}, after the last paid month {month}: perhaps this employer paid no contributions at all. First check what cover you had before.',
  },
  'harmless-until': {
    zh: '请不迟于 {by}{hedge} 重新参保，从 {month} 或更早的月份起续缴：上次缴到 {lastPaid}，这样断缴不超过 {most} 个月，可以补缴，不设等待期。',
    en: 'Enrol again by {by}{hedge} and pay from {month} or an earlier month on: the last paid month is {lastPaid}, so the gap is at most {most} months and can be paid later without a waiting period.',
  },
  'harmless-over': {
    zh: '上次缴到 {lastPaid}，断缴不超过 {most} 个月即可补缴的最后一个月是 {month}，已于 {by}{hedge} 错过：再参保可能有等待期，请向参保地经办机构核实。',
    en: 'The last paid month is {lastPaid}. To keep the gap to at most {most} months you had to pay again from {month} on; the last day for that, {by}{hedge}, was missed. A new enrolment may have a waiting period: please ask the agency where you enrol.',
  },
  'harmless-cut-off-passed': {
    zh: '上次缴到 {lastPaid}，断缴不超过 {most} 个月即可补缴的最后一个月是 {month}，最后办理日 {by}{hedge} 已过：如果当月还能办理，仍不超过 {most} 个月，请立即向参保地经办机构核实。',
    en: 'The last paid month is {lastPaid}. To keep the gap to at most {most} months you must pay again from {month} on; the last day for that, {by}{hedge}, has passed. Ask today at the agency where you enrol: if it still accepts an enrolment this month, the gap stays within {most} months.',
  },
  'leaver-employer-duty': {
    zh: '单位应在 {days} 日{hedge}内（{leftOn} 离职，即不迟于 {dueOn}）办理减员和社会保险关系转移手续。',
    en: 'Within {days} days{hedge} after you left on {leftOn}, that is by {dueOn}, the employer must remove you and transfer your social insurance relation.',
  },
  'leaver-certificate': {
    zh: '解除或终止劳动合同时，单位应出具证明（离职证明），请妥善保管：新单位可能会要，但它不在参保登记的官方材料清单上。',
    en: 'When the contract ends, the employer must issue a leaving certificate. Keep it: a new employer may ask for it, although it is not on the official list of documents for enrolment.',
  },
  'next-employer-duty': {
    zh: '有了新单位，由新单位办理参保，个人不能自己办职工增员；单位应自用工之日起 {days} 日{hedge}内办理。',
    en: 'If you have a new job, the new employer enrols you; you cannot do it yourself. The employer has {days} days{hedge} from your first working day.',
  },
  'next-employer-ask': {
    zh: '入职不等于已参保，登记后首次缴费才有待遇：{days} 日的期限可能晚于 {by}{hedge}，请提醒新单位在 {by} 之前办妥并缴费。',
    en: 'A new job does not mean that you are insured: cover starts only with the first payment after the enrolment. The {days} days may end after {by}{hedge}, so ask the new employer to enrol you and pay by {by}.',
  },
  'next-employer-age': {
    zh: '已经或可能已经达到法定退休年龄：新单位能否为您参加职工医保，须向经办机构核实。',
    en: 'You have reached, or may have reached, the statutory retirement age: ask the agency whether a new employer can still enrol you.',
  },
  'cover-start-same-month': {
    zh: '{region}自登记当月起享受待遇{hedge}。',
    en: 'In {region}, cover starts in the month of registration{hedge}.',
  },
  'cover-start-month-after-payment': {
    zh: '{region}自缴费次月起享受待遇{hedge}，登记当月可能没有待遇。',
    en: 'In {region}, cover starts in the month after the payment{hedge}: you may have no cover in the month of registration.',
  },
  'cover-start-second-month': {
    zh: '{region}自登记的第二个自然月起享受待遇{hedge}，登记当月可能没有待遇。',
    en: 'In {region}, cover starts in the month after the registration{hedge}: you may have no cover in the month of registration.',
  },
  'cover-start-unknown': {
    zh: '{region}自登记后何时起享受待遇未知，请向经办机构核实。',
    en: 'It is not known when cover starts after a registration in {region}: please ask the agency.',
  },
  'transfer-how': {
    zh: '换到其他统筹区参保后，可在国家医保服务平台或参保地经办机构申请关系转移接续；仍在同一统筹区的不必办理。',
    en: 'After you have enrolled in another region, apply for the transfer of your insurance relation on the national platform or at the agency there. Within the same region no transfer is needed.',
  },
  'transfer-term': {
    zh: '自申请之日起 {days} 个工作日{hedge}内办结：如果 {appliedOn} 申请，经办机构应不迟于 {by} 办结。',
    en: 'The transfer takes at most {days} working days{hedge} from the application: if you apply on {appliedOn}, the agency must complete it by {by}.',
  },
  'transfer-term-unknown': {
    zh: '转移接续的办理时限当时未知，请向经办机构核实。',
    en: 'The time limit for completing the transfer is not known: please ask the agency.',
  },
  'transfer-years-added': {
    zh: '各地的缴费年限累计计算。',
    en: 'The years paid in different regions are added together.',
  },
  'account-kept': {
    zh: '减员后，个人账户余额仍归本人，可继续在定点医药机构使用，也可随关系转移。',
    en: 'After the removal the balance of your personal account still belongs to you: you can use it at designated hospitals and pharmacies, or transfer it together with your insurance relation.',
  },
  'account-withdrawal': {
    zh: '余额不能因离职提取；一次性支取限于死亡、自愿放弃职工医保关系（如出国定居）或一次性领取养老金等情形。',
    en: 'You cannot withdraw the balance because you leave a job. A one-off withdrawal is possible only in cases such as death, giving up the employee scheme (for example when you settle abroad), or a pension paid in one sum.',
  },
  'account-term': {
    zh: '一次性支取的办理时限为 {days} 个工作日{hedge}。',
    en: 'A one-off withdrawal takes up to {days} working days{hedge}.',
  },
  'account-term-unknown': {
    zh: '一次性支取的办理时限当时未知，请向经办机构核实。',
    en: 'The time limit for a one-off withdrawal is not known: please ask the agency.',
  },
  'account-heirs': {
    zh: '职工死亡的，个人账户余额由继承人申请一次性支取。',
    en: 'After a death, the heirs apply to withdraw the balance of the personal account in one sum.',
  },
  'retiree-cover': {
    zh: '达到法定退休年龄、累计缴费达到规定年限的，退休后不再缴费，继续享受职工医保待遇；这与养老保险的最低缴费年限是两回事。',
    en: 'A person who reaches the statutory retirement age with the required years of medical contributions keeps employee cover after retiring, without paying. These years are not the minimum years for the pension.',
  },
  'retiree-years-male': {
    zh: '{region}男职工须缴满 {years} 年{hedge}医保。',
    en: '{region} requires {years} years{hedge} of medical contributions from men.',
  },
  'retiree-years-female': {
    zh: '{region}女职工须缴满 {years} 年{hedge}医保。',
    en: '{region} requires {years} years{hedge} of medical contributions from women.',
  },
  'retiree-years-male-unknown': {
    zh: '{region}男职工的医保缴费年限要求未知，请向经办机构核实。',
    en: 'It is not known how many years of medical contributions {region} requires from men: please ask the agency.',
  },
  'retiree-years-female-unknown': {
    zh: '{region}女职工的医保缴费年限要求未知，请向经办机构核实。',
    en: 'It is not known how many years of medical contributions {region} requires from women: please ask the agency.',
  },
  'retiree-local-years': {
    zh: '其中在当地实际缴费须满 {years} 年{hedge}。',
    en: 'Of these contribution years, {years} years{hedge} must have been paid in the region itself.',
  },
  'retiree-local-years-unknown': {
    zh: '{region}对当地实际缴费年限的要求未知，请向经办机构核实。',
    en: 'It is not known whether {region} requires years paid in the region itself: please ask the agency.',
  },
  'retiree-missing-years': {
    zh: '年限不足的，可按规定缴至规定年限，方式请向{region}经办机构核实。',
    en: 'Missing years can be paid as far as the rules allow: ask the agency in {region} how.',
  },
  'mistake-years-lost': {
    zh: '“断缴 3 个月，缴费年限重新计算”的说法不对：累计缴费年限不清零，断缴影响的是当期待遇和等待期。',
    en: 'It is often said that a gap of three months sets the paid years back to zero. That is wrong: paid years are never lost. A gap affects your cover at that time and may lead to a waiting period.',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof LEAVER_GUIDE_TEXTS> {}
}
