import { UNKNOWN_UNIT } from '../employment/spell.ts';
import type { Wording } from './wording/wording.ts';

/** The unit's name or id, or the words for a case that no fact ties to a unit. */
export function unitText(unit: string, wording: Wording): string {
  return unit === UNKNOWN_UNIT ? wording.unknownUnit : unit;
}
