import type { DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { UnknownCharge } from '../../../domain/units/unknown-charge.ts';
import { once } from '../../../domain/values/once.ts';
import type { UnknownCharges } from '../../imports/store-bill.ts';
import type { OnUnreadable } from '../../ports.ts';
import { partition, queryAll, writeAll } from './items.ts';
import { keys } from './keys.ts';
import { bodyOf, NOT_REPORTED, readEach } from './records.ts';
import { chargeFields, instant, text } from './scalar-forms.ts';

/** What the code relies on in a stored charge. */
const unknownChargeForm: () => z.ZodMiniType<UnknownCharge> = once(() =>
  z.object({
    id: text,
    ...chargeFields(),
    employeeId: z.exactOptional(text),
    masked: z.exactOptional(text),
    hash: z.exactOptional(text),
    name: z.exactOptional(text),
    receivedAt: instant,
  }),
);

/** Charges for people whom nobody has told us of; put and removed whole, so repeating does no harm. */
export function dynamodbUnknownCharges(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): UnknownCharges {
  const write = (requests: readonly WriteRequest[]) => writeAll(client, tableName, requests);
  return {
    async list(unitId) {
      const items = await queryAll(client, partition(tableName, keys.unknownCharges(unitId)));
      return readEach(items, (item) => bodyOf(item, unknownChargeForm()), onUnreadable);
    },
    keep: (charges) =>
      write(
        charges.map((charge) => ({
          PutRequest: { Item: { ...keyOf(charge), body: { S: JSON.stringify(charge) } } },
        })),
      ),
    remove: (charges) => write(charges.map((charge) => ({ DeleteRequest: { Key: keyOf(charge) } }))),
  };
}

function keyOf({ unitId, month, id }: Pick<UnknownCharge, 'id' | 'unitId' | 'month'>) {
  return keys.unknownCharge(unitId, month, id);
}
