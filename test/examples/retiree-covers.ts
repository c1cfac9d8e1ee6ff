import type { Told } from '../support/stated-policy.ts';

/**
 * Worked examples of the years of contributions that somebody needs for medical cover as a retiree. Run by
 * rules/retiree-cover.test.ts.
 */
export interface RetireeCoverExample {
  readonly name: string;
  readonly given: {
    readonly region: string;
    readonly sex: 'male' | 'female';
    readonly retiresOn: string;
    readonly yearsPaid?: number;
    readonly localYearsPaid?: number;
    readonly told?: Told;
  };
  readonly expected: {
    readonly entitled: boolean | undefined;
    readonly requiredYears?: number;
    readonly requiredLocalYears?: number;
    readonly missingYears?: number;
  };
  readonly arithmetic: string;
  readonly source: string;
}

/** Values that 粤医保规〔2022〕6号 set for 2030. It expired on 2025-06-30, so they only count where the agency stated them. */
const TOLD_FOR_2030: Told = {
  retireeMedicalYearsMale: { value: 30, from: '2030-01-01' },
  retireeMedicalYearsFemale: { value: 25, from: '2030-01-01' },
  retireeLocalYears: { value: 10, from: '2030-01-01' },
};

const GUANGDONG = 'as the agency told the unit; 粤医保规〔2022〕6号 6, 8';

export const RETIREE_COVER_EXAMPLES: readonly RetireeCoverExample[] = [
  {
    name: '广州 from 2030: a man with 30 years, ten of them local, is entitled',
    given: {
      region: '广州',
      sex: 'male',
      retiresOn: '2030-01-01',
      yearsPaid: 30,
      localYearsPaid: 10,
      told: TOLD_FOR_2030,
    },
    expected: { entitled: true, requiredYears: 30, requiredLocalYears: 10, missingYears: 0 },
    arithmetic: '30 − 30, 10 − 10',
    source: GUANGDONG,
  },
  {
    name: '广州 from 2030: a man with nine local years is not entitled',
    given: {
      region: '广州',
      sex: 'male',
      retiresOn: '2030-01-01',
      yearsPaid: 30,
      localYearsPaid: 9,
      told: TOLD_FOR_2030,
    },
    expected: { entitled: false, requiredYears: 30, requiredLocalYears: 10, missingYears: 1 },
    arithmetic: '10 − 9',
    source: GUANGDONG,
  },
  {
    name: '广州 from 2030: a woman needs 25 years',
    given: {
      region: '广州',
      sex: 'female',
      retiresOn: '2030-01-01',
      yearsPaid: 24.5,
      localYearsPaid: 20,
      told: TOLD_FOR_2030,
    },
    expected: { entitled: false, requiredYears: 25, requiredLocalYears: 10, missingYears: 0.5 },
    arithmetic: '25 − 24.5',
    source: GUANGDONG,
  },
  {
    name: '广州: the years are unknown, since their document has lapsed',
    given: { region: '广州', sex: 'male', retiresOn: '2029-12-31', yearsPaid: 30, localYearsPaid: 10 },
    expected: { entitled: undefined },
    arithmetic: 'nothing to compute from',
    source: '粤医保规〔2022〕6号 16: three years from 2022-07-01',
  },
  {
    name: '上海: 15 years are enough in total, but the local years are unknown: undecided',
    given: { region: '上海', sex: 'female', retiresOn: '2026-09-01', yearsPaid: 15 },
    expected: { entitled: undefined, requiredYears: 15, missingYears: 0 },
    arithmetic: '15 − 15',
    source: '上海市医疗保障局 2026-06-29; 上海市医疗保障条例 16',
  },
  {
    name: '杭州: a man with 18 years lacks two of 20',
    given: { region: '杭州', sex: 'male', retiresOn: '2026-09-01', yearsPaid: 18 },
    expected: { entitled: false, requiredYears: 20, missingYears: 2 },
    arithmetic: '20 − 18',
    source: '浙江省医疗保障条例 21',
  },
  {
    name: 'Without the years paid only the requirement is known',
    given: { region: '杭州', sex: 'male', retiresOn: '2026-09-01' },
    expected: { entitled: undefined, requiredYears: 20 },
    arithmetic: 'nothing to compute from',
    source: '浙江省医疗保障条例 21',
  },
];
