import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { eachOfBatch } from '../adapters/queue-batch.ts';
import { apiEnvironment, portsWithApis } from '../api-composition.ts';
import { readEnvironment } from '../environment.ts';
import { enrichEvent } from './enrich-event.ts';
import { handleQuestions } from './handle-questions.ts';

/** A question takes some calls, one after the other, and has to end before the function does. */
const TIMEOUT_MILLISECONDS = 5_000;

const { observed, ports } = portsWithApis(readEnvironment(apiEnvironment), TIMEOUT_MILLISECONDS);

/** Takes questions from the queue, one at a time; what could not be answered yet comes back. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, (batch) =>
    handleQuestions(batch, { ...ports, enrich: (request) => enrichEvent(request, ports) }),
  ),
).use(observed);
