import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { composeDigest } from '../../domain/digest/compose-digest.ts';
import { type Digest, previousDigestOf, type RenderedMail } from '../../domain/digest/digest.ts';
import { renderDigest } from '../../domain/letter/digest-letter.ts';
import { renderShortMail } from '../../domain/letter/short-mail.ts';
import { type Addressee, addresseesOf, administratorOf } from '../../domain/units/addressees.ts';
import { chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import { type Attachment, buildMail, digestMessageId, type Sender } from '../mail/build-mail.ts';
import { inboxLinkOf } from '../mail/case-link.ts';
import { failureIds } from '../mail/mail-failure.ts';
import { recipientTag } from '../mail/recipient-tag.ts';
import {
  type Clock,
  type DigestQueue,
  type DigestRequest,
  type Mail,
  type MailAddresses,
  type Mailer,
  MailRefused,
  type Outcome,
  type RegistryReader,
  type Runs,
} from '../ports.ts';
import { type Claimed, type GatherPorts, gatherDigest } from './gather-digest.ts';
import { monthlyLedgers } from './monthly-ledgers.ts';

interface SendDigestPorts extends GatherPorts {
  readonly clock: Clock;
  readonly registry: RegistryReader;
  readonly runs: Pick<Runs, 'claim' | 'recordSent' | 'release' | 'notCounted' | 'countIn'>;
  readonly mailer: Mailer;
  readonly queue: DigestQueue;
  readonly sender: Sender;
  readonly fallbackMailbox?: string | undefined;
  readonly mailAddresses: Pick<MailAddresses, 'undeliverable'>;
}

/** Another attempt is sending the same digest or has crashed: try again after its claim has expired. */
export class ClaimHeld extends Error {
  override readonly name = 'ClaimHeld';
}

/**
 * How long a claim is valid: longer than the function may run (60 s), and not longer than the queue's wait between
 * attempts.
 */
export const CLAIM_HOLDS_SECONDS = 90;

/**
 * Sends one person their digest of one day, normally once. If it crashes between sending and recording, the digest is
 * sent again with the same Message-ID, because otherwise it might never be sent.
 * @throws ClaimHeld, or what a port threw; then the request can be tried again.
 */
export async function sendDigest(request: DigestRequest, ports: SendDigestPorts): Promise<Outcome> {
  const { day, recipient } = request;
  const now = ports.clock.now();
  const claim = await ports.runs.claim({ day, recipient, now, lapsesAt: later(now, CLAIM_HOLDS_SECONDS) });
  if (claim.is === 'held')
    throw new ClaimHeld(`the digest of ${day} for ${recipientTag(recipient)} is claimed by another attempt`);
  if (claim.is === 'already-sent') return await skip(request, 'already-sent', ports);
  const digest = await releasingOnFailure(request, ports, () => digestFor(request, claim, ports));
  if (digest === undefined) return await skip(request, 'nothing-to-say', ports);
  return await deliver(request, { ...digest, composedAt: now }, ports);
}

interface ToSend {
  readonly digest: Digest;
  /** The person who receives replies to the mail. */
  readonly administrator: ReturnType<typeof administratorOf>;
  readonly attachments: readonly Attachment[];
  readonly composedAt: Instant;
}

/** @returns undefined when there is nothing to report, or the recipient has no units any more. */
async function digestFor(
  request: DigestRequest,
  claim: Claimed,
  ports: SendDigestPorts,
): Promise<Omit<ToSend, 'composedAt'> | undefined> {
  const { day, recipient } = request;
  const record = await ports.registry.load();
  const undeliverable = await ports.mailAddresses.undeliverable();
  const unreachable = new Set(undeliverable.map(({ address }) => address));
  const addressees = addresseesOf(record.registry, ports.fallbackMailbox, unreachable);
  await askForNewcomers(request, addressees, ports);
  const addressee = addressees.find(({ key }) => key === recipient);
  if (addressee === undefined) return undefined;
  const input = await gatherDigest(addressee, { day, claim, undeliverable }, record, ports);
  const digest = composeDigest(input, publishedCalendar);
  if (digest === undefined) return undefined;
  const { since } = claim;
  return {
    digest,
    administrator: administratorOf(record.registry, ports.fallbackMailbox, unreachable),
    attachments: await monthlyLedgers(addressee, { day, since }, record, ports),
  };
}

/**
 * People registered after today's run was planned also get a digest: they may replace a person who no longer gets one.
 */
async function askForNewcomers(
  { day, scheduledAt }: DigestRequest,
  addressees: readonly Addressee[],
  { clock, runs, queue, log }: SendDigestPorts,
): Promise<void> {
  if (day !== chinaDayOf(clock.now())) return;
  const keys = addressees.map(({ key }) => key);
  const { attempt, recipients } = await runs.notCounted(day, keys);
  if (recipients.length === 0) return;
  await queue.send(recipients.map((recipient) => ({ day, scheduledAt, attempt, recipient })));
  // A recipient is added to the run after the request. If the request is sent twice, the recipient still gets one mail.
  for (const recipient of recipients) await runs.countIn(day, recipient);
  log.info('recipients were added to a planned run', { day, attempt, recipients: recipients.length });
}

/**
 * The content of the mail. If there is a portal, which has the details, the mail is short; otherwise it is the complete
 * digest.
 */
function contentOf(
  { digest, administrator }: Pick<ToSend, 'digest' | 'administrator'>,
  portal: string | undefined,
): RenderedMail {
  if (portal === undefined) return renderDigest(digest);
  const { email } = digest.recipient;
  return renderShortMail(digest, { administrator, inbox: (only) => inboxLinkOf(portal, email, only) });
}

async function deliver(
  request: DigestRequest,
  { digest, administrator, attachments, composedAt }: ToSend,
  ports: SendDigestPorts,
): Promise<Outcome> {
  const { day, recipient, attempt } = request;
  const messageId = digestMessageId(recipient, day, ports.sender.domain);
  const mail = await releasingOnFailure(request, ports, () =>
    buildMail({
      sender: ports.sender,
      recipient: digest.recipient,
      ...(administrator !== undefined && {
        replyTo: { name: administrator.name, address: administrator.email },
      }),
      day,
      messageId,
      date: ports.clock.now(),
      content: contentOf({ digest, administrator }, ports.portal),
      attachments,
    }),
  );
  const sent = await releasingOnFailure(request, ports, () => handOver(mail, ports.mailer));
  if (sent instanceof MailRefused) return await setAside(request, sent, ports);
  // From here on the claim is not released after a failure: the mail was sent, so the next attempt should wait.
  const since = previousDigestOf(digest, composedAt, publishedCalendar);
  const sentAt = ports.clock.now();
  await ports.runs.recordSent({ day, recipient, attempt, messageId, transportId: sent, sentAt, since });
  ports.meter.count('DigestSent');
  ports.log.info('digest sent', { ...idsOf(request), cases: digest.items.length, messageId });
  return 'sent';
}

/** Passes the mail to the mailer. @returns the mail service's id of the mail, or its refusal. */
async function handOver(mail: Mail, mailer: Mailer): Promise<string | undefined | MailRefused> {
  try {
    return await mailer.send(mail);
  } catch (error) {
    if (error instanceof MailRefused) return error;
    throw error;
  }
}

/** Handles a mail that was refused: another attempt would fail too, so the request goes to a queue with an alarm. */
async function setAside(
  request: DigestRequest,
  refusal: MailRefused,
  { queue, runs, meter, log }: SendDigestPorts,
): Promise<Outcome> {
  await queue.setAside(request, refusal.message);
  await runs.release({ ...keyOf(request), outcome: 'failed' });
  meter.count('DigestFailed');
  log.error('the mail was refused for good and its request set aside', {
    ...idsOf(request),
    ...failureIds(refusal),
  });
  return 'failed';
}

async function skip(
  request: DigestRequest,
  outcome: 'already-sent' | 'nothing-to-say',
  { runs, meter, log }: SendDigestPorts,
): Promise<Outcome> {
  await runs.release({ ...keyOf(request), outcome });
  meter.count('DigestSkipped');
  log.info('no digest sent', { ...idsOf(request), outcome });
  return outcome;
}

/** Releases the claim after a failure, so that the next attempt need not wait for its expiry. */
async function releasingOnFailure<T>(
  request: DigestRequest,
  { runs, log }: SendDigestPorts,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await runs
      .release({ ...keyOf(request), outcome: 'failed' })
      .catch(() => log.warn('a claim could not be released and must expire', idsOf(request)));
    throw error;
  }
}

function keyOf({ day, recipient, attempt }: DigestRequest) {
  return { day, recipient, attempt };
}

function idsOf({ day, recipient, attempt }: DigestRequest) {
  return { day, attempt, recipient: recipientTag(recipient) };
}

function later(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + seconds * 1_000).toISOString() as Instant;
}
