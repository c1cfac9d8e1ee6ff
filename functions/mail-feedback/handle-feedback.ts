import type { QueuedMessage } from '../adapters/queue-batch.ts';
import { guideOf } from '../mail/guide-tag.ts';
import type { GuideKey, MailAddresses, Runs, Telemetry } from '../ports.ts';
import { type MailEvent, readSesEvent } from './ses-event.ts';

export interface FeedbackPorts extends Telemetry {
  readonly mailAddresses: Pick<MailAddresses, 'note'>;
  readonly runs: Pick<Runs, 'recordDelivered'>;
  readonly guideRefused: (guide: GuideKey, at: MailEvent['at']) => Promise<void>;
}

/** Handles a batch of SES notifications. @returns the ids of the messages that the queue keeps. */
export async function handleFeedback(
  batch: readonly QueuedMessage[],
  ports: FeedbackPorts,
): Promise<string[]> {
  const failed: string[] = [];
  for (const { id, body, receives } of batch) {
    const ids = { messageId: id, receives };
    try {
      const event = readSesEvent(body);
      if (event.is === 'news') await take(event, ports);
      if (event.is !== 'unreadable') continue;
      ports.log.error('an SES notification cannot be read and is set aside', ids);
    } catch (error) {
      const cause = error instanceof Error ? error.name : typeof error;
      ports.log.warn('an SES notification could not be recorded and is tried again', {
        ...ids,
        error: cause,
      });
    }
    failed.push(id);
  }
  return failed;
}

async function take(news: MailEvent, ports: FeedbackPorts): Promise<void> {
  const { address, tags, transportId, outcome, at } = news;
  const { meter, log } = ports;
  log.info('mail feedback', { recipient: tags.to, kind: tags.kind, run: tags.run, outcome: outcome.is });
  if (tags.kind === 'leaver-guide') return await handleGuideFeedback(news, ports);
  if (tags.kind === 'digest' && outcome.is === 'delivered')
    await ports.runs.recordDelivered({ day: tags.run, recipient: address, transportId, at });
  if (!(await ports.mailAddresses.note(address, outcome))) return;
  meter.count('AddressUndeliverable');
  log.error('an address does not accept mail', { recipient: tags.to, why: outcome.is });
}

/**
 * Records that a leaver's guide was returned, also after a temporary failure. The leaver's own address is not stored.
 */
async function handleGuideFeedback({ tags, outcome, at }: MailEvent, ports: FeedbackPorts): Promise<void> {
  if (outcome.is !== 'bounced' && outcome.is !== 'delayed') return;
  ports.meter.count('LeaverGuideFailed');
  const guide = tags.guide === undefined ? undefined : guideOf(tags.guide);
  if (guide === undefined) ports.log.error('a guide was returned, and its mail does not name the employee');
  else await ports.guideRefused(guide, at);
}
