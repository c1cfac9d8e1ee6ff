import {
  byStatement,
  compareText,
  effectiveOn,
  type Fact,
  type FactKind,
  type FactOf,
  standingVoids,
} from '../facts/fact.ts';
import {
  authorOf,
  compareSources,
  mayChange,
  mayVoid,
  ROSTER_FILE,
  type SourceOrder,
  STAFF_SOURCE,
  sourceOf,
} from '../facts/source-order.ts';
import { yuan } from '../values/money.ts';
import { FORGOTTEN } from '../values/person-name.ts';
import { chinaDayOf } from '../values/plain-date.ts';
import { type Employment, employmentsOf, endOf, startOf, type Withdrawn } from './employments.ts';
import { type Segment, segmentsOf } from './segments.ts';
import type { Dispute, StatedValue } from './spell.ts';

/**
 * R14: decides which facts take effect. A source may end, void or change its own statements and those of a weaker
 * source. Any other statement is kept without effect and raises a question that shows both statements. The question
 * closes when staff state the correct value, when one of the two statements is voided, or when both sources agree.
 *
 * The facts of the strongest source are applied first. A weaker source's facts are added only if they change nothing
 * that a stronger source stated. So the result does not depend on the order of arrival.
 */
export interface Authorised {
  /**
   * In no particular order. If the source of a fact has no authority to change a day or a field, a copy of the fact
   * with the accepted value takes its place.
   */
  readonly facts: readonly Fact[];
  readonly disputes: readonly RaisedDispute[];
}

/** A dispute, and the fact whose employment it is about. */
export interface RaisedDispute extends Dispute {
  readonly about: Fact;
}

/** The kinds of fact in which two sources can contradict each other. */
const EMPLOYMENT_KINDS: ReadonlySet<FactKind> = new Set<FactKind>([
  'employee.hired',
  'employee.hire_cancelled',
  'employee.terminated',
  'employee.termination_cancelled',
  'employee.resumed',
  'employee.transferred',
  'employee.updated',
  'employee.hire_noticed',
  'employee.leave_noticed',
]);

/** @param known all facts of one employee, each once. */
export function authorised(known: readonly Fact[], order: SourceOrder): Authorised {
  const { voided, refused } = voidsIn(known, order);
  const standing = known.filter(({ kind, factId }) => kind !== 'fact.voided' && !voided.has(factId));
  const life = standing.filter(({ kind }) => EMPLOYMENT_KINDS.has(kind)).sort(byStatement);
  const byAuthor = Map.groupBy(life, authorOf);
  const byStaff = [...voided.values()].some((fact) => authorOf(fact) === STAFF_SOURCE);
  if (byAuthor.size < 2 && refused.length === 0 && !byStaff) return { facts: standing, disputes: [] };
  const targets = new Map(standing.map((fact) => [fact.factId, fact]));
  const disputes = refused.flatMap((statement) => {
    const held = targets.get(statement.data.factId);
    return held === undefined ? [] : [disputeOf(statement, held)];
  });
  let accepted = byAuthor.get(STAFF_SOURCE) ?? [];
  const authors = [...byAuthor.keys()].filter((author) => author !== STAFF_SOURCE);
  for (const author of authors.sort((a, b) => compareSources(a, b, order))) {
    const own = (byAuthor.get(author) ?? []).filter((fact) => !repeatsVoided(fact, known, voided));
    const added = addSource(author, own, accepted, order);
    const settled = withFieldsSettled(author, added.facts, order);
    accepted = settled.facts;
    disputes.push(...added.disputes, ...settled.disputes);
  }
  const others = standing.filter(({ kind }) => !EMPLOYMENT_KINDS.has(kind));
  return { facts: [...others, ...accepted], disputes: onceEach(disputes) };
}

// ---------------------------------------------------------------- voids

type Void = FactOf<'fact.voided'>;

/**
 * F8: `voided`: the voided facts, each with the void that takes effect. `refused`: the voids that have no effect,
 * because their source has no authority to void the fact.
 */
export function voidsIn(
  facts: readonly Fact[],
  order: SourceOrder,
): { readonly voided: ReadonlyMap<string, Void>; readonly refused: readonly Void[] } {
  const voids = facts.filter((fact) => fact.kind === 'fact.voided');
  if (voids.length === 0) return { voided: new Map(), refused: [] };
  const may = (statement: Void) => mayVoid(statement, order);
  const voided = standingVoids(voids.filter(may));
  return {
    voided,
    refused: voids.filter((statement) => !may(statement) && !voided.has(statement.factId)),
  };
}

/**
 * Whether staff have already voided an earlier statement of this source with the same content. A nightly
 * synchronisation that repeats the statement therefore does not overrule staff.
 */
function repeatsVoided(fact: Fact, known: readonly Fact[], voided: ReadonlyMap<string, Void>): boolean {
  const value = contentOf(fact);
  if (voided.size === 0 || value === undefined) return false;
  return known.some((other) => {
    const statement = other.kind === fact.kind ? voided.get(other.factId) : undefined;
    return (
      statement !== undefined &&
      authorOf(statement) === STAFF_SOURCE &&
      byStatement(statement, fact) < 0 &&
      authorOf(other) === authorOf(fact) &&
      contentOf(other) === value
    );
  });
}

/** All facts of the kind and content of `fact` that the same source stated, including voided ones. */
export function sameStatements(fact: Fact, facts: readonly Fact[]): readonly Fact[] {
  const value = contentOf(fact);
  if (value === undefined) return [fact];
  const alike = (other: Fact) => authorOf(other) === authorOf(fact) && contentOf(other) === value;
  return facts.filter((other) => other.kind === fact.kind && alike(other));
}

// ---------------------------------------------------------------- employments

/** The employments that result from a set of facts. */
interface Outline {
  readonly employments: readonly Employment[];
  readonly withdrawn: readonly Withdrawn[];
  readonly begunBy: ReadonlyMap<Fact, Employment>;
  readonly endedBy: ReadonlyMap<Fact, Employment>;
  readonly cancelling: ReadonlySet<Fact | undefined>;
  readonly resumed: ReadonlySet<string | undefined>;
  /** The segments by the key of their employment. */
  readonly segments: ReadonlyMap<string, readonly Segment[]>;
  /** Transfers that took effect. */
  readonly moving: ReadonlySet<Fact>;
}

function outlineOf(facts: readonly Fact[]): Outline {
  const inOrder = facts.toSorted(byStatement);
  const { employments, withdrawn } = employmentsOf(inOrder);
  const segments = segmentsOf(employments, inOrder);
  const inEach = (of: (employment: Employment) => readonly Fact[]) =>
    new Map(employments.flatMap((employment) => of(employment).map((fact) => [fact, employment])));
  return {
    employments,
    withdrawn,
    begunBy: inEach(({ beginnings }) => beginnings),
    endedBy: inEach(({ endings }) => endings),
    cancelling: new Set(employments.map(({ cancelledBy }) => cancelledBy)),
    resumed: new Set(employments.map(({ resumes }) => resumes)),
    segments: Map.groupBy(segments, ({ employmentKey }) => employmentKey),
    moving: new Set(segments.flatMap((segment) => segment.basis.filter((fact) => isMoveTo(segment, fact)))),
  };
}

function isMoveTo({ unitId, situation }: Segment, fact: Fact): boolean {
  if (fact.kind !== 'employee.transferred') return false;
  return unitId === fact.data.toUnitId && situation.start.on === fact.data.effectiveOn;
}

interface Added {
  readonly facts: Fact[];
  readonly disputes: RaisedDispute[];
}

/**
 * Adds the facts of one source to those of stronger sources. If together they change no stronger statement, they are
 * added all at once, otherwise one by one.
 */
function addSource(author: string, all: readonly Fact[], before: readonly Fact[], order: SourceOrder): Added {
  const disputes: RaisedDispute[] = [];
  const cancellations = before.filter(({ kind }) => kind === 'employee.hire_cancelled');
  const own = all.filter((fact) => {
    const cancellation = cancellations.find((statement) => cancelsHire(statement, fact));
    if (cancellation === undefined) return true;
    if (!repeatsItself(fact, cancellation, all)) disputes.push(disputeOf(fact, cancellation));
    return false;
  });
  const contest: Contest = { author, own, before: new Set(before), order };
  const together = [...before, ...own];
  let outline = outlineOf(before);
  if (changedBy(outline, outlineOf(together), contest) === undefined) return { facts: together, disputes };
  let accepted: readonly Fact[] = before;
  for (const fact of own) {
    const added = addFact(fact, accepted, outline, contest);
    if (added.outline !== undefined) [accepted, outline] = [added.facts, added.outline];
    if (added.dispute !== undefined) disputes.push(added.dispute);
  }
  return { facts: [...accepted], disputes };
}

/** Whether a stronger source cancelled this hire before the hire was stated. */
function cancelsHire(statement: Fact, fact: Fact): boolean {
  if (statement.kind !== 'employee.hire_cancelled' || fact.kind !== 'employee.hired') return false;
  if (byStatement(statement, fact) > 0) return false;
  const { employmentId, hiredOn } = statement.data;
  if (employmentId !== undefined && fact.data.employmentId !== undefined)
    return employmentId === fact.data.employmentId;
  return hiredOn === fact.data.hiredOn;
}

/** The result of adding one fact. `outline` is undefined if the fact was rejected. */
interface AddedFact {
  readonly facts: readonly Fact[];
  readonly outline?: Outline;
  readonly dispute?: RaisedDispute;
}

/** Accepts the fact as it is, accepts it with the day and unit of the fact that it contradicts, or rejects it. */
function addFact(fact: Fact, accepted: readonly Fact[], before: Outline, contest: Contest): AddedFact {
  const facts = [...accepted, fact];
  const after = outlineOf(facts);
  const held = changedBy(before, after, contest);
  if (held === undefined) return { facts, outline: after };
  const isRepeat = repeatsItself(fact, held, contest.own);
  // If staff only confirmed or imported the held fact, its original source decides. A source that is not weaker may
  // change the fact, but not by a mere repetition.
  if (!isRepeat && mayChange(contest.author, sourceOf(held.factId), contest.order))
    return { facts, outline: after };
  const raised = isRepeat ? {} : { dispute: disputeOf(fact, held) };
  const rest = withHeldDay(fact, held, before);
  if (rest === undefined) return { facts: accepted, ...raised };
  const instead = [...accepted, rest];
  const outline = outlineOf(instead);
  if (changedBy(before, outline, contest) !== undefined) return { facts: accepted, ...raised };
  return { facts: instead, outline, ...raised };
}

interface Contest {
  readonly author: string;
  /** All facts of this source, in statement order. */
  readonly own: readonly Fact[];
  /** The facts of stronger sources. */
  readonly before: ReadonlySet<Fact>;
  readonly order: SourceOrder;
}

/**
 * The first fact of a stronger source that would lose or change its effect, or whose employment would end or move
 * although `author` has no authority to change that employment.
 */
function changedBy(previous: Outline, current: Outline, contest: Contest): Fact | undefined {
  for (const fact of contest.before) {
    const held = effectOf(fact, previous);
    if (held !== '' && held !== effectOf(fact, current)) return fact;
    if (isCutShort(fact, previous, current, contest) || isEndedAgain(fact, current, contest)) return fact;
  }
  return undefined;
}

/** The effect of a statement as a text, for comparison. It is empty if the statement has no effect. */
function effectOf(fact: Fact, { begunBy, endedBy, cancelling, segments, moving }: Outline): string {
  switch (fact.kind) {
    case 'employee.hired':
    case 'employee.resumed': {
      const employment = begunBy.get(fact);
      if (employment === undefined) return '';
      const first = segments.get(employment.key)?.[0];
      // A resumption states only the day; the unit comes from the suspended employment.
      const unitId = fact.kind === 'employee.resumed' ? '' : first?.unitId;
      return `${startOf(employment)} ${unitId} ${employment.cancelledBy !== undefined}`;
    }
    case 'employee.transferred':
      return moving.has(fact) ? 'moved' : '';
    case 'employee.terminated': {
      // A leave without a known hire has an effect of its own, which stays the same if the hire is stated later.
      const { on, reason } = endOf(endedBy.get(fact)?.endings ?? [fact]) ?? {};
      return `${on} ${reason}`;
    }
    case 'employee.hire_cancelled':
      return cancelling.has(fact) ? 'cancelled' : '';
    default:
      return '';
  }
}

/**
 * Whether the employment that this fact began now has another end or other moves, although `author` has no authority to
 * change them.
 */
function isCutShort(
  fact: Fact,
  previous: Outline,
  current: Outline,
  { author, own, before }: Contest,
): boolean {
  const [now, then] = [current.begunBy.get(fact), previous.begunBy.get(fact)];
  if (now === undefined || then === undefined) return false;
  const isResumedAlike = current.resumed.has(now.key) === previous.resumed.has(then.key);
  if (isResumedAlike && chainOf(now, current) === chainOf(then, previous)) return false;
  const holders = now.beginnings
    .filter((beginning) => before.has(beginning))
    .map(({ factId }) => sourceOf(factId));
  if (holders.some((holder) => holder !== STAFF_SOURCE && holder !== ROSTER_FILE && holder !== author))
    return true;
  // No HR system other than `author` stated the beginning. If staff stated it and `author` did not, `author` may change
  // the employment only if it announced a hire or a transfer itself.
  return holders.includes(STAFF_SOURCE) && !holders.includes(author) && !own.some(isAnnouncement);
}

function isAnnouncement({ kind }: Fact): boolean {
  return kind === 'employee.hired' || kind === 'employee.hire_noticed' || kind === 'employee.transferred';
}

function chainOf({ key }: Employment, { segments }: Outline): string {
  return (segments.get(key) ?? [])
    .map(({ unitId, situation }) =>
      situation.is === 'left' ? `${unitId} ${situation.end.on} ${situation.end.reason}` : unitId,
    )
    .join('; ');
}

/** Whether this fact cancelled a leave, and the weaker source states a leave from that employment again, on any day. */
function isEndedAgain(fact: Fact, { employments, withdrawn }: Outline, { author }: Contest): boolean {
  if (fact.kind !== 'employee.termination_cancelled') return false;
  const keys = withdrawn.flatMap(({ by, key }) => (by === fact && key !== undefined ? [key] : []));
  return employments.some(
    ({ key, endings }) =>
      keys.includes(key) &&
      endings.some((ending) => authorOf(ending) === author && byStatement(ending, fact) > 0),
  );
}

/**
 * Exception to F2: whether the fact only repeats what its source had stated last before `held`. Such a repetition does
 * not count as later than `held`.
 */
function repeatsItself(fact: Fact, held: Fact, own: readonly Fact[]): boolean {
  const value = contentOf(fact);
  const last = own.findLast((other) => other.kind === fact.kind && byStatement(other, held) < 0);
  return value !== undefined && last !== undefined && last !== fact && contentOf(last) === value;
}

/** The content of a fact (days, units, reason, employment id) as a text; undefined for kinds without a day. */
function contentOf(fact: Fact): string | undefined {
  switch (fact.kind) {
    case 'employee.hired':
      return `${fact.data.hiredOn} ${fact.data.unitId}`;
    case 'employee.terminated':
      return `${fact.data.lastWorkingDay} ${fact.data.reason}`;
    case 'employee.transferred':
      return `${fact.data.effectiveOn} ${fact.data.toUnitId}`;
    case 'employee.resumed':
      return fact.data.resumedOn;
    case 'employee.hire_cancelled':
      return `${fact.data.hiredOn} ${fact.data.employmentId}`;
    case 'employee.termination_cancelled':
      return `${fact.data.lastWorkingDay} ${fact.data.employmentId}`;
    default:
      return undefined;
  }
}

/** A copy of the hire with the accepted day and unit; its other fields stay. */
function withHeldDay(fact: Fact, held: Fact, { begunBy, segments }: Outline): Fact | undefined {
  if (fact.kind !== 'employee.hired') return undefined;
  const employment = begunBy.get(held);
  const first = segments.get(employment?.key ?? '')?.[0];
  if (employment === undefined || first === undefined) return undefined;
  return { ...fact, data: { ...fact.data, hiredOn: startOf(employment), unitId: first.unitId } };
}

// ---------------------------------------------------------------- fields

type Described = FactOf<'employee.hired'> | FactOf<'employee.updated'>;

const PERSONAL = ['name', 'identity', 'birthDate', 'sex', 'phone', 'originalRetirementAge'] as const;
const OF_POSITION = ['category', 'averageMonthlyWage', 'contributionTier', 'department'] as const;
const FIELDS = [...PERSONAL, ...OF_POSITION];
type Field = (typeof FIELDS)[number];

/** The current value of a field, the fact that states it, and the last value that each source stated, as JSON. */
interface FieldState {
  fact: Described;
  value: unknown;
  readonly last: Map<string, string>;
  disputes: RaisedDispute[];
}

/**
 * Applies R14 to each field of this source's hires and updates. A field of the person has one value in total, a field
 * of the job has one value per employment. The values of stronger sources are already decided.
 * @param facts those of this source and of stronger sources.
 */
function withFieldsSettled(author: string, facts: readonly Fact[], order: SourceOrder): Added {
  const { employments, begunBy } = outlineOf(facts);
  const states = new Map<string, FieldState>();
  const settled = facts.toSorted(byStatement).map((fact): Fact => {
    if (fact.kind !== 'employee.hired' && fact.kind !== 'employee.updated') return fact;
    const corrected: Partial<Record<Field, unknown>> = {};
    for (const field of FIELDS) {
      const value = fieldIn(fact, field);
      if (value === undefined) continue;
      const scope = (PERSONAL as readonly Field[]).includes(field)
        ? ''
        : employmentOf(fact, employments, begunBy);
      const state = states.get(`${scope} ${field}`);
      if (state === undefined) {
        if (isStated(fact, field)) states.set(`${scope} ${field}`, stateOf(fact, value));
      } else if (authorOf(fact) !== author) {
        if (isStated(fact, field)) settleBy(fact, field, value, state);
      } else if (!takesEffect(fact, field, value, state, order)) corrected[field] = state.value;
    }
    return Object.keys(corrected).length === 0 ? fact : withFields(fact, corrected);
  });
  return { facts: settled, disputes: [...states.values()].flatMap(({ disputes }) => disputes) };
}

function stateOf(fact: Described, value: unknown): FieldState {
  return { fact, value, last: new Map([[authorOf(fact), JSON.stringify(value)]]), disputes: [] };
}

/**
 * Whether the stated value of a field takes effect. If its source has no authority to change the field, and the value
 * is neither the current one nor a repetition, a dispute is added.
 */
function takesEffect(
  fact: Described,
  field: Field,
  value: unknown,
  state: FieldState,
  order: SourceOrder,
): boolean {
  const [author, holder] = [authorOf(fact), sourceOf(state.fact.factId)];
  const text = JSON.stringify(value);
  const isSame = text === JSON.stringify(state.value);
  if (!isStated(fact, field)) return isSame || mayChange(author, holder, order);
  const isRepeat = state.last.get(author) === text;
  state.last.set(author, text);
  const isStaffs = authorOf(state.fact) === STAFF_SOURCE && author !== STAFF_SOURCE;
  const may = mayChange(author, holder, order) && !(isStaffs && isRepeat);
  if (may) {
    settleBy(fact, field, value, state);
    return true;
  }
  if (isSame) return true;
  if (!isRepeat) state.disputes.push(fieldDispute(fact, field, state));
  return false;
}

/**
 * Makes the value the current one. If staff state it, all disputes about the field close; otherwise only those about
 * this value.
 */
function settleBy(fact: Described, field: Field, value: unknown, state: FieldState): void {
  state.fact = fact;
  state.value = value;
  const text = shown(field, value);
  state.disputes =
    authorOf(fact) === STAFF_SOURCE ? [] : state.disputes.filter(({ said }) => said.value !== text);
}

/**
 * Whether the fact really states the field. A hire that staff entered repeats known fields; only its day is new. If a
 * hire has the category "regular", that may only be the default.
 */
function isStated(fact: Described, field: Field): boolean {
  if (fact.kind === 'employee.updated') return true;
  if (sourceOf(fact.factId) === STAFF_SOURCE) return false;
  return field !== 'category' || fact.data.category !== 'regular';
}

function fieldIn(fact: Described, field: Field): unknown {
  if (fact.kind === 'employee.updated') return fact.data.changes[field];
  const value = field === 'phone' ? undefined : fact.data[field];
  return value === FORGOTTEN ? undefined : value;
}

function withFields(fact: Described, fields: Partial<Record<Field, unknown>>): Fact {
  const data =
    fact.kind === 'employee.hired'
      ? { ...fact.data, ...fields }
      : { ...fact.data, changes: { ...fact.data.changes, ...fields } };
  // The cast is safe, because each new value comes from the same field of another fact.
  return { ...fact, data } as Fact;
}

function employmentOf(
  fact: Described,
  employments: readonly Employment[],
  begunBy: ReadonlyMap<Fact, Employment>,
): string {
  const on = effectiveOn(fact);
  const employment =
    begunBy.get(fact) ?? employments.findLast((each) => startOf(each) <= on) ?? employments[0];
  return employment?.key ?? '';
}

// ---------------------------------------------------------------- questions

function disputeOf(fact: Fact, held: Fact): RaisedDispute {
  return raised(fact, held, statedValueOf(fact), statedValueOf(held));
}

function fieldDispute(fact: Described, field: Field, { fact: held, value }: FieldState): RaisedDispute {
  const statement = (of: Fact, raw: unknown): StatedValue => {
    const text = shown(field, raw);
    return { ...authorOfFact(of), is: field, ...(text !== undefined && { value: text }) };
  };
  return raised(fact, held, statement(fact, fieldIn(fact, field)), statement(held, value));
}

function raised(fact: Fact, held: Fact, said: StatedValue, holds: StatedValue): RaisedDispute {
  const on = chinaDayOf(fact.statedAt);
  return { about: held, on, knownAt: fact.receivedAt, said, held: holds };
}

/** A field as shown to people: identity numbers masked, wages in yuan. */
function shown(field: Field, value: unknown): string | undefined {
  if (field === 'identity') return (value as { readonly masked?: string } | undefined)?.masked;
  if (field === 'averageMonthlyWage') return yuan(value as Parameters<typeof yuan>[0]);
  return value === undefined ? undefined : String(value);
}

function authorOfFact(fact: Fact): Pick<StatedValue, 'source' | 'factId'> {
  const source = authorOf(fact);
  return { source: source === STAFF_SOURCE ? (fact.by?.who ?? source) : source, factId: fact.factId };
}

function statedValueOf(fact: Fact): StatedValue {
  const who = authorOfFact(fact);
  switch (fact.kind) {
    case 'employee.hired':
      return { ...who, is: 'hired', day: fact.data.hiredOn, unitId: fact.data.unitId };
    case 'employee.hire_cancelled':
      return { ...who, is: 'hire-cancelled' };
    case 'employee.terminated':
      return { ...who, is: 'left', day: fact.data.lastWorkingDay };
    case 'employee.termination_cancelled':
      return { ...who, is: 'leave-cancelled' };
    case 'employee.resumed':
      return { ...who, is: 'resumed', day: fact.data.resumedOn };
    case 'employee.transferred':
      return { ...who, is: 'moved', day: fact.data.effectiveOn, unitId: fact.data.toUnitId };
    case 'employee.hire_noticed':
      return { ...who, is: 'hire-noticed' };
    case 'employee.leave_noticed':
      return { ...who, is: 'leave-noticed' };
    case 'fact.voided':
      return { ...who, is: 'voided', value: fact.data.factId };
    default:
      return { ...who, is: 'other' };
  }
}

/** If a source stated the same several times, only the dispute about the statement received first is kept. */
function onceEach(disputes: readonly RaisedDispute[]): readonly RaisedDispute[] {
  const inOrder = disputes.toSorted(
    (a, b) => compareText(a.knownAt, b.knownAt) || compareText(a.said.factId, b.said.factId),
  );
  const seen = new Map(
    inOrder.toReversed().map((dispute) => {
      const { source, is, day, unitId, value } = dispute.said;
      return [JSON.stringify([source, is, day, unitId, value]), dispute];
    }),
  );
  const first = new Set(seen.values());
  return inOrder.filter((dispute) => first.has(dispute));
}
