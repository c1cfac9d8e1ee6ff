import * as z from 'zod/mini';
import { employeeId, instant, line } from '../../domain/facts/schema-parts.ts';
import { jsonOf, type QueuedMessage } from '../adapters/queue-batch.ts';
import type { DetailsRequest, Log } from '../ports.ts';
import type { Enriched } from './enrich-event.ts';

interface QuestionPorts {
  readonly enrich: (request: DetailsRequest) => Promise<Enriched>;
  readonly log: Log;
}

const question = z.object({
  source: line(40),
  deliveryId: line(400),
  employeeId,
  keys: z.record(z.string(), z.string()),
  about: z.enum(['hire', 'leave', 'change']),
  statedAt: instant,
  delaySeconds: z.number(),
});

/**
 * The outcomes after which the request returns to the queue when the visibility timeout ends. After the last attempt it
 * goes to the dead-letter queue, which has an alarm.
 */
const ASKED_AGAIN: ReadonlySet<Enriched> = new Set<Enriched>(['not-yet', 'unavailable']);

/** Handles a batch. @returns the ids of the messages that the queue delivers again, or gives up on. */
export async function handleQuestions(
  batch: readonly Pick<QueuedMessage, 'id' | 'body'>[],
  ports: QuestionPorts,
): Promise<string[]> {
  const again: string[] = [];
  for (const { id, body } of batch) if (await isAskedAgain(id, body, ports)) again.push(id);
  return again;
}

async function isAskedAgain(id: string, body: string, { enrich, log }: QuestionPorts): Promise<boolean> {
  const request = question.safeParse(jsonOf({ body })).data;
  if (request === undefined) {
    // The message goes to the dead-letter queue, as do requests that never succeed.
    log.error('a message is not a request for details about a person', { messageId: id });
    return true;
  }
  try {
    return ASKED_AGAIN.has(await enrich(request));
  } catch (error) {
    const cause = error instanceof Error ? error.name : typeof error;
    log.warn('a request for details failed and is tried again', { messageId: id, error: cause });
    return true;
  }
}
