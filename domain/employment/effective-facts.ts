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
 * The facts that take effect: without duplicates (F1), without voided facts (F8), and without statements that their
 * source has no authority to make (R14).
 *
 * Of several facts with the same content only the latest remains. This fact overrides what was stated in between, and
 * gets the earliest time of receipt, so a repetition is not reported as news. Of a repeated hire, resumption or
 * transfer the first statement remains too, because the spell id is built from it (F7). The facts are in statement
 * order, so the result does not depend on the order of arrival.
 */
export function effectiveFacts(facts: readonly Fact[], order: SourceOrder = NO_ORDER): readonly Fact[] {
  return effectiveFactsAndDisputes(facts, order).effective;
}

/** The effective facts, and the questions raised by statements that their sources have no authority to make. */
export function effectiveFactsAndDisputes(
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

/**
 * Chooses one of two facts that have the same id by a sender's mistake. The choice must not depend on the order of
 * arrival.
 */
function firstOfTwo(a: Fact, b: Fact): Fact {
  const order =
    compareText(a.statedAt, b.statedAt) ||
    compareText(canonicalJson(a.data), canonicalJson(b.data)) ||
    compareText(canonicalJson(a.by ?? null), canonicalJson(b.by ?? null)) ||
    compareText(a.receivedAt, b.receivedAt);
  return order <= 0 ? a : b;
}

/** The ids of the facts that are voided (F8), including ids of facts not in `facts`. */
export function voidedIds(facts: readonly Fact[], order: SourceOrder = NO_ORDER): ReadonlySet<string> {
  return new Set(voidsIn(facts, order).voided.keys());
}

function oneOfEachMeaning(facts: readonly Fact[]): Fact[] {
  const sameDay = Map.groupBy(facts, (fact) => `${fact.kind} ${effectiveOn(fact)}`);
  if (sameDay.size === facts.length) return [...facts];
  return [...sameDay.values()].flatMap((group) => (group.length === 1 ? group : mergedByMeaning(group)));
}

function mergedByMeaning(group: readonly Fact[]): Fact[] {
  const byMeaning = Map.groupBy(group, contentAmong(group));
  return [...byMeaning.values()].flatMap((same) => {
    const latest = same.reduce((a, b) => ((byBase(a, b) || byStatement(a, b)) >= 0 ? a : b));
    const first = same.reduce((a, b) => (byStatement(a, b) <= 0 ? a : b));
    const receivedAt = same.map((fact) => fact.receivedAt).reduce((a, b) => (a <= b ? a : b));
    const statements = NAMING.has(latest.kind) && first !== latest ? [first, latest] : [latest];
    return statements.map((statement) => ({ ...statement, receivedAt }));
  });
}

/**
 * Makes a function that returns the content of a fact of the group as a text. A charge without a base gets the content
 * of the same charge with a base, because some files lack the column.
 */
export function contentAmong(group: readonly Fact[]): (fact: Fact) => string {
  const stated = new Map<string, string>();
  const withoutBase = (fact: Charged) => canonicalJson({ ...fact.data, base: undefined });
  for (const fact of group.filter(isCharge)) {
    const [key, content] = [withoutBase(fact), canonicalJson(fact.data)];
    if (fact.data.base !== undefined && content < (stated.get(key) ?? '\uffff')) stated.set(key, content);
  }
  return (fact) => {
    const content = canonicalJson(fact.data);
    return isCharge(fact) && fact.data.base === undefined ? (stated.get(content) ?? content) : content;
  };
}

/** A charge that states its base counts as later than an otherwise equal one that does not. */
function byBase(a: Fact, b: Fact): number {
  return isCharge(a) && isCharge(b)
    ? Number(a.data.base !== undefined) - Number(b.data.base !== undefined)
    : 0;
}

type Charged = FactOf<'contribution.charged'>;

function isCharge(fact: Fact): fact is Charged {
  return fact.kind === 'contribution.charged';
}

/**
 * Facts of these kinds give a spell its id. The first of several equal statements is kept, because the id is built from
 * it.
 */
const NAMING: ReadonlySet<FactKind> = new Set(['employee.hired', 'employee.resumed', 'employee.transferred']);

/** The same text for facts with the same content, whatever their ids. */
export function meaningOf(fact: Fact): string {
  return `${fact.kind} ${effectiveOn(fact)} ${canonicalJson(fact.data)}`;
}

/** JSON with sorted keys: equal content gives equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
