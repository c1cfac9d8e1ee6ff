import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

type Body = Record<string, unknown>;

/** Ways in which a stored JSON body may be damaged: it is cut off, has an older form, or is of another type. */
export const DAMAGES: readonly (readonly [name: string, damage: (body: string, field: string) => string])[] =
  [
    ['cut off', (body) => body.slice(0, -10)],
    ['of an older form', (body, field) => changed(body, ({ [field]: _, ...rest }) => rest)],
    ['with a field of another type', (body, field) => changed(body, (it) => ({ ...it, [field]: 7 }))],
    ['no object at all', () => 'null'],
  ];

function changed(body: string, change: (body: Body) => Body): string {
  return JSON.stringify(change(JSON.parse(body) as Body));
}

/** Damages one attribute of a stored item. */
export async function damageItem(
  client: DynamoDBClient,
  tableName: string,
  key: { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } },
  damage: (body: string) => string,
  attribute = 'body',
): Promise<void> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: { ...key }, ConsistentRead: true }),
  );
  const body = Item?.[attribute]?.S;
  if (Item === undefined || body === undefined)
    throw new Error(`${key.pk.S} ${key.sk.S} has no ${attribute}`);
  const damaged = { ...Item, [attribute]: { S: damage(body) } };
  await client.send(new PutItemCommand({ TableName: tableName, Item: damaged }));
}
