import { type End, endBy, type Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { removalDeadline } from '../rules/deadline/removal-deadline.ts';
import { needsNoRemoval } from '../rules/eligibility/enrolment-due.ts';
import { leftBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { entryReasons, removalAccepted } from '../rules/evidence/evidence-reasons.ts';
import { enrolledAtNext, isRemovalOpen, type RemovalStanding, standing } from '../rules/evidence/standing.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import { payableUntil } from '../rules/overpayment/overpaid-charges.ts';
import { nextOf } from '../rules/overpayment/overpayment.ts';
import { personalShareAtRisk } from '../rules/overpayment/unbilled-months.ts';
import { retireeCover } from '../rules/retirement/retiree-cover.ts';
import type { Month } from '../values/month.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import {
  type CaseContext,
  FILING_ACTIONS,
  partsByFiles,
  type SpellCaseKind,
  type SpellContext,
  type WakeContext,
} from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { filingStateOf } from './enrolment.ts';
import { checkTaxBill } from './offices.ts';
import { filingSteps, step } from './steps.ts';
import { suspensionLimit } from './suspension.ts';

/**
 * R2: a person who has left the unit must be removed. The case is open from the last working day until the agency
 * accepts or its files show the person off the list (E2). It is open again if later files show the person on the list
 * (E5).
 */
export const removal: SpellCaseKind = {
  kind: 'removal',
  wakesOn: removalOpenSince,
  open: openRemoval,
  actions: ({ answers }) => [
    ...FILING_ACTIONS,
    'document-received',
    ...(answers === undefined ? [] : (['answered'] as const)),
  ],
};

/**
 * The last working day if the removal is open, otherwise {@link NEVER}. A removal that a return withdraws (E6) counts
 * as open until the later enrolment is confirmed: it is open up to the day of the return, which may be in the future,
 * and this function does not know the current day.
 */
function removalOpenSince(spell: Spell, context: WakeContext): PlainDate {
  const { situation } = spell;
  if (situation.is !== 'left' || needsNoRemoval(spell, context.policy)) return NEVER;
  return isRemovalOpen(standing(spell, context), situation.end.on) ? situation.end.on : NEVER;
}

function openRemoval(spell: Spell, context: SpellContext): Case | undefined {
  const end = endBy(spell.situation, context.asOf);
  if (end === undefined || removalOpenSince(spell, context) > context.asOf) return undefined;
  if (leftBeforeCanbao(spell, context)) return undefined;
  const { removal } = standing(spell, context);
  if (!isRemovalOpen({ removal }, context.asOf)) return undefined;
  const isContradicted = removal.is === 'open' && removal.accepted !== undefined;
  const elsewhere = enrolledAtNext(spell);
  const { deadline, because } = removalDeadlineOf(end, context);
  const state = removalState(spell, context);
  return {
    ...partsByFiles(spell, 'removal'),
    state,
    eventOn: end.on,
    openedOn: end.on,
    deadline,
    ...money(context),
    documents: documentsFor('removal', spell.documents, {
      reason: end.reason,
      channel: context.unit?.channel,
    }),
    steps: [
      ...(end.reason === 'unknown' ? [step('step-ask-leaving-reason')] : []),
      ...(end.reason === 'retired' ? [step('step-compare-retiree-years')] : []),
      ...filingSteps('removal', state, context),
      checkTaxBill(),
    ],
    ...(elsewhere !== undefined && { answers: ['filed', 'not-filed'] }),
    because: [
      ...(isContradicted ? stillListed(removal) : []),
      ...because,
      ...(isContradicted ? [] : stillListed(removal)),
      ...(elsewhere === undefined ? [] : [enrolledElsewhere(elsewhere)]),
      whyItEnded(spell, end, context.policy),
      ...retireeYears(spell, end, context.policy),
      ...personalShareAtRisk(spell, end, context),
    ],
  };
}

/** The reasons that the person is still listed: after an accepted removal (E5), or after the leave (E2). */
export function stillListed(removal: RemovalStanding): readonly Reason[] {
  if (removal.is !== 'open' || removal.listed === undefined) return [];
  const { accepted, listed } = removal;
  const { month } = listed;
  if (accepted === undefined) {
    return [{ rule: 'E2', code: 'listed-after-leave', values: { month } }, ...entryReasons('E2', [listed])];
  }
  return [
    { rule: 'E5', code: 'charged-after-removal', values: { month } },
    removalAccepted('E5', accepted),
    ...entryReasons('E5', [listed]),
  ];
}

/** E10: the person is already insured at the unit that they moved to. This does not always settle the removal here. */
function enrolledElsewhere({ unitId, from }: { readonly unitId: string; readonly from: Month }): Reason {
  return { rule: 'E10', code: 'moved-and-enrolled', values: { unitId, month: from } };
}

export function removalState({ filings }: Spell, context: CaseContext): CaseState {
  return filings.removal === undefined
    ? { is: 'open' }
    : filingStateOf(filings.removal, context, { blocks: false });
}

export function removalDeadlineOf(end: End, { asOf, policy, unit, calendar }: CaseContext) {
  const { on, reason } = end;
  const agencyCutOffDay = unit?.agency?.removalCutOffDay;
  const payable = payableUntil(end, policy);
  const { deadline, because } = removalDeadline(
    { leftOn: on, reason, lastPayableMonth: payable.month, asOf, policy, agencyCutOffDay },
    calendar,
  );
  return { deadline, because: [...because, payable.because] };
}

function money({ unbilled }: SpellContext): { money?: CaseMoney } {
  const { next } = unbilled();
  return next === undefined ? {} : { money: { months: [], ...nextOf(next) } };
}

/**
 * R2, R9: the contribution years that the region requires of a retiree. No HR system states how many years the person
 * has.
 */
function retireeYears({ person: { sex } }: Spell, { reason, on }: End, policy: Policy): readonly Reason[] {
  if (reason !== 'retired' || sex === undefined) return [];
  return retireeCover({ sex, retiresOn: on, policy }).because;
}

function whyItEnded(spell: Spell, { reason, on, toUnitId }: End, policy: Policy): Reason {
  const limit = suspensionLimit(spell, policy);
  if (limit !== undefined) return limit.because;
  if (reason === 'moved-to-other-unit') {
    return { rule: 'F5', code: 'left-moved-to-other-unit', values: { on, toUnitId: toUnitId ?? '' } };
  }
  return { rule: 'R2', code: `left-${reason}`, values: { on } };
}
