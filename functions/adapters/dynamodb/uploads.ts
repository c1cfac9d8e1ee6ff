import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { EXTENTS } from '../../../domain/units/unit-facts.ts';
import { once } from '../../../domain/values/once.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { Upload, Uploads } from '../../ports.ts';
import { ifConditionHolds, partition, queryAll, writeAll } from './items.ts';
import { type Item, keys, numberOf } from './keys.ts';
import type { OpenBody, SealBody } from './quarantine.ts';
import { bodyOf } from './records.ts';
import { count, flag, instant, text } from './scalar-forms.ts';

const uploadForm = once(
  () =>
    z.object({
      id: text,
      unitId: text,
      kind: z.enum(['bill', 'list', 'roster', 'undo']),
      file: text,
      state: z.enum(['checking', 'checked', 'storing', 'stored']),
      isQuick: flag,
      workingUntil: instant,
      people: count,
      answers: z.object({
        extent: z.exactOptional(z.enum(EXTENTS)),
        earlier: z.exactOptional(z.enum(['replace', 'add'])),
        allLeft: z.exactOptional(z.literal(true)),
        reason: z.exactOptional(text),
      }),
      by: text,
      lapsesAt: instant,
      version: count,
    }) satisfies z.ZodMiniType<Upload> as z.ZodMiniType<Upload>,
);

const HEAD = 'HEAD';
type Sealed = 'CONTENT' | 'PREVIEW';

/**
 * The size of a piece of encrypted content. An item is limited to 400 KB, and encrypted content cannot be compressed.
 */
const PIECE_BYTES = 350_000;

const [zipped, unzipped] = [promisify(gzip), promisify(gunzip)];

interface Seals {
  readonly sealBody: SealBody;
  readonly openBody: OpenBody;
}

/** Stores uploads as records that expire. The content is compressed, encrypted and split into pieces. */
export function dynamodbUploads(
  client: DynamoDBClient,
  tableName: string,
  { sealBody, openBody }: Seals,
): Uploads {
  const put = (upload: Upload, condition: object = {}) => {
    const body = { S: JSON.stringify(upload) };
    const version = { N: String(upload.version) };
    const Item = { ...keys.upload(upload.id, HEAD), body, version, expiresAt: lapse(upload.lapsesAt) };
    return client.send(new PutItemCommand({ TableName: tableName, Item, ...condition }));
  };
  const keep = async ({ id, lapsesAt }: Upload, part: Sealed, value: unknown) => {
    const { keyId, sealed } = await sealBody(await zipped(JSON.stringify(value)));
    const pieces = Math.ceil(sealed.length / PIECE_BYTES);
    const items = Array.from({ length: pieces }, (_, index): Item => {
      const piece = sealed.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
      const key = keys.upload(id, `${part}#${String(index).padStart(2, '0')}`);
      const about = { keyId: { S: keyId }, pieces: { N: String(pieces) }, expiresAt: lapse(lapsesAt) };
      return { ...key, ...about, sealedBody: { B: piece } };
    });
    await writeAll(
      client,
      tableName,
      items.map((Item) => ({ PutRequest: { Item } })),
    );
  };
  const open = async ({ id }: Upload, part: Sealed): Promise<unknown> => {
    const query = partition(tableName, keys.uploadParts(id), `${part}#`);
    const items = await queryAll(client, { ...query, ConsistentRead: true });
    // An earlier version of the content may have left further pieces.
    const own = items.slice(0, numberOf(items[0]?.pieces));
    const sealed = Buffer.concat(own.map(({ sealedBody }) => sealedBody?.B ?? new Uint8Array()));
    const body = await openBody({ keyId: own[0]?.keyId?.S ?? '', sealed });
    return JSON.parse((await unzipped(body)).toString('utf8'));
  };
  return {
    async begin(upload, content) {
      await keep(upload, 'CONTENT', content);
      await put(upload);
    },
    async find(unitId, id, now) {
      const get = new GetItemCommand({
        TableName: tableName,
        Key: keys.upload(id, HEAD),
        ConsistentRead: true,
      });
      const { Item } = await client.send(get);
      const upload = Item && bodyOf(Item, uploadForm());
      return upload?.unitId === unitId && upload.lapsesAt > now ? upload : undefined;
    },
    async step(upload, change) {
      const next = { ...upload, ...change, version: upload.version + 1 };
      const condition = {
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': { N: String(upload.version) } },
      };
      return (await ifConditionHolds(put(next, condition))) && next;
    },
    content: (upload) => open(upload, 'CONTENT'),
    keepPreview: (upload, preview) => keep(upload, 'PREVIEW', preview),
    preview: (upload) => open(upload, 'PREVIEW'),
  };
}

function lapse(at: Instant): { readonly N: string } {
  return { N: String(Math.ceil(Date.parse(at) / 1000)) };
}
