import {
  byStatement,
  compareText,
  effectiveOn,
  type Fact,
  type FactKind,
  type FactOf,
} from '../facts/fact.ts';
import { NO_ORDER, type SourceOrder } from '../facts/source-order.ts';
import { authorised, type RaisedDispute, voidsIn } from './authority.ts';

/**
 * The facts that count: known once (F1), not voided (F8), stated by a source that may (R14), and of several that say the same thing only the latest (so
 * that a restated fact outweighs what came between), with the earliest time of receipt (so that a repetition is no
 * news). Of a repeated hire the first statement stays as well: the spell is named after it (F7), whatever was stated since.
 * Sorted by statement, so all that follows is independent of the order of arrival.
 */
export function effectiveFacts(facts: readonly Fact[], order: SourceOrder = NO_ORDER): readonly Fact[] {
  return weighed(facts, order).effective;
}

/** The facts that count, and the questions that those raise which their sources may not state. */
export function weighed(
  facts: readonly Fact[],
  order: SourceOrder,
): { readonly effective: readonly Fact[]; readonly disputes: readonly RaisedDispute[] } {
  const { facts: standing, disputes } = authorised(oneOfEachId(facts), order);
  return { effective: oneOfEachMeaning(standing).sort(byStatement), disputes };
}

function oneOfEachId(facts: readonly Fact[]): Fact[] {
  const byId = new Map<string, Fact>();
  for (const fact of facts) {
    const known = byId.get(fact.factId);
    byId.set(fact.factId, known === undefined ? fact : firstOfTwo(known, fact));
  }
  return [...byId.values()];
}

/** Two facts under one id are a sender's mistake; which one stands must still not depend on the order of arrival. */
function firstOfTwo(a: Fact, b: Fact): Fact {
  const order =
    compareText(a.statedAt, b.statedAt) ||
    compareText(canonicalJson(a.data), canonicalJson(b.data)) ||
    compareText(canonicalJson(a.by ?? null), canonicalJson(b.by ?? null)) ||
    compareText(a.receivedAt, b.receivedAt);
  return order <= 0 ? a : b;
}

/** The ids of the facts that are voided, known or not (F8). */
export function voidedIds(facts: readonly Fact[], order: SourceOrder = NO_ORDER): ReadonlySet<string> {
  return new Set(voidsIn(facts, order).voided.keys());
}

function oneOfEachMeaning(facts: readonly Fact[]): Fact[] {
  const sameDay = Map.groupBy(facts, (fact) => `${fact.kind} ${effectiveOn(fact)}`);
  if (sameDay.size === facts.length) return [...facts];
  return [...sameDay.values()].flatMap((group) => (group.length === 1 ? group : mergedByMeaning(group)));
}

function mergedByMeaning(group: readonly Fact[]): Fact[] {
  const byMeaning = Map.groupBy(group, isStatedAmong(group));
  return [...byMeaning.values()].flatMap((same) => {
    const latest = same.reduce((a, b) => ((byBase(a, b) || byStatement(a, b)) >= 0 ? a : b));
    const first = same.reduce((a, b) => (byStatement(a, b) <= 0 ? a : b));
    const receivedAt = same.map((fact) => fact.receivedAt).reduce((a, b) => (a <= b ? a : b));
    const words = NAMING.has(latest.kind) && first !== latest ? [first, latest] : [latest];
    return words.map((word) => ({ ...word, receivedAt }));
  });
}

/**
 * What each fact of a group says, as a text. A charge without a base says the same as one that states it: files have the
 * column or not.
 */
export function isStatedAmong(group: readonly Fact[]): (fact: Fact) => string {
  const stated = new Map<string, string>();
  const withoutBase = (fact: Charged) => canonicalJson({ ...fact.data, base: undefined });
  for (const fact of group.filter(isCharge)) {
    const [key, said] = [withoutBase(fact), canonicalJson(fact.data)];
    if (fact.data.base !== undefined && said < (stated.get(key) ?? '\uffff')) stated.set(key, said);
  }
  return (fact) => {
    const said = canonicalJson(fact.data);
    return isCharge(fact) && fact.data.base === undefined ? (stated.get(said) ?? said) : said;
  };
}

/** Of charges that say the same, one that states its base weighs more. */
function byBase(a: Fact, b: Fact): number {
  return isCharge(a) && isCharge(b)
    ? Number(a.data.base !== undefined) - Number(b.data.base !== undefined)
    : 0;
}

type Charged = FactOf<'contribution.charged'>;

function isCharge(fact: Fact): fact is Charged {
  return fact.kind === 'contribution.charged';
}

/** The kinds of fact whose first statement names a spell. */
const NAMING: ReadonlySet<FactKind> = new Set(['employee.hired', 'employee.resumed', 'employee.transferred']);

/** The same text for facts that say the same thing, whatever their ids. */
export function meaningOf(fact: Fact): string {
  return `${fact.kind} ${effectiveOn(fact)} ${canonicalJson(fact.data)}`;
}

/** The same text for the same content, whatever the order of its keys. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
