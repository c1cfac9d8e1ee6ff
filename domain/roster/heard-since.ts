import type { Spell } from '../employment/spell.ts';
import type { Roster } from './roster.ts';
import { isNewer } from './told-by-roster.ts';

/**
 * How many employees of the roster's units we have heard of since its day, a hire or a leave: there our facts are
 * newer, and the roster is not held against them.
 */
export function heardSince(
  { unitIds, asOf }: Pick<Roster, 'unitIds' | 'asOf'>,
  spells: readonly Spell[],
): number {
  const heard = spells.filter(({ unitId, situation }) => {
    if (!unitIds.includes(unitId) || !('start' in situation)) return false;
    const end = 'end' in situation ? situation.end : undefined;
    return isNewer(situation.start.knownAt, asOf) || (end !== undefined && isNewer(end.knownAt, asOf));
  });
  return new Set(heard.map(({ employeeId }) => employeeId)).size;
}
