import * as z from 'zod/mini';
import type { Attention, Note } from '../employment/spell.ts';
import { byStatement, type StatedBy, standingVoids } from '../facts/fact.ts';
import { ANSWERS, type AnswerCode, rolesThere } from '../facts/insurance.ts';
import { day, employeeId, line, money, monthOfYear, shortText, unitId, who } from '../facts/schema-parts.ts';
import { mayVoid, type SourceOrder } from '../facts/source-order.ts';
import { compact } from '../values/compact.ts';
import { once } from '../values/once.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/** Facts about a unit itself rather than one of its employees. */

/** R4: the unit has declared the bases of its employees for one base year. */
const basesDeclared = once(() =>
  z.object({
    unitId,
    /** First month of the declared base year. */
    from: monthOfYear,
    on: day,
    receiptNo: z.optional(line(100)),
  }),
);

/** Staff have seen a case of the unit (acknowledged), or want to be reminded of it on a later day (snoozed). */
const caseAcknowledged = once(() =>
  z.object({ unitId, caseId: line(400), by: who, on: day, roles: z.optional(rolesThere()) }),
);
const caseSnoozed = once(() =>
  z.object({ unitId, caseId: line(400), by: who, on: day, until: day, roles: z.optional(rolesThere()) }),
);

/** A remark on a case of the unit. It changes no obligation and is not news (M2). */
const caseNoted = once(() => z.object({ unitId, caseId: line(400), text: line(500), on: day }));

export const EXTENTS = ['whole', 'part'] as const;
export type Extent = (typeof EXTENTS)[number];

/** The common fields of imports. The field `by` of the fact says who imported the file. */
const imported = once(() => ({
  unitId,
  people: z.number().check(z.int(), z.gte(0)),
  /** Whether the file lists everybody of the unit, as stated by the importing person. It is never computed. */
  extent: z.enum(EXTENTS),
  /** The hash of unit, file and attempt; the ids of the facts of its rows are `bill:<import>:<row>`. */
  import: line(100),
  file: line(200),
}));

/** A bill of one month was imported. A file with several months gives one such fact per month. */
const billImported = once(() =>
  z.object({
    ...imported(),
    month: monthOfYear,
    unitAmount: money,
    personalAmount: money,
    /** The day on which the bill was issued; if unknown, the day of import. */
    asOf: day,
  }),
);

const listImported = once(() =>
  z.object({
    ...imported(),
    /** The date of the list. */
    on: day,
  }),
);

/**
 * A person confirmed that a number is this employee's: the agency's own number, or an identity number, given as its
 * keyed hash.
 */
const personMatched = once(() =>
  z
    .object({
      unitId,
      employeeId,
      agencyNumber: z.optional(line(100)),
      hash: z.optional(line(100)),
      on: day,
    })
    .check(z.refine((d) => d.agencyNumber ?? d.hash, 'needs agencyNumber or hash')),
);

const questionAnswered = once(() =>
  z.object({
    unitId,
    caseId: line(400),
    answer: z.enum(ANSWERS),
    /** The id of the row whose person the answer is about; absent: everybody in the case. */
    about: z.optional(line(400)),
    /** The id of the employee, if the answer says that the person is one. */
    employeeId: z.optional(employeeId),
    on: day,
  }),
);

const voided = once(() =>
  z.object({
    factId: line(400),
    reason: shortText,
    /** The unit of the fact. */
    unitId: z.optional(unitId),
  }),
);

/** Every kind of fact about a unit with the schema of its data, built on first use. */
export const UNIT_FACT_SCHEMAS = {
  'unit.bases_declared': basesDeclared,
  'bill.imported': billImported,
  'list.imported': listImported,
  'person.matched': personMatched,
  'question.answered': questionAnswered,
  'case.acknowledged': caseAcknowledged,
  'case.snoozed': caseSnoozed,
  'case.noted': caseNoted,
  'fact.voided': voided,
} as const;

export type UnitFactKind = keyof typeof UNIT_FACT_SCHEMAS;
export type UnitFactData<K extends UnitFactKind> = z.infer<ReturnType<(typeof UNIT_FACT_SCHEMAS)[K]>>;

/** Something that happened to a unit, in the past tense. Facts are immutable; a wrong one is voided by another fact. */
type UnitFactOf<K extends UnitFactKind> = {
  [Kind in K]: {
    readonly kind: Kind;
    /** `<source>:<delivery id>[:n]`; a repeated delivery has the same id. */
    readonly factId: string;
    readonly unitId: string;
    /** When the sender stated the fact. */
    readonly statedAt: Instant;
    /** When we received the fact. */
    readonly receivedAt: Instant;
    readonly by?: StatedBy;
    readonly data: UnitFactData<Kind>;
  };
}[K];

export type UnitFact = UnitFactOf<UnitFactKind>;

/** The effective facts about one unit: each once (F1), not voided (F8), in statement order. */
export function effectiveUnitFacts(facts: readonly UnitFact[]): readonly UnitFact[] {
  const known = [...new Map(facts.map((fact) => [fact.factId, fact])).values()].sort(byStatement);
  const voided = voidedUnitFactIds(known);
  return known.filter(({ kind, factId }) => kind !== 'fact.voided' && !voided.has(factId));
}

/** The ids of voided facts about units (F8); the facts themselves need not be among `facts`. */
export function voidedUnitFactIds(facts: readonly UnitFact[]): ReadonlySet<string> {
  return new Set(standingVoids(ofUnitKind(facts, 'fact.voided')).keys());
}

/** R14: the facts without the voids whose source has no authority to void the fact that they name. */
export function authorisedUnitFacts(facts: readonly UnitFact[], order: SourceOrder): readonly UnitFact[] {
  return facts.filter((fact) => fact.kind !== 'fact.voided' || mayVoid(fact, order));
}

export function ofUnitKind<K extends UnitFactKind>(
  facts: readonly UnitFact[],
  kind: K,
): readonly UnitFactOf<K>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as readonly UnitFactOf<K>[];
}

/** Acknowledgements and snoozes of the unit's own cases (M4). */
export function unitAttentions(facts: readonly UnitFact[]): readonly Attention[] {
  const effective = effectiveUnitFacts(facts);
  const attentions = [
    ...ofUnitKind(effective, 'case.acknowledged'),
    ...ofUnitKind(effective, 'case.snoozed'),
  ];
  return attentions.map(({ data: { unitId: _, roles, ...attention } }) => ({
    ...attention,
    ...compact({ roles }),
  }));
}

/** An answer of staff to the question of one of the unit's own cases. */
export interface UnitAnswer {
  readonly answer: AnswerCode;
  /** The row id of the person that the answer is about; absent: everybody in the case. */
  readonly about?: string;
  readonly employeeId?: string;
  readonly on: PlainDate;
  /** When the answer was received. */
  readonly knownAt: Instant;
}

/** The answers to the question of a unit case, in statement order. */
export function unitAnswers(facts: readonly UnitFact[], ofCase: string): readonly UnitAnswer[] {
  return ofUnitKind(effectiveUnitFacts(facts), 'question.answered')
    .filter(({ data }) => data.caseId === ofCase)
    .map(({ receivedAt: knownAt, data: { answer, about, employeeId, on } }) => ({
      answer,
      on,
      knownAt,
      ...compact({ about, employeeId }),
    }));
}

/** The notes of staff on the unit's own cases, in statement order. */
export function unitNotes(facts: readonly UnitFact[]): readonly Note[] {
  return ofUnitKind(effectiveUnitFacts(facts), 'case.noted').map(({ by, data: { caseId, text, on } }) => ({
    caseId,
    text,
    on,
    ...(by !== undefined && { by }),
  }));
}
