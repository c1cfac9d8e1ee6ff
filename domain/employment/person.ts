import { compareText, effectiveOn, type Fact, type FactData, type FactOf } from '../facts/fact.ts';
import type { SealedIdentity } from '../facts/life-course.ts';
import { compact } from '../values/compact.ts';
import { firstDayOf } from '../values/month.ts';
import { FORGOTTEN, knownName } from '../values/person-name.ts';
import { addDays, type Instant, LONG_AGO, newestOf, type PlainDate } from '../values/plain-date.ts';
import { countBelow } from '../values/sorted.ts';
import { effectiveFacts } from './effective-facts.ts';
import type { Segment } from './segments.ts';
import {
  type AverageWage,
  DECIDING_FIELDS,
  type DecidingData,
  type EarlierData,
  type End,
  type FiledBase,
  type Person,
  type SettledGuide,
  type Spell,
} from './spell.ts';

type Hired = FactOf<'employee.hired'>;
type Updated = FactOf<'employee.updated'>;

/**
 * The job during a spell: the hires that state the fields of the job (category, wage, …), and the first and last day on
 * which an update applies to them.
 */
interface Position {
  readonly hires: ReadonlySet<Hired>;
  readonly from?: PlainDate;
  readonly until?: PlainDate;
}

/**
 * The person's data during a spell. Each field has the value stated last (F2). Fields of the person (name, sex, …) come
 * from hires and updates of any spell, fields of the job (category, wage, …) only from those of this job. The order of
 * the keys is that of their first statements.
 * @param facts effective facts in statement order.
 */
export function personIn(facts: readonly Fact[]): (position: Position) => Person {
  const stated = facts.filter((fact) => fact.kind === 'employee.hired' || fact.kind === 'employee.updated');
  if (stated.length <= FEW_FACTS) return (position) => personBy(stated, position);
  const places = new Map<Fact, number>(stated.map((fact, at) => [fact, at]));
  const updates = stated.filter((fact) => fact.kind === 'employee.updated');
  const ofAll = statedFirstOrLast(stated);
  return (position) => {
    const own = updates.filter((fact) => falls(fact, position));
    const relevant = [...new Set([...ofAll, ...position.hires, ...own])];
    return personBy(
      relevant.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
      position,
    );
  };
}

/** If there are at most this many facts, all are used, because filtering them would take longer. */
const FEW_FACTS = 8;

/**
 * For each field of the person, two facts: the first that states it, which decides the order of keys, and the last,
 * which decides the value.
 */
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
    // A deleted name is used only if no other name is known.
    const removed = isForgotten(fact) && person.name === undefined && { name: FORGOTTEN };
    person = { ...person, ...statedBy(fact, position), ...removed };
  }
  return person;
}

function statedBy(fact: Hired | Updated, position: Position): Partial<Person> {
  if (fact.kind === 'employee.hired')
    return { ...ofPerson(fact.data), ...(position.hires.has(fact) && ofPosition(fact)) };
  return { ...ofPerson(fact.data.changes), ...(falls(fact, position) && ofChangedPosition(fact)) };
}

/** The newest changes that are kept for one spell. */
const MOST_CHANGES = 10;

/**
 * The data that rules read, before each change received after `since`; the newest change first. A case is news if one
 * of these changes changed it.
 * @param facts effective facts in statement order.
 */
export function earlierDataIn(
  facts: readonly Fact[],
): (position: Position, since: Instant) => readonly EarlierData[] {
  const stated = facts.filter((fact) => fact.kind === 'employee.hired' || fact.kind === 'employee.updated');
  const newest = newestOf(stated.filter(isUpdate).map(({ receivedAt }) => receivedAt)) ?? LONG_AGO;
  const received = [...stated.entries()].sort(([, a], [, b]) => compareText(a.receivedAt, b.receivedAt));
  return (position, since) => {
    if (newest <= since) return [];
    const places = new Map<string, number>();
    let data: DecidingData = { category: 'regular' };
    const earlier: EarlierData[] = [];
    for (const [place, fact] of received) {
      const values = statedBy(fact, position);
      const fields = DECIDING_FIELDS.filter(
        (field) => values[field] !== undefined && (places.get(field) ?? -1) < place,
      );
      for (const field of fields) places.set(field, place);
      if (fields.every((field) => values[field] === data[field])) continue;
      if (fact.receivedAt > since) earlier.push({ knownAt: fact.receivedAt, before: data });
      data = { ...data, ...Object.fromEntries(fields.map((field) => [field, values[field]])) };
    }
    return earlier.slice(-MOST_CHANGES).reverse();
  };
}

/**
 * The spell as it was before each change of the data that was received after its other facts; the newest change first.
 */
export function beforeChanges(
  spell: Spell,
): readonly { readonly knownAt: Instant; readonly before: Spell }[] {
  const { averageWages = [], earlierData = [], person } = spell;
  const times = [...averageWages, ...earlierData].map(({ knownAt = LONG_AGO }) => knownAt);
  const newer = [...new Set(times)].filter((knownAt) => knownAt > spell.knownAt).sort(compareText);
  return newer
    .slice(-MOST_CHANGES)
    .reverse()
    .map((knownAt) => {
      const data = earlierData.findLast((earlier) => earlier.knownAt >= knownAt)?.before;
      const wages = averageWages.filter((wage) => (wage.knownAt ?? LONG_AGO) < knownAt);
      return { knownAt, before: { ...spell, person: withData(person, data), averageWages: wages } };
    });
}

function withData(person: Person, data: DecidingData = person): Person {
  const kept = Object.entries(person).filter(([field]) => !DECIDING_FIELDS.some((each) => each === field));
  return { ...Object.fromEntries(kept), ...data };
}

function isUpdate(fact: Fact): fact is Updated {
  return fact.kind === 'employee.updated';
}

function isForgotten(fact: Hired | Updated): boolean {
  return fact.kind === 'employee.hired' && fact.data.name === FORGOTTEN;
}

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

/**
 * The job during a spell. Updates apply from the day after the previous spell ended, at the latest from the start of
 * the job, until the day before the next spell begins.
 */
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
 * R4: the average monthly wages stated for a job, in statement order. For each base year a rule uses the last one that
 * applies before the end of that year. Of the wages that apply on the first day of `bases` or earlier, only the last is
 * returned.
 * @param facts effective facts in statement order.
 * @param bases of the same job. Without bases the result is empty.
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
    return wage === undefined ? [] : [{ on: effectiveOn(fact), wage, knownAt: fact.receivedAt }];
  });
  const atStart = stated.findLast(({ on }) => on <= firstDayOf(first.from));
  return stated.filter((average) => average === atStart || average.on > firstDayOf(first.from));
}

function wageIn(fact: Fact, position: Position) {
  if (fact.kind === 'employee.hired' && position.hires.has(fact)) return fact.data.averageMonthlyWage;
  if (fact.kind === 'employee.updated' && falls(fact, position)) return fact.data.changes.averageMonthlyWage;
  return undefined;
}

/**
 * Reasons for leaving after which no guide is sent. A suspended or moved person has not left, and a person whose reason
 * is unknown may have died.
 */
const NOT_WRITTEN_TO: readonly End['reason'][] = ['deceased', 'suspended', 'moved-to-other-unit', 'unknown'];

/** Whether a person who left for this reason gets the leaver guide. */
export function isWrittenTo(reason: End['reason']): boolean {
  return !NOT_WRITTEN_TO.includes(reason);
}

/**
 * The end as stored in a snapshot. Mail address, household registration and residence permit are kept only while the
 * guide may need them.
 */
export function contactKept(end: End, guide: SettledGuide | undefined): End {
  return guide === undefined && isWrittenTo(end.reason) ? end : withoutContact(end);
}

export function withoutContact(end: End): End {
  const { personalEmail: _email, hukouRegion: _hukou, residencePermit: _permit, ...kept } = end;
  return kept;
}

/**
 * Numbers with these errors do not identify a person: they are typing errors, or zeros that stand for a missing number.
 */
const NOT_IDENTIFYING_PROBLEMS: readonly (string | undefined)[] = [
  'length',
  'characters',
  'birth-date',
  'check-digit',
];

/**
 * The keyed hash of the identity number that the fact states; undefined if it states none or one that cannot be right.
 */
export function identityHashIn(fact: Fact): string | undefined {
  const identity = identityIn(fact);
  return NOT_IDENTIFYING_PROBLEMS.includes(identity?.problem) ? undefined : identity?.hash;
}

/** The keyed hashes of the employee's identity numbers: for each kind of document, the number stated last. */
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
