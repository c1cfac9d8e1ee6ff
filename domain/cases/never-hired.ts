import type { Spell } from '../employment/spell.ts';
import { leftBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { type CaseMoney, sumOfParts } from '../rules/money-at-stake.ts';
import { isClaimable, monthsOfCharges } from '../rules/overpayment/overpayment.ts';
import { firstDayOf } from '../values/month.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, StaffAction } from './case.ts';
import {
  type CaseContext,
  FILING_ACTIONS,
  partsOf,
  REFUND_ACTIONS,
  type SpellCaseKind,
} from './case-parts.ts';
import { removalDeadlineOf, removalState } from './removal.ts';
import { filingSteps, step } from './steps.ts';

/**
 * F3: somebody left, or was charged for, whom we never saw hired. A person has to find out who that is; a leave has
 * its removal's dates all the same. It is over when the removal is accepted, or every charge is settled or denied.
 */
export const neverHired: SpellCaseKind = {
  kind: 'never-hired',
  wakesOn: neverHiredSince,
  open: openNeverHired,
  actions: actionsFor,
};

function openNeverHired(spell: Spell, context: CaseContext): Case | undefined {
  if (spell.situation.is !== 'never-hired' || neverHiredSince(spell) > context.asOf) return undefined;
  if (leftBeforeCanbao(spell, context)) return undefined;
  const { end } = spell.situation;
  const removal = end === undefined ? undefined : removalDeadlineOf(end, context);
  const state = removalState(spell, context);
  return {
    ...partsOf(spell, 'never-hired'),
    state,
    eventOn: neverHiredSince(spell),
    openedOn: neverHiredSince(spell),
    ...(removal !== undefined && { deadline: removal.deadline }),
    ...chargedMoney(spell),
    documents: [],
    steps: [
      step('step-find-out-who'),
      ...(end?.reason === 'unknown' ? [step('step-ask-leaving-reason')] : []),
      ...(end === undefined ? [step('step-report-hire-or-claim')] : filingSteps('removal', state, context)),
    ],
    because: [
      end === undefined
        ? { rule: 'F3', code: 'charged-never-hired', values: { unitId: spell.unitId } }
        : { rule: 'F3', code: 'left-never-hired', values: { on: end.on } },
      ...(removal?.because ?? []),
    ],
  };
}

/** The day of the leave, or of the first charge where none is known; {@link NEVER} where nothing is left to do. */
function neverHiredSince({ situation, filings, charges, refunds }: Spell): PlainDate {
  if (situation.is !== 'never-hired') return NEVER;
  if (situation.end !== undefined) return filings.removal?.is === 'accepted' ? NEVER : situation.end.on;
  if (!monthsOfCharges(charges, refunds).some(isClaimable)) return NEVER;
  return charges.map(({ chargedOn, month }) => chargedOn ?? firstDayOf(month)).reduce(earlierOf, NEVER);
}

/** Who was charged for only may be hired, or the money claimed back; a leave is removed, with or without its hire. */
function actionsFor({ deadline }: Case): readonly StaffAction[] {
  const hasLeft = deadline !== undefined;
  return ['hire', ...(hasLeft ? FILING_ACTIONS : (['leave', ...REFUND_ACTIONS] as const)), 'mistake'];
}

function chargedMoney({ charges, refunds }: Spell): { money?: CaseMoney } {
  const months = monthsOfCharges(charges, refunds);
  if (months.length === 0) return {};
  return { money: { months, ...sumOfParts(months.filter(isClaimable)) } };
}
