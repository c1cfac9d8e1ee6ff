import type * as z from 'zod/mini';
import { addWorkingDays, publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case, CaseKind, StaffAction } from '../../domain/cases/case.ts';
import { actionsOf } from '../../domain/cases/case-kinds.ts';
import type { Filing } from '../../domain/facts/insurance.ts';
import {
  ANSWER_TEXTS,
  CATEGORY_TEXTS,
  CHANNEL_TEXTS,
  LEAVING_TEXTS,
  SEX_TEXTS,
} from '../../domain/facts/texts.ts';
import type { KeptFinding } from '../../domain/roster/finding.ts';
import type { Texts } from '../../domain/values/language.ts';
import { addDays, type PlainDate } from '../../domain/values/plain-date.ts';
import { answerInput, recordAnswer } from '../staff-actions/answer.ts';
import { acknowledgeCase, acknowledgeInput, snoozeCase, snoozeInput } from '../staff-actions/attention.ts';
import { cardInput, recordCard } from '../staff-actions/card.ts';
import { changeInput, RETIREMENT_AGES, recordChange } from '../staff-actions/change.ts';
import { basesInput, declareBases } from '../staff-actions/declare-bases.ts';
import { documentInput, recordDocument } from '../staff-actions/document.ts';
import { filingInput, recordFiling } from '../staff-actions/filing.ts';
import { hireInput, recordHire } from '../staff-actions/hire.ts';
import { leaveInput, recordLeave } from '../staff-actions/leave.ts';
import { mistakeInput, recordMistake } from '../staff-actions/mistake.ts';
import { noteInput, recordNote } from '../staff-actions/note.ts';
import type { ActionPorts, Outcome, Submission } from '../staff-actions/outcome.ts';
import { recordRefund, refundInput } from '../staff-actions/refund.ts';
import { recordResume, resumeInput } from '../staff-actions/resume.ts';
import { confirmFindings, confirmInput, dismissFindings, dismissInput } from '../staff-actions/roster.ts';

/** One input of a form. It has the same name as the action's input, so that a problem can be shown at its field. */
export type Field = {
  readonly name: string;
  readonly label: Texts;
  readonly hint?: Texts;
  readonly required?: boolean;
} & (
  | { readonly is: 'day' | 'month'; readonly value?: string; readonly min?: string; readonly max?: string }
  | { readonly is: 'line' | 'money'; readonly value?: string; readonly most?: number }
  /** A choice; `other` allows free text. */
  | {
      readonly is: 'choice';
      readonly options: readonly Option[];
      readonly value?: string;
      readonly other?: { readonly most: number };
    }
  | { readonly is: 'some'; readonly options: readonly Option[]; readonly value: readonly string[] }
  | { readonly is: 'flag' }
);

export interface Option {
  readonly value: string;
  readonly text: Texts;
}

export type Values = Readonly<Record<string, readonly string[]>>;

/** A form of a case: its fields, and the action that they are for. */
export interface ActionForm {
  readonly action: StaffAction;
  readonly title: Texts;
  readonly submit: Texts;
  readonly fields: readonly Field[];
  record(values: Values): Checked;
}

type Checked =
  | { readonly ok: false; readonly issues: readonly Issue[] }
  | { readonly ok: true; act(submission: Submission, ports: ActionPorts): Promise<Outcome> };

/** A rejected form with its submitted values. */
export interface Filled {
  readonly action: StaffAction;
  readonly formId: string;
  readonly values: Values;
  readonly issues: readonly Issue[];
}

export interface Issue {
  /** The field concerned; empty if the problem concerns the whole form. */
  readonly field: string;
  readonly message: string;
}

/** What a case's forms need: the open case, or what the id of a closed one contains. */
export interface Subject {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly unitId: string;
  /** Every unit whose staff receives the case. */
  readonly unitIds: readonly string[];
  readonly employeeId?: string;
  readonly spellId?: string;
  readonly open?: Case;
  readonly findings: readonly KeptFinding[];
  readonly today: PlainDate;
}

/** Actions still possible on a closed case. */
const ON_CLOSED: readonly StaffAction[] = ['noted'];

/** The forms of a case, in the order of its kind's actions. Actions without a form are left out. */
export function formsOf(subject: Subject): readonly ActionForm[] {
  const actions = subject.open === undefined ? ON_CLOSED : actionsOf(subject.open);
  return actions.flatMap((action) => formFor(action, subject) ?? []);
}

/** The form of one action, even if the case no longer offers it: the case may have changed before the form is sent. */
export function formFor(action: StaffAction, subject: Subject): ActionForm | undefined {
  return FORMS[action]?.(subject);
}

function form<Schema extends () => z.ZodMiniType>(
  action: StaffAction,
  [title, submit]: readonly [Texts, Texts],
  fields: readonly Field[],
  schema: Schema,
  act: (input: z.infer<ReturnType<Schema>>, submission: Submission, ports: ActionPorts) => Promise<Outcome>,
  /** Input in addition to the fields. */
  more: Readonly<Record<string, unknown>> = {},
): ActionForm {
  return {
    action,
    title,
    submit,
    fields,
    record(values) {
      const read = schema().safeParse({ ...inputIn(values, fields), ...more });
      if (!read.success)
        return { ok: false, issues: read.error.issues.map((issue) => issueOf(issue, fields)) };
      const input = read.data as z.infer<ReturnType<Schema>>;
      return { ok: true, act: (submission, ports) => act(input, submission, ports) };
    },
  };
}

/** Empty fields are omitted. */
function inputIn(values: Values, fields: readonly Field[]): Record<string, unknown> {
  const entries = fields.flatMap((field): [string, unknown][] => {
    const given = (values[field.name] ?? []).filter((value) => value.trim() !== '');
    const [first] = given;
    if (field.is === 'some') return [[field.name, given]];
    if (field.is === 'choice' && field.other !== undefined) {
      const [other] = (values[`${field.name}.other`] ?? []).filter((value) => value.trim() !== '');
      const chosen = first === undefined || first === 'other' ? other : first;
      return chosen === undefined ? [] : [[field.name, chosen]];
    }
    if (first === undefined) return [];
    return [[field.name, field.is === 'flag' ? true : first]];
  });
  return Object.fromEntries(entries);
}

function issueOf({ path, message }: z.core.$ZodIssue, fields: readonly Field[]): Issue {
  const name = String(path[0] ?? '');
  return { field: fields.some((field) => field.name === name) ? name : '', message };
}

// ---------------------------------------------------------------- fields that several forms have

const ON: Texts = { zh: '办理日期', en: 'Day on which it was done' };

function doneOn(today: PlainDate, label: Texts = ON): Field {
  return { name: 'on', is: 'day', label, required: true, value: today, max: today };
}

const RECEIPT: Field = {
  name: 'receiptNo',
  is: 'line',
  label: { zh: '回执号', en: 'Receipt number' },
  most: 100,
};

const AMOUNT: Field = { name: 'amount', is: 'money', label: { zh: '金额（元）', en: 'Amount in yuan' } };

const CHANNEL_FIELD: Field = {
  name: 'channel',
  is: 'choice',
  label: { zh: '办理途径', en: 'Filed' },
  options: optionsOf(CHANNEL_TEXTS),
};

const WAYS: readonly Option[] = [
  { value: 'refund', text: { zh: '退费', en: 'refund' } },
  { value: 'offset', text: { zh: '抵扣', en: 'offset' } },
];

/** Frequent rejection reasons. The recorded text stays Chinese, as the agency wrote it. */
const REJECTIONS: readonly Option[] = [
  {
    value: '上家单位未减员',
    text: { zh: '上家单位未减员', en: 'previous employer has not removed (上家单位未减员)' },
  },
  {
    value: '姓名或证件号码不一致',
    text: { zh: '姓名或号码不一致', en: 'name or number differs (姓名或证件号码不一致)' },
  },
  { value: '材料不全', text: { zh: '材料不全', en: 'papers missing (材料不全)' } },
  { value: 'other', text: { zh: '其他', en: 'other' } },
];

export function filingOf(kind: CaseKind): Filing {
  if (kind === 'information-change') return 'information-change';
  return ['removal', 'never-hired', 'overpayment', 'retirement', 'suspension'].includes(kind)
    ? 'removal'
    : 'enrolment';
}

function ofSpell({ employeeId, spellId }: Subject): Readonly<Record<string, unknown>> {
  return { employeeId, ...(spellId !== undefined && { spellId }) };
}

function reasonField(label: Texts): Field {
  return { name: 'reason', is: 'line', label, required: true, most: 300 };
}

/** Months with overpaid money in one of these states. */
function monthsField({ open }: Subject, states: readonly string[]): Extract<Field, { is: 'some' }> {
  const months = (open?.money?.months ?? []).filter(({ state }) => states.includes(state));
  const values = months.map(({ month }) => month);
  return {
    name: 'months',
    is: 'some',
    label: { zh: '月份', en: 'Months' },
    required: true,
    options: values.map((value) => ({ value, text: { zh: value, en: value } })),
    value: values,
  };
}

const MOVED_ON: Field = {
  name: 'effectiveOn',
  is: 'day',
  label: { zh: '调动生效日（仅一人调动时填写）', en: 'Day of the transfer (for one transferred person)' },
};

function peopleField({ findings }: Subject): Field {
  const open = findings.filter(({ dismissedAt }) => dismissedAt === undefined);
  const names = new Map(open.map(({ finding }) => [finding.employeeId, finding.name]));
  return {
    name: 'employeeIds',
    is: 'some',
    label: { zh: '职工', en: 'Employees' },
    required: true,
    options: [...names].map(([value, name]) => {
      const text = name === undefined ? value : `${name}（${value}）`;
      return { value, text: { zh: text, en: text } };
    }),
    value: names.size === 1 ? [...names.keys()] : [],
  };
}

/** The last day until which a case may be snoozed; undefined if it has no deadline. */
export function latestSnooze({
  deadline,
  question,
}: Pick<Case, 'deadline' | 'question'>): PlainDate | undefined {
  const binding = deadline?.actBy ?? question?.dueIfReportedOn;
  return binding && addWorkingDays(binding, -3, publishedCalendar).day;
}

// ---------------------------------------------------------------- one form for each action

const FORMS: Partial<Record<StaffAction, (subject: Subject) => ActionForm | undefined>> = {
  'filing-submitted': (subject) =>
    form(
      'filing-submitted',
      [
        { zh: '登记已提交', en: 'Record that it was submitted' },
        { zh: '保存：已提交', en: 'Save: submitted' },
      ],
      [doneOn(subject.today, { zh: '提交日期', en: 'Submitted on' }), RECEIPT, CHANNEL_FIELD],
      filingInput,
      recordFiling,
      { step: 'submitted', filing: filingOf(subject.kind), ...ofSpell(subject) },
    ),
  'filing-accepted': (subject) =>
    form(
      'filing-accepted',
      [
        { zh: '登记已受理', en: 'Record that it was accepted' },
        { zh: '保存：已受理', en: 'Save: accepted' },
      ],
      [
        doneOn(subject.today, { zh: '受理日期', en: 'Accepted on' }),
        {
          name: 'effectiveMonth',
          is: 'month',
          label:
            filingOf(subject.kind) === 'removal'
              ? { zh: '停保首月（不知道可不填）', en: 'First month without insurance (if known)' }
              : { zh: '参保首月（不知道可不填）', en: 'First insured month (if known)' },
        },
      ],
      filingInput,
      recordFiling,
      { step: 'accepted', filing: filingOf(subject.kind), ...ofSpell(subject) },
    ),
  'filing-rejected': (subject) =>
    form(
      'filing-rejected',
      [
        { zh: '登记被退回', en: 'Record that it was rejected' },
        { zh: '保存：被退回', en: 'Save: rejected' },
      ],
      [
        doneOn(subject.today, { zh: '退回日期', en: 'Rejected on' }),
        {
          name: 'reason',
          is: 'choice',
          label: { zh: '退回原因', en: 'Reason' },
          required: true,
          options: REJECTIONS,
          other: { most: 300 },
        },
      ],
      filingInput,
      recordFiling,
      { step: 'rejected', filing: filingOf(subject.kind), ...ofSpell(subject) },
    ),
  'document-received': (subject) => {
    const missing = (subject.open?.documents ?? []).filter(({ received }) => !received);
    if (missing.length === 0) return undefined;
    const names = missing.flatMap(({ name, orElse }) => (orElse === undefined ? [name] : [name, orElse]));
    return form(
      'document-received',
      [
        { zh: '登记收到材料', en: 'Record a received document' },
        { zh: '保存：已收到', en: 'Save: received' },
      ],
      [
        {
          name: 'document',
          is: 'choice',
          label: { zh: '材料', en: 'Paper' },
          required: true,
          options: names.map((value) => ({ value, text: { zh: value, en: value } })),
        },
        doneOn(subject.today, { zh: '收到日期', en: 'Received on' }),
      ],
      documentInput,
      recordDocument,
      { caseId: subject.caseId },
    );
  },
  'refund-requested': (subject) => {
    const months = monthsField(subject, ['open']);
    // A refund was requested for every month.
    if (subject.open !== undefined && months.options.length === 0) return undefined;
    return form(
      'refund-requested',
      [
        { zh: '登记已申请退费或抵扣', en: 'Record that the refund was requested' },
        { zh: '保存：已申请', en: 'Save: refund requested' },
      ],
      [
        months,
        {
          name: 'way',
          is: 'choice',
          label: { zh: '方式', en: 'Way' },
          required: true,
          options: WAYS,
          value: 'refund',
        },
        doneOn(subject.today, { zh: '申请日期', en: 'Requested on' }),
        AMOUNT,
      ],
      refundInput,
      recordRefund,
      { step: 'requested', ...ofSpell(subject) },
    );
  },
  'refund-settled': (subject) =>
    form(
      'refund-settled',
      [
        { zh: '登记已退回或已抵扣', en: 'Record that the money was received' },
        { zh: '保存：已办结', en: 'Save: settled' },
      ],
      [
        monthsField(subject, ['requested', 'open']),
        doneOn(subject.today, { zh: '办结日期', en: 'Settled on' }),
        { name: 'way', is: 'choice', label: { zh: '方式', en: 'Way' }, options: WAYS },
        AMOUNT,
      ],
      refundInput,
      recordRefund,
      { step: 'settled', ...ofSpell(subject) },
    ),
  'refund-denied': (subject) =>
    form(
      'refund-denied',
      [
        { zh: '登记未获批准', en: 'Record that it was denied' },
        { zh: '保存：未获批', en: 'Save: denied' },
      ],
      [
        monthsField(subject, ['requested', 'open']),
        doneOn(subject.today, { zh: '答复日期', en: 'Denied on' }),
        reasonField({ zh: '原因', en: 'Reason' }),
      ],
      refundInput,
      recordRefund,
      { step: 'denied', ...ofSpell(subject) },
    ),
  'card-requested': (subject) => cardForm('requested', subject),
  'card-issued': (subject) => cardForm('issued', subject),
  hire: ({ employeeId, unitId }) => hireForm(employeeId, unitId),
  leave: ({ employeeId }) => leaveForm(employeeId),
  resume: ({ employeeId }) => resumeForm(employeeId),
  change: ({ employeeId, today }) => changeForm(employeeId, today),
  mistake: (subject) =>
    form(
      'mistake',
      [
        { zh: '其实没有此事', en: 'It is wrong' },
        { zh: '保存：没有此事', en: 'Save: it is wrong' },
      ],
      [reasonField({ zh: '说明', en: 'Why' })],
      mistakeInput,
      recordMistake,
      { employeeId: subject.employeeId },
    ),
  'bases-declared': (subject) =>
    form(
      'bases-declared',
      [
        { zh: '登记已申报', en: 'Record the declaration' },
        { zh: '保存：已申报', en: 'Save: declared' },
      ],
      [
        {
          name: 'from',
          is: 'month',
          label: { zh: '缴费年度首月', en: 'First month of the base year' },
          required: true,
          ...(baseYearIn(subject.open) !== undefined && { value: baseYearIn(subject.open) ?? '' }),
        },
        doneOn(subject.today, { zh: '申报日期', en: 'Declared on' }),
        RECEIPT,
      ],
      basesInput,
      declareBases,
      { unitId: subject.unitId },
    ),
  'roster-confirmed': (subject) =>
    form(
      'roster-confirmed',
      [
        { zh: '花名册是对的：据此登记', en: 'The roster is right: record it' },
        { zh: '保存：以花名册为准', en: 'Save: as the roster says' },
      ],
      [
        peopleField(subject),
        ...(subject.findings.some(({ finding }) => finding.kind === 'unit-differs') ? [MOVED_ON] : []),
      ],
      confirmInput,
      confirmFindings,
      { unitId: subject.unitId },
    ),
  'roster-dismissed': (subject) =>
    form(
      'roster-dismissed',
      [
        { zh: '不用处理这些差异', en: 'These differences do not matter' },
        { zh: '保存：不用处理', en: 'Save: dismiss' },
      ],
      [peopleField(subject)],
      dismissInput,
      dismissFindings,
      { unitId: subject.unitId },
    ),
  answered: (subject) => {
    const { answers = [], people = [] } = subject.open ?? {};
    if (subject.open !== undefined && answers.length === 0) return undefined;
    return form(
      'answered',
      [
        { zh: '答复', en: 'Answer' },
        { zh: '保存答复', en: 'Save the answer' },
      ],
      [
        {
          name: 'answer',
          is: 'choice',
          label: { zh: '情况是', en: 'It is correct' },
          required: true,
          options: answers.map((value) => ({ value, text: ANSWER_TEXTS[value] })),
        },
        ...(people.length === 0 ? [] : [aboutField(people)]),
        ...(answers.includes('is-employee') ? [EMPLOYEE_ID_FIELD] : []),
      ],
      answerInput,
      recordAnswer,
      { caseId: subject.caseId },
    );
  },
  acknowledged: (subject) =>
    form(
      'acknowledged',
      [
        { zh: '我知道了', en: 'Seen' },
        {
          zh: '我知道了（三个工作日内不再提醒我这个角色的人）',
          en: 'Seen: no reminders for my role for three working days',
        },
      ],
      [],
      acknowledgeInput,
      acknowledgeCase,
      { caseId: subject.caseId },
    ),
  snoozed: (subject) => {
    const tomorrow = addDays(subject.today, 1);
    const latest = subject.open && latestSnooze(subject.open);
    // A case close to its deadline cannot be snoozed.
    if (latest !== undefined && latest <= tomorrow) return undefined;
    return form(
      'snoozed',
      [
        { zh: '稍后提醒', en: 'Remind later' },
        { zh: '保存：稍后提醒', en: 'Save: remind later' },
      ],
      [
        {
          name: 'until',
          is: 'day',
          label: { zh: '再提醒日', en: 'Remind on' },
          required: true,
          min: tomorrow,
          ...(latest !== undefined && {
            max: latest,
            hint: {
              zh: `最晚 ${latest}，之后照常提醒`,
              en: `${latest} at the latest; after that reminders continue`,
            },
          }),
        },
      ],
      snoozeInput,
      snoozeCase,
      { caseId: subject.caseId },
    );
  },
  noted: (subject) =>
    form(
      'noted',
      [
        { zh: '写备注', en: 'Write a note' },
        { zh: '保存备注', en: 'Save the note' },
      ],
      [{ name: 'text', is: 'line', label: { zh: '备注', en: 'Note' }, required: true, most: 500 }],
      noteInput,
      recordNote,
      { caseId: subject.caseId },
    ),
};

// ---------------------------------------------------------------- what is recorded of a person

/** The actions with a form on a person's page. The page decides which of them a viewer gets. */
export const PERSON_ACTIONS = ['leave', 'resume', 'change', 'hire'] as const satisfies readonly StaffAction[];
export type PersonAction = (typeof PERSON_ACTIONS)[number];

/** @param hireAt the units for which a hire may be recorded. */
export function personForm(
  action: PersonAction,
  {
    employeeId,
    today,
    hireAt,
  }: { readonly employeeId: string; readonly today: PlainDate; readonly hireAt: readonly Option[] },
): ActionForm {
  switch (action) {
    case 'hire':
      return hireForm(employeeId, hireAt);
    case 'leave':
      return leaveForm(employeeId);
    case 'resume':
      return resumeForm(employeeId);
    case 'change':
      return changeForm(employeeId, today);
  }
}

/** @param at the unit, or the units to choose from. */
function hireForm(employeeId: string | undefined, at: string | readonly Option[]): ActionForm {
  const unit: Field[] =
    typeof at === 'string'
      ? []
      : [
          {
            name: 'unitId',
            is: 'choice',
            label: { zh: '参保单位', en: 'Unit' },
            required: true,
            options: at,
            ...(at.length === 1 && at[0] !== undefined && { value: at[0].value }),
          },
        ];
  return form(
    'hire',
    [
      { zh: '登记第一个工作日', en: 'Record the first working day' },
      { zh: '保存：入职日期', en: 'Save: first working day' },
    ],
    [
      {
        name: 'firstWorkingDay',
        is: 'day',
        label: { zh: '第一个工作日', en: 'First working day' },
        required: true,
      },
      ...unit,
    ],
    hireInput,
    recordHire,
    { employeeId, ...(typeof at === 'string' && { unitId: at }) },
  );
}

function leaveForm(employeeId: string | undefined): ActionForm {
  return form(
    'leave',
    [
      { zh: '登记最后工作日', en: 'Record the last working day' },
      { zh: '保存：离职日期', en: 'Save: last working day' },
    ],
    [
      {
        name: 'lastWorkingDay',
        is: 'day',
        label: { zh: '最后工作日', en: 'Last working day' },
        required: true,
      },
      {
        name: 'reason',
        is: 'choice',
        label: { zh: '离职原因', en: 'Reason' },
        required: true,
        options: optionsOf(LEAVING_TEXTS),
      },
    ],
    leaveInput,
    recordLeave,
    { employeeId },
  );
}

function resumeForm(employeeId: string | undefined): ActionForm {
  return form(
    'resume',
    [
      { zh: '登记恢复工作', en: 'Record the return' },
      { zh: '保存：恢复日期', en: 'Save: day of the return' },
    ],
    [
      {
        name: 'resumedOn',
        is: 'day',
        label: { zh: '恢复后第一个工作日', en: 'First working day after the return' },
        required: true,
      },
    ],
    resumeInput,
    recordResume,
    { employeeId },
  );
}

function changeForm(employeeId: string | undefined, today: PlainDate): ActionForm {
  return form(
    'change',
    [
      { zh: '登记信息变更', en: 'Record a change' },
      { zh: '保存：信息变更', en: 'Save: change' },
    ],
    [
      { name: 'effectiveOn', is: 'day', label: { zh: '生效日', en: 'From' }, required: true, value: today },
      { name: 'name', is: 'line', label: { zh: '姓名', en: 'Name' }, most: 100 },
      { name: 'department', is: 'line', label: { zh: '部门', en: 'Department' }, most: 100 },
      {
        name: 'averageMonthlyWage',
        is: 'money',
        label: { zh: '月均工资（元）', en: 'Average monthly wage in yuan' },
      },
      {
        name: 'category',
        is: 'choice',
        label: { zh: '用工类别', en: 'Category of employment' },
        options: optionsOf(CATEGORY_TEXTS),
      },
      {
        name: 'originalRetirementAge',
        is: 'choice',
        label: { zh: '原法定退休年龄', en: 'Original retirement age' },
        options: RETIREMENT_AGES.map((value) => ({ value, text: { zh: `${value} 岁`, en: value } })),
      },
      { name: 'birthDate', is: 'day', label: { zh: '出生日期', en: 'Day of birth' } },
      { name: 'sex', is: 'choice', label: { zh: '性别', en: 'Sex' }, options: optionsOf(SEX_TEXTS) },
    ],
    changeInput,
    recordChange,
    { employeeId },
  );
}

function optionsOf(texts: Readonly<Record<string, Texts>>): readonly Option[] {
  return Object.entries(texts).map(([value, text]) => ({ value, text }));
}

const EMPLOYEE_ID_FIELD: Field = {
  name: 'employeeId',
  is: 'line',
  label: { zh: '是哪位职工：工号（仅“是本单位职工”时填写）', en: 'Employee id, if it is an employee' },
  most: 128,
};

/** Selects people of a unit's case; selecting none means all. */
function aboutField(people: NonNullable<Case['people']>): Field {
  return {
    name: 'about',
    is: 'choice',
    label: { zh: '关于谁（不选为全部）', en: 'People concerned (none chosen: all)' },
    options: people.slice(0, MOST_PEOPLE).map(({ key, employeeId, name }) => {
      const text = [name, employeeId].filter((part) => part !== undefined).join(' · ') || key;
      return { value: key, text: { zh: text, en: text } };
    }),
  };
}

/** A form lists at most this many people. */
const MOST_PEOPLE = 50;

function cardForm(step: 'requested' | 'issued', { today, employeeId }: Subject): ActionForm {
  const isIssued = step === 'issued';
  return form(
    isIssued ? 'card-issued' : 'card-requested',
    isIssued
      ? [
          { zh: '登记已领到医保卡', en: 'Record that the card was received' },
          { zh: '保存：已领到', en: 'Save: issued' },
        ]
      : [
          { zh: '登记已申请医保卡', en: 'Record that the card was requested' },
          { zh: '保存：已申请', en: 'Save: requested' },
        ],
    [
      {
        name: 'card',
        is: 'choice',
        label: { zh: '哪种卡', en: 'Which card' },
        required: true,
        value: 'physical',
        options: [
          { value: 'physical', text: { zh: '实体卡', en: 'physical card' } },
          { value: 'electronic', text: { zh: '电子凭证', en: 'electronic' } },
        ],
      },
      doneOn(today, isIssued ? { zh: '领到日期', en: 'Issued on' } : { zh: '申请日期', en: 'Requested on' }),
      ...(isIssued
        ? []
        : [
            {
              name: 'replaces',
              is: 'flag',
              label: { zh: '补办、换发', en: 'Replaces another card' },
            } as const,
          ]),
    ],
    cardInput,
    recordCard,
    { step, employeeId },
  );
}

/** The first month of the base year that the case asks about. */
function baseYearIn(open: Case | undefined): string | undefined {
  const due = open?.because.find((reason) => reason.code === 'declare-bases-due');
  return due?.code === 'declare-bases-due' ? String(due.values.from) : undefined;
}
