import type { InForce } from '../policy/parameter.ts';
import type { ParameterName, ParameterValues } from '../policy/parameter-kinds.ts';
import type { Policy } from '../policy/policy.ts';
import { sourceText } from '../policy/source.ts';
import type { Reason, ReasonOrigin, ReasonTexts, ValuesOf } from '../reasons/reason.ts';
import { compact } from '../values/compact.ts';
import type { Rate } from '../values/money.ts';
import type { PlainDate } from '../values/plain-date.ts';

/** The parameters whose value is a number of days. */
type DaysParameter = {
  [K in ParameterName]: ParameterValues[K] extends number
    ? number extends ParameterValues[K]
      ? K
      : never
    : never;
}[ParameterName];

export interface StatutoryTerm {
  readonly days: number;
  /** The origin of the number, as fields of a reason. */
  readonly origin: ReasonOrigin;
}

/**
 * The statutory number of days for an event on `event`. For an event before the earliest known law, today's term is
 * used and marked as assumed: the duty existed, only its former term is unknown.
 * @throws Error if today's law has no value either, which only a mistake in the shipped data can cause.
 */
export function statutoryTerm(
  name: DaysParameter,
  event: PlainDate,
  asOf: PlainDate,
  policy: Policy,
): StatutoryTerm {
  const atEvent = policy.inForce(name, event);
  if (atEvent.known) return { days: atEvent.value, origin: originOf(atEvent) };
  const today = policy.inForce(name, asOf);
  if (!today.known) {
    throw new Error(
      `${name} has no value in ${policy.region} on ${event} (${atEvent.why}) or on ${asOf}; see domain/regions`,
    );
  }
  return { days: today.value, origin: { ...originOf(today), confidence: 'assumed' } };
}

/** The origin of a parameter's value for a reason: name, value, source, start, and confidence. */
export function originOf(answer: InForce<number | string>): ReasonOrigin {
  if (!answer.known) return { parameter: answer.parameter, confidence: 'unknown' };
  return {
    parameter: answer.parameter,
    value: answer.value,
    source: sourceText(answer.source),
    confidence: answer.local ? 'local' : answer.confidence,
    ...compact({ from: answer.from, law: answer.law }),
  };
}

/** The same as {@link originOf}, for values that are formatted before they are shown: money, rates and records. */
export function wordedOrigin<T>(answer: InForce<T>, write: (value: T) => string | number): ReasonOrigin {
  if (answer.known) return originOf({ ...answer, value: write(answer.value) });
  return originOf({ known: false, parameter: answer.parameter, why: answer.why, candidates: [] });
}

/** A rate as a percentage: 5 of 10000 is `0.05%`. */
export function percent({ parts, outOf }: Rate): string {
  return `${Number(((parts * 100) / outOf).toFixed(6))}%`;
}

/** A note on a policy value, or on its absence, as a separate reason. */
export function noteOf(rule: string, answer: InForce<unknown>): readonly Reason[] {
  const { note, parameter } = answer;
  if (note === undefined) return [];
  return [{ rule, code: 'policy-note', values: { zh: note.zh, en: note.en }, parameter }];
}

/** Drops repetitions: a reason about one month is not repeated for the next month with the same value. */
export function dedupeReasons(reasons: readonly Reason[]): readonly Reason[] {
  const known = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = [reason.code, reason.parameter, reason.value, reason.from].join('|');
    if (!known.has(key)) known.set(key, reason);
  }
  return [...known.values()];
}

/** A note that belongs to a policy value. */
export const NOTE_TEXTS = {
  'policy-note': { zh: '说明：{zh}。', en: 'Note: {en}.' },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof NOTE_TEXTS> {}
}
