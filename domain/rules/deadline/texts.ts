import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** How each date of a deadline is computed (D1 to D5, R1, R2). */
export const DEADLINE_TEXTS = {
  'enrolment-due': {
    zh: '{hiredOn} 用工，须在 {days} 日{hedge}内办理参保登记，法定期限 {statutoryDueOn}。',
    en: 'Employed from {hiredOn}: enrolment is due within {days} days{hedge}, by {statutoryDueOn}.',
  },
  'removal-due': {
    zh: '最后工作日 {leftOn}，须在 {days} 日{hedge}内办理减员和关系转移，法定期限 {statutoryDueOn}。',
    en: 'Last working day {leftOn}: removal and transfer are due within {days} days{hedge}, by {statutoryDueOn}.',
  },
  'death-notice': {
    zh: '职工于 {leftOn} 死亡，须在 {days} 个工作日内告知经办机构，不迟于 {dueOn}{hedge}。',
    en: 'Died on {leftOn}: report the death to the agency within {days} working days, by {dueOn}{hedge}.',
  },
  'death-notice-if-died': {
    zh: '离职原因未知：如系死亡，还须在 {days} 个工作日内告知经办机构，不迟于 {dueOn}{hedge}。',
    en: 'The reason for leaving is not known. If the person died, the death must also be reported to the agency within {days} working days, by {dueOn}{hedge}.',
  },
  'event-day-not-counted': {
    zh: '当日不计，自 {firstDay} 起算 {days} 日，至 {statutoryDueOn} 届满。',
    en: 'The day of the event is not counted: {days} days counted from {firstDay} end on {statutoryDueOn}.',
  },
  'rolled-to-working-day': {
    zh: '{statutoryDueOn} 是休息日，期限顺延至 {lastLawfulDay}（参照民法规定，社保法规未明文写明）。',
    en: '{statutoryDueOn} is a rest day, so the term ends on {lastLawfulDay} (by analogy with the Civil Code; no social-insurance text says so).',
  },
  'make-up-day-not-moved': {
    zh: '{statutoryDueOn} 虽逢周末，但属调休上班日，期限不顺延。',
    en: '{statutoryDueOn} is a weekend day but a make-up working day, so the term does not move.',
  },
  'calendar-assumed': {
    zh: '{years} 年的放假安排尚未公布，暂按周末休息推算{hedge}，日期可能变化。',
    en: 'The public holidays of {years} are not published yet. Only weekends are assumed to be off{hedge}, so dates may change.',
  },
  'calendar-not-shipped': {
    zh: '未收录 {years} 年的放假安排，暂按周末休息推算{hedge}，实际日期可能不同。',
    en: 'The public holidays of {years} are not included in this product. Only weekends are assumed to be off{hedge}, so the real dates may differ.',
  },
  'act-by-statutory': {
    zh: '请不迟于 {actBy}（法定期限当日）办理。',
    en: 'Act by {actBy}, the statutory date itself.',
  },
  'act-by-pulled-back': {
    zh: '法定期限 {statutoryDueOn} 是休息日，请提前，不迟于 {actBy} 办理。',
    en: 'The statutory date {statutoryDueOn} is a rest day: act by {actBy}, the working day before.',
  },
  'act-by-cut-off': {
    zh: '申报截止日 {cutOff} 早于法定期限 {statutoryDueOn}，请不迟于 {actBy} 办理。',
    en: 'The cut-off on {cutOff} is before the statutory date {statutoryDueOn}: act by {actBy}.',
  },
  'act-by-event-day': {
    zh: '法定期限 {statutoryDueOn} 之前没有工作日，请在 {actBy} 当日办理。',
    en: 'There is no working day before the statutory date {statutoryDueOn}: act on {actBy}.',
  },
  'cut-off-region': {
    zh: '当地每月 {day} 日{hedge}截止申报，{month} 的截止日为 {cutOff}。',
    en: 'The local cut-off is day {day} of each month{hedge}; for {month} it is {cutOff}.',
  },
  'cut-off-lead': {
    zh: '当地可能每月 {day} 日{hedge}截止申报，{month} 先按 {cutOff} 办理。',
    en: 'The local cut-off may be day {day} of each month{hedge}; for {month}, act by {cutOff}.',
  },
  'cut-off-agency': {
    zh: '代办机构每月 {day} 日截止，{month} 的截止日为 {cutOff}。',
    en: 'The company that files for you has its cut-off on day {day} of each month; for {month} it is {cutOff}.',
  },
  'cut-off-contradictory': {
    zh: '当地截止日说法不一（每月 {candidates} 日），先按 {cutOff}{hedge} 办理。',
    en: 'Sources disagree on the local cut-off (day {candidates} of each month); act by {cutOff}{hedge}.',
  },
  'cut-off-unknown': {
    zh: '{region}的每月申报截止日未知，请向经办机构核实，宜尽早办理。',
    en: 'The monthly cut-off in {region} is not known: ask the agency, and file early.',
  },
  'cut-off-clamped': {
    zh: '{month} 没有 {day} 日，截止日按当月最后一天 {inMonth} 计。',
    en: '{month} has no day {day}: its last day, {inMonth}, is used.',
  },
  'cut-off-pulled-back': {
    zh: '{inMonth} 是休息日，截止日提前到 {cutOff}。',
    en: '{inMonth} is a rest day, so the cut-off is earlier, on {cutOff}.',
  },
  'enrolment-cut-off-missed': {
    zh: '{month} 的申报截止日 {cutOff}{hedge} 已过，当月已无法参保。',
    en: 'The cut-off of {month}, {cutOff}{hedge}, has passed: the person can no longer be insured for that month.',
  },
  'enrolment-cut-off-doubtful': {
    zh: '{month} 的申报截止日 {cutOff}{hedge} 已过，当月能否参保请立即向经办机构核实。',
    en: 'The cut-off of {month}, {cutOff}{hedge}, has passed: ask the agency at once whether the person can still be insured for that month.',
  },
  'removal-cut-off-missed': {
    zh: '{month} 的减员截止日 {cutOff}{hedge} 已过，当月费用可能仍被扣缴。',
    en: 'The removal cut-off of {month}, {cutOff}{hedge}, has passed: that month may still be charged.',
  },
  'enrolment-cut-off-perhaps-missed': {
    zh: '{month} 的截止日 {cutOff}{hedge} 已过；如果申报受理到 {next}，当月仍可参保，请立即核实。',
    en: 'The cut-off on {cutOff}{hedge} has passed. The person can be insured for {month} only if filings are accepted until {next}: ask at once.',
  },
  'removal-cut-off-perhaps-missed': {
    zh: '{month} 的减员截止日 {cutOff}{hedge} 已过；如果申报受理到 {next}，当月仍可不扣缴，请立即核实。',
    en: 'The removal cut-off on {cutOff}{hedge} has passed. A charge for {month} can be avoided only if filings are accepted until {next}: ask at once.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof DEADLINE_TEXTS> {}
}
