import type { Category } from '../../../domain/facts/life-course.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, Unmapped } from '../../ports.ts';
import { type Statement, translationOf, unmappedUnit } from '../webhook/make-fact.ts';
import { categoryIn, employeeIdIn, reasonIn, unitIn, unmappedValue } from '../webhook/mapping.ts';
import type { Translation, TranslationContext } from '../webhook/source.ts';
import type { ChangedEmployee } from './message.ts';

/** Our fields with BambooHR's default names; an administrator may have renamed them. */
const USUAL_NAMES = {
  hiredOn: ['Hire Date'],
  /** The last day of employment. BambooHR's termination takes effect on this day. */
  lastWorkingDay: ['Termination Date'],
  status: ['Employment Status', 'employmentHistoryStatus'],
  reason: ['Termination Reason'],
  reasonType: ['Termination Type'],
  name: ['Full Name'],
  firstName: ['First Name'],
  lastName: ['Last Name'],
  department: ['Department'],
  division: ['Division'],
  location: ['Location'],
  /** The day on which a change of department took effect. */
  transferredOn: ['Job Information: Date'],
} as const satisfies Record<string, readonly string[]>;

type FieldName = keyof typeof USUAL_NAMES;

export const ENDED = 'Terminated';

/** An employee's values by our field names. */
interface Fields {
  /** Undefined if the field was not sent, or was sent empty. */
  text(name: FieldName): string | undefined;
  isChanged(...names: FieldName[]): boolean;
}

interface Reading {
  readonly fields: Fields;
  readonly employeeId: string;
  readonly mapping: SourceMapping;
  readonly places: readonly string[];
  readonly isEnded: boolean;
}

/** An employee's fields under our names, also if an administrator renamed them. */
export function readingOf({ id, fields, changedFields }: ChangedEmployee, mapping: SourceMapping): Reading {
  const byName = new Map(Object.entries(fields).map(([name, text]) => [plain(name), text]));
  const changed = new Set((changedFields.length > 0 ? changedFields : Object.keys(fields)).map(plain));
  const namesOf = (ours: FieldName) => {
    const theirs = Object.hasOwn(mapping.fields, ours) ? mapping.fields[ours] : undefined;
    return (theirs === undefined ? USUAL_NAMES[ours] : [theirs]).map(plain);
  };
  const text = (ours: FieldName) => namesOf(ours).flatMap((name) => byName.get(name) ?? [])[0];
  const isChanged = (...ours: FieldName[]) =>
    ours.some((name) => namesOf(name).some((each) => changed.has(each)));
  const status = text('status');
  return {
    fields: { text, isChanged },
    employeeId: employeeIdIn(mapping, id),
    mapping,
    places: (['department', 'division', 'location'] as const).flatMap((name) => text(name) ?? []),
    // The status means a leave if it is `Terminated`, BambooHR's usual status for a leave, or if the mapping has a
    // reason for it, because an administrator may have renamed the usual status.
    isEnded: status !== undefined && (status === ENDED || Object.hasOwn(mapping.reasons, status)),
  };
}

/** `First Name`, `First name` and `firstName` are the same name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_:.-]+/g, '');
}

/** The name of a person: 张 and 三 become 张三, and Ashley and Adams become Ashley Adams. */
export function nameIn({ text }: Fields): string | undefined {
  const whole = text('name');
  const [first, last] = [text('firstName'), text('lastName')];
  if (whole !== undefined || first === undefined || last === undefined) return whole ?? first ?? last;
  return /^\p{Script=Han}+$/u.test(first + last) ? last + first : `${first} ${last}`;
}

export const USUAL_CATEGORIES: Readonly<Record<string, Category>> = {
  'Full-Time': 'regular',
  'Part-Time': 'part-time',
};

interface ChangeResult {
  readonly statements?: readonly Statement[];
  readonly about?: DetailsRequest['about'];
  readonly unmapped?: readonly Unmapped[];
}

/**
 * Turns the changes of one employee into facts. Fields that did not change may be sent too; their values may be older
 * or newer than the change.
 */
export function translateFields(
  employee: ChangedEmployee,
  statedAt: Instant,
  context: TranslationContext,
  ask: (about: DetailsRequest['about']) => DetailsRequest,
): Translation {
  if (Object.keys(employee.fields).length === 0) return { is: 'facts', facts: [], ask: ask('change') };
  const reading = readingOf(employee, context.mapping);
  const isHire =
    reading.fields.isChanged('hiredOn') && !reading.isEnded && reading.fields.text('hiredOn') !== undefined;
  if (isHire && unitIn(context.mapping, reading.places) === undefined)
    return unmappedUnit(context, reading.places);
  if (isHire && nameIn(reading.fields) === undefined) return { is: 'not-understood', problems: [NO_NAME] };
  const translated = [isHire ? hire(reading) : changes(reading), leave(reading)];
  const statements = translated.flatMap(({ statements = [] }) => statements);
  const [about] = translated.flatMap((each) => (each.about === undefined ? [] : [each.about])).sort(byWeight);
  if (statements.length === 0 && about === undefined) return { is: 'ignored', type: 'Updated' };
  return translationOf(statements, {
    context,
    statedAt,
    path: ['fields'],
    ask: about && ask(about),
    unmapped: translated.flatMap(({ unmapped = [] }) => unmapped),
  });
}

const NO_NAME =
  'fields.name: the hire has no name; add First Name and Last Name to the webhook, or name their fields in sources[].fields of the registry, then replay';

/**
 * Sorts requests so that the one about a leave comes first. That request is enough, because its answer includes the
 * data for the others.
 */
function byWeight(a: DetailsRequest['about'], b: DetailsRequest['about']): number {
  const order = ['leave', 'hire', 'change'];
  return order.indexOf(a) - order.indexOf(b);
}

function hire({ fields, employeeId, mapping, places }: Reading): ChangeResult {
  const { category, unmapped } = categoryOf(fields, mapping);
  const data = {
    employeeId,
    unitId: unitIn(mapping, places),
    name: nameIn(fields),
    hiredOn: fields.text('hiredOn'),
    category,
    department: fields.text('department'),
  };
  return { statements: [{ kind: 'employee.hired', data }], unmapped };
}

function categoryOf(
  { text }: Fields,
  mapping: SourceMapping,
): { readonly category?: Category; readonly unmapped: readonly Unmapped[] } {
  const status = text('status');
  const theirs = status === undefined ? [] : [status];
  const category = categoryIn(mapping, theirs, USUAL_CATEGORIES);
  return { ...compact({ category }), unmapped: unmappedValue('category', theirs, category) };
}

/** Changes of a person in service: name, kind of employment, department. */
function changes({ fields, employeeId, mapping, places, isEnded }: Reading): ChangeResult {
  const { category, unmapped } =
    fields.isChanged('status') && !isEnded ? categoryOf(fields, mapping) : { unmapped: [] };
  const name = fields.isChanged('name', 'firstName', 'lastName') ? nameIn(fields) : undefined;
  const changed = compact({ name, category });
  const data = { employeeId, changes: changed };
  const isUpdate = Object.keys(changed).length > 0;
  const update: readonly Statement[] = isUpdate ? [{ kind: 'employee.updated', data }] : [];
  if (!fields.isChanged('department', 'division', 'location')) {
    // The hire date was removed, or the status may mean a rehire. Then no hire is stated, but the API is asked.
    const isDoubtful = fields.isChanged('hiredOn') || (fields.isChanged('status') && !isEnded);
    return { statements: update, unmapped, ...(isDoubtful && { about: 'change' }) };
  }
  const move = moveOf({ fields, employeeId, mapping, places });
  const { statements = [], unmapped: unknown = [] } = move;
  return { ...move, statements: [...update, ...statements], unmapped: [...unmapped, ...unknown] };
}

/** The day of a transfer is a separate field; without it the API is asked. */
function moveOf({ fields, employeeId, mapping, places }: Omit<Reading, 'isEnded'>): ChangeResult {
  const toUnitId = unitIn(mapping, places);
  const effectiveOn = fields.text('transferredOn');
  if (toUnitId !== undefined && effectiveOn !== undefined)
    return { statements: [{ kind: 'employee.transferred', data: { employeeId, toUnitId, effectiveOn } }] };
  return { about: 'change', unmapped: unmappedValue('unit', places, toUnitId) };
}

function leave(reading: Reading): ChangeResult {
  const { fields, employeeId, mapping, places, isEnded } = reading;
  if (!fields.isChanged('lastWorkingDay', 'status', 'reason', 'reasonType')) return {};
  const [lastWorkingDay, hiredOn] = [fields.text('lastWorkingDay'), fields.text('hiredOn')];
  // After a rehire, the field of the last working day still has the day of the earlier employment.
  const isOfBefore = hiredOn !== undefined && lastWorkingDay !== undefined && lastWorkingDay < hiredOn;
  if (lastWorkingDay !== undefined && !isOfBefore) {
    const { reason, unmapped } = reasonOf(reading);
    const data = { employeeId, lastWorkingDay, reason };
    return { statements: [{ kind: 'employee.terminated', data }], unmapped };
  }
  if (isEnded) {
    const data = { employeeId, name: nameIn(fields), unitId: unitIn(mapping, places) };
    return { statements: [{ kind: 'employee.leave_noticed', data }], about: 'leave' };
  }
  // The last working day was removed, so a leave was withdrawn. The message does not say which leave.
  return fields.isChanged('lastWorkingDay') ? { about: 'change' } : {};
}

function reasonOf({ fields: { text }, mapping, isEnded }: Reading) {
  const status = isEnded ? text('status') : undefined;
  const theirs = [text('reason'), text('reasonType'), status].filter((value) => value !== undefined);
  const reason = reasonIn(mapping, theirs);
  const specific = theirs.filter((value) => value !== ENDED);
  return { reason: reason ?? 'unknown', unmapped: unmappedValue('reason', specific, reason) };
}
