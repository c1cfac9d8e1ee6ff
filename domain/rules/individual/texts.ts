import type { ReasonTexts, ValuesOf } from '../../reasons/reason.ts';

/** Cover without an employer: as a flexible worker or as a resident (G1, G2). */
export const INDIVIDUAL_TEXTS = {
  'flexible-who': {
    zh: '没有用人单位、年满 {age} 周岁{hedge}且未达到法定退休年龄的，可以灵活就业人员身份以个人参加职工医保。',
    en: 'A person without an employer who is {age} or older{hedge} and below the statutory retirement age may join the employee scheme as a flexible worker.',
  },
  'flexible-who-age-unknown': {
    zh: '没有用人单位且未达到法定退休年龄的，可以灵活就业人员身份参加职工医保；最低年龄未知。',
    en: 'A person without an employer who is below the statutory retirement age may join the employee scheme as a flexible worker; the minimum age is not known.',
  },
  'flexible-too-young': {
    zh: '{reachedOn} 才满 {age} 周岁{hedge}，现在不能以灵活就业身份参保，可参加居民医保。',
    en: 'You reach the age of {age}{hedge} only on {reachedOn}: you cannot enrol as a flexible worker now, but you can enrol as a resident.',
  },
  'flexible-too-old': {
    zh: '法定退休日 {later} 已到，不能再以灵活就业身份新参保；是否享受退休医保待遇请向经办机构核实。',
    en: 'Your statutory day of retirement, {later}, has passed: you can no longer enrol as a flexible worker. Ask the agency about cover as a retiree.',
  },
  'flexible-perhaps-too-old': {
    zh: '法定退休日可能是 {earlier}，也可能是 {later}，视性别和岗位而定：能否以灵活就业身份参保须向经办机构核实。',
    en: 'Your statutory day of retirement is {earlier} or {later}, depending on sex and post: ask the agency whether you can enrol as a flexible worker.',
  },
  'flexible-until': {
    zh: '年龄符合：法定退休日 {earlier} 之前都可以。',
    en: 'Your age fits: you can enrol as a flexible worker before your statutory day of retirement, {earlier}.',
  },
  'flexible-until-earlier': {
    zh: '年龄符合：法定退休日视性别和岗位为 {earlier} 或 {later}，{earlier} 之前没有疑问。',
    en: 'Your age fits: your statutory day of retirement is {earlier} or {later}, depending on sex and post, so before {earlier} you can certainly enrol.',
  },
  'flexible-retirement-unknown': {
    zh: '法定退休日无法推算，是否未达到退休年龄请向经办机构核实。',
    en: 'Your statutory day of retirement cannot be computed: ask the agency whether it is still in the future.',
  },
  'flexible-household-required': {
    zh: '{region}要求本地户籍或居住证{hedge}。',
    en: '{region} requires local household registration or a residence permit{hedge}.',
  },
  'flexible-household-dropped': {
    zh: '{region}已不限户籍{hedge}。',
    en: '{region} no longer requires local household registration{hedge}.',
  },
  'flexible-household-unknown': {
    zh: '{region}是否还要求本地户籍或居住证未知，请向经办机构核实。',
    en: 'It is not known whether {region} still requires local household registration or a residence permit: please ask the agency.',
  },
  'flexible-household-met': {
    zh: '您有{region}户籍或居住证，这一条没有障碍。',
    en: 'You have household registration or a residence permit in {region}, so this condition is met.',
  },
  'flexible-household-not-met': {
    zh: '您在{region}既无户籍也无居住证，暂不能走这条路{hedge}：可在户籍地参保，或先办居住证。',
    en: 'You have neither household registration nor a residence permit in {region}, so this option is not open to you yet{hedge}: enrol where your household is registered, or get a residence permit first.',
  },
  'flexible-harmless-until': {
    zh: '以灵活就业身份：请不迟于 {by}{hedge} 登记并缴费（从 {month} 或更早的月份起续缴），上次缴到 {lastPaid}，不设等待期；当地每月的缴费截止日可能更早，请核实。',
    en: 'As a flexible worker, register and pay by {by}{hedge}, from {month} or an earlier month on: the last paid month is {lastPaid}, so there is no waiting period. The local closing day of the month may be earlier: please ask.',
  },
  'flexible-no-gap-until': {
    zh: '以灵活就业身份：上次缴到 {lastPaid}，请不迟于 {by}{hedge} 登记并缴纳 {month} 的费用，这样没有中断；再晚，待遇可能推迟，请核实。',
    en: 'As a flexible worker, register by {by}{hedge} and pay for {month}: the last paid month is {lastPaid}, so there is no gap. If you pay later, benefits may start later: please ask.',
  },
  'flexible-harmless-over': {
    zh: '以灵活就业身份：上次缴到 {lastPaid}，不推迟待遇的最后期限已于 {by}{hedge} 过去，待遇从何时起请按下列规定并向经办机构核实。',
    en: 'As a flexible worker: the last paid month is {lastPaid}, and the last day without a delay of benefits was {by}{hedge}. The rules below decide when benefits start; please ask the agency.',
  },
  'flexible-local-wait': {
    zh: '{region}灵活就业人员的等待期为 {months} 个月{hedge}。',
    en: 'In {region} flexible workers wait {months} months{hedge} for benefits.',
  },
  'flexible-local-wait-waived': {
    zh: '{region}灵活就业人员的等待期为 {months} 个月{hedge}，中断 {within} 个月以内续缴的免等待。',
    en: 'In {region} flexible workers wait {months} months{hedge} for benefits, unless they resume paying within {within} months.',
  },
  'flexible-local-restart': {
    zh: '{region}灵活就业人员中断后续缴的，自缴费月起算的第 {natural} 个自然月{hedge}享受待遇。',
    en: 'In {region} a flexible worker who resumes paying after a gap is covered from calendar month number {natural}{hedge}, counting the month of payment as the first.',
  },
  'flexible-local-unknown': {
    zh: '{region}对灵活就业人员的等待期和连续缴费年限有无另外规定未知，请向经办机构核实。',
    en: 'It is not known whether {region} has its own waiting period for flexible workers or requires uninterrupted contribution years: please ask the agency.',
  },
  'flexible-register': {
    zh: '登记：持材料到户籍地或就业地医保经办机构，或在当地政务服务网、掌上办理平台提交参保申请。',
    en: 'Register: take your documents to the agency where your household is registered or where you work, or apply online at the local government service.',
  },
  'flexible-choose': {
    zh: '申报：选择缴费档次（有的地区分档），并选择按月、按季或按年缴费。',
    en: 'Declare: choose a contribution tier, if the region has several, and whether to pay monthly, quarterly or yearly.',
  },
  'flexible-rate': {
    zh: '{region}灵活就业人员的职工医保费率为缴费基数的 {rate}{hedge}。',
    en: 'In {region} a flexible worker pays {rate}{hedge} of the contribution base.',
  },
  'flexible-fixed': {
    zh: '{region}灵活就业人员的职工医保按定额缴纳，每月 {amount} 元{hedge}。',
    en: 'In {region} a flexible worker pays a fixed amount, {amount} yuan{hedge} a month.',
  },
  'flexible-fixed-yearly': {
    zh: '{region}灵活就业人员的职工医保按定额缴纳，每年 {amount} 元{hedge}。',
    en: 'In {region} a flexible worker pays a fixed amount, {amount} yuan{hedge} a year.',
  },
  'flexible-fixed-last': {
    zh: '{region}灵活就业人员的职工医保按定额缴纳，本年度金额未公布或未查到；上一年度为每月 {amount} 元{hedge}。',
    en: "In {region} a flexible worker pays a fixed amount. This year's amount is not published or was not found; last year's was {amount} yuan{hedge} a month.",
  },
  'flexible-fixed-yearly-last': {
    zh: '{region}灵活就业人员的职工医保按定额缴纳，本年度金额未公布或未查到；上一年度为每年 {amount} 元{hedge}。',
    en: "In {region} a flexible worker pays a fixed amount. This year's amount is not published or was not found; last year's was {amount} yuan{hedge} a year.",
  },
  'flexible-rate-unknown': {
    zh: '{region}灵活就业人员的费率和档次未知，请向经办机构核实。',
    en: 'It is not known how much a flexible worker pays in {region}: please ask the agency.',
  },
  'flexible-pay': {
    zh: '缴费：银行代扣、税务部门 APP 或政务服务大厅窗口，缴费凭证请保留。',
    en: "Pay: by bank debit, in the tax office's app, or at the service hall; keep the receipts.",
  },
  'flexible-certificate': {
    zh: '缴费成功后即可申领医保电子凭证。',
    en: 'After payment you can activate the electronic insurance certificate.',
  },
  'resident-who': {
    zh: '居民医保适用于没有用人单位的居民，如儿童、学生和没有工作的老人；有单位的由单位参加职工医保。',
    en: 'The resident scheme is for people without an employer, such as children, students and old people without work; an employer enrols its employees in the employee scheme.',
  },
  'resident-subsidy': {
    zh: '居民医保由个人缴费和政府补贴共同负担。',
    en: 'Members and the state together pay for the resident scheme.',
  },
  'resident-reimbursed': {
    zh: '常说职工医保的报销比例比居民医保高；{region}的比例未知，请向经办机构核实。',
    en: 'The employee scheme is often said to reimburse more than the resident scheme. The rates in {region} are not known: please ask the agency.',
  },
  'resident-window-open': {
    zh: '居民医保：{coverYear} 年度的集中参保期正在进行，{opensOn} 至 {closesOn}{hedge}。',
    en: 'As a resident: the enrolment period for {coverYear} is open, from {opensOn} to {closesOn}{hedge}.',
  },
  'resident-window-ahead': {
    zh: '居民医保：{coverYear} 年度的集中参保期为 {opensOn} 至 {closesOn}{hedge}，尚未开始。',
    en: 'As a resident: the enrolment period for {coverYear} is from {opensOn} to {closesOn}{hedge} and has not started yet.',
  },
  'resident-window-unknown': {
    zh: '居民医保：{region}的集中参保期未知，请向经办机构核实。',
    en: 'As a resident: the enrolment period in {region} is not known. Please ask the agency.',
  },
  'resident-window-perhaps': {
    zh: '按往年通知或现有线索，最早可能于 {closesOn}{hedge} 截止，请尽早办理并以当地通知为准。',
    en: "By last year's notice or an unofficial source, the enrolment period may end as early as {closesOn}{hedge}: enrol early; the local notice decides.",
  },
  'resident-cover': {
    zh: '不迟于 {payBy} 缴费的，自 {coverFrom}{hedge} 起享受待遇。',
    en: 'If you pay by {payBy}, you are covered from {coverFrom}{hedge}.',
  },
  'resident-cover-if-unbroken': {
    zh: '没有断保、不迟于 {payBy} 缴费的，自 {coverFrom}{hedge} 起享受待遇。',
    en: 'If you had no break in cover and pay by {payBy}, you are covered from {coverFrom}{hedge}.',
  },
  'resident-cover-after-wait': {
    zh: '不迟于 {payBy} 缴费的，年度自 {coverFrom}{hedge} 开始，但须先过等待期，等待期从哪天算起请向经办机构核实。',
    en: 'If you pay by {payBy}, your cover year begins on {coverFrom}{hedge}, but the waiting period comes first. Ask the agency from which day it is counted.',
  },
  'resident-cover-unknown': {
    zh: '{coverYear} 年度从哪天起享受待遇未知，请向经办机构核实。',
    en: 'It is not known from which day you are covered for {coverYear}: please ask the agency.',
  },
  'resident-waiting': {
    zh: '断保 {missed} 年：固定等待期 {fixed} 个月，每断保 1 年加 {perYear} 个月，共 {months} 个月{hedge}。',
    en: 'After {missed} year(s) without cover, the waiting period is {fixed} months, plus {perYear} month(s) for each such year: {months} months in total{hedge}.',
  },
  'resident-waiting-repaired': {
    zh: '断保 {missed} 年，其中已补缴 {repaired} 年：固定等待期 {fixed} 个月，变动等待期 {variable} 个月，共 {months} 个月{hedge}。',
    en: 'After {missed} year(s) without cover, of which {repaired} were paid later, the waiting period is {fixed} months, plus {variable} month(s) for the remaining years: {months} months in total{hedge}.',
  },
  'resident-waiting-long-break': {
    zh: '连续断保 {years} 年及以上的，补缴后等待期合计原则上不少于 {months} 个月{hedge}。',
    en: 'After {years} or more years in a row without cover, the total waiting period is as a rule at least {months} months{hedge}, even if you pay for these years later.',
  },
  'resident-waiting-if-missed': {
    zh: '未在集中参保期参保或断保过的，固定等待期 {fixed} 个月{hedge}，每断保 1 年再加 {perYear} 个月。',
    en: 'If you missed the enrolment period or had a break in cover, you wait {fixed} months{hedge}, plus {perYear} month(s) for each year without cover.',
  },
  'resident-waiting-if-late': {
    zh: '没有断保的，在集中参保期内参保不设等待期；错过的，等待 {fixed} 个月{hedge}。',
    en: 'Without a break in cover there is no waiting period if you enrol within the enrolment period; if you miss it, you wait {fixed} months{hedge}.',
  },
  'resident-waiting-unknown': {
    zh: '错过集中参保期或断保后的等待期，当时的规定未知，请向经办机构核实。',
    en: 'The waiting period after a missed enrolment period or a break in cover is not known for that time: please ask the agency.',
  },
  'resident-late-open': {
    zh: '错过 {year} 年度集中参保期的，{region}在 {until}{hedge} 之前仍可补办当年参保，有等待期。',
    en: 'If you missed the enrolment period for {year}, you may still enrol for that year in {region} until {until}{hedge}, with a waiting period.',
  },
  'resident-late-over': {
    zh: '{year} 年度的补办截止日为 {until}{hedge}，已过。',
    en: 'The last day to enrol late for {year}, {until}{hedge}, has passed.',
  },
  'resident-late-unknown': {
    zh: '错过 {year} 年度集中参保期的，{region}当年补办到何时未知，请向经办机构核实。',
    en: 'It is not known until when {region} accepts late enrolments for {year}: please ask the agency.',
  },
  'resident-switch': {
    zh: '已连续参保满 {years} 年{hedge}的，中断不超过 {most} 个月（上次缴到 {lastPaid}，即不迟于 {month}）转入居民医保，不设等待期。',
    en: 'If you were insured for {years} years{hedge} without a break, you may change to the resident scheme without a waiting period after a gap of at most {most} months. You last paid for {lastPaid}, so change by {month}.',
  },
  'resident-where': {
    zh: '登记：持材料到户籍地或居住地社区（村）、街道（乡镇）医保服务点，或在当地医保公众号、政务服务 APP、国家医保服务平台办理。',
    en: 'Register: take your documents to the community or township service point where your household is registered or where you live, or enrol online on the local or the national platform.',
  },
  'resident-pay': {
    zh: '缴费：社区代收、税务 APP、银行柜台或线上渠道；金额以当年通知为准，此处不知。',
    en: "Pay: through the community, the tax office's app, a bank or online. The amount is set each year and is not known here.",
  },
  'resident-benefits': {
    zh: '居民医保享受住院和门诊统筹待遇，没有个人账户。',
    en: 'The resident scheme covers hospital and outpatient care and has no personal account.',
  },
  'resident-not-both': {
    zh: '不能同时参加职工医保和居民医保；重复参保的，按就业地职工医保为先处理。',
    en: 'A person cannot be in both schemes at the same time; if a person is in both, the employee scheme at the place of work takes precedence.',
  },
  'resident-aid': {
    zh: '低保对象、重度残疾人等特殊群体，凭证明材料享受政府资助参保。',
    en: 'Special groups, such as people on subsistence allowance or with severe disabilities, get public aid for the contribution if they prove their status.',
  },
} as const satisfies ReasonTexts;

declare module '../../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof INDIVIDUAL_TEXTS> {}
}
