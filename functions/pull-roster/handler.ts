import middy from '@middy/core';
import { apiEnvironment, portsWithApis } from '../api-composition.ts';
import { readEnvironment } from '../environment.ts';
import { type Pulled, pullRosters } from './pull-roster.ts';

/** A page of many people may take a vendor some time. */
const TIMEOUT_MILLISECONDS = 20_000;

const { observed, ports } = portsWithApis(readEnvironment(apiEnvironment), TIMEOUT_MILLISECONDS);

/** Fired by the schedule each morning before the digests; whose roster of which day it is, the HR systems say. */
export const handler = middy<unknown, readonly Pulled[]>(() => pullRosters(ports)).use(observed);
