import type { InForce } from '../policy/parameter.ts';
import type { ParameterName, ParameterValues, Policy } from '../policy/policy.ts';
import { sourceText } from '../policy/source.ts';
import type { Reason, ReasonTexts, ValuesOf } from '../reasons/reason.ts';
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
  /** Where the number comes from, ready to be put into a reason. */
  readonly origin: Pick<Reason, 'law' | 'source' | 'parameter' | 'value' | 'from' | 'confidence'>;
}

/**
 * The days that the law gives for an event on `event`. For an event older than the law that we know, the days of
 * today's law are taken and marked as assumed: the duty goes on, only its old time limit is not known.
 * @throws Error when the law of today has no value either, which only a mistake in the shipped data can cause.
 */
export function statutoryTerm(
  name: DaysParameter,
  event: PlainDate,
  asOf: PlainDate,
  policy: Policy,
): StatutoryTerm {
  const then = policy.inForce(name, event);
  if (then.known) return { days: then.value, origin: originOf(then) };
  const today = policy.inForce(name, asOf);
  if (!today.known) {
    throw new Error(
      `${name} has no value in ${policy.region} on ${event} (${then.why}) or on ${asOf}; see domain/regions`,
    );
  }
  return { days: today.value, origin: { ...originOf(today), confidence: 'assumed' } };
}

/** What a reason says about a parameter: its name, value, source, since when, and how sure it is. */
export function originOf(answer: InForce<number | string>): StatutoryTerm['origin'] {
  if (!answer.known) return { parameter: answer.parameter, confidence: 'unknown' };
  return {
    parameter: answer.parameter,
    value: answer.value,
    source: sourceText(answer.source),
    confidence: answer.local ? 'local' : answer.confidence,
    ...(answer.from !== undefined && { from: answer.from }),
    ...(answer.law !== undefined && { law: answer.law }),
  };
}

/** {@link originOf} for values that are not shown as they are kept: money, rates, records. */
export function wordedOrigin<T>(
  answer: InForce<T>,
  write: (value: T) => string | number,
): StatutoryTerm['origin'] {
  if (answer.known) return originOf({ ...answer, value: write(answer.value) });
  return originOf({ known: false, parameter: answer.parameter, why: answer.why, candidates: [] });
}

/** A rate as people write it: 5 of 10000 is `0.05%`. */
export function percent({ parts, outOf }: Rate): string {
  return `${Number(((parts * 100) / outOf).toFixed(6))}%`;
}

/** What readers should know about a policy value, or why there is none, as a separate reason. */
export function noteOf(rule: string, answer: InForce<unknown>): readonly Reason[] {
  const { note, parameter } = answer;
  if (note === undefined) return [];
  return [{ rule, code: 'policy-note', values: { zh: note.zh, en: note.en }, parameter }];
}

/** A reason about one month is not repeated for the next month with the same value. */
export function dedupeReasons(reasons: readonly Reason[]): readonly Reason[] {
  const known = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = [reason.code, reason.parameter, reason.value, reason.from].join('|');
    if (!known.has(key)) known.set(key, reason);
  }
  return [...known.values()];
}

/** A note that comes with a value of policy. */
export const NOTE_TEXTS = {
  'policy-note': { zh: '说明：{zh}。', en: 'Note: {en}.' },
} as const satisfies ReasonTexts;

declare module '../reasons/reason.ts' {
  interface ReasonValues extends ValuesOf<typeof NOTE_TEXTS> {}
}
