import { byStatement, compareText, type Fact, type FactOf } from '../facts/fact.ts';
import type { PlainDate } from '../values/plain-date.ts';

type Hired = FactOf<'employee.hired'>;
type Resumed = FactOf<'employee.resumed'>;
type Terminated = FactOf<'employee.terminated'>;
type TerminationCancelled = FactOf<'employee.termination_cancelled'>;
type HireCancelled = FactOf<'employee.hire_cancelled'>;

/** What begins an employment: a hire, or the resumption after a suspension. */
export type Beginning = Hired | Resumed;

/** The facts about one employment, from a hire (or resumption) to the leave that ends it. */
export interface Employment {
  /** Stays the same when dates are corrected (F7). */
  readonly key: string;
  /** In the order of their statements; the last one's date stands. */
  readonly beginnings: readonly Beginning[];
  readonly endings: readonly Terminated[];
  /** The word that took the hire back, when nothing restated it afterwards. */
  readonly cancelledBy?: HireCancelled;
}

/** F3, F4: which hires, leaves and cancellations belong together, and which leaves fit no hire. */
export interface Employments {
  readonly employments: readonly Employment[];
  /** Leaves that fit no employment: "left, but never seen hired". */
  readonly strayEndings: readonly Terminated[];
}

/** The day a beginning names. */
export function beginsOn(beginning: Beginning): PlainDate {
  return beginning.kind === 'employee.hired' ? beginning.data.hiredOn : beginning.data.resumedOn;
}

/** The day on which an employment begins: that of the latest word. */
export function startOf(employment: Employment): PlainDate {
  return beginsOn(last(employment.beginnings));
}

/** @param facts effective facts in the order of their statements. */
export function employmentsOf(facts: readonly Fact[]): Employments {
  const beginnings = facts.filter(
    (fact): fact is Beginning => fact.kind === 'employee.hired' || fact.kind === 'employee.resumed',
  );
  const endings = facts.filter((fact): fact is Terminated => fact.kind === 'employee.terminated');
  const reopenings = facts.filter(
    (fact): fact is TerminationCancelled => fact.kind === 'employee.termination_cancelled',
  );
  const hireCancellations = facts.filter(
    (fact): fact is HireCancelled => fact.kind === 'employee.hire_cancelled',
  );
  let live = endings.filter((ending) => !reopenings.some((word) => takesBack(word, ending)));
  // Taking back one leave takes back every earlier word about the leave of that employment. With those gone, hires
  // may belong together differently; each round only removes leaves, so it ends.
  for (;;) {
    const grouped = grouping(beginnings, live, hireCancellations);
    const assigned = assign(grouped, endings, new Set(live));
    const stillLive = live.filter((ending) => !takenBackWithOthers(ending, assigned, endings, reopenings));
    if (stillLive.length === live.length) return employmentsFrom(grouped, assigned, live);
    live = stillLive;
  }
}

interface Group {
  readonly key: string;
  readonly employmentId: string | undefined;
  readonly beginnings: readonly Beginning[];
  readonly cancelledBy: HireCancelled | undefined;
}

function takesBack(word: TerminationCancelled, ending: Terminated): boolean {
  if (byStatement(ending, word) > 0) return false;
  const { employmentId, lastWorkingDay } = word.data;
  if (employmentId !== undefined && ending.data.employmentId !== undefined) {
    return ending.data.employmentId === employmentId;
  }
  return lastWorkingDay !== undefined && ending.data.lastWorkingDay === lastWorkingDay;
}

function takenBackWithOthers(
  ending: Terminated,
  assigned: ReadonlyMap<Terminated, Group>,
  endings: readonly Terminated[],
  reopenings: readonly TerminationCancelled[],
): boolean {
  const group = assigned.get(ending);
  if (group === undefined) return false;
  return reopenings.some(
    (word) =>
      byStatement(ending, word) < 0 &&
      (namesGroup(word, group) ||
        endings.some((other) => assigned.get(other) === group && takesBack(word, other))),
  );
}

function namesGroup(word: TerminationCancelled, group: Group): boolean {
  return word.data.employmentId !== undefined && word.data.employmentId === group.employmentId;
}

/** Puts beginnings together: by employment id where given, else by F3 in the order of their days. */
function grouping(
  beginnings: readonly Beginning[],
  endings: readonly Terminated[],
  cancellations: readonly HireCancelled[],
): readonly Group[] {
  const members = new Map<string, Beginning[]>();
  let previous: { key: string; on: PlainDate } | undefined;
  for (const beginning of [...beginnings].sort(byDay)) {
    const on = beginsOn(beginning);
    const apart = previous === undefined || separated(previous.on, on, endings);
    const key = groupKey(beginning, previous?.key, apart, members);
    if (key === undefined) continue;
    members.set(key, [...(members.get(key) ?? []), beginning]);
    previous = { key, on };
  }
  return [...members.values()].flatMap((group) => afterCancellations(group.sort(byStatement), cancellations));
}

function byDay(a: Beginning, b: Beginning): number {
  return compareText(beginsOn(a), beginsOn(b)) || compareText(a.kind, b.kind) || byStatement(a, b);
}

/** A leave between two beginnings makes the later one the begin of the next employment. */
function separated(previousOn: PlainDate, on: PlainDate, endings: readonly Terminated[]): boolean {
  return endings.some(({ data }) => data.lastWorkingDay >= previousOn && data.lastWorkingDay < on);
}

/** @returns undefined for a resumption with nothing to resume (its suspension may still be under way to us). */
function groupKey(
  beginning: Beginning,
  previousKey: string | undefined,
  apart: boolean,
  members: ReadonlyMap<string, readonly Beginning[]>,
): string | undefined {
  if (beginning.kind === 'employee.resumed') {
    if (previousKey === undefined) return undefined;
    if (apart) return `from ${beginning.data.resumedOn}`;
    const resumes = members.get(previousKey)?.some(({ kind }) => kind === 'employee.resumed');
    return resumes ? previousKey : undefined;
  }
  const { employmentId, hiredOn } = beginning.data;
  if (employmentId !== undefined) return `named ${employmentId}`;
  return apart || previousKey === undefined ? `from ${hiredOn}` : previousKey;
}

/** F4: a cancellation takes back what was said before it; what is said after it stands. */
function afterCancellations(
  group: readonly Beginning[],
  cancellations: readonly HireCancelled[],
): readonly Group[] {
  const word = cancellations.findLast((cancellation) => cancelsGroup(cancellation, group));
  if (word === undefined) return [groupOf(group, undefined)];
  const before = group.filter((beginning) => byStatement(beginning, word) < 0);
  const after = group.filter((beginning) => byStatement(beginning, word) > 0);
  return after.length === 0 ? [groupOf(before, word)] : [groupOf(before, word), groupOf(after, undefined)];
}

function cancelsGroup(word: HireCancelled, group: readonly Beginning[]): boolean {
  return group.some((beginning) => {
    if (beginning.kind !== 'employee.hired' || byStatement(beginning, word) > 0) return false;
    const { employmentId, hiredOn } = beginning.data;
    if (word.data.employmentId !== undefined && employmentId !== undefined) {
      return word.data.employmentId === employmentId;
    }
    return word.data.hiredOn === hiredOn;
  });
}

function groupOf(beginnings: readonly Beginning[], cancelledBy: HireCancelled | undefined): Group {
  const named = beginnings.find(
    (b): b is Hired => b.kind === 'employee.hired' && b.data.employmentId !== undefined,
  );
  const employmentId = named?.data.employmentId;
  const key = employmentId === undefined ? beginsOn(first(beginnings)) : `e-${employmentId}`;
  return { key, employmentId, beginnings, cancelledBy };
}

/** F3: a leave belongs to the employment it names, else to the latest that began on or before its last day. */
function assign(
  groups: readonly Group[],
  endings: readonly Terminated[],
  live: ReadonlySet<Terminated>,
): ReadonlyMap<Terminated, Group> {
  const standing = groups
    .filter((group) => group.cancelledBy === undefined)
    .sort((a, b) => compareText(dayOf(a), dayOf(b)) || compareText(a.key, b.key));
  const assigned = new Map<Terminated, Group>();
  for (const ending of endings) {
    const group = groupForEnding(ending, standing, live.has(ending));
    if (group !== undefined) assigned.set(ending, group);
  }
  return assigned;
}

function groupForEnding(ending: Terminated, standing: readonly Group[], isLive: boolean): Group | undefined {
  const { employmentId, lastWorkingDay } = ending.data;
  const named = standing.find((group) => employmentId !== undefined && group.employmentId === employmentId);
  if (named !== undefined) return named;
  return standing.findLast(
    (group) =>
      // A leave that names an employment cannot end another one that has a name of its own.
      (employmentId === undefined || group.employmentId === undefined) &&
      // A leave taken back may have been stated against a begin that was corrected since.
      (dayOf(group) <= lastWorkingDay ||
        (!isLive && group.beginnings.some((b) => beginsOn(b) <= lastWorkingDay))),
  );
}

function dayOf(group: Group): PlainDate {
  return beginsOn(last(group.beginnings));
}

function employmentsFrom(
  groups: readonly Group[],
  assigned: ReadonlyMap<Terminated, Group>,
  live: readonly Terminated[],
): Employments {
  const employments = groups.map((group) => ({
    key: group.key,
    beginnings: group.beginnings,
    endings: live.filter((ending) => assigned.get(ending) === group),
    ...(group.cancelledBy && { cancelledBy: group.cancelledBy }),
  }));
  return {
    employments: supersedeCancelled(employments),
    strayEndings: live.filter((ending) => !assigned.has(ending)),
  };
}

/** A hire that was taken back and stated again under the same key is one employment, and it stands. */
function supersedeCancelled(employments: readonly Employment[]): readonly Employment[] {
  const standing = new Set(employments.filter((e) => e.cancelledBy === undefined).map((e) => e.key));
  return employments.filter((e) => e.cancelledBy === undefined || !standing.has(e.key));
}

function first<T>(list: readonly T[]): T {
  return at(list, 0);
}

function last<T>(list: readonly T[]): T {
  return at(list, list.length - 1);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`an employment without a beginning: nothing at ${index}`);
  return item;
}
