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
import { chinaDayOf, newestOf, type PlainDate } from '../values/plain-date.ts';
import { canonicalJson, contentAmong, meaningOf, voidedIds } from './effective-facts.ts';
import { endOfSpell, filesKnownAt, type Spell } from './spell.ts';

/** 个人信息保护法 19, 47: the data that remain after the deletion of a person's data, and when the deletion is due. */

/**
 * The fields that remain of each kind of fact: above all days, units, amounts, decisions and employment ids. A field
 * that is not listed is deleted, including fields that a later release adds. A listed name or free text remains as a
 * field, but loses its text (see FREE_TEXT_FIELDS).
 */
const KEPT_FIELDS: { readonly [Kind in FactKind]: readonly (keyof FactData<Kind>)[] } = {
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

/** Required fields with a name or free text. After the deletion they have a fixed text. */
const FREE_TEXT_FIELDS: { readonly [Kind in FactKind]?: keyof FactData<Kind> } = {
  'employee.hired': 'name',
  'information.seen': 'name',
  'filing.rejected': 'reason',
  'refund.denied': 'reason',
  'case.noted': 'text',
  'fact.voided': 'reason',
};

/** The fields of `changes` that are kept, because they affect amounts and eligibility. */
const KEPT_CHANGES: readonly string[] = ['category', 'contributionTier'];

/**
 * The field with a number that keeps facts apart if they differ only in deleted fields. The first of these facts has no
 * number.
 */
const VARIANT = 'variant';

/**
 * The fact without personal data. Its id, its day and its place in statement order stay the same. Forgetting a fact
 * twice gives the same result as forgetting it once.
 */
export function forgottenFact(fact: Fact): Fact {
  const kept: readonly string[] = [...KEPT_FIELDS[fact.kind], VARIANT];
  const freeText = FREE_TEXT_FIELDS[fact.kind];
  const data = Object.entries(fact.data).flatMap(([field, value]) => {
    if (!kept.includes(field)) return [];
    if (field === freeText) return [[field, FORGOTTEN]];
    return [[field, field === 'changes' ? onlyKept(value) : value]];
  });
  if (fact.by === undefined) return withData(fact, Object.fromEntries(data));
  const { note: _, ...by } = fact.by;
  return withData({ ...fact, by }, Object.fromEntries(data));
}

/** The result may lack required fields, so code that reads stored facts must not rely on them. */
function withData(fact: Fact, data: object): Fact {
  return { ...fact, data } as Fact;
}

function onlyKept(changes: object): object {
  return Object.fromEntries(Object.entries(changes).filter(([field]) => KEPT_CHANGES.includes(field)));
}

/**
 * Applies {@link forgottenFact} to all facts of one employee. Facts of one day that differ stay different, so the facts
 * fold to the same spells: for example two charges that differ only in their base remain two.
 */
export function forgottenFacts(facts: readonly Fact[], order: SourceOrder): readonly Fact[] {
  const voided = voidedIds(facts, order);
  const standing = facts.filter(({ factId }) => !voided.has(factId));
  const contentIn = contentAmong(standing);
  const variants = new Map<string, Map<string, number>>();
  const reduced = standing.toSorted(byStatement).map((fact) => {
    const left = forgottenFact(fact);
    const alike = meaningOf(left);
    const known = variants.get(alike) ?? new Map<string, number>();
    variants.set(alike, known);
    const variant = known.get(contentIn(fact)) ?? known.size + 1;
    known.set(contentIn(fact), variant);
    return variant === 1 ? left : withData(left, { ...left.data, [VARIANT]: variant });
  });
  const byId = new Map(reduced.map((fact) => [keyOfFact(fact), fact]));
  return facts.map((fact) => byId.get(keyOfFact(fact)) ?? forgottenFact(fact));
}

function keyOfFact(fact: Fact): string {
  return `${effectiveOn(fact)} ${fact.factId}`;
}

/** All facts of a person as one text, before deletion. Its hash can later prove which data were stored. */
export function evidenceOf(facts: readonly Fact[]): string {
  return canonicalJson(facts.toSorted(byStatement));
}

/** The record of a deletion of a person's data. */
export interface Forgotten {
  /** Data of this day and of earlier days are deleted. */
  readonly until: PlainDate;
  /** The days of deletion, each with the SHA-256 of {@link evidenceOf} the facts before it. */
  readonly evidence: readonly { readonly on: PlainDate; readonly sha256: string }[];
  /** Set until everything is deleted. */
  readonly unfinished?: true;
}

/** Whether the person was hired again after the period whose data were deleted; new facts are then kept in full. */
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
 * New facts about a person whose data were deleted, in the form in which they are stored. The name must not come back
 * if an HR system repeats old facts. If the person was hired again, facts about the time since are kept in full.
 */
export function withoutForgotten(
  news: readonly Fact[],
  known: readonly Fact[],
  forgotten: Forgotten,
): readonly Fact[] {
  const back = isBack([...known, ...news], forgotten);
  return news.map((fact) => (back && effectiveOn(fact) > forgotten.until ? fact : forgottenFact(fact)));
}

/**
 * The same as {@link goneSince} if the person still has data to delete. Undefined after the deletion, until the person
 * is hired again.
 */
export function retainedSince(
  spells: readonly Spell[],
  facts: readonly Fact[],
  forgotten: Forgotten | undefined,
): PlainDate | undefined {
  const isDone = forgotten !== undefined && forgotten.unfinished === undefined && !isBack(facts, forgotten);
  return isDone ? undefined : goneSince(spells, facts);
}

/**
 * The last day of these spells, on which the period of retention starts; undefined while the person is in service in
 * one of them. A spell without a last working day ends when its cancellation or newest fact was received. If there are
 * no spells, the day on which the last fact was received is returned.
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

function lastDayOf(spell: Spell): PlainDate | undefined {
  const { situation, knownAt } = spell;
  if (situation.is === 'employed') return undefined;
  if (situation.is === 'cancelled') return chinaDayOf(situation.cancelledAt);
  const end = endOfSpell(spell);
  return end?.on ?? chinaDayOf(newestOf([knownAt, filesKnownAt(spell)]) ?? knownAt);
}
