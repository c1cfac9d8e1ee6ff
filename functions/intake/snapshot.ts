import { needsUnitPolicy, wakeOn } from '../../domain/cases/case-kinds.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import type { SpellSnapshot } from '../ports.ts';
import type { FoldPorts } from './commit-fold.ts';

/** A spell with its wake day. The unit's policy and imported files are loaded only if they can change that day. */
export async function snapshot(
  spell: Spell,
  ports: Pick<FoldPorts, 'unit' | 'calendar'>,
): Promise<SpellSnapshot> {
  const asks = needsUnitPolicy(spell);
  const { unit, ...lookups } = (asks ? await ports.unit(spell.unitId) : undefined) ?? {};
  const policy = policyOf(unit?.region ?? NO_REGION, unit?.localPolicy);
  const { calendar } = ports;
  return { spell, wakeOn: wakeOn(spell, { unit, policy, calendar, ...lookups }) };
}
