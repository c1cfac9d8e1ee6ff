import type { Case } from '../../domain/cases/case.ts';
import { type ListedCase, listedCase } from '../../domain/digest/ended-cases.ts';
import { type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { deriveCases } from '../casework/derive-cases.ts';
import { readUnitCases } from '../casework/derive-unit-cases.ts';
import type { RegistryRecord } from '../ports.ts';
import { type ActionPorts, type Refused, refused } from './outcome.ts';

const nothing = () => undefined;

/** Nothing is measured or logged: what could not be computed is among the cases themselves. */
export const QUIET = {
  meter: { count: nothing },
  log: { info: nothing, warn: nothing, error: nothing },
};

type CasePorts = Pick<ActionPorts, 'registry' | 'spells' | 'unknownCharges' | 'rosterFindings'>;

/** What a case id names: a spell or a unit, with the registry as it was read for that. */
export interface NamedCase {
  readonly listed: ListedCase;
  readonly record: RegistryRecord;
  /** Absent where the case is the unit's own. */
  readonly spell?: Spell;
}

/** What a case id names, whether the case is open or over. */
export async function namedCase(caseId: string, ports: CasePorts): Promise<NamedCase | Refused> {
  const listed = listedCase(caseId);
  if (listed === undefined) return refused('no-case-id', { caseId });
  const record = await ports.registry.load();
  if (listed.of === 'unit') {
    const { registry, unregisteredUnitIds } = record;
    const known = [...registry.units.map(({ unitId }) => unitId), ...unregisteredUnitIds];
    return known.includes(listed.unitId) && listed.unitId !== UNKNOWN_UNIT
      ? { listed, record }
      : refused('unknown-case', { caseId });
  }
  const [spell] = await ports.spells.byId(listed.keys);
  return spell === undefined ? refused('unknown-case', { caseId }) : { listed, record, spell };
}

/** The open case of that id, with what it was found by. */
export async function openCase(
  caseId: string,
  day: PlainDate,
  ports: CasePorts,
): Promise<(NamedCase & { readonly case: Case }) | Refused> {
  const named = await namedCase(caseId, ports);
  if ('is' in named) {
    return named.problem.code === 'unknown-case' ? refused('case-not-open', { caseId, day }) : named;
  }
  const { listed, record, spell } = named;
  const cases =
    spell === undefined
      ? listed.of === 'unit'
        ? (await readUnitCases(listed.unitId, record, day, { ...ports, ...QUIET })).cases
        : []
      : casesOf([spell], record, day);
  const found = cases.find((it) => it.caseId === caseId);
  return found === undefined ? refused('case-not-open', { caseId, day }) : { ...named, case: found };
}

/** The open cases of spells, each by the policy of its own unit. */
export function casesOf(
  spells: readonly Spell[],
  { registry }: RegistryRecord,
  day: PlainDate,
): readonly Case[] {
  return spells.flatMap((spell) => {
    const unit = registry.units.find(({ unitId }) => unitId === spell.unitId);
    return deriveCases([spell], unit, day, QUIET).flatMap(({ cases }) => cases);
  });
}
