import { type LocalPolicy, localParameter } from '../policy/local-policy.ts';
import { type InForce, inForce, type Parameter } from '../policy/parameter.ts';
import type { ParameterName, ParameterValues } from '../policy/parameter-kinds.ts';
import { PARAMETER_KINDS } from '../policy/parameter-kinds.ts';
import type { Policy } from '../policy/policy.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { KNOWN_REGIONS, REGIONS, regionNamed } from './index.ts';
import { NATIONAL } from './national.ts';
import type { RegionPolicy } from './region.ts';

/** The region of a unit that is not registered. National law applies to it, and all local values are unknown. */
export const NO_REGION = '';

/**
 * The policy of a unit in `region`. Each value comes from the unit's own agency on the days for which it is entered,
 * otherwise from the region, the province or national law, in this order. A region without data is accepted: its local
 * values are unknown.
 */
export function policyOf(region: string, localPolicy: LocalPolicy = {}): Policy {
  const name = regionNamed(region);
  const known = KNOWN_REGIONS.get(name);
  return {
    region: name,
    regionShipped: REGIONS.has(name),
    ...(known?.province !== undefined && { province: known.province.region }),
    inForce: (parameter, day) => lookUp(parameter, day, known, localPolicy),
  };
}

function lookUp<K extends ParameterName>(
  name: K,
  day: PlainDate,
  shipped: RegionPolicy | undefined,
  localPolicy: LocalPolicy,
): InForce<ParameterValues[K]> {
  const local = localParameter(name, localPolicy);
  if (local !== undefined) {
    const answer = inForce(local, day, 'local');
    if (answer.known) return answer;
  }
  return inForce(shippedParameter(name, shipped), day);
}

/** The shipped entries of a parameter: the region's own, otherwise the province's, otherwise those of national law. */
export function shippedParameter<K extends ParameterName>(
  name: K,
  shipped: RegionPolicy | undefined,
): Parameter<ParameterValues[K]> {
  const entries =
    shipped?.parameters[name] ?? shipped?.province?.parameters[name] ?? NATIONAL.parameters[name] ?? [];
  return { name, unit: PARAMETER_KINDS[name].unit, entries };
}
