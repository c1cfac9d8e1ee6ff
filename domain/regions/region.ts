import type { Entry } from '../policy/parameter.ts';
import type { ParameterValues } from '../policy/parameter-kinds.ts';

/** The entries of each parameter, oldest first. */
export type RegionParameters = {
  readonly [K in keyof ParameterValues]?: readonly Entry<ParameterValues[K]>[];
};

/** The shipped data of one province or of the whole country, each value with its source. */
export interface LayerPolicy {
  readonly region: string;
  readonly parameters: RegionParameters;
}

/**
 * The shipped data of one pooling area; a city known only by name has just its name and province. For a parameter
 * without an entry here, the province decides, then national law.
 */
export interface RegionPolicy extends LayerPolicy {
  /** The name in Latin letters: Beijing. */
  readonly latinName: string;
  readonly province?: LayerPolicy;
}
