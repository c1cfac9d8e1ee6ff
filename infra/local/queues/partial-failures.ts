import * as z from 'zod';
import type { Invocation } from '../lambda/invocation.ts';

const responseSchema = z.object({
  batchItemFailures: z.optional(z.nullable(z.array(z.object({ itemIdentifier: z.optional(z.string()) })))),
});

/**
 * Which messages of a batch may be deleted, as Lambda's own poller decides it: none when the function failed or
 * its answer cannot be trusted (unreadable, an empty or an unknown identifier), else all that it did not name.
 */
export function succeededIds(
  invocation: Invocation,
  ids: readonly string[],
  reportsItemFailures: boolean,
): readonly string[] {
  if (!invocation.ok) return [];
  if (!reportsItemFailures || invocation.payload === undefined) return ids;
  const answer: unknown = JSON.parse(invocation.payload);
  if (answer === null) return ids;
  const parsed = responseSchema.safeParse(answer);
  if (!parsed.success) return [];
  const failed = (parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  if (failed.some((id) => !ids.includes(id))) return [];
  return ids.filter((id) => !failed.includes(id));
}
