import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { isEmployment, type Spell } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import { expectedIn } from '../../domain/rules/evidence/expected.ts';
import type { Coverage } from '../../domain/units/coverage.ts';
import type { UnknownRow } from '../../domain/units/unknown-charge.ts';
import { type Month, monthOf } from '../../domain/values/month.ts';
import { sameName } from '../../domain/values/person-name.ts';
import type { UnitWords } from '../ports.ts';

/** Somebody who should be in a file and is not. */
export interface MissingPerson {
  readonly employeeId: string;
  readonly name?: string;
}

/** Whether a file can be taken as whole: nearly everybody expected is in it. Otherwise a person has to say what it is. */
export interface Guard {
  readonly is: 'whole' | 'ask';
  /** How many people are expected in it, and who of them is missing. */
  readonly expected: number;
  readonly missing: readonly MissingPerson[];
}

/** What a file says of one month, as far as the guard is concerned. */
export interface InFile {
  readonly month: Month;
  /** Employee ids. */
  readonly present: ReadonlySet<string>;
  /** Rows that could be anybody of the same number or name. */
  readonly inDoubt: readonly Pick<UnknownRow, 'hash' | 'name'>[];
}

const MOST_MISSING = 2;
const MOST_SHARE_MISSING = 0.02;

/**
 * Compares a file with the people expected in its month. If more than 2 and more than 2 % of them are missing, somebody
 * has to say what the file is. Known leavers are not expected, so that many leavers at once cause no question. A unit's
 * first file is compared with everybody in service.
 * @param roster every spell of the unit.
 */
export function guardOf(
  { month, present, inDoubt }: InFile,
  roster: readonly Spell[],
  words: UnitWords | undefined,
): Guard {
  const isExpected = isFirstFile(words?.coverage) ? inServiceIn : expectedAt(words);
  const expected = new Map<string, Spell>();
  for (const spell of roster) if (isExpected(spell, month)) expected.set(spell.employeeId, spell);
  const missing = [...expected.values()].filter(
    (spell) => !idsOf(spell).some((id) => present.has(id)) && !inDoubt.some((row) => couldBe(row, spell)),
  );
  const tooMany = missing.length > MOST_MISSING && missing.length > expected.size * MOST_SHARE_MISSING;
  return {
    is: tooMany ? 'ask' : 'whole',
    expected: expected.size,
    missing: missing
      .map(({ employeeId, person: { name } }) => ({ employeeId, ...(name !== undefined && { name }) }))
      .sort((a, b) => compareText(a.employeeId, b.employeeId)),
  };
}

function isFirstFile(coverage: Coverage | undefined): boolean {
  return coverage === undefined || (coverage.bills.length === 0 && coverage.lists.length === 0);
}

/** Whether the agency should have the person of a spell on the unit's list in a month. */
export function expectedAt(words: UnitWords | undefined): (spell: Spell, month: Month) => boolean {
  const { unit, coverage, unitsInRegion } = words ?? {};
  const policy = policyOf(unit?.region ?? NO_REGION, unit?.localPolicy);
  const context = { unit, policy, coverage, unitsInRegion, calendar: publishedCalendar };
  return (spell, month) => expectedIn(spell, month, context);
}

function inServiceIn({ situation }: Spell, month: Month): boolean {
  if (!isEmployment(situation) || monthOf(situation.start.on) > month) return false;
  return situation.is === 'employed' || monthOf(situation.end.on) >= month;
}

/** All ids of the person at the same unit. */
function idsOf({ employeeId, unitId, otherSpells }: Spell): readonly string[] {
  return [
    employeeId,
    ...otherSpells.filter((other) => other.unitId === unitId).map((other) => other.employeeId),
  ];
}

function couldBe({ hash, name }: Pick<UnknownRow, 'hash' | 'name'>, { person }: Spell): boolean {
  if (hash !== undefined && person.identity !== undefined) return hash === person.identity.hash;
  return name !== undefined && person.name !== undefined && sameName(person.name, name);
}
