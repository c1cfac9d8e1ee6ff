import { byStatement, compareText } from '../facts/fact.ts';
import type { Group } from './beginnings.ts';
import { beginsOn, startOf, type Terminated, type TerminationCancelled } from './employment.ts';

/**
 * F3: a leave belongs to the employment that it names, else to the latest that began on or before its last day. One
 * told of an employment before its hire was taken back goes with it.
 *
 * @param live the leaves that are not taken back.
 */
export function assignEndings(
  groups: readonly Group[],
  endings: readonly Terminated[],
  live: ReadonlySet<Terminated>,
): ReadonlyMap<Terminated, Group> {
  const inOrder = groups.toSorted((a, b) => compareText(startOf(a), startOf(b)) || compareText(a.key, b.key));
  const assigned = new Map<Terminated, Group>();
  for (const ending of endings) {
    const known = inOrder.filter(
      ({ cancelledBy }) => cancelledBy === undefined || byStatement(ending, cancelledBy) < 0,
    );
    const group = groupFor(ending, known, live.has(ending));
    if (group !== undefined) assigned.set(ending, group);
  }
  return assigned;
}

function groupFor(ending: Terminated, groups: readonly Group[], isLive: boolean): Group | undefined {
  const { employmentId, lastWorkingDay } = ending.data;
  const begun = (group: Group) => startOf(group) <= lastWorkingDay;
  if (employmentId !== undefined) {
    const named = groups.filter((group) => group.employmentId === employmentId);
    if (named.length > 0) return named.findLast(begun) ?? named[0];
  }
  return groups.findLast(
    (group) =>
      // A leave that names an employment cannot end another one that has a name of its own.
      (employmentId === undefined || group.employmentId === undefined) &&
      // A leave taken back may have been stated against a begin that was corrected since.
      (begun(group) || (!isLive && group.beginnings.some((b) => beginsOn(b) <= lastWorkingDay))),
  );
}

/** F4: whether a cancellation takes this leave back; it takes back every earlier word about the leave it means. */
export function isTakenBack(
  ending: Terminated,
  {
    endings,
    reopenings,
  }: { readonly endings: readonly Terminated[]; readonly reopenings: readonly TerminationCancelled[] },
  assigned: ReadonlyMap<Terminated, Group>,
): boolean {
  return reopenings.some((word) => {
    if (byStatement(ending, word) > 0) return false;
    const meant = endingMeant(word, endings, assigned);
    if (meant === undefined || ending === meant) return meant !== undefined;
    const group = assigned.get(meant)?.key;
    return group === undefined
      ? assigned.get(ending) === undefined && ending.data.lastWorkingDay === meant.data.lastWorkingDay
      : assigned.get(ending)?.key === group;
  });
}

/** The latest leave stated before the cancellation that has its last day, else, where it names one, its employment. */
function endingMeant(
  word: TerminationCancelled,
  endings: readonly Terminated[],
  assigned: ReadonlyMap<Terminated, Group>,
): Terminated | undefined {
  const { employmentId, lastWorkingDay } = word.data;
  const nameOf = (ending: Terminated) => ending.data.employmentId ?? assigned.get(ending)?.employmentId;
  const stated = endings.filter((ending) => byStatement(ending, word) < 0);
  const sameDay = stated.findLast((ending) => {
    const name = nameOf(ending);
    const sameName = employmentId === undefined || name === undefined || name === employmentId;
    return sameName && ending.data.lastWorkingDay === lastWorkingDay;
  });
  if (sameDay !== undefined || employmentId === undefined) return sameDay;
  return stated.findLast((ending) => nameOf(ending) === employmentId);
}
