import { onOrBefore } from '../calendar/working-days.ts';
import type { Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { returnOf, standing } from '../rules/evidence/standing.ts';
import { originOf } from '../rules/origin.ts';
import { addDays, addMonths, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { step } from './steps.ts';

/** The case opens this many days before the suspension must end. */
const REMIND_DAYS_BEFORE = 15;

/**
 * R2: a suspension approaches the region's limit. The case is open from 15 days before the limit until the person is
 * back or the leave is recorded as final. If no limit is known, the case of the removal says so, and there is no
 * reminder.
 */
export const suspension: SpellCaseKind = {
  kind: 'suspension',
  wakesOn: suspensionOpensOn,
  open: openSuspension,
  actions: () => ['hire', 'resume', 'leave'],
};

function openSuspension(spell: Spell, context: CaseContext): Case | undefined {
  const { policy, calendar, asOf } = context;
  const limit = suspensionLimit(spell, policy);
  if (limit === undefined || suspensionOpensOn(spell, context) > asOf) return undefined;
  const { day: actBy, assumed } = onOrBefore(limit.endsOn, calendar);
  const { endsOn } = limit;
  return {
    ...partsOf(spell, 'suspension'),
    state: { is: 'open' },
    eventOn: endsOn,
    openedOn: addDays(endsOn, -REMIND_DAYS_BEFORE),
    deadline: { statutoryDueOn: endsOn, lastLawfulDay: endsOn, actBy, assumedCalendar: assumed },
    documents: [],
    steps: [step('step-ask-whether-back'), step('step-report-resumption'), step('step-report-final-leave')],
    because: [limit.because],
  };
}

/** The day from which the end of the suspension is a case; {@link NEVER} if the person is back or no limit is known. */
function suspensionOpensOn(spell: Spell, context: WakeContext): PlainDate {
  // Until the removal is confirmed, the removal's own case is open and shows the limit.
  if (standing(spell, context).removal.is !== 'confirmed') return NEVER;
  const limit = returnOf(spell) === undefined ? suspensionLimit(spell, context.policy) : undefined;
  return limit === undefined ? NEVER : addDays(limit.endsOn, -REMIND_DAYS_BEFORE);
}

/**
 * The day on which a suspension must end by the region's rule, and the reason; undefined if there is no suspension or
 * no rule.
 */
export function suspensionLimit(
  { situation }: Spell,
  policy: Policy,
): { readonly endsOn: PlainDate; readonly because: Reason } | undefined {
  if (situation.is !== 'left' || situation.end.reason !== 'suspended') return undefined;
  const { on } = situation.end;
  const longest = policy.inForce('longestSuspensionMonths', on);
  if (!longest.known) return undefined;
  const endsOn = addMonths(on, longest.value);
  const values = { on, months: longest.value, endsOn, region: policy.region };
  return { endsOn, because: { rule: 'R2', code: 'left-suspended-until', values, ...originOf(longest) } };
}
