import * as z from 'zod/mini';
import { day, line } from '../../domain/facts/schema-parts.ts';
import { jsonOf, type QueuedMessage } from '../adapters/queue-batch.ts';
import { handleMessage, type MessageOutcome, type MessagePorts } from '../intake/handle-message.ts';
import type { Clock, QuarantinedEvent, QuarantineStore, Secrets, Telemetry } from '../ports.ts';
import { SOURCES } from '../sources/sources.ts';

export interface ReplayPorts extends Omit<MessagePorts, 'secrets'> {
  readonly quarantine: Pick<QuarantineStore, 'remove' | 'noteProblems'>;
  readonly identityKey: Secrets['identityKey'];
  readonly clock: Clock;
}

export type Replayed = MessageOutcome | { readonly is: 'unknown-source' };

/**
 * Handles a quarantined event as on its first delivery. If the event is understood now, it leaves the quarantine;
 * otherwise it stays there with its new problems.
 * @throws what a port throws; then the event stays unchanged.
 */
export async function replayEvent(
  event: QuarantinedEvent & { readonly body: Uint8Array },
  ports: ReplayPorts,
): Promise<Replayed> {
  const { quarantine, identityKey, clock } = ports;
  const source = await SOURCES.get(event.source)?.load();
  if (source === undefined) return { is: 'unknown-source' };
  const { deliveryId, receivedAt: cameAt } = event;
  // The time of receipt is now, so that the next digest reports the event as new, however long it was in quarantine.
  const delivery = { source: source.name, deliveryId, receivedAt: clock.now(), cameAt };
  const outcome = await handleMessage(source, delivery, event.body, { ...ports, secrets: { identityKey } });
  if (outcome.is === 'not-understood') await quarantine.noteProblems(event, outcome.problems);
  else await quarantine.remove(event);
  return outcome;
}

const requestSchema = z.object({ day, source: line(100), deliveryId: line(1000) });

interface QueuePorts extends ReplayPorts, Telemetry {
  readonly quarantine: Pick<QuarantineStore, 'find' | 'remove' | 'noteProblems'>;
}

/** Handles a batch of administrators' requests. @returns the ids of the messages that the queue delivers again. */
export async function replayEvents(batch: readonly QueuedMessage[], ports: QueuePorts): Promise<string[]> {
  const failed: string[] = [];
  for (const { id, body } of batch) {
    try {
      const event = await ports.quarantine.find(requestSchema.parse(jsonOf({ body })));
      // The event was replayed or dropped meanwhile.
      if (event === undefined) continue;
      const { is } = await replayEvent(event, ports);
      ports.log.info('an event was replayed', { source: event.source, deliveryId: event.deliveryId, is });
    } catch (error) {
      failed.push(id);
      const cause = error instanceof Error ? error.name : typeof error;
      ports.log.warn('an event could not be replayed', { messageId: id, error: cause });
    }
  }
  return failed;
}
