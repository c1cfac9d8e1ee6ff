import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

/** The sentences of the leaver's guide (G1). */
export const LEAVER_GUIDE_TEXTS = {
  'leaver-last-covered': {
    zh: '在本单位的医保缴费到 {month}{hedge} 为止，此后的月份本单位不再缴费。',
    en: 'Contributions at this employer run up to and including {month}{hedge}; nothing is paid here for later months.',
  },
  'leaver-last-paid-stated': {
    zh: '最后缴费月 {month} 是填写的，没有另行核算。',
    en: '{month} was entered as the last paid month; it was not computed.',
  },
  'leaver-charged': {
    zh: '已知的扣缴记录到 {until}，离职当月 {month} 的费用应在其中。',
    en: 'The charges that are known reach {until}, so {month}, the month of leaving, is among them.',
  },
  'gap-if-not-paid': {
    zh: '如果离职当月 {assumed} 没有缴费，就只缴到 {lastPaid}{hedge}，已经中断：请以缴费记录为准，并尽快重新参保。',
    en: 'If {assumed}, the month of leaving, was not paid, cover ran only to {lastPaid}{hedge} and there is a gap already: look at the record of payments, and be enrolled again soon.',
  },
  'harmless-if-not-paid': {
    zh: '如果离职当月 {assumed} 没有缴费，就只缴到 {lastPaid}，重新参保的最后期限提前到 {by}{hedge}：请以缴费记录为准，不能确定的按这一天。',
    en: 'If {assumed}, the month of leaving, was not paid, cover ran only to {lastPaid} and the last day to be enrolled again is {by}{hedge}: look at the record of payments, and in doubt keep to this day.',
  },
  'gap-catch-up-local': {
    zh: '中断 {gapMonths} 个月，未超过 {most} 个月{hedge}：可以补缴；但从何时享受待遇、中断期间的费用能否报销，{region}另有规定，请向经办机构核实。',
    en: 'A gap of {gapMonths} month(s), not more than {most}{hedge}: it may be paid up; but from when benefits come, and whether costs in the gap are paid, {region} settles for itself: please ask the agency.',
  },
  'scheme-switch-not-refunded': {
    zh: '{region}规定，转换险种前已缴的费用不予退还{hedge}。',
    en: '{region} does not refund{hedge} payments before a change of scheme.',
  },
  'leaver-never-enrolled': {
    zh: '没有已受理的参保登记，也没有扣缴记录：请先向经办机构核实在本单位是否参过保，再看下面的日期。',
    en: 'No accepted enrolment and no charge is known: ask the agency first whether there was any cover here, before relying on the dates below.',
  },
  'leaver-reason-unknown': {
    zh: '离职原因未知，以下按不再回本单位的一般离职说明：退休、暂停和死亡的另有办法，请先问清。',
    en: 'The reason for leaving is not known; what follows is for somebody who leaves for good. Retirement, suspension and death follow other rules: ask first.',
  },
  'leaver-no-month-here': {
    zh: '{startOn} 才入职，而最后缴费月是 {month}：在本单位可能一个月也没有缴费，请先核实此前的参保情况。',
    en: 'The work began only on {startOn}, after the last paid month {month}: perhaps nothing was paid here at all; ask first what cover there was before.',
  },
  'harmless-until': {
    zh: '请不迟于 {by}{hedge} 重新参保，从 {month} 或更早的月份起续缴：上次缴到 {lastPaid}，这样断缴不超过 {most} 个月，可以补缴，不设等待期。',
    en: 'Be enrolled again by {by}{hedge}, paying for {month} or an earlier month: after {lastPaid} the gap is then at most {most} months, which may be repaid without waiting.',
  },
  'harmless-over': {
    zh: '上次缴到 {lastPaid}，断缴不超过 {most} 个月即可补缴的最后一个月是 {month}，已于 {by}{hedge} 错过：再参保可能有等待期，请向参保地经办机构核实。',
    en: 'After {lastPaid}, the last month with a gap of at most {most} months was {month}, missed since {by}{hedge}: a new enrolment may come with months of waiting; please ask the agency there.',
  },
  'harmless-cut-off-passed': {
    zh: '上次缴到 {lastPaid}，断缴不超过 {most} 个月即可补缴的最后一个月是 {month}，最后办理日 {by}{hedge} 已过：如果当月还能办理，仍不超过 {most} 个月，请立即向参保地经办机构核实。',
    en: 'After {lastPaid}, the last month with a gap of at most {most} months is {month}, and its last day, {by}{hedge}, has passed: if it can still be done this month the gap is not longer, so ask the agency there at once.',
  },
  'leaver-employer-duty': {
    zh: '单位应在 {days} 日{hedge}内（{leftOn} 离职，即不迟于 {dueOn}）办理减员和社会保险关系转移手续。',
    en: 'The employer has {days} days{hedge} after {leftOn}, until {dueOn}, to remove you and to transfer the social-insurance relation.',
  },
  'leaver-certificate': {
    zh: '解除或终止劳动合同时，单位应出具证明（离职证明），请妥善保管：新单位可能会要，但它不在参保登记的官方材料清单上。',
    en: 'When the contract ends the employer has to issue a certificate. Keep it: a new employer may ask for it, though the official list for enrolment does not.',
  },
  'next-employer-duty': {
    zh: '有了新单位，由新单位办理参保，个人不能自己办职工增员；单位应自用工之日起 {days} 日{hedge}内办理。',
    en: 'With a new job the new employer enrols you, you cannot do it yourself; it has {days} days{hedge} from your first working day.',
  },
  'next-employer-ask': {
    zh: '入职不等于已参保，登记后首次缴费才有待遇：{days} 日的期限可能晚于 {by}{hedge}，请提醒新单位在 {by} 之前办妥并缴费。',
    en: 'Being hired is not being insured, and cover comes with the first payment: those {days} days may end after {by}{hedge}, so ask the new employer to have it done and paid by {by}.',
  },
  'next-employer-age': {
    zh: '已经或可能已经达到法定退休年龄：新单位能否为您参加职工医保，须向经办机构核实。',
    en: 'You have reached the statutory retirement age, or perhaps have: ask the agency whether a new employer can enrol you.',
  },
  'cover-start-same-month': {
    zh: '{region}自登记当月起享受待遇{hedge}。',
    en: '{region} covers from the month of registration{hedge}.',
  },
  'cover-start-month-after-payment': {
    zh: '{region}自缴费次月起享受待遇{hedge}，登记当月可能没有待遇。',
    en: '{region} covers from the month after the payment{hedge}: the month of registration may be without cover.',
  },
  'cover-start-second-month': {
    zh: '{region}自登记的第二个自然月起享受待遇{hedge}，登记当月可能没有待遇。',
    en: '{region} covers from the second natural month{hedge}: the month of registration may be without cover.',
  },
  'cover-start-unknown': {
    zh: '{region}自登记后何时起享受待遇未知，请向经办机构核实。',
    en: 'From when {region} covers after a registration is not known: please ask the agency.',
  },
  'transfer-how': {
    zh: '换到其他统筹区参保后，可在国家医保服务平台或参保地经办机构申请关系转移接续；仍在同一统筹区的不必办理。',
    en: 'Insured in another region, apply there, at the agency or on the national platform, for the transfer of the relation; within the same region none is needed.',
  },
  'transfer-term': {
    zh: '自申请之日起 {days} 个工作日{hedge}内办结：如果 {appliedOn} 申请，经办机构应不迟于 {by} 办结。',
    en: 'It takes at most {days} working days{hedge} once applied for: if applied for on {appliedOn}, the agencies have until {by}.',
  },
  'transfer-term-unknown': {
    zh: '转移接续的办理时限当时未知，请向经办机构核实。',
    en: 'How long a transfer may take is not known for that time: please ask the agency.',
  },
  'transfer-years-added': {
    zh: '各地的缴费年限累计计算。',
    en: 'The years paid in different regions are added up.',
  },
  'account-kept': {
    zh: '减员后，个人账户余额仍归本人，可继续在定点医药机构使用，也可随关系转移。',
    en: 'The balance of the personal account stays yours after the removal: it can be used at designated hospitals and pharmacies, and moves with the relation.',
  },
  'account-withdrawal': {
    zh: '余额不能因离职提取；一次性支取限于死亡、自愿放弃职工医保关系（如出国定居）或一次性领取养老金等情形。',
    en: 'Leaving is no reason to cash it: a one-off withdrawal is for death, giving up the relation (settling abroad, for example), or a pension paid out at once.',
  },
  'account-term': {
    zh: '一次性支取的办理时限为 {days} 个工作日{hedge}。',
    en: 'A one-off withdrawal takes up to {days} working days{hedge}.',
  },
  'account-term-unknown': {
    zh: '一次性支取的办理时限当时未知，请向经办机构核实。',
    en: 'How long a one-off withdrawal takes is not known for that time: please ask the agency.',
  },
  'account-heirs': {
    zh: '职工死亡的，个人账户余额由继承人申请一次性支取。',
    en: 'After a death the heirs apply for the balance of the personal account in one sum.',
  },
  'retiree-cover': {
    zh: '达到法定退休年龄、累计缴费达到规定年限的，退休后不再缴费，继续享受职工医保待遇；这与养老保险的最低缴费年限是两回事。',
    en: 'A person who retires with the required years of medical contributions stays covered without paying; these years differ from the minimum years for the pension.',
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
    en: 'How many years of medical contributions {region} requires from men is not known: please ask the agency.',
  },
  'retiree-years-female-unknown': {
    zh: '{region}女职工的医保缴费年限要求未知，请向经办机构核实。',
    en: 'How many years of medical contributions {region} requires from women is not known: please ask the agency.',
  },
  'retiree-local-years': {
    zh: '其中在当地实际缴费须满 {years} 年{hedge}。',
    en: 'Of these, {years}{hedge} have to be paid in the region itself.',
  },
  'retiree-local-years-unknown': {
    zh: '{region}对当地实际缴费年限的要求未知，请向经办机构核实。',
    en: 'Whether {region} requires years paid in the region itself is not known: please ask the agency.',
  },
  'retiree-missing-years': {
    zh: '年限不足的，可按规定缴至规定年限，方式请向{region}经办机构核实。',
    en: 'Missing years may be paid as the rules allow: ask the agency in {region} how.',
  },
  'mistake-years-lost': {
    zh: '“断缴 3 个月，缴费年限重新计算”的说法不对：累计缴费年限不清零，断缴影响的是当期待遇和等待期。',
    en: 'It is often said that a gap of three months sets the years back to zero. It does not: years once paid are added up for ever; what a gap costs is cover and waiting.',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof LEAVER_GUIDE_TEXTS> {}
}
