/**
 * Worked examples of the statutory retirement age (R9), in addition to the official rows in retirement-rows.ts. They
 * cover the days before and after each step, the maximum ages, days that a month does not have, flexible retirement,
 * and unknown values. Run by rules/retirement-age.test.ts.
 */
export interface RetirementExample {
  readonly name: string;
  readonly given: {
    readonly sex: 'male' | 'female';
    readonly bornOn: string;
    readonly originalAge?: 60 | 55 | 50;
  };
  /** `age` has the form `years+months`. Only the given fields are checked. */
  readonly expected: {
    readonly age: string;
    readonly retiresOn: string;
    readonly earliestOn?: string;
    readonly latestOn?: string;
    readonly noticeBy?: string | 'none';
    readonly agreementBy?: string | 'none';
    readonly minimumContributionYears?: number;
  };
  readonly arithmetic: string;
  readonly source: string;
}

const DECISION = 'decision of the Standing Committee of 2024-09-13, annex 1';
const FLEXIBLE = '办法 3; 实施弹性退休制度暂行办法';

export const RETIREMENT_EXAMPLES: readonly RetirementExample[] = [
  {
    name: 'The last man under the old law turns 60 in December 2024',
    given: { sex: 'male', bornOn: '1964-12-31', originalAge: 60 },
    expected: {
      age: '60+0',
      retiresOn: '2024-12-31',
      earliestOn: '2024-12-31',
      latestOn: '2024-12-31',
      noticeBy: 'none',
      agreementBy: 'none',
      minimumContributionYears: 15,
    },
    arithmetic: '1964-12 lies before 1965-01: no delay; no flexible retirement before 2025-01-01',
    source: DECISION,
  },
  {
    name: 'The first man under the new law works a month longer, or retires early at 60',
    given: { sex: 'male', bornOn: '1965-01-01', originalAge: 60 },
    expected: {
      age: '60+1',
      retiresOn: '2025-02-01',
      earliestOn: '2025-01-01',
      latestOn: '2028-02-01',
      noticeBy: '2024-10-01',
      agreementBy: '2025-01-01',
      minimumContributionYears: 15,
    },
    arithmetic:
      'k = 0: floor(0 ÷ 4) + 1 = 1 month; early: 1 month back, not 3 years; 3 months before 2025-01-01',
    source: `${DECISION}; ${FLEXIBLE}`,
  },
  {
    name: 'Original age 60: the fourth birth month still adds one month',
    given: { sex: 'male', bornOn: '1965-04-30', originalAge: 60 },
    expected: { age: '60+1', retiresOn: '2025-05-30' },
    arithmetic: 'k = 3: floor(3 ÷ 4) + 1 = 1; 1965-04-30 + 60 years 1 month',
    source: DECISION,
  },
  {
    name: 'Original age 60: the fifth birth month adds two months',
    given: { sex: 'male', bornOn: '1965-05-01', originalAge: 60 },
    expected: { age: '60+2', retiresOn: '2025-07-01' },
    arithmetic: 'k = 4: floor(4 ÷ 4) + 1 = 2; 1965-05-01 + 60 years 2 months',
    source: DECISION,
  },
  {
    name: 'Born on the 31st, retiring in a month of 30 days: its last day',
    given: { sex: 'male', bornOn: '1966-10-31', originalAge: 60 },
    expected: {
      age: '60+6',
      retiresOn: '2027-04-30',
      earliestOn: '2026-10-31',
      latestOn: '2030-04-30',
      noticeBy: '2026-07-31',
      agreementBy: '2027-03-30',
    },
    arithmetic: 'k = 21: floor(21 ÷ 4) + 1 = 6; April has no 31st; early: at 60, on 2026-10-31',
    source: `${DECISION}; 民法典 202 by analogy`,
  },
  {
    name: 'Born on the 30th, retiring in a month of 30 days: the 30th',
    given: { sex: 'male', bornOn: '1966-10-30', originalAge: 60 },
    expected: { age: '60+6', retiresOn: '2027-04-30' },
    arithmetic: 'k = 21: 6 months; 1966-10-30 + 60 years 6 months',
    source: DECISION,
  },
  {
    name: 'Born on the 31st, retiring in a month of 31 days: the 31st',
    given: { sex: 'male', bornOn: '1967-05-31', originalAge: 60 },
    expected: { age: '60+8', retiresOn: '2028-01-31' },
    arithmetic: 'k = 28: floor(28 ÷ 4) + 1 = 8; May + 8 months is January, which has a 31st',
    source: DECISION,
  },
  {
    name: 'A man born in August 1976 works 35 months longer',
    given: { sex: 'male', bornOn: '1976-08-15', originalAge: 60 },
    expected: { age: '62+11', retiresOn: '2039-07-15' },
    arithmetic: 'k = 139: floor(139 ÷ 4) + 1 = 35; 1976-08 + 62 years 11 months',
    source: DECISION,
  },
  {
    name: 'A man born in September 1976 is the first to reach 63',
    given: { sex: 'male', bornOn: '1976-09-01', originalAge: 60 },
    expected: { age: '63+0', retiresOn: '2039-09-01', earliestOn: '2036-09-01', latestOn: '2042-09-01' },
    arithmetic: 'k = 140: floor(140 ÷ 4) + 1 = 36, the cap; early: exactly 3 years back, at 60',
    source: `${DECISION}; ${FLEXIBLE}`,
  },
  {
    name: 'A man born after the tables end stays at 63',
    given: { sex: 'male', bornOn: '2000-06-15', originalAge: 60 },
    expected: { age: '63+0', retiresOn: '2063-06-15', minimumContributionYears: 20 },
    arithmetic: 'k = 425: floor(425 ÷ 4) + 1 = 107, capped at 36',
    source: DECISION,
  },
  {
    name: 'A man need not state his original age',
    given: { sex: 'male', bornOn: '1970-01-15' },
    expected: { age: '61+4', retiresOn: '2031-05-15', minimumContributionYears: 16 },
    arithmetic: 'k = 60: floor(60 ÷ 4) + 1 = 16 months; 2031: 15 + 2 × 0.5',
    source: DECISION,
  },
  {
    name: 'The last woman to retire at 55 under the old law',
    given: { sex: 'female', bornOn: '1969-12-31', originalAge: 55 },
    expected: { age: '55+0', retiresOn: '2024-12-31', noticeBy: 'none' },
    arithmetic: '1969-12 lies before 1970-01: no delay',
    source: 'decision of the Standing Committee of 2024-09-13, annex 2',
  },
  {
    name: 'The first woman under the new law with an original age of 55',
    given: { sex: 'female', bornOn: '1970-01-01', originalAge: 55 },
    expected: { age: '55+1', retiresOn: '2025-02-01', earliestOn: '2025-01-01' },
    arithmetic: 'k = 0: 1 month',
    source: 'decision of the Standing Committee of 2024-09-13, annex 2',
  },
  {
    name: 'A woman with an original age of 55 retires at 58 at the latest',
    given: { sex: 'female', bornOn: '1990-03-08', originalAge: 55 },
    expected: { age: '58+0', retiresOn: '2048-03-08', earliestOn: '2045-03-08' },
    arithmetic: 'k = 242: floor(242 ÷ 4) + 1 = 61, capped at 36',
    source: 'decision of the Standing Committee of 2024-09-13, annex 2',
  },
  {
    name: 'The last woman to retire at 50 under the old law',
    given: { sex: 'female', bornOn: '1974-12-31', originalAge: 50 },
    expected: { age: '50+0', retiresOn: '2024-12-31', agreementBy: 'none' },
    arithmetic: '1974-12 lies before 1975-01: no delay',
    source: 'decision of the Standing Committee of 2024-09-13, annex 3',
  },
  {
    name: 'Original age 50: the second birth month adds one month',
    given: { sex: 'female', bornOn: '1975-02-28', originalAge: 50 },
    expected: { age: '50+1', retiresOn: '2025-03-28' },
    arithmetic: 'k = 1: floor(1 ÷ 2) + 1 = 1',
    source: 'decision of the Standing Committee of 2024-09-13, annex 3',
  },
  {
    name: 'Original age 50: the third birth month adds two months',
    given: { sex: 'female', bornOn: '1975-03-01', originalAge: 50 },
    expected: { age: '50+2', retiresOn: '2025-05-01' },
    arithmetic: 'k = 2: floor(2 ÷ 2) + 1 = 2',
    source: 'decision of the Standing Committee of 2024-09-13, annex 3',
  },
  {
    name: 'Original age 50: at most five years later, and at the earliest three before that',
    given: { sex: 'female', bornOn: '1984-11-15', originalAge: 50 },
    expected: { age: '55+0', retiresOn: '2039-11-15', earliestOn: '2036-11-15', latestOn: '2042-11-15' },
    arithmetic: 'k = 118: floor(118 ÷ 2) + 1 = 60, the cap; 55 − 3 = 52, above 50',
    source: `decision of the Standing Committee of 2024-09-13, annex 3; ${FLEXIBLE}`,
  },
  {
    name: 'Original age 50: born a month before the cap, a month less',
    given: { sex: 'female', bornOn: '1984-10-15', originalAge: 50 },
    expected: { age: '54+11', retiresOn: '2039-09-15', earliestOn: '2036-09-15' },
    arithmetic: 'k = 117: floor(117 ÷ 2) + 1 = 59',
    source: 'decision of the Standing Committee of 2024-09-13, annex 3',
  },
  {
    name: 'Born on 29 February: in a common year the birthday is the 28th',
    given: { sex: 'female', bornOn: '1976-02-29', originalAge: 50 },
    expected: { age: '50+7', retiresOn: '2026-09-29', earliestOn: '2026-02-28', noticeBy: '2025-11-28' },
    arithmetic: 'k = 13: floor(13 ÷ 2) + 1 = 7; 1976-02-29 + 50 years: 2026-02 has no 29th',
    source: 'decision of the Standing Committee of 2024-09-13, annex 3; 民法典 202 by analogy',
  },
  {
    name: 'Retiring in 2029 requires 15 years of pension contributions',
    given: { sex: 'male', bornOn: '1968-09-30', originalAge: 60 },
    expected: { age: '61+0', retiresOn: '2029-09-30', minimumContributionYears: 15 },
    arithmetic: 'k = 44: floor(44 ÷ 4) + 1 = 12 months; 2029 is the last year of 15',
    source: 'decision of the Standing Committee of 2024-09-13, annex 4',
  },
  {
    name: 'Retiring on the last day of 2029 requires 15 years of pension contributions',
    given: { sex: 'male', bornOn: '1968-12-31', originalAge: 60 },
    expected: { age: '61+0', retiresOn: '2029-12-31', minimumContributionYears: 15 },
    arithmetic: 'k = 47: floor(47 ÷ 4) + 1 = 12 months: still 2029',
    source: 'decision of the Standing Committee of 2024-09-13, annex 4',
  },
  {
    name: 'Retiring in 2030 requires half a year more of pension contributions',
    given: { sex: 'male', bornOn: '1969-01-01', originalAge: 60 },
    expected: { age: '61+1', retiresOn: '2030-02-01', minimumContributionYears: 15.5 },
    arithmetic: 'k = 48: floor(48 ÷ 4) + 1 = 13 months; 2030: 15.5',
    source: 'decision of the Standing Committee of 2024-09-13, annex 4',
  },
];
