import * as z from 'zod/mini';
import type { Attention, Note } from '../employment/spell.ts';
import { byStatement, type StatedBy, standingVoids } from '../facts/fact.ts';
import { ANSWERS, type AnswerCode, rolesThere } from '../facts/insurance.ts';
import { day, employeeId, line, money, monthOfYear, shortText, unitId, who } from '../facts/schema-parts.ts';
import { mayVoid, type SourceOrder } from '../facts/source-order.ts';
import { compact } from '../values/compact.ts';
import { once } from '../values/once.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/** What happens to a unit itself rather than to one of its employees. */

/** R4: the unit has declared the bases of its employees for one base year. */
const basesDeclared = once(() =>
  z.object({
    unitId,
    /** First month of the base year that was declared. */
    from: monthOfYear,
    on: day,
    receiptNo: z.optional(line(100)),
  }),
);

/** What staff say about a case of the unit: "I have seen it", "ask me again on that day". */
const caseAcknowledged = once(() =>
  z.object({ unitId, caseId: line(400), by: who, on: day, roles: z.optional(rolesThere()) }),
);
const caseSnoozed = once(() =>
  z.object({ unitId, caseId: line(400), by: who, on: day, until: day, roles: z.optional(rolesThere()) }),
);

/** A remark on a case of the unit. It changes no obligation and is no news. */
const caseNoted = once(() => z.object({ unitId, caseId: line(400), text: line(500), on: day }));

export const EXTENTS = ['whole', 'part'] as const;
export type Extent = (typeof EXTENTS)[number];

/** What every import says of its file: who imported it stands in the fact's envelope. */
const imported = once(() => ({
  unitId,
  /** How many people it names. */
  people: z.number().check(z.int(), z.gte(0)),
  /** Whether the file has everybody of the unit. Stated by who imports it, never computed. */
  extent: z.enum(EXTENTS),
  /** The hash of unit, file and attempt; the ids of the facts of its rows begin with it. */
  import: line(100),
  /** The file's name. */
  file: line(200),
}));

/** A bill of one month was imported. One file with several months makes one such fact for each. */
const billImported = once(() =>
  z.object({
    ...imported(),
    /** The month that the contributions are for. */
    month: monthOfYear,
    unitAmount: money,
    personalAmount: money,
    /** The day on which the bill was issued, else that of the import. */
    asOf: day,
  }),
);

/** The agency's list of the unit's insured people was imported. */
const listImported = once(() =>
  z.object({
    ...imported(),
    /** The day whose state the list shows. */
    on: day,
  }),
);

/** A person confirmed whose row it is: the agency's number, or the identity number by its keyed hash, is the employee's. */
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

/** What staff answered to the question of a case of the unit. */
const questionAnswered = once(() =>
  z.object({
    unitId,
    caseId: line(400),
    answer: z.enum(ANSWERS),
    /** Which of several people that the case names, by the id of the row; absent: all of them. */
    about: z.optional(line(400)),
    /** Who it is, where the answer says so. */
    employeeId: z.optional(employeeId),
    on: day,
  }),
);

const voided = once(() =>
  z.object({
    factId: line(400),
    reason: shortText,
    /** Whose fact it is. */
    unitId: z.optional(unitId),
  }),
);

/** Every kind of fact about a unit and the schema of what it says, built when asked for. */
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

/** Something that happened to a unit, in the past tense. Immutable; a wrong one is voided by another fact. */
type UnitFactOf<K extends UnitFactKind> = {
  [Kind in K]: {
    readonly kind: Kind;
    /** `<source>:<delivery id>[:n]`, the same however often the delivery is repeated. */
    readonly factId: string;
    readonly unitId: string;
    /** When the sender says so. */
    readonly statedAt: Instant;
    /** When we took it in. */
    readonly receivedAt: Instant;
    readonly by?: StatedBy;
    readonly data: UnitFactData<Kind>;
  };
}[K];

export type UnitFact = UnitFactOf<UnitFactKind>;

/** The facts about one unit that count: each once (F1), not voided (F8), in the order of their statements. */
export function effectiveUnitFacts(facts: readonly UnitFact[]): readonly UnitFact[] {
  const known = [...new Map(facts.map((fact) => [fact.factId, fact])).values()].sort(byStatement);
  const voided = voidedUnitFactIds(known);
  return known.filter(({ kind, factId }) => kind !== 'fact.voided' && !voided.has(factId));
}

/** The ids of the facts about units that are voided, known or not (F8). */
export function voidedUnitFactIds(facts: readonly UnitFact[]): ReadonlySet<string> {
  return new Set(standingVoids(ofUnitKind(facts, 'fact.voided')).keys());
}

/** R14: the facts without the voids of sources that may not void what they name. */
export function authorisedUnitFacts(facts: readonly UnitFact[], order: SourceOrder): readonly UnitFact[] {
  return facts.filter((fact) => fact.kind !== 'fact.voided' || mayVoid(fact, order));
}

/** Those of one kind. */
export function ofUnitKind<K extends UnitFactKind>(
  facts: readonly UnitFact[],
  kind: K,
): readonly UnitFactOf<K>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as readonly UnitFactOf<K>[];
}

/** What staff stated about the unit's own cases (M4). */
export function unitAttentions(facts: readonly UnitFact[]): readonly Attention[] {
  const effective = effectiveUnitFacts(facts);
  const said = [...ofUnitKind(effective, 'case.acknowledged'), ...ofUnitKind(effective, 'case.snoozed')];
  return said.map(({ data: { unitId: _, roles, ...attention } }) => ({
    ...attention,
    ...compact({ roles }),
  }));
}

/** What staff answered to the question of one of the unit's own cases. */
export interface UnitAnswer {
  readonly answer: AnswerCode;
  /** Which of several people the answer is about; absent: all of them. */
  readonly about?: string;
  readonly employeeId?: string;
  readonly on: PlainDate;
  /** When it was taken in. */
  readonly knownAt: Instant;
}

/** The answers to the question of a case of the unit, in the order of their statements. */
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

/** What staff noted on the unit's own cases, in the order of their statements. */
export function unitNotes(facts: readonly UnitFact[]): readonly Note[] {
  return ofUnitKind(effectiveUnitFacts(facts), 'case.noted').map(({ by, data: { caseId, text, on } }) => ({
    caseId,
    text,
    on,
    ...(by !== undefined && { by }),
  }));
}
