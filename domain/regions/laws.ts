import { sourceText } from '../policy/source.ts';
import { addDays, addMonths, plainDate } from '../values/plain-date.ts';
import {
  FLEXIBLE_RETIREMENT_TEXT,
  JIANGSU_SERVICE_GUIDE_TEXT,
  MEDICAL_SECURITY_LAW_TEXT,
  RESIDENT_OPINIONS,
  SHANGHAI_REGULATION_TEXT,
  SOCIAL_INSURANCE_LAW_TEXT,
  TRANSFER_MEASURES_TEXT,
  WAIVER_INTERPRETATION,
  ZHEJIANG_REGULATION_TEXT,
} from './documents.ts';

/** Texts on which several parameters are based, each with the day from which it applies and its confidence. */

/** The day on which the shipped values were last checked. */
export const verified = plainDate('2026-11-29');

/** The highest confidence that each grade of source allows. */
export const OFFICIAL = { verified, confidence: 'high' } as const;
export const QUOTED = { verified, confidence: 'medium' } as const;
export const LEAD = { verified, confidence: 'low' } as const;

/**
 * The value was searched for and not found. In national law this means that there is no national rule and each region
 * decides.
 */
export const NOT_FOUND = { unknown: true, verified } as const;

/** The first and last day of a value that is valid for the twelve months from this month. */
export function yearFrom(first: string) {
  const from = plainDate(`${first}-01`);
  return { from, until: addDays(addMonths(from, 12), -1) };
}

/** 社会保险法, in force from 2011-07-01; its text was read. */
export const SOCIAL_INSURANCE_LAW = {
  ...OFFICIAL,
  from: plainDate('2011-07-01'),
  source: SOCIAL_INSURANCE_LAW_TEXT,
} as const;

/** 医疗保障法: takes precedence over 社会保险法, which still applies to everything else (article 2). Its text was read. */
export const MEDICAL_SECURITY_LAW = {
  ...OFFICIAL,
  from: plainDate('2027-01-01'),
  source: MEDICAL_SECURITY_LAW_TEXT,
} as const;

/** 浙江省医疗保障条例, in force from 2021-07-01 (59); its text was read. */
export const ZHEJIANG_REGULATION = {
  ...OFFICIAL,
  from: plainDate('2021-07-01'),
  source: ZHEJIANG_REGULATION_TEXT,
} as const;

/** 上海市医疗保障条例, in force from 2025-03-01; its text was read. */
export const SHANGHAI_REGULATION = {
  ...OFFICIAL,
  from: plainDate('2025-03-01'),
  source: SHANGHAI_REGULATION_TEXT,
} as const;

/** 医保办发〔2021〕43号, in force from 2021-12-01, according to summaries that agree and a provincial text that repeats it. */
export const TRANSFER_MEASURES = {
  ...QUOTED,
  from: plainDate('2021-12-01'),
  source: TRANSFER_MEASURES_TEXT,
  law: '医保办发〔2021〕43号',
} as const;

/** The provincial edition of the national list of service items; the national text itself was not found. */
export const JIANGSU_SERVICE_GUIDE = {
  ...QUOTED,
  from: plainDate('2022-04-27'),
  source: JIANGSU_SERVICE_GUIDE_TEXT,
} as const;

/** 实施弹性退休制度暂行办法, in force from 2025-01-01, according to copies in the press. */
export const FLEXIBLE_RETIREMENT_MEASURES = {
  ...QUOTED,
  from: plainDate('2025-01-01'),
  source: FLEXIBLE_RETIREMENT_TEXT,
  law: '实施弹性退休制度暂行办法',
} as const;

/** 国办发〔2024〕38号, applied from 2025-01-01. The values were checked against its full text. */
export const RESIDENT_COVER_OPINIONS = {
  ...OFFICIAL,
  from: plainDate('2025-01-01'),
  source: RESIDENT_OPINIONS,
  law: '国办发〔2024〕38号',
} as const;

/** A judicial interpretation: agreements and promises not to pay social insurance are void. */
export const WAIVERS_VOID = {
  ...OFFICIAL,
  from: plainDate('2025-09-01'),
  source: sourceText({ ...WAIVER_INTERPRETATION, at: '第十九条' }),
  law: '法释〔2025〕12号 19',
} as const;
