import type * as z from 'zod/mini';
import { problemsOf } from '../hris/problems.ts';
import { ApiMisunderstood } from './hr-api.ts';

/** A vendor's answer as its documents say it looks. @param of names it for people. @throws ApiMisunderstood. */
export function shaped<T extends z.ZodMiniType>(schema: T, json: unknown, of: string): z.output<T> {
  const read = schema.safeParse(json);
  if (!read.success) throw new ApiMisunderstood(problemsOf(read.error, [of]));
  return read.data;
}
