import { createHash } from 'node:crypto';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { LeaverAnswers } from '../../domain/guides/leaver.ts';
import { isLeaverGuideDue, leaverMail } from '../../domain/guides/leaver-mail.ts';
import { policyOf } from '../../domain/policy/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import { type Clock, type Mail, type Mailer, MailRefused } from '../ports.ts';
import { buildMail } from '../send-digest/build-mail.ts';
import type { Sender } from '../send-digest/sender.ts';

/** One mail for one leave, whatever the day: a record beside those of the runs. */
export interface GuideDeliveries {
  /** Claims the right to send; a claim lapses, so that a crash does not silence the guide for good. */
  claim(claim: GuideKey & { readonly now: Instant; readonly lapsesAt: Instant }): Promise<GuideClaim>;
  /** The guide went out, or its address will never take it: no other attempt is made. */
  settle(done: GuideKey & { readonly outcome: 'sent' | 'refused'; readonly at: Instant }): Promise<void>;
  /** Gives the claim back without a mail. */
  release(key: GuideKey): Promise<void>;
}

export interface GuideKey {
  readonly employeeId: string;
  readonly spellId: string;
}

export type GuideClaim = 'claimed' | 'settled' | 'held';

export interface LeaverGuideRequest {
  readonly spell: Spell;
  readonly unit: Unit;
  readonly day: PlainDate;
  /** The address that the person left with HR. */
  readonly personalEmail: string;
  readonly answers?: LeaverAnswers;
}

export interface LeaverGuidePorts {
  readonly clock: Clock;
  readonly deliveries: GuideDeliveries;
  readonly mailer: Mailer;
  readonly sender: Sender;
}

export type GuideOutcome = 'sent' | 'refused' | 'not-due' | 'settled' | 'held';

/** As long as a claim on a digest holds: longer than a function may run. */
const CLAIM_HOLDS_MS = 90_000;

/**
 * Mails somebody who left the guide, once, where the unit switched that on; in Chinese, since nobody asked the leaver for
 * a language. After a crash between the mail and its record it goes out again with the same Message-ID, rather than never.
 * @throws whatever a port threw, the claim given back: then it is worth another try.
 */
export async function sendLeaverGuide(
  request: LeaverGuideRequest,
  ports: LeaverGuidePorts,
): Promise<GuideOutcome> {
  const { spell, unit, day } = request;
  if (!isLeaverGuideDue(spell, unit, day)) return 'not-due';
  const key = { employeeId: spell.employeeId, spellId: spell.spellId };
  const now = ports.clock.now();
  const lapsesAt = new Date(Date.parse(now) + CLAIM_HOLDS_MS).toISOString() as Instant;
  const claim = await ports.deliveries.claim({ ...key, now, lapsesAt });
  if (claim !== 'claimed') return claim;
  const outcome = await givingBack(key, ports, async () => {
    const mail = await guideMail(request, ports.sender, now);
    return mail === undefined ? 'not-due' : await handOver(mail, ports.mailer);
  });
  if (outcome === 'not-due') await ports.deliveries.release(key);
  else await ports.deliveries.settle({ ...key, outcome, at: ports.clock.now() });
  return outcome;
}

/** A mail that failed for now is not claimed by anybody: the next attempt need not wait. */
async function givingBack<T>(
  key: GuideKey,
  { deliveries }: LeaverGuidePorts,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await deliveries.release(key);
    throw error;
  }
}

async function handOver(mail: Mail, mailer: Mailer): Promise<'sent' | 'refused'> {
  try {
    await mailer.send(mail);
    return 'sent';
  } catch (error) {
    if (error instanceof MailRefused) return 'refused';
    throw error;
  }
}

async function guideMail(
  request: LeaverGuideRequest,
  sender: Sender,
  date: Instant,
): Promise<Mail | undefined> {
  const { spell, unit, day, personalEmail, answers = {} } = request;
  const policy = policyOf(unit.region, unit.localPolicy);
  const content = leaverMail({ spell, unit, policy, day, language: 'zh', answers }, publishedCalendar);
  if (content === undefined) return undefined;
  const recipient = {
    email: personalEmail,
    name: spell.person.name ?? personalEmail,
    language: 'zh',
  } as const;
  return await buildMail({ sender, recipient, day, messageId: messageIdOf(spell, sender), date, content });
}

/** The same for every attempt at the guide of this leave. */
function messageIdOf({ employeeId, spellId }: Spell, { domain }: Sender): string {
  const hash = createHash('sha256').update(`${employeeId}\n${spellId}`).digest('hex').slice(0, 32);
  return `<guide.${hash}@${domain}>`;
}
