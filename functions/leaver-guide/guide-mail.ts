import { createHash } from 'node:crypto';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { leaverMail } from '../../domain/letter/leaver-mail.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Registry, Unit } from '../../domain/units/unit.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import type { GuideKey, Mail } from '../ports.ts';
import { buildMail, type Person } from '../send-digest/build-mail.ts';
import type { Sender } from '../send-digest/sender.ts';

/** A leaver who is to get the guide, as found in the store. */
export interface FoundLeaver {
  readonly spell: Spell;
  readonly unit: Unit;
  readonly registry: Registry;
  readonly policy: Policy;
}

interface Circumstances {
  readonly sender: Sender;
  readonly fallbackMailbox?: string | undefined;
  /** Of the run. */
  readonly day: PlainDate;
  readonly now: Instant;
}

/**
 * The whole mail to one leaver. Its dates are reckoned from the day on which it is sent, also where another day is run.
 * @throws Error for somebody who has no address, or has not left: nobody should have asked.
 */
export async function guideMail(found: FoundLeaver, circumstances: Circumstances): Promise<Mail> {
  const { spell, unit, policy, registry } = found;
  const { sender, fallbackMailbox, day, now } = circumstances;
  const { language } = unit.leaverGuide ?? { language: 'zh' };
  const email = spell.situation.is === 'left' ? spell.situation.end.personalEmail : undefined;
  const replyTo = whoAnswers(unit, registry, fallbackMailbox);
  const question = { spell, unit, policy, day: chinaDayOf(now), language, answered: replyTo !== undefined };
  const content = leaverMail(question, publishedCalendar);
  if (email === undefined || content === undefined)
    throw new Error('somebody without an address gets no guide');
  return await buildMail({
    sender,
    recipient: { email, name: spell.person.name ?? email, language },
    day,
    messageId: guideMessageId(spell, sender.domain),
    date: now,
    content,
    isOneOfMany: false,
    ...(replyTo !== undefined && { replyTo }),
  });
}

/** The unit's first handler, or who stands in for one. */
function whoAnswers(
  { staff }: Unit,
  { fallbackStaff }: Registry,
  fallbackMailbox: string | undefined,
): Person | undefined {
  const person = staff.find(({ roles }) => roles.includes('handler')) ?? fallbackStaff[0];
  if (person !== undefined) return { name: person.name, address: person.email };
  return fallbackMailbox === undefined ? undefined : { name: '', address: fallbackMailbox };
}

/** The same for every attempt at the guide of this spell. */
function guideMessageId({ employeeId, spellId }: GuideKey, domain: string): string {
  const hash = createHash('sha256').update(`${employeeId}\n${spellId}`).digest('hex').slice(0, 32);
  return `<guide.${hash}@${domain}>`;
}
