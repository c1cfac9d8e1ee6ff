import type * as z from 'zod/mini';
import { addWorkingDays, publishedCalendar } from '../../domain/calendar/working-days.ts';
import { type Case, type CaseKind, STAFF_ACTIONS, type StaffAction } from '../../domain/cases/case.ts';
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
import { compact } from '../../domain/values/compact.ts';
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
import type { Action, ActionPorts, Outcome, Submission } from '../staff-actions/outcome.ts';
import { recordRefund, refundInput } from '../staff-actions/refund.ts';
import { recordResume, resumeInput } from '../staff-actions/resume.ts';
import { confirmFindings, confirmInput, dismissFindings, dismissInput } from '../staff-actions/roster.ts';

/** One input of a form. It has the same name as in the action's input, so that a problem can be shown at its field. */
export type Field = {
  readonly name: string;
  readonly label: Texts;
  readonly hint?: Texts;
  readonly required?: boolean;
} & (
  | { readonly is: 'day' | 'month'; readonly value?: string; readonly min?: string; readonly max?: string }
  | { readonly is: 'line' | 'money'; readonly value?: string; readonly most?: number }
  /** A choice among options; with `other`, free text is also allowed. */
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

/** What the forms of a case need: the open case, or for a closed case what its id contains. */
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

/**
 * The form of one action, even if the case no longer offers it: the case may have changed before the form is sent.
 * @param named the action; undefined is returned for any other word.
 */
export function formFor(named: string, subject: Subject): ActionForm | undefined {
  const action = STAFF_ACTIONS.find((each) => each === named);
  const found = action && FORMS[action]?.(subject);
  return found && { action, ...found };
}

type Form = Omit<ActionForm, 'action'>;

/** @param more values of the action's input that are not fields of the form. */
function form<Schema extends () => z.ZodMiniType>(
  title: Texts,
  submit: Texts,
  fields: readonly Field[],
  schema: Schema,
  act: Action<Schema>,
  more: Readonly<Record<string, unknown>>,
): Form {
  return {
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

/** The values for the action. Empty fields are omitted, except that an empty selection is an empty list. */
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

// ---------------------------------------------------------------- fields

type FieldOf<Is extends Field['is']> = Extract<Field, { readonly is: Is }>;

function required(field: Field): Field {
  return { ...field, required: true };
}

function day(name: string, label: Texts, more: Partial<FieldOf<'day' | 'month'>> = {}): Field {
  return { name, is: 'day', label, ...more };
}

function month(name: string, label: Texts, value?: string): Field {
  return { name, is: 'month', label, ...compact({ value }) };
}

function line(name: string, label: Texts, most: number): Field {
  return { name, is: 'line', label, most };
}

function money(name: string, label: Texts): Field {
  return { name, is: 'money', label };
}

function choice(
  name: string,
  label: Texts,
  options: readonly Option[],
  more: Partial<FieldOf<'choice'>> = {},
): Field {
  return { name, is: 'choice', label, options, ...more };
}

function optionsOf(texts: Readonly<Record<string, Texts>>): readonly Option[] {
  return Object.entries(texts).map(([value, text]) => ({ value, text }));
}

/** Options whose texts are the same in every language. */
function optionsNamed(values: readonly string[]): readonly Option[] {
  return values.map((value) => ({ value, text: { zh: value, en: value } }));
}

function doneOn(today: PlainDate, label: Texts): Field {
  return required(day('on', label, { value: today, max: today }));
}

const RECEIPT = line('receiptNo', { zh: '回执号', en: 'Receipt number' }, 100);
const AMOUNT = money('amount', { zh: '金额（元）', en: 'Amount in yuan' });
const CHANNEL_FIELD = choice('channel', { zh: '办理途径', en: 'Way of filing' }, optionsOf(CHANNEL_TEXTS));
const MOVED_ON = day('effectiveOn', {
  zh: '调动生效日（仅一人调动时填写）',
  en: 'Day of the transfer (only if a single person was transferred)',
});
const EMPLOYEE_ID_FIELD = line(
  'employeeId',
  {
    zh: '是哪位职工：工号（仅“是本单位职工”时填写）',
    en: 'Employee id (only for “is one of our employees”)',
  },
  128,
);

/** The way to get money back. */
function wayField(more: Partial<FieldOf<'choice'>> = {}): Field {
  const options = { refund: { zh: '退费', en: 'refund' }, offset: { zh: '抵扣', en: 'offset' } };
  return choice('way', { zh: '方式', en: 'Refund or offset' }, optionsOf(options), more);
}

const CARD = choice(
  'card',
  { zh: '哪种卡', en: 'Which card' },
  optionsOf({
    physical: { zh: '实体卡', en: 'physical card' },
    electronic: { zh: '电子凭证', en: 'electronic certificate' },
  }),
  { required: true, value: 'physical' },
);

/** Frequent rejection reasons. The recorded text stays Chinese, as the agency wrote it. */
const REJECTIONS = optionsOf({
  上家单位未减员: {
    zh: '上家单位未减员',
    en: 'previous employer has not removed the person (上家单位未减员)',
  },
  姓名或证件号码不一致: { zh: '姓名或号码不一致', en: 'name or number differs (姓名或证件号码不一致)' },
  材料不全: { zh: '材料不全', en: 'papers missing (材料不全)' },
  other: { zh: '其他', en: 'other' },
});

export function filingOf(kind: CaseKind): Filing {
  if (kind === 'information-change') return 'information-change';
  return ['removal', 'never-hired', 'overpayment', 'retirement', 'suspension'].includes(kind)
    ? 'removal'
    : 'enrolment';
}

function reasonField(label: Texts): Field {
  return required(line('reason', label, 300));
}

/** Months with overpaid money in one of these states. */
function monthsField({ open }: Subject, states: readonly string[]): FieldOf<'some'> {
  const months = (open?.money?.months ?? []).filter(({ state }) => states.includes(state));
  const value = months.map((each) => each.month);
  const label = { zh: '月份', en: 'Months' };
  return { name: 'months', is: 'some', label, required: true, options: optionsNamed(value), value };
}

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

/** A form lists at most this many people. */
const MOST_PEOPLE = 50;

/** Selects people of a unit's case. If nobody is selected, the answer applies to all of them. */
function aboutField(people: NonNullable<Case['people']>): Field {
  const options = people.slice(0, MOST_PEOPLE).map(({ key, employeeId, name }) => {
    const text = [name, employeeId].filter((part) => part !== undefined).join(' · ') || key;
    return { value: key, text: { zh: text, en: text } };
  });
  return choice('about', { zh: '关于谁（不选为全部）', en: 'People concerned (none chosen: all)' }, options);
}

/** The last day until which a case may be snoozed; undefined if neither the case nor its question has a deadline. */
export function latestSnooze({
  deadline,
  question,
}: Pick<Case, 'deadline' | 'question'>): PlainDate | undefined {
  const binding = deadline?.actBy ?? question?.dueIfReportedOn;
  return binding && addWorkingDays(binding, -3, publishedCalendar).day;
}

/** The first month of the base year that the case asks about. */
function baseYearIn(open: Case | undefined): string | undefined {
  const due = open?.because.find((reason) => reason.code === 'declare-bases-due');
  return due?.code === 'declare-bases-due' ? String(due.values.from) : undefined;
}

// ---------------------------------------------------------------- one form for each action

/** The actions with a form on a person's page. The page decides which of them a viewer gets. */
export const PERSON_ACTIONS = ['leave', 'resume', 'change', 'hire'] as const satisfies readonly StaffAction[];
export type PersonAction = (typeof PERSON_ACTIONS)[number];

interface PersonSubject extends Pick<Subject, 'employeeId' | 'today'> {
  readonly unitId?: string;
  /** The units for which a hire may be recorded; by default `unitId`. */
  readonly hireAt?: readonly Option[];
}

const PERSON_FORMS: Readonly<Record<PersonAction, (subject: PersonSubject) => Form>> = {
  hire: ({ employeeId, unitId, hireAt }) =>
    form(
      { zh: '登记第一个工作日', en: 'Record the first working day' },
      { zh: '保存：入职日期', en: 'Save the first working day' },
      [
        required(day('firstWorkingDay', { zh: '第一个工作日', en: 'First working day' })),
        ...(hireAt === undefined ? [] : [unitField(hireAt)]),
      ],
      hireInput,
      recordHire,
      { employeeId, ...(hireAt === undefined && { unitId }) },
    ),
  leave: ({ employeeId }) =>
    form(
      { zh: '登记最后工作日', en: 'Record the last working day' },
      { zh: '保存：离职日期', en: 'Save the last working day' },
      [
        required(day('lastWorkingDay', { zh: '最后工作日', en: 'Last working day' })),
        required(choice('reason', { zh: '离职原因', en: 'Reason' }, optionsOf(LEAVING_TEXTS))),
      ],
      leaveInput,
      recordLeave,
      { employeeId },
    ),
  resume: ({ employeeId }) =>
    form(
      { zh: '登记恢复工作', en: 'Record the return to work' },
      { zh: '保存：恢复日期', en: 'Save the day of the return to work' },
      [
        required(
          day('resumedOn', { zh: '恢复后第一个工作日', en: 'First working day after the return to work' }),
        ),
      ],
      resumeInput,
      recordResume,
      { employeeId },
    ),
  change: ({ employeeId, today }) =>
    form(
      { zh: '登记信息变更', en: 'Record a change' },
      { zh: '保存：信息变更', en: 'Save the change' },
      [
        required(day('effectiveOn', { zh: '生效日', en: 'First day of the change' }, { value: today })),
        line('name', { zh: '姓名', en: 'Name' }, 100),
        line('department', { zh: '部门', en: 'Department' }, 100),
        money('averageMonthlyWage', { zh: '月均工资（元）', en: 'Average monthly wage in yuan' }),
        choice('category', { zh: '用工类别', en: 'Category of employment' }, optionsOf(CATEGORY_TEXTS)),
        choice(
          'originalRetirementAge',
          { zh: '原法定退休年龄', en: 'Original retirement age' },
          RETIREMENT_AGES.map((value) => ({ value, text: { zh: `${value} 岁`, en: value } })),
        ),
        day('birthDate', { zh: '出生日期', en: 'Day of birth' }),
        choice('sex', { zh: '性别', en: 'Sex' }, optionsOf(SEX_TEXTS)),
      ],
      changeInput,
      recordChange,
      { employeeId },
    ),
};

export function personForm(action: PersonAction, subject: PersonSubject): ActionForm {
  return { action, ...PERSON_FORMS[action](subject) };
}

function unitField(units: readonly Option[]): Field {
  const [only, another] = units;
  const value = another === undefined ? only?.value : undefined;
  return required(choice('unitId', { zh: '参保单位', en: 'Unit' }, units, compact({ value })));
}

const FORMS: Partial<Record<StaffAction, (subject: Subject) => Form | undefined>> = {
  ...PERSON_FORMS,
  'filing-submitted': (subject) =>
    filingForm(
      { zh: '登记已提交', en: 'Record the submission' },
      { zh: '保存：已提交', en: 'Save the submission' },
      [doneOn(subject.today, { zh: '提交日期', en: 'Submitted on' }), RECEIPT, CHANNEL_FIELD],
      'submitted',
      subject,
    ),
  'filing-accepted': (subject) =>
    filingForm(
      { zh: '登记已受理', en: 'Record the acceptance' },
      { zh: '保存：已受理', en: 'Save the acceptance' },
      [
        doneOn(subject.today, { zh: '受理日期', en: 'Accepted on' }),
        month(
          'effectiveMonth',
          filingOf(subject.kind) === 'removal'
            ? { zh: '停保首月（不知道可不填）', en: 'First month without insurance (if known)' }
            : { zh: '参保首月（不知道可不填）', en: 'First insured month (if known)' },
        ),
      ],
      'accepted',
      subject,
    ),
  'filing-rejected': (subject) =>
    filingForm(
      { zh: '登记被退回', en: 'Record the rejection' },
      { zh: '保存：被退回', en: 'Save the rejection' },
      [
        doneOn(subject.today, { zh: '退回日期', en: 'Rejected on' }),
        required(choice('reason', { zh: '退回原因', en: 'Reason' }, REJECTIONS, { other: { most: 300 } })),
      ],
      'rejected',
      subject,
    ),
  'document-received': ({ open, today, caseId }) => {
    const missing = (open?.documents ?? []).filter(({ received }) => !received);
    if (missing.length === 0) return undefined;
    const names = missing.flatMap(({ name, orElse }) => (orElse === undefined ? [name] : [name, orElse]));
    return form(
      { zh: '登记收到材料', en: 'Record a received document' },
      { zh: '保存：已收到', en: 'Save that the document was received' },
      [
        required(choice('document', { zh: '材料', en: 'Paper' }, optionsNamed(names))),
        doneOn(today, { zh: '收到日期', en: 'Received on' }),
      ],
      documentInput,
      recordDocument,
      { caseId },
    );
  },
  'refund-requested': (subject) => {
    const months = monthsField(subject, ['open']);
    // If no month is left, a refund was requested for every month.
    if (subject.open !== undefined && months.options.length === 0) return undefined;
    return refundForm(
      { zh: '登记已申请退费或抵扣', en: 'Record that the refund was requested' },
      { zh: '保存：已申请', en: 'Save that the refund was requested' },
      [
        months,
        wayField({ required: true, value: 'refund' }),
        doneOn(subject.today, { zh: '申请日期', en: 'Requested on' }),
        AMOUNT,
      ],
      'requested',
      subject,
    );
  },
  'refund-settled': (subject) =>
    refundForm(
      { zh: '登记已退回或已抵扣', en: 'Record that the money was refunded or offset' },
      { zh: '保存：已办结', en: 'Save that the money was refunded or offset' },
      [
        monthsField(subject, ['requested', 'open']),
        doneOn(subject.today, { zh: '办结日期', en: 'Settled on' }),
        wayField(),
        AMOUNT,
      ],
      'settled',
      subject,
    ),
  'refund-denied': (subject) =>
    refundForm(
      { zh: '登记未获批准', en: 'Record the denial' },
      { zh: '保存：未获批', en: 'Save the denial' },
      [
        monthsField(subject, ['requested', 'open']),
        doneOn(subject.today, { zh: '答复日期', en: 'Denied on' }),
        reasonField({ zh: '原因', en: 'Reason' }),
      ],
      'denied',
      subject,
    ),
  'card-requested': ({ today, employeeId }) =>
    form(
      { zh: '登记已申请医保卡', en: 'Record that the card was requested' },
      { zh: '保存：已申请', en: 'Save that the card was requested' },
      [
        CARD,
        doneOn(today, { zh: '申请日期', en: 'Requested on' }),
        { name: 'replaces', is: 'flag', label: { zh: '补办、换发', en: 'Replaces another card' } },
      ],
      cardInput,
      recordCard,
      { step: 'requested', employeeId },
    ),
  'card-issued': ({ today, employeeId }) =>
    form(
      { zh: '登记已领到医保卡', en: 'Record that the card was received' },
      { zh: '保存：已领到', en: 'Save that the card was received' },
      [CARD, doneOn(today, { zh: '领到日期', en: 'Issued on' })],
      cardInput,
      recordCard,
      { step: 'issued', employeeId },
    ),
  mistake: ({ employeeId }) =>
    form(
      { zh: '其实没有此事', en: 'This did not happen' },
      { zh: '保存：没有此事', en: 'Save that this did not happen' },
      [reasonField({ zh: '说明', en: 'Why' })],
      mistakeInput,
      recordMistake,
      { employeeId },
    ),
  'bases-declared': ({ open, today, unitId }) =>
    form(
      { zh: '登记已申报', en: 'Record the declaration' },
      { zh: '保存：已申报', en: 'Save the declaration' },
      [
        required(month('from', { zh: '缴费年度首月', en: 'First month of the base year' }, baseYearIn(open))),
        doneOn(today, { zh: '申报日期', en: 'Declared on' }),
        RECEIPT,
      ],
      basesInput,
      declareBases,
      { unitId },
    ),
  'roster-confirmed': (subject) => {
    const isMoved = subject.findings.some(({ finding }) => finding.kind === 'unit-differs');
    return form(
      { zh: '花名册是对的：据此登记', en: 'The roster is right: record what it says' },
      { zh: '保存：以花名册为准', en: 'Save what the roster says' },
      [peopleField(subject), ...(isMoved ? [MOVED_ON] : [])],
      confirmInput,
      confirmFindings,
      { unitId: subject.unitId },
    );
  },
  'roster-dismissed': (subject) =>
    form(
      { zh: '不用处理这些差异', en: 'These differences do not matter' },
      { zh: '保存：不用处理', en: 'Save that these differences do not matter' },
      [peopleField(subject)],
      dismissInput,
      dismissFindings,
      { unitId: subject.unitId },
    ),
  answered: ({ open, caseId }) => {
    const { answers = [], people = [] } = open ?? {};
    if (open !== undefined && answers.length === 0) return undefined;
    const options = answers.map((value) => ({ value, text: ANSWER_TEXTS[value] }));
    return form(
      { zh: '答复', en: 'Answer' },
      { zh: '保存答复', en: 'Save the answer' },
      [
        required(choice('answer', { zh: '情况是', en: 'Which answer is true?' }, options)),
        ...(people.length === 0 ? [] : [aboutField(people)]),
        ...(answers.includes('is-employee') ? [EMPLOYEE_ID_FIELD] : []),
      ],
      answerInput,
      recordAnswer,
      { caseId },
    );
  },
  acknowledged: ({ caseId }) =>
    form(
      { zh: '我知道了', en: 'Seen' },
      {
        zh: '我知道了（三个工作日内不再提醒我这个角色的人）',
        en: 'Seen: no reminders for my role for three working days',
      },
      [],
      acknowledgeInput,
      acknowledgeCase,
      { caseId },
    ),
  snoozed: ({ open, today, caseId }) => {
    const tomorrow = addDays(today, 1);
    const latest = open && latestSnooze(open);
    // A case close to its deadline cannot be snoozed.
    if (latest !== undefined && latest <= tomorrow) return undefined;
    const hint = latest && {
      zh: `最晚 ${latest}，之后照常提醒`,
      en: `${latest} at the latest; after that reminders continue`,
    };
    const limits = { min: tomorrow, ...compact({ max: latest, hint }) };
    return form(
      { zh: '稍后提醒', en: 'Remind later' },
      { zh: '保存：稍后提醒', en: 'Save the day of the reminder' },
      [required(day('until', { zh: '再提醒日', en: 'Remind on' }, limits))],
      snoozeInput,
      snoozeCase,
      { caseId },
    );
  },
  noted: ({ caseId }) =>
    form(
      { zh: '写备注', en: 'Write a note' },
      { zh: '保存备注', en: 'Save the note' },
      [required(line('text', { zh: '备注', en: 'Note' }, 500))],
      noteInput,
      recordNote,
      { caseId },
    ),
};

function filingForm(
  title: Texts,
  submit: Texts,
  fields: readonly Field[],
  step: string,
  { kind, employeeId, spellId }: Subject,
): Form {
  const more = { step, filing: filingOf(kind), employeeId, ...compact({ spellId }) };
  return form(title, submit, fields, filingInput, recordFiling, more);
}

function refundForm(
  title: Texts,
  submit: Texts,
  fields: readonly Field[],
  step: string,
  { employeeId, spellId }: Subject,
): Form {
  return form(title, submit, fields, refundInput, recordRefund, {
    step,
    employeeId,
    ...compact({ spellId }),
  });
}
