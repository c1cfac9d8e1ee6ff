import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

export const CASE_TEXTS = {
  'started-by-transfer': {
    zh: '从单位 {fromUnitId} 调入，须在本单位重新参保。',
    en: 'Moved here from unit {fromUnitId}: this unit must enrol the person.',
  },
  'started-by-resumption': {
    zh: '中断后恢复工作，须重新办理增员。',
    en: 'Back at work after a suspension: the person must be enrolled again.',
  },
  'left-resigned': { zh: '职工于 {on} 离职。', en: 'Resigned; last working day {on}.' },
  'left-dismissed': { zh: '单位于 {on} 解除劳动合同。', en: 'Dismissed; last working day {on}.' },
  'left-contract-ended': { zh: '劳动合同于 {on} 终止。', en: 'The contract ended on {on}.' },
  'left-retired': {
    zh: '职工于 {on} 退休，缴费年限满足的转为退休人员待遇。',
    en: 'Retired on {on}. If the contribution years are sufficient, the person changes to retiree cover.',
  },
  'left-deceased': {
    zh: '职工于 {on} 死亡，个人账户余额依法继承。',
    en: 'Died on {on}; the heirs inherit the balance of the personal account.',
  },
  'left-transferred-out': {
    zh: '职工于 {on} 转往其他统筹区，须办理关系转移。',
    en: 'Left for another region on {on}: the insurance relation must be transferred.',
  },
  'left-suspended': {
    zh: '自 {on} 后暂停医保关系，当地最长暂停期限未知，请向经办机构核实。',
    en: 'Insurance suspended after {on}. How long a suspension may last in this region is not known: please ask the agency.',
  },
  'left-suspended-until': {
    zh: '自 {on} 后暂停医保关系，{region}最长可暂停 {months} 个月{hedge}，至 {endsOn}。',
    en: 'Insurance suspended after {on}; {region} allows at most {months} months{hedge}, until {endsOn}.',
  },
  'left-moved-to-other-unit': {
    zh: '{on} 后调入单位 {toUnitId}，本单位须减员。',
    en: 'Moved to unit {toUnitId} after {on}: this unit must remove the person.',
  },
  'left-unknown': {
    zh: '职工于 {on} 离职，人事系统没有说明原因：材料、离职指引和是否另有期限都取决于它，请问清。',
    en: 'Left on {on}. The HR system does not state the reason: please ask for it, because documents, leaver guide and a possible second deadline depend on it.',
  },
  'left-never-hired': {
    zh: '收到 {on} 离职的消息，但从未收到此人的入职消息，请核实是谁、属于哪个单位。',
    en: 'A leave on {on} was reported for a person whose hire was never reported: find out who it is and which unit they belong to.',
  },
  'charged-never-hired': {
    zh: '单位 {unitId} 为此人扣缴了医保费，但从未收到此人的入职消息，请核实。',
    en: 'Unit {unitId} was charged for a person whose hire was never reported: find out who it is.',
  },
  'double-cover': {
    zh: '同一人自 {since} 起同时在本单位（{unitId}）和 {otherUnits} 在职，不得重复参保，请确认由哪个单位参保。',
    en: 'The same person has been in service at {unitId} and at {otherUnits} since {since}. A person must not be insured twice: decide which unit insures the person.',
  },
  'double-cover-other': {
    zh: '另一条记录：单位 {unitId}，工号 {employeeId}，自 {startOn} 起在职。',
    en: 'The other record: unit {unitId}, employee {employeeId}, in service since {startOn}.',
  },
  'double-cover-keep': {
    zh: '按经办机构的账单或名单，只有单位 {unitId} 已为此人参保：建议由该单位继续参保，另一单位不再增员。',
    en: 'According to the agency’s bills or lists, only {unitId} insures the person: let that unit continue, and do not enrol the person elsewhere.',
  },
  'insured-though-doubtful': {
    zh: '经办机构的账单或名单显示，单位 {unitId} 自 {since} 起已为此人参保，请确认是否应当参保。',
    en: 'According to the agency’s bills or lists, the person has been insured at {unitId} since {since}: please confirm that this is right.',
  },
  'doubtful-last-charge': {
    zh: '最近一次为 {month} 扣缴 {amount} 元；确认之前不计入多缴或欠缴。',
    en: 'The latest charge, for {month}, is {amount} yuan. Until you confirm it, it counts neither as overpaid nor as owed.',
  },
  'not-due-yet-charged': {
    zh: '{on} 答复不应参保，但 {month} 仍在参保：请办理减员，并申请退回之后的费用。',
    en: 'On {on} the answer was that insurance is not due, but the person is still insured in {month}: file the removal and apply for a refund of the charges since that answer.',
  },
  'charged-before-hire': {
    zh: '{months} 早于入职日 {hiredOn} 已有缴费：是入职日登记晚了，还是确属多缴？请核对。',
    en: 'Charged for {months}, before the hire on {hiredOn}: was the person hired earlier, or are these charges overpaid? Please check.',
  },
  'hire-day-is-right': {
    zh: '{on} 答复入职日无误：上述月份属于多缴。',
    en: 'The day of the hire was confirmed on {on}: these months are overpaid.',
  },
  'seen-old-name': {
    zh: '经办机构 {on} 的登记姓名仍为 {name}。',
    en: 'On {on} the agency still had the name {name} on file.',
  },
  'enrolment-if-due': {
    zh: '若认定应当参保，法定期限为 {statutoryDueOn}。',
    en: 'If enrolment turns out to be due, the statutory date is {statutoryDueOn}.',
  },
  'doubt-identity-number': {
    zh: '证件号码 {masked} 不可能正确，经办机构会退回申报，请更正。',
    en: 'The identity number {masked} cannot be right. The agency would reject the filing, so please correct the number.',
  },
  'doubt-unit': {
    zh: '不知道此人属于哪个参保单位，请核实。',
    en: 'It is not known which unit this person belongs to: please find out.',
  },
  'accepted-late': {
    zh: '{hiredOn} 用工，{acceptedOn} 才参保，晚于最后期限 {lastLawfulDay}{hedge}，参保之前的月份须补缴。',
    en: 'Employed from {hiredOn} but enrolled only on {acceptedOn}, after the last lawful day, {lastLawfulDay}{hedge}: the months before the enrolment are owed.',
  },
  'changed-name': {
    zh: '姓名自 {on} 起变更，经办机构登记的仍是原信息。',
    en: 'The name changed as of {on}, and the agency still has the old one on file.',
  },
  'changed-identity': {
    zh: '证件信息自 {on} 起变更，经办机构登记的仍是原信息。',
    en: 'The identity document or its number changed as of {on}, and the agency still has the old one on file.',
  },
  'changed-birthDate': {
    zh: '出生日期自 {on} 起变更，经办机构登记的仍是原信息。',
    en: 'The date of birth changed as of {on}, and the agency still has the old one on file.',
  },
  'changed-sex': {
    zh: '性别自 {on} 起变更，经办机构登记的仍是原信息。',
    en: 'The sex changed as of {on}, and the agency still has the old one on file.',
  },
  'changed-phone': {
    zh: '联系电话自 {on} 起变更，经办机构登记的仍是原信息。',
    en: 'The phone number changed as of {on}, and the agency still has the old one on file.',
  },
  'guide-refused': {
    zh: '离职指南邮件 {on} 被邮件服务拒收，没有送达职工离职时留下的邮箱。',
    en: 'The mail service rejected the mail with the leaver guide on {on}: it did not reach the address that the person gave.',
  },
  'card-requested-physical': {
    zh: '{on} 申请实体卡，尚未领到。',
    en: 'A physical card was requested on {on} and has not arrived yet.',
  },
  'card-requested-electronic': {
    zh: '{on} 申请医保电子凭证，尚未开通。',
    en: 'The electronic certificate was requested on {on} and is not active yet.',
  },
  'card-replacement-physical': {
    zh: '{on} 申请补卡，尚未领到。',
    en: 'A replacement card was requested on {on} and has not arrived yet.',
  },
  'card-replacement-electronic': {
    zh: '{on} 申请重新开通医保电子凭证，尚未开通。',
    en: 'The electronic certificate was requested again on {on} and is not active yet.',
  },
  'personal-share-at-risk': {
    zh: '{month} 的个人部分约 {share} 元{hedge}，而本月出勤 {worked} 天（共 {all} 个工作日）的工资约 {pay} 元（月工资 {wage} 元），可能不够代扣，请在结算工资时与本人约定。',
    en: "The employee's part for {month}, about {share} yuan{hedge}, may exceed the pay for {worked} of {all} working days, which is about {pay} yuan (monthly wage {wage} yuan). Agree with the employee on the payment when you settle the wage.",
  },
  'documents-official-list': {
    zh: '必需的材料出自官方清单；其余是各地惯例，经办机构没有法律依据不得要求提供。',
    en: 'The required documents are on the official list. The others are local custom; an agency may ask for them only on a legal basis.',
  },
  'documents-forms': {
    zh: '登记表在窗口领取，有的地方也可在当地医保官网下载。',
    en: "Forms are available at the counter; in some places they can be downloaded from the agency's website.",
  },
  'case-not-computed': {
    zh: '这条记录无法自动计算，请人工处理并告知管理员。',
    en: 'This record could not be computed: handle it by hand and inform the administrator.',
  },
  'record-not-readable': {
    zh: '系统里存的这段劳动关系读不出来，期限和待办都无法给出。请人工核对此人的参保情况，并请管理员修复。',
    en: 'The stored record of this employment cannot be read, so no deadline and no case can be given. Check by hand whether this person is insured as they should be, and ask the administrator to repair the record.',
  },
  'hire-noticed': {
    zh: '人事系统于 {on} 告知此人已入职，但没有给出第一个工作日。',
    en: 'On {on} the HR system reported the hire of this person, but not the first working day.',
  },
  'leave-noticed': {
    zh: '人事系统于 {on} 告知此人已离职，但没有给出最后工作日。',
    en: 'On {on} the HR system reported that this person left, but not the last working day.',
  },
  'hire-day-missing': {
    zh: '参保登记的 {days} 日{hedge}从第一个工作日起算，不从告知之日起算：已经上班的，期限已在走；不知道这一天，就给不出建议办理日。',
    en: 'The {days} days{hedge} for the enrolment count from the first working day, not from the day of the report. If the person already works, the time is running. Without the first working day there is no act-by date.',
  },
  'leave-day-missing': {
    zh: '减员和关系转移的 {days} 日{hedge}从最后工作日起算，不从告知之日起算：已经离开的，期限已在走；不知道这一天，就给不出建议办理日。',
    en: 'The {days} days{hedge} for removal and transfer count from the last working day, not from the day of the report. If the person no longer works, the time is running. Without the last working day there is no act-by date.',
  },
  'hire-due-if-told-on': {
    zh: '仅供对照：假如告知当天就是第一个工作日，法定期限为 {dueOn}{hedge}；实际更早的，期限也更早。',
    en: 'For comparison only: if the first working day were the day of the report, the statutory date would be {dueOn}{hedge}. If the first working day is earlier, so is the statutory date.',
  },
  'leave-due-if-told-on': {
    zh: '仅供对照：假如告知当天就是最后工作日，法定期限为 {dueOn}{hedge}；实际更早的，期限也更早。',
    en: 'For comparison only: if the last working day were the day of the report, the statutory date would be {dueOn}{hedge}. If the last working day is earlier, so is the statutory date.',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof CASE_TEXTS> {}
}
