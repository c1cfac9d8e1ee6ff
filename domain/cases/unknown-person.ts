import { compareText } from '../facts/fact.ts';
import { reasonOf } from '../reasons/reason.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import type { UnknownCharge } from '../units/unknown-charge.ts';
import { addFen, type Fen, NO_MONEY, yuan } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import { chinaDayOf } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type UnitCaseContext, type UnitCaseKind, unitPartsOf } from './case-parts.ts';
import { step } from './steps.ts';

/**
 * The unit pays for people who are in no fact of an HR system: leavers whom nobody removed, or employees whom nobody
 * entered. One case for all of them; it is over when no such charge is kept any more.
 */
export const unknownPerson: UnitCaseKind = {
  kind: 'unknown-person',
  open: openUnknownPerson,
  actions: () => ['bill-import'],
};

function openUnknownPerson(context: UnitCaseContext): Case | undefined {
  const { unitId, asOf } = context;
  const charges = context.unknownCharges.filter(({ receivedAt }) => chinaDayOf(receivedAt) <= asOf);
  const received = charges.map(({ receivedAt }) => receivedAt).sort();
  const [first, last] = [received[0], received.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const people = peopleOn(charges);
  const months = charges.map(({ month }) => month).sort();
  const latest = months.at(-1) ?? '';
  return {
    ...unitPartsOf(unitId, 'unknown-person'),
    state: { is: 'open' },
    openedOn: chinaDayOf(first),
    knownAt: last,
    money: moneyOf(charges),
    documents: [],
    steps: [
      step('step-is-it-a-leaver'),
      step('step-is-it-an-employee'),
      step('step-ask-about-stranger'),
      step('step-reconcile', { unitId, month: latest }),
    ],
    because: [
      {
        rule: 'R7',
        code: 'unknown-on-bill',
        values: { people: people.length, from: months[0] ?? latest, to: latest },
      },
      ...people.map((person) => reasonOf('R7', 'unknown-person-charged', person)),
    ],
  };
}

type PersonOnBill = Readonly<Record<'who' | 'from' | 'to' | 'amount', string>> &
  Readonly<Record<'months', number>>;

/** Who is charged for, each once, those who cost most first. */
function peopleOn(charges: readonly UnknownCharge[]): readonly PersonOnBill[] {
  const byPerson = Map.groupBy(charges, ({ id, hash, employeeId, name }) => hash ?? employeeId ?? name ?? id);
  return [...byPerson.values()]
    .map((own) => ({ own, amount: addFen(...own.flatMap(partsOf)) }))
    .sort((a, b) => b.amount - a.amount || compareText(whoIs(a.own), whoIs(b.own)))
    .map(({ own, amount }) => {
      const months = [...new Set(own.map(({ month }) => month))].sort();
      const [from = '', to = from] = [months[0], months.at(-1)];
      return { who: whoIs(own), from, to, months: months.length, amount: yuan(amount) };
    });
}

/** As the bill names them: never more of an identity number than its masked form. */
function whoIs(own: readonly UnknownCharge[]): string {
  const named = own.toSorted((a, b) => compareText(a.month, b.month) || compareText(a.id, b.id)).at(-1);
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
