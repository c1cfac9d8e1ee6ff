import * as z from 'zod/mini';
import { withoutInvisible } from '../values/invisible.ts';
import { parseYuan } from '../values/money.ts';
import { parseMonth } from '../values/month.ts';
import { parseInstant, parsePlainDate } from '../values/plain-date.ts';

/**
 * The parts of all fact schemas. Input is what an HR system writes (days `YYYY-MM-DD`, months `YYYY-MM`, yuan with at
 * most two decimals); output is the domain's own values (money in fen).
 */

const UNPRINTABLE = /\p{Cc}/u;

/**
 * A schema for one line of at most `most` characters. It trims the text, and rejects control characters and unpaired
 * surrogates.
 */
export function line(most: number) {
  return z.pipe(
    z.string(),
    z.transform((text: string, context) => {
      const trimmed = text.trim();
      const problem = problemOfLine(trimmed, most);
      if (problem === undefined) return trimmed;
      context.issues.push({ code: 'custom', message: problem, input: undefined });
      return z.NEVER;
    }),
  );
}

function problemOfLine(text: string, most: number): string | undefined {
  if (text === '') return 'must not be empty';
  if (text.length > most) return `must have at most ${most} characters, has ${text.length}`;
  if (!text.isWellFormed()) return 'contains half of a surrogate pair, which is not a character';
  if (UNPRINTABLE.test(text)) return 'contains a control character';
  return undefined;
}

/** Makes a schema from a parser that returns undefined for bad input; the error names what was expected. */
function parsed<In extends string | number, Out>(
  input: z.ZodMiniType<In>,
  parse: (value: In) => Out | undefined,
  expected: string,
) {
  return z.pipe(
    input,
    z.transform((value: In, context): Out => {
      const out = parse(value);
      if (out !== undefined) return out;
      context.issues.push({ code: 'custom', message: expected, input: undefined });
      return z.NEVER;
    }),
  );
}

export const day = parsed(
  z.string(),
  (text: string) => parsePlainDate(withoutInvisible(text)),
  'must be a calendar day, YYYY-MM-DD',
);
export const monthOfYear = parsed(z.string(), parseMonth, 'must be a month, YYYY-MM');
export const instant = parsed(z.string(), parseInstant, 'must be an ISO 8601 date-time with an offset');
export const money = parsed(
  z.union([z.string(), z.number()]),
  parseYuan,
  'must be yuan, not negative, with at most two decimals',
);

export const employeeId = line(128);
export const unitId = line(64);
export const employmentId = line(128);
export const personName = line(100);
export const shortText = line(300);
/** Exactly one address, without a name. Anything that a mail program could read as several addresses is rejected. */
const ONE_ADDRESS =
  /^[^\s@,;:<>()[\]\\"]+@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;
export const mail = line(254).check(
  z.regex(ONE_ADDRESS, 'must be one mail address, name@domain, and nothing else'),
);
export const who = line(700);
export const spellId = line(400);
