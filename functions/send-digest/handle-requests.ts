import * as z from 'zod/mini';
import { day, employeeId, instant, line, unitId } from '../../domain/facts/schema-parts.ts';
import { jsonOf, type QueuedMessage } from '../adapters/queue-batch.ts';
import { failureIds } from '../mail/mail-failure.ts';
import { recipientTag } from '../mail/recipient-tag.ts';
import type {
  DigestQueue,
  DigestRequest,
  FollowUpRequest,
  GuideRequest,
  Outcome,
  Telemetry,
} from '../ports.ts';
import { ClaimHeld } from './send-digest.ts';

interface RequestPorts extends Telemetry {
  readonly queue: Pick<DigestQueue, 'setAside'>;
  readonly send: (request: DigestRequest) => Promise<Outcome>;
  readonly sendGuide: (request: GuideRequest) => Promise<unknown>;
  readonly handleFollowUp: (request: FollowUpRequest) => Promise<unknown>;
}

/** How many times the queue delivers a request before the request goes to the dead-letter queue. */
export const MOST_RECEIVES = 3;

const requestSchema = z.object({
  day,
  scheduledAt: instant,
  attempt: z.number().check(z.int(), z.gte(1)),
  recipient: line(254),
});

const guideSchema = z.object({
  kind: z.literal('leaver-guide'),
  day,
  unitId,
  employeeId,
  spellId: line(400),
});

const ofUnit = { day, unitId };
const followUpSchema = z.union([
  z.object({ kind: z.literal('wake-days'), ...ofUnit, employeeIds: z.array(employeeId) }),
  z.object({ kind: z.literal('unknown-rows'), ...ofUnit, rowIds: z.array(line(400)) }),
]);

/** Handles a batch. @returns the ids of the messages that the queue delivers again, or gives up on. */
export async function handleRequests(
  batch: readonly QueuedMessage[],
  ports: RequestPorts,
): Promise<string[]> {
  const failed: string[] = [];
  for (const queued of batch) {
    try {
      await handleRequest(queued, ports);
    } catch (error) {
      failed.push(queued.id);
      noteFailure(queued, error, ports);
    }
  }
  return failed;
}

async function handleRequest(queued: QueuedMessage, ports: RequestPorts): Promise<void> {
  const { id, body } = queued;
  const { queue, meter, log, send } = ports;
  const json = jsonOf({ body });
  const request = requestSchema.safeParse(json).data;
  if (request !== undefined) return void (await send(request));
  const guide = guideSchema.safeParse(json).data;
  if (guide !== undefined) return await handleGuide(guide, queued, ports);
  const followUp = followUpSchema.safeParse(json).data;
  if (followUp !== undefined) return await tryFollowUp(followUp, queued, ports);
  await queue.setAside(body, 'not a digest request: it needs day, scheduledAt, attempt and recipient');
  meter.count('DigestFailed');
  log.error('a message that is not a digest request was set aside', { messageId: id });
}

/** A guide that failed for the last time is dropped: the next run requests it again. */
async function handleGuide(
  request: GuideRequest,
  { receives }: QueuedMessage,
  { meter, log, sendGuide }: RequestPorts,
): Promise<void> {
  try {
    await sendGuide(request);
  } catch (error) {
    if (receives < MOST_RECEIVES) throw error;
    meter.count('LeaverGuideFailed');
    const { kind: _kind, unitId: _unitId, ...ids } = request;
    log.error('a leaver’s guide failed; the next working day’s run tries again', {
      ...ids,
      ...failureIds(error),
    });
  }
}

/** Follow-up work that failed for the last time is dropped: the next run requests it again. */
async function tryFollowUp(
  request: FollowUpRequest,
  { receives }: QueuedMessage,
  { log, handleFollowUp }: RequestPorts,
): Promise<void> {
  try {
    await handleFollowUp(request);
  } catch (error) {
    if (receives < MOST_RECEIVES) throw error;
    const { unitId, kind, day: of } = request;
    const cause = error instanceof Error ? error.name : typeof error;
    log.error('the follow-up work of an import failed; the next working day’s run tries again', {
      unitId,
      kind,
      day: of,
      error: cause,
    });
  }
}

/**
 * Counts a failure, wherever it was thrown. If another attempt holds the claim, this is a failure only at the last
 * attempt.
 */
function noteFailure(
  { id, body, receives }: QueuedMessage,
  error: unknown,
  { meter, log }: RequestPorts,
): void {
  const { day: of, attempt, recipient } = requestSchema.safeParse(jsonOf({ body })).data ?? {};
  const mailIds = of && attempt && recipient ? { day: of, attempt, recipient: recipientTag(recipient) } : {};
  const ids = { messageId: id, receives, ...mailIds, ...failureIds(error) };
  const isLast = receives >= MOST_RECEIVES;
  if (mailIds.recipient !== undefined && (isLast || !(error instanceof ClaimHeld)))
    meter.count('DigestFailed');
  if (isLast) log.error('a request failed for the last time', ids);
  else log.warn('a request failed and is tried again', ids);
}
