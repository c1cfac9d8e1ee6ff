import type { DetailsQueue } from '../ports.ts';

/**
 * The queue of enrich-event. Its client is loaded with the first event that needs it.
 * @param url undefined if the source has no API.
 */
export function lazyDetailsQueue(url: string | undefined): DetailsQueue {
  let opened: Promise<DetailsQueue> | undefined;
  const open = async (queueUrl: string) => (await import('./sqs-details-queue.ts')).sqsDetailsQueue(queueUrl);
  return {
    async ask(request) {
      if (url === undefined)
        throw new Error(`no queue is configured for missing details of ${request.source}`);
      opened ??= open(url);
      await (await opened).ask(request);
    },
  };
}
