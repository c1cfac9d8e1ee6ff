import type { ReasonWording } from './reasons.ts';

/** What an employee can do whom the employer has not enrolled (G5). */
export const EMPLOYEE_GUIDE_WORDING: Readonly<Record<string, ReasonWording>> = {
  'employee-employer-duty': {
    zh: '职工医保由单位办理，个人不能自己办增员；单位应自用工之日起 {days} 日内办理，试用期不例外。',
    en: 'Your employer enrols you, you cannot do it yourself; it has {days} days from your first working day, and probation is no exception.',
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
    en: 'You may ask for the record of payments, and your employer has to tell you each month what it paid.',
  },
  'employee-ask-hr': {
    zh: '先向单位人事反映、催办，尽量书面，并留存记录。',
    en: 'First tell your HR department and press for it, best in writing, and keep a copy.',
  },
  'employee-complain': {
    zh: '单位推诿或拒绝的，可带劳动合同、工资流水等，向参保地经办机构、征收社会保险费的税务机关或劳动保障监察机构举报、投诉。',
    en: 'If it puts you off or refuses, complain to the agency there, to the tax office that collects the contributions or to the labour inspection, with your contract and the record of your wages.',
  },
  'employee-inspection-years': {
    zh: '超过 {years} 年没有被发现、也没有被举报投诉的，劳动保障监察不再查处；还在继续的，从终了之日起算。',
    en: 'What nobody found or reported within {years} years the inspection no longer takes up; while it goes on, the time has not begun.',
  },
  'employee-disputes': {
    zh: '因没有参保而不能报销的医疗费用，可先与单位协商赔偿；协商不成的，可申请劳动仲裁，对裁决不服的可以起诉。',
    en: 'For costs that were not reimbursed because you were not enrolled, first settle with your employer; if that fails, apply for labour arbitration, and after it turn to the court.',
  },
  'employee-arbitration-in-time': {
    zh: '申请仲裁有时效，请尽早向当地劳动人事争议仲裁机构问清；医疗票据和就诊记录请保留。',
    en: 'Arbitration has a time limit of its own: ask the local arbitration body early, and keep the medical bills and records.',
  },
};
