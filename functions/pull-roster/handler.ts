import middy from '@middy/core';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock, systemPace } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbStores } from '../adapters/dynamodb/stores.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, familySchema, readEnvironment } from '../environment.ts';
import { registryWords } from '../intake/registry-lookup.ts';
import { configuredApis } from '../sources/configured-access.ts';
import { type Pulled, pullRosters } from './pull-roster.ts';

/** A page of many people may take a vendor some time. */
const TIME = { clock: systemClock, pace: systemPace, timeoutMilliseconds: 20_000 };

const env = readEnvironment(
  z.object({ ...everyFunction, DATA_KEY_SECRET_ARN: z.string(), API_SECRET_ARN_: familySchema }),
);
const { observed, ...telemetry } = observation(env);
const stores = dynamodbStores(dynamodbClient(), env.TABLE_NAME, { clock: systemClock, ...telemetry });
const ports = {
  ...stores,
  ...telemetry,
  ...registryWords(stores.registry, systemClock),
  ...configuredApis(env.API_SECRET_ARN_, TIME),
  secrets: managedSecrets(env.API_SECRET_ARN_, env.DATA_KEY_SECRET_ARN, systemClock),
  calendar: publishedCalendar,
  clock: systemClock,
};

/** Fired by the schedule each morning before the digests; whose roster of which day it is, the HR systems say. */
export const handler = middy<unknown, readonly Pulled[]>(() => pullRosters(ports)).use(observed);
