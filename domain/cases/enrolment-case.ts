import { addWorkingDays } from '../calendar/working-days.ts';
import type { FilingState, Spell, Start } from '../employment/spell.ts';
import { meansInsuredElsewhere } from '../rules/blocked-elsewhere.ts';
import { documentsFor } from '../rules/documents.ts';
import { enrolmentDeadline } from '../rules/enrolment-deadline.ts';
import { enrolmentDoubts } from '../rules/enrolment-doubts.ts';
import type { Case, CaseState, Reason } from './case.ts';
import { type CaseContext, partsOf } from './case-parts.ts';

/**
 * R1: a person who works for the unit has to be enrolled. Open from the first working day until the agency accepts;
 * where it is in doubt whether enrolment is due at all, {@link needsPersonCase} stands in its place.
 */
export function enrolmentCase(spell: Spell, context: CaseContext): Case | undefined {
  const { situation, filings } = spell;
  if (situation.is !== 'employed' && situation.is !== 'left') return undefined;
  if (filings.enrolment?.is === 'accepted' || situation.start.on > context.asOf) return undefined;
  if (enrolmentDoubts(spell.person, situation.start.on, context.policy).length > 0) return undefined;
  const { deadline, because } = enrolmentDeadlineOf(situation.start, context);
  return {
    ...partsOf(spell, 'enrolment'),
    state: enrolmentState(spell, context),
    eventOn: situation.start.on,
    openedOn: situation.start.on,
    deadline,
    documents: documentsFor('enrolment', spell.documents, { channel: context.unit?.channel }),
    because: [...because, ...howItBegan(situation.start)],
  };
}

export function enrolmentDeadlineOf({ on }: Start, { asOf, policy, unit, calendar }: CaseContext) {
  const agencyCutOffDay = unit?.agency?.enrolmentCutOffDay;
  return enrolmentDeadline(
    { hiredOn: on, asOf, policy, ...(agencyCutOffDay !== undefined && { agencyCutOffDay }) },
    calendar,
  );
}

function enrolmentState(spell: Spell, context: CaseContext): CaseState {
  const { filings, person, situation } = spell;
  if (filings.enrolment !== undefined) return filingStateOf(filings.enrolment, context);
  // Cover from before the hire: no longer what blocks somebody who comes from another unit or a suspension.
  const hired = situation.is !== 'never-hired' && situation.start.by === 'hired';
  return hired && person.previousCover?.removed === false ? { is: 'blocked-elsewhere' } : { is: 'open' };
}

/**
 * Where a filing that is not accepted stands; the agency has its working days to answer (社会保险经办条例 6, 10).
 *
 * @param blocks whether cover elsewhere stands in its way: in that of an enrolment it does.
 */
export function filingStateOf(
  filing: FilingState,
  { policy, calendar }: CaseContext,
  { blocks }: { readonly blocks: boolean } = { blocks: true },
): CaseState {
  switch (filing.is) {
    case 'accepted':
      return { is: 'open' };
    case 'rejected': {
      const { on, reason } = filing;
      return { is: blocks && meansInsuredElsewhere(reason) ? 'blocked-elsewhere' : 'rejected', on, reason };
    }
    case 'submitted': {
      const { on, receiptNo } = filing;
      const days = policy.inForce('agencyRegistrationWorkingDays', on);
      const lastDay = addWorkingDays(on, days.known ? days.value : 0, calendar).day;
      const chaseFrom = addWorkingDays(lastDay, 1, calendar).day;
      return { is: 'submitted', on, chaseFrom, ...(receiptNo !== undefined && { receiptNo }) };
    }
  }
}

function howItBegan({ by, fromUnitId }: Start): readonly Reason[] {
  if (by === 'transferred') {
    return [{ rule: 'F5', code: 'started-by-transfer', values: { fromUnitId: fromUnitId ?? '' } }];
  }
  return by === 'resumed' ? [{ rule: 'F6', code: 'started-by-resumption', values: {} }] : [];
}
