import { join } from 'node:path';
import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import { type Registry, registrySchema } from '../../domain/units/unit.ts';
import { applyRegistry } from '../../functions/adapters/dynamodb/registry.ts';
import { dynamodbSessions } from '../../functions/adapters/dynamodb/sign-ins.ts';
import { dynamodbStores } from '../../functions/adapters/dynamodb/stores.ts';
import { checkDay } from '../../functions/check-run/check-run.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { planDigests } from '../../functions/plan-digests/plan-digests.ts';
import { sendDigest } from '../../functions/send-digest/send-digest.ts';
import type { Deployment } from '../../infra/local/deployment.ts';
import { stage } from '../functions/send-digest/send-digest-stage.ts';
import type { Sizes } from './bench.ts';
import { bytesOf, companyItems, enrolled, TODAY, UNIT } from './company.ts';
import { allItems, imported, portsOn, writeBill } from './import.ts';
import { lifeCourses, receiver } from './ingest.ts';
import { type Figure, figure } from './measure.ts';
import { PRICES } from './prices.ts';
import { type Consumed, countConsumed, startEmbeddedTable, type Workshop } from './workshop.ts';

/** The share of employees who are hired each month, and also of those who leave. 18 % a year is assumed. */
const TURNOVER = 0.015;
/** Days from an event to its accepted filing. The law allows 30 days for a hire and 15 for a leave. */
const DAYS_OPEN = 12;
/** The number of employees of one unit for which a handler is responsible. */
const EMPLOYEES_A_HANDLER = 2_000;
/** Working days a month, about 250 a year. Each handler gets one mail on each. */
const WORKING_DAYS = 21;
/** Pages of the portal that a handler opens each working day: the inbox, and a few cases to read and record. */
const PAGES_A_DAY = 15;
/** A monthly bill has one row for each employee. The table holds a year of bills. */
const MONTHS_KEPT = 12;
/** The month of the first bill, July 2025. Nearly everybody is hired by then, and nobody has left. */
const FIRST_BILL = 25 * 12 + 6;
/** Working hours in a month, in which events arrive. */
const BUSY_HOURS = 8 * WORKING_DAYS;
const HOURS = 730;

/**
 * Assumed billed time of a warm function. An event takes two database calls of 5 to 10 ms each, and the computation. A
 * mail or page takes longer, because a unit is read. Sixteen bill rows are stored at a time; the time of one row is a
 * sixteenth.
 */
const WORK = {
  event: { name: 'receive-event', milliseconds: 40 },
  digest: { name: 'send-digest', milliseconds: 600 },
  page: { name: 'staff-portal', milliseconds: 120 },
  row: { name: 'import-upload', milliseconds: 3 },
  feedback: { name: 'mail-feedback', milliseconds: 20 },
  scheduled: { name: 'apply-retention', milliseconds: 2_000 },
} as const;
/**
 * Bytes of an invocation's START, END and REPORT lines. `OTHER_LOG_BYTES` are those of our own one or two lines, if
 * they are not measured.
 */
const PLATFORM_LOG_BYTES = 400;
const OTHER_LOG_BYTES = 600;
/** Bytes of one access log line. */
const ACCESS_LOG_BYTES = 264;
/**
 * The number of idle polls in a month. Lambda has five pollers for each queue, and each waits 20 seconds for a message.
 */
const IDLE_POLLS = 5 * 3 * 60 * HOURS;
/**
 * The number of metrics that are written once a day, and of those written in working hours. A metric is charged for
 * each hour with data.
 */
const METRICS = { daily: 4, busy: 5 };
/** The bytes that DynamoDB adds to each stored item, in the table and in the index. */
const ITEM_OVERHEAD_BYTES = 100;

const GIGABYTE = 2 ** 30;

/** The goal applies to companies of up to a million employees. */
const GOAL = { of: 'subject', atMost: 22 } as const;

const ADMINISTRATOR = 'admin@example.com';

/**
 * The monthly cost at list prices. DynamoDB's capacity is measured on an embedded database. The rest follows from the
 * template.
 */
export async function cost(
  workshop: Workshop,
  { people, companies }: Sizes['cost'],
): Promise<readonly Figure[]> {
  const ofPerson = await measuredPerson(workshop, people);
  const figures: Figure[] = [];
  for (const employees of companies) {
    const bill = billOf(employees, ofPerson, await measuredDay(workshop, employees), workshop.deployment);
    const parts = { ...bill.fixed, ...bill.used };
    const sumOf = (some: Readonly<Record<string, Part>>) =>
      Object.values(some).reduce((sum, [quantity, { usd }]) => sum + quantity * usd, 0);
    const paid = Object.values(parts).map(([quantity, { usd, free }]) => Math.max(0, quantity - free) * usd);
    figures.push(
      figure({
        name: `cost at ${employees}`,
        what: `what a month costs at ${employees} employees, by list prices of us-east-1, against what it costs with none`,
        unit: 'USD a month',
        subject: sumOf(parts),
        reference: sumOf(bill.fixed),
        goal: GOAL,
        more: {
          ...Object.fromEntries(
            Object.entries(parts).map(([name, [quantity, { usd }]]) => [name, quantity * usd]),
          ),
          withFreeAllowances: paid.reduce((a, b) => a + b, 0),
        },
      }),
    );
  }
  return figures;
}

interface Person {
  /** The mean of a hire, a leave and the filings for them. */
  readonly event: Consumed & { readonly logBytes: number };
  /** A bill row of an employee with a year of bills. */
  readonly row: Consumed;
  /** Bytes in the table and its index after a year of bills. */
  readonly storedBytes: number;
}

/** The mean over `count` people. */
async function measuredPerson(workshop: Workshop, count: number): Promise<Person> {
  const { client, tableName, stop } = await startEmbeddedTable(workshop);
  try {
    const ports = portsOn({ client, tableName });
    for (let i = 0; i < count; i += 1) await appendFacts({ employeeId: `E${i}`, facts: enrolled(i) }, ports);
    const { deliver, logged } = await receiver(client, tableName);
    const consumed = countConsumed(client);
    const directory = workshop.directory('bills');
    let row = consumed();
    for (let round = FIRST_BILL; round < FIRST_BILL + MONTHS_KEPT; round += 1) {
      consumed();
      await imported(writeBill(join(directory, `${round}.csv`), count, round), count, ports);
      row = consumed();
    }
    const storedBytes = await bytesOfPeople({ client, tableName });
    const events = [...lifeCourses(0, count).slice(3), ...lifeCourses(count, count).slice(0, 3)].flat();
    consumed();
    for (const event of events) await deliver(event);
    return {
      event: { ...share(consumed(), events.length), logBytes: logged() / events.length },
      row: share(row, count),
      storedBytes: storedBytes / count,
    };
  } finally {
    await stop();
  }
}

async function bytesOfPeople(table: Parameters<typeof allItems>[0]): Promise<number> {
  const items = [...(await allItems(table)).values()];
  return items
    .filter(({ pk }) => /^(EMPLOYEE|PERSON)#/.test(pk?.S ?? ''))
    .map((item) => (bytesOf(item) + ITEM_OVERHEAD_BYTES) * (item.wakeKey === undefined ? 1 : 2))
    .reduce((sum, bytes) => sum + bytes, 0);
}

function share({ calls, reads, writes }: Consumed, of: number): Consumed {
  return { calls: calls / of, reads: reads / of, writes: writes / of };
}

interface Day {
  readonly handlers: number;
  /** The capacity for planning, for every digest with its feedback, and for the check. */
  readonly all: Consumed;
  /** The capacity for one handler's digest. A page of the unit reads as much. */
  readonly digest: Consumed;
}

/** The number of handlers whose digests are measured. The others are assumed to be equal. */
const DIGESTS_COMPOSED = 4;
/**
 * The number of new units in one registry update. Each unit and its handler is a change, and the number of changes is
 * limited.
 */
const UNITS_APPLIED = 40;

/** One working day of a company, on a table with its registry and open spells. */
async function measuredDay(workshop: Workshop, employees: number): Promise<Day> {
  const open = Math.round(2 * TURNOVER * employees * (DAYS_OPEN / 30));
  const registry = registryOf(Math.ceil(employees / EMPLOYEES_A_HANDLER));
  const unitIds = registry.units.map(({ unitId }) => unitId);
  const { client, tableName, stop } = await startEmbeddedTable(workshop, onlySpells(open, unitIds));
  try {
    for (let units = UNITS_APPLIED; units < unitIds.length + UNITS_APPLIED; units += UNITS_APPLIED)
      await applyRegistry(client, tableName, { ...registry, units: registry.units.slice(0, units) }, TODAY);
    const { ports: around, clock, queue } = stage(TODAY, []);
    const stores = dynamodbStores(client, tableName, { clock, onUnreadable: () => undefined });
    const heard = stores.heardOf(['standard']);
    const sessions = dynamodbSessions(client, tableName);
    const portal = 'https://canbao.example.cn';
    const ports = { ...around, ...stores, guides: around.guides, heard, sessions, portal, calendar };
    const consumed = countConsumed(client);
    const scheduledAt = clock.now();
    const send = async (recipient: string) => {
      const outcome = await sendDigest({ day: TODAY, scheduledAt, attempt: 1, recipient }, ports);
      if (outcome === 'sent')
        await ports.mailAddresses.note(recipient, { is: 'delivered', sentAt: scheduledAt });
      return consumed();
    };
    const { recipients } = await planDigests({ day: TODAY, scheduledAt }, ports);
    while (queue.take() !== undefined);
    const planned = consumed();
    const ofAdministrator = await send(ADMINISTRATOR);
    const handlers = registry.units.map(({ staff }) => staff[0]?.email ?? '');
    if (recipients !== handlers.length + 1) throw new Error(`${recipients} people get a digest`);
    const composed: Consumed[] = [];
    for (const handler of handlers.slice(0, DIGESTS_COMPOSED)) composed.push(await send(handler));
    await checkDay(TODAY, ports);
    const digest = share(sum(composed), composed.length);
    const digests = share(digest, 1 / handlers.length);
    return { handlers: handlers.length, digest, all: sum([planned, ofAdministrator, digests, consumed()]) };
  } finally {
    await stop();
  }
}

function registryOf(units: number): Registry {
  return registrySchema.parse({
    units: Array.from({ length: units }, (_, i) => ({
      ...UNIT,
      ...{ unitId: `U${i}`, name: `${UNIT.name}${i}` },
      staff: [{ email: `hr${i}@example.com`, name: `人事${i}`, roles: ['handler'] }],
    })),
    fallbackStaff: [{ email: ADMINISTRATOR, name: '管理员' }],
    sources: [{ source: 'standard' }],
  });
}

function* onlySpells(open: number, unitIds: readonly string[]) {
  for (const items of companyItems(open, open, unitIds))
    yield items.filter(({ wakeKey }) => wakeKey !== undefined);
}

function sum(parts: readonly Consumed[]): Consumed {
  return parts.reduce((a, b) => ({
    calls: a.calls + b.calls,
    reads: a.reads + b.reads,
    writes: a.writes + b.writes,
  }));
}

/** A part of the monthly bill. */
type Part = readonly [quantity: number, price: { readonly usd: number; readonly free: number }];

interface Bill {
  readonly fixed: Readonly<Record<string, Part>>;
  readonly used: Readonly<Record<string, Part>>;
}

function billOf(employees: number, person: Person, day: Day, deployment: Deployment): Bill {
  const template = countedIn(deployment);
  const events = 2 * TURNOVER * employees * 3;
  const digests = (day.handlers + 1) * WORKING_DAYS;
  const pages = day.handlers * PAGES_A_DAY * WORKING_DAYS;
  const units = (of: 'reads' | 'writes') =>
    events * person.event[of] + employees * person.row[of] + WORKING_DAYS * day.all[of];
  const gigabytes = (employees * person.storedBytes) / GIGABYTE;
  const scheduled = template.schedules * 30;
  const calls = { event: events, digest: digests, page: pages, feedback: digests, scheduled, row: 0 };
  const requests = Object.values(calls).reduce((a, b) => a + b, 0);
  const gigabyteSeconds = Object.entries({ ...calls, row: employees }).reduce((all, [of, times]) => {
    const { milliseconds, name } = WORK[of as keyof typeof WORK];
    return all + ((times * milliseconds) / 1000) * template.gigabytesOf(name);
  }, 0);
  const logBytes =
    events * person.event.logBytes +
    (requests - events) * OTHER_LOG_BYTES +
    requests * PLATFORM_LOG_BYTES +
    (events + pages) * ACCESS_LOG_BYTES;
  const metricMonths = (METRICS.daily * 30 + METRICS.busy * Math.min(BUSY_HOURS, events)) / HOURS;
  return {
    fixed: {
      alarms: [template.alarmMetrics, PRICES.alarmMetric],
      dashboards: [template.dashboards, PRICES.dashboard],
      secrets: [template.secrets, PRICES.secret],
      keys: [template.keys, PRICES.key],
      idleQueues: [template.queuesPolled * IDLE_POLLS, PRICES.queueRequest],
    },
    used: {
      writes: [units('writes'), PRICES.writeUnit],
      reads: [units('reads') + pages * day.digest.reads, PRICES.readUnit],
      storage: [gigabytes, PRICES.storedGigabyteMonth],
      backup: [gigabytes, PRICES.backupGigabyteMonth],
      requests: [requests, PRICES.functionRequest],
      functions: [gigabyteSeconds, PRICES.arm64GigabyteSecond],
      api: [events + pages, PRICES.apiRequest],
      mails: [digests, PRICES.mail],
      // A digest and its feedback are each sent, received and deleted. Polling empty queues uses up the free requests.
      messages: [2 * 3 * digests, { ...PRICES.queueRequest, free: 0 }],
      logs: [logBytes / GIGABYTE, PRICES.logGigabyte],
      logStorage: [(logBytes / GIGABYTE) * template.logMonths, PRICES.logGigabyteMonth],
      metrics: [metricMonths, PRICES.customMetricMonth],
      // While events arrive, an instance reads two secrets at most once a minute.
      secretCalls: [2 * Math.min(events, BUSY_HOURS * 60), PRICES.secretCall],
    },
  };
}

/** Counts the resources in the template that cost money even if unused. */
function countedIn({ assembly, functions, eventSources, schedules }: Deployment) {
  const ofType = (type: string) => [...assembly.resources.values()].filter((it) => it.type === type);
  const metricsOf = (metrics: unknown) =>
    Array.isArray(metrics) ? metrics.filter((it) => 'MetricStat' in it).length : 1;
  const days = ofType('AWS::Logs::LogGroup').map(({ properties }) => Number(properties.RetentionInDays));
  return {
    alarmMetrics: ofType('AWS::CloudWatch::Alarm').reduce(
      (count, { properties }) => count + metricsOf(properties.Metrics),
      0,
    ),
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    secrets: ofType('AWS::SecretsManager::Secret').length,
    keys: ofType('AWS::KMS::Key').length,
    queuesPolled: eventSources.length,
    schedules: schedules.length,
    logMonths: Math.max(...days) / 30,
    gigabytesOf: (name: string) =>
      (functions.find((it) => it.name.endsWith(name))?.memoryMegabytes ?? Number.NaN) / 1024,
  };
}
