import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

/** Differences between a roster and the facts about one person (F11). */
export const ROSTER_FINDING_TEXTS = {
  'roster-hire': {
    zh: '{who}：花名册上 {hiredOn} 入职，入职消息没有收到。',
    en: '{who}: hired on {hiredOn} according to the roster; the hire was never reported.',
  },
  'roster-hire-and-leave': {
    zh: '{who}：花名册上 {hiredOn} 入职、{lastWorkingDay} 为最后工作日，两条消息都没有收到。',
    en: '{who}: hired on {hiredOn}, last working day {lastWorkingDay} according to the roster; neither was reported.',
  },
  'roster-hire-undated': {
    zh: '{who}：花名册上有此人，入职消息没有收到，花名册也没有入职日期；请问清第一个工作日。',
    en: '{who}: on the roster without a first working day; the hire was never reported. Ask for the first working day.',
  },
  'roster-hire-nameless': {
    zh: '{who}：花名册上 {hiredOn} 入职，但没有姓名，入职消息也没有收到；请登记姓名和入职日。',
    en: '{who}: hired on {hiredOn} according to the roster, which gives no name; the hire was never reported. Record the name and the day.',
  },
  'roster-hire-taken-back': {
    zh: '{who}：人事系统曾撤销入职，花名册上却有此人；请核实是否在职。',
    en: '{who}: the HR system cancelled the hire, but the roster lists the person; check whether they work here.',
  },
  'roster-hire-before-move': {
    zh: '{who}：只收到 {ours} 的调动，花名册上的入职日期是 {theirs}，入职消息没有收到。',
    en: '{who}: hired on {theirs} according to the roster; only the transfer on {ours} was reported, not the hire.',
  },
  'roster-hire-date': {
    zh: '{who}：入职日期记录为 {ours}，花名册上是 {theirs}。',
    en: '{who}: hired on {ours} according to our records, on {theirs} according to the roster.',
  },
  'roster-hire-date-covered': {
    zh: '{who}：入职日期记录为 {ours}，花名册上是 {theirs}，但此前已参保或已缴费；可能是离职后再入职，请核实。',
    en: "{who}: hired on {ours} according to our records, on {theirs} according to the roster, but enrolled or paid for before the roster's day. Check whether the person left and was rehired.",
  },
  'roster-hire-date-decide': {
    zh: '{who}：入职日期记录为 {ours}，花名册上是 {theirs}，与其他记录冲突，无法直接更正；请核实。',
    en: '{who}: hired on {ours} according to our records, on {theirs} according to the roster. Other records contradict the roster, so the day cannot be corrected automatically; check which day is right.',
  },
  'roster-move-date-decide': {
    zh: '{who}：记录为 {ours} 调入，花名册上的入职日期是 {theirs}，与其他记录冲突，无法直接更正；请核实。',
    en: '{who}: transferred on {ours} according to our records, hired on {theirs} according to the roster. Other records contradict the roster, so the day cannot be corrected automatically; check which day is right.',
  },
  'roster-absent': {
    zh: '{who}：记录自 {ours} 起在职，花名册上没有此人；可能已离职，请问清最后工作日。',
    en: '{who}: in service since {ours} according to our records, but not on the roster. The person may have left; ask for the last working day.',
  },
  'roster-left-undated': {
    zh: '{who}：记录自 {ours} 起在职，花名册上已离职而没有日期；请问清最后工作日。',
    en: '{who}: in service since {ours} according to our records; the roster says that the person has left, but not when. Ask for the last working day.',
  },
  'roster-absent-decide': {
    zh: '{who}：记录自 {ours} 起在职，花名册上没有此人，且有几段劳动关系；请核实是哪一段结束、哪天结束。',
    en: '{who}: in service since {ours} according to our records, but not on the roster. The person has more than one employment; check which of them ended, and when.',
  },
  'roster-leave-dated': {
    zh: '{who}：花名册上的最后工作日是 {lastWorkingDay}，离职消息没有收到。',
    en: '{who}: last working day {lastWorkingDay} according to the roster; the leave was never reported.',
  },
  'roster-leave-unhired': {
    zh: '{who}：花名册上的最后工作日是 {lastWorkingDay}，入职和离职消息都没有收到。',
    en: '{who}: last working day {lastWorkingDay} according to the roster; neither hire nor leave was reported.',
  },
  'roster-leave-before-hire': {
    zh: '{who}：花名册上的最后工作日 {lastWorkingDay} 早于记录的入职日期 {ours}；请核实。',
    en: '{who}: the last working day on the roster, {lastWorkingDay}, is before the hire in our records, {ours}; check both days.',
  },
  'roster-noticed-hire': {
    zh: '{who}：此前告知入职而缺日期，花名册上是 {hiredOn}。',
    en: '{who}: the hire was reported without a date; according to the roster the first working day is {hiredOn}.',
  },
  'roster-noticed-leave': {
    zh: '{who}：此前告知离职而缺日期，花名册上的最后工作日是 {lastWorkingDay}。',
    en: '{who}: the leave was reported without a date; according to the roster the last working day is {lastWorkingDay}.',
  },
  'roster-leave-date': {
    zh: '{who}：最后工作日记录为 {ours}，花名册上是 {theirs}。',
    en: '{who}: last working day {ours} according to our records, {theirs} according to the roster.',
  },
  'roster-leave-date-decide': {
    zh: '{who}：记录 {ours} 起暂停、调动或离职，花名册上的最后工作日是 {theirs}，无法直接更正；请核实。',
    en: '{who}: suspended, transferred or left on {ours} according to our records; last working day {theirs} according to the roster. The difference cannot be corrected automatically; check which day is right.',
  },
  'roster-still-listed': {
    zh: '{who}：记录的最后工作日是 {ours}，花名册上仍在职；离职可能已撤销或已再入职，请核实。',
    en: '{who}: last working day {ours} according to our records, but still on the roster. The leave may have been cancelled, or the person may have been rehired; check which is the case.',
  },
  'roster-reversed': {
    zh: '{who}：花名册上的最后工作日 {lastWorkingDay} 早于入职日期 {hiredOn}；请核实。',
    en: '{who}: the last working day on the roster, {lastWorkingDay}, is before the day of the hire on the roster, {hiredOn}; check both days.',
  },
  'roster-unit': {
    zh: '{who}：记录在 {ours}，花名册上在 {theirs}；花名册没有调动日期，请核实。',
    en: '{who}: at {ours} according to our records, at {theirs} according to the roster. The roster does not say when the person moved; find out the day.',
  },
  'roster-listed-twice': {
    zh: '{who}：花名册上有 {lines} 行，内容不同；请核实以哪一行为准。',
    en: '{who}: the roster has {lines} different lines; check which of them is right.',
  },
} as const satisfies ReasonTexts;

export type RosterFindingCode = keyof typeof ROSTER_FINDING_TEXTS;

/** The case of a roster that differs from the facts (F11), and its steps. */
export const ROSTER_CASE_TEXTS = {
  'roster-differs': {
    zh: '人事系统的在职花名册与收到的入离职消息不符，涉及 {people} 人；可能有消息没有送达。',
    en: 'The HR system’s roster differs from the hires and leaves that it reported; people affected: {people}. Messages may have been lost.',
  },
  'roster-more': {
    zh: '另有 {more} 处不符，未逐一列出。',
    en: 'Further differences that are not listed here: {more}.',
  },
  'roster-difference-not-computed': {
    zh: '花名册与记录的差异无法自动整理，请逐一核对并告知管理员。',
    en: 'The differences between roster and records could not be listed: compare them person by person and inform the administrator.',
  },
  'step-compare-roster': {
    zh: '逐人核对；全部差异见单位 {unitId} 的花名册页面。',
    en: 'Check each person; the roster page of unit {unitId} lists all differences.',
  },
  'step-confirm-roster': {
    zh: '花名册正确的，在单位 {unitId} 的花名册页面确认，即予记入；没有日期的离职会变成“缺日期”的待办。',
    en: 'If the roster is right, confirm the difference on the roster page of unit {unitId} to record it. A leave without a day becomes a case that asks for the day.',
  },
  'step-mend-in-hr-system': {
    zh: '两边对不上、无法直接记入的，在人事系统更正，或登记正确的日期；调动确认时填写调动日。',
    en: 'If a difference cannot be recorded as it is, correct the HR system or record the right day. When you confirm a transfer, enter its day.',
  },
  'step-dismiss-roster': {
    zh: '花名册有误或无关的，在单位 {unitId} 的花名册页面忽略，花名册另有变化时再提示。',
    en: 'If the roster is wrong or the difference does not matter, dismiss it on the roster page of unit {unitId}. It is shown again only if the roster changes.',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof ROSTER_FINDING_TEXTS>, ValuesOf<typeof ROSTER_CASE_TEXTS> {}
}
