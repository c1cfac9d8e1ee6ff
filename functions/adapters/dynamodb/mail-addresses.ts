import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { once } from '../../../domain/values/once.ts';
import { type AddressState, undeliverableIn, withOutcome } from '../../mail/address-state.ts';
import type { Clock, MailAddresses, OnUnreadable } from '../../ports.ts';
import { ifConditionHolds, partition, queryAll } from './items.ts';
import { expiry, type Item, keys, numberOf, textOf } from './keys.ts';
import { bodyOf, keyOf, NOT_REPORTED, readEach } from './records.ts';
import { instant } from './scalar-forms.ts';

const KEPT_DAYS = 400;

const stateForm = once(() =>
  z.object({
    clearedAt: z.exactOptional(instant),
    deliveredAt: z.exactOptional(instant),
    failedAt: z.exactOptional(instant),
    lastFailure: z.exactOptional(
      z.object({ at: instant, why: z.enum(['bounced', 'complained', 'refused', 'delayed']) }),
    ),
    delayedAt: z.exactOptional(z.array(instant)),
  }),
);

/**
 * Stores one record per address, which expires 400 days after its last change. An unreadable record is treated as
 * absent.
 */
export function dynamodbMailAddresses(
  client: DynamoDBClient,
  tableName: string,
  clock: Clock,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): MailAddresses {
  const stateIn = (item: Item): AddressState | undefined => bodyOf(item, stateForm());

  /**
   * Changes the state of an address. If another writer came first, it reads the state and tries again.
   * @returns the state before and after.
   */
  const change = async (address: string, to: (state: AddressState) => AddressState) => {
    for (;;) {
      const Key = keys.mailAddress(address);
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
      );
      const read = Item && stateIn(Item);
      if (Item !== undefined && read === undefined) onUnreadable(keyOf(Item));
      const before = read ?? {};
      const after = to(before);
      if (after === before) return { before, after };
      const version = numberOf(Item?.version);
      const written = await ifConditionHolds(
        client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: {
              ...Key,
              body: { S: JSON.stringify(after) },
              version: { N: String(version + 1) },
              expiresAt: expiry(clock.now(), KEPT_DAYS),
            },
            ConditionExpression: 'attribute_not_exists(version) OR version = :version',
            ExpressionAttributeValues: { ':version': { N: String(version) } },
          }),
        ),
      );
      if (written !== undefined) return { before, after };
    }
  };

  return {
    async undeliverable() {
      const items = await queryAll(client, partition(tableName, keys.mailAddresses));
      const states = readEach(
        items,
        (item) => {
          const state = stateIn(item);
          return state && { address: textOf(item.sk), found: undeliverableIn(state) };
        },
        onUnreadable,
      );
      return states.items.flatMap(({ address, found }) => (found === undefined ? [] : { address, ...found }));
    },
    async note(address, outcome) {
      const { before, after } = await change(address, (state) => withOutcome(state, outcome));
      return undeliverableIn(before) === undefined && undeliverableIn(after) !== undefined;
    },
    async tryAgain(address) {
      const { before, after } = await change(address, (state) =>
        undeliverableIn(state) === undefined ? state : { clearedAt: clock.now() },
      );
      return after !== before;
    },
  };
}
