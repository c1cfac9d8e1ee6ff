import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** Whether enrolment is due (R6). */
export const ELIGIBILITY_TEXTS = {
  'enrolment-is-due': {
    zh: '自 {startOn} 用工，应当参保。',
    en: 'Employed from {startOn}: enrolment is due.',
  },
  'age-unknown': {
    zh: '出生日期未知，未核对年龄。',
    en: 'The date of birth is not known, so the age was not checked.',
  },
  'draws-retiree-cover': {
    zh: '已享受退休人员医保待遇，不再以职工身份参保。',
    en: 'The person already has cover as a retiree, so enrolment as an employee is not due.',
  },
  'past-retirement': {
    zh: '{startOn} 入职时已达到法定退休年龄（{retiresOn}），是否已享受退休医保待遇不明，请人工确认。',
    en: 'On the day of the hire, {startOn}, the person had already reached the statutory retirement age (on {retiresOn}): find out whether the person has cover as a retiree.',
  },
  'past-retirement-not-drawing': {
    zh: '{startOn} 入职时已达到法定退休年龄（{retiresOn}），但未享受退休医保待遇。',
    en: 'On the day of the hire, {startOn}, the person had already reached the statutory retirement age (on {retiresOn}), but has no cover as a retiree.',
  },
  'doubt-intern': {
    zh: '登记为实习生：在校实习一般不建立劳动关系，请人工确认是否应参保。',
    en: 'Recorded as an intern: an internship is usually no employment relationship. Please decide whether enrolment is due.',
  },
  'doubt-labour-service': {
    zh: '登记为劳务人员：请人工确认是否存在劳动关系、是否应参保。',
    en: 'Recorded as labour service: please decide whether there is an employment relationship and whether enrolment is due.',
  },
  'doubt-retiree': {
    zh: '登记为退休返聘：已享受退休医保待遇的不再参保，请人工确认。',
    en: 'Recorded as a rehired retiree: a person who already has cover as a retiree is not enrolled. Please check.',
  },
  'doubt-dispatched': {
    zh: '登记为劳务派遣：由派遣单位参保，请人工确认本单位是否为派遣单位。',
    en: 'Recorded as a dispatched worker: the dispatching employer enrols the person. Please check whether this unit is the dispatching employer.',
  },
  'doubt-below-working-age': {
    zh: '入职时未满 {age} 周岁{hedge}（{reachedOn} 才满），请立即核实出生日期。',
    en: 'Younger than {age}{hedge} on the day of the hire (that age is reached on {reachedOn}): check the date of birth at once.',
  },
  'sex-unknown-later-age': {
    zh: '性别未知，法定退休日可能早至 {earliestOn}；按最晚的一种即 {retiresOn}{hedge} 判断，请补录性别。',
    en: 'The sex is not known, so the statutory retirement may be as early as {earliestOn}. The latest possible day, {retiresOn}{hedge}, was used: please enter the sex.',
  },
  'post-unknown-later-age': {
    zh: '岗位对应的原法定退休年龄未知，法定退休日可能早至 {earliestOn}；按较晚的一种即 {retiresOn}{hedge} 判断，请补录原法定退休年龄。',
    en: 'The original retirement age of the post is not known, so the statutory retirement may be as early as {earliestOn}. The later possible day, {retiresOn}{hedge}, was used: please enter the original retirement age.',
  },
  'part-time': {
    zh: '非全日制用工：未由单位参保的，本人可以个人身份参加职工医保，请按当地规定办理。',
    en: 'Part-time: a person who is not insured by a unit may join the employee scheme as an individual. Please follow the local rule.',
  },
  'insured-elsewhere': {
    zh: '在{region}的原单位尚未减员，须先由其减员；期限照常计算。',
    en: 'A previous employer in {region} still insures the person and must file the removal first; the deadline still applies.',
  },
  'waiver-void': {
    zh: '放弃参保的约定或承诺无效（自 {since} 起司法解释明确），不影响是否应当参保。',
    en: 'An agreement or promise not to insure is void (confirmed by judicial interpretation since {since}) and does not change whether enrolment is due.',
  },
  'unit-registration-due': {
    zh: '单位于 {establishedOn} 成立，须在 {days} 日{hedge}内办理社会保险登记，法定期限 {statutoryDueOn}。',
    en: 'The unit was established on {establishedOn} and must register for social insurance within {days} days{hedge}, by {statutoryDueOn}.',
  },
  'unit-registered-with-business': {
    zh: '企业在办理市场主体登记时同步办理社会保险登记，请核对是否已经完成。',
    en: 'Companies register for social insurance together with their business registration: check whether this was done.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof ELIGIBILITY_TEXTS> {}
}
