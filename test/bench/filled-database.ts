import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Item } from '../../functions/adapters/dynamodb/keys.ts';
import { dynoxideBinary } from '../../infra/local/dynamodb/dynoxide.ts';
import type { TableDefinition } from '../../infra/local/dynamodb/tables.ts';

const ITEMS_A_FILE = 20_000;

/**
 * Writes the file of an embedded database that holds the items. It goes through the form of DynamoDB's own export,
 * which is read in many times as fast as batches of 25 over HTTP.
 * @param directory where `startDynoxide` finds it.
 */
export async function fillDatabase(
  directory: string,
  { create }: TableDefinition,
  items: Iterable<readonly Item[]>,
): Promise<void> {
  const source = join(directory, 'export');
  const data = join(source, create.TableName, 'data');
  mkdirSync(data, { recursive: true });
  let lines: string[] = [];
  let files = 0;
  const write = () => {
    writeFileSync(join(data, `${files}.json.gz`), gzipSync(lines.join('\n'), { level: 1 }));
    files += 1;
    lines = [];
  };
  for (const some of items) {
    lines.push(...some.map((item) => JSON.stringify({ Item: item })));
    if (lines.length >= ITEMS_A_FILE) write();
  }
  write();
  const schema = join(directory, 'schema.json');
  writeFileSync(schema, JSON.stringify({ Table: create }));
  const output = join(directory, 'canbao.db');
  await promisify(execFile)(dynoxideBinary(), [
    'import',
    ...['--source', source, '--schema', schema, '--output', output],
  ]);
}
