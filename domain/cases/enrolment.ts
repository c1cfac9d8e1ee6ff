import { addWorkingDays } from '../calendar/working-days.ts';
import { type FilingState, hasBegun, isEmployment, type Spell, type Start } from '../employment/spell.ts';
import type { Reason } from '../reasons/reason.ts';
import { alsoAtStake, type Stakes } from '../rules/arrears/also-at-stake.ts';
import { coverOf } from '../rules/cover/cover.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import { enrolmentDeadline } from '../rules/deadline/enrolment-deadline.ts';
import { enrolmentDueOf } from '../rules/eligibility/enrolment-due.ts';
import { isBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import { addFen, sumKnown } from '../values/money.ts';
import { monthOf } from '../values/month.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import { type CaseContext, FILING_ACTIONS, partsOf, type SpellCaseKind } from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { arrearsOf, moneyOwed } from './money-owed.ts';
import { firstPaymentSteps, linkUnitSteps } from './offices.ts';
import { filingSteps, step } from './steps.ts';

/**
 * R1: a person who works for the unit has to be enrolled. Open from the first working day until the agency accepts;
 * where it is in doubt whether enrolment is due at all, a case of the kind needs-person stands in its place.
 */
export const enrolment: SpellCaseKind = {
  kind: 'enrolment',
  wakesOn: enrolmentOpenSince,
  open: openEnrolment,
  actions: () => [...FILING_ACTIONS, 'document-received'],
};

/** The first working day, as long as no enrolment is accepted; {@link NEVER} from then on. */
export function enrolmentOpenSince({ situation, filings }: Spell): PlainDate {
  if (!isEmployment(situation) || filings.enrolment?.is === 'accepted') return NEVER;
  return situation.start.on;
}

function openEnrolment(spell: Spell, context: CaseContext): Case | undefined {
  const { situation } = spell;
  if (!isEmployment(situation) || enrolmentOpenSince(spell) > context.asOf) return undefined;
  const due = enrolmentDueOf(spell, situation.start.on, context.policy);
  if (due.enrolment !== 'due' || isBeforeCanbao(spell, context)) return undefined;
  const { deadline, because } = enrolmentDeadlineOf(situation.start, context);
  const state = enrolmentState(spell, context);
  const { policy, asOf } = context;
  const cover = coverOf({ hiredOn: situation.start.on, asOf, policy });
  const late = lateness(spell, deadline, context);
  return {
    ...partsOf(spell, 'enrolment'),
    state,
    eventOn: situation.start.on,
    openedOn: situation.start.on,
    deadline,
    ...(late.money !== undefined && { money: late.money }),
    documents: documentsFor('enrolment', spell.documents, { channel: context.unit?.channel }),
    steps: [
      ...filingSteps('enrolment', state, context),
      ...explainLateness(state, deadline, asOf),
      ...(state.is === 'blocked-elsewhere' ? [] : linkUnitSteps(context, context.unit ?? {})),
      ...(state.is === 'blocked-elsewhere' ? [] : firstPaymentSteps(context)),
    ],
    because: [...because, ...howItBegan(situation.start), ...due.reading, ...cover.because, ...late.because],
  };
}

/**
 * R8, R5: the months that went by unpaid, with what they cost if paid today and how the late fee grows; past the
 * statutory date also what else is at stake, which is never added up.
 */
function lateness(
  spell: Spell,
  { statutoryDueOn }: Deadline,
  context: CaseContext,
): { readonly money?: CaseMoney; readonly because: readonly Reason[] } {
  const { asOf, policy } = context;
  const arrears = arrearsOf(spell, monthOf(asOf), context);
  const isLate = asOf > statutoryDueOn;
  const dues = arrears && sumKnown([arrears.unitPart, arrears.personalPart]);
  const because = [
    ...(arrears?.because ?? []),
    ...(isLate && arrears === undefined ? [EMPLOYER_BEARS_BILLS] : []),
    ...(isLate ? alsoAtStake({ dues, lastMonth: lastCharge(spell, asOf), asOf, policy }) : []),
  ];
  return { ...(arrears !== undefined && { money: moneyOwed(arrears) }), because };
}

/** What is handed in late has to be explained; how, is up to the agency. */
function explainLateness(
  { is }: CaseState,
  { statutoryDueOn }: Deadline,
  asOf: PlainDate,
): readonly Reason[] {
  return asOf > statutoryDueOn && is !== 'submitted' ? [step('step-explain-late-enrolment')] : [];
}

/** What the month charged last, though nothing was accepted, came to; a supplement is no month's contribution. */
function lastCharge({ charges }: Spell, asOf: PlainDate): Stakes['lastMonth'] {
  const last = charges.findLast(
    ({ month, supplement }) => month <= monthOf(asOf) && supplement === undefined,
  );
  return last && { month: last.month, amount: addFen(last.unitAmount, last.personalAmount) };
}

const EMPLOYER_BEARS_BILLS: Reason = { rule: 'R8', code: 'employer-bears-bills', values: {} };

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
  const hired = hasBegun(situation) && situation.start.by === 'hired';
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
      return { is: blocks && isInsuredElsewhere(reason) ? 'blocked-elsewhere' : 'rejected', on, reason };
    }
    case 'submitted': {
      const { on, receiptNo } = filing;
      const days = policy.inForce('agencyRegistrationWorkingDays', on);
      return {
        is: 'submitted',
        on,
        ...(days.known && { chaseFrom: addWorkingDays(on, days.value + 1, calendar).day }),
        ...(receiptNo !== undefined && { receiptNo }),
      };
    }
  }
}

/** What agencies write when the employer before has not removed the person (R1). */
const INSURED_ELSEWHERE = [
  /(其[他它]|别的?|另一?家?|原|前|上一?家?)(工作|参保)?(单位|公司)/,
  /上一?家/,
  /[未没][有经办理]*(减员|停保)/,
  /重复参保/,
  /elsewhere/i,
  /(previous|former|other|another) (employer|unit|company)/i,
];

/** Whether a rejection means "still insured elsewhere": the other employer has to act first, the clock runs on. */
function isInsuredElsewhere(reason: string): boolean {
  return INSURED_ELSEWHERE.some((pattern) => pattern.test(reason));
}

function howItBegan({ by, fromUnitId }: Start): readonly Reason[] {
  if (by === 'transferred') {
    return [{ rule: 'F5', code: 'started-by-transfer', values: { fromUnitId: fromUnitId ?? '' } }];
  }
  return by === 'resumed' ? [{ rule: 'F6', code: 'started-by-resumption', values: {} }] : [];
}
