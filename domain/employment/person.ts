import { effectiveOn, type Fact, type FactData, type FactOf } from '../facts/fact.ts';
import type { SealedIdentity } from '../facts/life-course.ts';
import { compact } from '../values/compact.ts';
import { firstDayOf } from '../values/month.ts';
import { FORGOTTEN, knownName } from '../values/person-name.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { countBelow } from '../values/sorted.ts';
import { effectiveFacts } from './effective-facts.ts';
import type { Segment } from './segments.ts';
import type { AverageWage, End, FiledBase, Person, SettledGuide } from './spell.ts';

type Hired = FactOf<'employee.hired'>;
type Updated = FactOf<'employee.updated'>;

/** The position that a spell is about: the hires that describe it, and the days whose updates do. */
interface Position {
  readonly hires: ReadonlySet<Hired>;
  readonly from?: PlainDate;
  readonly until?: PlainDate;
}

/**
 * What is known of the person during a spell. Each field has its last stated value (F2): from hires and updates of any
 * spell for what belongs to the person, from those of this spell's position alone for what belongs to the position. The
 * fields are in the order in which they were first stated.
 * @param facts effective facts in the order of their statements.
 */
export function personIn(facts: readonly Fact[]): (position: Position) => Person {
  const stated = facts.filter((fact) => fact.kind === 'employee.hired' || fact.kind === 'employee.updated');
  if (stated.length <= FEW) return (position) => personBy(stated, position);
  const places = new Map<Fact, number>(stated.map((fact, at) => [fact, at]));
  const updates = stated.filter((fact) => fact.kind === 'employee.updated');
  const ofAll = statedFirstOrLast(stated);
  return (position) => {
    const own = updates.filter((fact) => falls(fact, position));
    const some = [...new Set([...ofAll, ...position.hires, ...own])];
    return personBy(
      some.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
      position,
    );
  };
}

/** Of so many facts, those that cannot matter to a spell need not be left out. */
const FEW = 8;

/** Of each field of the person the facts that state it first, which gives its place, and last, which gives its value. */
function statedFirstOrLast(stated: readonly (Hired | Updated)[]): ReadonlySet<Hired | Updated> {
  const [first, last] = [new Map<string, Hired | Updated>(), new Map<string, Hired | Updated>()];
  for (const fact of stated) {
    for (const field in ofPerson(fact.kind === 'employee.hired' ? fact.data : fact.data.changes)) {
      if (!first.has(field)) first.set(field, fact);
      last.set(field, fact);
    }
    if (isForgotten(fact) && !first.has('name')) first.set('name', fact);
  }
  return new Set([...first.values(), ...last.values()]);
}

function personBy(stated: readonly (Hired | Updated)[], position: Position): Person {
  let person: Person = { category: 'regular' };
  for (const fact of stated) {
    if (fact.kind === 'employee.hired') {
      // A name that was removed stands in where no other is known.
      const removed = isForgotten(fact) && person.name === undefined && { name: FORGOTTEN };
      person = {
        ...person,
        ...ofPerson(fact.data),
        ...removed,
        ...(position.hires.has(fact) && ofPosition(fact)),
      };
    } else {
      const changes = falls(fact, position) && ofChangedPosition(fact);
      person = { ...person, ...ofPerson(fact.data.changes), ...changes };
    }
  }
  return person;
}

function isForgotten(fact: Hired | Updated): boolean {
  return fact.kind === 'employee.hired' && fact.data.name === FORGOTTEN;
}

/** Whether an update is about the position. */
function falls(fact: Updated, { from, until }: Position): boolean {
  const on = effectiveOn(fact);
  return (from === undefined || on >= from) && (until === undefined || on <= until);
}

function ofPerson(data: FactData<'employee.hired'> | Updated['data']['changes']): Partial<Person> {
  const { sex, birthDate, identity, originalRetirementAge } = data;
  const { sex: sexByNumber, birthDate: birthDateByNumber } = identity ?? {};
  return {
    ...compact({ name: knownName(data.name), identity, sex: sexByNumber, birthDate: birthDateByNumber }),
    ...compact({ sex, birthDate, originalRetirementAge }),
  };
}

function ofPosition({ data }: Hired): Partial<Person> {
  const { category, firstMonthWage, averageMonthlyWage, contributionTier, previousCover, department } = data;
  return {
    category,
    ...compact({ firstMonthWage, averageMonthlyWage, contributionTier, previousCover, department }),
  };
}

function ofChangedPosition({ data: { changes } }: Updated): Partial<Person> {
  const { category, averageMonthlyWage, contributionTier, department } = changes;
  return compact({ category, averageMonthlyWage, contributionTier, department });
}

/** The days whose updates are about a spell's position: from its begin, or the return, until the next spell. */
export function positionOf(
  { hires, inPositionSince }: Segment,
  next: Segment | undefined,
  segments: readonly Segment[],
): Position {
  const earlier = countBelow(segments, ({ situation }) => situation.start.on, inPositionSince);
  const before = segments[earlier - 1]?.situation;
  const away =
    before?.is === 'left' && before.end.on < inPositionSince ? addDays(before.end.on, 1) : inPositionSince;
  return {
    hires,
    ...(before !== undefined && { from: away }),
    ...(next !== undefined && { until: addDays(next.situation.start.on, -1) }),
  };
}

/**
 * R4: the average monthly wages that were stated for a position, in the order of their statements: each base year goes by
 * the one last stated by its end. Of those in force before the first base, only the last stated is kept.
 * @param facts effective facts in the order of their statements.
 * @param bases of the same position; without any, no wage is asked for.
 */
export function averageWages(
  facts: readonly Fact[],
  position: Position,
  bases: readonly FiledBase[],
): readonly AverageWage[] {
  const [first] = bases;
  if (first === undefined) return [];
  const stated = facts.flatMap((fact) => {
    const wage = wageIn(fact, position);
    return wage === undefined ? [] : [{ on: effectiveOn(fact), wage }];
  });
  const begun = stated.findLast(({ on }) => on <= firstDayOf(first.from));
  return stated.filter((it) => it === begun || it.on > firstDayOf(first.from));
}

function wageIn(fact: Fact, position: Position) {
  if (fact.kind === 'employee.hired' && position.hires.has(fact)) return fact.data.averageMonthlyWage;
  if (fact.kind === 'employee.updated' && falls(fact, position)) return fact.data.changes.averageMonthlyWage;
  return undefined;
}

/** Who pauses or goes on at another of our units has not left; who died, or may have, is not written to. */
const NOT_WRITTEN_TO: readonly End['reason'][] = ['deceased', 'suspended', 'moved-to-other-unit', 'unknown'];

/** Whether a leave for this reason is one after which somebody needs the guide. */
export function isWrittenTo(reason: End['reason']): boolean {
  return !NOT_WRITTEN_TO.includes(reason);
}

/** The end as a snapshot keeps it: with address and household register only while the guide may still need them. */
export function contactKept(end: End, guide: SettledGuide | undefined): End {
  return guide === undefined && isWrittenTo(end.reason) ? end : withoutContact(end);
}

export function withoutContact(end: End): End {
  const { personalEmail: _email, hukouRegion: _hukou, residencePermit: _permit, ...kept } = end;
  return kept;
}

/** What is wrong with numbers that can be nobody's: typing errors, and zeros in the place of a number. */
const NO_EMPLOYMENT: readonly (string | undefined)[] = ['length', 'characters', 'birth-date', 'check-digit'];

/** The keyed hash of the identity number that a fact states; undefined where it states none that can be right. */
export function identityHashIn(fact: Fact): string | undefined {
  const identity = identityIn(fact);
  return NO_EMPLOYMENT.includes(identity?.problem) ? undefined : identity?.hash;
}

/** The keyed hashes of the employee's identity numbers, of each kind of document the one stated last. */
export function identityHashes(facts: readonly Fact[]): ReadonlySet<string> {
  const byType = new Map<string, string | undefined>();
  for (const fact of effectiveFacts(facts)) {
    const type = identityIn(fact)?.type;
    if (type !== undefined) byType.set(type, identityHashIn(fact));
  }
  return new Set([...byType.values()].filter((hash) => hash !== undefined));
}

function identityIn(fact: Fact): SealedIdentity | undefined {
  if (fact.kind === 'employee.hired') return fact.data.identity;
  return fact.kind === 'employee.updated' ? fact.data.changes.identity : undefined;
}
