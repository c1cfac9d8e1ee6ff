import type { Channel } from '../../../domain/facts/insurance.ts';

/** The ways to file; named here again so that a command that only lists them loads no schema library. */
export const CHANNELS = ['online', 'counter', 'agency'] as const satisfies readonly Channel[];
