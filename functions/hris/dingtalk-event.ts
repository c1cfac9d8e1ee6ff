import * as z from 'zod/mini';
import type { Instant } from '../../domain/values/plain-date.ts';
import { instantOfEpoch } from './instant-of-epoch.ts';
import { type DetailsRequest, type TranslationContext, whenItCame } from './source.ts';
import { questionOf } from './thin-event.ts';

/** A decrypted event, its fields' names in small letters: older documents write `UserId`, newer ones `userId`. */
export type DingtalkEvent = Readonly<Record<string, unknown>>;

/** What is the same for everybody in a push. */
export interface Push {
  readonly statedAt: Instant;
  /** No department is ever told, only the company. */
  readonly places: readonly string[];
}

/** DingTalk advises nothing; the roster is kept by another part of it than the one that pushes. */
const DELAY_SECONDS = 10;

export const dingtalkId = z.string().check(z.trim(), z.minLength(1));

/** Pushes come in batches, each person once. */
export const dingtalkIds = z.pipe(
  z.union([z.array(dingtalkId).check(z.minLength(1)), dingtalkId]),
  z.transform((told) => [...new Set(typeof told === 'string' ? [told] : told)]),
);

/** The names of an object's own fields in small letters; of two that differ in that alone the first. */
export function lowerNamed(json: unknown): DingtalkEvent | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const named = Object.entries(json).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(named.reverse());
}

export function pushOf(event: DingtalkEvent, context: TranslationContext): Push {
  const { corpid, eventtime, biztime, timestamp } = event;
  const statedAt = [eventtime, biztime, timestamp].map(instantOfEpoch).find((at) => at !== undefined);
  return { statedAt: statedAt ?? whenItCame(context), places: typeof corpid === 'string' ? [corpid] : [] };
}

export function dingtalkQuestion(
  userId: string,
  about: DetailsRequest['about'],
  { statedAt }: Push,
  context: TranslationContext,
): DetailsRequest {
  return questionOf({ userId, about, statedAt, delaySeconds: DELAY_SECONDS }, context);
}
