import { plainDate } from '../values/plain-date.ts';
import { GUANGDONG_REFUNDS, GUANGDONG_RETIREES_2022 } from './documents.ts';
import { NOT_FOUND, QUOTED } from './laws.ts';
import type { LayerPolicy } from './region.ts';

/**
 * 粤医保规〔2022〕6号 was valid for three years, and no later text was found. Its target for 2030 is therefore only mentioned
 * in a note.
 */
const RETIREE_YEARS = {
  ...NOT_FOUND,
  note: {
    zh: '粤医保规〔2022〕6号曾规定到 2030 年统一为男 30 年、女 25 年，此前由各市逐年过渡；该文已于 2025-06-30 到期，未找到接续规定',
    en: '粤医保规〔2022〕6号 set 30 years for men and 25 for women from 2030 on, with a yearly transition in each city; it expired on 2025-06-30 and no later rule was found',
  },
} as const;

/** The rules for every city of Guangdong. Its cities have a medical base separate from that of the pension. */
export const GUANGDONG: LayerPolicy = {
  region: '广东',
  parameters: {
    refundHandlingWorkingDays: [
      {
        ...QUOTED,
        value: 60,
        from: plainDate('2021-01-04'),
        source: GUANGDONG_REFUNDS,
        note: {
          zh: '自受理起算；医保与其他险种分别申请，同时只能有一笔在办',
          en: 'counted from the acceptance; medical insurance and other insurances need separate applications, and only one application can be open at a time',
        },
      },
    ],
    coverStart: [
      {
        ...QUOTED,
        value: 'month-after-payment',
        from: plainDate('2022-07-01'),
        source: { ...GUANGDONG_RETIREES_2022, at: '第十二条' },
        law: '粤医保规〔2022〕6号 12',
        note: {
          zh: '条文针对省内转移且未中断的人员',
          en: 'the article is about people who move within the province without a gap',
        },
      },
    ],
    retireeMedicalYearsMale: [RETIREE_YEARS],
    retireeMedicalYearsFemale: [RETIREE_YEARS],
    retireeLocalYears: [
      {
        ...QUOTED,
        value: 10,
        from: plainDate('2022-07-01'),
        source: { ...GUANGDONG_RETIREES_2022, at: '第八条' },
        law: '粤医保规〔2022〕6号 8',
        note: {
          zh: '该文已于 2025-06-30 到期，未找到接续规定',
          en: 'the text expired on 2025-06-30; no later rule was found',
        },
      },
    ],
  },
};
