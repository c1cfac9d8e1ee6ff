import { monthDay } from '../../values/month.ts';
import { WEB_COMPILATION } from '../documents.ts';
import { LEAD, NOT_FOUND, RESIDENT_COVER_OPINIONS } from '../laws.ts';
import type { RegionParameters } from '../region.ts';

const COMMON_WINDOW = {
  ...LEAD,
  source: WEB_COMPILATION,
  note: {
    zh: '常见的集中参保期为 9 月至 12 月，具体以当地通知为准',
    en: 'the usual enrolment period is September to December; the local notice decides',
  },
} as const;

/** Two options for a leaver without a new employer: flexible worker or resident. */
export const RESIDENT_AND_FLEXIBLE: RegionParameters = {
  flexibleMedicalRate: [NOT_FOUND],
  flexibleMedicalFixedAmount: [NOT_FOUND],
  flexibleMedicalFixedYearlyAmount: [NOT_FOUND],
  flexibleLeastAgeYears: [
    {
      ...LEAD,
      value: 18,
      source: WEB_COMPILATION,
      note: {
        zh: '常见要求为年满 18 周岁且未到法定退休年龄，具体以当地规定为准',
        en: 'usually 18 or older and below the statutory retirement age; local rules decide',
      },
    },
  ],
  flexibleWaitingMonths: [NOT_FOUND],
  flexibleGapWaiverMonths: [NOT_FOUND],
  flexibleRestartMonth: [NOT_FOUND],
  flexibleHousehold: [
    {
      ...NOT_FOUND,
      note: {
        zh: '国家要求放开灵活就业人员在就业地参保的户籍限制，各地落实情况须核实；此前一般要求本地户籍或居住证',
        en: 'the state asks regions to let flexible workers enrol at their place of work without local household registration; ask whether this region does so; in the past, a local household registration or a residence permit was usually required',
      },
    },
  ],
  residentWindowFrom: [{ ...COMMON_WINDOW, value: monthDay('09-01') }],
  residentWindowTo: [{ ...COMMON_WINDOW, value: monthDay('12-31') }],
  residentLateUntil: [
    {
      ...NOT_FOUND,
      note: {
        zh: '有说部分地区可补缴至次年 3 月或 6 月的，以当地通知为准',
        en: 'some regions are said to accept late enrolment until March or June; the local notice decides',
      },
    },
  ],
  residentCoverFrom: [
    {
      ...COMMON_WINDOW,
      value: monthDay('01-01'),
      note: {
        zh: '集中参保期内缴费的，通常次年 1 月 1 日起享受待遇，以当地通知为准',
        en: 'residents who pay within the enrolment period are usually covered from 1 January; the local notice decides',
      },
    },
  ],
  residentFixedWaitingMonths: [
    {
      ...RESIDENT_COVER_OPINIONS,
      value: 3,
      note: {
        zh: '未在集中参保期内参保或未连续参保的，固定待遇等待期',
        en: 'for people who missed the enrolment period or had a gap in cover',
      },
    },
  ],
  residentWaitingMonthsPerMissedYear: [
    {
      ...RESIDENT_COVER_OPINIONS,
      value: 1,
      note: {
        zh: '每多断保 1 年增加 1 个月变动待遇等待期，每补缴 1 年可减少 1 个月',
        en: 'one month for each missed year; each missed year that is paid later removes one month',
      },
    },
  ],
  residentRepairMonthsPerYear: [
    {
      ...RESIDENT_COVER_OPINIONS,
      value: 1,
      note: {
        zh: '按参保地当年个人缴费标准补缴的，每补缴 1 年减少 1 个月变动待遇等待期；不减固定待遇等待期',
        en: 'each missed year that is paid later, at the personal rate of the year of payment, shortens the additional waiting period by one month; the fixed waiting period is not shortened',
      },
    },
  ],
  residentLongBreakYears: [{ ...RESIDENT_COVER_OPINIONS, value: 4 }],
  residentWaitingMonthsAfterLongBreak: [
    {
      ...RESIDENT_COVER_OPINIONS,
      value: 6,
      note: {
        zh: '连续断保 4 年及以上的，修复后固定与变动待遇等待期之和原则上不少于 6 个月',
        en: 'after 4 or more missed years in a row the fixed and the additional waiting period together are as a rule at least 6 months, even if the years are paid later',
      },
    },
  ],
};
