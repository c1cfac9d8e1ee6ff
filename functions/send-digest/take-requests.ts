import * as z from 'zod/mini';
import { day, instant, line } from '../../domain/facts/schema-parts.ts';
import type { DigestQueue, DigestRequest, Log, Meter, Outcome } from '../ports.ts';

/** One message as the queue delivers it. */
export interface QueuedRequest {
  readonly id: string;
  readonly body: string;
  /** How often it was delivered, this time included. */
  readonly receives: number;
}

export interface TakeRequestsPorts {
  readonly queue: Pick<DigestQueue, 'setAside'>;
  readonly meter: Meter;
  readonly log: Log;
  readonly send: (request: DigestRequest) => Promise<Outcome>;
}

/** How often the queue delivers a request before it goes to the dead letters. */
export const MOST_RECEIVES = 3;

const requestSchema = z.object({
  day,
  scheduledAt: instant,
  attempt: z.number().check(z.int(), z.gte(1)),
  recipient: line(254),
});

/**
 * Works through a batch, each request on its own: one that fails takes no other with it.
 * @returns the ids of those that the queue should deliver again, or give up on.
 */
export async function takeRequests(
  batch: readonly QueuedRequest[],
  ports: TakeRequestsPorts,
): Promise<string[]> {
  const failed: string[] = [];
  for (const queued of batch) {
    try {
      await takeRequest(queued, ports);
    } catch (error) {
      failed.push(queued.id);
      noteFailure(queued, error, ports);
    }
  }
  return failed;
}

async function takeRequest({ id, body }: QueuedRequest, { queue, meter, log, send }: TakeRequestsPorts) {
  const request = readRequest(body);
  if (request !== undefined) return void (await send(request));
  await queue.setAside(body, 'not a digest request: it needs day, scheduledAt, attempt and recipient');
  meter.count('DigestFailed');
  log.error('a message that is no digest request was set aside', { messageId: id });
}

function readRequest(body: string): DigestRequest | undefined {
  try {
    return requestSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function noteFailure(
  { id, receives }: QueuedRequest,
  error: unknown,
  { meter, log }: TakeRequestsPorts,
): void {
  const last = receives >= MOST_RECEIVES;
  if (last) meter.count('DigestFailed');
  log[last ? 'error' : 'warn'](
    last ? 'a digest failed for the last time' : 'a digest failed and is tried again',
    {
      messageId: id,
      receives,
      error: error instanceof Error ? error.name : typeof error,
    },
  );
}
