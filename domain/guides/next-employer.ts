import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { flexibleAge } from '../rules/flexible-conditions.ts';
import type { HarmlessUntil } from '../rules/harmless-until.ts';
import { noteOf } from '../rules/note-of.ts';
import { originOf } from '../rules/statutory-term.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { GuideLine } from './guide.ts';
import type { WaysQuestion } from './leaver-ways.ts';

/** At or past the statutory age it takes the agency to say whether anybody can enrol the person (R6). */
const TOO_OLD: ReadonlySet<string> = new Set(['flexible-too-old', 'flexible-perhaps-too-old']);

/** R1, R3, R6: the employer's days are no promise of cover by then, so the leaver is told to ask. */
export function nextEmployer(
  { leaver, day, policy }: WaysQuestion,
  harmless: HarmlessUntil | undefined,
): readonly (GuideLine | Reason)[] {
  const age = flexibleAge(leaver.person, day, policy);
  if (age.because.some(({ code }) => TOO_OLD.has(code))) {
    return [{ rule: 'R6', code: 'next-employer-age', values: {} }];
  }
  const term = policy.inForce('enrolmentDays', day);
  if (!term.known) return coverStart(day, policy);
  const days = term.value;
  const duty: Reason = { rule: 'R1', code: 'next-employer-duty', values: { days }, ...originOf(term) };
  const ask: GuideLine[] =
    harmless === undefined || harmless.over
      ? []
      : [
          {
            says: {
              rule: 'R1',
              code: 'next-employer-ask',
              values: { by: harmless.by, days },
              ...weaknessOf(harmless),
            },
            by: harmless.by,
          },
        ];
  return [duty, ...ask, ...coverStart(day, policy)];
}

/** A day that rests on a weak cut-off is marked wherever it is told. */
function weaknessOf({ because: [first] }: HarmlessUntil): Pick<Reason, 'confidence'> {
  return first?.confidence === 'low' ? { confidence: 'low' } : {};
}

function coverStart(day: PlainDate, policy: Policy): readonly Reason[] {
  const rule = policy.inForce('coverStart', day);
  const code = rule.known ? `cover-start-${rule.value}` : 'cover-start-unknown';
  return [
    { rule: 'R3', code, values: { region: policy.region }, ...originOf(rule) },
    ...(rule.known ? noteOf('R3', rule) : []),
  ];
}
