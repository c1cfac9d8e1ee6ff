import middy from '@middy/core';
import { apiEnvironment, portsWithApis } from '../api-composition.ts';
import { readEnvironment } from '../environment.ts';
import { type Pulled, pullRosters } from './pull-roster.ts';

/** The limit of one call. Vendors need some time for a page of many people. */
const TIMEOUT_MILLISECONDS = 20_000;

const { observed, ports } = portsWithApis(readEnvironment(apiEnvironment), TIMEOUT_MILLISECONDS);

/**
 * Pulls the rosters. The schedule starts this function each morning before the digests. The rosters have today's date.
 */
export const handler = middy<unknown, readonly Pulled[]>(() => pullRosters(ports)).use(observed);
