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

/** One parameter as the unit's own agency gave it; wins over what ships and is cited. */
const localEntry = z.object({
  value: z.union([z.string(), z.number()]),
  from: day,
  /** The last day on which it holds; the day after, what ships holds again. */
  until: z.optional(day),
  source: line(500),
  verifiedOn: day,
});

const header = line(100);

const MONTH_MEANINGS = ['period', 'collected'] as const;

/** Which columns of the unit's bill hold what, by their headers; what is not named is looked for by its usual names. */
const billColumns = z.object({
  employeeId: z.optional(header),
  identity: z.optional(header),
  name: z.optional(header),
  month: z.optional(header),
  unitAmount: z.optional(header),
  personalAmount: z.optional(header),
  base: z.optional(header),
  chargedOn: z.optional(header),
  /** For a bill with several insurances: the column that names them, and those that count. */
  only: z.optional(z.object({ column: header, values: z.array(line(100)).check(z.minLength(1)) })),
  /** The column that marks supplements (补差, 补缴), and its values that mean one. */
  supplement: z.optional(z.object({ column: header, values: z.array(line(100)).check(z.minLength(1)) })),
  /**
   * What 缴费年月 or 入库日期 means where a bill states no 费款所属期: the month that the contribution is for, or the month
   * in which it was collected for the month before.
   */
  monthIs: z.optional(z.enum(MONTH_MEANINGS)),
  /** Of a workbook; the first visible one with the headers unless named. */
  sheet: z.optional(line(100)),
  /** Line of the headers, from 1; found by itself unless given. */
  headerRow: z.optional(z.number().check(z.int(), z.gte(1), z.lte(1000))),
});

/** Leavers get the guide by mail where this is set, if their last working day is `from` or later. */
const leaverGuide = z.object({ from: day, language: z._default(z.enum(LANGUAGES), 'zh') });

const dayOfMonth = z.number().check(z.int(), z.gte(1), z.lte(31));

/** What becomes of what a pulled roster finds: taken in at once, or once a person has confirmed it. */
const ROSTER_WAYS = ['automatic', 'confirm'] as const;

export const unitSchema = z.object({
  unitId,
  name: line(200),
  creditCode: z.optional(z.string().check(z.refine(isShapedAsCreditCode, 'is no valid 统一社会信用代码'))),
  /** The unit's numbers with the medical-insurance agency, as its lists print them: 单位编号. */
  unitNumbers: z.optional(z.array(line(40))),
  region: line(40),
  /** The region is meant as it is written though no data ships for it and its name is not known. */
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
  /** `confirm` by default. */
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
