/**
 * Worked examples of whether an enrolment is due (R6). Run by rules/enrolment-due.test.ts. The region is 北京 and the
 * unit is U-1.
 */
export interface EligibilityExample {
  readonly name: string;
  readonly given: {
    readonly startOn: string;
    readonly birthDate?: string;
    readonly sex?: 'male' | 'female';
    readonly originalRetirementAge?: 60 | 55 | 50;
    readonly category?: 'regular' | 'part-time' | 'intern' | 'labour-service' | 'retiree' | 'dispatched';
    readonly stillInsuredIn?: string;
    readonly removedIn?: string;
    readonly activeAt?: readonly string[];
    readonly drawsRetireeCover?: boolean;
    readonly waiver?: boolean;
  };
  readonly expected: {
    readonly enrolment: 'due' | 'not-due' | 'needs-person';
    readonly blockedElsewhere?: true;
    /** The codes of all reasons, in order. */
    readonly codes: readonly string[];
  };
  readonly arithmetic: string;
  readonly source: string;
}

const GROWN_UP = { startOn: '2026-08-03', birthDate: '1990-05-06', sex: 'male' } as const;

export const ELIGIBILITY_EXAMPLES: readonly EligibilityExample[] = [
  {
    name: 'A regular employee of working age has to be enrolled',
    given: GROWN_UP,
    expected: { enrolment: 'due', codes: ['enrolment-is-due'] },
    arithmetic: '36 years old',
    source: '社会保险法 58',
  },
  {
    name: 'On the sixteenth birthday work may begin, and enrolment is due',
    given: { startOn: '2026-08-03', birthDate: '2010-08-03', sex: 'female' },
    expected: { enrolment: 'due', codes: ['enrolment-is-due'] },
    arithmetic: '2010-08-03 + 16 years',
    source: '劳动法 15',
  },
  {
    name: 'The day before the sixteenth birthday enrolment is not due',
    given: { startOn: '2026-08-02', birthDate: '2010-08-03', sex: 'female' },
    expected: { enrolment: 'not-due', codes: ['doubt-below-working-age'] },
    arithmetic: '16 on the next day only',
    source: '劳动法 15',
  },
  {
    name: 'The day before a man reaches the statutory age, enrolment is due',
    given: { startOn: '2026-05-14', birthDate: '1966-01-15', sex: 'male' },
    expected: { enrolment: 'due', codes: ['enrolment-is-due'] },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'decision of 2024-09-13, annex 1',
  },
  {
    name: 'A man at the statutory age needs a decision: unknown whether he draws retiree cover',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15', sex: 'male' },
    expected: { enrolment: 'needs-person', codes: ['past-retirement'] },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'decision of 2024-09-13, annex 1; 社会保险法 27',
  },
  {
    name: 'A man at the statutory age who draws retiree cover: not due',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15', sex: 'male', drawsRetireeCover: true },
    expected: { enrolment: 'not-due', codes: ['draws-retiree-cover'] },
    arithmetic: 'cover must not be double',
    source: '社会保险法 27',
  },
  {
    name: 'A man at the statutory age who draws no retiree cover: due, with the age as a reason',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15', sex: 'male', drawsRetireeCover: false },
    expected: { enrolment: 'due', codes: ['past-retirement-not-drawing', 'enrolment-is-due'] },
    arithmetic: 'past the age, without cover as a retiree',
    source: '社会保险法 27, 58',
  },
  {
    name: 'A woman with an unknown post, the day before the earlier age: due, and nothing is assumed',
    given: { startOn: '2026-09-09', birthDate: '1976-02-10', sex: 'female' },
    expected: { enrolment: 'due', codes: ['enrolment-is-due'] },
    arithmetic: 'original age 50: 50 years 7 months, 2026-09-10',
    source: 'decision of 2024-09-13, annex 3',
  },
  {
    name: 'A woman with an unknown post at the earlier age: due by the later age, with a reason',
    given: { startOn: '2026-09-10', birthDate: '1976-02-10', sex: 'female' },
    expected: { enrolment: 'due', codes: ['post-unknown-later-age', 'enrolment-is-due'] },
    arithmetic: 'original age 50: 2026-09-10, reached; original age 55: 56 years 7 months, 2032-09-10',
    source: 'decision of 2024-09-13, annexes 2 and 3',
  },
  {
    name: 'A woman with an unknown post, the last day before the later age: due',
    given: { startOn: '2032-09-09', birthDate: '1976-02-10', sex: 'female' },
    expected: { enrolment: 'due', codes: ['post-unknown-later-age', 'enrolment-is-due'] },
    arithmetic: 'original age 55: 56 years 7 months, 2032-09-10',
    source: 'decision of 2024-09-13, annex 2',
  },
  {
    name: 'A woman with an unknown post at the later age needs a decision',
    given: { startOn: '2032-09-10', birthDate: '1976-02-10', sex: 'female' },
    expected: { enrolment: 'needs-person', codes: ['past-retirement', 'post-unknown-later-age'] },
    arithmetic: 'original age 55: 56 years 7 months, 2032-09-10',
    source: 'decision of 2024-09-13, annex 2',
  },
  {
    name: 'Unknown sex, born in 1974: due by the age of a man, with a reason',
    given: { startOn: '2026-08-03', birthDate: '1974-05-06' },
    expected: { enrolment: 'due', codes: ['sex-unknown-later-age', 'enrolment-is-due'] },
    arithmetic:
      'a woman’s original age of 50: 2024-05-06; a man’s of 60: 112 ÷ 4 = 28, + 1 = 29 months: 2036-10-06',
    source: 'R6; decision of 2024-09-13, annex 1',
  },
  {
    name: 'Unknown sex, the last day before the age of a man: due',
    given: { startOn: '2026-05-14', birthDate: '1966-01-15' },
    expected: { enrolment: 'due', codes: ['sex-unknown-later-age', 'enrolment-is-due'] },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'R6; decision of 2024-09-13, annex 1',
  },
  {
    name: 'Unknown sex at the age of a man needs a decision',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15' },
    expected: { enrolment: 'needs-person', codes: ['past-retirement', 'sex-unknown-later-age'] },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'R6; decision of 2024-09-13, annex 1',
  },
  {
    name: 'Unknown sex with an original age of 50, a woman’s: needs a decision',
    given: { startOn: '2026-09-10', birthDate: '1976-02-10', originalRetirementAge: 50 },
    expected: { enrolment: 'needs-person', codes: ['past-retirement'] },
    arithmetic: '50 years 7 months on 2026-09-10',
    source: 'R6; decision of 2024-09-13, annex 3',
  },
  {
    name: 'A woman with an original age of 55 below her statutory age: due',
    given: { startOn: '2028-09-01', birthDate: '1976-02-10', sex: 'female', originalRetirementAge: 55 },
    expected: { enrolment: 'due', codes: ['enrolment-is-due'] },
    arithmetic: 'k = 73: 19 months, 2032-09-10',
    source: 'decision of 2024-09-13, annex 2',
  },
  {
    name: 'An intern needs a decision',
    given: { ...GROWN_UP, category: 'intern' },
    expected: { enrolment: 'needs-person', codes: ['doubt-intern'] },
    arithmetic: 'by category',
    source: 'R6',
  },
  {
    name: 'Labour service needs a decision',
    given: { ...GROWN_UP, category: 'labour-service' },
    expected: { enrolment: 'needs-person', codes: ['doubt-labour-service'] },
    arithmetic: 'by category',
    source: 'R6',
  },
  {
    name: 'A rehired retiree with unknown retiree cover needs a decision, with both reasons',
    given: { startOn: '2026-08-03', birthDate: '1960-05-06', sex: 'male', category: 'retiree' },
    expected: { enrolment: 'needs-person', codes: ['past-retirement', 'doubt-retiree'] },
    arithmetic: '60 on 2020-05-06, before the reform',
    source: 'R6; 社会保险法 27',
  },
  {
    name: 'A dispatched worker needs a decision on which employer enrols',
    given: { ...GROWN_UP, category: 'dispatched' },
    expected: { enrolment: 'needs-person', codes: ['doubt-dispatched'] },
    arithmetic: 'by category',
    source: 'R6',
  },
  {
    name: 'Part-time work: due, with the other way as a reason',
    given: { ...GROWN_UP, category: 'part-time' },
    expected: { enrolment: 'due', codes: ['part-time', 'enrolment-is-due'] },
    arithmetic: 'by category',
    source: '社会保险法 23, 58',
  },
  {
    name: 'Still insured by the previous employer: due, but blocked, and the deadline stays',
    given: { ...GROWN_UP, stillInsuredIn: '上海' },
    expected: {
      enrolment: 'due',
      blockedElsewhere: true,
      codes: ['insured-elsewhere', 'enrolment-is-due'],
    },
    arithmetic: 'previousCover.removed = false',
    source: 'R6; 社会保险法 58',
  },
  {
    name: 'Removed by the previous employer: due, and not blocked',
    given: { ...GROWN_UP, removedIn: '上海' },
    expected: { enrolment: 'due', codes: ['enrolment-is-due'] },
    arithmetic: 'previousCover.removed = true',
    source: '社会保险法 58',
  },
  {
    name: 'Active at another of our units: double cover, needs a decision',
    given: { ...GROWN_UP, activeAt: ['U-2', 'U-3'] },
    expected: { enrolment: 'needs-person', codes: ['double-cover'] },
    arithmetic: 'units U-1, U-2 and U-3',
    source: 'R6; 医疗保障法 13',
  },
  {
    name: 'Active only at this unit: no double cover',
    given: { ...GROWN_UP, activeAt: ['U-1'] },
    expected: { enrolment: 'due', codes: ['enrolment-is-due'] },
    arithmetic: 'unit U-1 alone',
    source: '社会保险法 58',
  },
  {
    name: 'A waiver: due, with the reason that it is void',
    given: { ...GROWN_UP, waiver: true },
    expected: { enrolment: 'due', codes: ['waiver-void', 'enrolment-is-due'] },
    arithmetic: 'void by judicial interpretation since 2025-09-01',
    source: '法释〔2025〕12号 19',
  },
  {
    name: 'An intern with a waiver and other doubts needs a decision, with all reasons',
    given: {
      ...GROWN_UP,
      category: 'intern',
      waiver: true,
      stillInsuredIn: '上海',
      activeAt: ['U-2'],
    },
    expected: {
      enrolment: 'needs-person',
      blockedElsewhere: true,
      codes: ['doubt-intern', 'double-cover', 'insured-elsewhere', 'waiver-void'],
    },
    arithmetic: 'four reasons',
    source: 'R6; 法释〔2025〕12号 19',
  },
  {
    name: 'A reason for “not due” outweighs a doubt',
    given: {
      startOn: '2026-08-03',
      birthDate: '1960-05-06',
      sex: 'male',
      category: 'labour-service',
      drawsRetireeCover: true,
    },
    expected: { enrolment: 'not-due', codes: ['draws-retiree-cover', 'doubt-labour-service'] },
    arithmetic: 'cover as a retiree is drawn',
    source: '社会保险法 27',
  },
  {
    name: 'Without a date of birth: due, with the reason that the age is unchecked',
    given: { startOn: '2026-08-03' },
    expected: { enrolment: 'due', codes: ['age-unknown', 'enrolment-is-due'] },
    arithmetic: 'nothing to compute from',
    source: '社会保险法 58',
  },
];
