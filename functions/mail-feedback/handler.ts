import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { eachOfBatch } from '../adapters/queue-batch.ts';
import { commonPorts } from '../composition.ts';
import { everyFunction, readEnvironment } from '../environment.ts';
import { handleFeedback } from './handle-feedback.ts';

const { observed, ports } = commonPorts(readEnvironment(z.object(everyFunction)));

/** Handles SES notifications that mails were delivered, bounced or reported as spam. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, (batch) =>
    handleFeedback(batch, {
      ...ports,
      // The code is loaded with the first returned guide.
      guideRefused: async (guide, at) =>
        (await import('../leaver-guide/send-leaver-guide.ts')).recordGuide(guide, 'refused', at, ports),
    }),
  ),
).use(observed);
