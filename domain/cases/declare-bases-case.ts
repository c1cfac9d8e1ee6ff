import { onOrBefore } from '../calendar/working-days.ts';
import { contributionBand } from '../rules/contribution-base.ts';
import { documentsFor } from '../rules/documents.ts';
import { originOf } from '../rules/statutory-term.ts';
import type { Unit } from '../units/unit.ts';
import { yuan } from '../values/money.ts';
import { monthOf } from '../values/month.ts';
import { dayInYear } from '../values/month-day.ts';
import { chinaMidnight, yearOf } from '../values/plain-date.ts';
import { type BaseYearTurn, baseYearTurn } from './base-year-turn.ts';
import type { Case, Deadline, Reason } from './case.ts';
import { step } from './filing-steps.ts';
import { type UnitCaseContext, unitPartsOf } from './unit-case-parts.ts';

/**
 * R4: once a year the unit declares the bases of all its employees. Opens by the calendar, when the region's base year
 * turns, and is over when somebody records the declaration. Where the region's month is not known it asks for it.
 */
export function declareBasesCase(context: UnitCaseContext): Case | undefined {
  const { unit, unitId } = context;
  const turn = unit && baseYearTurn(unit, context);
  if (unit === undefined || turn === undefined) return undefined;
  const until = declaredUntil(turn, context);
  return {
    ...unitPartsOf(unitId, 'declare-bases'),
    state: { is: 'open' },
    openedOn: turn.since,
    knownAt: chinaMidnight(turn.since),
    ...(until.deadline !== undefined && { deadline: until.deadline }),
    documents: documentsFor('declare-bases', [], { channel: unit.channel }),
    steps: stepsFor(turn, unit, context),
    because: [...turn.because, ...bandReasons(context), ...until.because, ...handling(context)],
  };
}

/**
 * The last day to declare is local: without it there is no date, and none is made up. A last day that lies before the turn
 * may be over, or that of the year after: nobody is given nine months more by guessing.
 */
function declaredUntil(
  { since, from }: BaseYearTurn,
  { policy, calendar, asOf }: UnitCaseContext,
): { readonly deadline?: Deadline; readonly because: readonly Reason[] } {
  const until = policy.inForce('baseDeclarationUntil', asOf);
  const origin = originOf(until);
  if (!until.known || from === undefined) {
    const values = { region: policy.region };
    return { because: [{ rule: 'R4', code: 'bases-deadline-unknown', values, ...origin }] };
  }
  const lastDay = dayInYear(yearOf(since), until.value);
  if (lastDay < since) {
    return {
      because: [{ rule: 'R4', code: 'bases-deadline-before-turn', values: { lastDay, from }, ...origin }],
    };
  }
  const { day: actBy, assumed } = onOrBefore(lastDay, calendar);
  return {
    // The agency's day, not the law's: what it falls on is not moved back for the law, so all of them are one.
    deadline: {
      statutoryDueOn: actBy,
      lastLawfulDay: actBy,
      localCutOff: lastDay,
      actBy,
      assumedCalendar: assumed,
    },
    because: [{ rule: 'R4', code: 'bases-deadline', values: { lastDay, actBy }, ...origin }],
  };
}

function bandReasons({ asOf, policy }: UnitCaseContext): readonly Reason[] {
  const month = monthOf(asOf);
  const band = contributionBand(month, policy);
  if (band.known) {
    const values = { month, floor: yuan(band.floor), ceiling: yuan(band.ceiling) };
    return [{ rule: 'R4', code: 'bases-band', values }, ...band.because];
  }
  const unknown: Reason = { rule: 'R4', code: 'bases-band-unknown', values: { month } };
  if (band.last === undefined) return [unknown, ...band.because];
  const { floor, ceiling, month: of } = band.last;
  const values = { month, of, floor: yuan(floor), ceiling: yuan(ceiling) };
  return [{ rule: 'R4', code: 'bases-band-estimated', values }, ...band.because];
}

/** How long the agency may take over a declaration that it has got. */
function handling({ asOf, policy }: UnitCaseContext): readonly Reason[] {
  const term = policy.inForce('baseDeclarationWorkingDays', asOf);
  if (!term.known) return [];
  return [{ rule: 'R4', code: 'bases-handled', values: { days: term.value }, ...originOf(term) }];
}

function stepsFor(
  { from, since, registeredOn }: BaseYearTurn,
  { channel }: Unit,
  { unitId }: UnitCaseContext,
): readonly Reason[] {
  return [
    ...(from === undefined ? [step('step-ask-base-year')] : []),
    ...(registeredOn === undefined ? [] : [step('step-declared-before', { registeredOn })]),
    from === undefined
      ? step('step-collect-wages-any')
      : step('step-collect-wages', { year: yearOf(since) - 1 }),
    step('step-hold-to-band'),
    step(`step-declare-bases-${channel}`),
    from === undefined
      ? step('step-record-declared-any', { unitId })
      : step('step-record-declared', { unitId, from }),
  ];
}
