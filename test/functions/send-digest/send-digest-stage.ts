import type { Spell } from '../../../domain/employment/spell.ts';
import { type Instant, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { planDigests } from '../../../functions/plan-digests/plan-digests.ts';
import type { DigestRequest } from '../../../functions/ports.ts';
import { handleRequests } from '../../../functions/send-digest/handle-requests.ts';
import { sendDigest } from '../../../functions/send-digest/send-digest.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { fakeGuideQueue } from '../../support/fakes/guides.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMailAddresses } from '../../support/fakes/mail-addresses.ts';
import { fakeMailer } from '../../support/fakes/mailer.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { fakePassQueue } from '../../support/fakes/passes.ts';
import { fakeQuarantine } from '../../support/fakes/quarantine.ts';
import { fakeQueue } from '../../support/fakes/queue.ts';
import { fakeRegistry, type RegistryFile } from '../../support/fakes/registry.ts';
import { fakeRosterFindings } from '../../support/fakes/roster-findings.ts';
import { fakeRuns } from '../../support/fakes/runs.ts';
import { fakeSpells } from '../../support/fakes/spells.ts';
import { fakeUnknownCharges } from '../../support/fakes/unknown-charges.ts';

/** Two units with their own staff, and fallback staff. No local data of the second region are shipped. */
export const REGISTRY: RegistryFile = {
  units: [
    {
      unitId: 'u-bj',
      name: '北京示例有限公司',
      region: '北京',
      channel: 'online',
      staff: [
        { email: 'li@example.com', name: '李娜', roles: ['handler'] },
        { email: 'boss@example.com', name: '赵敏', roles: ['manager'] },
      ],
    },
    {
      unitId: 'u-cd',
      name: '成都示例有限公司',
      region: '成都',
      channel: 'online',
      staff: [{ email: 'Wang@Example.com', name: '王伟', roles: ['handler'] }],
      // The base year began long before the unit was registered, so the unit itself has no case.
      localPolicy: {
        baseYearStartMonth: {
          value: 1,
          from: plainDate('2024-01-01'),
          source: '经办机构电话',
          verifiedOn: plainDate('2026-11-02'),
        },
      },
    },
  ],
  fallbackStaff: [{ email: 'admin@example.com', name: '管理员' }],
};

/** The ports of plan-digests and send-digest in memory, at 08:30 of `day` in China. */
export function stage(day: string, spells: readonly Spell[], registry: RegistryFile = REGISTRY) {
  const clock = fakeClock(morningOf(day));
  const seenOn = new Map<string, PlainDate>();
  const ports = {
    clock,
    mailAddresses: fakeMailAddresses(clock),
    /** The day on which each person last opened the portal, by their hash. */
    seenOn,
    sessions: { lastSeenOn: async (person: string): Promise<PlainDate | undefined> => seenOn.get(person) },
    registry: fakeRegistry(registry),
    spells: fakeSpells(...spells),
    unknownCharges: fakeUnknownCharges(),
    rosterFindings: fakeRosterFindings(),
    quarantine: fakeQuarantine(),
    heard: { sources: [], daysHeard: async () => [], refusals: async () => [] },
    runs: fakeRuns(),
    mailer: fakeMailer(),
    queue: fakeQueue(),
    guides: fakeGuideQueue(),
    passes: fakePassQueue(),
    async *employeeIds(): AsyncGenerator<string> {},
    meter: fakeMeter(),
    log: fakeLog(),
    sender: { name: '参保管家', address: 'canbao@mail.example.com', domain: 'mail.example.com' },
    caseLink: 'https://hr.example.com/cases?id={caseId}' as string | undefined,
  };
  const send = (request: DigestRequest) => sendDigest(request, ports);
  return {
    ...ports,
    ports,
    send,
    plan: (on: string) => planDigests({ day: plainDate(on), scheduledAt: morningOf(on) }, ports),
    /** One whole day: sets the clock to its morning, plans the run and handles the queue once. */
    async runDay(on: string) {
      ports.clock.set(morningOf(on));
      await planDigests({ day: plainDate(on), scheduledAt: morningOf(on) }, ports);
      return await workOff();
    },
    workOff,
  };

  /** Handles each waiting request once. @returns the number of failed requests, which the queue delivers again. */
  async function workOff(receives = 1): Promise<number> {
    const requests: DigestRequest[] = [];
    for (let request = ports.queue.take(); request !== undefined; request = ports.queue.take()) {
      requests.push(request);
    }
    const batch = requests.map((request, index) => ({
      id: String(index),
      body: JSON.stringify(request),
      receives,
    }));
    const failed = await handleRequests(batch, {
      ...ports,
      send,
      sendGuide: async () => undefined,
      handlePass: async () => undefined,
    });
    await ports.queue.send(requests.filter((_, index) => failed.includes(String(index))));
    return failed.length;
  }
}

export function requestFor(recipient: string, day: string, attempt = 1): DigestRequest {
  return { day: plainDate(day), scheduledAt: morningOf(day), attempt, recipient };
}

function morningOf(day: string): Instant {
  return `${day}T00:30:00.000Z` as Instant;
}
