import * as z from 'zod/mini';
import { ANSWERS } from '../../../domain/facts/insurance.ts';
import type { Coverage } from '../../../domain/units/coverage.ts';
import { sourceMappingSchema } from '../../../domain/units/source-mapping.ts';
import { staffSchema, unitSchema } from '../../../domain/units/unit.ts';
import {
  authorisedUnitFacts,
  EXTENTS,
  type UnitFact,
  type UnitFactData,
  type UnitFactKind,
  voidedUnitFactIds,
} from '../../../domain/units/unit-facts.ts';
import { once } from '../../../domain/values/once.ts';
import { count, day, fen, instant, month, text, texts } from './scalar-forms.ts';
import { attentionFields, inRoles } from './stored-forms.ts';

/**
 * The forms of stored registry items. Unlike facts, registry entries are easy to enter again, so units and mappings
 * must match the present input schemas. Fields that an older entry lacks get their defaults.
 */
export const REGISTRY_FORMS = {
  /** Any text is accepted as an address: an address that is no longer valid input must not make its unit unreadable. */
  unit: z.extend(unitSchema, {
    staff: z.array(z.extend(staffSchema, { email: text })),
  }),
  fallbackStaff: z.object({ email: text, name: text }),
  /**
   * A mapping with the place of its source in the registry's list. The place is stored because the order of sources
   * matters (R14). Earlier releases did not store it.
   */
  sourceMapping: z.extend(sourceMappingSchema, { position: z.optional(z.number()) }),
} as const;

const imported = { unitId: text, people: count, extent: z.enum(EXTENTS), import: text, file: text };

const UNIT_FACT_DATA: { readonly [Kind in UnitFactKind]: () => z.ZodMiniType<UnitFactData<Kind>> } = {
  'unit.bases_declared': () => z.object({ unitId: text, from: month, on: day, receiptNo: z.optional(text) }),
  'bill.imported': () => z.object({ ...imported, month, unitAmount: fen, personalAmount: fen, asOf: day }),
  'list.imported': () => z.object({ ...imported, on: day }),
  'person.matched': () =>
    z.object({
      unitId: text,
      employeeId: text,
      agencyNumber: z.optional(text),
      hash: z.optional(text),
      on: day,
    }),
  'question.answered': () =>
    z.object({
      unitId: text,
      caseId: text,
      answer: z.enum(ANSWERS),
      about: z.optional(text),
      employeeId: z.optional(text),
      on: day,
    }),
  'case.acknowledged': () => z.object({ unitId: text, ...attentionFields, ...inRoles }),
  'case.snoozed': () => z.object({ unitId: text, ...attentionFields, until: day, ...inRoles }),
  'case.noted': () => z.object({ unitId: text, caseId: text, text, on: day }),
  'fact.voided': () => z.object({ factId: text, reason: text, unitId: z.optional(text) }),
};

/** A fact about a unit, of any kind known to this release. */
export const unitFactForm = once(() => {
  const forms = Object.entries(UNIT_FACT_DATA).map(([kind, data]) =>
    z.object({
      kind: z.literal(kind),
      factId: text,
      unitId: text,
      statedAt: instant,
      receivedAt: instant,
      data: data(),
    }),
  );
  return z.union(forms) as z.ZodMiniType as z.ZodMiniType<UnitFact>;
});

/** The folded imports of a unit. */
export const coverageForm: () => z.ZodMiniType<Coverage> = once(() => {
  const file = {
    import: text,
    file: text,
    people: count,
    extent: z.enum(EXTENTS),
    knownAt: instant,
    by: z.exactOptional(text),
  };
  return z.object({
    bills: z.array(z.object({ ...file, month, asOf: day })),
    lists: z.array(z.object({ ...file, on: day })),
    earlierWholeMonths: z.array(z.object({ from: month, to: month })),
    doubts: z.array(z.object({ month, hash: z.exactOptional(text), name: z.exactOptional(text) })),
    numbersInDoubt: z.exactOptional(z.array(z.object({ month, hashes: texts }))),
    monthsInDoubt: z.array(month),
    changedAt: z.exactOptional(instant),
  });
});

export { authorisedUnitFacts, voidedUnitFactIds };
