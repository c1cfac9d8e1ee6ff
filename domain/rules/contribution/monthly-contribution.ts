import { hasBegun, type Spell } from '../../employment/spell.ts';
import type { ContributionTier } from '../../facts/life-course.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, type ReasonCode, reasonOf } from '../../reasons/reason.ts';
import { addFen, type Fen, NO_MONEY, portionOf, type Rate, yuan } from '../../values/money.ts';
import { firstDayOf, type Month } from '../../values/month.ts';
import { knownParts, type MoneyParts } from '../money-at-stake.ts';
import { percent, wordedOrigin } from '../origin.ts';
import { contributionBase } from './contribution-base.ts';
import { wageForBase } from './wage-for-base.ts';

/** One month's contribution. A part is absent if it cannot be computed. */
export interface ContributionParts extends MoneyParts {
  readonly because: readonly Reason[];
}

export interface PartsQuestion {
  readonly base: Fen;
  readonly month: Month;
  /** The employee's tier; absent: unknown, and the first is assumed if the region has tiers. */
  readonly tier?: ContributionTier | undefined;
  readonly policy: Policy;
}

/**
 * R8: base × rates of one month, separately for unit and person, each rounded half up to a fen once. Maternity is added
 * to the unit's part only if the region's data say that it is separate from the medical rate. The unit's rate for large
 * medical claims (大额医疗) and the person's fixed amount are added if known.
 */
export function contributionParts(question: PartsQuestion): ContributionParts {
  const tier = tierOf(question);
  const unit = unitPart(question, tier.rates.unit);
  const personal = personalPart(question, tier.rates.personal);
  return {
    ...knownParts({ unitPart: unit.amount, personalPart: personal.amount }),
    because: [...tier.because, ...unit.because, ...personal.because],
  };
}

const RATES_OF_TIER = {
  first: { unit: 'unitMedicalRate', personal: 'personalMedicalRate' },
  second: { unit: 'secondTierUnitMedicalRate', personal: 'secondTierPersonalMedicalRate' },
} as const satisfies Readonly<Record<ContributionTier, Readonly<Record<string, RateName>>>>;

/** The rates for the employee's tier (深圳市医疗保障办法 7, 8). The tier is ignored unless the region is known to have tiers. */
function tierOf({ month, tier, policy }: PartsQuestion) {
  const tiers = policy.inForce('contributionTiers', firstDayOf(month));
  if (!tiers.known || tiers.value === 'one') return { rates: RATES_OF_TIER.first, because: [] };
  const values = { region: policy.region };
  const because: Reason = {
    rule: 'R8',
    ...(tier === undefined
      ? { code: 'tier-assumed', values, confidence: 'assumed' }
      : { code: `tier-${tier}`, values }),
  };
  return { rates: RATES_OF_TIER[tier ?? 'first'], because: [because] };
}

interface Part {
  readonly amount?: Fen;
  readonly because: readonly Reason[];
}

/** Adds an amount to a part. If the amount is unknown, nothing is added, and the reason of the amount says so. */
function plus(part: Part, added: Part): Part {
  if (part.amount === undefined) return part;
  return {
    amount: addFen(part.amount, added.amount ?? NO_MONEY),
    because: [...part.because, ...added.because],
  };
}

function unitPart(question: PartsQuestion, rate: UnitRateName): Part {
  return [maternity(question), largeSums(question)].reduce(plus, share(rate, question));
}

function maternity(question: PartsQuestion): Part {
  const { month, policy } = question;
  const where = policy.inForce('maternityInUnitRate', firstDayOf(month));
  if (where.known && where.value === 'included') return { because: [] };
  const rate = policy.inForce('unitMaternityRate', firstDayOf(month));
  if (where.known && rate.known) return share('unitMaternityRate', question);
  return { because: [maternityUnknown(where.known ? rate : where, policy)] };
}

/**
 * The reason that states that it is unknown whether the medical rate includes maternity, or what maternity costs.
 * Nothing is then added.
 */
function maternityUnknown({ parameter }: InForce<string | Rate>, { region }: Policy): Reason {
  return { rule: 'R8', code: 'part-maternity-unknown', values: { region }, parameter, confidence: 'unknown' };
}

/**
 * The unit's part for large medical claims. If neither a law nor an unofficial source (lead) mentions it, there is no
 * reason either, because most places have no such rate.
 */
function largeSums(question: PartsQuestion): Part {
  const rate = question.policy.inForce('unitLargeSumRate', firstDayOf(question.month));
  const isMentioned = rate.known || rate.why !== 'not-found' || rate.law !== undefined;
  return isMentioned ? share('unitLargeSumRate', question) : { because: [] };
}

function personalPart(question: PartsQuestion, rate: PersonalRateName): Part {
  return plus(share(rate, question), fixedAmount(question));
}

/**
 * The person's fixed amount. Some places use another one in the first month of a quarter (天津: 22 yuan instead of 21).
 */
function fixedAmount({ month, policy }: PartsQuestion): Part {
  const every = policy.inForce('personalFixedAmount', firstDayOf(month));
  const inQuarterStart = policy.inForce('personalFixedAmountFirstMonthOfQuarter', firstDayOf(month));
  const fixed = isQuarterStart(month) && inQuarterStart.known ? inQuarterStart : every;
  if (!fixed.known) return { because: [fixedUnknown(fixed, policy)] };
  const values = { month, amount: yuan(fixed.value) };
  const origin = wordedOrigin(fixed, yuan);
  const because =
    every.known && inQuarterStart.known
      ? reasonOf('R8', 'personal-fixed-of-month', values, origin)
      : reasonOf('R8', 'personal-fixed', { amount: values.amount }, origin);
  return { amount: fixed.value, because: [because] };
}

function isQuarterStart(month: Month): boolean {
  return Number(month.slice(5)) % 3 === 1;
}

/**
 * The reason that states that no fixed amount is known. Most places have none, but their sources do not say so. Nothing
 * is then added.
 */
function fixedUnknown(fixed: InForce<Fen>, { region }: Policy): Reason {
  return { rule: 'R8', code: 'personal-fixed-unknown', values: { region }, ...wordedOrigin(fixed, yuan) };
}

type UnitRateName = 'unitMedicalRate' | 'secondTierUnitMedicalRate';
type PersonalRateName = 'personalMedicalRate' | 'secondTierPersonalMedicalRate';
type RateName = UnitRateName | PersonalRateName | 'unitMaternityRate' | 'unitLargeSumRate';

function share(name: RateName, { base, month, policy }: PartsQuestion): Part {
  const rate: InForce<Rate> = policy.inForce(name, firstDayOf(month));
  const origin = wordedOrigin(rate, percent);
  if (!rate.known) {
    return { because: [reasonOf('R8', `${CODES[name]}-unknown`, { region: policy.region }, origin)] };
  }
  const amount = portionOf(base, rate.value);
  const values = { base: yuan(base), rate: percent(rate.value), amount: yuan(amount) };
  return { amount, because: [reasonOf('R8', CODES[name], values, origin)] };
}

const CODES = {
  unitMedicalRate: 'part-unit',
  secondTierUnitMedicalRate: 'part-unit',
  unitMaternityRate: 'part-maternity',
  unitLargeSumRate: 'part-large-sum',
  personalMedicalRate: 'part-personal',
  secondTierPersonalMedicalRate: 'part-personal',
} as const satisfies Readonly<Record<RateName, ReasonCode>>;

/**
 * R7: estimates a month's charge from the last charge; without one, from base × rates. If neither is possible, the
 * charge is unknown. An estimate is always labelled as one, and the real charge replaces it. Supplements are ignored:
 * one may be a difference of a few yuan. The first reason says how the month was estimated.
 */
export function estimateContribution(spell: Spell, month: Month, policy: Policy): ContributionParts {
  const charges = spell.charges.filter(({ supplement }) => supplement === undefined);
  const last = charges.findLast((charge) => charge.month <= month) ?? charges.at(-1);
  if (last !== undefined) {
    const because = reasonOf('R7', 'estimated-from-last-charge', { month: last.month }, ASSUMED);
    return { unitPart: last.unitAmount, personalPart: last.personalAmount, because: [because] };
  }
  return (
    fromBase(spell, month, policy) ?? {
      because: [reasonOf('R7', 'estimate-unknown', {}, { confidence: 'unknown' })],
    }
  );
}

const ASSUMED = { confidence: 'assumed' } as const;

/** Uses only published limits: an overpayment is not estimated from another year's limits. */
function fromBase({ person, situation }: Spell, month: Month, policy: Policy): ContributionParts | undefined {
  if (!hasBegun(situation)) return undefined;
  const wage = wageForBase({ person, hiredOn: situation.start.on, month, policy });
  if (!wage.known) return undefined;
  const base = contributionBase({ wage: wage.wage, month, policy });
  if (!base.known) return undefined;
  const tier = person.contributionTier;
  const { because: rates, ...parts } = contributionParts({ base: base.declaredBase, month, tier, policy });
  if (parts.unitPart === undefined || parts.personalPart === undefined) return undefined;
  const withoutFixed = rates.some(({ code }) => code === 'personal-fixed-unknown');
  const code = withoutFixed ? 'estimated-from-base-without-fixed' : 'estimated-from-base';
  const because = reasonOf('R7', code, { base: yuan(base.declaredBase) }, ASSUMED);
  return { ...parts, because: [because, ...rates.filter(isOfTier)] };
}

const TIERS: ReadonlySet<string> = new Set(['tier-first', 'tier-second', 'tier-assumed']);

function isOfTier({ code }: Reason): boolean {
  return TIERS.has(code);
}
