import { byStatement, compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { monthOf } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { countBelow } from '../values/sorted.ts';
import type { End } from './spell.ts';

/** Escapes an id for use in a key, whose parts are joined by `+`. */
export function escaped(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('+', '%2B');
}

/** The wanted key, with a number added if the key is taken. @param taken how many times each key was wanted. */
function unusedKey(wanted: string, taken: Map<string, number>): string {
  let count = (taken.get(wanted) ?? 0) + 1;
  const numbered = () => (count === 1 ? wanted : `${wanted}+again+${count}`);
  while (count > 1 && taken.has(numbered())) count += 1;
  taken.set(wanted, count);
  if (count > 1) taken.set(numbered(), 1);
  return numbered();
}

type Hired = FactOf<'employee.hired'>;
type Resumed = FactOf<'employee.resumed'>;
export type Transferred = FactOf<'employee.transferred'>;
export type Terminated = FactOf<'employee.terminated'>;
export type TerminationCancelled = FactOf<'employee.termination_cancelled'>;
export type HireCancelled = FactOf<'employee.hire_cancelled'>;

/** The start of an employment: a hire, a resumption or, if no hire is known, the first transfer. */
type Beginning = Hired | Resumed | Transferred;

/** The facts about one employment, from its hire or resumption to the leave that ends it. */
export interface Employment {
  /**
   * Different for each employment of the person. It is built from the first statement, so it stays the same when dates
   * are corrected (F7).
   */
  readonly key: string;
  /** The HR system's id of the employment. */
  readonly employmentId?: string;
  /** In statement order; the date of the last one applies. */
  readonly beginnings: readonly Beginning[];
  readonly endings: readonly Terminated[];
  /** The cancellation of the hire, unless the hire was stated again afterwards. */
  readonly cancelledBy?: HireCancelled;
  /** The key of the suspended employment that this one resumes. */
  readonly resumes?: string;
}

export function beginsOn(beginning: Beginning): PlainDate {
  switch (beginning.kind) {
    case 'employee.hired':
      return beginning.data.hiredOn;
    case 'employee.resumed':
      return beginning.data.resumedOn;
    case 'employee.transferred':
      return beginning.data.effectiveOn;
  }
}

/** The first day of an employment, as stated last. */
export function startOf({ beginnings }: Pick<Employment, 'beginnings'>): PlainDate {
  const latest = beginnings.at(-1);
  if (latest === undefined) throw new Error('an employment without a beginning');
  return beginsOn(latest);
}

/** An employment before its leaves are assigned. */
type EmploymentWithoutLeaves = Omit<Employment, 'endings'>;

/** An employment while it is built. Beginnings are added in order of their days. */
interface EmploymentBuilder {
  readonly beginnings: Beginning[];
  employmentId: string | undefined;
  /** The suspended employment that this one resumes. */
  readonly resumes: EmploymentBuilder | undefined;
  /** The day of the beginning added last. */
  lastOn: PlainDate;
}

interface EmploymentBuilders {
  readonly all: EmploymentBuilder[];
  /** For each employment id, the employment with this id that was added last. */
  readonly named: Map<string, EmploymentBuilder>;
}

/**
 * F3: groups beginnings by employment id, otherwise in order of their days. A leave between two beginnings separates
 * them.
 * @param endings leaves that are not cancelled.
 */
function groupsOf(
  beginnings: readonly Beginning[],
  endings: readonly Terminated[],
  cancellations: readonly HireCancelled[],
): readonly EmploymentWithoutLeaves[] {
  const builders: EmploymentBuilders = { all: [], named: new Map() };
  const ends = endings.toSorted((a, b) => compareText(lastDayOf(a), lastDayOf(b)));
  let previous: EmploymentBuilder | undefined;
  for (const beginning of beginnings.toSorted(byDay)) {
    const builder = builderFor(beginning, previous, builders, ends);
    if (builder === undefined) continue;
    builder.beginnings.push(beginning);
    builder.lastOn = beginsOn(beginning);
    previous = builder;
  }
  return finished(builders.all, cancellations);
}

function lastDayOf({ data }: Terminated): PlainDate {
  return data.lastWorkingDay;
}

function byDay(a: Beginning, b: Beginning): number {
  return compareText(beginsOn(a), beginsOn(b)) || compareText(a.kind, b.kind) || byStatement(a, b);
}

/** @returns undefined for a resumption without a known suspension. */
function builderFor(
  beginning: Beginning,
  previous: EmploymentBuilder | undefined,
  builders: EmploymentBuilders,
  endings: readonly Terminated[],
): EmploymentBuilder | undefined {
  if (beginning.kind === 'employee.hired' && beginning.data.employmentId !== undefined)
    return builderNamed(beginning, beginning.data.employmentId, previous, builders, endings);
  const apart = previous === undefined || isSeparated(previous, beginning, endings);
  if (beginning.kind !== 'employee.resumed') return apart ? newBuilder(beginning, {}, builders) : previous;
  if (apart)
    return newBuilder(beginning, { employmentId: previous?.employmentId, resumes: previous }, builders);
  return previous.beginnings.some(({ kind }) => kind === 'employee.resumed') ? previous : undefined;
}

/** F3: the id identifies the employment, but a hire stated after the leave from that employment starts a new one. */
function builderNamed(
  hire: Hired,
  employmentId: string,
  previous: EmploymentBuilder | undefined,
  builders: EmploymentBuilders,
  endings: readonly Terminated[],
): EmploymentBuilder {
  const known = builders.named.get(employmentId);
  const isStated = (ending: Terminated) => byStatement(ending, hire) < 0;
  if (known !== undefined)
    return isSeparated(known, hire, endings, isStated) ? newBuilder(hire, { employmentId }, builders) : known;
  if (previous === undefined || !takesIdOf(hire, previous) || isSeparated(previous, hire, endings))
    return newBuilder(hire, { employmentId }, builders);
  previous.employmentId = employmentId;
  builders.named.set(employmentId, previous);
  return previous;
}

/** Whether an employment without an id takes the id of the hire: it must have a hire at the same unit. */
function takesIdOf(hire: Hired, { employmentId, beginnings }: EmploymentBuilder): boolean {
  const units = beginnings.map((b) => (b.kind === 'employee.hired' ? b.data.unitId : undefined));
  return employmentId === undefined && units.includes(hire.data.unitId);
}

function newBuilder(
  beginning: Beginning,
  { employmentId, resumes }: Partial<Pick<EmploymentBuilder, 'employmentId' | 'resumes'>>,
  builders: EmploymentBuilders,
): EmploymentBuilder {
  const builder: EmploymentBuilder = { beginnings: [], employmentId, resumes, lastOn: beginsOn(beginning) };
  builders.all.push(builder);
  if (employmentId !== undefined) builders.named.set(employmentId, builder);
  return builder;
}

/**
 * Whether `next` starts a new employment, because a leave lies between the last beginning in `builder` and `next`. The
 * leave must fit the employment in `builder`.
 * @param endings in order of their days.
 */
function isSeparated(
  builder: EmploymentBuilder,
  next: Beginning,
  endings: readonly Terminated[],
  counts: (ending: Terminated) => boolean = () => true,
): boolean {
  const nextOn = beginsOn(next);
  for (let i = countBelow(endings, lastDayOf, builder.lastOn); i < endings.length; i++) {
    const ending = endings[i];
    if (ending === undefined || lastDayOf(ending) >= nextOn) return false;
    const { employmentId } = ending.data;
    const mayMean =
      employmentId === undefined ||
      builder.employmentId === undefined ||
      employmentId === builder.employmentId;
    if (mayMean && counts(ending)) return true;
  }
  return false;
}

function finished(
  builders: readonly EmploymentBuilder[],
  cancellations: readonly HireCancelled[],
): readonly EmploymentWithoutLeaves[] {
  const taken = new Map<string, number>();
  const keys = new Map<EmploymentBuilder, string>();
  return builders.flatMap((builder) => {
    const parts = afterCancellations(builder.beginnings.sort(byStatement), cancellations);
    return parts.map(({ beginnings, cancelledBy }): EmploymentWithoutLeaves => {
      const key = unusedKey(keyOf(beginnings), taken);
      keys.set(builder, key);
      const { employmentId } = builder;
      const resumes = builder.resumes && keys.get(builder.resumes);
      return { key, ...compact({ employmentId }), beginnings, ...compact({ cancelledBy, resumes }) };
    });
  });
}

interface Part {
  readonly beginnings: readonly Beginning[];
  readonly cancelledBy: HireCancelled | undefined;
}

/** F4: a cancellation cancels the statements before it; later statements remain in effect. */
function afterCancellations(
  beginnings: readonly Beginning[],
  cancellations: readonly HireCancelled[],
): readonly Part[] {
  const cancellation = cancellations.findLast((cancellation) => cancels(cancellation, beginnings));
  if (cancellation === undefined) return [{ beginnings, cancelledBy: undefined }];
  const before = {
    beginnings: beginnings.filter((b) => byStatement(b, cancellation) < 0),
    cancelledBy: cancellation,
  };
  const after = {
    beginnings: beginnings.filter((b) => byStatement(b, cancellation) > 0),
    cancelledBy: undefined,
  };
  if (after.beginnings.length === 0) return [before];
  // If a cancelled hire was stated again with the same key, there is one employment, and it is in effect.
  return keyOf(before.beginnings) === keyOf(after.beginnings) ? [after] : [before, after];
}

function cancels(cancellation: HireCancelled, beginnings: readonly Beginning[]): boolean {
  return beginnings.some((beginning) => {
    if (beginning.kind !== 'employee.hired' || byStatement(beginning, cancellation) > 0) return false;
    const { employmentId, hiredOn } = beginning.data;
    if (cancellation.data.employmentId !== undefined && employmentId !== undefined)
      return cancellation.data.employmentId === employmentId;
    return cancellation.data.hiredOn === hiredOn;
  });
}

function keyOf([first]: readonly Beginning[]): string {
  if (first === undefined) throw new Error('an employment without a beginning');
  const named = first.kind === 'employee.hired' ? first.data.employmentId : undefined;
  return named === undefined ? beginsOn(first) : `e-${escaped(named)}`;
}

/**
 * F3: assigns a leave to the employment whose id it has, otherwise to the latest employment that began on or before its
 * last working day. A cancelled employment is considered only for leaves that were stated before its cancellation.
 * @param live the leaves that are not cancelled.
 */
function assignEndings(
  groups: readonly EmploymentWithoutLeaves[],
  endings: readonly Terminated[],
  live: ReadonlySet<Terminated>,
): ReadonlyMap<Terminated, EmploymentWithoutLeaves> {
  const inOrder = groups.toSorted((a, b) => compareText(startOf(a), startOf(b)) || compareText(a.key, b.key));
  const sorted = {
    inOrder,
    byEmploymentId: Map.groupBy(inOrder, ({ employmentId }) => employmentId),
    restated: inOrder.filter(({ beginnings }) => beginnings.length > 1),
  };
  const assigned = new Map<Terminated, EmploymentWithoutLeaves>();
  for (const ending of endings) {
    const group = groupFor(ending, sorted, live.has(ending));
    if (group !== undefined) assigned.set(ending, group);
  }
  return assigned;
}

interface SortedGroups {
  /** The lists here and in the two following fields are sorted by start. */
  readonly inOrder: readonly EmploymentWithoutLeaves[];
  readonly byEmploymentId: ReadonlyMap<string | undefined, readonly EmploymentWithoutLeaves[]>;
  /** Groups with several beginnings, whose start may have been corrected. */
  readonly restated: readonly EmploymentWithoutLeaves[];
}

function groupFor(
  ending: Terminated,
  { inOrder, byEmploymentId, restated }: SortedGroups,
  isLive: boolean,
): EmploymentWithoutLeaves | undefined {
  const { employmentId, lastWorkingDay } = ending.data;
  const isKnown = ({ cancelledBy }: EmploymentWithoutLeaves) =>
    cancelledBy === undefined || byStatement(ending, cancelledBy) < 0;
  const hasBegun = (group: EmploymentWithoutLeaves) => startOf(group) <= lastWorkingDay;
  if (employmentId !== undefined) {
    const named = (byEmploymentId.get(employmentId) ?? []).filter(isKnown);
    if (named.length > 0) return named.findLast(hasBegun) ?? named[0];
  }
  // A leave with an employment id cannot end an employment that has another id.
  const fits = (group: EmploymentWithoutLeaves) =>
    (employmentId === undefined || group.employmentId === undefined) && isKnown(group);
  // Earlier stated starts count too, because a leave that was cancelled since may have been stated when such a start
  // applied.
  const corrected = ({ beginnings }: EmploymentWithoutLeaves) =>
    beginnings.some((b) => beginsOn(b) <= lastWorkingDay);
  const later = isLive
    ? undefined
    : restated.findLast((group) => !hasBegun(group) && corrected(group) && fits(group));
  if (later !== undefined) return later;
  for (let i = countBelow(inOrder, startOf, `${lastWorkingDay}~`) - 1; i >= 0; i--) {
    const group = inOrder[i];
    if (group !== undefined && fits(group)) return group;
  }
  return undefined;
}

/**
 * F4: the cancellation that cancels this leave. A cancellation also cancels every earlier statement about the same
 * leave.
 */
function withdrawnBy(
  ending: Terminated,
  reopenings: readonly Reopening[] = [],
): TerminationCancelled | undefined {
  return reopenings.findLast(({ cancellation }) => byStatement(ending, cancellation) <= 0)?.cancellation;
}

/**
 * A key that is the same for all statements about one leave: the key of its employment. For a leave without an
 * employment it is a space and the day, because no key of an employment starts with a space.
 */
function leaveStatedBy(
  ending: Terminated,
  assigned: ReadonlyMap<Terminated, EmploymentWithoutLeaves>,
): string {
  return assigned.get(ending)?.key ?? ` ${lastDayOf(ending)}`;
}

/** A cancellation of a leave, and the leave that it cancels. */
interface Reopening {
  readonly cancellation: TerminationCancelled;
  readonly meant: Terminated;
}

/**
 * The leave that a cancellation is about: of the leaves stated before the cancellation, the latest one with the same
 * last working day, otherwise the latest one with the same employment id.
 */
function endingMeant(
  cancellation: TerminationCancelled,
  endings: readonly Terminated[],
  onDay: ReadonlyMap<PlainDate | undefined, readonly Terminated[]>,
  assigned: ReadonlyMap<Terminated, EmploymentWithoutLeaves>,
): Terminated | undefined {
  const { employmentId, lastWorkingDay } = cancellation.data;
  const nameOf = (ending: Terminated) => ending.data.employmentId ?? assigned.get(ending)?.employmentId;
  const isStated = (ending: Terminated) => byStatement(ending, cancellation) < 0;
  const sameDay = onDay.get(lastWorkingDay)?.findLast((ending) => {
    if (!isStated(ending)) return false;
    const name = nameOf(ending);
    return employmentId === undefined || name === undefined || name === employmentId;
  });
  if (sameDay !== undefined || employmentId === undefined) return sameDay;
  return endings.findLast((ending) => nameOf(ending) === employmentId && isStated(ending));
}

/** F3, F4: hires, leaves and cancellations grouped into employments, and the leaves without a hire. */
interface Employments {
  /** In order of their starts. */
  readonly employments: readonly Employment[];
  /** Leaves that fit no employment, because the hire is not known. */
  readonly strayEndings: readonly Terminated[];
  /** Cancelled leaves, each with its cancellation and the key of the employment that it would have ended. */
  readonly withdrawn: readonly Withdrawn[];
}

export interface Withdrawn {
  readonly ending: Terminated;
  readonly by: TerminationCancelled;
  readonly key: string | undefined;
}

/** @param facts effective facts in statement order. */
export function employmentsOf(facts: readonly Fact[]): Employments {
  const statements = statementsIn(facts);
  const onDay = Map.groupBy(statements.endings, lastDayOf);
  let live: readonly Terminated[] = statements.endings;
  const withdrawn: Withdrawn[] = [];
  // When cancelled leaves are removed, hires may be grouped differently. Each round only removes leaves, so the loop
  // ends.
  for (;;) {
    const groups = groupsOf(statements.beginnings, live, statements.hireCancellations);
    const assigned = assignEndings(groups, statements.endings, new Set(live));
    const reopenings = statements.reopenings.flatMap((cancellation) => {
      const meant = endingMeant(cancellation, statements.endings, onDay, assigned);
      return meant === undefined ? [] : [{ cancellation, meant }];
    });
    const byLeave = Map.groupBy(reopenings, ({ meant }) => leaveStatedBy(meant, assigned));
    const stillLive = live.filter((ending) => {
      const by = withdrawnBy(ending, byLeave.get(leaveStatedBy(ending, assigned)));
      if (by !== undefined) withdrawn.push({ ending, by, key: assigned.get(ending)?.key });
      return by === undefined;
    });
    if (stillLive.length === live.length) return { ...employmentsFrom(groups, assigned, live), withdrawn };
    live = stillLive;
  }
}

function statementsIn(facts: readonly Fact[]) {
  const hiresAndReturns = facts.filter(
    (fact) => fact.kind === 'employee.hired' || fact.kind === 'employee.resumed',
  );
  const beginnings: readonly Beginning[] =
    hiresAndReturns.length > 0 ? hiresAndReturns : firstTransfers(facts);
  return {
    beginnings,
    endings: facts.filter((fact) => fact.kind === 'employee.terminated'),
    reopenings: facts.filter((fact) => fact.kind === 'employee.termination_cancelled'),
    hireCancellations: facts.filter((fact) => fact.kind === 'employee.hire_cancelled'),
  };
}

/**
 * F5: if no hire is known, the first transfer starts an employment at its target unit. Several facts may report that
 * transfer; all of them are returned.
 */
function firstTransfers(facts: readonly Fact[]): readonly Transferred[] {
  const transfers = facts.filter((fact): fact is Transferred => fact.kind === 'employee.transferred');
  const byDay = transfers.toSorted((a, b) => compareText(a.data.effectiveOn, b.data.effectiveOn));
  const elsewhere = byDay.findIndex(({ data }) => data.toUnitId !== byDay[0]?.data.toUnitId);
  const first = new Set(elsewhere < 0 ? byDay : byDay.slice(0, elsewhere));
  return transfers.filter((transfer) => first.has(transfer));
}

function employmentsFrom(
  groups: readonly EmploymentWithoutLeaves[],
  assigned: ReadonlyMap<Terminated, EmploymentWithoutLeaves>,
  live: readonly Terminated[],
): Omit<Employments, 'withdrawn'> {
  const endingsOf = Map.groupBy(live, (ending) => assigned.get(ending)?.key);
  const employments = groups.map((group) => ({ ...group, endings: endingsOf.get(group.key) ?? [] }));
  employments.sort((a, b) => compareText(startOf(a), startOf(b)) || compareText(a.key, b.key));
  return { employments, strayEndings: live.filter((ending) => !assigned.has(ending)) };
}

/**
 * The end of an employment. Its day is that of the latest statement, and its reason is the latest one other than
 * "unknown". A field that a statement omits keeps its earlier value (F2), except that a stop month stated for a leave
 * in another month does not apply.
 * @param endings statements about one leave, in statement order.
 */
export function endOf(endings: readonly Terminated[]): End | undefined {
  const latest = endings.at(-1);
  if (latest === undefined) return undefined;
  const { lastWorkingDay } = latest.data;
  const { reason } = endings.findLast(({ data }) => data.reason !== 'unknown')?.data ?? latest.data;
  const sameMonth = endings.filter(({ data }) => monthOf(data.lastWorkingDay) === monthOf(lastWorkingDay));
  const { insuranceStopMonth } = sameMonth.findLast(({ data }) => data.insuranceStopMonth)?.data ?? {};
  const { reportedOn } = endings.findLast(({ data }) => data.reportedOn)?.data ?? {};
  const { personalEmail } = endings.findLast(({ data }) => data.personalEmail)?.data ?? {};
  const { hukouRegion } = endings.findLast(({ data }) => data.hukouRegion)?.data ?? {};
  const { residencePermit } = endings.findLast(({ data }) => data.residencePermit !== undefined)?.data ?? {};
  return {
    on: lastWorkingDay,
    reason,
    knownAt: latest.receivedAt,
    ...compact({ insuranceStopMonth, reportedOn, personalEmail, hukouRegion, residencePermit }),
  };
}
