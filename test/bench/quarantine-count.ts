import { type Instant, type PlainDate, plainDate } from '../../domain/values/plain-date.ts';
import { writeAll } from '../../functions/adapters/dynamodb/items.ts';
import { type Item, keys } from '../../functions/adapters/dynamodb/keys.ts';
import { dynamodbQuarantine } from '../../functions/adapters/dynamodb/quarantine.ts';
import { countedUnits } from './daily-read.ts';
import { startEmbeddedTable } from './embedded-table.ts';
import { type Figure, figure } from './figure.ts';
import type { Sizes } from './sizes.ts';
import type { Workshop } from './workshop.ts';

const NOW = plainDate('2026-11-20');
const FORMERLY = plainDate('2026-10-20');
/** About what is wrong with most messages, sealed. */
const PROBLEMS_BYTES = 200;

/**
 * What it costs the administrator's digest to say how much was put in quarantine on a day of so much garbage: as it is kept
 * now, against as an earlier release kept it, each body in the item that is counted.
 */
export async function quarantineCount(workshop: Workshop, sizes: Sizes['quarantine']): Promise<Figure> {
  const { events, bodyBytes } = sizes;
  const table = await startEmbeddedTable(workshop, workshop.directory('quarantine'));
  try {
    const { client, tableName } = table;
    const put = (items: readonly Item[]) =>
      writeAll(
        client,
        tableName,
        items.map((item) => ({ PutRequest: { Item: item } })),
      );
    const kept = (day: PlainDate, attribute: string, bytes: number) =>
      Array.from({ length: events }, (_, n) => ({
        ...keys.quarantine(day, 'standard', `m${n}`),
        receivedAt: { S: `${day}T01:00:00.000Z` },
        [attribute]: { B: new Uint8Array(bytes) },
      }));
    await put(kept(FORMERLY, 'sealedBody', bodyBytes));
    await put(kept(NOW, 'sealedProblems', PROBLEMS_BYTES));
    await put([{ ...keys.quarantineCount(NOW, 'standard'), kept: { N: String(events) } }]);
    const units = countedUnits(client);
    const counting = async (day: PlainDate) => {
      const clock = { now: () => `${day}T02:00:00.000Z` as Instant };
      const [unitsBefore, from] = [units(), performance.now()];
      const { count } = await dynamodbQuarantine(client, tableName, clock).countSince(
        `${day}T00:00:00.000Z` as Instant,
      );
      if (count !== events) throw new Error(`${count} events were counted, not ${events}`);
      return { units: units() - unitsBefore, milliseconds: performance.now() - from };
    };
    const [before, after] = [await counting(FORMERLY), await counting(NOW)];
    return figure({
      name: 'quarantine-count',
      what: `counting ${events} events of ${bodyBytes} bytes in quarantine, against reading them with their bodies`,
      unit: 'read units',
      subject: after.units,
      reference: before.units,
      goal: { of: 'ratio', atMost: 1 },
      more: { milliseconds: after.milliseconds, millisecondsBefore: before.milliseconds },
    });
  } finally {
    await table.stop();
  }
}
