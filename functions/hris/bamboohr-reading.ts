import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { ChangedEmployee } from './bamboohr-message.ts';
import { employeeIdIn } from './mapping.ts';

/** Our fields, and what BambooHR calls them unless an administrator gave them other names. */
const USUAL_NAMES = {
  hiredOn: ['Hire Date'],
  /** The last day of employment: BambooHR's termination takes effect on it. */
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
  /** On which a change of department took effect. */
  transferredOn: ['Job Information: Date'],
} as const satisfies Record<string, readonly string[]>;

type FieldName = keyof typeof USUAL_NAMES;

/** BambooHR's own word for an employment that is over. */
export const ENDED = 'Terminated';

/** What was sent of an employee, by our names. */
export interface Fields {
  /** Undefined where it was not sent, or sent empty. */
  text(name: FieldName): string | undefined;
  isChanged(...names: FieldName[]): boolean;
}

export interface Reading {
  readonly fields: Fields;
  readonly employeeId: string;
  readonly mapping: SourceMapping;
  readonly places: readonly string[];
  readonly isEnded: boolean;
}

/** An employee's fields under our names, whatever an administrator called them. */
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
    // Another word for it is known by the reason that it is mapped to.
    isEnded: status !== undefined && (status === ENDED || Object.hasOwn(mapping.reasons, status)),
  };
}

/** `First Name`, `First name` and `firstName` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_:.-]+/g, '');
}

/** 张 and 三 are 张三, Ashley and Adams are Ashley Adams. */
export function nameIn({ text }: Fields): string | undefined {
  const whole = text('name');
  const [first, last] = [text('firstName'), text('lastName')];
  if (whole !== undefined || first === undefined || last === undefined) return whole ?? first ?? last;
  return /^\p{Script=Han}+$/u.test(first + last) ? last + first : `${first} ${last}`;
}
