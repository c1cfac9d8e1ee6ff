import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

/** The sentences for employees, new units and card requests (G3, G4). */
export const GUIDE_TEXTS = {
  'employee-employer-duty': {
    zh: '职工医保由单位办理，个人不能自己办增员；单位应自用工之日起 {days} 日{hedge}内办理，试用期不例外。',
    en: 'Your employer must enrol you; you cannot do it yourself. The employer has {days} days{hedge} from your first working day, also during probation.',
  },
  'employee-employer-due': {
    zh: '您 {hiredOn} 开始工作，单位最迟应在 {dueOn} 前（含当日）办理。',
    en: 'You started work on {hiredOn}, so your employer must enrol you by {dueOn}.',
  },
  'employee-employer-late': {
    zh: '您 {hiredOn} 开始工作，单位最迟应在 {dueOn} 办理：已经逾期。',
    en: 'You started work on {hiredOn}; your employer had to enrol you by {dueOn} and is late.',
  },
  'employee-employer-term-unknown': {
    zh: '职工医保由单位办理；当时的办理期限未知，请向经办机构核实。',
    en: 'Your employer must enrol you. The time limit for this is not known: please ask the agency.',
  },
  'employee-look-up': {
    zh: '有没有参保、缴到哪个月，可在国家医保服务平台 APP 或向参保地经办机构查询。',
    en: "You can check in the national platform's app, or ask the agency, whether you are insured and up to which month contributions were paid.",
  },
  'employee-told-monthly': {
    zh: '您有权查询缴费记录，单位也应按月把缴费明细告知您。',
    en: 'You have the right to see your payment record, and your employer must inform you each month of the contributions paid.',
  },
  'employee-ask-hr': {
    zh: '先向单位人事反映、催办，尽量书面，并留存记录。',
    en: 'First ask your HR department to enrol you, preferably in writing, and keep a copy.',
  },
  'employee-complain': {
    zh: '单位推诿或拒绝的，可带劳动合同、工资流水等，向参保地经办机构、征收社会保险费的税务机关或劳动保障监察机构举报、投诉。',
    en: 'If your employer delays or refuses, complain to the local agency, to the tax office that collects the contributions or to the labour inspection. Bring your contract and wage records.',
  },
  'employee-inspection-years': {
    zh: '超过 {years} 年{hedge}没有被发现、也没有被举报投诉的，劳动保障监察不再查处；还在继续的，从终了之日起算。',
    en: 'The labour inspection no longer investigates a violation that was not found or reported within {years} years{hedge}. If the violation continues, this time counts from the day on which it ends.',
  },
  'employee-disputes': {
    zh: '因没有参保而不能报销的医疗费用，可先与单位协商赔偿；协商不成的，可申请劳动仲裁，对裁决不服的可以起诉。',
    en: 'If medical costs were not reimbursed because you were not enrolled, first try to agree on compensation with your employer. If that fails, apply for labour arbitration; if you disagree with the award, go to court.',
  },
  'employee-arbitration-in-time': {
    zh: '申请仲裁有时效，请尽早向当地劳动人事争议仲裁机构问清；医疗票据和就诊记录请保留。',
    en: 'There is a time limit for applying for arbitration: ask the local labour arbitration body early, and keep your medical bills and records.',
  },
  'unit-registration-rule': {
    zh: '新单位应自成立之日起 {days} 日{hedge}内办理社会保险登记。',
    en: 'A new unit must register for social insurance within {days} days{hedge} of its establishment.',
  },
  'unit-registration-unknown': {
    zh: '当时适用的登记期限未知，请向经办机构核实。',
    en: 'The time limit that applied when the unit was established is not known: please ask the agency.',
  },
  'unit-registration-over': {
    zh: '期限已于 {dueOn} 届满：请立即办理，逾期不改正的可被处以罚款。',
    en: 'The time limit ended on {dueOn}: register at once. A unit that ignores an order to register may be fined.',
  },
  'unit-enrol-people': {
    zh: '登记后为每名职工办理参保，自用工之日起 {days} 日{hedge}内。',
    en: "Then enrol every employee within {days} days{hedge} of the employee's first working day.",
  },
  'unit-declare-year': {
    zh: '每年按当地规定的期限，向税务部门{hedge}申报全部职工的上年工资。',
    en: "Each year, by the local deadline, declare last year's wages of all employees to the tax office{hedge}.",
  },
  'unit-two-offices': {
    zh: '增减人员在经办机构登记，工资申报和缴费在税务部门{hedge}：只登记不缴费，职工没有待遇。',
    en: 'Enrol and remove employees at the agency; declare wages and pay contributions at the tax office{hedge}. An employee who is enrolled but not paid for has no cover.',
  },
  'unit-two-offices-social-insurance': {
    zh: '增减人员在所在区的社会保险经办机构登记，工资申报和缴费在税务部门{hedge}：只登记不缴费，职工没有待遇。',
    en: "Enrol and remove employees at the district's social insurance agency; declare wages and pay contributions at the tax office{hedge}. An employee who is enrolled but not paid for has no cover.",
  },
  'unit-report-changes': {
    zh: '单位登记事项变更或单位终止的，自变更或终止之日起 {days} 日{hedge}内办理变更或注销登记。',
    en: 'If registered details change or the unit closes, report it to the agency within {days} days{hedge} of the change or closure.',
  },
  'unit-agency-term': {
    zh: '经办机构办理登记的时限为 {days} 个工作日{hedge}。',
    en: 'The agency must complete a registration within {days} working days{hedge}.',
  },
  'unit-monthly': {
    zh: '此后每月申报人员增减，并按月足额缴纳单位和个人部分。',
    en: "From then on, declare joiners and leavers each month, and pay the unit's and the employees' parts in full.",
  },
  'mistake-organisation-code': {
    zh: '组织机构代码证已停用，以统一社会信用代码为准。',
    en: 'The organisation code certificate is no longer used; the unified social credit code replaces it.',
  },
  'card-electronic': {
    zh: '医保电子凭证即时可领，与实体卡同等有效。',
    en: 'The electronic certificate is available at once and is as valid as a physical card.',
  },
  'card-electronic-where': {
    zh: '在国家医保服务平台 APP、当地医保公众号、微信或支付宝申领。',
    en: "Get the electronic certificate in the national platform's app, in the local agency's WeChat account, in WeChat or in Alipay.",
  },
  'card-replace': {
    zh: '实体卡丢失或损坏的，持身份证到经办机构服务窗口申请补办。',
    en: "If a physical card is lost or damaged, apply for a new one at the agency's counter with your identity card.",
  },
  'card-term': {
    zh: '一般 {least} 至 {most} 个工作日{hedge}可以领取。',
    en: 'A new card is usually ready after {least} to {most} working days{hedge}.',
  },
  'card-term-unknown': {
    zh: '补办实体卡的时限未知，请向经办机构核实。',
    en: 'It is not known how long a new card takes: please ask the agency.',
  },
  'card-expected': {
    zh: '{requestedOn} 申请的，预计 {from} 至 {to} 领取；{to} 之后仍未领到，请催办。',
    en: 'The card requested on {requestedOn} is expected between {from} and {to}; if you do not have it after {to}, ask the agency about it.',
  },
  'card-late': {
    zh: '{requestedOn} 申请的，预计不晚于 {to} 领取，现已超时，请催办。',
    en: 'The card requested on {requestedOn} was expected by {to} and is late: please ask the agency about it.',
  },
  'card-social': {
    zh: '社会保障卡的挂失和补办由人社部门办理，时限以当地为准。',
    en: 'Loss and replacement of the social security card are handled by the human resources and social security authority, which has its own time limits.',
  },
  'change-who': {
    zh: '姓名、证件号码、联系方式等变更的，应及时变更，避免影响就医报销。',
    en: 'Report changes of name, identity number or contact details promptly; otherwise the reimbursement of medical costs may be refused.',
  },
  'change-by-unit': {
    zh: '在职职工由单位申报变更；姓名、证件号码等关键信息须附佐证材料。',
    en: 'For employees the unit files the change. Changes of name, identity number and other key details need proof.',
  },
  'change-by-person': {
    zh: '本人也可持下列材料到经办机构办理。',
    en: 'The person can also go to the agency with these papers.',
  },
  'change-term': {
    zh: '经办机构应在 {days} 个工作日{hedge}内办结。',
    en: 'The agency must complete the change within {days} working days{hedge}.',
  },
  'papers-official': { zh: '材料：{papers}。', en: 'Papers: {papers}.' },
  'papers-custom': {
    zh: '有些窗口还会要：{papers}（当地惯例，以经办机构的答复为准）。',
    en: 'Some counters also ask for: {papers} (local custom; the agency decides).',
  },
  'channel-online-open-enrolment': {
    zh: '登录国家医保服务平台或当地医保、政务服务网{hedge}，进入“单位业务－参保登记－人员增员”。',
    en: 'Log in to the national or local platform{hedge} and, in the services for units, open the page for the enrolment of employees.',
  },
  'channel-online-open-removal': {
    zh: '登录国家医保服务平台或当地医保、政务服务网{hedge}，进入“单位业务－参保登记－人员减员”。',
    en: 'Log in to the national or local platform{hedge} and, in the services for units, open the page for the removal of employees.',
  },
  'channel-online-open-information-change': {
    zh: '登录国家医保服务平台或当地医保、政务服务网{hedge}，进入单位业务中的职工参保信息变更。',
    en: "Log in to the national or local platform{hedge} and, in the services for units, open the page for changes of employees' data.",
  },
  'channel-online-fill': {
    zh: '填写职工信息，与证件和劳动合同一致，并上传材料。',
    en: "Enter the employee's data as in the identity document and the contract, and upload the papers.",
  },
  'channel-online-submit': { zh: '提交审核。', en: 'Submit the filing for review.' },
  'channel-online-receipt': {
    zh: '保存受理回执，查询办理结果：提交不等于受理。',
    en: 'Keep the receipt and check the result: a submitted filing is not yet accepted.',
  },
  'channel-online-social-insurance': {
    zh: '登录当地社会保险经办机构{hedge}或政务服务网的单位业务，进入人员增减或信息变更；不在医保经办机构办理。',
    en: "On the website of the local social insurance agency{hedge} or government, log in to the services for employers and open the page for enrolment and removal or for changes of employees' data. The medical insurance agency does not accept these filings.",
  },
  'channel-counter-social-insurance': {
    zh: '携带材料到所在区的社会保险经办机构{hedge}，不在医保经办机构办理；登记表可在窗口领取。',
    en: "Bring the papers to the district's social insurance agency{hedge}, not to the medical insurance agency. The form is available at the counter.",
  },
  'channel-counter-bring': {
    zh: '携带材料到参保地医保经办服务大厅{hedge}；登记表可在窗口领取，有的地方也可在当地医保官网下载。',
    en: "Bring the papers to the service hall of the local medical insurance agency{hedge}. The form is available at the counter; in some places it can be downloaded from the agency's website.",
  },
  'channel-counter-hand-in': {
    zh: '在综合受理窗口提交，工作人员当场审核，以受理结果为准。',
    en: 'Hand in the papers at the general service counter. Staff check them on the spot; only what the agency accepts counts.',
  },
  'channel-counter-receipt': { zh: '索取受理回执。', en: 'Ask for the receipt.' },
  'channel-agency-authorise': {
    zh: '向代办机构出具授权委托书。',
    en: 'Give the company that files for you a power of attorney.',
  },
  'channel-agency-hand-over': {
    zh: '把材料交给代办机构，早于它自己的截止日。',
    en: 'Give the papers to the company that files for you before its own cut-off day.',
  },
  'channel-agency-receipt': {
    zh: '向代办机构索取经办机构的受理回执并存档：交给代办机构不等于已申报。',
    en: 'Ask the company that files for you for the receipt of the insurance agency, and keep it: papers given to that company are not yet filed.',
  },
  'channel-agency-cut-off': {
    zh: '{name}的截止日为每月 {day} 日{hedge}。',
    en: 'The cut-off of {name} is day {day} of each month{hedge}.',
  },
  'channel-agency-cut-off-unknown': {
    zh: '代办机构自己的截止日未登记，请向它核实。',
    en: 'The cut-off day of the company that files for you is not registered: please ask that company.',
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof GUIDE_TEXTS> {}
}
