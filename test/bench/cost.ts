import { join } from 'node:path';
import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import { type Registry, registrySchema } from '../../domain/units/unit.ts';
import { applyRegistry } from '../../functions/adapters/dynamodb/registry.ts';
import { dynamodbSessions } from '../../functions/adapters/dynamodb/sign-ins.ts';
import { dynamodbStores } from '../../functions/adapters/dynamodb/stores.ts';
import { checkDay } from '../../functions/check-run/check-run.ts';
import { takeIn } from '../../functions/intake/append-facts.ts';
import { planDigests } from '../../functions/plan-digests/plan-digests.ts';
import { sendDigest } from '../../functions/send-digest/send-digest.ts';
import type { Deployment } from '../../infra/local/deployment.ts';
import { stage } from '../functions/send-digest/send-digest-stage.ts';
import type { Sizes } from './bench.ts';
import { bytesOf, companyItems, enrolled, TODAY, UNIT } from './company.ts';
import { allItems, imported, portsOn, writeBill } from './import.ts';
import { lifeCourses, receiver } from './ingest.ts';
import { type Figure, figure } from './measure.ts';
import { FREE, PRICES } from './prices.ts';
import { type Consumed, countConsumed, startEmbeddedTable, type Workshop } from './workshop.ts';

/** Of the employees, how many come and how many go in a month: 18 % a year, as Chinese employers report. */
const TURNOVER = 0.015;
/** From the event to the accepted filing: within the 30 days for a hire and the 15 for a leave. */
const DAYS_OPEN = 12;
/** One person at HR does the insurance of so many, in one unit. */
const EMPLOYEES_A_HANDLER = 2_000;
/** Each gets one mail on each of these; 250 working days a year. */
const WORKING_DAYS = 21;
/** Of a handler and working day: the inbox, and a few cases looked at and recorded. */
const PAGES_A_DAY = 15;
/** Bills come each month with one row for everybody; a year of them is in the table. */
const MONTHS_KEPT = 12;
/** July 2025: everybody is hired by then, or nearly, and nobody has left. */
const FIRST_BILL = 25 * 12 + 6;
/** In these something happens: working hours. */
const BUSY_HOURS = 8 * WORKING_DAYS;
const HOURS = 730;

/**
 * Billed milliseconds, warm: two calls to the database of 5 to 10 ms each and the calculation for an event; more for who
 * reads a unit and writes a mail or a page. Of a row of a bill its share, as sixteen are stored at a time.
 */
const MILLISECONDS = { event: 40, digest: 600, page: 120, row: 3, feedback: 20, scheduled: 2_000 };
/** START, END and REPORT of an invocation, and a line or two where ours are not counted. */
const PLATFORM_LOG_BYTES = 400;
const OTHER_LOG_BYTES = 600;
/** A line of the access log. */
const ACCESS_LOG_BYTES = 264;
/** Lambda polls each queue with five pollers, each of which waits 20 seconds for a message. */
const IDLE_POLLS = 5 * 3 * 60 * HOURS;
/** Metrics that are counted once a day, and those while people work: each is charged by the hour in which it was counted. */
const METRICS = { daily: 4, busy: 5 };
/** DynamoDB adds them to each item that it stores, in the table and in the index. */
const ITEM_OVERHEAD_BYTES = 100;

const GIGABYTE = 2 ** 30;

const ADMINISTRATOR = 'admin@example.com';

/** What a month costs at list prices: of real code on an embedded database what DynamoDB would charge, the rest from the template. */
export async function cost(
  workshop: Workshop,
  { people, companies }: Sizes['cost'],
): Promise<readonly Figure[]> {
  const ofPerson = await measuredPerson(workshop, people);
  const figures: Figure[] = [];
  for (const employees of companies) {
    const bill = billOf(employees, ofPerson, await measuredDay(workshop, employees), workshop.deployment);
    const [fixed, used, free] = [bill.fixed, bill.used, bill.free].map((parts) =>
      Object.values(parts).reduce((a, b) => a + b, 0),
    ) as [number, number, number];
    figures.push(
      figure({
        name: `cost at ${employees}`,
        what: `what a month costs at ${employees} employees, by list prices of us-east-1, against what it costs with none`,
        unit: 'USD a month',
        subject: fixed + used,
        reference: fixed,
        more: { ...bill.fixed, ...bill.used, withFreeAllowances: fixed + used - free },
      }),
    );
  }
  return figures;
}

interface Person {
  /** A hire or a leave, or one of its two filings. */
  readonly event: Consumed & { readonly logBytes: number };
  /** A row of a bill of somebody with a year of bills. */
  readonly row: Consumed;
  /** In the table and its index after a year of bills. */
  readonly storedBytes: number;
}

/** The mean of `count` people. */
async function measuredPerson(workshop: Workshop, count: number): Promise<Person> {
  const { client, tableName, stop } = await startEmbeddedTable(workshop);
  try {
    const numbers = Array.from({ length: count }, (_, i) => i);
    const ports = portsOn({ client, tableName });
    for (const number of numbers) await takeIn({ employeeId: `E${number}`, facts: enrolled(number) }, ports);
    const { deliver, logged } = await receiver(client, tableName);
    const consumed = countConsumed(client);
    const directory = workshop.directory('bills');
    let row = consumed();
    for (let round = FIRST_BILL; round < FIRST_BILL + MONTHS_KEPT; round += 1) {
      consumed();
      await imported(writeBill(join(directory, `${round}.csv`), numbers, round), count, ports);
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
  /** Planning, every digest with its feedback, the check. */
  readonly all: Consumed;
  /** One handler's digest: what the pages of their unit read as well. */
  readonly digest: Consumed;
}

/** How many handlers' digests are composed; the others read as much. */
const DIGESTS_COMPOSED = 4;
/** The most changes of a registry that are applied at once, two for each unit with its handler. */
const UNITS_APPLIED = 40;

/** One working day of a company of that size, on a table with its registry and its open spells. */
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

/** Parts of a month in USD; `free` is what the account's free allowances take off them. */
interface Bill {
  readonly fixed: Readonly<Record<string, number>>;
  readonly used: Readonly<Record<string, number>>;
  readonly free: Readonly<Record<string, number>>;
}

function billOf(employees: number, person: Person, day: Day, deployment: Deployment): Bill {
  const { dynamodb, lambda, httpApi, sqs, ses, cloudwatch, secretsManager, kms } = PRICES;
  const template = countedIn(deployment);
  const events = 2 * TURNOVER * employees * 3;
  const digests = (day.handlers + 1) * WORKING_DAYS;
  const pages = day.handlers * PAGES_A_DAY * WORKING_DAYS;
  const reads =
    events * person.event.reads +
    employees * person.row.reads +
    WORKING_DAYS * day.all.reads +
    pages * day.digest.reads;
  const writes = events * person.event.writes + employees * person.row.writes + WORKING_DAYS * day.all.writes;
  const gigabytes = (employees * person.storedBytes) / GIGABYTE;
  const calls = {
    event: events,
    digest: digests,
    page: pages,
    feedback: digests,
    scheduled: template.schedules * 30,
  };
  const requests = Object.values(calls).reduce((a, b) => a + b, 0);
  const seconds = (of: keyof typeof MILLISECONDS, times: number) =>
    (times * MILLISECONDS[of] * template.gigabytesOf(FUNCTIONS[of])) / 1000;
  const gigabyteSeconds =
    seconds('row', employees) +
    Object.entries(calls).reduce((all, [of, times]) => all + seconds(of as keyof typeof calls, times), 0);
  const logBytes =
    events * person.event.logBytes +
    (requests - events) * OTHER_LOG_BYTES +
    requests * PLATFORM_LOG_BYTES +
    (events + pages) * ACCESS_LOG_BYTES;
  const logGigabytes = logBytes / GIGABYTE;
  // A digest, and what became of it, is sent, received and deleted.
  const messages = 2 * 3 * digests;
  const polls = template.queuesPolled * IDLE_POLLS;
  const metricMonths = (METRICS.daily * 30 + METRICS.busy * Math.min(BUSY_HOURS, events)) / HOURS;
  // An instance reads two secrets at most once a minute while events come.
  const secretCalls = 2 * Math.min(events, BUSY_HOURS * 60);
  const lambdaPrice = lambda.gigabyteSecond[template.architecture];
  return {
    fixed: {
      alarms: template.alarmMetrics * cloudwatch.alarmMetric,
      dashboards: template.dashboards * cloudwatch.dashboard,
      secrets: template.secrets * secretsManager.secret,
      keys: template.keys * kms.key,
      idleQueues: (polls / 1e6) * sqs.millionRequests,
    },
    used: {
      writes: (writes / 1e6) * dynamodb.millionWrites,
      reads: (reads / 1e6) * dynamodb.millionReads,
      storage: gigabytes * (dynamodb.gigabyteMonth + dynamodb.backupGigabyteMonth),
      functions: (requests / 1e6) * lambda.millionRequests + gigabyteSeconds * lambdaPrice,
      api: ((events + pages) / 1e6) * httpApi.millionRequests,
      mails: (digests / 1000) * ses.thousandMails,
      messages: (messages / 1e6) * sqs.millionRequests,
      logs: logGigabytes * (cloudwatch.logGigabyte + template.logMonths * cloudwatch.logGigabyteMonth),
      metrics: metricMonths * cloudwatch.customMetric,
      secretCalls: (secretCalls / 1e4) * secretsManager.tenThousandCalls,
    },
    free: {
      alarms: Math.min(FREE.cloudwatch.alarmMetrics, template.alarmMetrics) * cloudwatch.alarmMetric,
      dashboards: Math.min(FREE.cloudwatch.dashboards, template.dashboards) * cloudwatch.dashboard,
      queues: (Math.min(FREE.sqs.requests, polls + messages) / 1e6) * sqs.millionRequests,
      storage: Math.min(FREE.dynamodb.gigabytes, gigabytes) * dynamodb.gigabyteMonth,
      functions:
        (Math.min(FREE.lambda.requests, requests) / 1e6) * lambda.millionRequests +
        Math.min(FREE.lambda.gigabyteSeconds, gigabyteSeconds) * lambdaPrice,
      logs: Math.min(FREE.cloudwatch.logGigabytes, logGigabytes) * cloudwatch.logGigabyte,
      metrics: Math.min(FREE.cloudwatch.customMetrics, metricMonths) * cloudwatch.customMetric,
    },
  };
}

/** Which function works that long. */
const FUNCTIONS: Readonly<Record<keyof typeof MILLISECONDS, string>> = {
  event: 'receive-event',
  digest: 'send-digest',
  page: 'staff-portal',
  row: 'import-upload',
  feedback: 'mail-feedback',
  scheduled: 'apply-retention',
};

/** What the template says of what is paid for whether or not it is used. */
function countedIn({ assembly, functions, eventSources, schedules }: Deployment) {
  const ofType = (type: string) => [...assembly.resources.values()].filter((it) => it.type === type);
  const metricsOf = (metrics: unknown) =>
    Array.isArray(metrics) ? metrics.filter((it) => 'MetricStat' in it).length : 1;
  const [
    {
      Architectures: [architecture],
    },
  ] = ofType('AWS::Lambda::Function').map(({ properties }) => properties) as [
    { Architectures: ['arm64' | 'x86_64'] },
  ];
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
    architecture,
    logMonths: Math.max(...days) / 30,
    gigabytesOf: (name: string) =>
      (functions.find((it) => it.name.endsWith(name))?.memoryMegabytes ?? Number.NaN) / 1024,
  };
}
