import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import { wakeOn } from '../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { effectiveOn, type Fact, type FactData, type FactKind } from '../../domain/facts/fact.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { fen } from '../../domain/values/money.ts';
import { firstDayOf, type Month, monthOf, monthsFromTo, plusMonths } from '../../domain/values/month.ts';
import { addDays, type Instant, type PlainDate, plainDate } from '../../domain/values/plain-date.ts';
import { type Item, keys } from '../../functions/adapters/dynamodb/keys.ts';
import { spellItem } from '../../functions/adapters/dynamodb/spells.ts';

/** Generated employees with several years of facts. Their number is free, and their histories vary. */

/** The day for which everything is derived. */
export const TODAY = plainDate('2026-11-10');

/** A unit in Beijing, a region with its own cut-off day in the shipped data. */
export const UNIT: Unit = {
  unitId: 'BJ',
  name: '北京示例科技有限公司',
  region: '北京',
  channel: 'online',
  staff: [{ email: 'wang.fang@example.com', name: '王芳', roles: ['handler'], language: 'zh' }],
  localPolicy: {},
};

const FIRST_LEAVE = plainDate('2026-09-01');
const FIRST_HIRE = plainDate('2024-01-08');

/** The last working day of the leaver with this number. 40 consecutive numbers have 40 different days. */
export function leaveOf(number: number): PlainDate {
  return addDays(FIRST_LEAVE, number % 40);
}

/**
 * An employee who was enrolled and charged for eight months, left one or two months ago and is not removed yet. The
 * removal is open, and the month after the leave was overpaid.
 */
export function leaver(number: number, unitId = UNIT.unitId): readonly Fact[] {
  const employeeId = `E${number}`;
  const lastWorkingDay = leaveOf(number);
  const after = plusMonths(monthOf(lastWorkingDay), 1);
  return [
    ...enrolled(number, unitId),
    ...charges(employeeId, monthsFromTo(plusMonths(after, -7), after), unitId),
    fact(employeeId, 'left', 'employee.terminated', lastWorkingDay, {
      employeeId,
      lastWorkingDay,
      reason: 'resigned',
    }),
  ];
}

/** One charge for each of the months. */
export function charges(employeeId: string, months: readonly Month[], unitId = UNIT.unitId): readonly Fact[] {
  return months.map((month) =>
    fact(employeeId, `charge-${month}`, 'contribution.charged', addDays(firstDayOf(month), 14), {
      employeeId,
      unitId,
      month,
      unitAmount: fen(117_600),
      personalAmount: fen(24_300),
      base: fen(1_200_000),
    }),
  );
}

/** An employee who was hired within two years and whose enrolment was submitted and accepted. Nothing is pending. */
export function enrolled(number: number, unitId = UNIT.unitId): readonly Fact[] {
  const employeeId = `E${number}`;
  const hiredOn = addDays(FIRST_HIRE, (number * 7) % 600);
  const submittedOn = addDays(hiredOn, 6);
  const acceptedOn = addDays(hiredOn, 11);
  const filing = 'enrolment' as const;
  return [
    fact(employeeId, 'hired', 'employee.hired', hiredOn, {
      employeeId,
      unitId,
      name: `王小${number}`,
      hiredOn,
      category: 'regular',
      sex: 'female',
      birthDate: plainDate('1990-05-17'),
      department: '研发部',
      firstMonthWage: { total: fen(1_200_000), fullMonth: false },
    }),
    fact(employeeId, 'submitted', 'filing.submitted', submittedOn, {
      employeeId,
      filing,
      on: submittedOn,
      channel: 'online',
      receiptNo: `BJ-${number}`,
    }),
    fact(employeeId, 'accepted', 'filing.accepted', acceptedOn, {
      employeeId,
      filing,
      on: acceptedOn,
      effectiveMonth: monthOf(acceptedOn),
    }),
  ];
}

function fact<K extends FactKind>(
  employeeId: string,
  name: string,
  kind: K,
  on: PlainDate,
  data: FactData<K>,
): Fact {
  const made = {
    kind,
    factId: `standard:${employeeId}-${name}`,
    employeeId,
    statedAt: `${on}T10:00:00.000Z` as Instant,
    receivedAt: `${on}T10:00:01.000Z` as Instant,
    data,
  };
  return made as unknown as Fact;
}

export const UNIT_IDS = ['BJ', 'BJ2', 'BJ3'] as const;

/**
 * The items of each employee in turn. Employees with numbers below `open` have left and are not removed yet; nothing is
 * pending for the others.
 */
export function* companyItems(
  employees: number,
  open: number,
  unitIds: readonly string[] = UNIT_IDS,
): Generator<readonly Item[]> {
  const unitOf = (number: number) => unitIds[number % unitIds.length];
  const atRest = stamped((number) => itemsOf(enrolled(number, unitOf(number))));
  for (let number = 0; number < employees; number += 1) {
    yield number < open ? itemsOf(leaver(number, unitOf(number))) : atRest(number);
  }
}

/** The items that receive-event stores: the version, every fact and the folded spells. */
function itemsOf(facts: readonly Fact[]): readonly Item[] {
  const employeeId = facts[0]?.employeeId ?? '';
  const context = { unit: UNIT, policy: policyOf(UNIT.region), calendar };
  return [
    { ...keys.head(employeeId), version: { N: String(facts.length) } },
    ...facts.map((fact) => ({
      ...keys.fact(employeeId, effectiveOn(fact), fact.factId),
      kind: { S: fact.kind },
      factId: { S: fact.factId },
      statedAt: { S: fact.statedAt },
      receivedAt: { S: fact.receivedAt },
      data: { S: JSON.stringify(fact.data) },
    })),
    ...foldSpells(employeeId, facts).map((spell) => spellItem(spell, wakeOn(spell, context))),
  ];
}

/** How many different employees without open cases there are. A multiple of the number of units. */
const KINDS = 60;
/**
 * The sample of kind k has the number `SAMPLE + k`. The number is so long that no date or amount contains it. It is a
 * multiple of `KINDS`.
 */
const SAMPLE = 7_000_000_020;

/**
 * Folds only the first employee of each kind. The others are copies with other numbers, which takes a moment instead of
 * minutes.
 */
function stamped(make: (number: number) => readonly Item[]): (number: number) => readonly Item[] {
  const samples = new Map<number, string>();
  return (number) => {
    const sample = SAMPLE + (number % KINDS);
    const text = samples.get(sample) ?? JSON.stringify(make(sample));
    samples.set(sample, text);
    return JSON.parse(text.replaceAll(String(sample), String(number))) as Item[];
  };
}

/** About the size that DynamoDB counts: the UTF-8 bytes of each attribute's name and value, a number as its digits. */
export function bytesOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, { S, N, SS = [] }]) => {
    const values = [name, S ?? '', N ?? '', ...SS];
    return sum + values.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
  }, 0);
}
