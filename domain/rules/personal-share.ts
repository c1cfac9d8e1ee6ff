import { type Calendar, isWorkingDay } from '../calendar/working-days.ts';
import type { Reason } from '../cases/case.ts';
import type { End, Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { portionOf, yuan } from '../values/money.ts';
import { firstDayOf, lastDayOf, monthOf } from '../values/month.ts';
import { addDays, laterOf, type PlainDate } from '../values/plain-date.ts';
import { estimateContribution } from './monthly-contribution.ts';
import { payableUntil } from './unbilled-months.ts';

/**
 * R2: the person's part of the month of leaving is kept from the last pay (社会保险法 60). Told where the pay for the days
 * worked, reckoned from the monthly wage, would not reach; nothing where the wage or the part is not known.
 */
export function personalShareAtRisk(
  spell: Spell,
  end: End,
  { policy, calendar }: { readonly policy: Policy; readonly calendar: Calendar },
): readonly Reason[] {
  const { person, situation } = spell;
  const wage = person.averageMonthlyWage ?? fullWage(spell);
  const month = monthOf(end.on);
  if (wage === undefined || situation.is !== 'left' || payableUntil(end, policy).month !== month) return [];
  const share = estimateContribution(spell, month, policy).personalPart;
  if (share === undefined) return [];
  const worked = workingDays(laterOf(firstDayOf(month), situation.start.on), end.on, calendar);
  const all = workingDays(firstDayOf(month), lastDayOf(month), calendar);
  const pay = portionOf(wage, { parts: worked, outOf: Math.max(all, 1) });
  if (pay >= share) return [];
  const values = { month, share: yuan(share), pay: yuan(pay), wage: yuan(wage), worked, all };
  return [
    { rule: 'R2', code: 'personal-share-at-risk', values, law: '社会保险法 60', confidence: 'assumed' },
  ];
}

function fullWage({ person: { firstMonthWage } }: Spell) {
  return firstMonthWage?.fullMonth === true ? firstMonthWage.total : undefined;
}

/** From the one day to the other, both counted. */
function workingDays(from: PlainDate, to: PlainDate, calendar: Calendar): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}
