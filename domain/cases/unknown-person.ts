import type { Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { type Reason, reasonOf } from '../reasons/reason.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import type { Coverage } from '../units/coverage.ts';
import { type UnitAnswer, unitAnswers } from '../units/unit-facts.ts';
import type { UnknownCharge } from '../units/unknown-charge.ts';
import { addFen, type Fen, NO_MONEY, yuan } from '../values/money.ts';
import { type Month, monthOf, monthsFromTo } from '../values/month.ts';
import { bareName, isMasked } from '../values/person-name.ts';
import { chinaDayOf, LONG_AGO, type PlainDate } from '../values/plain-date.ts';
import type { Case, CasePerson } from './case.ts';
import { type UnitCaseContext, type UnitCaseKind, unitCaseIdOf, unitPartsOf } from './case-parts.ts';
import { step } from './steps.ts';

/**
 * E13: the unit pays for people that no HR system has reported. They are leavers who were not removed, or employees who
 * were not entered. One case is about all of them. It asks who they are until staff answer, or until two
 * later complete bills do not list them. The money paid for them stays in the case, for finance, until it is settled.
 */
export const unknownPerson: UnitCaseKind = {
  kind: 'unknown-person',
  open: openUnknownPerson,
  actions: () => ['bill-import'],
};

function openUnknownPerson(context: UnitCaseContext): Case | undefined {
  const { unitId } = context;
  const people = peopleOn(context);
  const charges = people.flatMap((person) => person.charges);
  const received = charges.map(({ receivedAt }) => receivedAt).sort();
  const [first, last] = [received[0], received.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const asked = people.filter(({ stands }) => stands.is === 'asked');
  const months = monthsOf(charges);
  return {
    ...unitPartsOf(unitId, 'unknown-person'),
    state: { is: 'open' },
    openedOn: chinaDayOf(first),
    knownAt: LONG_AGO,
    filesKnownAt: last,
    money: moneyOf(charges),
    answers: ['not-ours', 'is-employee', 'settled'],
    people: people.map(personOf),
    documents: [],
    steps: [
      ...(asked.length === 0
        ? []
        : [
            step('step-is-it-a-leaver'),
            step('step-is-it-an-employee'),
            ...(asked.some(({ perhaps }) => perhaps.length > 0) ? [step('step-confirm-proposal')] : []),
            step('step-ask-about-stranger'),
          ]),
      ...(asked.length < people.length ? [step('step-claim-stranger-back')] : []),
      step('step-reconcile', { month: months.at(-1) ?? '' }),
    ],
    because: [...onBill(asked), ...people.map(chargedFor), ...asked.flatMap(proposal)],
  };
}

interface PersonOnBill {
  readonly key: string;
  /** The name, employee id and masked identity number, as far as the bill states them. */
  readonly who: string;
  readonly name: string | undefined;
  readonly charges: readonly UnknownCharge[];
  readonly amount: Fen;
  readonly perhaps: readonly string[];
  readonly stands:
    | { readonly is: 'asked' }
    /** Two later complete bills do not list the person. */
    | { readonly is: 'gone' }
    | { readonly is: 'not-ours'; readonly on: PlainDate };
}

/** The people with charges that are not settled. Each is listed once, and the highest amount comes first. */
function peopleOn(context: UnitCaseContext): readonly PersonOnBill[] {
  const { asOf, unitId, unitFacts, dueSpells } = context;
  const known = context.unknownCharges.filter(({ receivedAt }) => chinaDayOf(receivedAt) <= asOf);
  const answers = unitAnswers(unitFacts, unitCaseIdOf(unitId, 'unknown-person')).filter(
    ({ on }) => on <= asOf,
  );
  if (known.length === 0) return [];
  const byName = employeesByName(dueSpells, known);
  return [...Map.groupBy(known, keyOfUnknown)]
    .flatMap(([key, charges]): PersonOnBill[] => {
      const answer = answers.findLast((given) => holdsFor(given, key, charges));
      if (answer?.answer === 'is-employee' || answer?.answer === 'settled') return [];
      const last = latest(charges);
      const stands = standsNow(answer, charges, context);
      return [
        {
          key,
          who: whoIs(charges),
          name: last?.name,
          charges,
          amount: addFen(...charges.flatMap(partsOf)),
          perhaps: stands.is === 'asked' ? namesakes(last?.name, byName) : [],
          stands,
        },
      ];
    })
    .sort((a, b) => b.amount - a.amount || compareText(a.who, b.who) || compareText(a.key, b.key));
}

/**
 * The key of a person on bills. It is used in answers and is the same on every bill. It contains only as much of the
 * hash as is needed to distinguish the people of a unit.
 */
export function keyOfUnknown({ id, hash, agencyNumber, employeeId, name }: UnknownCharge): string {
  if (hash !== undefined) return `hash:${hash.slice(0, 12)}`;
  const number = agencyNumber ?? employeeId;
  if (number !== undefined) return `number:${number}`;
  return name === undefined ? id : `name:${name}`;
}

/**
 * Whether the answer applies to the person. It applies until a later month is charged. An answer without `about` covers
 * the people known at that time.
 */
function holdsFor(
  { about, on, knownAt }: UnitAnswer,
  key: string,
  charges: readonly UnknownCharge[],
): boolean {
  if (charges.some(({ month }) => month > monthOf(on))) return false;
  return about === undefined ? charges.some(({ receivedAt }) => receivedAt <= knownAt) : about === key;
}

/** The question closes after this many later complete bills that do not list the person. */
const BILLS_WITHOUT = 2;

function standsNow(
  answer: UnitAnswer | undefined,
  charges: readonly UnknownCharge[],
  { coverage, asOf }: UnitCaseContext,
): PersonOnBill['stands'] {
  if (answer?.answer === 'not-ours') return { is: 'not-ours', on: answer.on };
  const last = monthsOf(charges).at(-1);
  const later = last === undefined ? [] : wholeMonths(coverage, asOf).filter((month) => month > last);
  return later.length >= BILLS_WITHOUT ? { is: 'gone' } : { is: 'asked' };
}

/** The months with a complete bill known by the day, each once. */
function wholeMonths(coverage: Coverage | undefined, asOf: PlainDate): readonly Month[] {
  if (coverage === undefined) return [];
  const recent = coverage.bills
    .filter(({ extent, knownAt }) => extent === 'whole' && chinaDayOf(knownAt) <= asOf)
    .map(({ month }) => month);
  const earlier = coverage.earlierWholeMonths.flatMap(({ from, to }) => monthsFromTo(from, to));
  return [...new Set([...earlier, ...recent])];
}

/** The ids of the employees with each name that a charge has. */
function employeesByName(
  spells: Iterable<Spell>,
  charges: readonly UnknownCharge[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map(
    charges.flatMap(({ name }) => (name === undefined ? [] : [[bareName(name), new Set<string>()]])),
  );
  for (const { employeeId, person } of spells)
    if (person.name !== undefined) byName.get(bareName(person.name))?.add(employeeId);
  return byName;
}

/** The ids of employees with the same name, which is only a proposal. A masked name never matches. */
function namesakes(
  name: string | undefined,
  byName: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return name === undefined || isMasked(name) ? [] : [...(byName.get(bareName(name)) ?? [])].sort();
}

function personOf({ key, who, perhaps }: PersonOnBill): CasePerson {
  return { key, name: who, ...(perhaps.length > 0 && { perhaps }) };
}

function onBill(asked: readonly PersonOnBill[]): readonly Reason[] {
  const months = monthsOf(asked.flatMap(({ charges }) => charges));
  const [from, to] = [months[0], months.at(-1)];
  if (from === undefined || to === undefined) return [];
  return [{ rule: 'R7', code: 'unknown-on-bill', values: { people: asked.length, from, to } }];
}

function chargedFor({ who, charges, amount, stands }: PersonOnBill): Reason {
  const months = monthsOf(charges);
  const [from = '', to = from] = [months[0], months.at(-1)];
  switch (stands.is) {
    case 'asked': {
      const values = { who, from, to, months: months.length, amount: yuan(amount) };
      return reasonOf('R7', 'unknown-person-charged', values);
    }
    case 'gone':
      return reasonOf('E13', 'unknown-person-gone', { who, last: to, amount: yuan(amount) });
    case 'not-ours':
      return reasonOf('E13', 'unknown-person-not-ours', { who, on: stands.on, amount: yuan(amount) });
  }
}

function proposal({ who, perhaps }: PersonOnBill): readonly Reason[] {
  if (perhaps.length === 0) return [];
  return [{ rule: 'E13', code: 'unknown-person-perhaps', values: { who, employees: perhaps } }];
}

function monthsOf(charges: readonly UnknownCharge[]): readonly Month[] {
  return [...new Set(charges.map(({ month }) => month))].sort();
}

function latest(charges: readonly UnknownCharge[]): UnknownCharge | undefined {
  return charges.toSorted((a, b) => compareText(a.month, b.month) || compareText(a.id, b.id)).at(-1);
}

function whoIs(own: readonly UnknownCharge[]): string {
  const named = latest(own);
  const parts = [named?.name, named?.employeeId, named?.masked].filter((part) => part !== undefined);
  return parts.length === 0 ? '?' : parts.join(' · ');
}

function partsOf({ unitAmount, personalAmount }: UnknownCharge): readonly Fen[] {
  return [unitAmount, personalAmount];
}

function moneyOf(charges: readonly UnknownCharge[]): CaseMoney {
  const byMonth = Map.groupBy(charges, ({ month }) => month);
  const months = [...byMonth]
    .sort(([a], [b]) => compareText(a, b))
    .map(([month, own]) => ofMonth(month, own));
  return {
    months,
    unitPart: addFen(NO_MONEY, ...charges.map(({ unitAmount }) => unitAmount)),
    personalPart: addFen(NO_MONEY, ...charges.map(({ personalAmount }) => personalAmount)),
  };
}

function ofMonth(month: Month, own: readonly UnknownCharge[]): CaseMoney['months'][number] {
  return {
    month,
    unitPart: addFen(NO_MONEY, ...own.map(({ unitAmount }) => unitAmount)),
    personalPart: addFen(NO_MONEY, ...own.map(({ personalAmount }) => personalAmount)),
    estimated: false,
    state: 'open',
  };
}
