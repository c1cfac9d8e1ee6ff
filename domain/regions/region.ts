import type { Entry } from '../policy/parameter.ts';
import type { ParameterValues } from '../policy/policy.ts';

/** The entries of parameters, oldest first. */
export type RegionParameters = {
  readonly [K in keyof ParameterValues]?: readonly Entry<ParameterValues[K]>[];
};

/** What ships for one province, or for the whole country: data only, each value with its source. */
export interface LayerPolicy {
  readonly region: string;
  readonly parameters: RegionParameters;
}

/** What ships for one pooling area, or, for a city that is recognised only, its name and its province. What it does not settle its province does, and then national law. */
export interface RegionPolicy extends LayerPolicy {
  /** As it is written in Latin letters: Beijing. */
  readonly latinName: string;
  readonly province?: LayerPolicy;
}
