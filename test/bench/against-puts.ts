import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Delivery, lifeCourses } from './deliveries.ts';
import type { Measured } from './figure.ts';
import { inFlight } from './in-flight.ts';
import { interleaved, millisecondsOf } from './interleaved.ts';
import type { Sizes } from './sizes.ts';

export interface AgainstPuts {
  /** @throws Error when the delivery was not accepted. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  readonly secret: string;
  /** For the bare puts. */
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** Microseconds of one event and of one put. */
export interface EventAndPut {
  readonly event: number;
  readonly put: number;
}

/**
 * Delivers the events of whole life courses, and in turn puts as many single items under a condition, the plainest
 * way to store something once; the same bodies, equally many at a time.
 *
 * @param sizes.firstPerson from where the people are numbered: nobody may be delivered twice.
 */
export async function againstPuts(
  { deliver, secret, client, tableName }: AgainstPuts,
  sizes: Sizes['events'] & { readonly firstPerson?: number },
): Promise<EventAndPut> {
  const { employees, inFlight: most, rounds, firstPerson = 0 } = sizes;
  let nextPerson = firstPerson;
  const measure = (work: (delivery: Delivery) => Promise<void>) => async () => {
    const steps = lifeCourses(nextPerson, employees, secret);
    nextPerson += employees;
    const all = async () => {
      for (const step of steps) await inFlight(most, step, work);
    };
    return ((await millisecondsOf(all)) / steps.flat().length) * 1000;
  };
  const bare = (delivery: Delivery) => putOnce(client, tableName, delivery);
  const [put = 0, event = 0] = await interleaved([measure(bare), measure(deliver)], { rounds });
  return { event, put };
}

/** The raw part of a figure, with the same as events and puts per second. */
export function inMicroseconds({
  event,
  put,
}: EventAndPut): Pick<Measured, 'unit' | 'subject' | 'reference' | 'more'> {
  return {
    unit: 'microseconds each',
    subject: event,
    reference: put,
    more: { eventsPerSecond: 1e6 / event, putsPerSecond: 1e6 / put },
  };
}

async function putOnce(
  client: DynamoDBClient,
  tableName: string,
  { headers, body }: Delivery,
): Promise<void> {
  await client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: { pk: { S: `PUT#${headers['webhook-id']}` }, sk: { S: 'PUT' }, body: { S: body } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
}
