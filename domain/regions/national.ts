import { plainDate } from '../values/plain-date.ts';
import type { RegionPolicy } from './region.ts';

const verified = plainDate('2026-11-21');

/** National law: what holds wherever a region does not say otherwise. */
export const NATIONAL: RegionPolicy = {
  region: '全国',
  parameters: {
    enrolmentDays: [
      {
        value: 30,
        from: plainDate('2011-07-01'),
        verified,
        source: '中华人民共和国社会保险法（2018修正）第五十八条',
        law: '社会保险法 58',
        confidence: 'high',
        note: 'counted from the first working day 用工之日, not from the contract; the 医疗保障法 in force from 2027-01-01 has no time limit of its own and leaves this one standing',
      },
    ],
    removalDays: [
      {
        value: 15,
        from: plainDate('2008-01-01'),
        verified,
        source: '中华人民共和国劳动合同法（2012修正）第五十条',
        law: '劳动合同法 50',
        confidence: 'high',
        note: 'the duty to transfer file and social insurance; no national text sets a time limit for 医保减员 as such, 社会保险经办条例 9 only says without delay',
      },
    ],
    deathNoticeWorkingDays: [
      {
        value: 20,
        from: plainDate('2023-12-01'),
        verified,
        source: '社会保险经办条例（国务院令第765号）第二十五条',
        law: '社会保险经办条例 25',
        confidence: 'high',
      },
    ],
    agencyRegistrationWorkingDays: [
      {
        value: 10,
        from: plainDate('2023-12-01'),
        verified,
        source: '社会保险经办条例（国务院令第765号）第六条、第十条',
        law: '社会保险经办条例 10',
        confidence: 'high',
      },
    ],
    workingAgeYears: [
      {
        value: 16,
        from: plainDate('1995-01-01'),
        verified,
        source: '中华人民共和国劳动法第十五条（未重读条文）',
        law: '劳动法 15',
        confidence: 'medium',
        note: 'arts, sports and special crafts may take younger ones by permission: a person decides',
      },
    ],
    lastPayableMonth: [
      {
        unknown: true,
        verified,
        source: 'no national text found',
        confidence: 'low',
        note: 'who pays the month of leaving is settled locally',
      },
    ],
    refundWay: [
      {
        unknown: true,
        verified,
        source: 'no national text found',
        confidence: 'low',
        note: 'whether too much paid comes back as money, is set against later dues or is lost is settled locally; no national time limit for claiming was found either',
      },
    ],
  },
};
