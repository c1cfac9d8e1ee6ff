import type { Spell } from '../employment/spell.ts';
import { leftBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { entryReasons } from '../rules/evidence/evidence-reasons.ts';
import { type FileEntry, isRemoved, lastEntryOf, standing } from '../rules/evidence/standing.ts';
import { type CaseMoney, isClaimable, sumOfParts } from '../rules/money-at-stake.ts';
import { monthsOfCharges } from '../rules/overpayment/overpayment.ts';
import { firstDayOf } from '../values/month.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, StaffAction } from './case.ts';
import {
  type CaseContext,
  FILING_ACTIONS,
  partsByFiles,
  REFUND_ACTIONS,
  type SpellCaseKind,
  type WakeContext,
} from './case-parts.ts';
import { removalDeadlineOf, removalState, stillListed } from './removal.ts';
import { filingSteps, step } from './steps.ts';

/**
 * F3: a leave, charge or list entry without a known hire. Staff must find out who the person is. A leave has the
 * deadline of its removal. The case closes when the person is off the agency's list after a leave, or the refund of
 * every charge is settled or denied.
 */
export const neverHired: SpellCaseKind = {
  kind: 'never-hired',
  wakesOn: neverHiredSince,
  open: openNeverHired,
  actions: actionsFor,
};

function openNeverHired(spell: Spell, context: CaseContext): Case | undefined {
  const since = neverHiredSince(spell, context);
  if (spell.situation.is !== 'never-hired' || since > context.asOf) return undefined;
  if (leftBeforeCanbao(spell, context)) return undefined;
  const { end } = spell.situation;
  const removal = end === undefined ? undefined : removalDeadlineOf(end, context);
  const state = removalState(spell, context);
  const listed = end === undefined ? listedNow(spell, context) : undefined;
  return {
    ...partsByFiles(spell, 'never-hired'),
    state,
    eventOn: since,
    openedOn: since,
    ...(removal !== undefined && { deadline: removal.deadline }),
    ...chargedMoney(spell),
    documents: [],
    steps: [
      step('step-find-out-who'),
      ...(end?.reason === 'unknown' ? [step('step-ask-leaving-reason')] : []),
      ...(end === undefined ? [step('step-report-hire-or-claim')] : filingSteps('removal', state, context)),
    ],
    because: [
      ...(end === undefined
        ? [{ rule: 'F3', code: 'charged-never-hired', values: { unitId: spell.unitId } } as const]
        : [{ rule: 'F3', code: 'left-never-hired', values: { on: end.on } } as const]),
      ...(listed === undefined ? [] : entryReasons('E1', [listed])),
      ...stillListed(standing(spell, context).removal),
      ...(removal?.because ?? []),
    ],
  };
}

/**
 * The day of the leave; without a leave, the day of the first charge or of the latest list with the person, whichever
 * is earlier. {@link NEVER} if nothing is left to do.
 */
function neverHiredSince(spell: Spell, context: WakeContext): PlainDate {
  const { situation, charges, refunds } = spell;
  if (situation.is !== 'never-hired') return NEVER;
  if (situation.end !== undefined) return isRemoved(standing(spell, context)) ? NEVER : situation.end.on;
  const isCharged = monthsOfCharges(charges, refunds).some(isClaimable);
  const charged = isCharged ? charges.map(({ chargedOn, month }) => chargedOn ?? firstDayOf(month)) : [];
  const listed = listedNow(spell, context)?.listing?.on;
  return [...charged, ...(listed === undefined ? [] : [listed])].reduce(earlierOf, NEVER);
}

/** The latest list entry, if it is the strongest statement of the agency's files and shows the person as insured. */
function listedNow(spell: Spell, context: WakeContext): FileEntry | undefined {
  const last = lastEntryOf(spell, context);
  return last?.is === 'listed' && last.listing !== undefined ? last : undefined;
}

/**
 * The actions of staff. After a leave they record the hire, or filings of the removal. For a person who was only
 * charged or listed they record the hire, a leave, or a refund.
 */
function actionsFor({ deadline }: Case): readonly StaffAction[] {
  const hasLeft = deadline !== undefined;
  return ['hire', ...(hasLeft ? FILING_ACTIONS : (['leave', ...REFUND_ACTIONS] as const)), 'mistake'];
}

function chargedMoney({ charges, refunds }: Spell): { money?: CaseMoney } {
  const months = monthsOfCharges(charges, refunds);
  if (months.length === 0) return {};
  return { money: { months, ...sumOfParts(months.filter(isClaimable)) } };
}
