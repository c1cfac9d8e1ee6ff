import { plainDate } from '../values/plain-date.ts';
import { verified } from './laws.ts';

/** What holds in every city of Guangdong. Its cities have a medical base of their own, apart from the pension's. */

export const GUANGDONG_REFUND_DAYS = {
  value: 60,
  from: plainDate('2021-01-04'),
  verified,
  source:
    '国家税务总局广东省税务局 http://guangdong.chinatax.gov.cn/gdsw/dsfj_szsbywblzn/2021-01/04/content_c1663f8e53714d6a85cf4adbd72f7922.shtml',
  confidence: 'high',
  note: {
    zh: '自受理起算；医保与其他险种分别申请，同时只能有一笔在办',
    en: 'counted from acceptance; medical and other insurances are claimed apart, one application at a time',
  },
} as const;

/** Years for retiree cover from 2030 on; until then each city goes there year by year. */
export const GUANGDONG_RETIREE_YEARS = {
  from: plainDate('2030-01-01'),
  verified,
  source: '广东省医疗保障局 https://hsa.gd.gov.cn/zwgk/zfxxgkml/bmwj/gfxwj/content/post_3953355.html',
  law: '粤医保规〔2022〕6号 6、8',
  confidence: 'high',
} as const;
