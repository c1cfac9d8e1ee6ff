import {
  byStatement,
  compareText,
  effectiveOn,
  type Fact,
  type FactData,
  type FactKind,
} from '../facts/fact.ts';
import type { SourceOrder } from '../facts/source-order.ts';
import { FORGOTTEN } from '../values/person-name.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../values/plain-date.ts';
import { canonicalJson, isStatedAmong, voidedIds } from './effective-facts.ts';
import type { Spell } from './spell.ts';

/** 个人信息保护法 19, 47: what remains of a person whose data were removed, and when they count as gone. */

/**
 * What stays of each kind of fact: days, units, amounts, decisions, and the names of employments that tell them apart. A
 * field that is not listed goes, also one that a later release adds.
 */
const KEPT: { readonly [Kind in FactKind]: readonly (keyof FactData<Kind>)[] } = {
  'employee.hired': [
    ...(['employeeId', 'unitId', 'name', 'hiredOn', 'employmentId', 'category'] as const),
    ...(['contractSignedOn', 'contributionTier', 'previousCover'] as const),
  ],
  'employee.hire_cancelled': ['employeeId', 'employmentId', 'hiredOn'],
  'employee.terminated': [
    ...(['employeeId', 'lastWorkingDay', 'reason', 'employmentId'] as const),
    ...(['insuranceStopMonth', 'reportedOn'] as const),
  ],
  'employee.termination_cancelled': ['employeeId', 'employmentId', 'lastWorkingDay'],
  'employee.resumed': ['employeeId', 'resumedOn'],
  'employee.transferred': ['employeeId', 'toUnitId', 'effectiveOn', 'fromUnitId'],
  'employee.updated': ['employeeId', 'effectiveOn', 'changes'],
  'employee.hire_noticed': ['employeeId', 'unitId', 'employmentId'],
  'employee.leave_noticed': ['employeeId', 'unitId', 'employmentId'],
  'contribution.charged': [
    ...(['employeeId', 'unitId', 'month', 'unitAmount', 'personalAmount'] as const),
    ...(['chargedOn', 'occurrence', 'supplement'] as const),
  ],
  'contribution.offset': [
    ...(['employeeId', 'unitId', 'month', 'unitAmount', 'personalAmount'] as const),
    ...(['chargedOn', 'occurrence'] as const),
  ],
  'insured.listed': ['employeeId', 'unitId', 'on', 'since'],
  'insured.ended': ['employeeId', 'unitId', 'on', 'since', 'status'],
  'information.seen': ['employeeId', 'unitId', 'name', 'on'],
  'filing.submitted': ['employeeId', 'filing', 'on', 'spellId', 'channel', 'receiptNo'],
  'filing.accepted': ['employeeId', 'filing', 'on', 'spellId', 'effectiveMonth'],
  'filing.rejected': ['employeeId', 'filing', 'on', 'spellId', 'reason'],
  'refund.requested': ['employeeId', 'months', 'on', 'spellId', 'way', 'amount'],
  'refund.settled': ['employeeId', 'months', 'on', 'spellId', 'way', 'amount'],
  'refund.denied': ['employeeId', 'months', 'on', 'spellId', 'way', 'amount', 'reason'],
  'document.received': ['employeeId', 'caseKind', 'document', 'on', 'spellId'],
  'card.requested': ['employeeId', 'kind', 'on', 'replaces'],
  'card.issued': ['employeeId', 'kind', 'on', 'replaces'],
  'guide.settled': ['employeeId', 'spellId', 'outcome', 'on'],
  'case.acknowledged': ['employeeId', 'caseId', 'by', 'on'],
  'case.snoozed': ['employeeId', 'caseId', 'by', 'on', 'until'],
  'question.answered': ['employeeId', 'caseId', 'answer', 'on'],
  'case.noted': ['employeeId', 'caseId', 'text', 'on'],
  'fact.voided': ['factId', 'reason', 'employeeId'],
};

/** Fields that a fact cannot be without and that people worded: a fixed text takes their place. */
const WORDED: { readonly [Kind in FactKind]?: keyof FactData<Kind> } = {
  'employee.hired': 'name',
  'information.seen': 'name',
  'filing.rejected': 'reason',
  'refund.denied': 'reason',
  'case.noted': 'text',
  'fact.voided': 'reason',
};

/** Changes of the position that amounts and eligibility rest on. */
const KEPT_CHANGES: readonly string[] = ['category', 'contributionTier'];

/** Tells facts apart that said different things before the difference was removed; absent for the first of them. */
const VARIANT = 'variant';

/** A fact without what is personal. It keeps its id, its day and its place among the others. Doing it again changes nothing. */
export function forgottenFact(fact: Fact): Fact {
  const kept: readonly string[] = [...KEPT[fact.kind], VARIANT];
  const worded = WORDED[fact.kind];
  const data = Object.entries(fact.data).flatMap(([field, value]) => {
    if (!kept.includes(field)) return [];
    if (field === worded) return [[field, FORGOTTEN]];
    return [[field, field === 'changes' ? onlyKept(value) : value]];
  });
  if (fact.by === undefined) return withData(fact, Object.fromEntries(data));
  const { note: _, ...by } = fact.by;
  return withData({ ...fact, by }, Object.fromEntries(data));
}

/** What was removed may be what the kind's type has: whoever reads a stored fact relies on less, see the stored forms. */
function withData(fact: Fact, data: object): Fact {
  return { ...fact, data } as Fact;
}

function onlyKept(changes: object): object {
  return Object.fromEntries(Object.entries(changes).filter(([field]) => KEPT_CHANGES.includes(field)));
}

/**
 * All facts of one employee as {@link forgottenFact} leaves them. Those that said different things on one day still do, so
 * that they fold to the same spells: two charges that differed in their base alone stay two.
 */
export function forgottenFacts(facts: readonly Fact[], order: SourceOrder): readonly Fact[] {
  const voided = voidedIds(facts, order);
  const standing = facts.filter(({ factId }) => !voided.has(factId));
  const said = isStatedAmong(standing);
  const variants = new Map<string, Map<string, number>>();
  const reduced = standing.toSorted(byStatement).map((fact) => {
    const left = forgottenFact(fact);
    const alike = keyOf(left);
    const known = variants.get(alike) ?? new Map<string, number>();
    variants.set(alike, known);
    const variant = known.get(said(fact)) ?? known.size + 1;
    known.set(said(fact), variant);
    return variant === 1 ? left : withData(left, { ...left.data, [VARIANT]: variant });
  });
  const byId = new Map(reduced.map((fact) => [keyOfFact(fact), fact]));
  return facts.map((fact) => byId.get(keyOfFact(fact)) ?? forgottenFact(fact));
}

function keyOf(fact: Fact): string {
  return `${fact.kind} ${effectiveOn(fact)} ${canonicalJson(fact.data)}`;
}

function keyOfFact(fact: Fact): string {
  return `${effectiveOn(fact)} ${fact.factId}`;
}

/** One text for the facts of a person: what was known before it was removed. Its hash proves it later. */
export function evidenceOf(facts: readonly Fact[]): string {
  return canonicalJson(facts.toSorted(byStatement));
}

/** What a record keeps of a removal. */
export interface Forgotten {
  /** The last day of which the data were removed. */
  readonly until: PlainDate;
  /** The days of removal, and for each the SHA-256 of {@link evidenceOf} the facts before. */
  readonly evidence: readonly { readonly on: PlainDate; readonly sha256: string }[];
  /** Not all is removed yet. */
  readonly unfinished?: true;
}

/** Whether the person was hired again after their data were removed: then facts are kept as they come. */
export function isBack(facts: readonly Fact[], { until }: Pick<Forgotten, 'until'>): boolean {
  const voided = voidedIds(facts);
  return facts.some(
    (fact) =>
      (fact.kind === 'employee.hired' || fact.kind === 'employee.resumed') &&
      effectiveOn(fact) > until &&
      !voided.has(fact.factId),
  );
}

/**
 * Facts that come about somebody whose data were removed, as they are kept: an HR system that repeats them must not bring
 * the name back. What is stated about the time since a new hire is kept whole.
 */
export function withoutForgotten(
  news: readonly Fact[],
  known: readonly Fact[],
  forgotten: Forgotten,
): readonly Fact[] {
  const back = isBack([...known, ...news], forgotten);
  return news.map((fact) => (back && effectiveOn(fact) > forgotten.until ? fact : forgottenFact(fact)));
}

/** {@link goneSince}, of somebody whose data there are to remove; undefined once they were, until the person is back. */
export function retainedSince(
  spells: readonly Spell[],
  facts: readonly Fact[],
  forgotten: Forgotten | undefined,
): PlainDate | undefined {
  const isDone = forgotten !== undefined && forgotten.unfinished === undefined && !isBack(facts, forgotten);
  return isDone ? undefined : goneSince(spells, facts);
}

/**
 * The day since which nobody with these spells is in service; undefined while somebody is, or may be. Without a spell it is
 * the day on which the last fact came.
 */
export function goneSince(spells: readonly Spell[], facts: readonly Fact[]): PlainDate | undefined {
  const days = spells.map(lastDayOf);
  if (days.length === 0) days.push(...facts.map(({ receivedAt }) => chinaDayOf(receivedAt)));
  if (days.includes(undefined)) return undefined;
  return days
    .filter((day) => day !== undefined)
    .toSorted(compareText)
    .at(-1);
}

function lastDayOf({ situation, knownAt }: Spell): PlainDate | undefined {
  switch (situation.is) {
    case 'employed':
      return undefined;
    case 'left':
      return situation.end.on;
    case 'cancelled':
      return chinaDayOf(situation.cancelledAt);
    default:
      return situation.is === 'never-hired' && situation.end !== undefined
        ? situation.end.on
        : chinaDayOf(knownAt as Instant);
  }
}
