import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

export const STEP_TEXTS = {
  'step-settle-dispute': {
    zh: '向人事核实哪种说法属实：不采用的说法属实的，登记正确的日期，或作废与之相反的那条；不属实的，作废该说法。',
    en: 'Find out which statement is right. If the statement without effect is right, record the right day or void the other statement; otherwise void the statement without effect.',
  },
  'step-await-agency': {
    zh: '等待经办机构答复，{chaseFrom} 起可催办。',
    en: 'Wait for the agency’s answer; from {chaseFrom} on, follow up with the agency.',
  },
  'step-chase-agency': {
    zh: '{on} 提交的申报已超时，请凭回执向经办机构催办，得到结果后登记。',
    en: 'The answer to the filing of {on} is overdue: follow up with the agency, show the receipt, and record the result.',
  },
  'step-explain-late-enrolment': {
    zh: '逾期补办，要向经办机构说明情况；是否要书面说明各地不同，请先问清。',
    en: 'The enrolment is late: explain the reason to the agency. Whether this must be in writing differs from place to place, so ask first.',
  },
  'step-mend-rejection': {
    zh: '按退回原因（{reason}）更正或补齐材料后重新申报。',
    en: 'Correct the filing or add what is missing, as the rejection says ({reason}), and file again.',
  },
  'step-ask-employer-before': {
    zh: '请职工本人联系原单位，要求其立即办理减员。',
    en: 'Tell the employee to ask the previous employer to file the removal at once.',
  },
  'step-keep-proof': {
    zh: '保存催办记录和退回通知，证明已按期申报。',
    en: 'Keep the correspondence and the rejection: they show that the filing was made in time.',
  },
  'step-file-again': {
    zh: '原单位减员后当天重新申报，不要等到期限。',
    en: 'File again on the day on which the previous employer has filed the removal; do not wait for the deadline.',
  },
  'step-find-out-who': {
    zh: '核实此人是谁、属于哪个参保单位。',
    en: 'Find out who this is and which unit they belong to.',
  },
  'step-report-hire-or-claim': {
    zh: '确为职工的补录入职；不是的，申请退费并登记。',
    en: 'If this is one of your employees, enter the hire; if not, apply for a refund and record the application.',
  },
  'step-decide-unit': {
    zh: '两个单位商定由哪一方参保。',
    en: 'Let the two units agree which of them insures the person.',
  },
  'step-report-other-leave': {
    zh: '另一方登记离职或调动并办理减员。',
    en: 'At the other unit, enter the leave or transfer and file the removal.',
  },
  'step-confirm-insured': {
    zh: '确认是否应当参保：应当的答复“应参保”；不应当的答复“不应参保”，并办理减员、申请退回。',
    en: 'Find out whether insurance is due. If it is, answer “insurance is due”. If not, answer “insurance is not due”, file the removal and apply for a refund.',
  },
  'step-check-hire-day': {
    zh: '核对劳动合同上的第一个工作日：实际更早的，在人事系统更正入职日；无误的，答复“日期无误”，再按多缴处理。',
    en: 'Check the first working day in the contract. If it was earlier than recorded, correct the hire in the HR system. If the recorded day is right, answer “the day is right” and apply for a refund.',
  },
  'step-decide-enrolment': {
    zh: '由经办人判断是否存在劳动关系、是否应当参保。',
    en: 'Decide whether there is an employment relationship and whether enrolment is due.',
  },
  'step-enrol-or-correct': {
    zh: '应参保的照常办理增员；不应参保的在人事系统更正人员类别。',
    en: 'If enrolment is due, enrol the person as usual; if not, correct the category in the HR system.',
  },
  'step-ask-first-day': {
    zh: '向用人部门问清第一个工作日。',
    en: 'Ask the department for the first working day.',
  },
  'step-ask-last-day': {
    zh: '向用人部门问清最后工作日和离职原因。',
    en: 'Ask the department for the last working day and the reason for leaving.',
  },
  'step-enter-date': {
    zh: '在人事系统补上日期；人事系统传不出日期的，在待办页面登记，或请管理员登记。待办随之关闭。',
    en: 'Enter the day in the HR system. If that system cannot send the day, record it on the page of the case, or ask the administrator. The case then closes by itself.',
  },
  'step-void-notice': {
    zh: '其实没有此事的，在待办页面作废这条告知，或请管理员作废。',
    en: 'If the reported hire or leave did not happen, choose “This did not happen” on the page of the case, or ask the administrator.',
  },
  'step-ask-leaving-reason': {
    zh: '问清离职原因（材料和离职指引都取决于它），在人事系统更正，或在待办页面登记，也可请管理员登记。',
    en: 'Ask why the person left, because documents and leaver guide depend on it. Correct the reason in the HR system, record it on the page of the case, or ask the administrator.',
  },
  'step-correct-record': {
    zh: '在人事系统更正这条记录，更正后待办自动关闭。',
    en: 'Correct the record in the HR system; the case then closes by itself.',
  },
  'step-remove-first': {
    zh: '先完成减员，否则每月继续多缴。',
    en: 'First get the removal accepted; otherwise the overpayment grows every month.',
  },
  'step-link-tax-office': {
    zh: '单位只办一次：向主管税务机关{hedge}办理社保缴费单位关联，并与其和银行签订三方协议（可在电子税务局办理）。',
    en: 'Once for each unit: link the social-insurance account of the unit at the tax office{hedge}, and sign the three-party agreement with the tax office and the bank. Both can be done in the electronic tax bureau.',
  },
  'step-declare-wage': {
    zh: '受理后向税务部门{hedge}申报该职工的缴费工资。',
    en: "Once the enrolment is accepted, declare the person's contribution wage to the tax office{hedge}.",
  },
  'step-declare-wage-at-agency': {
    zh: '登记时一并向经办机构{hedge}申报该职工的缴费工资。',
    en: "Together with the registration, declare the person's contribution wage to the agency{hedge}.",
  },
  'step-pay-window': {
    zh: '在{region}每月 {from} 日至 {to} 日{hedge}的缴费期内向税务部门确认并缴费；首次缴费后增员才算办完，不缴费没有待遇。',
    en: 'Confirm the amount and pay at the tax office from day {from} to day {to} of the month{hedge}, the payment period in {region}. Only the first payment completes the enrolment; without it there is no cover.',
  },
  'step-pay-until': {
    zh: '在{region}每月 {to} 日{hedge}前向税务部门确认并缴费；首次缴费后增员才算办完，不缴费没有待遇。',
    en: 'Confirm the amount and pay at the tax office by day {to} of the month{hedge}, the last day of payment in {region}. Only the first payment completes the enrolment; without it there is no cover.',
  },
  'step-pay-window-unknown': {
    zh: '在当月缴费期内向税务部门确认并缴费；{region}的缴费期未知，请向主管税务机关核实。首次缴费后增员才算办完，不缴费没有待遇。',
    en: 'Confirm the amount and pay at the tax office within the payment period of the month. The period in {region} is not known: please ask the tax office. Only the first payment completes the enrolment; without it there is no cover.',
  },
  'step-check-tax-bill': {
    zh: '核对本月的税务缴费账单：此人已申报在内的，先更正申报再缴费。',
    en: "Check this month's bill at the tax office: if it includes the person, correct the declaration before you pay.",
  },
  'step-correct-at-agency': {
    zh: '先在经办机构{hedge}更正停保月份和缴费记录，未更正的退不了。',
    en: 'First have the agency{hedge} correct the month in which insurance ended and the contribution record; without this correction there is no refund.',
  },
  'step-ask-refund-way': {
    zh: '向主管税务机关问清能否退费、抵扣。',
    en: 'Ask the tax office whether the money can be refunded or offset.',
  },
  'step-apply-refund': {
    zh: '单位备齐材料，在电子税务局{hedge}申请退费，医保与其他险种分别申请；经办机构审核后退款。',
    en: 'Apply for the refund in the electronic tax bureau{hedge} with the documents, with a separate application for medical insurance. The agency reviews the application and then pays the refund.',
  },
  'step-declare-offset': {
    zh: '在后续向税务部门的申报中抵扣，并核对下期账单。',
    en: 'Offset the amount in a later declaration to the tax office and check the next bill.',
  },
  'step-record-loss': {
    zh: '当地不退：由单位登记损失。',
    en: 'This region does not refund: note the amount as a loss of the unit.',
  },
  'step-pay-person-back': {
    zh: '个人部分退还职工本人并留存凭证。',
    en: "Pay the employee's part back to the employee and keep the proof.",
  },
  'step-await-refund': {
    zh: '等待经办机构审核和税务部门退付（或抵扣）的结果，超过当地办理时限即催办。',
    en: 'Wait for the review by the agency and the refund (or offset) by the tax office. If the refund takes longer than usual in this region, follow up.',
  },
  'step-report-refund': {
    zh: '登记结果（已退、已抵扣或未获批），待办随之关闭。',
    en: 'Record the result: refunded, offset or denied. The case then closes.',
  },
  'step-declare-back-payment': {
    zh: '一般欠费（已登记、未缴费的月份）：按月向税务部门{hedge}申报补缴。',
    en: 'Ordinary arrears (the person was registered, but the months were not paid): declare them month by month to the tax office{hedge}.',
  },
  'step-assess-back-payment': {
    zh: '特殊补缴（登记之前的月份）：先由经办机构核定，再向税务部门{hedge}缴费。',
    en: 'Special back-payment (months before the registration): have the agency assess the amount first, then pay at the tax office{hedge}.',
  },
  'step-ask-late-months': {
    zh: '部分月份超过当地可补缴的期限，请先与经办机构联系。',
    en: 'Some months are too long ago for back-payment in this region: contact the agency first.',
  },
  'step-ask-agency-whether-listed': {
    zh: '今天就向经办机构核实此人是否在本单位参保名单上；有受理回执的，出示回执。',
    en: 'Ask the agency today whether the person is on the unit’s list of insured people. If you have a receipt of the acceptance, show it.',
  },
  'step-enrol-again': {
    zh: '不在册的，立即重新办理增员，并问清中断月份能否补缴。',
    en: 'If the person is not on the list of insured people, enrol them again at once, and ask whether the missed months can be paid.',
  },
  'step-import-next-bill': {
    zh: '其后的账单或参保名单列有此人时，待办自动关闭。',
    en: 'When a later bill or list includes the person, the case closes by itself.',
  },
  'step-answer-not-covered': {
    zh: '经办机构确认在册的，答复“已参保”；不必参保的，答复“不必”；已离职的，登记离职。',
    en: 'If the agency confirms that the person is insured, answer “insured”. If insurance is not due, answer “insurance is not due”. If the person has left, enter the leave.',
  },
  'step-ask-whether-leave-filed': {
    zh: '查申报记录，或向经办机构核实：这次离职或暂停是否申报过减员。',
    en: 'Check your filings, or ask the agency, whether a removal was filed for this leave or suspension.',
  },
  'step-answer-unfiled-leave': {
    zh: '没有申报过的，答复“未申报”，其间的费用不算多缴；申报过的，答复“已申报”，再办退费。',
    en: 'If no removal was filed, answer “no removal was filed”: the charges in between then do not count as overpaid. If a removal was filed, answer “a removal was filed” and apply for a refund.',
  },
  'step-decide-back-payment': {
    zh: '此人已离职而从未参保：由经办人判断怎样补缴，并与本人沟通。',
    en: 'The person has left and was never insured: decide how to pay these months, and talk to the former employee.',
  },
  'step-answer-not-due': {
    zh: '按当地规定不必补缴的，答复“不必”。',
    en: 'If no back-payment is due by the local rule, answer “insurance is not due”.',
  },
  'step-pay-before-fee-grows': {
    zh: '尽早缴清，滞纳金按日增加；个人部分从工资中代扣须先告知本人。',
    en: 'Pay soon, because the late fee grows every day. Inform the employee before you deduct their part from the wage.',
  },
  'step-bill-closes': {
    zh: '补缴月份的账单导入后，待办自动关闭。',
    en: 'When the bill of these months is imported, the case closes by itself.',
  },
  'step-tell-wage': {
    zh: '在人事系统登记上年月平均工资（新入职的为首月工资），即可确定是否补差。',
    en: "Enter last year's average monthly wage in the HR system (for a new hire, the first month's wage): the wage shows whether a difference is owed.",
  },
  'step-read-top-up-notice': {
    zh: '核对当地补差通知：是统一扣缴还是由单位申报、何时截止；逾期可能加收滞纳金。',
    en: 'Read the local notice about the difference: is it charged automatically, or must you declare it, and by when? After that day a late fee may be charged.',
  },
  'step-declare-top-up': {
    zh: '须申报的，按月向税务部门申报补差。',
    en: 'If you must declare the difference, declare it month by month to the tax office.',
  },
  'step-keep-personal-part': {
    zh: '个人部分从工资中代扣，须先告知本人。',
    en: "Deduct the employee's part from the wage, and inform the employee first.",
  },
  'step-ask-top-up-of-leaver': {
    zh: '职工已离职：先问清当地如何为其补差、个人部分如何收取。',
    en: "The person has left: first ask how the difference is paid for a former employee in this region, and how the employee's part is collected.",
  },
  'step-supplement-closes': {
    zh: '标明补差的账单导入后，待办自动关闭。',
    en: 'When a bill is imported that marks the charges as supplements, the case closes by itself.',
  },
  'step-say-original-age': {
    zh: '按岗位确认原法定退休年龄（和性别），登记到人事系统。',
    en: 'Find out the original retirement age, which depends on the post (and the sex), and enter it in the HR system.',
  },
  'step-ask-when-to-retire': {
    zh: '询问本人：按期、提前（须先书面告知单位）还是延迟退休；延迟的须在 {agreementBy} 前书面约定。',
    en: 'Ask the person whether they will retire on the statutory day, earlier (the employer needs written notice first) or later (to be agreed in writing by {agreementBy}).',
  },
  'step-ask-early': {
    zh: '约定延迟退休的期限已过，按期办理退休。',
    en: 'The time to agree on a later retirement has passed: prepare the retirement for the statutory day.',
  },
  'step-check-years': {
    zh: '分别核对养老保险年限和当地医保年限，不足的提前办理补缴。',
    en: 'Check the years of pension contributions and the local years of medical contributions separately. If years are missing, arrange to pay them before the retirement.',
  },
  'step-file-retirement': {
    zh: '在 {retiresOn} 前申请退休审批，并办理医保在职转退休。',
    en: 'Before {retiresOn}, apply for approval of the retirement and for the change to retiree cover.',
  },
  'step-report-retirement': {
    zh: '在人事系统登记离职，原因为退休。',
    en: 'Enter the leave in the HR system, with retirement as the reason.',
  },
  'step-keep-late-agreement': {
    zh: '已约定延迟退休的，保存书面约定。',
    en: 'If a later day was agreed, keep the written agreement.',
  },
  'step-compare-retiree-years': {
    zh: '核对本人医保缴费年限是否满足当地要求：满足的办理在职转退休，不足的告知本人还差多少。',
    en: "Compare the person's years of medical contributions with the years that the region requires. If there are enough, apply for the change to retiree cover; if not, inform the person how many are missing.",
  },
  'step-ask-whether-back': {
    zh: '确认职工是否在暂停期满前恢复工作。',
    en: 'Find out whether the person returns to work before the suspension ends.',
  },
  'step-report-resumption': {
    zh: '恢复工作的，登记复工并办理增员。',
    en: 'If the person returns, enter the return to work and enrol the person.',
  },
  'step-report-final-leave': {
    zh: '不再恢复的，把离职原因更正为实际原因。',
    en: 'If the person does not return, correct the reason for leaving to the real one.',
  },
  'step-await-agency-term-unknown': {
    zh: '等待经办机构答复；答复期限未知，请直接询问。',
    en: 'Wait for the agency’s answer. How long it may take is not known: please ask the agency.',
  },
  'step-await-card-term-unknown': {
    zh: '等待制卡；当地办理时限未知，请直接询问。',
    en: 'Wait for the card. How long it takes in this region is not known: please ask.',
  },
  'step-await-card': {
    zh: '等待制卡，{chaseFrom} 起可催办。',
    en: 'Wait for the card; from {chaseFrom} on, ask about it.',
  },
  'step-chase-card': {
    zh: '已超过通常的制卡时间，请向受理窗口催办。',
    en: 'The card takes longer than usual: ask at the office where it was requested.',
  },
  'step-use-electronic': {
    zh: '在此之前可用医保电子凭证，与实体卡同等有效。',
    en: 'Until then, use the electronic insurance certificate; it is as valid as the card.',
  },
  'step-send-guide': {
    zh: '向本人（工号 {employeeId}）问明其他联系方式；指南可请管理员生成后转交。',
    en: 'Ask the person (employee {employeeId}) for another way to contact them. The administrator can create the guide, and you pass it on.',
  },
  'step-record-guide': {
    zh: '转交后登记，待办随之关闭。',
    en: 'Record that you passed the guide on. The case then closes.',
  },
  'step-record-card': {
    zh: '领到后登记，待办随之关闭。',
    en: 'Record the card when it has arrived. The case then closes.',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof STEP_TEXTS> {}
}
