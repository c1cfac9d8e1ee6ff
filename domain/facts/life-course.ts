import * as z from 'zod/mini';
import { addFen, NO_MONEY } from '../values/money.ts';
import { once } from '../values/once.ts';
import {
  day,
  employeeId,
  employmentId,
  line,
  mail,
  money,
  monthOfYear,
  personName,
  shortText,
  unitId,
} from './schema-parts.ts';

/** Facts about an employment: it starts, moves, pauses, ends, or is cancelled. */

export const SEXES = ['male', 'female'] as const;
export type Sex = (typeof SEXES)[number];

export const CATEGORIES = [
  'regular',
  'part-time',
  'intern',
  'labour-service',
  'retiree',
  'dispatched',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** The contribution tier of an employee, if the region has tiers (深圳: 一档, 二档). */
export const CONTRIBUTION_TIERS = ['first', 'second'] as const;
export type ContributionTier = (typeof CONTRIBUTION_TIERS)[number];

export const LEAVING_REASONS = [
  'resigned',
  'dismissed',
  'contract-ended',
  'retired',
  'deceased',
  'transferred-out',
  'suspended',
  /** The HR system states no reason. */
  'unknown',
] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

export const IDENTITY_TYPES = [
  'resident-id',
  'hmt-residence-permit',
  'foreign-permanent-resident',
  'passport',
  'hmt-travel-permit',
] as const;

/** An identity document as stored: masked, and as a keyed hash for matching, never in full. */
const sealedIdentity = once(() =>
  z.object({
    type: z.enum(IDENTITY_TYPES),
    masked: z.string(),
    hash: z.string(),
    /**
     * The birth date and the sex are derived from the number. They are absent if this kind of number does not contain
     * them.
     */
    birthDate: z.optional(day),
    sex: z.optional(z.enum(SEXES)),
    /** The reason why the number is wrong or cannot be checked, for example `check-digit`. */
    problem: z.optional(z.string()),
  }),
);

export type SealedIdentity = z.infer<ReturnType<typeof sealedIdentity>>;

const originalRetirementAge = once(() => z.literal([50, 55, 60]));

/**
 * The first month's wage is stated in parts, but only their sum is stored, because a contribution base needs nothing
 * else.
 */
const firstMonthWage = once(() =>
  z.pipe(
    z.object({
      basic: money,
      performance: z.optional(money),
      bonus: z.optional(money),
      allowance: z.optional(money),
      fullMonth: z.optional(z.boolean()),
    }),
    z.transform(({ basic, performance, bonus, allowance, fullMonth }) => ({
      total: addFen(basic, performance ?? NO_MONEY, bonus ?? NO_MONEY, allowance ?? NO_MONEY),
      fullMonth: fullMonth ?? true,
    })),
  ),
);

const previousCover = once(() =>
  z.object({
    region: line(40),
    lastPaidMonth: z.optional(monthOfYear),
    removed: z.optional(z.boolean()),
  }),
);

const contact = once(() => z.object({ email: z.optional(mail), phone: z.optional(line(40)) }));

export const hired = once(() =>
  z.object({
    employeeId,
    unitId,
    name: personName,
    hiredOn: day,
    employmentId: z.optional(employmentId),
    sex: z.optional(z.enum(SEXES)),
    birthDate: z.optional(day),
    originalRetirementAge: z.optional(originalRetirementAge()),
    identity: z.optional(sealedIdentity()),
    category: z._default(z.enum(CATEGORIES), 'regular'),
    contractSignedOn: z.optional(day),
    firstMonthWage: z.optional(firstMonthWage()),
    averageMonthlyWage: z.optional(money),
    contributionTier: z.optional(z.enum(CONTRIBUTION_TIERS)),
    previousCover: z.optional(previousCover()),
    contact: z.optional(contact()),
    department: z.optional(line(100)),
  }),
);

/**
 * A notice: a hire or leave without its day, because some events of HR systems have few fields. The day is requested
 * from the HR system or from staff.
 */
const noticed = once(() =>
  z.object({
    employeeId,
    unitId: z.optional(unitId),
    name: z.optional(personName),
    employmentId: z.optional(employmentId),
  }),
);
export const hireNoticed = noticed;
export const leaveNoticed = noticed;

export const hireCancelled = once(() =>
  z
    .object({ employeeId, employmentId: z.optional(employmentId), hiredOn: z.optional(day) })
    .check(z.refine((d) => d.employmentId ?? d.hiredOn, 'needs employmentId or hiredOn')),
);

export const terminated = once(() =>
  z.object({
    employeeId,
    lastWorkingDay: day,
    reason: z.enum(LEAVING_REASONS),
    employmentId: z.optional(employmentId),
    insuranceStopMonth: z.optional(monthOfYear),
    reportedOn: z.optional(day),
    personalEmail: z.optional(mail),
    hukouRegion: z.optional(line(40)),
    residencePermit: z.optional(z.boolean()),
  }),
);

export const terminationCancelled = once(() =>
  z
    .object({ employeeId, employmentId: z.optional(employmentId), lastWorkingDay: z.optional(day) })
    .check(z.refine((d) => d.employmentId ?? d.lastWorkingDay, 'needs employmentId or lastWorkingDay')),
);

export const resumed = once(() => z.object({ employeeId, resumedOn: day }));

export const transferred = once(() =>
  z.object({ employeeId, toUnitId: unitId, effectiveOn: day, fromUnitId: z.optional(unitId) }),
);

export const updated = once(() =>
  z.object({
    employeeId,
    effectiveOn: z.optional(day),
    changes: z
      .object({
        name: z.optional(personName),
        identity: z.optional(sealedIdentity()),
        birthDate: z.optional(day),
        sex: z.optional(z.enum(SEXES)),
        phone: z.optional(line(40)),
        category: z.optional(z.enum(CATEGORIES)),
        originalRetirementAge: z.optional(originalRetirementAge()),
        averageMonthlyWage: z.optional(money),
        contributionTier: z.optional(z.enum(CONTRIBUTION_TIERS)),
        department: z.optional(line(100)),
      })
      .check(z.refine((changes) => Object.keys(changes).length > 0, 'has no field that can change')),
  }),
);

export const voided = once(() =>
  z.object({
    factId: line(400),
    reason: shortText,
    /**
     * The employee of the voided fact. The id saves a look-up, and is required once the record of the delivery has
     * expired.
     */
    employeeId: z.optional(employeeId),
  }),
);
