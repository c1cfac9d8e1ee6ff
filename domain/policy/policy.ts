import type { PlainDate } from '../values/plain-date.ts';
import type { InForce } from './parameter.ts';
import type { ParameterName, ParameterValues } from './parameter-kinds.ts';

/** The policy of one unit: national law, its region's parameters, and its own agency's answers. */
export interface Policy {
  readonly region: string;
  /** False if no data ship for the region: national and provincial rules apply, everything local is unknown. */
  readonly regionShipped: boolean;
  /** The province whose rules apply, if the region is known and has one. */
  readonly province?: string;
  inForce<K extends ParameterName>(name: K, day: PlainDate): InForce<ParameterValues[K]>;
}
