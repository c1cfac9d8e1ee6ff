import { createHash } from 'node:crypto';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { guideTask } from '../../domain/cases/leaver-guide.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { FactOf } from '../../domain/facts/fact.ts';
import { leaverMail } from '../../domain/letter/leaver-mail.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { administratorOf } from '../../domain/units/addressees.ts';
import type { Registry, Unit } from '../../domain/units/unit.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import { appendFacts } from '../intake/append-facts.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import { deletingNothing } from '../intake/deleting-nothing.ts';
import { buildMail, type Person, type Sender } from '../mail/build-mail.ts';
import { guideTag } from '../mail/guide-tag.ts';
import {
  type Clock,
  type EmployeeStore,
  type GuideDeliveries,
  type GuideKey,
  type GuideRequest,
  type Mail,
  type Mailer,
  MailRefused,
  type RegistryReader,
  type SettledDelivery,
  type Telemetry,
} from '../ports.ts';

type Settled = FactOf<'guide.settled'>;

/** Records the outcome of a guide as a fact, once. The spell is folded again without the leaver's address. */
export async function recordGuide(
  { employeeId, spellId }: GuideKey,
  outcome: Settled['data']['outcome'],
  at: Instant,
  { employees, unit, order }: Pick<FoldPorts, 'employees' | 'unit' | 'order'>,
): Promise<void> {
  const fact: Settled = {
    kind: 'guide.settled',
    factId: `guide:${spellId}:${outcome}`,
    employeeId,
    statedAt: at,
    receivedAt: at,
    data: { employeeId, spellId, outcome, on: chinaDayOf(at) },
  };
  const ports = { employees: deletingNothing(employees), unit, order, calendar: publishedCalendar };
  await appendFacts({ employeeId, facts: [fact] }, ports);
}

/** A leaver who should receive the guide, as found in the store. */
interface FoundLeaver {
  readonly spell: Spell;
  readonly unit: Unit;
  readonly registry: Registry;
  readonly policy: Policy;
}

/**
 * The mail to one leaver. Its dates are counted from the day of sending.
 * @throws Error if there is no address or no leave.
 */
async function guideMail(
  { spell, unit, policy, registry }: FoundLeaver,
  day: PlainDate,
  now: Instant,
  { sender, fallbackMailbox }: Pick<LeaverGuidePorts, 'sender' | 'fallbackMailbox'>,
): Promise<Mail> {
  const { language } = unit.leaverGuide ?? { language: 'zh' };
  const email = spell.situation.is === 'left' ? spell.situation.end.personalEmail : undefined;
  const replyTo = whoAnswers(unit, registry, fallbackMailbox);
  const question = { spell, unit, policy, day: chinaDayOf(now), language, answered: replyTo !== undefined };
  const content = leaverMail(question, publishedCalendar);
  if (email === undefined || content === undefined)
    throw new Error('a person without an address gets no guide');
  return await buildMail({
    sender,
    recipient: { email, name: spell.person.name ?? email, language },
    day,
    messageId: guideMessageId(spell, sender.domain),
    date: now,
    content,
    kind: 'leaver-guide',
    guide: guideTag(spell),
    ...(replyTo !== undefined && { replyTo }),
  });
}

/** The person who receives replies: the unit's first handler, or the administrator if there is none. */
function whoAnswers(
  { staff }: Unit,
  registry: Registry,
  fallbackMailbox: string | undefined,
): Person | undefined {
  const person =
    staff.find(({ roles }) => roles.includes('handler')) ?? administratorOf(registry, fallbackMailbox);
  return person && { name: person.name, address: person.email };
}

/** The Message-ID of a guide, the same for every attempt at the guide of this spell. */
function guideMessageId({ employeeId, spellId }: GuideKey, domain: string): string {
  const hash = createHash('sha256').update(`${employeeId}\n${spellId}`).digest('hex').slice(0, 32);
  return `<guide.${hash}@${domain}>`;
}

export interface LeaverGuidePorts extends Telemetry {
  readonly clock: Clock;
  readonly registry: RegistryReader;
  readonly employees: EmployeeStore;
  readonly unit: FoldPorts['unit'];
  readonly order: FoldPorts['order'];
  readonly guides: GuideDeliveries;
  readonly mailer: Mailer;
  readonly sender: Sender;
  readonly fallbackMailbox?: string | undefined;
}

export type GuideOutcome =
  | SettledDelivery['outcome']
  /** No mail is due: for example, the leave was withdrawn, or the unit switched guides off. */
  | 'not-due'
  /** The guide was sent or refused before. If the fact about it is missing, it is recorded now. */
  | 'settled'
  /**
   * The guide was settled, but the outcome is unreadable. The mail is not sent a second time, and a person must look.
   */
  | 'unreadable'
  | 'held'
  | 'too-late';

const WARNED_OUTCOMES: ReadonlySet<GuideOutcome> = new Set<GuideOutcome>([
  'refused',
  'too-late',
  'unreadable',
]);

/**
 * How long a claim is valid: longer than the function may run (60 s), but shorter than the queue's wait between
 * attempts.
 */
const CLAIM_HOLDS_SECONDS = 90;

/**
 * Sends one leaver the guide once, and records the outcome as a fact. After a crash between sending and recording, the
 * guide is sent again with the same Message-ID.
 * @throws what a port threw. If the mail was not sent yet, the claim is released first, so that the request can be
 * tried again.
 */
export async function sendLeaverGuide(request: GuideRequest, ports: LeaverGuidePorts): Promise<GuideOutcome> {
  const outcome = await settleGuide(request, ports);
  if (outcome === 'sent') ports.meter.count('LeaverGuideSent');
  if (outcome === 'refused') ports.meter.count('LeaverGuideFailed');
  const { day, unitId, employeeId, spellId } = request;
  const level = WARNED_OUTCOMES.has(outcome) ? 'warn' : 'info';
  ports.log[level]('leaver’s guide', { day, unitId, employeeId, spellId, outcome });
  return outcome;
}

async function settleGuide(request: GuideRequest, ports: LeaverGuidePorts): Promise<GuideOutcome> {
  const { employeeId, spellId } = request;
  const now = ports.clock.now();
  const found = await findLeaver(request, now, ports);
  if (found === undefined) return 'not-due';
  if (found.task === 'give-up') {
    await recordGuide({ employeeId, spellId }, 'too-late', now, ports);
    return 'too-late';
  }
  const lapsesAt = new Date(Date.parse(now) + CLAIM_HOLDS_SECONDS * 1_000).toISOString() as Instant;
  const claim = await ports.guides.claim({ employeeId, spellId, now, lapsesAt });
  if (claim.is === 'held' || claim.is === 'unreadable') return claim.is;
  if (claim.is === 'settled') {
    await recordGuide({ employeeId, spellId }, claim.outcome, claim.at, ports);
    return 'settled';
  }
  const outcome = await sendMail(found, request, now, ports);
  // From here on the claim is not released after a failure: the mail was sent, so the next attempt should wait.
  const at = ports.clock.now();
  await ports.guides.settle({ employeeId, spellId, outcome, at });
  await recordGuide({ employeeId, spellId }, outcome, at, ports);
  return outcome;
}

/** The leaver of a request, read from present data. The guide must be due today, and also on the day of the run. */
async function findLeaver(
  { day, unitId, employeeId, spellId }: GuideRequest,
  now: Instant,
  ports: LeaverGuidePorts,
): Promise<(FoundLeaver & { readonly task: 'send' | 'give-up' }) | undefined> {
  const { registry } = await ports.registry.load();
  const unit = registry.units.find((known) => known.unitId === unitId);
  const { spells } = await ports.employees.load(employeeId);
  const spell = spells.find((known) => known.spellId === spellId && known.unitId === unitId);
  if (unit === undefined || spell?.situation.is !== 'left') return undefined;
  const policy = policyOf(unit.region, unit.localPolicy);
  const task = guideTask(spell, { unit, policy }, day);
  if (task === undefined || task !== guideTask(spell, { unit, policy }, chinaDayOf(now))) return undefined;
  return { spell, unit, registry, policy, task };
}

/** Sends the mail. After a temporary failure, the claim is released, so that the next attempt need not wait. */
async function sendMail(
  found: FoundLeaver,
  { day, employeeId, spellId }: GuideRequest,
  now: Instant,
  ports: LeaverGuidePorts,
): Promise<SettledDelivery['outcome']> {
  const { mailer, guides, log } = ports;
  try {
    await mailer.send(await guideMail(found, day, now, ports));
    return 'sent';
  } catch (error) {
    if (error instanceof MailRefused) return 'refused';
    await guides
      .release({ employeeId, spellId })
      .catch(() => log.warn('a claim could not be released and must expire', { employeeId, spellId }));
    throw error;
  }
}
