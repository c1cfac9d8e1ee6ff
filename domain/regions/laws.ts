import { plainDate } from '../values/plain-date.ts';

/** Texts that several parameters rest on: since when, where it stands, how sure that is. */

export const verified = plainDate('2026-11-21');

/** 社会保险法, in force from 2011-07-01; its text was read. */
export const SOCIAL_INSURANCE_LAW = {
  from: plainDate('2011-07-01'),
  verified,
  confidence: 'high',
} as const;

/** 医疗保障法: goes before 社会保险法, which stays for whatever it does not settle (2). Its text was read. */
export const MEDICAL_SECURITY_LAW = {
  from: plainDate('2027-01-01'),
  published: plainDate('2026-08-28'),
  verified,
  source: '中华人民共和国医疗保障法（主席令第80号）',
  confidence: 'high',
} as const;

/** 浙江省医疗保障条例, in force from 2021-07-01 (59); its text was read. */
export const ZHEJIANG_REGULATION = {
  from: plainDate('2021-07-01'),
  published: plainDate('2021-03-26'),
  verified,
  confidence: 'high',
} as const;

/** 上海市医疗保障条例, in force from 2025-03-01; its text was read. */
export const SHANGHAI_REGULATION = {
  from: plainDate('2025-03-01'),
  published: plainDate('2024-12-31'),
  verified,
  confidence: 'high',
} as const;

/** 医保办发〔2021〕43号, in force from 2021-12-01, by concordant press summaries. */
export const TRANSFER_MEASURES = {
  from: plainDate('2021-12-01'),
  verified,
  source: '基本医疗保险关系转移接续暂行办法（医保办发〔2021〕43号），三处新华社摘要一致',
  law: '医保办发〔2021〕43号',
  confidence: 'high',
} as const;

/** The provincial edition of the national list of service items; the national text itself was not found. */
export const JIANGSU_SERVICE_GUIDE = {
  from: plainDate('2022-04-27'),
  verified,
  source: '江苏省医疗保障经办政务服务事项办事指南（2022年版）',
} as const;

/** 实施弹性退休制度暂行办法, in force from 2025-01-01, by press copies. */
export const FLEXIBLE_RETIREMENT_MEASURES = {
  from: plainDate('2025-01-01'),
  verified,
  source: '实施弹性退休制度暂行办法（报刊转载）',
  law: '实施弹性退休制度暂行办法',
  confidence: 'medium',
} as const;

/** 国办发〔2024〕38号, applied from 2025-01-01, as quoted. */
export const RESIDENT_COVER_OPINIONS = {
  from: plainDate('2025-01-01'),
  verified,
  source: '国务院办公厅关于健全基本医疗保险参保长效机制的指导意见（国办发〔2024〕38号）',
  law: '国办发〔2024〕38号',
  confidence: 'high',
} as const;

/** A compilation on the web that cites no law: what is commonly done, to be confirmed locally. */
export const WEB_COMPILATION = '网络办事指南汇编（未注明依据）';

/** Looked for and not found. */
export const NOT_FOUND = {
  unknown: true,
  verified,
  source: '查阅的公开资料中未找到',
  confidence: 'low',
} as const;

/** No national rule: each region settles it for itself. */
export const SETTLED_LOCALLY = {
  unknown: true,
  verified,
  source: '未找到全国规定',
  confidence: 'low',
} as const;

/** Agreements and promises that no social insurance need be paid: void, by judicial interpretation. */
export const WAIVERS_VOID = {
  from: plainDate('2025-09-01'),
  verified: plainDate('2026-11-21'),
  source: '最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第十九条',
  law: '法释〔2025〕12号 19',
  confidence: 'high',
} as const;
