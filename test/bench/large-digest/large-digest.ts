import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynoxide } from '../../../infra/local/dynamodb/dynoxide.ts';
import type { TableDefinition } from '../../../infra/local/dynamodb/tables.ts';
import { NODE_OPTIONS } from '../../../infra/settings.ts';
import { FACTS_TABLE, TTL_ATTRIBUTE } from '../../support/embedded-dynamodb.ts';
import { ownProcess } from '../../support/own-process.ts';
import { companyItems } from '../company.ts';
import { fillDatabase } from '../workshop.ts';

export interface LargeDigest {
  readonly to: 'handler' | 'administrator';
  /** The number of spells with open cases, all of them in the handler's units. */
  readonly open: number;
  /** The number of ended cases that the previous digest listed. */
  readonly ended: number;
  readonly portal: boolean;
  readonly heapMegabytes: number;
}

export interface Measured {
  readonly outcome: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly residentMegabytes: number;
  readonly mailBytes: number;
  readonly cases: number;
}

/** Sends a digest in a process whose heap has the given size, with data from an embedded database. */
export async function measuredDigest(asked: LargeDigest): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'canbao-large-'));
  const table = 'canbao-large';
  const definition = {
    keyNames: ['pk', 'sk'],
    ttlAttribute: TTL_ATTRIBUTE,
    create: { TableName: table, BillingMode: 'PAY_PER_REQUEST', ...FACTS_TABLE },
  } as unknown as TableDefinition;
  await fillDatabase(directory, definition, onlySpells(asked.open));
  const script = await ownProcess(join(import.meta.dirname, 'compose.ts'));
  const database = await startDynoxide(directory, (message) => console.error(message));
  try {
    const given = JSON.stringify({ ...asked, table, endpoint: database.endpoint });
    const heap = `--max-old-space-size=${asked.heapMegabytes}`;
    return await script.run<Measured>([heap, NODE_OPTIONS], [given]);
  } finally {
    script.remove();
    await database.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function* onlySpells(open: number) {
  for (const items of companyItems(open, open)) yield items.filter(({ wakeKey }) => wakeKey !== undefined);
}

if (process.argv[1] === import.meta.filename) {
  const [to = 'handler', open = '20000', ended = '0', heap = '300'] = process.argv.slice(2);
  const asked = { to: to as LargeDigest['to'], open: Number(open), ended: Number(ended) };
  console.log(await measuredDigest({ ...asked, portal: true, heapMegabytes: Number(heap) }));
}
