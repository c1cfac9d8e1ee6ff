import type { Spell } from '../employment/spell.ts';
import { billOf } from '../rules/evidence/absence.ts';
import { entryReasons } from '../rules/evidence/evidence-reasons.ts';
import { type ChargedGap, standing } from '../rules/evidence/standing.ts';
import { isClaimable, type MonthOfMoney, sumOfParts } from '../rules/money-at-stake.ts';
import { monthsOfCharges } from '../rules/overpayment/overpayment.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsByFiles, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { step } from './steps.ts';

/**
 * E9: a person left or was suspended, returned, and was charged for every whole month between. One question (was the
 * leave filed at all?) replaces the cases of a removal, an enrolment and an overpayment. The case is open from the
 * return until it is answered.
 */
export const unfiledLeave: SpellCaseKind = {
  kind: 'unfiled-leave',
  wakesOn: (spell, context) => askedSince(standing(spell, context).gap),
  open: openUnfiledLeave,
  actions: () => ['answered'],
};

function openUnfiledLeave(spell: Spell, context: CaseContext): Case | undefined {
  const { situation } = spell;
  const { gap } = standing(spell, context);
  if (gap === undefined || situation.is !== 'left' || askedSince(gap) > context.asOf) return undefined;
  const months = moneyOf(gap, spell);
  return {
    ...partsByFiles(spell, 'unfiled-leave'),
    state: { is: 'open' },
    eventOn: situation.end.on,
    openedOn: gap.backOn,
    answers: ['filed', 'not-filed'],
    money: { months, inQuestion: sumOfParts(months.filter(isClaimable)) },
    documents: [],
    steps: [step('step-ask-whether-leave-filed'), step('step-answer-unfiled-leave')],
    because: [
      {
        rule: 'E9',
        code: 'charged-between',
        values: { leftOn: situation.end.on, backOn: gap.backOn, months: gap.months },
      },
      { rule: 'E9', code: 'was-leave-filed', values: {} },
      ...entryReasons('E9', sourcesOf(gap, spell, context)),
    ],
  };
}

/** The months of the gap. The amount of a month that was charged under another employee id is not known here. */
function moneyOf(gap: ChargedGap, { charges, refunds }: Spell): readonly MonthOfMoney[] {
  const between = charges.filter(({ month }) => gap.months.includes(month));
  const known = new Map(monthsOfCharges(between, refunds).map((money) => [money.month, money]));
  return gap.months.map((month) => known.get(month) ?? { month, estimated: false, state: 'open' });
}

function sourcesOf({ months }: ChargedGap, { charges }: Spell, context: WakeContext) {
  return months.map((month) => {
    const factId = charges.find((charge) => charge.month === month)?.factId;
    return { month, is: 'listed', source: billOf(month, context, factId) } as const;
  });
}

function askedSince(gap: ChargedGap | undefined): PlainDate {
  return gap === undefined || gap.filed !== undefined ? NEVER : gap.backOn;
}
