import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { implausibleUnits, leaverCounts } from '../../../domain/roster/absent-people.ts';
import { findingReason, type RosterStatement, whoIs } from '../../../domain/roster/finding.ts';
import { reconcileRoster } from '../../../domain/roster/reconcile-roster.ts';
import type { Roster, RosterPerson } from '../../../domain/roster/roster.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { ROSTER_EXAMPLES, type RosterExample } from '../../examples/rosters.ts';
import { expectOwnNames } from '../../support/examples.ts';
import { EMPLOYEE, hired } from '../../support/facts.ts';

const AS_OF = plainDate('2026-06-30');

describe('a roster compared with the facts, by example', () => {
  it.each(ROSTER_EXAMPLES)('$name', (example) => {
    const found = reconcileRoster(rosterOf(example), foldSpells(EMPLOYEE, example.facts));
    expect(found.map(({ kind, code, mends }) => [kind, code, ...mends.map(inShort)])).toEqual(
      example.expected,
    );
    for (const finding of found) {
      const reason = findingReason(finding);
      expect(reasonText(reason, 'zh')).toContain(whoIs(finding));
      expect(reasonText(reason, 'en')).toContain(whoIs(finding));
    }
  });

  it('gives every example its own name', () => expectOwnNames(ROSTER_EXAMPLES));
});

function rosterOf({ lines, complete = false, since }: RosterExample): Roster {
  const people = lines.map(
    ([unitId, hiredOn, lastWorkingDay]): RosterPerson => ({
      employeeId: EMPLOYEE,
      name: '赵敏',
      ...(unitId !== undefined && { unitId }),
      ...(hiredOn !== undefined && { hiredOn: plainDate(hiredOn) }),
      ...(lastWorkingDay !== undefined && { lastWorkingDay: plainDate(lastWorkingDay) }),
    }),
  );
  return { unitIds: ['U1', 'U2'], asOf: AS_OF, complete, people, ...(since && { since: plainDate(since) }) };
}

function inShort({ kind, data }: RosterStatement): string {
  switch (kind) {
    case 'employee.hired':
      return `hire ${data.unitId} ${data.hiredOn}`;
    case 'employee.terminated':
      return `leave ${data.lastWorkingDay}`;
    case 'employee.hire_noticed':
      return 'asks for the hire';
    case 'employee.leave_noticed':
      return 'asks for the leave';
    case 'employee.transferred':
      return `move ${data.toUnitId} ${data.effectiveOn}`;
  }
}

describe('implausibleUnits (a roster that ends a large share of a unit)', () => {
  const spells = (people: number) =>
    Array.from({ length: people }, (_, i) => {
      const employeeId = `P${i}`;
      return foldSpells(employeeId, [hired('2026-01-05', 'U1', {}, { employeeId })]);
    }).flat();
  const told = (people: number, listed: number) => {
    const roster: Roster = {
      unitIds: ['U1'],
      asOf: AS_OF,
      complete: true,
      people: Array.from({ length: listed }, (_, i) => ({ employeeId: `P${i}`, unitId: 'U1' })),
    };
    const counts = leaverCounts(roster, spells(people), reconcileRoster(roster, spells(people)));
    return implausibleUnits(roster, [counts], roster.people.length === 0);
  };

  it.each([
    ['5 of 6 gone: accepted, since a small unit may lose as many', 6, 1, []],
    ['6 of 24 gone: accepted, since it is no more than a quarter', 24, 18, []],
    [
      '6 of 23 gone: implausible, since it is more than a quarter',
      23,
      17,
      [{ unitId: 'U1', employed: 23, leaving: 6 }],
    ],
    [
      'both of 2 gone: implausible, since the roster is empty',
      2,
      0,
      [{ unitId: 'U1', employed: 2, leaving: 2 }],
    ],
    ['an empty roster for an empty unit: accepted', 0, 0, []],
  ])('%s', (_, people, listed, expected) => {
    expect(told(people, listed)).toEqual(expected);
  });
});
