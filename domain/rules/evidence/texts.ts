import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** What the agency's own files prove, and what they contradict (R13, E1 to E17). */
export const EVIDENCE_TEXTS = {
  'listed-on-bill': { zh: '{month} 的账单列有此人。', en: 'The bill of {month} includes the person.' },
  'not-on-bill': { zh: '{month} 的账单没有此人。', en: 'The bill of {month} does not include the person.' },
  'listed-on-list': {
    zh: '{on} 的参保名单列有此人。',
    en: 'The list of insured people of {on} includes the person.',
  },
  'not-on-list': {
    zh: '{on} 的参保名单没有此人。',
    en: 'The list of insured people of {on} does not include the person.',
  },
  'list-suspended': {
    zh: '{on} 的参保名单显示此人已暂停参保。',
    en: 'The list of insured people of {on} shows the person as suspended.',
  },
  'list-suspended-since': {
    zh: '{on} 的参保名单显示此人自 {since} 起暂停参保。',
    en: 'The list of insured people of {on} shows the person as suspended since {since}.',
  },
  'list-ended': {
    zh: '{on} 的参保名单显示此人已终止参保。',
    en: 'The list of insured people of {on} shows the person’s insurance as ended.',
  },
  'list-ended-since': {
    zh: '{on} 的参保名单显示此人自 {since} 起终止参保。',
    en: 'The list of insured people of {on} shows the person’s insurance as ended since {since}.',
  },
  'evidence-bill': {
    zh: '{month} 的账单：{file}，{who} 导入。',
    en: 'The bill of {month}: {file}, imported by {who}.',
  },
  'evidence-bill-unnamed': { zh: '{month} 的账单：{file}。', en: 'The bill of {month}: {file}.' },
  'evidence-list': {
    zh: '{on} 的参保名单：{file}，{who} 导入。',
    en: 'The list of insured people of {on}: {file}, imported by {who}.',
  },
  'evidence-list-unnamed': {
    zh: '{on} 的参保名单：{file}。',
    en: 'The list of insured people of {on}: {file}.',
  },
  'enrolment-accepted-then': {
    zh: '经办机构已于 {on} 受理增员，自 {month} 起应在册。',
    en: 'The agency accepted the enrolment on {on}: the person should be on the list of insured people from {month} on.',
  },
  'removal-accepted-then': {
    zh: '经办机构已于 {on} 受理减员，自 {month} 起不应在册。',
    en: 'The agency accepted the removal on {on}: the person should be off the list of insured people from {month} on.',
  },
  'removal-accepted-in-service': {
    zh: '经办机构已于 {on} 受理减员，而人事系统没有离职记录。',
    en: 'The agency accepted a removal on {on}, but no leave is recorded in the HR system.',
  },
  'not-covered-since': {
    zh: '此人在职，而自 {month} 起不在本单位参保名单上，可能没有医保待遇。',
    en: 'The person is in service, but has not been on the unit’s list of insured people since {month} and may have no cover.',
  },
  'rejected-though-listed': {
    zh: '{month} 列有此人，而经办机构其后于 {on} 退回增员：{reason}。请核实是否在册。',
    en: 'The person is listed for {month}, but on {on} the agency rejected the enrolment: {reason}. Find out whether the person is on the list of insured people.',
  },
  'charged-after-removal': {
    zh: '减员受理之后，{month} 仍列有此人，须重新办理减员。',
    en: 'Still listed for {month} after the removal was accepted: the removal must be filed again.',
  },
  'listed-after-leave': {
    zh: '{month} 仍列有此人，减员尚未生效。',
    en: 'Still listed for {month}: the removal has not taken effect.',
  },
  'enrolment-filed-late': {
    zh: '{hiredOn} 用工，{filedOn} 才申报参保，晚于法定期限 {lastLawfulDay}。',
    en: 'Employed from {hiredOn}, but enrolment was filed only on {filedOn}, after the last lawful day, {lastLawfulDay}.',
  },
  'enrolment-late-by-bill': {
    zh: '{hiredOn} 用工，法定期限 {lastLawfulDay}；在期限内申报最迟从 {month} 起在册，而该月没有此人，因此晚于期限。',
    en: 'Employed from {hiredOn}; the last lawful day was {lastLawfulDay}. If enrolment had been filed by then, the person would be listed for {month} at the latest. The person is not listed, so the enrolment was late.',
  },
  'missed-months': {
    zh: '{months} 没有此人，其后又列入：这几个月须补缴，或请经办机构说明。',
    en: 'Not listed for {months}, but listed again later: these months must be paid in arrears, or the agency must explain them.',
  },
  'never-on-list': {
    zh: '在职期间应缴的 {months} 均没有此人：此人在本单位从未参保，须由人判断如何补缴。',
    en: 'Not listed for {months}, all the months that were due: the person was never insured at this unit. Please decide how to pay these months.',
  },
  'paid-from': {
    zh: '自 {month} 起有缴费记录；缴费不等于有待遇，待遇不会早于缴费。',
    en: 'Contributions are paid from {month}. Payment alone does not mean cover, but cover does not begin before the payment.',
  },
  'hire-month-local': {
    zh: '在法定期限内参保的，入职当月 {month} 是否要缴由当地规定决定。',
    en: 'If the enrolment is in time, the local rule decides whether {month}, the month of the hire, must be paid.',
  },
  'months-without-bill': {
    zh: '{months} 没有全员账单，是否扣缴未知，未作估算；请导入这些月份的账单。',
    en: 'No complete bill is known for {months}, so it is not known whether they were charged, and nothing is estimated. Please import the bills of these months.',
  },
  'charged-between': {
    zh: '{leftOn} 离职或暂停，{backOn} 回岗，其间的 {months} 照常扣缴。',
    en: 'Left or suspended after {leftOn} and back on {backOn}, but still charged for {months}.',
  },
  'was-leave-filed': {
    zh: '这次离职或暂停是否向经办机构申报过？没有申报的，参保没有中断，不必减员和增员；申报过的，这几个月属于多缴。金额待答复后才计入。',
    en: 'Was this leave or suspension filed with the agency at all? If it was not filed, insurance continued, and neither removal nor enrolment is due. If it was filed, these months are overpaid. The amount counts only after you answer.',
  },
  'moved-and-enrolled': {
    zh: '此人已在单位 {unitId} 参保（自 {month} 起）；两单位不在同一统筹区或不知是否同区，请核实本单位是否已减员。',
    en: 'The person is insured at unit {unitId} from {month} on. That unit is in another region, or its region is unknown. Find out whether the removal here was filed.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof EVIDENCE_TEXTS> {}
}
