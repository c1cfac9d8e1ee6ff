import { arnIn, type Place } from '../assembly/resolver.ts';

/** One call of a function to a service, with the IAM permissions that it needs. */
export interface RecordedCall {
  /** Logical id of the calling function; undefined for other callers. */
  readonly caller: string | undefined;
  /** The IAM service prefix: `dynamodb`, `sqs`, `ses`, `secretsmanager`, `lambda`. */
  readonly service: string;
  /** The API operation, for example `TransactWriteItems`. */
  readonly action: string;
  /** The permissions that the call needs, one per part of a transaction. */
  readonly needs: readonly Need[];
}

export interface Need {
  /** The IAM action, for example `dynamodb:PutItem`. */
  readonly action: string;
  /** The ARN of the table, index, queue, secret, identity or function. */
  readonly resource: string;
  /** The value of the table's partition key; absent for an index, where it is only the unit. */
  readonly partition?: string;
}

/** A call as received: the action from the protocol's header or parameter, the body as text. */
interface Call {
  readonly service: string;
  readonly action: string;
  readonly body: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The IAM actions of a transaction's parts. The transaction itself has none. */
const PART_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** The permissions that a call needs. @throws Error for an unsupported service. */
export function needsOf(call: Call, place: Place): Need[] {
  switch (call.service) {
    case 'dynamodb':
      return dynamoDbNeeds(call, place);
    case 'sqs':
      return sqsNeeds(call, place);
    case 'ses':
      return sesNeeds(call, place);
    default:
      throw new Error(`the permissions for ${call.service}:${call.action} are not known`);
  }
}

function dynamoDbNeeds({ action, body }: Call, place: Place): Need[] {
  const input = JSON.parse(body) as DynamoDbInput;
  const need = (name: string, { TableName, IndexName, ...on }: DynamoDbInput): Need => {
    const index = IndexName === undefined ? '' : `/index/${IndexName}`;
    const partition = IndexName === undefined ? partitionOf(on) : undefined;
    return {
      action: `dynamodb:${name}`,
      resource: arnIn(place, 'dynamodb', `table/${TableName}${index}`),
      ...(partition !== undefined && { partition }),
    };
  };
  if (input.TransactItems !== undefined)
    return input.TransactItems.flatMap((item) =>
      Object.entries(item).map(([part, on]) => need(PART_ACTIONS[part] ?? part, on)),
    );
  if (input.RequestItems === undefined) return [need(action, input)];
  return Object.entries(input.RequestItems).flatMap(([TableName, requests]) =>
    itemsOf(requests).map((on) => need(action, { TableName, ...on })),
  );
}

type Attributes = Readonly<Record<string, { readonly S?: string }>>;

interface DynamoDbInput {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: Attributes;
  readonly Item?: Attributes;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Attributes;
  readonly TransactItems?: readonly Readonly<Record<string, DynamoDbInput>>[];
  readonly RequestItems?: Readonly<Record<string, BatchOfTable>>;
}

type BatchOfTable =
  | { readonly Keys?: readonly Attributes[] }
  | readonly Readonly<Record<'PutRequest' | 'DeleteRequest', DynamoDbInput | undefined>>[];

function itemsOf(batch: BatchOfTable): readonly DynamoDbInput[] {
  if (!isWrites(batch)) return batch.Keys?.map((Key) => ({ Key })) ?? [{}];
  return batch.flatMap(({ PutRequest, DeleteRequest }) => PutRequest ?? DeleteRequest ?? []);
}

function isWrites(batch: BatchOfTable): batch is Extract<BatchOfTable, readonly unknown[]> {
  return Array.isArray(batch);
}

/** The partition key of an item, or the key that a query names by `pk = :pk`. */
function partitionOf({ Key, Item, KeyConditionExpression, ExpressionAttributeValues }: DynamoDbInput) {
  const [, name = ''] = /\bpk = (:\w+)/.exec(KeyConditionExpression ?? '') ?? [];
  return (Key ?? Item)?.pk?.S ?? ExpressionAttributeValues?.[name]?.S;
}

/**
 * The permissions of a call to SQS. Batch calls need the permission of the single call. A call names its queue by the
 * URL; only a call that asks for the URL names it by the queue's name.
 */
function sqsNeeds({ action, body }: Call, place: Place): Need[] {
  const { QueueUrl, QueueName = QueueUrl } = JSON.parse(body) as Json;
  const name = String(QueueName).split('/').at(-1);
  return [{ action: `sqs:${action.replace(/Batch$/, '')}`, resource: arnIn(place, 'sqs', String(name)) }];
}

/**
 * The permissions of a call to SES. A configuration set that is named needs a permission of its own.
 * @throws Error for a mail without a source.
 */
function sesNeeds({ action, body }: Call, place: Place): Need[] {
  const form = new URLSearchParams(body);
  const [source, set] = [form.get('Source'), form.get('ConfigurationSetName')];
  if (source === null) throw new Error(`the permissions for ses:${action} are only known with a Source`);
  return [`identity/${source}`, ...(set === null ? [] : [`configuration-set/${set}`])].map((resource) => ({
    action: `ses:${action}`,
    resource: arnIn(place, 'ses', resource),
  }));
}
