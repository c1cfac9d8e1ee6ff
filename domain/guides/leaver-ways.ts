import type { Calendar } from '../calendar/calendar.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { type LastDayWithoutGap, lastDayWithoutGap, lastMonthWithoutGap } from '../rules/cover/gap.ts';
import { flexibleAge, flexibleEnrolment } from '../rules/individual/flexible.ts';
import { residentEnrolment } from '../rules/individual/resident.ts';
import { noteOf, originOf } from '../rules/origin.ts';
import { type Month, monthOf } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { clockLines, flexibleSteps } from './flexible-guide.ts';
import { type GuideLine, type GuideSection, requiredDocuments, section } from './guide.ts';
import type { LeaverQuestion } from './leaver-guide.ts';
import { residentLines, residentSteps } from './resident-guide.ts';

/** From the statutory age on, only the agency can say whether an employer can still enrol the person (R6). */
const TOO_OLD: ReadonlySet<string> = new Set(['flexible-too-old', 'flexible-perhaps-too-old']);

/**
 * R1, R3, R6: the option to start at a new employer. Even if the employer enrols the person within the time limit,
 * cover may begin with a gap, so the leaver should ask.
 */
function nextEmployer(
  { leaver, day, policy }: WaysQuestion,
  withoutGap: LastDayWithoutGap,
): readonly (GuideLine | Reason)[] {
  const age = flexibleAge(leaver.person, day, policy);
  if (age.because.some(({ code }) => TOO_OLD.has(code))) {
    return [{ rule: 'R6', code: 'next-employer-age', values: {} }];
  }
  const term = policy.inForce('enrolmentDays', day);
  if (!term.known) return coverStart(day, policy);
  const days = term.value;
  const duty: Reason = { rule: 'R1', code: 'next-employer-duty', values: { days }, ...originOf(term) };
  const ask: GuideLine[] = withoutGap.over
    ? []
    : [
        {
          says: {
            rule: 'R1',
            code: 'next-employer-ask',
            values: { by: withoutGap.by, days },
            ...weaknessOf(withoutGap),
          },
          by: withoutGap.by,
        },
      ];
  return [duty, ...ask, ...coverStart(day, policy)];
}

/** If a day is based on a weak cut-off, it is marked wherever it is shown. */
function weaknessOf({ because: [first] }: LastDayWithoutGap): Pick<Reason, 'confidence'> {
  return first?.confidence === 'low' ? { confidence: 'low' } : {};
}

function coverStart(day: PlainDate, policy: Policy): readonly Reason[] {
  const rule = policy.inForce('coverStart', day);
  const code = rule.known ? (`cover-start-${rule.value}` as const) : 'cover-start-unknown';
  return [
    { rule: 'R3', code, values: { region: policy.region }, ...originOf(rule) },
    ...(rule.known ? noteOf('R3', rule) : []),
  ];
}

interface WaysQuestion extends LeaverQuestion {
  readonly lastPaid: Month;
}

/**
 * The leaver's three options. `dates`: the most important day of each option. `sections`: everything else about them.
 */
export function waysOn(
  question: WaysQuestion,
  calendar: Calendar,
): { readonly dates: readonly GuideLine[]; readonly sections: readonly GuideSection[] } {
  const { lastPaid, day, policy } = question;
  const withoutGap = lastDayWithoutGap({ lastPaid, asOf: day, policy }, calendar);
  const [again, ...cutOff] = withoutGapLines(withoutGap);
  const flexible = flexibleWay(question, calendar);
  const resident = residentWay(question);
  return {
    dates: [again, flexible.date, resident.date].filter((line) => line !== undefined),
    sections: [
      ...section('next-employer', [...cutOff, ...nextEmployer(question, withoutGap)]),
      ...section('flexible', flexible.lines),
      ...section('resident', resident.lines),
    ],
  };
}

function withoutGapLines({ by, over, because }: LastDayWithoutGap): readonly GuideLine[] {
  return because.map((says, i) => ({ says, ...(i === 0 && !over && { by }) }));
}

interface Way {
  readonly date: GuideLine | undefined;
  readonly lines: readonly (GuideLine | Reason)[];
}

function flexibleWay({ leaver, lastPaid, day, policy }: WaysQuestion, calendar: Calendar): Way {
  const answer = flexibleEnrolment({ person: leaver.person, lastPaid, day, policy }, calendar);
  if (answer.possible === 'not-met') return { date: undefined, lines: answer.conditions };
  const [date, ...clock] = clockLines(answer, day);
  const counted = new Set(['gap-counted', 'gap-none', 'years-kept']);
  return {
    date,
    lines: [
      ...answer.conditions,
      ...clock.filter(({ says }) => !counted.has(says.code)),
      ...flexibleSteps(day, policy),
      ...requiredDocuments('flexible'),
    ],
  };
}

/**
 * The option to be insured as a resident. Missed years are known only if the question states them; otherwise the
 * sentences say "if".
 */
function residentWay({ leaver, lastPaid, day, policy }: WaysQuestion): Way {
  const { missedYears } = leaver;
  const [date, ...lines] = residentLines(residentEnrolment({ day, missedYears, policy }));
  return {
    date,
    lines: [
      ...schemeSwitch(lastPaid, day, policy),
      ...notRefunded(day, policy),
      ...lines,
      ...residentSteps(policy.region),
      ...requiredDocuments('resident'),
    ],
  };
}

function notRefunded(day: PlainDate, policy: Policy): readonly Reason[] {
  const rule = policy.inForce('refundOnSchemeSwitch', day);
  if (!rule.known || rule.value !== 'not-refunded') return [];
  return [
    { rule: 'R7', code: 'scheme-switch-not-refunded', values: { region: policy.region }, ...originOf(rule) },
  ];
}

/**
 * 医保发〔2020〕33号: after some years of cover without a gap, a person may change from the employee to the resident scheme
 * without waiting, within the gap that R10 allows. Empty if that time is over, or if the rule is not known.
 */
function schemeSwitch(lastPaid: Month, day: PlainDate, policy: Policy): readonly Reason[] {
  const years = policy.inForce('schemeSwitchContinuousYears', day);
  const most = policy.inForce('gapCatchUpMonths', day);
  // A change of scheme after this many years without a gap follows the rule for transfers.
  const month = lastMonthWithoutGap(lastPaid, policy, { onTransfer: true });
  if (!years.known || !most.known || month === undefined || monthOf(day) > month) return [];
  const values = { years: years.value, most: most.value, lastPaid, month };
  return [{ rule: 'R10', code: 'resident-switch', values, ...originOf(years) }];
}
