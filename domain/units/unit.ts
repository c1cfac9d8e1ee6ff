import * as z from 'zod/mini';
import { CHANNELS, ROLES } from '../facts/insurance.ts';
import { day, line, mail, unitId } from '../facts/schema-parts.ts';
import { isShapedAsCreditCode } from '../values/credit-code.ts';
import { LANGUAGES } from '../values/language.ts';
import { sourceMappingSchema } from './source-mapping.ts';

/** The registry: the units, who is responsible for them, and their agencies' answers. */

export type { Role } from '../facts/insurance.ts';

export const staffSchema = z.object({
  email: mail,
  name: line(100),
  roles: z.array(z.enum(ROLES)).check(z.minLength(1)),
  language: z._default(z.enum(LANGUAGES), 'zh'),
});

/** One parameter as stated by the unit's own agency. It replaces the shipped value, and results cite its source. */
const localEntry = z.object({
  value: z.union([z.string(), z.number()]),
  from: day,
  /** The last day on which the value applies. Afterwards the shipped value applies again. */
  until: z.optional(day),
  source: line(500),
  verifiedOn: day,
});

const header = line(100);

const MONTH_MEANINGS = ['period', 'collected'] as const;

/** The headers of the columns of the unit's bills. A column that is not named here is found by its usual header. */
const billColumns = z.object({
  employeeId: z.optional(header),
  identity: z.optional(header),
  name: z.optional(header),
  month: z.optional(header),
  unitAmount: z.optional(header),
  personalAmount: z.optional(header),
  base: z.optional(header),
  chargedOn: z.optional(header),
  /**
   * For a bill with several kinds of insurance: the column that names the kind, and the values in it that are included.
   */
  only: z.optional(z.object({ column: header, values: z.array(line(100)).check(z.minLength(1)) })),
  /** The column that marks supplements (补差, 补缴), and the values in it that mark one. */
  supplement: z.optional(z.object({ column: header, values: z.array(line(100)).check(z.minLength(1)) })),
  /**
   * The meaning of 缴费年月 or 入库日期 on a bill without 费款所属期. `period`: the month that the contribution is for.
   * `collected`: the month of payment; the contribution is for the month before.
   */
  monthIs: z.optional(z.enum(MONTH_MEANINGS)),
  /** The sheet of a workbook; by default the first visible one with the headers. */
  sheet: z.optional(line(100)),
  /** The line of the headers, from 1; found automatically by default. */
  headerRow: z.optional(z.number().check(z.int(), z.gte(1), z.lte(1000))),
});

/**
 * The guide by mail. Leavers whose last working day is `from` or later get it; if this is absent, no guide is mailed.
 */
const leaverGuide = z.object({ from: day, language: z._default(z.enum(LANGUAGES), 'zh') });

const dayOfMonth = z.number().check(z.int(), z.gte(1), z.lte(31));

/**
 * What happens with the findings of a roster that was fetched: they are recorded at once, or only after a person
 * confirmed them.
 */
const ROSTER_WAYS = ['automatic', 'confirm'] as const;

export const unitSchema = z.object({
  unitId,
  name: line(200),
  creditCode: z.optional(z.string().check(z.refine(isShapedAsCreditCode, 'is not a valid 统一社会信用代码'))),
  /** The unit's numbers at the medical-insurance agency, as printed on its lists: 单位编号. */
  unitNumbers: z.optional(z.array(line(40))),
  region: line(40),
  /** If true, a region is accepted although no data ship for it. */
  unlisted: z.optional(z.boolean()),
  establishedOn: z.optional(day),
  channel: z.enum(CHANNELS),
  agency: z.optional(
    z.object({
      name: line(200),
      enrolmentCutOffDay: z.optional(dayOfMonth),
      removalCutOffDay: z.optional(dayOfMonth),
    }),
  ),
  staff: z.array(staffSchema),
  leaverGuide: z.optional(leaverGuide),
  /** The default is `confirm`. */
  roster: z.optional(z.enum(ROSTER_WAYS)),
  billColumns: z.optional(billColumns),
  localPolicy: z._default(z.record(z.string(), localEntry), {}),
});

export const registrySchema = z.object({
  units: z.array(unitSchema),
  fallbackStaff: z._default(z.array(z.object({ email: mail, name: line(100) })), []),
  sources: z._default(z.array(sourceMappingSchema), []),
});

export type Unit = z.infer<typeof unitSchema>;
export type BillColumns = z.infer<typeof billColumns>;
export type LocalEntry = z.infer<typeof localEntry>;
export type Registry = z.infer<typeof registrySchema>;
