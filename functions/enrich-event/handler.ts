import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { eachOfBatch } from '../adapters/queue-batch.ts';
import { apiEnvironment, portsWithApis } from '../api-composition.ts';
import { readEnvironment } from '../environment.ts';
import { enrichEvent } from './enrich-event.ts';
import { handleQuestions } from './handle-questions.ts';

/**
 * The limit of one call. A request for details takes several calls, one after the other, which must fit into the
 * function's time limit.
 */
const TIMEOUT_MILLISECONDS = 5_000;

const { observed, ports } = portsWithApis(readEnvironment(apiEnvironment), TIMEOUT_MILLISECONDS);

/** Handles requests for details from the queue, one at a time. Unanswered ones return to the queue. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, (batch) =>
    handleQuestions(batch, { ...ports, enrich: (request) => enrichEvent(request, ports) }),
  ),
).use(observed);
