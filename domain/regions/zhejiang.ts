import { fen } from '../values/money.ts';
import { monthDay } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  MEDICAL_SECURITY_LAW_TEXT,
  REPOSITORIES,
  ZHEJIANG_BASES_2024,
  ZHEJIANG_BASES_2025,
  ZHEJIANG_REGULATION_TEXT,
} from './documents.ts';
import { LEAD, MEDICAL_SECURITY_LAW, QUOTED, yearFrom, ZHEJIANG_REGULATION } from './laws.ts';
import type { LayerPolicy } from './region.ts';

const COVER = {
  value: 'second-month',
  note: {
    zh: '自单位办理参保登记的第二个自然月起',
    en: 'from the second calendar month, counting the month of registration by the unit as the first',
  },
} as const;

const ARTICLE_21 = {
  ...ZHEJIANG_REGULATION,
  value: 20,
  source: { ...ZHEJIANG_REGULATION_TEXT, at: '第二十一条' },
  law: '浙江省医疗保障条例 21',
  note: {
    zh: '男女相同；统筹地区经省政府批准可以延长；不足的可继续缴纳或一次性补足',
    en: 'the same for men and women; a pooling area may require more if the province approves; missing years can be paid month by month or in one sum',
  },
} as const;

const ARTICLE_28 = {
  ...ZHEJIANG_REGULATION,
  source: { ...ZHEJIANG_REGULATION_TEXT, at: '第二十八条' },
  law: '浙江省医疗保障条例 28',
} as const;

const NAMED_FOR_SOCIAL_INSURANCE = {
  zh: '全省社会保险有关基数，未见各市职工医保另行公布',
  en: 'the social insurance bases of the whole province; no separate notice on medical insurance was found for its cities',
} as const;

const BASE_2024 = {
  ...QUOTED,
  ...yearFrom('2024-01'),
  source: ZHEJIANG_BASES_2024,
  note: NAMED_FOR_SOCIAL_INSURANCE,
} as const;

/**
 * The floor is 60 % of the average wage of 2023, and the ceiling is 300 % of the average wage of 2024. The ceiling is
 * therefore not five times the floor.
 */
const BASE_2025 = {
  ...QUOTED,
  ...yearFrom('2025-01'),
  source: ZHEJIANG_BASES_2025,
  note: {
    zh: '上限按 2024 年平均工资的 300%，下限按 2023 年平均工资的 60%，两者不成比例；全省社会保险有关基数，未见各市职工医保另行公布',
    en: 'the ceiling is 300 % of the average wage of 2024, the floor 60 % of that of 2023, so they are not in proportion; the social insurance bases of the whole province; no separate notice on medical insurance was found for its cities',
  },
} as const;

const PARAMETERS: LayerPolicy['parameters'] = {
  contributionBaseFloor: [
    {
      ...BASE_2024,
      value: fen(4462_00),
      ...yearFrom('2023-01'),
    },
    { ...BASE_2024, value: fen(4812_00) },
    { ...BASE_2025, value: fen(4986_00) },
  ],
  contributionBaseCeiling: [
    {
      ...LEAD,
      value: fen(22311_00),
      ...yearFrom('2023-01'),
      source: REPOSITORIES,
      note: {
        zh: '另一处为 22310 元',
        en: 'another source says 22310 yuan',
      },
    },
    { ...BASE_2024, value: fen(24060_00) },
    { ...BASE_2025, value: fen(25299_00) },
  ],
  baseYearStartMonth: [
    {
      ...QUOTED,
      value: 1,
      from: plainDate('2025-01-01'),
      source: ZHEJIANG_BASES_2025,
      note: { zh: '从 2025 年 1 月 1 日起执行', en: 'applied from 1 January 2025' },
    },
  ],
  coverStart: [
    { ...ARTICLE_28, ...COVER },
    {
      ...MEDICAL_SECURITY_LAW,
      ...COVER,
      source: { ...MEDICAL_SECURITY_LAW_TEXT, at: '第十三条；浙江省医疗保障条例第二十八条' },
      law: '医疗保障法 13；浙江省医疗保障条例 28',
    },
  ],
  arrearsStopMonth: [{ ...ARTICLE_28, value: 2 }],
  arrearsReimbursedWithinDays: [
    {
      ...ARTICLE_28,
      value: 60,
      note: {
        zh: '税务机关责令限期缴纳的期限一般不超过六十日，自作出决定之日起算',
        en: 'the tax office sets the time limit, as a rule at most 60 days from its order',
      },
    },
  ],
  arrearsCost: [
    {
      ...ARTICLE_28,
      value: 'employer',
      note: {
        zh: '在责令期限内补缴的，期间费用由基金报销；逾期的，自欠缴的第二个自然月起由单位承担',
        en: 'if the arrears are paid within the set time limit, the fund reimburses the costs; if later, the employer bears them from the second calendar month in arrears on',
      },
    },
  ],
  arrearsResumeMonth: [
    {
      ...ARTICLE_28,
      value: 2,
      note: {
        zh: '一次性足额补缴的第二个自然月起恢复',
        en: 'benefits resume in the second calendar month, counting the month in which all arrears are paid as the first',
      },
    },
  ],
  refundOnSchemeSwitch: [
    {
      ...ZHEJIANG_REGULATION,
      value: 'not-refunded',
      source: { ...ZHEJIANG_REGULATION_TEXT, at: '第二十四条' },
      law: '浙江省医疗保障条例 24',
    },
  ],
  retireeMedicalYearsMale: [ARTICLE_21],
  retireeMedicalYearsFemale: [ARTICLE_21],
  flexibleRestartMonth: [
    {
      ...ZHEJIANG_REGULATION,
      value: 3,
      source: { ...ZHEJIANG_REGULATION_TEXT, at: '第二十九条、第三十条' },
      law: '浙江省医疗保障条例 29、30',
      note: {
        zh: '自缴费月起算；首次参保的为登记的第二个自然月；统筹地区规定更有利的从其规定',
        en: 'counted from the month of payment; for a first enrolment it is the second calendar month, counting the month of registration as the first; a more favourable local rule takes precedence',
      },
    },
  ],
  residentWindowTo: [
    {
      ...ZHEJIANG_REGULATION,
      value: monthDay('12-31'),
      source: { ...ZHEJIANG_REGULATION_TEXT, at: '第二十三条' },
      law: '浙江省医疗保障条例 23',
      note: {
        zh: '应在每年年底前缴纳下一年度的费用；各市窗口可能更早截止',
        en: "the next year's contribution is due before the end of the year; a city's enrolment period may end earlier",
      },
    },
  ],
  residentLateUntil: [
    {
      ...ZHEJIANG_REGULATION,
      value: monthDay('12-31'),
      source: { ...ZHEJIANG_REGULATION_TEXT, at: '第三十一条' },
      law: '浙江省医疗保障条例 31',
      note: {
        zh: '可在当年补缴全年个人部分，自缴费月起的第三个自然月享受待遇',
        en: 'the contribution for the whole year can be paid during that year; benefits start in the third calendar month, counting the month of payment as the first',
      },
    },
  ],
  residentCoverFrom: [
    {
      ...ZHEJIANG_REGULATION,
      value: monthDay('01-01'),
      source: { ...ZHEJIANG_REGULATION_TEXT, at: '第三十一条' },
      law: '浙江省医疗保障条例 31',
    },
  ],
};

/** 浙江省医疗保障条例, which applies in every city of the province, and the province's bases. */
export const ZHEJIANG: LayerPolicy = { region: '浙江', parameters: PARAMETERS };
