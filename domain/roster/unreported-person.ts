import type { Spell } from '../employment/spell.ts';
import { compact } from '../values/compact.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { RosterFinding, RosterStatement } from './finding.ts';
import { findingAbout, isNewer, type Listed, leaveOn, nameOf } from './roster.ts';

/** The roster lists an employment whose hire is not among our facts: the report of the hire was lost. */
export function unreportedFindings(listed: Listed): readonly RosterFinding[] {
  const { person, spells, since, asOf } = listed;
  const { unitId, hiredOn, lastWorkingDay } = person;
  if (since !== undefined && lastWorkingDay !== undefined && lastWorkingDay < since) return [];
  if (unitId === undefined) return [];
  if (hiredOn === undefined) return undatedHire(listed, unitId);
  const cancelled = spells.filter(
    ({ situation }) => situation.is === 'cancelled' && situation.start.on === hiredOn,
  );
  if (cancelled.length > 0) return hireWithdrawn(listed, unitId, cancelled);
  const { employeeId, employmentId, identity, contributionTier } = person;
  const name = nameOf(listed);
  const values = { hiredOn, ...compact({ lastWorkingDay }) };
  if (name === undefined) return asksFor('hire', spells) ? [] : [namelessHire(listed, unitId, hiredOn)];
  const hire: RosterStatement = {
    kind: 'employee.hired',
    data: {
      employeeId,
      unitId,
      name,
      hiredOn,
      category: 'regular',
      ...compact({ employmentId, identity, contributionTier }),
    },
  };
  const mends = [hire, ...(lastWorkingDay === undefined ? [] : [leaveOn(employeeId, lastWorkingDay)])];
  const found = asksFor('hire', spells)
    ? findingAbout(listed, { kind: 'noticed-date-found', code: 'roster-noticed-hire', unitId, values, mends })
    : findingAbout(listed, {
        kind: 'hire-never-received',
        code: lastWorkingDay === undefined ? 'roster-hire' : 'roster-hire-and-leave',
        unitId,
        values,
        mends,
      });
  return [found, ...strayLeave(listed, unitId, asOf)];
}

/** Whether staff are already asked for the missing day of a hire or leave. */
function asksFor(of: 'hire' | 'leave', spells: readonly Spell[]): boolean {
  return spells.some(
    ({ situation }) => situation.is === 'noticed' && situation.missing.some((missing) => missing.of === of),
  );
}

/** A hire needs a name. If the roster has none, the handler is asked. */
function namelessHire(listed: Listed, unitId: string, hiredOn: PlainDate): RosterFinding {
  const { employeeId, employmentId } = listed.person;
  const data = { employeeId, unitId, ...compact({ employmentId }) };
  return findingAbout(listed, {
    kind: 'hire-never-received',
    code: 'roster-hire-nameless',
    unitId,
    values: { hiredOn },
    mends: [{ kind: 'employee.hire_noticed', data }],
  });
}

function undatedHire(listed: Listed, unitId: string): readonly RosterFinding[] {
  const { person, spells, asOf } = listed;
  const { employeeId, lastWorkingDay, employmentId } = person;
  const name = nameOf(listed);
  if (lastWorkingDay !== undefined) return undatedHireOfLeaver(listed, unitId, lastWorkingDay);
  if (asksFor('hire', spells)) return [];
  const cancelled = spells.filter(({ situation }) => situation.is === 'cancelled');
  if (cancelled.length > 0) return hireWithdrawn(listed, unitId, cancelled);
  const takenBack = spells.filter(
    ({ situation }) => situation.is === 'noticed' && situation.missing.length === 0,
  );
  if (takenBack.length > 0) {
    if (takenBack.some(({ knownAt }) => isNewer(knownAt, asOf))) return [];
    return [findingAbout(listed, { kind: 'hire-never-received', code: 'roster-hire-taken-back', unitId })];
  }
  const data = { employeeId, unitId, ...compact({ name, employmentId }) };
  const mends: readonly RosterStatement[] = [{ kind: 'employee.hire_noticed', data }];
  return [findingAbout(listed, { kind: 'hire-never-received', code: 'roster-hire-undated', unitId, mends })];
}

function undatedHireOfLeaver(
  listed: Listed,
  unitId: string,
  lastWorkingDay: PlainDate,
): readonly RosterFinding[] {
  const { person, spells, asOf } = listed;
  // If by our facts the person was hired after the leave, the leave does not matter today and gives no finding.
  const isOlder = spells.some(({ situation }) => 'start' in situation && situation.start.on > lastWorkingDay);
  const stray = strayEnd(spells);
  if (isOlder || stray?.on === lastWorkingDay || (stray !== undefined && isNewer(stray.knownAt, asOf)))
    return [];
  const common = {
    unitId,
    values: { lastWorkingDay, ...(stray !== undefined && { ours: stray.on, theirs: lastWorkingDay }) },
    mends: [leaveOn(person.employeeId, lastWorkingDay)],
  };
  if (stray !== undefined)
    return [findingAbout(listed, { kind: 'leave-date-differs', code: 'roster-leave-date', ...common })];
  return asksFor('leave', spells)
    ? [findingAbout(listed, { kind: 'noticed-date-found', code: 'roster-noticed-leave', ...common })]
    : [findingAbout(listed, { kind: 'leave-never-received', code: 'roster-leave-unhired', ...common })];
}

/** The HR system cancelled the hire but still lists the employee: a person must decide which is right. */
function hireWithdrawn(
  listed: Listed,
  unitId: string,
  cancelled: readonly Spell[],
): readonly RosterFinding[] {
  const { person, asOf } = listed;
  const isNews = cancelled.some(
    ({ situation }) => situation.is === 'cancelled' && isNewer(situation.cancelledAt, asOf),
  );
  if (isNews) return [];
  const values = compact({ hiredOn: person.hiredOn });
  return [
    findingAbout(listed, { kind: 'hire-never-received', code: 'roster-hire-taken-back', unitId, values }),
  ];
}

/**
 * The finding if a recorded leave without a hire would end this new employment. This contradicts the roster, which
 * states no leave.
 */
function strayLeave(listed: Listed, unitId: string, asOf: Listed['asOf']): readonly RosterFinding[] {
  const { person, spells } = listed;
  const stray = strayEnd(spells);
  if (stray === undefined || person.hiredOn === undefined || stray.on < person.hiredOn) return [];
  if (person.lastWorkingDay !== undefined || stray.on >= asOf || stray.reason === 'suspended') return [];
  if (isNewer(stray.knownAt, asOf)) return [];
  const values = { ours: stray.on };
  return [findingAbout(listed, { kind: 'leave-date-differs', code: 'roster-still-listed', unitId, values })];
}

function strayEnd(spells: readonly Spell[]) {
  const ends = spells.flatMap(({ situation }) =>
    situation.is === 'never-hired' && situation.end !== undefined ? [situation.end] : [],
  );
  return ends.at(-1);
}
