import { type DynamoDBClient, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { atOnce, unpaced } from '../../pace.ts';
import { ITEMS_A_PAGE, ifConditionHolds, inAdvance } from './items.ts';
import { type Item, keys } from './keys.ts';
import { maskedAnew } from './records.ts';

const BODIES = ['body', 'data'] as const;

const UPDATES_AT_ONCE = 16;

/**
 * Replaces stored masks of an earlier release, which showed more of an identity number. It is idempotent and can be
 * interrupted. Items written meanwhile already have new masks and are skipped.
 * @param onProgress receives the number of employees so far.
 * @returns how many items were rewritten, and how many employees there are.
 */
export async function maskStoredAnew(
  client: DynamoDBClient,
  tableName: string,
  onProgress: (employees: number) => void = () => undefined,
): Promise<{ readonly masked: number; readonly employees: number }> {
  let [masked, employees] = [0, 0];
  const pages = paginateScan({ client }, { TableName: tableName, Limit: ITEMS_A_PAGE });
  for await (const { Items = [] } of inAdvance(pages)) {
    employees += Items.filter(isHead).length;
    const updates = Items.flatMap((item) => BODIES.map((attribute) => masking(item, attribute, tableName)));
    const update = async (command: UpdateItemCommand) => {
      if ((await ifConditionHolds(client.send(command))) !== undefined) masked += 1;
    };
    await atOnce(
      updates.filter((command) => command !== undefined),
      update,
      unpaced(UPDATES_AT_ONCE),
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
