import type { DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';
import type { UnknownCharge } from '../../../domain/units/unknown-charge.ts';
import type { UnknownCharges } from '../../imports/store-bill.ts';
import { partition, queryAll, writeAll } from './items.ts';
import { bodyOf, keys } from './keys.ts';

/** Charges for people whom nobody has told us of; put and removed whole, so repeating does no harm. */
export function dynamodbUnknownCharges(client: DynamoDBClient, tableName: string): UnknownCharges {
  const write = (requests: readonly WriteRequest[]) => writeAll(client, tableName, requests);
  return {
    async list(unitId) {
      const items = await queryAll(client, partition(tableName, keys.unknownCharges(unitId)));
      return items.map((item) => bodyOf<UnknownCharge>(item));
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
