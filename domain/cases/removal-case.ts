import type { End, Spell } from '../employment/spell.ts';
import { documentsFor } from '../rules/documents.ts';
import { enrolmentDoubts } from '../rules/enrolment-doubts.ts';
import { lastPayableMonth } from '../rules/last-payable-month.ts';
import { nextAddition } from '../rules/overpayment.ts';
import { removalDeadline } from '../rules/removal-deadline.ts';
import type { Case, CaseMoney, Reason } from './case.ts';
import { type CaseContext, partsOf } from './case-parts.ts';
import { filingStateOf } from './enrolment-case.ts';

/** R2: a person who has left the unit has to be removed. Open from the last working day until the agency accepts. */
export function removalCase(spell: Spell, context: CaseContext): Case | undefined {
  const { situation, filings } = spell;
  if (situation.is !== 'left' || situation.end.on > context.asOf) return undefined;
  if (filings.removal?.is === 'accepted' || neverInsured(spell, context)) return undefined;
  const { end } = situation;
  const { deadline, because } = removalDeadlineOf(end, context);
  return {
    ...partsOf(spell, 'removal'),
    state: filings.removal === undefined ? { is: 'open' } : filingStateOf(filings.removal, context),
    eventOn: end.on,
    openedOn: end.on,
    deadline,
    ...money(spell, context),
    documents: documentsFor('removal', spell.documents, {
      reason: end.reason,
      channel: context.unit?.channel,
    }),
    because: [...because, whyItEnded(end)],
  };
}

export function removalDeadlineOf(end: End, { asOf, policy, unit, calendar }: CaseContext) {
  const { on, insuranceStopMonth, reason } = end;
  const agencyCutOffDay = unit?.agency?.removalCutOffDay;
  const stated = insuranceStopMonth === undefined ? {} : { insuranceStopMonth };
  const payable = lastPayableMonth({ leftOn: on, policy, ...stated });
  const { deadline, because } = removalDeadline(
    {
      leftOn: on,
      reason,
      lastPayableMonth: payable.month,
      asOf,
      policy,
      ...(agencyCutOffDay !== undefined && { agencyCutOffDay }),
    },
    calendar,
  );
  return { deadline, because: [...because, payable.because] };
}

/** Somebody who was in doubt of enrolment (an intern, say), never filed for and never charged, is on no roster. */
function neverInsured({ person, filings, charges, situation }: Spell, { policy }: CaseContext): boolean {
  if (situation.is !== 'left' || filings.enrolment !== undefined || charges.length > 0) return false;
  return enrolmentDoubts(person, situation.start.on, policy).length > 0;
}

function money(spell: Spell, context: CaseContext): { money?: CaseMoney } {
  const { policy, calendar, asOf, unit } = context;
  const addition = nextAddition(spell, {
    policy,
    calendar,
    asOf,
    agencyCutOffDay: unit?.agency?.removalCutOffDay,
  });
  return addition.next === undefined ? {} : { money: { months: [], ...addition } };
}

function whyItEnded({ reason, on, toUnitId }: End): Reason {
  const values = { on, ...(toUnitId !== undefined && { toUnitId }) };
  return { rule: reason === 'moved-to-other-unit' ? 'F5' : 'R2', code: `left-${reason}`, values };
}
