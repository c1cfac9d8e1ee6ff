import { type Place, partitionOf } from '../assembly/place.ts';
import type { Need } from './recorder.ts';

/** A call as it came in: the action of the protocol's own header or parameter, the body as text. */
export interface Call {
  readonly service: string;
  readonly action: string;
  readonly body: string;
}

type Json = Readonly<Record<string, unknown>>;

/** IAM knows no action for the transaction itself, only for its parts. */
const PART_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** The rights that a call needs; empty for a service that is not looked into. */
export function needsOf(call: Call, place: Place): Need[] {
  switch (call.service) {
    case 'dynamodb':
      return dynamoDbNeeds(call, place);
    case 'sqs':
      return sqsNeeds(call, place);
    case 'ses':
      return sesNeeds(call, place);
    default:
      return [];
  }
}

function arnOf(place: Place, service: string, rest: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.account}:${rest}`;
}

function dynamoDbNeeds({ action, body }: Call, place: Place): Need[] {
  const input = JSON.parse(body) as Json;
  const need = (name: string, table: unknown, index?: unknown): Need => ({
    action: `dynamodb:${name}`,
    resource: arnOf(place, 'dynamodb', `table/${table}${index === undefined ? '' : `/index/${index}`}`),
  });
  if (Array.isArray(input.TransactItems)) {
    return (input.TransactItems as Readonly<Record<string, Json>>[]).flatMap((item) =>
      Object.entries(item).map(([part, { TableName }]) => need(PART_ACTIONS[part] ?? part, TableName)),
    );
  }
  if (typeof input.RequestItems === 'object') {
    return Object.keys(input.RequestItems as Json).map((table) => need(action, table));
  }
  return [need(action, input.TableName, input.IndexName)];
}

/** The batch forms need the right of the single one. */
function sqsNeeds({ action, body }: Call, place: Place): Need[] {
  const { QueueUrl, QueueName } = JSON.parse(body) as Json;
  const name = QueueUrl === undefined ? QueueName : String(QueueUrl).split('/').at(-1);
  return [{ action: `sqs:${action.replace(/Batch$/, '')}`, resource: arnOf(place, 'sqs', String(name)) }];
}

function sesNeeds({ action, body }: Call, place: Place): Need[] {
  const form = body.startsWith('{') ? new URLSearchParams() : new URLSearchParams(body);
  const need = (resource: string): Need => ({
    action: `ses:${action}`,
    resource: arnOf(place, 'ses', resource),
  });
  const needs = [need(`identity/${form.get('Source') ?? senderOf(form.get('RawMessage.Data'))}`)];
  const configurationSet = form.get('ConfigurationSetName');
  if (configurationSet !== null) needs.push(need(`configuration-set/${configurationSet}`));
  return needs;
}

/** The address in the From header of a whole message. */
function senderOf(raw: string | null): string {
  const headers =
    Buffer.from(raw ?? '', 'base64')
      .toString('latin1')
      .split('\r\n\r\n')[0] ?? '';
  const from = /^From:((?:.|\r\n[ \t])*)/im.exec(headers)?.[1] ?? '';
  return /[^\s<>"]+@[^\s<>"]+/.exec(from)?.[0] ?? 'unknown';
}
