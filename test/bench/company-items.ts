import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import { wakeOn } from '../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { effectiveOn, type Fact } from '../../domain/facts/fact.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { type Item, keys } from '../../functions/adapters/dynamodb/keys.ts';
import { spellItem } from '../../functions/adapters/dynamodb/spells.ts';
import { enrolled, leaver, UNIT } from './employees.ts';

/** The items that a company of any size leaves in the table. */

export const UNIT_IDS = ['BJ', 'BJ2', 'BJ3'] as const;

/**
 * The items of one employee after the other. Those numbered below `open` have left and are not removed yet; nothing
 * is pending for the others.
 */
export function* companyItems(employees: number, open: number): Generator<readonly Item[]> {
  const atRest = stamped((number) => itemsOf(enrolled(number, unitOf(number))));
  for (let number = 0; number < employees; number += 1) {
    yield number < open ? itemsOf(leaver(number, unitOf(number))) : atRest(number);
  }
}

function unitOf(number: number): string {
  return UNIT_IDS[number % UNIT_IDS.length] ?? UNIT.unitId;
}

/** What receive-event leaves behind: the version, every fact, the folded spells. */
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

/** How many employees at rest differ in more than their numbers; a multiple of the number of units. */
const KINDS = 60;
/** The first of each kind. So long that no date or amount holds the same digits; a multiple of the kinds. */
const SAMPLE = 7_000_000_020;

/** Folds the first of each kind, and makes the others from it by their numbers: that takes a moment, not minutes. */
function stamped(make: (number: number) => readonly Item[]): (number: number) => readonly Item[] {
  const samples = new Map<number, string>();
  return (number) => {
    const sample = SAMPLE + (number % KINDS);
    const text = samples.get(sample) ?? JSON.stringify(make(sample));
    samples.set(sample, text);
    return JSON.parse(text.replaceAll(String(sample), String(number))) as Item[];
  };
}

/** As DynamoDB counts it: the UTF-8 bytes of every attribute's name and value. For attributes of text and numbers. */
export function bytesOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, { S: text = '' }]) => sum + utf8(name) + utf8(text), 0);
}

function utf8(text: string): number {
  return Buffer.byteLength(text);
}
