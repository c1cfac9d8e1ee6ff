import { publishedCalendar } from '../../../domain/calendar/calendar.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { NO_ORDER } from '../../../domain/facts/source-order.ts';
import { chinaDayOf, type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import { dynamodbGuideDeliveries } from '../../../functions/adapters/dynamodb/guide-deliveries.ts';
import { dynamodbSpells } from '../../../functions/adapters/dynamodb/spells.ts';
import { appendFacts } from '../../../functions/intake/append-facts.ts';
import { unitContext } from '../../../functions/intake/registry-lookup.ts';
import {
  type GuideOutcome,
  type LeaverGuidePorts,
  sendLeaverGuide,
} from '../../../functions/leaver-guide/send-leaver-guide.ts';
import { planDigests } from '../../../functions/plan-digests/plan-digests.ts';
import type { GuideRequest } from '../../../functions/ports.ts';
import type { EmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { noFollowUps } from '../../support/fakes/follow-ups.ts';
import { fakeGuideQueue } from '../../support/fakes/guides.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMailAddresses } from '../../support/fakes/mail-addresses.ts';
import { fakeMailer } from '../../support/fakes/mailer.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { fakeQueue } from '../../support/fakes/queue.ts';
import { fakeRegistry, type RegistryFile } from '../../support/fakes/registry.ts';
import { fakeRuns } from '../../support/fakes/runs.ts';

type UnitFile = RegistryFile['units'][number];

export const ADDRESS = 'zhang.san@personal.example';

/** A unit that sends guides to people who left since 2026-01-01. */
export const UNIT: UnitFile = {
  unitId: 'U1',
  name: '北京示例科技有限公司',
  region: '北京',
  channel: 'online',
  staff: [
    { email: 'boss@example.com', name: '赵敏', roles: ['manager'] },
    { email: 'wang.fang@example.com', name: '王芳', roles: ['handler'] },
  ],
  leaverGuide: { from: '2026-01-01' },
};

/** The ports of leaver guides: the store is real, mails and queues are in memory. */
export async function guideStage(dynamodb: EmbeddedDynamoDb, unit: UnitFile = UNIT) {
  const tableName = await dynamodb.newTable();
  const registry = fakeRegistry({ units: [unit] });
  const clock = fakeClock('2026-06-19T10:00:00.000Z');
  const spells = dynamodbSpells(dynamodb.client, tableName);
  const [mailer, meter, log, asked] = [fakeMailer(), fakeMeter(), fakeLog(), fakeGuideQueue()];
  const unitOf = async (unitId: string) => unitContext(unitId, await registry.load());
  const ports: LeaverGuidePorts = {
    clock,
    registry,
    employees: dynamodbEmployees(dynamodb.client, tableName),
    unit: unitOf,
    order: async () => NO_ORDER,
    guides: dynamodbGuideDeliveries(dynamodb.client, tableName),
    mailer,
    sender: { name: '参保管家', address: 'canbao@mail.example.com', domain: 'mail.example.com' },
    fallbackMailbox: 'hr@example.com',
    meter,
    log,
  };
  const planning = {
    ...noFollowUps(),
    mailAddresses: fakeMailAddresses(clock),
    registry,
    runs: fakeRuns(),
    queue: fakeQueue(),
    spells,
    guides: asked,
    meter,
    log,
  };

  /** Sets the clock to the morning of the day, and plans its run. */
  async function plan(day: string): Promise<void> {
    const scheduledAt = `${day}T00:30:00.000Z` as Instant;
    clock.set(scheduledAt);
    await planDigests({ day: plainDate(day), scheduledAt }, planning);
  }
  return {
    ports,
    clock,
    registry,
    mailer,
    meter,
    log,
    asked,
    digests: planning.queue,
    plan,
    /** Plans the run of the day. @returns the first guide that it requests. */
    async request(day: string): Promise<GuideRequest> {
      await plan(day);
      const [request] = asked.takeAll();
      if (request === undefined) throw new Error('no guide was requested');
      return request;
    },
    /** Appends the facts, each at its own time of receipt. */
    async take(...facts: readonly Fact[]): Promise<void> {
      for (const fact of facts) {
        await appendFacts(
          { employeeId: fact.employeeId, facts: [fact] },
          {
            employees: ports.employees,
            unit: unitOf,
            order: async () => NO_ORDER,
            calendar: publishedCalendar,
          },
        );
      }
    },
    /** The whole run of a day: plans it and sends the requested guides one after the other. */
    async run(day: string): Promise<GuideOutcome[]> {
      await plan(day);
      const outcomes: GuideOutcome[] = [];
      for (const request of asked.takeAll()) outcomes.push(await sendLeaverGuide(request, ports));
      return outcomes;
    },
    /** The employees whose spells are due on the day. */
    due: async (day: string) =>
      (await spells.due('U1', plainDate(day))).items.map(({ employeeId }) => employeeId),
    async spell(employeeId = 'E1'): Promise<Spell> {
      const found = (await ports.employees.load(employeeId)).spells.at(-1);
      if (found === undefined) throw new Error(`no spell of ${employeeId}`);
      return found;
    },
    today: () => chinaDayOf(clock.now()),
  };
}
