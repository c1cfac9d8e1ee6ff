import { onOrBefore } from '../calendar/working-days.ts';
import type { Spell } from '../employment/spell.ts';
import { documentsFor } from '../rules/documents.ts';
import { mayBeNearRetirement } from '../rules/near-retirement.ts';
import { retireeCover } from '../rules/retiree-cover.ts';
import type { Retirement } from '../rules/retirement-age.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Case, Deadline, Reason } from './case.ts';
import { type CaseContext, partsOf } from './case-parts.ts';
import { step } from './filing-steps.ts';
import { type RetirementAhead, retirementAhead } from './retirement-ahead.ts';

/**
 * R9: somebody reaches the statutory retirement age. Opens by the calendar, with no event, and is over when the leave
 * is told, as a retirement or otherwise. Where the post or the sex leaves the day open, a person has to say which.
 */
export function retirementCase(spell: Spell, context: CaseContext): Case | undefined {
  const { asOf, policy, unit } = context;
  const { birthDate } = spell.person;
  if (birthDate === undefined || !mayBeNearRetirement(birthDate, asOf)) return undefined;
  const ahead = retirementAhead(spell, policy);
  if (ahead === undefined || ahead.opensOn > asOf) return undefined;
  const day = dayInQuestion(ahead.possible, asOf);
  return {
    ...partsOf(spell, 'retirement'),
    state: { is: 'open' },
    ...(day !== undefined && { eventOn: day, deadline: deadlineOn(day, context) }),
    openedOn: ahead.opensOn,
    documents: documentsFor('retirement', spell.documents, { reason: 'retired', channel: unit?.channel }),
    steps: stepsOf(ahead, asOf),
    because: [...passed(ahead.possible, asOf), ...ahead.because, ...medicalYears(spell, ahead, context)],
  };
}

/** The next day that is possible; behind them all, the last one on which somebody who agreed to go later may go. */
function dayInQuestion(possible: readonly Retirement[], asOf: PlainDate): PlainDate | undefined {
  const next = possible.find(({ retiresOn }) => retiresOn >= asOf);
  return next?.retiresOn ?? possible.at(-1)?.latestOn;
}

/** What the retirement needs is done before the day, on a working day. */
function deadlineOn(day: PlainDate, { calendar }: CaseContext): Deadline {
  const { day: actBy, assumed } = onOrBefore(day, calendar);
  return { statutoryDueOn: day, lastLawfulDay: day, actBy, assumedCalendar: assumed };
}

function passed(possible: readonly Retirement[], asOf: PlainDate): readonly Reason[] {
  const last = possible.at(-1);
  if (last === undefined || last.retiresOn >= asOf) return [];
  const values = { retiresOn: last.retiresOn, latestOn: last.latestOn };
  return [{ rule: 'R9', code: 'retirement-day-passed', values }];
}

function stepsOf({ possible }: RetirementAhead, asOf: PlainDate): readonly Reason[] {
  const [only, another] = possible;
  if (only === undefined || another !== undefined)
    return [step('step-say-original-age'), step('step-check-years')];
  const { agreementBy, retiresOn } = only;
  if (retiresOn < asOf) return [step('step-report-retirement'), step('step-keep-late-agreement')];
  const late = agreementBy !== undefined && asOf <= agreementBy;
  return [
    late ? step('step-ask-when-to-retire', { agreementBy }) : step('step-ask-early'),
    step('step-check-years'),
    step('step-file-retirement', { retiresOn }),
    step('step-report-retirement'),
  ];
}

/** The years for medical cover as a retiree: the region's own, and not those of the pension. */
function medicalYears({ person: { sex } }: Spell, { possible }: RetirementAhead, { policy }: CaseContext) {
  const [first] = possible;
  if (first === undefined || sex === undefined) return [];
  return retireeCover({ sex, retiresOn: first.retiresOn, policy }).because;
}
