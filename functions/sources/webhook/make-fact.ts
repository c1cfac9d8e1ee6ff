import * as z from 'zod/mini';
import english from 'zod/v4/locales/en.js';
import type { Fact, FactKind } from '../../../domain/facts/fact.ts';
import { FACT_SCHEMAS } from '../../../domain/facts/fact-schemas.ts';
import { chinaDayOf, type Instant, isSaneDay, type PlainDate } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, Unmapped } from '../../ports.ts';
import { factIdOf, notUnderstood, type Translation, type TranslationContext } from './source.ts';

// zod/mini has no messages of its own. The English messages say what was expected and never show a value.
z.config(english());

const MOST_PROBLEMS = 20;

/** The problems of an input, one per line: `data.hiredOn: must be a calendar day, YYYY-MM-DD`. */
export function problemsOf(error: z.core.$ZodError, path: readonly string[]): readonly string[] {
  return error.issues.slice(0, MOST_PROBLEMS).map((issue) => {
    const where = [...path, ...issue.path.map(String)].join('.') || 'body';
    return `${where}: ${issue.message}`;
  });
}

/** @returns undefined if it is not JSON in UTF-8. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The fields with a day or a month, except the day of birth, which has another limit. */
const DAY_FIELDS: ReadonlySet<string> = new Set([
  'hiredOn',
  'contractSignedOn',
  'lastWorkingDay',
  'reportedOn',
  'resumedOn',
  'effectiveOn',
  'on',
  'until',
  'chargedOn',
  'from',
  'month',
  'months',
  'effectiveMonth',
  'insuranceStopMonth',
  'lastPaidMonth',
]);

/**
 * Implausible days and months in a fact's data, relative to the day of receipt: placeholders such as 9999-12-31 and
 * typing errors.
 */
export function problemsOfDays(
  data: Readonly<Record<string, unknown>>,
  receivedAt: Instant,
  path: readonly string[],
): readonly string[] {
  const today = chinaDayOf(receivedAt);
  return Object.entries(data).flatMap(([name, value]): readonly string[] => {
    const place = [...path, name];
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return problemsOfDays(value as Readonly<Record<string, unknown>>, receivedAt, place);
    const days = [value].flat().filter((value) => typeof value === 'string');
    if (name === 'birthDate')
      return days.some((day) => day < FIRST_BIRTH || day > today) ? [`${place.join('.')}: ${NO_BIRTH}`] : [];
    if (!DAY_FIELDS.has(name)) return [];
    const isPlausible = (value: string) =>
      isSaneDay((value.length === 7 ? `${value}-01` : value) as PlainDate, today);
    return days.every(isPlausible) ? [] : [`${place.join('.')}: ${NO_SANE_DAY}`];
  });
}

const NO_SANE_DAY = 'implausible day: must be from 1950-01-01 to two years from now';
const NO_BIRTH = 'implausible day of birth: must be from 1900-01-01 to today';
const FIRST_BIRTH = '1900-01-01';

const MOST_AHEAD_MILLISECONDS = 86_400_000;

/**
 * The problem of a statement's time. Of two statements the later one counts, so a statement from the future would
 * outweigh all others until that time.
 */
export function problemsOfTimestamp(statedAt: Instant, receivedAt: Instant): readonly string[] {
  if (!isSaneDay(chinaDayOf(statedAt), chinaDayOf(receivedAt))) return [`timestamp: ${NO_SANE_DAY}`];
  return Date.parse(statedAt) > Date.parse(receivedAt) + MOST_AHEAD_MILLISECONDS
    ? ['timestamp: must not be more than a day after the event arrived']
    : [];
}

/** An HR system's event as a body of our own contract. */
export interface Statement {
  readonly kind: FactKind;
  /** With our employee id; checked before it becomes a fact. */
  readonly data: Readonly<Record<string, unknown>> & { readonly employeeId: string };
}

/** What all statements of one event about one employee have in common. */
interface Stated {
  readonly context: TranslationContext;
  readonly statedAt: Instant;
  /** The place of the data in the message, for naming problems. */
  readonly path: readonly string[];
  readonly ask?: DetailsRequest | undefined;
  readonly unmapped?: readonly Unmapped[];
}

/** The facts of one event about one employee. If a part of the event cannot be read, nothing is stated. */
export function translationOf(
  statements: readonly { readonly kind: FactKind; readonly data: Readonly<Record<string, unknown>> }[],
  origin: Stated,
): Translation {
  const { context, statedAt, path, ask, unmapped = [] } = origin;
  const value = unmapped.length > 0 ? { unmapped } : {};
  const facts: Fact[] = [];
  const problems: string[] = [...problemsOfTimestamp(statedAt, context.receivedAt)];
  for (const [index, { kind, data }] of statements.entries()) {
    const content = FACT_SCHEMAS[kind]().safeParse(data);
    if (!content.success) {
      problems.push(...problemsOf(content.error, path));
      continue;
    }
    problems.push(...problemsOfDays(content.data, context.receivedAt, path));
    facts.push({
      kind,
      factId: factIdOf(context, statements.length > 1 ? index + 1 : undefined),
      // Only a void can lack an employee id; see void-of-unknown-employee.
      employeeId: content.data.employeeId ?? '',
      statedAt,
      receivedAt: context.receivedAt,
      data: content.data,
    } as Fact);
  }
  if (problems.length > 0) return { is: 'not-understood', problems, ...value };
  return { is: 'facts', facts, ...(ask !== undefined && { ask }), ...value };
}

/**
 * A deleted record is not a leave, and it does not prove that the hire was a mistake. The person's cases must stay open
 * until a person decides.
 */
export function recordDeleted(of: 'employee' | 'employment', theirs: string): Translation {
  return notUnderstood(
    `the record of ${of} ${theirs} was deleted: if the hire was a mistake, state employee.hire_cancelled; if they left, state employee.terminated with the last working day`,
  );
}

/** The problem of a hire into a department without a mapping. The event is kept in quarantine until there is one. */
export function unmappedUnit({ source }: TranslationContext, [theirs]: readonly string[]): Translation {
  if (theirs === undefined)
    return notUnderstood(
      `the hire has no department: send one from ${source}, or set defaultUnitId in sources[] of the registry, then replay`,
    );
  return {
    is: 'not-understood',
    problems: [
      `department ${theirs} of ${source} is mapped to no unit: add it to sources[].units in the registry, then replay`,
    ],
    unmapped: [{ field: 'unit', value: theirs }],
  };
}
