import type { ReasonWording } from './reasons.ts';

/** What was told of without its day (F10): what is missing, and why no date can be given. */
export const DATE_MISSING_WORDING: Readonly<Record<string, ReasonWording>> = {
  'hire-noticed': {
    zh: '人事系统于 {on} 告知此人已入职，但没有给出第一个工作日。',
    en: 'On {on} the HR system told that this person was hired, without the first working day.',
  },
  'leave-noticed': {
    zh: '人事系统于 {on} 告知此人已离职，但没有给出最后工作日。',
    en: 'On {on} the HR system told that this person left, without the last working day.',
  },
  'hire-day-missing': {
    zh: '参保登记的 {days} 日从第一个工作日起算，不从告知之日起算：已经上班的，期限已在走；不知道这一天，就给不出建议办理日。',
    en: 'The {days} days for the enrolment count from the first working day, not from the message: where work has begun they are running, and without that day no act-by date can be given.',
  },
  'leave-day-missing': {
    zh: '减员和关系转移的 {days} 日从最后工作日起算，不从告知之日起算：已经离开的，期限已在走；不知道这一天，就给不出建议办理日。',
    en: 'The {days} days for removal and transfer count from the last working day, not from the message: where that day is over they are running, and without it no act-by date can be given.',
  },
  'hire-due-if-told-on': {
    zh: '仅供对照：假如告知当天就是第一个工作日，法定期限为 {dueOn}；实际更早的，期限也更早。',
    en: 'To hold against only: had the day of the message been the first working day, the statutory date would be {dueOn}; if that was earlier, so is the date.',
  },
  'leave-due-if-told-on': {
    zh: '仅供对照：假如告知当天就是最后工作日，法定期限为 {dueOn}；实际更早的，期限也更早。',
    en: 'To hold against only: had the day of the message been the last working day, the statutory date would be {dueOn}; if that was earlier, so is the date.',
  },
};
