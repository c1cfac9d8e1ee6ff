import middy from '@middy/core';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock, systemPace } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbEmployees } from '../adapters/dynamodb/employees.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbRosterFindings } from '../adapters/dynamodb/roster-findings.ts';
import { dynamodbSourceNotes } from '../adapters/dynamodb/source-notes.ts';
import { dynamodbSpells } from '../adapters/dynamodb/spells.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { observation } from '../adapters/telemetry.ts';
import { readEnvironment, readFamily } from '../environment.ts';
import { registryWords } from '../intake/registry-lookup.ts';
import { accessTo } from '../sources/api/api-access.ts';
import { HR_APIS } from '../sources/hr-apis.ts';
import { type Pulled, pullRosters } from './pull-roster.ts';

/** A page of many people may take a vendor some time. */
const CALL_TIMEOUT_MILLISECONDS = 20_000;

const env = readEnvironment(z.object({ TABLE_NAME: z.string(), DATA_KEY_SECRET_ARN: z.string() }));
const secretArns = readFamily('API_SECRET_ARN_');
const client = dynamodbClient();
const { log, meter, observed } = observation();
const registry = dynamodbRegistry(client, env.TABLE_NAME);
const ports = {
  apis: new Map([...HR_APIS].filter(([name]) => Object.hasOwn(secretArns, name))),
  access: accessTo({
    clock: systemClock,
    pace: systemPace,
    timeoutMilliseconds: CALL_TIMEOUT_MILLISECONDS,
  }),
  secrets: managedSecrets(secretArns, env.DATA_KEY_SECRET_ARN, systemClock),
  registry,
  employees: dynamodbEmployees(client, env.TABLE_NAME),
  spells: dynamodbSpells(client, env.TABLE_NAME),
  rosterFindings: dynamodbRosterFindings(client, env.TABLE_NAME),
  notes: dynamodbSourceNotes(client, env.TABLE_NAME, systemClock),
  unit: registryWords(registry, systemClock).unit,
  calendar: publishedCalendar,
  clock: systemClock,
  meter,
  log,
};

/** Fired by the schedule each morning before the digests; whose roster of which day it is, the HR systems say. */
export const handler = middy<unknown, readonly Pulled[]>(() => pullRosters(ports)).use(observed);
