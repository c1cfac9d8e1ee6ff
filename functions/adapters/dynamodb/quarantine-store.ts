import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { addDays, type PlainDate } from '../../../domain/values/plain-date.ts';
import type { OnUnreadable, QuarantinedEvent, QuarantineKey, QuarantineStore } from '../../ports.ts';
import { partition, queryAll } from './items.ts';
import { type Item, keys, textOf } from './keys.ts';
import type { OpenBody } from './quarantine.ts';
import { bodyOf, instantIn, keyOf, NOT_REPORTED, readEach } from './records.ts';
import { texts } from './stored-forms.ts';

const DAYS_AT_ONCE = 10;

/** What lies in quarantine, for a person to look at, to take in again or to throw away. */
export function dynamodbQuarantineStore(
  client: DynamoDBClient,
  tableName: string,
  openBody: OpenBody,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): QuarantineStore {
  const at = ({ day, source, deliveryId }: QuarantineKey) => ({
    TableName: tableName,
    Key: keys.quarantine(day, source, deliveryId),
  });
  const ofDay = async (day: PlainDate) => {
    const items = await queryAll(client, withoutBody(partition(tableName, keys.quarantineDay(day))));
    return readEach(items, (item) => eventIn(day, item), onUnreadable).items;
  };
  return {
    async list(from, to) {
      const days: PlainDate[] = [];
      for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
      const found: QuarantinedEvent[] = [];
      while (days.length > 0) {
        const some = await Promise.all(days.splice(0, DAYS_AT_ONCE).map(ofDay));
        found.push(...some.flat());
      }
      return found;
    },
    async find(key) {
      const { Item } = await client.send(new GetItemCommand({ ...at(key), ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const event = eventIn(key.day, Item);
      const { keyId, sealedBody } = Item;
      if (event === undefined || keyId?.S === undefined || sealedBody?.B === undefined) {
        onUnreadable(keyOf(Item));
        return undefined;
      }
      return { ...event, body: await openBody({ keyId: keyId.S, sealed: sealedBody.B }) };
    },
    async remove(key) {
      await client.send(new DeleteItemCommand(at(key)));
    },
    async noteProblems(key, problems) {
      const update = new UpdateItemCommand({
        ...at(key),
        UpdateExpression: 'SET problems = :problems',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':problems': { S: JSON.stringify(problems) } },
      });
      await client.send(update).catch((error: unknown) => {
        // Somebody else took it in, or threw it away, in the meantime.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },
  };
}

function withoutBody(input: QueryCommandInput): QueryCommandInput {
  return { ...input, ProjectionExpression: 'pk, sk, receivedAt, problems' };
}

/** A source's name holds no `#`; whatever follows the first one is the delivery's. */
function eventIn(day: PlainDate, item: Item): QuarantinedEvent | undefined {
  const receivedAt = instantIn(item.receivedAt);
  const problems = bodyOf(item, texts, 'problems');
  if (receivedAt === undefined || problems === undefined) return undefined;
  const [source = '', deliveryId = ''] = textOf(item.sk).split(/#(.*)/s);
  return { day, source, deliveryId, receivedAt, problems };
}
