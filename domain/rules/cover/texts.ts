import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** The start of cover, and the effect of a gap (R3, R10). */
export const COVER_TEXTS = {
  'cover-stated': {
    zh: '经办机构受理时确定自 {month} 起参保。',
    en: 'The agency accepted the enrolment with cover from {month}.',
  },
  'cover-same-month': {
    zh: '{region}自登记当月起享受待遇{hedge}：{registeredOn} 登记，自 {month} 起。',
    en: 'In {region} cover begins in the month of registration{hedge}: registered on {registeredOn}, covered from {month}.',
  },
  'cover-month-after-payment': {
    zh: '{region}自缴费次月起享受待遇{hedge}：{registeredOn} 登记当月缴费的，自 {month} 起。',
    en: 'In {region} cover begins in the month after the payment{hedge}: registered on {registeredOn} and paid in that month, covered from {month}.',
  },
  'cover-second-month': {
    zh: '{region}自登记的第二个自然月起享受待遇{hedge}：{registeredOn} 登记，自 {month} 起。',
    en: 'In {region} cover begins in the calendar month after the registration{hedge}: registered on {registeredOn}, covered from {month}.',
  },
  'cover-if-now-same-month': {
    zh: '{region}自登记当月起享受待遇{hedge}：如果 {registeredOn} 登记，自 {month} 起。',
    en: 'In {region} cover begins in the month of registration{hedge}: if registered on {registeredOn}, from {month}.',
  },
  'cover-if-now-month-after-payment': {
    zh: '{region}自缴费次月起享受待遇{hedge}：如果 {registeredOn} 登记并于当月缴费，自 {month} 起。',
    en: 'In {region} cover begins in the month after the payment{hedge}: if registered on {registeredOn} and paid in that month, from {month}.',
  },
  'cover-if-now-second-month': {
    zh: '{region}自登记的第二个自然月起享受待遇{hedge}：如果 {registeredOn} 登记，自 {month} 起。',
    en: 'In {region} cover begins in the calendar month after the registration{hedge}: if registered on {registeredOn}, from {month}.',
  },
  'cover-unknown': {
    zh: '{region}从何时起享受待遇未知，请向经办机构核实；自 {hiredOn} 入职至今 {uncoveredDays} 天可能没有待遇。',
    en: 'It is not known when cover begins in {region}: please ask the agency. The {uncoveredDays} day(s) since the hire on {hiredOn} may be without cover.',
  },
  'uncovered-days': {
    zh: '自 {hiredOn} 入职至 {month} 之前，{uncoveredDays} 天没有待遇。',
    en: 'From the hire on {hiredOn} until the start of {month}, {uncoveredDays} day(s) are without cover.',
  },
  'gap-none': {
    zh: '{lastPaid} 已缴，{nextPaid} 续缴，没有中断。',
    en: 'Paid for {lastPaid} and again for {nextPaid}: no gap.',
  },
  'gap-counted': {
    zh: '{lastPaid} 之后、{nextPaid} 之前中断 {gapMonths} 个整月。',
    en: '{gapMonths} whole month(s) without contribution between {lastPaid} and {nextPaid}.',
  },
  'gap-catch-up': {
    zh: '中断 {gapMonths} 个月，未超过 {most} 个月{hedge}：可以补缴，自缴费当月享受待遇，中断期间的费用可追溯报销。',
    en: 'A gap of {gapMonths} month(s), not more than {most}{hedge}: the months may be paid later, with benefits from the month of payment and retroactively for the gap.',
  },
  'gap-too-long': {
    zh: '中断 {gapMonths} 个月，超过 {most} 个月{hedge}：不能再按连续参保补缴。',
    en: 'The gap of {gapMonths} months is longer than {most} months{hedge}: the missed months can no longer be paid to make the cover continuous.',
  },
  'gap-waiting': {
    zh: '当地可以设置等待期，最长 {months} 个月{hedge}。',
    en: 'The region may impose a waiting period of at most {months} months{hedge}.',
  },
  'gap-waiting-unknown': {
    zh: '等待期的上限未知，请向经办机构核实。',
    en: 'The longest possible waiting period is not known: please ask the agency.',
  },
  'gap-rule-unknown': {
    zh: '当时适用的断缴规定未知，请向经办机构核实。',
    en: 'The rule that applies to this gap is not known: please ask the agency.',
  },
  'gap-on-transfer': {
    zh: '在另一统筹地区续缴并办理关系转移接续的，按跨地区转移的规定。',
    en: 'The person pays again in another pooling area and transfers the insurance relation: the rule for transfers applies.',
  },
  'gap-not-paid': {
    zh: '{region}：中断期间发生的医疗费用基金不予支付，续缴后也不追溯报销。',
    en: '{region}: the fund does not pay medical costs from the gap, not even after contributions resume.',
  },
  'gap-local-unknown': {
    zh: '在{region}中断后仍在{region}续缴的，能否补缴、有无等待期由当地规定，目前未知，请向经办机构核实。',
    en: 'For a gap within {region} the local rule decides whether it may be paid later and whether there is a waiting period. The rule is not known: please ask the agency.',
  },
  'harmless-no-gap-until': {
    zh: '请不迟于 {by}{hedge} 重新参保并续缴 {month}：上次缴到 {lastPaid}，这样没有中断。',
    en: 'Get insured again by {by}{hedge} and pay for {month}: the last paid month is {lastPaid}, so there is no gap.',
  },
  'harmless-no-gap-cut-off-passed': {
    zh: '上次缴到 {lastPaid}，续缴 {month} 的最后办理日 {by}{hedge} 已过：如果当月还能办理，仍没有中断，请立即向参保地经办机构核实。',
    en: 'Last paid: {lastPaid}. The last day to continue in {month} without a gap was {by}{hedge}. If the agency still accepts an enrolment this month, there is no gap: ask the agency at once.',
  },
  'harmless-no-gap-over': {
    zh: '上次缴到 {lastPaid}，{month} 没有在 {by}{hedge} 前续缴，已经中断：请尽快重新参保。',
    en: 'Last paid: {lastPaid}. {month} was not paid by {by}{hedge}, so there is a gap: get insured again soon.',
  },
  'harmless-on-transfer': {
    zh: '到另一统筹地区参保并办理转移接续的：断缴不超过 {most} 个月（即从 {month} 或更早的月份起续缴），可以补缴，不设等待期。',
    en: 'If you enrol in another pooling area and transfer the insurance relation, a gap of at most {most} months (you pay again from {month} or an earlier month) may be paid later, without a waiting period.',
  },
  'years-kept': {
    zh: '累计缴费年限不因断缴清零。',
    en: 'The contribution years paid so far are kept; a gap does not cancel them.',
  },
  'flexible-wait-waived': {
    zh: '中断 {gapMonths} 个月，未超过 {most} 个月{hedge}，免等待期。',
    en: 'A gap of {gapMonths} month(s), not more than {most}{hedge}: no waiting period.',
  },
  'flexible-wait': {
    zh: '以灵活就业身份参保须等待 {months} 个月{hedge}，自 {coverFrom} 起享受待遇。',
    en: 'Flexible workers must wait {months} months{hedge} here: benefits from {coverFrom}.',
  },
  'flexible-restart': {
    zh: '灵活就业人员中断后续缴，自缴费当月起算的第 {natural} 个自然月（{coverFrom}）{hedge}起享受待遇。',
    en: 'A flexible worker who resumes paying is covered from {coverFrom}{hedge}: calendar month number {natural}, counting the month of payment as the first.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof COVER_TEXTS> {}
}
