import { join } from 'node:path';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import { composeDigest } from '../../domain/digest/compose-digest.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import { renderDigest } from '../../domain/letter/digest-letter.ts';
import { month, plusMonths } from '../../domain/values/month.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import { dynamodbSpells } from '../../functions/adapters/dynamodb/spells.ts';
import { readUnit } from '../../functions/casework/read-unit.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { requestFor, stage } from '../functions/send-digest/send-digest-stage.ts';
import { fakeClock } from '../support/fakes/clock.ts';
import { fakeEmployees } from '../support/fakes/employees.ts';
import type { RegistryFile } from '../support/fakes/registry.ts';
import { fakeUnknownCharges } from '../support/fakes/unknown-charges.ts';
import { digestInput, EVERY_CASE, unitCase } from '../support/sample-cases.ts';
import type { Sizes } from './bench.ts';
import { charges, companyItems, enrolled, leaver, TODAY, UNIT, UNIT_IDS } from './company.ts';
import { lookUp, writeBill } from './import.ts';
import { type Figure, figure, interleaved } from './measure.ts';
import { startEmbeddedTable, type Workshop } from './workshop.ts';

/** The cost of an item may at most double when there are sixteen times as many. */
const GOAL = { of: 'ratio', atMost: 2 } as const;

const at = `${TODAY}T00:00:00.000Z` as Instant;

const ADMINISTRATOR = 'admin@example.com';
const REGISTRY = {
  units: UNIT_IDS.map((unitId) => ({
    ...UNIT,
    unitId,
    name: `${UNIT.name}${unitId}`,
    staff: [...UNIT.staff],
  })),
  fallbackStaff: [{ email: ADMINISTRATOR, name: '管理员' }],
} as unknown as RegistryFile;

interface Path {
  readonly name: string;
  /** The items whose number grows. */
  readonly items: string;
  /** The smallest number of items. */
  readonly least: number;
  /** @returns the work on `count` items. */
  prepare(workshop: Workshop, count: number): Promise<() => unknown>;
}

const PATHS: readonly Path[] = [
  {
    name: 'fold',
    items: 'facts of one person',
    least: 6,
    async prepare(_, count) {
      const months = Array.from({ length: count - 3 }, (_, i) => plusMonths(month('2024-02'), i));
      const facts = [...enrolled(0), ...charges('E0', months)];
      return () => foldSpells('E0', facts);
    },
  },
  {
    name: 'digest',
    items: 'cases of a digest, composed and rendered',
    least: 6,
    async prepare(_, count) {
      const input = digestInput({ cases: manyCases(count).map((it) => unitCase(it)) });
      return () => {
        const digest = composeDigest(input, publishedCalendar);
        if (digest?.items.length !== count) throw new Error('the digest does not list every case');
        renderDigest(digest);
      };
    },
  },
  {
    name: 'import-dry-run',
    items: 'rows of a bill that is tried out',
    least: 12,
    async prepare(workshop, count) {
      const file = join(workshop.directory('dry-run'), '1.csv');
      writeBill(file, count, 300);
      const inMemory = {
        ...{ employees: fakeEmployees(), unknownCharges: fakeUnknownCharges(), clock: fakeClock(at) },
        ...{ unit: async () => undefined, order: async () => NO_ORDER, peopleWith: async () => [] },
        calendar: publishedCalendar,
      };
      for (let i = 0; i < count; i += 1)
        await appendFacts({ employeeId: `E${i}`, facts: enrolled(i) }, inMemory);
      return async () => {
        const { stored } = (await lookUp(file, inMemory, false)).looked;
        if (stored.newFacts !== count) throw new Error(`${stored.newFacts} of ${count} rows are new`);
      };
    },
  },
  {
    name: 'daily-read',
    items: 'open spells of a unit, read and derived',
    least: 5,
    async prepare(workshop, count) {
      const items = companyItems(count * UNIT_IDS.length, count * UNIT_IDS.length);
      const { client, tableName } = await startEmbeddedTable(workshop, items);
      const { ports } = stage(TODAY, [], REGISTRY);
      const record = await ports.registry.load();
      const spells = dynamodbSpells(client, tableName);
      return async () => {
        const read = await readUnit(UNIT_IDS[0], record, TODAY, { ...ports, spells });
        if (read.spells.length !== count) throw new Error(`${read.spells.length} of ${count} spells are due`);
      };
    },
  },
  {
    name: 'administrator-digest',
    items: 'open spells of the company, in the digest of whoever administers',
    least: 10,
    async prepare(_, count) {
      const spells = Array.from({ length: count }, (_, i) =>
        foldSpells(`E${i}`, leaver(i, UNIT_IDS[i % UNIT_IDS.length])),
      ).flat();
      return async () => {
        const { send, quarantine } = stage(TODAY, spells, REGISTRY);
        // Without an event in quarantine there would be no digest.
        await quarantine.keep({ source: 'standard', deliveryId: 'd', receivedAt: at }, new Uint8Array(), []);
        const outcome = await send(requestFor(ADMINISTRATOR, TODAY));
        if (outcome !== 'sent') throw new Error(`the digest of the administrator was ${outcome}`);
      };
    },
  },
];

/** Compares the cost of one item among n, 4n and 16n items. It must not grow on any path. */
export async function growth(
  workshop: Workshop,
  { factor, rounds, warmUps = 2 }: Sizes['growth'],
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, items, least, prepare } of PATHS) {
    const counts = [1, 4, 16].map((times) => times * least * factor);
    const works: (() => unknown)[] = [];
    for (const count of counts) works.push(await prepare(workshop, count));
    // Smaller sizes are repeated until they process as many items as the largest, because a short run cannot be
    // measured.
    const each = works.map((work, i) => async () => {
      const count = counts[i] ?? 1;
      const times = (counts.at(-1) ?? count) / count;
      const all = async () => {
        for (let time = 0; time < times; time += 1) await work();
      };
      return (await cpuMicrosecondsOf(all)) / (count * times);
    });
    const [few = 0, more = 0, most = 0] = await interleaved(each, { rounds, warmUps });
    figures.push(
      figure({
        name: `growth ${name}`,
        what: `one of ${counts[2]} ${items}, against one of ${counts[0]}`,
        unit: 'microseconds of CPU each',
        subject: most,
        reference: few,
        goal: GOAL,
        more: {
          [`at${counts[0]}`]: few,
          [`at${counts[1]}`]: more,
          [`at${counts[2]}`]: most,
          ratioInBetween: more / few,
        },
      }),
    );
  }
  return figures;
}

/** CPU time of this process, so that other work on the machine does not count. */
async function cpuMicrosecondsOf(work: () => Promise<void>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return user + system;
}

/** Cases of every kind and state in turn, each about another person. */
function manyCases(count: number): Case[] {
  return Array.from({ length: count }, (_, number) => {
    const like = EVERY_CASE[number % EVERY_CASE.length];
    if (like === undefined) throw new Error('there are no sample cases');
    const employeeId = `E${number}`;
    return { ...like, employeeId, caseId: `${employeeId}/${like.spellId}/${like.kind}` };
  });
}
