import * as z from 'zod/mini';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { FactData, FactKind } from '../../../domain/facts/fact.ts';
import {
  ANSWERS,
  CHANNELS,
  ENDED_STATUSES,
  FILINGS,
  GUIDE_OUTCOMES,
  ROLES,
} from '../../../domain/facts/insurance.ts';
import {
  CATEGORIES,
  CONTRIBUTION_TIERS,
  IDENTITY_TYPES,
  LEAVING_REASONS,
  SEXES,
} from '../../../domain/facts/life-course.ts';
import { once } from '../../../domain/values/once.ts';
import { count, day, fen, flag, instant, month, text, texts } from './scalar-forms.ts';

/**
 * The fields and types that the code relies on in stored facts and spells. They are less strict than the input schemas:
 * a stricter limit of a later release must not make stored facts unreadable. Other fields are not checked. Each form is
 * built on first use.
 */

const sex = z.enum(SEXES);
const originalRetirementAge = z.literal([50, 55, 60]);

const identity = once(() =>
  z.object({
    type: z.enum(IDENTITY_TYPES),
    masked: text,
    hash: text,
    birthDate: z.optional(day),
    sex: z.optional(sex),
    problem: z.optional(text),
  }),
);
const previousCover = once(() =>
  z.object({ region: text, lastPaidMonth: z.optional(month), removed: z.optional(flag) }),
);
const firstMonthWage = once(() => z.object({ total: fen, fullMonth: flag }));

// ---------------------------------------------------------------- facts

export const statedByForm = once(() => z.object({ who: text, verified: flag, note: z.exactOptional(text) }));

const filed = { employeeId: text, filing: z.enum(FILINGS), on: day };
const listed = { employeeId: text, unitId: text, on: day };
const refund = { employeeId: text, months: z.array(month), on: day, amount: z.optional(fen) };
const way = z.enum(['refund', 'offset']);
const card = () =>
  z.object({
    employeeId: text,
    kind: z.enum(['electronic', 'physical']),
    on: day,
    replaces: z.optional(flag),
  });
const noticed = () =>
  z.object({
    employeeId: text,
    unitId: z.optional(text),
    name: z.optional(text),
    employmentId: z.optional(text),
  });
const tier = z.enum(CONTRIBUTION_TIERS);
/** The fields that acknowledging a case and snoozing it have in common. */
export const attentionFields = { caseId: text, by: text, on: day };
const roleThere = z.object({ unitId: text, role: z.enum(ROLES) });
export const inRoles = { roles: z.exactOptional(z.array(roleThere)) };

const FACT_FORMS: { readonly [Kind in FactKind]: () => z.ZodMiniType<FactData<Kind>> } = {
  'employee.hired': once(() =>
    z.object({
      employeeId: text,
      unitId: text,
      name: text,
      hiredOn: day,
      employmentId: z.optional(text),
      sex: z.optional(sex),
      birthDate: z.optional(day),
      originalRetirementAge: z.optional(originalRetirementAge),
      identity: z.optional(identity()),
      category: z.enum(CATEGORIES),
      contractSignedOn: z.optional(day),
      firstMonthWage: z.optional(firstMonthWage()),
      averageMonthlyWage: z.optional(fen),
      contributionTier: z.optional(tier),
      previousCover: z.optional(previousCover()),
      contact: z.optional(z.object({ email: z.optional(text), phone: z.optional(text) })),
      department: z.optional(text),
    }),
  ),
  'employee.hire_cancelled': once(() =>
    z.object({ employeeId: text, employmentId: z.optional(text), hiredOn: z.optional(day) }),
  ),
  'employee.terminated': once(() =>
    z.object({
      employeeId: text,
      lastWorkingDay: day,
      reason: z.enum(LEAVING_REASONS),
      employmentId: z.optional(text),
      insuranceStopMonth: z.optional(month),
      reportedOn: z.optional(day),
      personalEmail: z.optional(text),
      hukouRegion: z.optional(text),
      residencePermit: z.optional(flag),
    }),
  ),
  'employee.termination_cancelled': once(() =>
    z.object({ employeeId: text, employmentId: z.optional(text), lastWorkingDay: z.optional(day) }),
  ),
  'employee.resumed': once(() => z.object({ employeeId: text, resumedOn: day })),
  'employee.transferred': once(() =>
    z.object({ employeeId: text, toUnitId: text, effectiveOn: day, fromUnitId: z.optional(text) }),
  ),
  'employee.updated': once(() =>
    z.object({
      employeeId: text,
      effectiveOn: z.optional(day),
      changes: z.object({
        name: z.optional(text),
        identity: z.optional(identity()),
        birthDate: z.optional(day),
        sex: z.optional(sex),
        phone: z.optional(text),
        category: z.optional(z.enum(CATEGORIES)),
        originalRetirementAge: z.optional(originalRetirementAge),
        averageMonthlyWage: z.optional(fen),
        contributionTier: z.optional(tier),
        department: z.optional(text),
      }),
    }),
  ),
  'employee.hire_noticed': once(noticed),
  'employee.leave_noticed': once(noticed),
  'contribution.charged': once(() =>
    z.object({
      employeeId: text,
      unitId: text,
      month,
      unitAmount: fen,
      personalAmount: fen,
      base: z.optional(fen),
      chargedOn: z.optional(day),
      occurrence: z.optional(count),
      supplement: z.optional(z.literal(true)),
    }),
  ),
  'contribution.offset': once(() =>
    z.object({
      employeeId: text,
      unitId: text,
      month,
      unitAmount: fen,
      personalAmount: fen,
      chargedOn: z.optional(day),
      occurrence: z.optional(count),
    }),
  ),
  'insured.listed': once(() => z.object({ ...listed, since: z.optional(day) })),
  'insured.ended': once(() =>
    z.object({ ...listed, since: z.optional(day), status: z.enum(ENDED_STATUSES) }),
  ),
  'information.seen': once(() => z.object({ ...listed, name: text })),
  'filing.submitted': once(() =>
    z.object({
      ...filed,
      channel: z.optional(z.enum(CHANNELS)),
      receiptNo: z.optional(text),
      declaredBase: z.optional(fen),
    }),
  ),
  'filing.accepted': once(() => z.object({ ...filed, effectiveMonth: z.optional(month) })),
  'filing.rejected': once(() => z.object({ ...filed, reason: text })),
  'refund.requested': once(() => z.object({ ...refund, way })),
  'refund.settled': once(() => z.object({ ...refund, way })),
  'refund.denied': once(() => z.object({ ...refund, way: z.optional(way), reason: text })),
  'document.received': once(() => z.object({ employeeId: text, caseKind: text, document: text, on: day })),
  'card.requested': once(card),
  'card.issued': once(card),
  'guide.settled': once(() =>
    z.object({ employeeId: text, spellId: text, outcome: z.enum(GUIDE_OUTCOMES), on: day }),
  ),
  'case.acknowledged': once(() => z.object({ employeeId: text, ...attentionFields, ...inRoles })),
  'case.snoozed': once(() => z.object({ employeeId: text, ...attentionFields, until: day, ...inRoles })),
  'question.answered': once(() =>
    z.object({ employeeId: text, caseId: text, answer: z.enum(ANSWERS), on: day }),
  ),
  'case.noted': once(() => z.object({ employeeId: text, caseId: text, text, on: day })),
  'fact.voided': once(() => z.object({ factId: text, reason: text, employeeId: z.optional(text) })),
};

/** @returns undefined for a kind unknown to this release. */
export function factForm(kind: string): z.ZodMiniType | undefined {
  return Object.hasOwn(FACT_FORMS, kind) ? FACT_FORMS[kind as FactKind]() : undefined;
}

// ---------------------------------------------------------------- spells

/** The form must have an entry for each key of {@link Spell}; if one is missing, the code does not compile. */
export const spellForm: () => z.ZodMiniType<Spell> = once(() => {
  const knownAt = instant;
  const deciding = {
    sex: z.exactOptional(sex),
    birthDate: z.exactOptional(day),
    originalRetirementAge: z.exactOptional(originalRetirementAge),
    category: z.enum(CATEGORIES),
    averageMonthlyWage: z.exactOptional(fen),
    contributionTier: z.exactOptional(tier),
  };
  const start = z.object({
    on: day,
    by: z.enum(['hired', 'transferred', 'resumed']),
    knownAt,
    fromUnitId: z.exactOptional(text),
  });
  const end = z.object({
    on: day,
    reason: z.enum([...LEAVING_REASONS, 'moved-to-other-unit']),
    knownAt,
    insuranceStopMonth: z.exactOptional(month),
    reportedOn: z.exactOptional(day),
    toUnitId: z.exactOptional(text),
    personalEmail: z.exactOptional(text),
    hukouRegion: z.exactOptional(text),
    residencePermit: z.exactOptional(flag),
  });
  const missingDate = z.object({
    of: z.enum(['hire', 'leave']),
    noticedOn: day,
    knownAt,
    employmentId: z.exactOptional(text),
  });
  const submitted = {
    is: z.literal('submitted'),
    on: day,
    knownAt,
    receiptNo: z.exactOptional(text),
    channel: z.exactOptional(text),
  };
  const firstAccepted = z.exactOptional(
    z.object({ on: day, effectiveMonth: z.exactOptional(month), submittedOn: z.exactOptional(day) }),
  );
  const answered = {
    ...{ on: day, knownAt, submittedOn: z.exactOptional(day), receiptNo: z.exactOptional(text) },
    firstAccepted,
  };
  const filing = z.discriminatedUnion('is', [
    z.object({
      ...submitted,
      rejected: z.exactOptional(z.object({ on: day, reason: text })),
      firstAccepted,
    }),
    z.object({
      ...{ is: z.literal('accepted'), ...answered, effectiveMonth: z.exactOptional(month) },
      again: z.exactOptional(z.object(submitted)),
    }),
    z.object({ is: z.literal('rejected'), ...answered, reason: text }),
  ]);
  const stated = z.object({
    is: text,
    source: text,
    factId: text,
    day: z.exactOptional(day),
    unitId: z.exactOptional(text),
    value: z.exactOptional(text),
  });
  const span = { from: month, to: month };
  return z.object({
    spellId: text,
    employeeId: text,
    unitId: text,
    person: z.object({
      name: z.exactOptional(text),
      identity: z.exactOptional(identity()),
      ...deciding,
      firstMonthWage: z.exactOptional(firstMonthWage()),
      previousCover: z.exactOptional(previousCover()),
      department: z.exactOptional(text),
    }),
    situation: z.discriminatedUnion('is', [
      z.object({ is: z.literal('employed'), start }),
      z.object({ is: z.literal('left'), start, end }),
      z.object({ is: z.literal('cancelled'), start, cancelledAt: instant }),
      z.object({ is: z.literal('never-hired'), end: z.exactOptional(end) }),
      z.object({ is: z.literal('noticed'), missing: z.array(missingDate) }),
    ]),
    filings: z.object({
      enrolment: z.exactOptional(filing),
      removal: z.exactOptional(filing),
      'information-change': z.exactOptional(filing),
    }),
    charges: z.array(
      z.object({
        factId: text,
        unitId: text,
        month,
        unitAmount: fen,
        personalAmount: fen,
        base: z.exactOptional(fen),
        chargedOn: z.exactOptional(day),
        supplement: z.exactOptional(z.literal(true)),
        alsoChargedAt: z.exactOptional(texts),
        knownAt,
      }),
    ),
    chargedMonths: z.exactOptional(z.array(z.object(span))),
    listings: z.exactOptional(
      z.array(
        z.object({
          on: day,
          is: z.enum(['listed', ...ENDED_STATUSES]),
          since: z.exactOptional(day),
          factId: text,
          knownAt,
        }),
      ),
    ),
    seenName: z.exactOptional(z.object({ name: text, on: day, factId: text })),
    filedBases: z.exactOptional(z.array(z.object({ ...span, base: fen }))),
    averageWages: z.exactOptional(
      z.array(z.object({ on: day, wage: fen, knownAt: z.exactOptional(knownAt) })),
    ),
    missingDate: z.exactOptional(missingDate),
    changes: z.exactOptional(
      z.array(
        z.object({
          fields: z.array(z.enum(['name', 'identity', 'birthDate', 'sex', 'phone'])),
          on: day,
          knownAt,
        }),
      ),
    ),
    earlierData: z.exactOptional(z.array(z.object({ knownAt, before: z.object(deciding) }))),
    refunds: z.array(
      z.object({
        is: z.enum(['requested', 'settled', 'denied']),
        months: z.array(month),
        on: day,
        way: z.exactOptional(way),
        amount: z.exactOptional(fen),
        reason: z.exactOptional(text),
        knownAt,
      }),
    ),
    documents: z.array(z.object({ caseKind: text, document: text, on: day })),
    cards: z.array(
      z.object({
        is: z.enum(['requested', 'issued']),
        kind: z.enum(['electronic', 'physical']),
        on: day,
        replaces: flag,
      }),
    ),
    attentions: z.array(z.object({ ...attentionFields, until: z.exactOptional(day), ...inRoles })),
    answers: z.exactOptional(z.array(z.object({ caseId: text, answer: z.enum(ANSWERS), on: day, knownAt }))),
    guide: z.exactOptional(z.object({ is: z.enum(GUIDE_OUTCOMES), on: day, knownAt })),
    disputes: z.exactOptional(z.array(z.object({ on: day, knownAt, said: stated, held: stated }))),
    otherSpells: z.array(
      z.object({
        employeeId: text,
        spellId: text,
        unitId: text,
        startOn: day,
        endOn: z.exactOptional(day),
        removedOn: z.exactOptional(day),
        removalFiledOn: z.exactOptional(day),
        enrolledOn: z.exactOptional(day),
        leaveFiled: z.exactOptional(flag),
        insuranceStopMonth: z.exactOptional(month),
        chargedMonths: z.exactOptional(z.array(z.object(span))),
        lastListing: z.exactOptional(z.object({ on: day, is: z.enum(['listed', ...ENDED_STATUSES]) })),
      }),
    ),
    knownAt,
  });
});
