import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { isEmployment, type Spell } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import { expectedIn } from '../../domain/rules/evidence/expected.ts';
import type { Coverage } from '../../domain/units/coverage.ts';
import type { UnknownRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { type Month, monthOf } from '../../domain/values/month.ts';
import { bareName, isMasked } from '../../domain/values/person-name.ts';
import type { UnitContext } from '../ports.ts';

export interface MissingPerson {
  readonly employeeId: string;
  readonly name?: string;
}

/** Whether a file is complete: `whole` if almost everybody expected is in the file, `ask` if staff must decide. */
export interface Guard {
  readonly is: 'whole' | 'ask';
  /** How many people are expected in the file; `missing` has those who are not in it. */
  readonly expected: number;
  readonly missing: readonly MissingPerson[];
}

/** A file's content for one month, as the guard needs it. */
interface InFile {
  readonly month: Month;
  readonly present: ReadonlySet<string>;
  /** Rows with an ambiguous person, who could be anybody with the same number or name. */
  readonly inDoubt: readonly Pick<UnknownRow, 'hash' | 'name'>[];
}

const MOST_MISSING = 2;
const MOST_SHARE_MISSING = 0.02;

/**
 * Compares a file with the people expected in its month. If more than 2 people and more than 2 % of them are missing,
 * staff must say whether the file is complete. Known leavers are not expected, so many leavers at once raise no
 * question. A unit's first file is compared with everybody in service.
 */
export class GuardCount {
  readonly #file: InFile;
  readonly #isExpected: (spell: Spell, month: Month) => boolean;
  readonly #expected = new Set<string>();
  readonly #missing = new Map<string, MissingPerson>();
  readonly #couldBe: (spell: Spell) => boolean;

  constructor(file: InFile, unitData: UnitContext | undefined) {
    this.#file = file;
    this.#couldBe = couldBeIn(file.inDoubt);
    this.#isExpected = isFirstFile(unitData?.coverage) ? inServiceIn : expectedAt(unitData);
  }

  /**
   * Adds a spell of the unit. If several spells of a person are expected in the file, the one that is added last decides
   * whether the person is missing.
   */
  add(spell: Spell): void {
    const { month, present } = this.#file;
    if (!this.#isExpected(spell, month)) return;
    const { employeeId, person } = spell;
    this.#expected.add(employeeId);
    this.#missing.delete(employeeId);
    if (idsOf(spell).some((id) => present.has(id)) || this.#couldBe(spell)) return;
    this.#missing.set(employeeId, { employeeId, ...compact({ name: person.name }) });
  }

  done(): Guard {
    const missing = [...this.#missing.values()];
    const expected = this.#expected.size;
    const tooMany = missing.length > MOST_MISSING && missing.length > expected * MOST_SHARE_MISSING;
    return {
      is: tooMany ? 'ask' : 'whole',
      expected,
      missing: missing.sort((a, b) => compareText(a.employeeId, b.employeeId)),
    };
  }
}

function isFirstFile(coverage: Coverage | undefined): boolean {
  return coverage === undefined || (coverage.bills.length === 0 && coverage.lists.length === 0);
}

/** Whether the agency's list of the unit should include a spell's person in a month. */
export function expectedAt(unitData: UnitContext | undefined): (spell: Spell, month: Month) => boolean {
  const { unit, coverage, unitsInRegion } = unitData ?? {};
  const policy = policyOf(unit?.region ?? NO_REGION, unit?.localPolicy);
  const context = { unit, policy, coverage, unitsInRegion, calendar: publishedCalendar };
  return (spell, month) => expectedIn(spell, month, context);
}

/** Whether a spell's person is in service in the month, by the first and the last day of the spell. */
export function inServiceIn({ situation }: Spell, month: Month): boolean {
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

/**
 * Whether an ambiguous row could be about this person. Identity numbers are compared if the row and the person both
 * have one, else names.
 */
function couldBeIn(rows: InFile['inDoubt']): (spell: Spell) => boolean {
  const hashes = new Set(rows.map(({ hash }) => hash));
  const named = rows.filter(({ name }) => name !== undefined);
  const namesOf = (some: InFile['inDoubt']) =>
    new Set(some.map(({ name = '' }) => (isMasked(name) ? ANYBODY : bareName(name))));
  const [all, unnumbered] = [namesOf(named), namesOf(named.filter(({ hash }) => hash === undefined))];
  return ({ person: { identity, name } }) => {
    if (identity !== undefined && hashes.has(identity.hash)) return true;
    const names = identity === undefined ? all : unnumbered;
    return name !== undefined && (names.has(ANYBODY) || names.has(bareName(name)));
  };
}

/** This stands for a masked name, which could be anybody's. */
const ANYBODY = '*';
