import * as z from 'zod/mini';
import { employeeId, line } from '../../../domain/facts/schema-parts.ts';
import { once } from '../../../domain/values/once.ts';
import type { DetailsRequest } from '../../ports.ts';
import { problemsOf } from './make-fact.ts';

const LONGEST_ID = 128;
const LONGEST_KEY = 200;

/** Limits the length before the text is trimmed, because the queue receives the text as it is. */
const most = (characters: number) => z.string().check(z.maxLength(characters));

const question = once(() =>
  z.object({
    employeeId: z.pipe(most(LONGEST_ID), employeeId),
    keys: z.record(z.string(), z.pipe(most(LONGEST_KEY), line(LONGEST_KEY))),
  }),
);

/** What is wrong with the ids of a request for details. With invalid ids, the API's answer could not become a fact. */
export function problemsOfQuestion({ employeeId, keys }: DetailsRequest): readonly string[] {
  const read = question().safeParse({ employeeId, keys });
  return read.success ? [] : problemsOf(read.error, []);
}
