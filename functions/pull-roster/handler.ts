import middy from '@middy/core';
import { apiEnvironment, portsWithApis } from '../api-composition.ts';
import { readEnvironment } from '../environment.ts';
import { type Pulled, pullRosters } from './pull-roster.ts';

/** Vendors need some time for a page of many people. */
const TIMEOUT_MILLISECONDS = 20_000;

const { observed, ports } = portsWithApis(readEnvironment(apiEnvironment), TIMEOUT_MILLISECONDS);

/** Started by the schedule each morning before the digests. The rosters have today's date. */
export const handler = middy<unknown, readonly Pulled[]>(() => pullRosters(ports)).use(observed);
