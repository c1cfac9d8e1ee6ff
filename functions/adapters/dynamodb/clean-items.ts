import {
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { atOnce, unpaced } from '../../pace.ts';
import { ITEMS_A_PAGE, ifConditionHolds, inAdvance } from './items.ts';
import { type Item, keys } from './keys.ts';
import { maskedAnew } from './records.ts';
import { isEmptied } from './spells.ts';

const BODIES = ['body', 'data'] as const;

const WRITES_AT_ONCE = 16;

/**
 * Replaces stored masks of an earlier release, which showed more of an identity number, and deletes the emptied items of
 * spells that no longer exist. It is idempotent and can be interrupted. Items written meanwhile stay as they are.
 * @param onProgress receives the number of employees so far.
 * @returns how many masks were replaced, and how many employees there are.
 */
export async function cleanItems(
  client: DynamoDBClient,
  tableName: string,
  onProgress: (employees: number) => void = () => undefined,
): Promise<{ readonly masked: number; readonly employees: number }> {
  let [masked, employees] = [0, 0];
  const pages = paginateScan({ client }, { TableName: tableName, Limit: ITEMS_A_PAGE });
  for await (const { Items = [] } of inAdvance(pages)) {
    employees += Items.filter(isHead).length;
    const writes = Items.flatMap((item) => [
      ...BODIES.map((attribute) => masking(item, attribute, tableName)),
      isEmptied(item) ? removal(item, tableName) : undefined,
    ]);
    const write = async (command: UpdateItemCommand | DeleteItemCommand) => {
      if (command instanceof DeleteItemCommand) await ifConditionHolds(client.send(command));
      else if ((await ifConditionHolds(client.send(command))) !== undefined) masked += 1;
    };
    await atOnce(
      writes.filter((command) => command !== undefined),
      write,
      unpaced(WRITES_AT_ONCE),
    );
    onProgress(employees);
  }
  return { masked, employees };
}

/** Whether the item is a HEAD item. Each employee has one. */
function isHead({ pk, sk }: Item): boolean {
  return sk?.S === keys.head('').sk.S && pk?.S?.startsWith(keys.employee('')) === true;
}

/** @returns undefined if there is nothing to mask. */
function masking(
  item: Item,
  attribute: (typeof BODIES)[number],
  TableName: string,
): UpdateItemCommand | undefined {
  const [stored, { pk, sk }] = [item[attribute]?.S, item];
  if (stored === undefined || pk === undefined || sk === undefined) return undefined;
  const masked = maskedAnew(stored);
  if (masked === stored) return undefined;
  return new UpdateItemCommand({
    TableName,
    Key: { pk, sk },
    UpdateExpression: 'SET #attribute = :masked',
    ConditionExpression: '#attribute = :stored',
    ExpressionAttributeNames: { '#attribute': attribute },
    ExpressionAttributeValues: { ':masked': { S: masked }, ':stored': { S: stored } },
  });
}

/** The condition fails if the spell has come back since the scan. */
function removal({ gone: _, ...Key }: Item, TableName: string): DeleteItemCommand {
  return new DeleteItemCommand({ TableName, Key, ConditionExpression: 'attribute_exists(gone)' });
}
