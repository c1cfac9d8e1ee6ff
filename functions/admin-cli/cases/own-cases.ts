import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { RegistryRecord } from '../../ports.ts';
import { readUnitCases, type UnitOwn } from '../../send-digest/derive-unit-cases.ts';
import type { Store } from '../store/store.ts';
import { QUIET } from './derive-quietly.ts';

/** The open cases of a unit itself, as the digests derive them, with nothing measured or logged. */
export function ownCases(
  unitId: string,
  record: RegistryRecord,
  day: PlainDate,
  { unknownCharges, rosterFindings }: Pick<Store, 'unknownCharges' | 'rosterFindings'>,
): Promise<UnitOwn> {
  return readUnitCases(unitId, record, day, { unknownCharges, rosterFindings, ...QUIET });
}
