import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import { openCases } from '../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import type { Deadline } from '../../domain/rules/deadline/deadline.ts';
import { dayInMonth, type Month, monthOf, plusMonths } from '../../domain/values/month.ts';
import { earlierOf, laterOf, type PlainDate } from '../../domain/values/plain-date.ts';
import type { Sizes } from './bench.ts';
import { leaveOf, leaver, TODAY, UNIT } from './company.ts';
import { type Figure, figure, interleaved, millisecondsOf } from './measure.ts';

dayjs.extend(utc);

/**
 * Compares the cost of folding one employee's facts and deriving the cases with the cost of only the removal's dates
 * for the same employee, which are computed by hand with dayjs.
 */
export async function foldAndDerive({ employees, rounds }: Sizes['fold']): Promise<Figure> {
  const people = Array.from({ length: employees }, (_, number) => leaver(number));
  const leaves = people.map((_, number) => leaveOf(number));
  const spells = people.map(fold);
  requireSameDates(spells, leaves);
  const perEmployee = (work: () => unknown) => async () => ((await millisecondsOf(work)) / employees) * 1000;
  const [byHand = 0, both = 0, folding = 0, deriving = 0] = await interleaved(
    [
      perEmployee(() => leaves.map(removalByHand)),
      perEmployee(() => people.map((facts) => derive(fold(facts)))),
      perEmployee(() => people.map(fold)),
      perEmployee(() => spells.map(derive)),
    ],
    { rounds, warmUps: Math.ceil(rounds / 4) },
  );
  return figure({
    name: 'fold',
    what: `fold ${people[0]?.length} facts of a leaver and derive the cases, against the same removal's dates by hand`,
    unit: 'microseconds per employee',
    subject: both,
    reference: byHand,
    goal: { of: 'ratio', atMost: 8 },
    more: { folding, deriving },
  });
}

function fold(facts: readonly Fact[]): readonly Spell[] {
  return foldSpells(facts[0]?.employeeId ?? '', facts);
}

const POLICY = policyOf(UNIT.region);

function derive(spells: readonly Spell[]) {
  return spells.flatMap((spell) => openCases(spell, { unit: UNIT, policy: POLICY, calendar, asOf: TODAY }));
}

/** The constants that the author of such a script would have looked up. */
const REMOVAL_DAYS = 15;
const CUT_OFF_DAY = 25;

type Dates = Pick<Deadline, 'statutoryDueOn' | 'lastLawfulDay' | 'localCutOff' | 'actBy'>;

function removalByHand(leftOn: PlainDate): Dates {
  const statutoryDueOn = daysLater(leftOn, REMOVAL_DAYS);
  const lastLawfulDay = workingDay(statutoryDueOn, 1);
  const pulledBack = workingDay(statutoryDueOn, -1);
  const ready = laterOf(leftOn, TODAY);
  let month = laterMonth(plusMonths(monthOf(leftOn), 1), monthOf(ready));
  let localCutOff = cutOffIn(month);
  while (localCutOff < ready) {
    month = plusMonths(month, 1);
    localCutOff = cutOffIn(month);
  }
  const actBy = laterOf(earlierOf(pulledBack, localCutOff), leftOn);
  return { statutoryDueOn, lastLawfulDay, localCutOff, actBy };
}

function cutOffIn(month: Month): PlainDate {
  return workingDay(dayInMonth(month, CUT_OFF_DAY), -1);
}

function laterMonth(a: Month, b: Month): Month {
  return a >= b ? a : b;
}

function daysLater(day: PlainDate, days: number): PlainDate {
  return dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD') as PlainDate;
}

/** The day itself if it is a working day, otherwise the next working day in the direction of `step`. */
function workingDay(from: PlainDate, step: 1 | -1): PlainDate {
  let day = from;
  while (isRestDay(day)) day = daysLater(day, step);
  return day;
}

function isRestDay(day: PlainDate): boolean {
  if (calendar.daysOff.has(day)) return true;
  return !calendar.makeUpDays.has(day) && dayjs.utc(day).day() % 6 === 0;
}

/** The derived dates of the removal must equal those computed by hand. The only other case is the overpayment. */
function requireSameDates(spells: readonly (readonly Spell[])[], leaves: readonly PlainDate[]): void {
  for (const [i, leftOn] of leaves.entries()) {
    const cases = derive(spells[i] ?? []);
    const { statutoryDueOn, lastLawfulDay, localCutOff, actBy } =
      cases.find(({ kind }) => kind === 'removal')?.deadline ?? {};
    const derived = JSON.stringify({ statutoryDueOn, lastLawfulDay, localCutOff, actBy });
    const byHand = JSON.stringify(removalByHand(leftOn));
    const kinds = cases.map(({ kind }) => kind).join();
    if (derived !== byHand || kinds !== 'removal,overpayment')
      throw new Error(`a leave on ${leftOn} gives ${kinds} with ${derived}, by hand ${byHand}`);
  }
}
