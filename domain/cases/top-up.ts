import { endBy, isEmployment, type Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { baseYearOf } from '../rules/contribution/base-year.ts';
import {
  type FiledMonth,
  type TopUp,
  topUpAfterLatePublication,
  type WageIn,
} from '../rules/contribution/top-up.ts';
import { wageForBase } from '../rules/contribution/wage-for-base.ts';
import { overpaidCharges, payableUntil } from '../rules/overpayment/overpaid-charges.ts';
import { monthsFromTo } from '../values/month.ts';
import { addMonths, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsByFiles, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { estimatedMoney } from './money-owed.ts';
import { step } from './steps.ts';

/**
 * R4: months were charged on a base below limits that were published later. The case is open from the publication until
 * each month has a supplement of any amount (the tax office computes the amount and may round differently), or until
 * the charge is voided and imported again on the right base. A second regular charge does not close the case, because
 * by R7 all of it is an overpayment. A leave does not close it either, because contributions for a month in service are
 * due in full.
 */
export const topUp: SpellCaseKind = {
  kind: 'top-up',
  wakesOn: topUpOpensOn,
  open: openTopUp,
  actions: () => ['bill-import'],
};

function openTopUp(spell: Spell, { policy, asOf }: CaseContext): Case | undefined {
  const owed = topUpOf(spell, policy, asOf);
  if (owed === undefined) return undefined;
  const hasLeft = endBy(spell.situation, asOf) !== undefined;
  return {
    ...partsByFiles(spell, 'top-up'),
    state: { is: 'open' },
    openedOn: owed.since,
    money: estimatedMoney(owed),
    documents: [],
    steps: [
      ...(owed.months.some(({ rightBase }) => rightBase === undefined) ? [step('step-tell-wage')] : []),
      step('step-read-top-up-notice'),
      step('step-declare-top-up'),
      step(hasLeft ? 'step-ask-top-up-of-leaver' : 'step-keep-personal-part'),
      step('step-supplement-closes'),
    ],
    because: [...owed.because, DUTY, ...(hasLeft ? [OF_A_LEAVER] : [])],
  };
}

/** The first day on which a base is known to be too low; {@link NEVER} if none is. */
function topUpOpensOn(spell: Spell, { policy }: WakeContext): PlainDate {
  return topUpOf(spell, policy, NEVER)?.since ?? NEVER;
}

const DUTY: Reason = { rule: 'R4', code: 'top-up-duty', values: {}, law: '社会保险法 63' };

/**
 * The law requires the difference in full, but does not say how to collect the personal part if there is no wage to
 * deduct it from.
 */
const OF_A_LEAVER: Reason = {
  rule: 'R4',
  code: 'top-up-of-leaver',
  values: {},
  law: '社会保险法 60',
  confidence: 'unknown',
};

function topUpOf(spell: Spell, policy: Policy, asOf: PlainDate): TopUp | undefined {
  const filed = filedMonths(spell, policy);
  if (filed.length === 0) return undefined;
  const tier = spell.person.contributionTier;
  return topUpAfterLatePublication({ filed, wageIn: wageByMonth(spell, policy), tier, asOf, policy });
}

/** The charged months that were due, each with its base. An overpaid month needs no top-up. */
function filedMonths(spell: Spell, policy: Policy): readonly FiledMonth[] {
  const { situation, filedBases = [] } = spell;
  if (filedBases.length === 0) return [];
  const last = situation.is === 'left' ? payableUntil(situation.end, policy).month : undefined;
  const overpaid = overpaidCharges(spell, last, policy).filter(({ cause }) => cause !== 'twice');
  const notDue = new Set(overpaid.map(({ charge }) => charge.month));
  return filedBases
    .flatMap(({ from, to, base }) => monthsFromTo(from, to).map((month) => ({ month, base })))
    .filter(({ month }) => (last === undefined || month <= last) && !notDue.has(month));
}

/**
 * The wage for a month's base. It is certain if the rule asks for a first month's wage and the one stated for this
 * employment is used, or if the rule asks for an average and the last one stated before the end of the base year is
 * used. An average may replace an unknown first month's wage and is then not certain. A first month's wage does not
 * replace an unknown average.
 */
function wageByMonth({ person, situation, averageWages = [] }: Spell, policy: Policy): WageIn {
  return (month) => {
    if (!isEmployment(situation)) return undefined;
    const { on: hiredOn, by } = situation.start;
    const { firstMonthWage } = person;
    const nextYear = addMonths(baseYearOf(month, policy).baseYearBegan, 12);
    const average = averageWages.findLast(({ on }) => on < nextYear)?.wage;
    const known = {
      ...(by === 'hired' && firstMonthWage !== undefined && { firstMonthWage }),
      ...(average !== undefined && { averageMonthlyWage: average }),
    };
    const wage = wageForBase({ person: known, hiredOn, month, policy });
    if (!wage.known) return undefined;
    const certain = wage.because.every(({ confidence }) => confidence !== 'assumed');
    return certain || average !== undefined ? { ...wage, certain } : undefined;
  };
}
