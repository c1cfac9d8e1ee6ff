import { addWorkingDays } from '../calendar/working-days.ts';
import { type FilingState, hasBegun, isEmployment, type Spell, type Start } from '../employment/spell.ts';
import type { Reason } from '../reasons/reason.ts';
import { alsoAtStake, type Exposure } from '../rules/arrears/also-at-stake.ts';
import { coverOf } from '../rules/cover/cover.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import { enrolmentDeadline } from '../rules/deadline/enrolment-deadline.ts';
import { enrolmentDueOf } from '../rules/eligibility/enrolment-due.ts';
import { hasWholeFile } from '../rules/evidence/absence.ts';
import { isBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { absenceReasons } from '../rules/evidence/evidence-reasons.ts';
import { firstMonthInTime } from '../rules/evidence/expected.ts';
import { isBackUnremoved, standing } from '../rules/evidence/standing.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import { addFen, sumKnown } from '../values/money.ts';
import { type Month, monthOf } from '../values/month.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import {
  type CaseContext,
  FILING_ACTIONS,
  partsByFiles,
  type SpellCaseKind,
  type WakeContext,
} from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { arrearsOf, moneyOwed, owedMonths } from './money-owed.ts';
import { firstPaymentSteps, linkUnitSteps } from './offices.ts';
import { filingSteps, step } from './steps.ts';

/**
 * R1: a person who works for the unit must be enrolled. The case is open from the first working day until the agency
 * accepts or lists the person at the unit (E1). If it is in doubt whether enrolment is due at all, a case of kind
 * needs-person replaces it.
 */
export const enrolment: SpellCaseKind = {
  kind: 'enrolment',
  wakesOn: enrolmentOpenSince,
  open: openEnrolment,
  actions: () => [...FILING_ACTIONS, 'document-received'],
};

/**
 * The first working day if the enrolment is not confirmed; otherwise {@link NEVER}. Also {@link NEVER} while E9 asks
 * whether the previous leave was filed.
 */
export function enrolmentOpenSince(spell: Spell, context: WakeContext): PlainDate {
  const { situation } = spell;
  if (!isEmployment(situation) || standing(spell, context).enrolment.isConfirmed) return NEVER;
  return isBackUnremoved(spell, context) ? NEVER : situation.start.on;
}

function openEnrolment(spell: Spell, context: CaseContext): Case | undefined {
  const { situation } = spell;
  if (!isEmployment(situation) || enrolmentOpenSince(spell, context) > context.asOf) return undefined;
  const due = enrolmentDueOf(spell, situation.start.on, context.policy);
  if (due.enrolment !== 'due' || isBeforeCanbao(spell, context)) return undefined;
  const { deadline, because } = enrolmentDeadlineOf(situation.start, context);
  const state = enrolmentState(spell, context);
  const { policy, asOf } = context;
  const cover = coverOf({ hiredOn: situation.start.on, asOf, policy });
  const late = lateness(spell, deadline, context);
  const { unlisted } = standing(spell, context);
  return {
    ...partsByFiles(spell, 'enrolment', [unlisted?.source.knownAt]),
    state: unlisted === undefined ? state : withUnlisted(state, unlisted.month),
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
    because: [
      ...because,
      ...(unlisted === undefined ? [] : absenceReasons('E4', [unlisted])),
      ...howItBegan(situation.start),
      ...due.reading,
      ...hireMonth(situation.start, deadline, context),
      ...cover.because,
      ...late.because,
    ],
  };
}

/** E4: adds to the state that the month's file does not list the person. */
function withUnlisted(state: CaseState, unlistedIn: Month): CaseState {
  return state.is === 'open' || state.is === 'submitted' ? { ...state, unlistedIn } : state;
}

/**
 * E16: the reason that states that an enrolment filed now is in time but no longer includes the month of the hire.
 * Empty if this is not so.
 */
function hireMonth({ on }: Start, { lastLawfulDay }: Deadline, context: CaseContext): readonly Reason[] {
  const month = monthOf(on);
  if (context.asOf > lastLawfulDay || firstMonthInTime(context.asOf, context) === month) return [];
  return [{ rule: 'E16', code: 'hire-month-local', values: { month } }];
}

/**
 * R8, R5: the unpaid months with their cost if paid today, the growing late fee, and further risks, which are never
 * added to the sum. Nothing is at stake before the last lawful day has passed (E16). If complete files of the agency
 * are known, only the months in which the person is absent from them are owed.
 */
function lateness(
  spell: Spell,
  { lastLawfulDay }: Deadline,
  context: CaseContext,
): { readonly money?: CaseMoney; readonly because: readonly Reason[] } {
  const { asOf, policy } = context;
  if (asOf <= lastLawfulDay) return { because: [] };
  const { absences } = standing(spell, context);
  const unpaid = owedMonths(spell, monthOf(asOf), policy);
  const isKnown = absences.length > 0 || hasWholeFile(spell, context);
  const owed = isKnown
    ? unpaid.filter((month) => absences.some((absence) => absence.month === month))
    : unpaid;
  const arrears = arrearsOf(spell, owed, context);
  const dues = arrears && sumKnown([arrears.unitPart, arrears.personalPart]);
  const because = [
    ...(arrears?.because ?? []),
    ...(arrears === undefined ? [EMPLOYER_BEARS_BILLS] : []),
    ...alsoAtStake({ dues, lastMonth: lastCharge(spell, asOf), asOf, policy }),
  ];
  return { ...(arrears !== undefined && { money: moneyOwed(arrears) }), because };
}

/** A late filing must be explained; the agency decides how. */
function explainLateness({ is }: CaseState, { lastLawfulDay }: Deadline, asOf: PlainDate): readonly Reason[] {
  return asOf > lastLawfulDay && is !== 'submitted' ? [step('step-explain-late-enrolment')] : [];
}

/**
 * The person's last regular charge, which may exist although nothing was accepted. A supplement is not a full month.
 */
function lastCharge({ charges }: Spell, asOf: PlainDate): Exposure['lastMonth'] {
  const last = charges.findLast(
    ({ month, supplement }) => month <= monthOf(asOf) && supplement === undefined,
  );
  return last && { month: last.month, amount: addFen(last.unitAmount, last.personalAmount) };
}

const EMPLOYER_BEARS_BILLS: Reason = { rule: 'R8', code: 'employer-bears-bills', values: {} };

export function enrolmentDeadlineOf({ on }: Start, { asOf, policy, unit, calendar }: CaseContext) {
  const agencyCutOffDay = unit?.agency?.enrolmentCutOffDay;
  return enrolmentDeadline({ hiredOn: on, asOf, policy, agencyCutOffDay }, calendar);
}

function enrolmentState(spell: Spell, context: CaseContext): CaseState {
  const { filings, person, situation } = spell;
  if (filings.enrolment !== undefined) return filingStateOf(filings.enrolment, context);
  // Insurance at an earlier employer cannot block a person who comes from another of our units or from a suspension.
  const hired = hasBegun(situation) && situation.start.by === 'hired';
  return hired && person.previousCover?.removed === false ? { is: 'blocked-elsewhere' } : { is: 'open' };
}

/**
 * The state of a filing without acceptance; the agency has a number of working days to answer (社会保险经办条例 6, 10).
 *
 * @param blocks whether insurance at another employer can block the filing, as it can for an enrolment.
 */
export function filingStateOf(
  filing: FilingState,
  context: CaseContext,
  { blocks }: { readonly blocks: boolean } = { blocks: true },
): CaseState {
  switch (filing.is) {
    case 'accepted':
      // An accepted filing gets here only if the agency's files contradict the acceptance. It then was, or must be,
      // filed again.
      return filing.again === undefined ? { is: 'open' } : filingStateOf(filing.again, context, { blocks });
    case 'rejected': {
      const { on, reason } = filing;
      return { is: blocks && isInsuredElsewhere(reason) ? 'blocked-elsewhere' : 'rejected', on, reason };
    }
    case 'submitted': {
      const { on, receiptNo } = filing;
      const { policy, calendar } = context;
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

/** Phrases in a rejection that mean: the previous employer has not removed the person (R1). */
const INSURED_ELSEWHERE = [
  /(其[他它]|别的?|另一?家?|原|前|上一?家?)(工作|参保)?(单位|公司)/,
  /上一?家/,
  /[未没][有经办理]*(减员|停保)/,
  /重复参保/,
  /elsewhere/i,
  /(previous|former|other|another) (employer|unit|company)/i,
];

/** Whether a rejection means "still insured elsewhere": the other employer must act first, and the term keeps running. */
function isInsuredElsewhere(reason: string): boolean {
  return INSURED_ELSEWHERE.some((pattern) => pattern.test(reason));
}

function howItBegan({ by, fromUnitId }: Start): readonly Reason[] {
  if (by === 'transferred') {
    return [{ rule: 'F5', code: 'started-by-transfer', values: { fromUnitId: fromUnitId ?? '' } }];
  }
  return by === 'resumed' ? [{ rule: 'F6', code: 'started-by-resumption', values: {} }] : [];
}
