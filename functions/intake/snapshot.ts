import { needsUnitPolicy, wakeOn } from '../../domain/cases/case-kinds.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import type { SpellSnapshot } from '../ports.ts';
import type { FoldPorts } from './commit-fold.ts';

/** A spell with the first day on which it could need attention, by its unit's policy and files if they matter. */
export async function snapshot(
  spell: Spell,
  ports: Pick<FoldPorts, 'unit' | 'calendar'>,
): Promise<SpellSnapshot> {
  const asks = needsUnitPolicy(spell);
  const { unit, ...words } = (asks ? await ports.unit(spell.unitId) : undefined) ?? {};
  const policy = policyOf(unit?.region ?? NO_REGION, unit?.localPolicy);
  const { calendar } = ports;
  return { spell, wakeOn: wakeOn(spell, { unit, policy, calendar, ...words }) };
}
