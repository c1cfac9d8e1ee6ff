import * as z from 'zod/mini';
import type { Category } from '../../../domain/facts/life-course.ts';
import { line } from '../../../domain/facts/schema-parts.ts';
import { once } from '../../../domain/values/once.ts';
import { chinaDayOf, type PlainDate } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, Unmapped } from '../../ports.ts';
import { problemsOf, type Statement, translationOf } from '../webhook/make-fact.ts';
import { categoryIn, employeeIdIn, unitIn, unmappedValue } from '../webhook/mapping.ts';
import { instantOfEpoch } from '../webhook/sender-time.ts';
import { notUnderstood, type Translation, type TranslationContext } from '../webhook/source.ts';
import { questionOf } from '../webhook/thin-event.ts';
import { FEISHU_DELAY_SECONDS } from './core-hr.ts';
import type { FeishuEvent } from './events.ts';

/**
 * Feishu's built-in types with a fixed meaning. Types 3 (外包) and 5 (顾问) have none, and custom types are the company's
 * own.
 */
export const USUAL_CATEGORIES: Readonly<Record<string, Category>> = {
  1: 'regular',
  2: 'intern',
  4: 'labour-service',
};

const SEXES: Readonly<Record<number, 'male' | 'female'>> = { 1: 'male', 2: 'female' };

const id = z.optional(z.string());

/** A user in an event. The app's permissions decide which fields are present. */
const user = once(() =>
  z.object({
    user_id: id,
    open_id: id,
    name: z.optional(line(100)),
    gender: z.optional(z.number()),
    join_time: z.nullish(z.union([z.number(), z.string()])),
    employee_type: z.optional(z.union([z.number(), z.string()])),
    department_ids: z.nullish(z.array(z.string())),
    orders: z.nullish(z.array(z.object({ department_id: id, is_primary_dept: z.optional(z.boolean()) }))),
    status: z.nullish(z.object({ is_resigned: z.optional(z.boolean()) })),
  }),
);

type User = z.infer<ReturnType<typeof user>>;

/** Fields of a user before the event. A field that cannot be read is kept as it was sent. */
type Earlier = Readonly<Partial<Record<keyof User, unknown>>>;

/** The person of an event, with the user's data before and after it. */
interface Subject {
  readonly now: User;
  /** The earlier fields, also unreadable ones; undefined if the event has none. */
  readonly before: Earlier | undefined;
  /** Feishu's id of the person; `employeeId` is ours. */
  readonly theirs: string;
  readonly employeeId: string;
  readonly places: readonly string[];
  readonly event: FeishuEvent;
  readonly context: TranslationContext;
}

/**
 * Turns an event of Feishu's address book into facts; employees are identified by their user_id, or else their open_id.
 */
export function translateContact(event: FeishuEvent, context: TranslationContext): Translation {
  const translate = Object.hasOwn(TRANSLATIONS, event.type) ? TRANSLATIONS[event.type] : undefined;
  if (translate === undefined) return { is: 'ignored', type: event.type };
  const now = user().safeParse(event.event.object);
  if (!now.success) return { is: 'not-understood', problems: problemsOf(now.error, ['event', 'object']) };
  const theirs = now.data.user_id || now.data.open_id;
  if (!theirs) return notUnderstood('event.object.user_id: missing, and open_id as well');
  return translate({
    now: now.data,
    before: earlierIn(event.event.old_object),
    theirs,
    employeeId: employeeIdIn(context.mapping, theirs),
    places: placesOf(now.data),
    event,
    context,
  });
}

/** Reads each field by itself, so that an unreadable one counts as changed and does not hide a change of another. */
function earlierIn(old: unknown): Earlier | undefined {
  if (typeof old !== 'object' || old === null || Array.isArray(old)) return undefined;
  const sent = old as Earlier;
  const fields = Object.keys(user().shape) as (keyof User)[];
  return Object.fromEntries(
    fields.map((field) => [field, user().shape[field].safeParse(sent[field]).data ?? sent[field]]),
  );
}

const TRANSLATIONS: Readonly<Record<string, (subject: Subject) => Translation>> = {
  'contact.user.created_v3': hired,
  'contact.user.updated_v3': updated,
  // The user's flags are ignored: they may still be those of a person in service.
  'contact.user.deleted_v3': (subject) =>
    translation(subject, [noticed('employee.leave_noticed', subject)], 'leave'),
};

/** The day of joining. The field has a time: the beginning of that day in China or a later time of the day. */
function joinedOn({ join_time }: User): PlainDate | undefined {
  const at = instantOfEpoch(join_time);
  return at && chinaDayOf(at);
}

/** Departments, the main one first. */
function placesOf({ department_ids, orders }: User): readonly string[] {
  const main = orders?.find(({ is_primary_dept }) => is_primary_dept)?.department_id;
  return [...new Set([...(main ? [main] : []), ...(department_ids ?? [])])];
}

/** States the hire if unit, name and day are known. Otherwise it records a notice of the hire, and the API is asked. */
function hired(subject: Subject): Translation {
  const { places, context } = subject;
  const hire = hireOf(subject);
  if (hire !== undefined) return translation(subject, [hire], undefined, unmappedCategory(subject));
  const unmapped = unmappedValue('unit', places, unitIn(context.mapping, places));
  return translation(subject, [noticed('employee.hire_noticed', subject)], 'hire', unmapped);
}

function hireOf({ now, places, employeeId, context }: Subject): Statement | undefined {
  const hiredOn = joinedOn(now);
  const unitId = unitIn(context.mapping, places);
  if (hiredOn === undefined || unitId === undefined || now.name === undefined) return undefined;
  const { name, gender } = now;
  const sex = SEXES[gender ?? 0];
  const category = categoryOf(now, context);
  return { kind: 'employee.hired', data: { employeeId, unitId, name, hiredOn, sex, category } };
}

function typeOf({ employee_type }: User): readonly string[] {
  return employee_type === undefined ? [] : [String(employee_type)];
}

function categoryOf(user: User, { mapping }: TranslationContext): Category | undefined {
  return categoryIn(mapping, typeOf(user), USUAL_CATEGORIES);
}

function unmappedCategory({ now, context }: Subject): readonly Unmapped[] {
  return unmappedValue('category', typeOf(now), categoryOf(now, context));
}

/**
 * Translates a changed user. `old_object` has the earlier values, often including unchanged ones. Without it, anything
 * may have changed, so the API is asked.
 */
function updated(subject: Subject): Translation {
  const { now, before, employeeId, event, context } = subject;
  const has = (field: keyof User) =>
    before?.[field] !== undefined && JSON.stringify(before[field]) !== JSON.stringify(now[field]);
  const statements: Statement[] = [];
  // A changed day of joining corrects the hire.
  const hire = has('join_time') ? hireOf(subject) : undefined;
  if (hire !== undefined) statements.push(hire);
  const category = has('employee_type') ? categoryOf(now, context) : undefined;
  const changes = {
    ...(now.name !== undefined && has('name') && { name: now.name }),
    ...(category && { category }),
  };
  if (hire === undefined && Object.keys(changes).length > 0)
    statements.push({ kind: 'employee.updated', data: { employeeId, changes } });
  const unmapped = has('employee_type') ? unmappedCategory(subject) : [];
  // A change of department has no day, and a flag is not a leave, so the API is asked.
  const isDoubtful =
    before === undefined ||
    has('department_ids') ||
    has('status') ||
    (has('join_time') && !hire) ||
    unmapped.length > 0;
  if (statements.length === 0 && !isDoubtful) return { is: 'ignored', type: event.type };
  return translation(subject, statements, isDoubtful ? 'change' : undefined, unmapped);
}

function noticed(
  kind: 'employee.hire_noticed' | 'employee.leave_noticed',
  { now, places, employeeId, context }: Subject,
): Statement {
  return { kind, data: { employeeId, name: now.name, unitId: unitIn(context.mapping, places) } };
}

function translation(
  { now, theirs, event, context }: Subject,
  statements: readonly Statement[],
  about: DetailsRequest['about'] | undefined,
  unmapped: readonly Unmapped[] = [],
): Translation {
  const keys = { ...(now.user_id && { userId: now.user_id }), ...(now.open_id && { openId: now.open_id }) };
  const { statedAt } = event;
  return translationOf(statements, {
    context,
    statedAt,
    path: ['event', 'object'],
    ask: about && questionOf(theirs, { keys, about, statedAt, delaySeconds: FEISHU_DELAY_SECONDS }, context),
    unmapped,
  });
}
