import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case, UnitCaseKindName } from '../../domain/cases/case.ts';
import { composeDigest } from '../../domain/digest/compose-digest.ts';
import type {
  Digest,
  DigestInput,
  EndedCase,
  PreviousDigest,
  Recipient,
  RecipientCase,
} from '../../domain/digest/digest.ts';
import type { Reason } from '../../domain/reasons/reason.ts';
import type { Deadline } from '../../domain/rules/deadline/deadline.ts';
import type { CaseMoney } from '../../domain/rules/money-at-stake.ts';
import { type Fen, fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { type Instant, plainDate } from '../../domain/values/plain-date.ts';

/** Sample cases of every kind and state on Tuesday 2026-12-01, for tests of the digest. */

export const DAY = plainDate('2026-12-01');

export const WANG_FANG: Recipient = { email: 'wang.fang@example.com', name: '王芳', language: 'zh' };
export const JANE_DOE: Recipient = { email: 'jane@example.com', name: 'Jane Doe', language: 'en' };

export function at(text: string): Instant {
  return text as Instant;
}

export function yuanOf(whole: number): Fen {
  return fen(Math.round(whole * 100));
}

/** The digest of Monday 2026-11-30, sent at 08:30 in China. */
export function sinceMonday(...caseIds: readonly string[]): PreviousDigest {
  return { coveredUntil: plainDate('2026-11-30'), composedAt: at('2026-11-30T00:30:00.000Z'), caseIds };
}

/** A plain case with the given changes. */
export function sampleCase(changes: Partial<Case> = {}): Case {
  const employeeId = changes.employeeId ?? 'E1001';
  const kind = changes.kind ?? 'enrolment';
  const spellId = changes.spellId ?? '2026-11-10';
  return {
    caseId: `${employeeId}/${spellId}/${kind}`,
    kind,
    employeeId,
    spellId,
    unitId: 'shanghai',
    state: { is: 'open' },
    openedOn: plainDate('2026-11-10'),
    knownAt: at('2026-11-10T02:00:00.000Z'),
    documents: [],
    because: [],
    ...changes,
  };
}

/** A plain deadline: the statutory date, on a working day. */
export function dueOn(actBy: string, changes: Partial<Deadline> = {}): Deadline {
  const day = plainDate(actBy);
  return { statutoryDueOn: day, lastLawfulDay: day, actBy: day, assumedCalendar: false, ...changes };
}

export function unitCase(it: Case, changes: Partial<RecipientCase> = {}): RecipientCase {
  return { case: it, unitName: '上海分公司', roles: ['handler'], attentions: [], ...changes };
}

const ENROLMENT_DUE: Reason = {
  rule: 'R1',
  code: 'enrolment-due',
  values: { hiredOn: '2026-11-10', days: 30, statutoryDueOn: '2026-12-10' },
  law: '社会保险法 58',
  source: '社会保险法（2018年修正）',
  parameter: 'enrolmentDays',
  value: 30,
  confidence: 'high',
};

const REMOVAL_DUE: Reason = {
  rule: 'R2',
  code: 'removal-due',
  values: { leftOn: '2026-11-13', days: 15, statutoryDueOn: '2026-11-28' },
  law: '劳动合同法 50',
  confidence: 'high',
};

/** An enrolment whose act-by date comes from the local cut-off day, with missing documents. */
export const ENROLMENT = sampleCase({
  employeeName: '张三',
  eventOn: plainDate('2026-11-10'),
  deadline: dueOn('2026-12-04', {
    statutoryDueOn: plainDate('2026-12-12'),
    lastLawfulDay: plainDate('2026-12-14'),
    localCutOff: plainDate('2026-12-04'),
  }),
  documents: [
    { name: '身份证复印件', required: false, received: false },
    { name: '基本医疗保险参保登记表', required: true, received: false },
    { name: '劳动合同', required: true, received: true },
  ],
  because: [
    ENROLMENT_DUE,
    {
      rule: 'D4',
      code: 'cut-off-region',
      values: { day: 4, month: '2026-12', cutOff: '2026-12-04' },
      source: '当地经办机构网站',
      confidence: 'low',
    },
    {
      rule: 'D3',
      code: 'rolled-to-working-day',
      values: { statutoryDueOn: '2026-12-12', lastLawfulDay: '2026-12-14' },
      law: '民法典 203',
      confidence: 'medium',
    },
  ],
});

/** A late removal. Another month will soon be charged. */
export const REMOVAL = sampleCase({
  kind: 'removal',
  employeeId: 'E1002',
  employeeName: '李四 <b>"小李"</b> & Co',
  spellId: '2020-01-06',
  eventOn: plainDate('2026-11-13'),
  deadline: dueOn('2026-11-27', {
    statutoryDueOn: plainDate('2026-11-28'),
    lastLawfulDay: plainDate('2026-11-30'),
    missedCutOff: plainDate('2026-11-25'),
  }),
  money: {
    months: [],
    next: { on: plainDate('2026-12-26'), unitPart: yuanOf(1234.5), personalPart: yuanOf(411.5) },
  },
  because: [REMOVAL_DUE],
});

/** A month with the parts of unit and employee in yuan. */
function openMonth(
  of: string,
  unitPart: number,
  personalPart: number,
  estimated: boolean,
): CaseMoney['months'][number] {
  const parts = { unitPart: yuanOf(unitPart), personalPart: yuanOf(personalPart) };
  return { month: month(of), ...parts, estimated, state: 'open' };
}

const OVERPAID: CaseMoney = {
  unitPart: yuanOf(3703.5),
  personalPart: yuanOf(1234.5),
  months: [
    openMonth('2026-09', 1234.5, 411.5, false),
    openMonth('2026-10', 1234.5, 411.5, false),
    openMonth('2026-11', 1234.5, 411.5, true),
  ],
  next: { on: plainDate('2026-12-26'), unitPart: yuanOf(1234.5), personalPart: yuanOf(411.5) },
};

export const OVERPAYMENT = sampleCase({
  kind: 'overpayment',
  employeeId: 'E1003',
  employeeName: '赵敏',
  spellId: '2019-07-01',
  money: OVERPAID,
  because: [
    {
      rule: 'R7',
      code: 'last-payable-month-by-region',
      values: { region: '上海', leftOn: '2026-08-20', month: '2026-08' },
      source: '上海市医疗保障局办事指南',
    },
  ],
});

export const SUBMITTED = sampleCase({
  employeeId: 'E1004',
  employeeName: '陈静',
  state: {
    is: 'submitted',
    on: plainDate('2026-11-20'),
    chaseFrom: plainDate('2026-12-07'),
    receiptNo: 'SH-20261120-77',
  },
  deadline: dueOn('2026-12-18'),
  because: [ENROLMENT_DUE],
});

export const REJECTED = sampleCase({
  employeeId: 'E1005',
  employeeName: '刘洋',
  state: { is: 'rejected', on: plainDate('2026-11-30'), reason: '身份证照片不清晰' },
  deadline: dueOn('2026-12-01'),
  because: [ENROLMENT_DUE],
});

export const BLOCKED = sampleCase({
  employeeId: 'E1006',
  employeeName: '孙丽',
  state: { is: 'blocked-elsewhere', on: plainDate('2026-11-26'), reason: '原单位未减员' },
  deadline: dueOn('2026-12-31', {
    statutoryDueOn: plainDate('2027-01-02'),
    lastLawfulDay: plainDate('2027-01-04'),
    assumedCalendar: true,
  }),
  because: [
    ENROLMENT_DUE,
    { rule: 'D2', code: 'calendar-assumed', values: { years: '2027' }, confidence: 'assumed' },
  ],
});

export const REFUND_REQUESTED = sampleCase({
  kind: 'overpayment',
  employeeId: 'E1007',
  employeeName: '周杰',
  state: { is: 'refund-requested', on: plainDate('2026-11-16'), way: 'refund' },
  money: { months: [{ month: month('2026-10'), estimated: false, state: 'requested' }] },
});

export const NEVER_HIRED = sampleCase({ kind: 'never-hired', employeeId: 'E1008', unitId: '?' });

const DOUBLE_COVER = sampleCase({
  kind: 'double-cover',
  employeeId: 'E1009',
  employeeName: '吴强',
  money: { unitPart: yuanOf(1000), months: [] },
});

export const NEEDS_PERSON = sampleCase({ kind: 'needs-person', employeeId: 'E1010', employeeName: '郑爽' });

/** A leave reported on Monday without the last working day. */
const DATE_MISSING = sampleCase({
  kind: 'date-missing',
  employeeId: 'E1020',
  employeeName: '秦岚',
  question: { reportedOn: plainDate('2026-11-30'), dueIfReportedOn: plainDate('2026-12-15') },
  because: [{ rule: 'F10', code: 'leave-noticed', values: { on: '2026-11-30' } }],
});

/** A late enrolment: a month is owed, and the late fee grows. */
export const BACK_PAYMENT = sampleCase({
  kind: 'back-payment',
  employeeId: 'E1013',
  employeeName: '钱进',
  money: {
    unitPart: yuanOf(980),
    personalPart: yuanOf(203),
    months: [openMonth('2026-08', 980, 203, true)],
    lateFee: { soFar: yuanOf(23.66), nextDay: yuanOf(0.59) },
  },
  steps: [
    { rule: 'R12', code: 'step-declare-back-payment', values: {} },
    { rule: 'R12', code: 'step-assess-back-payment', values: {} },
    { rule: 'R12', code: 'step-bill-closes', values: {} },
  ],
  because: [
    {
      rule: 'R8',
      code: 'accepted-late',
      values: { hiredOn: '2026-08-10', acceptedOn: '2026-09-10', lastLawfulDay: '2026-09-09' },
      law: '社会保险法 58',
      confidence: 'high',
    },
    { rule: 'R8', code: 'employer-bears-bills', values: {} },
  ],
});

/** The floor was published in August; two months were charged on the old floor. The difference depends on the wage. */
export const TOP_UP = sampleCase({
  kind: 'top-up',
  employeeId: 'E1018',
  employeeName: '沈洁',
  money: {
    unitPart: yuanOf(21.16),
    personalPart: yuanOf(4.32),
    months: ['2026-07', '2026-08'].map((of) => openMonth(of, 10.58, 2.16, true)),
  },
  steps: [
    { rule: 'R12', code: 'step-read-top-up-notice', values: {} },
    { rule: 'R12', code: 'step-supplement-closes', values: {} },
  ],
  because: [
    {
      rule: 'R4',
      code: 'top-up-month-at-least',
      values: { month: '2026-07', filed: '7162.00', right: '7270.00', difference: '108.00' },
    },
    { rule: 'R4', code: 'top-up-duty', values: {}, law: '社会保险法 63' },
  ],
});

/** The retirement of a woman whose post is not known. */
export const RETIREMENT = sampleCase({
  kind: 'retirement',
  employeeId: 'E1014',
  employeeName: '冯兰',
  deadline: dueOn('2027-03-15', { assumedCalendar: true }),
  steps: [{ rule: 'R12', code: 'step-say-original-age', values: {} }],
  because: [
    {
      rule: 'R9',
      code: 'original-age-unknown',
      values: { earlier: '2027-03-15', later: '2033-02-15' },
      confidence: 'unknown',
    },
  ],
});

const SUSPENSION = sampleCase({
  kind: 'suspension',
  employeeId: 'E1015',
  employeeName: '褚健',
  deadline: dueOn('2026-12-11'),
  steps: [{ rule: 'R12', code: 'step-ask-whether-back', values: {} }],
  because: [
    {
      rule: 'R2',
      code: 'left-suspended-until',
      values: { on: '2026-06-11', months: 6, endsOn: '2026-12-11', region: '上海' },
      confidence: 'local',
    },
  ],
});

const INFORMATION_CHANGE = sampleCase({
  kind: 'information-change',
  employeeId: 'E1016',
  employeeName: '卫红',
  because: [{ rule: 'G4', code: 'changed-name', values: { on: '2026-11-25' } }],
});

export const CARD = sampleCase({
  kind: 'card',
  employeeId: 'E1017',
  employeeName: '蒋文',
  state: { is: 'submitted', on: plainDate('2026-11-27'), chaseFrom: plainDate('2026-12-09') },
  steps: [{ rule: 'R12', code: 'step-await-card', values: { chaseFrom: '2026-12-09' } }],
  because: [{ rule: 'G4', code: 'card-replacement-physical', values: { on: '2026-11-27' } }],
});

/** A case of the unit itself, without a person. */
function sampleUnitCase(kind: UnitCaseKindName, changes: Partial<Case>): Case {
  const { employeeId: _, spellId: __, ...plain } = sampleCase({ kind, ...changes });
  return { ...plain, caseId: `unit/${plain.unitId}/${kind}` };
}

const DECLARE_BASES = sampleUnitCase('declare-bases', {
  openedOn: plainDate('2026-12-01'),
  documents: [{ name: '缴费基数申报表', required: true, received: false }],
  because: [
    { rule: 'R4', code: 'declare-bases-due', values: { from: '2026-12' }, law: '社会保险法 60' },
    { rule: 'R4', code: 'bases-band-unknown', values: { month: '2026-12' } },
  ],
});

const UNKNOWN_PERSON = sampleUnitCase('unknown-person', {
  money: {
    unitPart: yuanOf(980),
    personalPart: yuanOf(203),
    months: [openMonth('2026-10', 980, 203, false)],
  },
  because: [
    { rule: 'R7', code: 'unknown-on-bill', values: { people: 1, from: '2026-10', to: '2026-10' } },
    {
      rule: 'R7',
      code: 'unknown-person-charged',
      values: { who: '吴磊', from: '2026-10', to: '2026-10', months: 1, amount: '1183.00' },
    },
  ],
});

export const EVERY_CASE: readonly Case[] = [
  ENROLMENT,
  REMOVAL,
  OVERPAYMENT,
  SUBMITTED,
  REJECTED,
  BLOCKED,
  REFUND_REQUESTED,
  NEVER_HIRED,
  DOUBLE_COVER,
  NEEDS_PERSON,
  DATE_MISSING,
  BACK_PAYMENT,
  TOP_UP,
  RETIREMENT,
  SUSPENSION,
  INFORMATION_CHANGE,
  CARD,
  DECLARE_BASES,
  UNKNOWN_PERSON,
];

export const WITHDRAWN: EndedCase = {
  caseId: 'E1011/2026-11-20/enrolment',
  kind: 'enrolment',
  employeeId: 'E1011',
  employeeName: '马丽',
  unitName: '上海分公司',
  how: 'withdrawn',
};

export const DONE: EndedCase = {
  caseId: 'E1012/2026-10-20/removal',
  kind: 'removal',
  employeeId: 'E1012',
  unitName: '上海分公司',
  how: 'done',
};

/** The digest input of Wang Fang on {@link DAY}, with the given changes. */
export function digestInput(changes: Partial<DigestInput> = {}): DigestInput {
  return { recipient: WANG_FANG, day: DAY, since: undefined, cases: [], ended: [], ...changes };
}

/** The digest of {@link digestInput}. @throws Error if it contains nothing. */
export function composedDigest(changes: Partial<DigestInput>): Digest {
  const digest = composeDigest(digestInput(changes), publishedCalendar);
  if (digest === undefined) throw new Error('the sample says nothing');
  return digest;
}
