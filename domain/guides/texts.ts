import type { ReasonTexts, ValuesOf } from '../reasons/reason.ts';

/** The sentences for employees, new units and card requests (G3, G4). */
export const GUIDE_TEXTS = {
  'employee-employer-duty': {
    zh: '职工医保由单位办理，个人不能自己办增员；单位应自用工之日起 {days} 日{hedge}内办理，试用期不例外。',
    en: 'Your employer enrols you, you cannot do it yourself; it has {days} days{hedge} from your first working day, and probation is no exception.',
  },
  'employee-employer-due': {
    zh: '您 {hiredOn} 开始工作，单位最迟应在 {dueOn} 前（含当日）办理。',
    en: 'You began on {hiredOn}, so your employer has until {dueOn}.',
  },
  'employee-employer-late': {
    zh: '您 {hiredOn} 开始工作，单位最迟应在 {dueOn} 办理：已经逾期。',
    en: 'You began on {hiredOn}; your employer had until {dueOn} and is late.',
  },
  'employee-employer-term-unknown': {
    zh: '职工医保由单位办理；当时的办理期限未知，请向经办机构核实。',
    en: 'Your employer enrols you; how long it had at that time is not known: please ask the agency.',
  },
  'employee-look-up': {
    zh: '有没有参保、缴到哪个月，可在国家医保服务平台 APP 或向参保地经办机构查询。',
    en: "Whether you are insured, and paid until when, can be looked up in the national platform's app or asked of the agency.",
  },
  'employee-told-monthly': {
    zh: '您有权查询缴费记录，单位也应按月把缴费明细告知您。',
    en: 'You may ask for the record of payments, and your employer has to inform you each month of what it paid.',
  },
  'employee-ask-hr': {
    zh: '先向单位人事反映、催办，尽量书面，并留存记录。',
    en: 'First ask your HR department for it, best in writing, and keep a copy.',
  },
  'employee-complain': {
    zh: '单位推诿或拒绝的，可带劳动合同、工资流水等，向参保地经办机构、征收社会保险费的税务机关或劳动保障监察机构举报、投诉。',
    en: 'If it puts you off or refuses, complain to the agency there, to the tax office that collects the contributions or to the labour inspection, with your contract and the record of your wages.',
  },
  'employee-inspection-years': {
    zh: '超过 {years} 年{hedge}没有被发现、也没有被举报投诉的，劳动保障监察不再查处；还在继续的，从终了之日起算。',
    en: 'The inspection no longer investigates what was not found or reported within {years} years{hedge}; while the breach continues, that time has not begun.',
  },
  'employee-disputes': {
    zh: '因没有参保而不能报销的医疗费用，可先与单位协商赔偿；协商不成的，可申请劳动仲裁，对裁决不服的可以起诉。',
    en: 'For costs that were not reimbursed because you were not enrolled, first settle with your employer; if that fails, apply for labour arbitration, and then go to court.',
  },
  'employee-arbitration-in-time': {
    zh: '申请仲裁有时效，请尽早向当地劳动人事争议仲裁机构问清；医疗票据和就诊记录请保留。',
    en: 'Arbitration has a time limit of its own: ask the local arbitration body early, and keep the medical bills and records.',
  },
  'unit-registration-rule': {
    zh: '新单位应自成立之日起 {days} 日{hedge}内办理社会保险登记。',
    en: 'A new unit has to register for social insurance within {days} days{hedge} of its establishment.',
  },
  'unit-registration-unknown': {
    zh: '当时适用的登记期限未知，请向经办机构核实。',
    en: 'The term of that time is not known: please ask the agency.',
  },
  'unit-registration-over': {
    zh: '期限已于 {dueOn} 届满：请立即办理，逾期不改正的可被处以罚款。',
    en: 'The term ended on {dueOn}: register at once; a unit that ignores an order to do so may be fined.',
  },
  'unit-enrol-people': {
    zh: '登记后为每名职工办理参保，自用工之日起 {days} 日{hedge}内。',
    en: 'Then enrol every employee within {days} days{hedge} of the first working day.',
  },
  'unit-declare-year': {
    zh: '每年按当地规定的期限，向税务部门{hedge}申报全部职工的上年工资。',
    en: "Each year, within the local term, declare last year's wages of all employees to the tax office{hedge}.",
  },
  'unit-two-offices': {
    zh: '增减人员在经办机构登记，工资申报和缴费在税务部门{hedge}：只登记不缴费，职工没有待遇。',
    en: 'People are registered at the agency; wages are declared and contributions paid at the tax office{hedge}: registered and not paid, an employee has no cover.',
  },
  'unit-two-offices-social-insurance': {
    zh: '增减人员在所在区的社会保险经办机构登记，工资申报和缴费在税务部门{hedge}：只登记不缴费，职工没有待遇。',
    en: "People are registered at the district's social-insurance agency; wages are declared and contributions paid at the tax office{hedge}: registered and not paid, an employee has no cover.",
  },
  'unit-report-changes': {
    zh: '单位登记事项变更或单位终止的，自变更或终止之日起 {days} 日{hedge}内办理变更或注销登记。',
    en: 'Changes of what is registered, and the end of the unit, are to be declared within {days} days{hedge}.',
  },
  'unit-agency-term': {
    zh: '经办机构办理登记的时限为 {days} 个工作日{hedge}。',
    en: 'The agency has {days} working days{hedge} for a registration.',
  },
  'unit-monthly': {
    zh: '此后每月申报人员增减，并按月足额缴纳单位和个人部分。',
    en: "From then on, declare joiners and leavers each month and pay the unit's and the personal part in full.",
  },
  'mistake-organisation-code': {
    zh: '组织机构代码证已停用，以统一社会信用代码为准。',
    en: 'The old organisation code certificate is out of use; the unified social credit code replaces it.',
  },
  'card-electronic': {
    zh: '医保电子凭证即时可领，与实体卡同等有效。',
    en: 'The electronic certificate is there at once and as good as a card.',
  },
  'card-electronic-where': {
    zh: '在国家医保服务平台 APP、当地医保公众号、微信或支付宝申领。',
    en: "Get it in the national platform's app, the local one, WeChat or Alipay.",
  },
  'card-replace': {
    zh: '实体卡丢失或损坏的，持身份证到经办机构服务窗口申请补办。',
    en: 'For a lost or broken card, apply for a new one at the counter with your identity card.',
  },
  'card-term': {
    zh: '一般 {least} 至 {most} 个工作日{hedge}可以领取。',
    en: 'A new one usually takes {least} to {most} working days{hedge}.',
  },
  'card-term-unknown': {
    zh: '补办实体卡的时限未知，请向经办机构核实。',
    en: 'How long a new card takes is not known: please ask the agency.',
  },
  'card-expected': {
    zh: '{requestedOn} 申请的，预计 {from} 至 {to} 领取；{to} 之后仍未领到，请催办。',
    en: 'Asked for on {requestedOn}, it is expected between {from} and {to}; chase it after {to}.',
  },
  'card-late': {
    zh: '{requestedOn} 申请的，预计不晚于 {to} 领取，现已超时，请催办。',
    en: 'Asked for on {requestedOn}, it was expected by {to}: it is late, chase it.',
  },
  'card-social': {
    zh: '社会保障卡的挂失和补办由人社部门办理，时限以当地为准。',
    en: 'Loss and replacement of the social-security card are handled by the human-resources authority, which has its own terms.',
  },
  'change-who': {
    zh: '姓名、证件号码、联系方式等变更的，应及时变更，避免影响就医报销。',
    en: 'Report changes of name, identity number or contact soon, or care may not be reimbursed.',
  },
  'change-by-unit': {
    zh: '在职职工由单位申报变更；姓名、证件号码等关键信息须附佐证材料。',
    en: 'For employees the unit files the change; name, identity number and other key fields need proof.',
  },
  'change-by-person': {
    zh: '本人也可持下列材料到经办机构办理。',
    en: 'The person may also go to the agency with these papers.',
  },
  'change-term': {
    zh: '经办机构应在 {days} 个工作日{hedge}内办结。',
    en: 'The agency has {days} working days{hedge} for it.',
  },
  'papers-official': { zh: '材料：{papers}。', en: 'Papers: {papers}.' },
  'papers-custom': {
    zh: '有些窗口还会要：{papers}（当地惯例，以经办机构的答复为准）。',
    en: 'Some counters also ask for: {papers} (local custom; the agency decides).',
  },
  'channel-online-open-enrolment': {
    zh: '登录国家医保服务平台或当地医保、政务服务网{hedge}，进入“单位业务－参保登记－人员增员”。',
    en: 'Log in to the national or local platform{hedge} and open the entry for enrolling people among the unit services.',
  },
  'channel-online-open-removal': {
    zh: '登录国家医保服务平台或当地医保、政务服务网{hedge}，进入“单位业务－参保登记－人员减员”。',
    en: 'Log in to the national or local platform{hedge} and open the entry for removing people among the unit services.',
  },
  'channel-online-open-information-change': {
    zh: '登录国家医保服务平台或当地医保、政务服务网{hedge}，进入单位业务中的职工参保信息变更。',
    en: "Log in to the national or local platform{hedge} and open the entry for changes of an employee's data among the unit services.",
  },
  'channel-online-fill': {
    zh: '填写职工信息，与证件和劳动合同一致，并上传材料。',
    en: 'Fill in the form as in the identity document and the contract, and upload the papers.',
  },
  'channel-online-submit': { zh: '提交审核。', en: 'Submit it for review.' },
  'channel-online-receipt': {
    zh: '保存受理回执，查询办理结果：提交不等于受理。',
    en: 'Keep the receipt and look for the result: submitted is not accepted.',
  },
  'channel-online-social-insurance': {
    zh: '登录当地社会保险经办机构{hedge}或政务服务网的单位业务，进入人员增减或信息变更；不在医保经办机构办理。',
    en: 'Log in to the unit services of the social-insurance agency{hedge} or of the local government and open the entry for people or their data; the medical-insurance agency does not take it.',
  },
  'channel-counter-social-insurance': {
    zh: '携带材料到所在区的社会保险经办机构{hedge}，不在医保经办机构办理；登记表可在窗口领取。',
    en: "Bring the papers to the district's social-insurance agency{hedge}, not to that of medical insurance; the form is handed out there.",
  },
  'channel-counter-bring': {
    zh: '携带材料到参保地医保经办服务大厅{hedge}；登记表可在窗口领取，有的地方也可在当地医保官网下载。',
    en: "Bring the papers to the agency's hall in the region{hedge}; the form is handed out there, and in some places can be downloaded from the agency's site.",
  },
  'channel-counter-hand-in': {
    zh: '在综合受理窗口提交，工作人员当场审核，以受理结果为准。',
    en: 'Hand them in at the general counter; they are looked at on the spot, and the result counts.',
  },
  'channel-counter-receipt': { zh: '索取受理回执。', en: 'Ask for the receipt.' },
  'channel-agency-authorise': {
    zh: '向代办机构出具授权委托书。',
    en: 'Give the filing agency a power of attorney.',
  },
  'channel-agency-hand-over': {
    zh: '把材料交给代办机构，早于它自己的截止日。',
    en: 'Hand it the papers before its own closing day.',
  },
  'channel-agency-receipt': {
    zh: '向代办机构索取经办机构的受理回执并存档：交给代办机构不等于已申报。',
    en: "Have it give you the authority's receipt and keep it: handed over is not filed.",
  },
  'channel-agency-cut-off': {
    zh: '{name}的截止日为每月 {day} 日{hedge}。',
    en: '{name} closes on day {day} of the month{hedge}.',
  },
  'channel-agency-cut-off-unknown': {
    zh: '代办机构自己的截止日未登记，请向它核实。',
    en: "The filing agency's own closing day is not registered: please ask it.",
  },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof GUIDE_TEXTS> {}
}
