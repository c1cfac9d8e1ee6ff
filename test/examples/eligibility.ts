/** Worked examples of whether enrolment is due (R6). Run by rules/enrolment-due.test.ts; the region is 北京, the unit U-1. */
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
    readonly blockedElsewhere: boolean;
    /** Every reason, in order. */
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
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['enrolment-is-due'] },
    arithmetic: '36 years old',
    source: '社会保险法 58',
  },
  {
    name: 'On the sixteenth birthday work may begin, and enrolment is due',
    given: { startOn: '2026-08-03', birthDate: '2010-08-03', sex: 'female' },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['enrolment-is-due'] },
    arithmetic: '2010-08-03 + 16 years',
    source: '劳动法 15',
  },
  {
    name: 'The day before, it may not',
    given: { startOn: '2026-08-02', birthDate: '2010-08-03', sex: 'female' },
    expected: { enrolment: 'not-due', blockedElsewhere: false, codes: ['doubt-below-working-age'] },
    arithmetic: '16 on the next day only',
    source: '劳动法 15',
  },
  {
    name: 'The day before a man reaches the statutory age, enrolment is due',
    given: { startOn: '2026-05-14', birthDate: '1966-01-15', sex: 'male' },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['enrolment-is-due'] },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'decision of 2024-09-13, annex 1',
  },
  {
    name: 'On that day it takes a person: nobody has said whether he draws cover as a retiree',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15', sex: 'male' },
    expected: { enrolment: 'needs-person', blockedElsewhere: false, codes: ['past-retirement'] },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'decision of 2024-09-13, annex 1; 社会保险法 27',
  },
  {
    name: 'If he draws it, nothing is due',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15', sex: 'male', drawsRetireeCover: true },
    expected: { enrolment: 'not-due', blockedElsewhere: false, codes: ['draws-retiree-cover'] },
    arithmetic: 'cover must not be double',
    source: '社会保险法 27',
  },
  {
    name: 'If he does not, enrolment is due, and the age is told',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15', sex: 'male', drawsRetireeCover: false },
    expected: {
      enrolment: 'due',
      blockedElsewhere: false,
      codes: ['past-retirement-not-drawing', 'enrolment-is-due'],
    },
    arithmetic: 'past the age, without cover as a retiree',
    source: '社会保险法 27, 58',
  },
  {
    name: 'A woman whose post is not known: the day before the earlier of the two ages, nothing is assumed',
    given: { startOn: '2026-09-09', birthDate: '1976-02-10', sex: 'female' },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['enrolment-is-due'] },
    arithmetic: 'original age 50: 50 years 7 months, 2026-09-10',
    source: 'decision of 2024-09-13, annex 3',
  },
  {
    name: 'From that day on she is enrolled by the later age, and the answer says so',
    given: { startOn: '2026-09-10', birthDate: '1976-02-10', sex: 'female' },
    expected: {
      enrolment: 'due',
      blockedElsewhere: false,
      codes: ['post-unknown-later-age', 'enrolment-is-due'],
    },
    arithmetic: 'original age 50: 2026-09-10, reached; original age 55: 56 years 7 months, 2032-09-10',
    source: 'decision of 2024-09-13, annexes 2 and 3',
  },
  {
    name: 'The last day on which the later age allows work',
    given: { startOn: '2032-09-09', birthDate: '1976-02-10', sex: 'female' },
    expected: {
      enrolment: 'due',
      blockedElsewhere: false,
      codes: ['post-unknown-later-age', 'enrolment-is-due'],
    },
    arithmetic: 'original age 55: 56 years 7 months, 2032-09-10',
    source: 'decision of 2024-09-13, annex 2',
  },
  {
    name: 'From the later age on it takes a person, whichever post it was',
    given: { startOn: '2032-09-10', birthDate: '1976-02-10', sex: 'female' },
    expected: {
      enrolment: 'needs-person',
      blockedElsewhere: false,
      codes: ['past-retirement', 'post-unknown-later-age'],
    },
    arithmetic: 'original age 55: 56 years 7 months, 2032-09-10',
    source: 'decision of 2024-09-13, annex 2',
  },
  {
    name: 'Born in 1974, the sex not known: enrolled by the age of a man, and the answer says so',
    given: { startOn: '2026-08-03', birthDate: '1974-05-06' },
    expected: {
      enrolment: 'due',
      blockedElsewhere: false,
      codes: ['sex-unknown-later-age', 'enrolment-is-due'],
    },
    arithmetic:
      'a woman’s original age of 50: 2024-05-06; a man’s of 60: 112 ÷ 4 = 28, + 1 = 29 months: 2036-10-06',
    source: 'R6; decision of 2024-09-13, annex 1',
  },
  {
    name: 'The sex not known: the last day below the age of a man',
    given: { startOn: '2026-05-14', birthDate: '1966-01-15' },
    expected: {
      enrolment: 'due',
      blockedElsewhere: false,
      codes: ['sex-unknown-later-age', 'enrolment-is-due'],
    },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'R6; decision of 2024-09-13, annex 1',
  },
  {
    name: 'The sex not known: from that day on no reading allows work without a person’s word',
    given: { startOn: '2026-05-15', birthDate: '1966-01-15' },
    expected: {
      enrolment: 'needs-person',
      blockedElsewhere: false,
      codes: ['past-retirement', 'sex-unknown-later-age'],
    },
    arithmetic: '60 years 4 months on 2026-05-15',
    source: 'R6; decision of 2024-09-13, annex 1',
  },
  {
    name: 'The sex not known, but an original age of 50: that is a woman’s, and she has reached it',
    given: { startOn: '2026-09-10', birthDate: '1976-02-10', originalRetirementAge: 50 },
    expected: { enrolment: 'needs-person', blockedElsewhere: false, codes: ['past-retirement'] },
    arithmetic: '50 years 7 months on 2026-09-10',
    source: 'R6; decision of 2024-09-13, annex 3',
  },
  {
    name: 'With an original age of 55 she is to be enrolled',
    given: { startOn: '2028-09-01', birthDate: '1976-02-10', sex: 'female', originalRetirementAge: 55 },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['enrolment-is-due'] },
    arithmetic: 'k = 73: 19 months, 2032-09-10',
    source: 'decision of 2024-09-13, annex 2',
  },
  {
    name: 'An intern takes a person',
    given: { ...GROWN_UP, category: 'intern' },
    expected: { enrolment: 'needs-person', blockedElsewhere: false, codes: ['doubt-intern'] },
    arithmetic: 'by category',
    source: 'R6',
  },
  {
    name: 'So does labour service',
    given: { ...GROWN_UP, category: 'labour-service' },
    expected: { enrolment: 'needs-person', blockedElsewhere: false, codes: ['doubt-labour-service'] },
    arithmetic: 'by category',
    source: 'R6',
  },
  {
    name: 'So does a rehired retiree of whom nobody said what is drawn, and both reasons are given',
    given: { startOn: '2026-08-03', birthDate: '1960-05-06', sex: 'male', category: 'retiree' },
    expected: {
      enrolment: 'needs-person',
      blockedElsewhere: false,
      codes: ['past-retirement', 'doubt-retiree'],
    },
    arithmetic: '60 on 2020-05-06, before the reform',
    source: 'R6; 社会保险法 27',
  },
  {
    name: 'Somebody dispatched is enrolled by the dispatching employer: a person has to say which that is',
    given: { ...GROWN_UP, category: 'dispatched' },
    expected: { enrolment: 'needs-person', blockedElsewhere: false, codes: ['doubt-dispatched'] },
    arithmetic: 'by category',
    source: 'R6',
  },
  {
    name: 'Part-time work is enrolled as any other, with a word on the other way',
    given: { ...GROWN_UP, category: 'part-time' },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['part-time', 'enrolment-is-due'] },
    arithmetic: 'by category',
    source: '社会保险法 23, 58',
  },
  {
    name: 'Still insured by the employer before: due, but blocked, and the clock runs on',
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
    name: 'Removed there, nothing blocks',
    given: { ...GROWN_UP, removedIn: '上海' },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['enrolment-is-due'] },
    arithmetic: 'previousCover.removed = true',
    source: '社会保险法 58',
  },
  {
    name: 'Active at another of our units: double cover, a person decides',
    given: { ...GROWN_UP, activeAt: ['U-2', 'U-3'] },
    expected: { enrolment: 'needs-person', blockedElsewhere: false, codes: ['double-cover'] },
    arithmetic: 'units U-1, U-2 and U-3',
    source: 'R6; 医疗保障法 13',
  },
  {
    name: 'Active at this unit only: that is no double cover',
    given: { ...GROWN_UP, activeAt: ['U-1'] },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['enrolment-is-due'] },
    arithmetic: 'unit U-1 alone',
    source: '社会保险法 58',
  },
  {
    name: 'A waiver changes nothing: void, and said to be',
    given: { ...GROWN_UP, waiver: true },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['waiver-void', 'enrolment-is-due'] },
    arithmetic: 'void by judicial interpretation since 2025-09-01',
    source: '法释〔2025〕12号 19',
  },
  {
    name: 'A waiver signed by an intern does not make the doubt less, and all reasons are given',
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
    name: 'What settles that nothing is due outweighs what is in doubt',
    given: {
      startOn: '2026-08-03',
      birthDate: '1960-05-06',
      sex: 'male',
      category: 'labour-service',
      drawsRetireeCover: true,
    },
    expected: {
      enrolment: 'not-due',
      blockedElsewhere: false,
      codes: ['draws-retiree-cover', 'doubt-labour-service'],
    },
    arithmetic: 'cover as a retiree is drawn',
    source: '社会保险法 27',
  },
  {
    name: 'Without a date of birth the age is not checked, and it is said',
    given: { startOn: '2026-08-03' },
    expected: { enrolment: 'due', blockedElsewhere: false, codes: ['age-unknown', 'enrolment-is-due'] },
    arithmetic: 'nothing to reckon from',
    source: '社会保险法 58',
  },
];
