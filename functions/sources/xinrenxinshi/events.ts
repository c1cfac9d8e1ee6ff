import * as z from 'zod/mini';
import type { Category, LeavingReason } from '../../../domain/facts/life-course.ts';
import { once } from '../../../domain/values/once.ts';
import {
  chinaDayOf,
  type Instant,
  type PlainDate,
  parsePlainDate,
} from '../../../domain/values/plain-date.ts';
import type { Unmapped } from '../../ports.ts';
import { parseJson, problemsOf, translationOf, unmappedUnit } from '../webhook/make-fact.ts';
import { categoryIn, employeeIdIn, reasonIn, unitIn, unmappedValue } from '../webhook/mapping.ts';
import { instantOfEpoch } from '../webhook/sender-time.ts';
import { notUnderstood, type Translation, type TranslationContext, whenItCame } from '../webhook/source.ts';

/** 聘用类型: the documented meaning of each number. */
const HIRE_TYPES: Readonly<Record<string, string>> = {
  0: '正式',
  10: '实习',
  11: '劳务',
  12: '顾问',
  13: '返聘',
  14: '外包',
  15: '兼职',
};

/**
 * The default mapping of kinds of employment. 顾问 and 外包 are left out: the company decides, in its mapping, whether
 * these people are employees.
 */
const USUAL_CATEGORIES: Readonly<Record<string, Category>> = {
  正式: 'regular',
  实习: 'intern',
  劳务: 'labour-service',
  返聘: 'retiree',
  兼职: 'part-time',
};

/** 离职类型: the documented meaning of each number. */
const LEAVE_TYPES: Readonly<Record<string, string>> = { 0: '主动离职', 1: '被动离职', 2: '退休' };

const USUAL_REASONS: Readonly<Record<string, LeavingReason>> = {
  主动离职: 'resigned',
  被动离职: 'dismissed',
  退休: 'retired',
};

type VendorValue = string | number | null | undefined;

/** The category, or the value without a mapping. @param hireType 聘用类型, a number. */
function categoryOf(hireType: VendorValue, { mapping }: TranslationContext): Category | Unmapped {
  const kind = kindFor(hireType, HIRE_TYPES);
  return categoryIn(mapping, [kind], USUAL_CATEGORIES) ?? { field: 'category', value: kind };
}

/** @param dismissionType 离职类型, a number. If it is absent, there is no unmapped value. */
function reasonOf(
  dismissionType: VendorValue,
  { mapping }: TranslationContext,
): { readonly reason: LeavingReason; readonly unmapped: readonly Unmapped[] } {
  const kind = kindFor(dismissionType, LEAVE_TYPES);
  const reason = reasonIn(mapping, [kind], USUAL_REASONS);
  return {
    reason: reason ?? 'unknown',
    unmapped: unmappedValue('reason', kind === '' ? [] : [kind], reason),
  };
}

function kindFor(statement: VendorValue, names: Readonly<Record<string, string>>): string {
  const number = String(statement ?? '').trim();
  return Object.hasOwn(names, number) ? (names[number] ?? '') : number;
}

const code = z.union([z.string(), z.number()]);
const envelope = z.object({ type: z.string(), sendtime: z.nullish(code) });

/**
 * The form of every message about an employee. Only the id is required, because messages other than a hire may contain
 * nothing else.
 */
const employee = once(() =>
  z.object({
    employeeId: z.string(),
    name: z.nullish(z.string()),
    mobile: z.nullish(z.string()),
    entryDate: z.nullish(code),
    hireType: z.nullish(code),
    dismissionType: z.nullish(code),
    fields: z.nullish(z.record(z.string(), z.unknown())),
  }),
);

type Employee = z.infer<ReturnType<typeof employee>>;

/** 离职交接, the handover before a leave: 1 under way, 2 done, 3 withdrawn. */
const WITHDRAWN = '3';
const handover = once(() =>
  z.object({
    ownerId: z.string(),
    launchHandoverStatus: z.literal([1, 2, 3, '1', '2', WITHDRAWN]),
    dimissionTime: z.nullish(code),
  }),
);

interface Reading {
  readonly body: Readonly<Record<string, unknown>>;
  readonly statedAt: Instant;
  readonly context: TranslationContext;
}

/** Turns a message of 薪人薪事 into facts. Its API is not read: a person supplies what a message leaves out. */
export function translateXinrenxinshi(message: Uint8Array, context: TranslationContext): Translation {
  const body = parseJson(message);
  if (body === undefined) return notUnderstood('the body is not JSON in UTF-8');
  const head = envelope.safeParse(body);
  if (!head.success) return { is: 'not-understood', problems: problemsOf(head.error, []) };
  const { type, sendtime } = head.data;
  // Messages about candidates are ignored. No hire was stated for a candidate, so nothing has to be cancelled either.
  const translate = Object.hasOwn(TRANSLATIONS, type) ? TRANSLATIONS[type] : undefined;
  if (translate === undefined) return { is: 'ignored', type };
  const statedAt = instantOfEpoch(sendtime) ?? whenItCame(context);
  return translate({ body: body as Reading['body'], statedAt, context });
}

const TRANSLATIONS: Readonly<Record<string, (reading: Reading) => Translation>> = {
  employee_entry: aboutEmployee(hired),
  employee_update: aboutEmployee(updated),
  employee_dismiss: aboutEmployee(left),
  employee_delete: aboutEmployee(deleted),
  dismiss_handover: handoverChanged,
};

function aboutEmployee(translate: (employee: Employee, reading: Reading) => Translation) {
  return (reading: Reading): Translation => {
    const read = employee().safeParse(reading.body);
    return read.success
      ? translate(read.data, reading)
      : { is: 'not-understood', problems: problemsOf(read.error, []) };
  };
}

function hired(theirs: Employee, { statedAt, context }: Reading): Translation {
  const places = [fieldOf(theirs, context.mapping.fields.unit ?? '部门')].filter(
    (place) => place !== undefined,
  );
  const unitId = unitIn(context.mapping, places);
  if (unitId === undefined) return unmappedUnit(context, places);
  const category = categoryOf(theirs.hireType, context);
  if (typeof category !== 'string') return unmappedCategory(category, context);
  const { name, entryDate, mobile } = theirs;
  const data = {
    employeeId: employeeIdIn(context.mapping, theirs.employeeId),
    unitId,
    name,
    // A value that is not a day is kept here. A later check rejects it by name.
    hiredOn: dayIn(entryDate) ?? entryDate,
    category,
    ...(mobile && { contact: { phone: mobile } }),
  };
  return translationOf([{ kind: 'employee.hired', data }], { context, statedAt, path: [] });
}

/** States the changes that the message itself contains. Other changes are not known. */
function updated(theirs: Employee, { statedAt, context }: Reading): Translation {
  const category = theirs.hireType == null ? undefined : categoryOf(theirs.hireType, context);
  if (typeof category === 'object') return unmappedCategory(category, context);
  const { name, mobile } = theirs;
  const changes = { ...(name && { name }), ...(mobile && { phone: mobile }), ...(category && { category }) };
  if (Object.keys(changes).length === 0) return { is: 'ignored', type: 'employee_update' };
  const data = { employeeId: employeeIdIn(context.mapping, theirs.employeeId), changes };
  return translationOf([{ kind: 'employee.updated', data }], { context, statedAt, path: [] });
}

/** States the leave if the message has the day. Otherwise it records a notice of the leave, and staff are asked. */
function left(theirs: Employee, { body, statedAt, context }: Reading): Translation {
  const employeeId = employeeIdIn(context.mapping, theirs.employeeId);
  // `dismissDate` is the field's name in the API. The name in the pushed message is not documented.
  const lastWorkingDay = dayIn(
    body[context.mapping.fields.lastWorkingDay ?? 'dismissDate'] ?? fieldOf(theirs, '离职日期'),
  );
  if (lastWorkingDay === undefined) {
    const { name } = theirs;
    const data = { employeeId, ...(name && { name }) };
    return translationOf([{ kind: 'employee.leave_noticed', data }], { context, statedAt, path: [] });
  }
  const { reason, unmapped } = reasonOf(theirs.dismissionType, context);
  const data = { employeeId, lastWorkingDay, reason };
  return translationOf([{ kind: 'employee.terminated', data }], { context, statedAt, path: [], unmapped });
}

/** The record was deleted. This means neither that the person left nor that the person was never hired. */
function deleted(): Translation {
  return notUnderstood(
    'employee_delete: the record of an employee was deleted, which is not a leave: if the person left, state the leave; if the hire was cancelled, state that',
  );
}

/** A handover that begins announces a leave. If the handover is withdrawn before the day, the leave is cancelled. */
function handoverChanged({ body, statedAt, context }: Reading): Translation {
  const read = handover().safeParse(body.data);
  if (!read.success) return { is: 'not-understood', problems: problemsOf(read.error, ['data']) };
  const { ownerId, launchHandoverStatus, dimissionTime } = read.data;
  const employeeId = employeeIdIn(context.mapping, ownerId);
  const lastWorkingDay = dayIn(dimissionTime);
  const origin = { context, statedAt, path: ['data'] };
  if (String(launchHandoverStatus) !== WITHDRAWN) {
    if (lastWorkingDay === undefined)
      return translationOf([{ kind: 'employee.leave_noticed', data: { employeeId } }], origin);
    const data = { employeeId, lastWorkingDay, reason: 'unknown' };
    return translationOf([{ kind: 'employee.terminated', data }], origin);
  }
  // On or after the last working day, a withdrawn handover may be a mere correction of the record. If a real leave were
  // cancelled by mistake, contributions would be charged every month.
  if (lastWorkingDay === undefined || chinaDayOf(statedAt) >= lastWorkingDay)
    return notUnderstood(
      'data.launchHandoverStatus: a handover was withdrawn on or after the last working day, or has no day: if the leave was cancelled, state that',
    );
  return translationOf(
    [{ kind: 'employee.termination_cancelled', data: { employeeId, lastWorkingDay } }],
    origin,
  );
}

function fieldOf({ fields }: Employee, name: string): string | undefined {
  const value = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The day in a value that is a day, a day with a time, or an epoch time within the day in China. */
function dayIn(statement: unknown): PlainDate | undefined {
  const day =
    typeof statement === 'string'
      ? /^(\d{4}-\d{2}-\d{2})( \d{2}:\d{2}(:\d{2})?)?$/.exec(statement.trim())
      : null;
  if (day !== null) return parsePlainDate(day[1] ?? '');
  const at = instantOfEpoch(statement);
  return at && chinaDayOf(at);
}

function unmappedCategory(unmapped: Unmapped, { source }: TranslationContext): Translation {
  const problem =
    unmapped.value === ''
      ? 'hireType: missing'
      : `hireType ${unmapped.value} of ${source} is mapped to no category: add it to sources[].categories in the registry, then replay`;
  return {
    is: 'not-understood',
    problems: [problem],
    ...(unmapped.value !== '' && { unmapped: [unmapped] }),
  };
}
