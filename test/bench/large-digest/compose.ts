import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { digestMoneyOf } from '../../../domain/digest/reported-money.ts';
import { addDays, type Instant } from '../../../domain/values/plain-date.ts';
import { dynamodbRuns } from '../../../functions/adapters/dynamodb/runs.ts';
import { dynamodbSpells } from '../../../functions/adapters/dynamodb/spells.ts';
import { sendDigest } from '../../../functions/send-digest/send-digest.ts';
import { stage } from '../../functions/send-digest/send-digest-stage.ts';
import type { RegistryFile } from '../../support/fakes/registry.ts';
import { TODAY, UNIT, UNIT_IDS } from '../company.ts';
import type { LargeDigest, Measured } from './large-digest.ts';

/** Sends one large digest in a separate process, and prints what that took. */
const asked = JSON.parse(process.argv[2] ?? '') as LargeDigest & {
  readonly endpoint: string;
  readonly table: string;
};

const HANDLER = 'wang.fang@example.com';
const ADMIN = 'admin@example.com';
const at = `${TODAY}T00:30:00.000Z` as Instant;

const client = new DynamoDBClient({
  endpoint: asked.endpoint,
  region: 'cn-north-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const units = UNIT_IDS.map((unitId) => ({
  ...UNIT,
  unitId,
  name: `${UNIT.name}${unitId}`,
  staff: [...UNIT.staff],
}));
const registry = { units, fallbackStaff: [{ email: ADMIN, name: '管理员' }] } as unknown as RegistryFile;
const { mailer, quarantine, log, ports: inMemory } = stage(TODAY, [], registry);
const ports = {
  ...inMemory,
  spells: dynamodbSpells(client, asked.table),
  runs: dynamodbRuns(client, asked.table),
  portal: asked.portal ? 'https://canbao.example.cn' : undefined,
};

const recipient = asked.to === 'handler' ? HANDLER : ADMIN;
const yesterday = addDays(TODAY, -1);
await ports.runs.recordSent({
  day: yesterday,
  recipient,
  attempt: 1,
  messageId: '<1@example.com>',
  sentAt: at,
  since: {
    coveredUntil: yesterday,
    composedAt: `${yesterday}T00:30:00.000Z` as Instant,
    caseIds: Array.from({ length: asked.ended }, (_, i) => `E${asked.open + i}/gone/enrolment`),
    told: digestMoneyOf([]),
  },
});
if (asked.to === 'administrator')
  await quarantine.keep({ source: 'standard', deliveryId: 'd', receivedAt: at }, new Uint8Array(), []);
const began = performance.now();
const cpu = process.cpuUsage();
const outcome = await sendDigest({ day: TODAY, scheduledAt: at, attempt: 1, recipient }, ports);
const { user, system } = process.cpuUsage(cpu);
const measured: Measured = {
  outcome,
  seconds: (performance.now() - began) / 1000,
  cpuSeconds: (user + system) / 1e6,
  residentMegabytes: process.resourceUsage().maxRSS / 1024,
  mailBytes: mailer.sent[0]?.raw.length ?? 0,
  cases: Number(log.lines.findLast(({ ids }) => 'cases' in ids)?.ids.cases ?? 0),
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
client.destroy();
