import { describe, expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import {
  endedCase,
  endedUnitCase,
  type ListedSpellCase,
  type ListedUnitCase,
  parseCaseId,
} from '../../../domain/digest/ended-cases.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { NO_TELEMETRY } from '../../../functions/casework/derive-cases.ts';
import { endedSince } from '../../../functions/casework/ended-since.ts';
import type { RegistryRecord } from '../../../functions/ports.ts';
import { aSpell } from '../../support/a-spell.ts';
import { fakeRegistry } from '../../support/fakes/registry.ts';
import { fakeRosterFindings } from '../../support/fakes/roster-findings.ts';
import { fakeSpells } from '../../support/fakes/spells.ts';
import { fakeUnknownCharges } from '../../support/fakes/unknown-charges.ts';
import { countedReads } from '../../support/reads.ts';
import { declared } from '../../support/unit-facts.ts';

const EMPLOYED = aSpell({ employeeId: 'e-1', unitId: 'u-1', hiredOn: '2026-11-18', name: '张三' });
const LEFT = aSpell({ employeeId: 'e-1', unitId: 'u-1', hiredOn: '2026-11-18', leftOn: '2026-11-20' });
const NEVER_HIRED: Spell = { ...EMPLOYED, situation: { is: 'never-hired' } };
const CANCELLED: Spell = {
  ...EMPLOYED,
  situation: {
    is: 'cancelled',
    start: { on: EMPLOYED.spellId as never, by: 'hired', knownAt: EMPLOYED.knownAt },
    cancelledAt: '2026-11-20T06:00:00.000Z' as Instant,
  },
};
const NOTHING_ASKED = { is: 'noticed', missing: [] } as const;
const unitNameOf = (unitId: string) => `公司 ${unitId}`;

describe('parseCaseId', () => {
  test('reads a case id as employee, spell and kind', () => {
    expect(parseCaseId('e-1/2026-11-18/removal')).toEqual({
      of: 'spell',
      caseId: 'e-1/2026-11-18/removal',
      kind: 'removal',
      keys: [{ employeeId: 'e-1', spellId: '2026-11-18' }],
    });
  });

  test('returns every possible split of ids that contain slashes', () => {
    expect(listedOfSpell('hr/7/job/1/removal').keys).toEqual([
      { employeeId: 'hr', spellId: '7/job/1' },
      { employeeId: 'hr/7', spellId: 'job/1' },
      { employeeId: 'hr/7/job', spellId: '1' },
    ]);
  });

  test('reads a case of a unit, whatever slashes the unit id has', () => {
    expect(parseCaseId('unit/U1/declare-bases')).toEqual({
      of: 'unit',
      caseId: 'unit/U1/declare-bases',
      kind: 'declare-bases',
      unitId: 'U1',
    });
    expect(parseCaseId('unit/a/b/unknown-person')).toMatchObject({ of: 'unit', unitId: 'a/b' });
  });

  test('reads the case of an employee whose id is “unit” as a case of a spell', () => {
    expect(parseCaseId('unit/U1/removal')).toEqual({
      of: 'spell',
      caseId: 'unit/U1/removal',
      kind: 'removal',
      keys: [{ employeeId: 'unit', spellId: 'U1' }],
    });
  });

  test.each([
    '',
    'e-1',
    'e-1/removal',
    'e-1/2026-11-18/parade',
    'unit/declare-bases',
    'unit//declare-bases',
    'e-1/2026-11-18/declare-bases',
  ])('returns nothing for an id of unknown form: %j', (caseId) => {
    expect(parseCaseId(caseId)).toBeUndefined();
  });
});

describe('endedCase', () => {
  test.each<[string, string, Spell | undefined, 'done' | 'withdrawn']>([
    ['a hire without its day, whose day was stated', 'noticed', undefined, 'done'],
    ['a hire without its day, withdrawn', 'noticed', { ...EMPLOYED, situation: NOTHING_ASKED }, 'withdrawn'],
    ['a leave without its day, whose day was stated', '2026-11-18', LEFT, 'done'],
    ['a leave without its day, withdrawn', '2026-11-18', EMPLOYED, 'withdrawn'],
    ['a leave without its day, of a hire that was cancelled', '2026-11-18', CANCELLED, 'withdrawn'],
    ['a leave without its day, whose hire was voided', '2026-11-18', undefined, 'withdrawn'],
  ])('states how a missing day ended: %s', (_, spellId, spell, how) => {
    const listed = listedOfSpell(`e-1/${spellId}/date-missing`);
    expect(endedCase(listed, spell, [], unitNameOf)).toMatchObject({ how, kind: 'date-missing' });
  });

  test('takes the name and the unit from the person’s open case if the spell no longer exists', () => {
    const listed = listedOfSpell('e-1/noticed/date-missing');
    const open = { employeeId: 'e-1', employeeName: '张三', unitId: 'u-1' };
    expect(endedCase(listed, undefined, [], unitNameOf, open)).toMatchObject({
      employeeName: '张三',
      unitName: '公司 u-1',
      how: 'done',
    });
  });

  test.each<[string, string, Spell | undefined, 'done' | 'withdrawn']>([
    ['an enrolment that was accepted', 'enrolment', EMPLOYED, 'done'],
    ['an enrolment of a person who has left since', 'enrolment', LEFT, 'done'],
    ['an enrolment whose hire was cancelled', 'enrolment', CANCELLED, 'withdrawn'],
    ['a removal that was accepted', 'removal', LEFT, 'done'],
    ['a removal whose leave was cancelled', 'removal', EMPLOYED, 'withdrawn'],
    ['an overpayment whose leave was cancelled', 'overpayment', EMPLOYED, 'withdrawn'],
    ['a leaver without a hire, whose hire was received', 'never-hired', LEFT, 'done'],
    ['a leaver without a hire, whose leave was voided', 'never-hired', undefined, 'withdrawn'],
    ['a doubt that was resolved', 'needs-person', EMPLOYED, 'done'],
    ['a doubt about a person without a hire', 'needs-person', NEVER_HIRED, 'done'],
    ['any case whose spell no longer exists', 'enrolment', undefined, 'withdrawn'],
  ])('states how a case ended: %s', (_, kind, spell, how) => {
    const listed = listedOfSpell(`e-1/2026-11-18/${kind}`);
    expect(endedCase(listed, spell, [], unitNameOf)).toMatchObject({ how, kind, employeeId: 'e-1' });
  });

  test('has the current name and unit', () => {
    const listed = listedOfSpell('e-1/2026-11-18/enrolment');
    expect(endedCase(listed, EMPLOYED, [], unitNameOf)).toMatchObject({
      employeeName: '张三',
      unitName: '公司 u-1',
    });
  });

  test('returns nothing for a case that is still open for another recipient', () => {
    const listed = listedOfSpell('e-1/2026-11-18/enrolment');
    const open = { caseId: 'e-1/2026-11-18/enrolment' } as Case;
    expect(endedCase(listed, EMPLOYED, [open], unitNameOf)).toBeUndefined();
  });
});

describe('endedUnitCase', () => {
  const day = plainDate('2026-11-20');
  const units = registrySchema.parse({
    units: [{ unitId: 'U1', name: '北京示例', region: '北京', channel: 'online', staff: [] }],
  });
  const knowing = (...unitFacts: readonly UnitFact[]): RegistryRecord => ({
    registry: units,
    unregisteredUnitIds: [],
    registeredOn: new Map(),
    unmapped: [],
    unreadable: [],
    unitsInDoubt: new Set(),
    coverage: new Map(),
    unitFacts,
  });
  const ended = (caseId: string, record: RegistryRecord, ...open: readonly string[]) =>
    endedUnitCase(
      listedOfUnit(caseId),
      open.map((id) => ({ caseId: id }) as Case),
      { day, record },
    );

  test('states declared bases as done, with the unit’s name and no person’s', () => {
    expect(ended('unit/U1/declare-bases', knowing(declared('2026-07', '2026-11-19')))).toEqual({
      caseId: 'unit/U1/declare-bases',
      kind: 'declare-bases',
      unitName: '北京示例',
      how: 'done',
    });
  });

  test('states bases that need not be declared any more as withdrawn', () => {
    expect(ended('unit/U1/declare-bases', knowing())?.how).toBe('withdrawn');
    const ofOthers = declared('2026-07', '2026-11-19', { unitId: 'U2' });
    expect(ended('unit/U1/declare-bases', knowing(ofOthers))?.how).toBe('withdrawn');
  });

  test('states unknown people as done when their charges are removed or assigned', () => {
    expect(ended('unit/U1/unknown-person', knowing())?.how).toBe('done');
  });

  test('returns nothing for a case that is still open', () => {
    expect(ended('unit/U1/unknown-person', knowing(), 'unit/U1/unknown-person')).toBeUndefined();
  });

  test('names an unregistered unit by its id', () => {
    expect(ended('unit/U9/unknown-person', knowing())?.unitName).toBe('U9');
  });
});

test('endedSince reads at most twice as much for twice as many cases', async () => {
  const readsOf = async (count: number) => {
    const { counted, reads } = countedReads();
    const numbers = Array.from({ length: count }, (_, number) => number);
    const units = numbers.map((number) => ({
      ...{ unitId: `u-${number}`, name: `公司 ${number}`, region: '北京', channel: 'online', staff: [] },
    }));
    const registry = fakeRegistry({ units: units as never });
    const record = await registry.load();
    const caseOf = (number: number, kind: string) =>
      counted({ caseId: `e-${number}/s/${kind}`, employeeId: `e-${number}`, unitId: `u-${number}` });
    const open = numbers.map((number) => caseOf(number, 'removal') as unknown as Case);
    const since = {
      coveredUntil: plainDate('2026-11-19'),
      composedAt: '2026-11-19T00:30:00.000Z' as Instant,
      caseIds: numbers.flatMap((number) => [`e-${number}/s/enrolment`, `unit/u-${number}/unknown-person`]),
    };
    const spells = fakeSpells(
      ...numbers.map((number) =>
        counted(aSpell({ employeeId: `e-${number}`, unitId: `u-${number}`, hiredOn: '2024-01-01' })),
      ),
    );
    const ended = await endedSince(
      since,
      { open, theirs: open, unitIds: new Set(units.map(({ unitId }) => unitId)) },
      {
        day: plainDate('2026-11-20'),
        record: {
          ...record,
          registry: { ...record.registry, units: record.registry.units.map(counted) },
          unitFacts: numbers.map((number) =>
            counted(declared('2026-07', '2026-11-19', { unitId: `u-${number}` })),
          ),
        },
      },
      { spells, unknownCharges: fakeUnknownCharges(), rosterFindings: fakeRosterFindings(), ...NO_TELEMETRY },
    );
    expect(ended).toHaveLength(2 * count);
    return reads();
  };
  const [some, twice] = [await readsOf(100), await readsOf(200)];
  expect(twice).toBeLessThan(2.2 * some);
});

function listedOfSpell(caseId: string): ListedSpellCase {
  const listed = parseCaseId(caseId);
  if (listed?.of !== 'spell') throw new Error(`${caseId} is no case of a spell`);
  return listed;
}

function listedOfUnit(caseId: string): ListedUnitCase {
  const listed = parseCaseId(caseId);
  if (listed?.of !== 'unit') throw new Error(`${caseId} is no case of a unit`);
  return listed;
}
