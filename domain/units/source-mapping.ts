import * as z from 'zod/mini';
import { CATEGORIES, LEAVING_REASONS } from '../facts/life-course.ts';
import { line, unitId } from '../facts/schema-parts.ts';

/** A vendor's word, and ours for it. */
const words = <T extends z.ZodMiniType>(ours: T) => z._default(z.record(line(200), ours), {});

/** An address to which an API's key may be sent: TLS, or this machine. */
const apiAddress = z
  .string()
  .check(
    z.refine(
      (text) =>
        /^https:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(text) ||
        /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/[^\s?#]*)?$/.test(text),
      'must be an https address',
    ),
  );

/** What an HR system's words mean here: its departments, reasons, types and fields in ours. */
export const sourceMappingSchema = z.object({
  /** As in `POST /hooks/{source}`. */
  source: line(40),
  /** Put before the HR system's ids, so that another system's same id stays another person. */
  idPrefix: z.optional(line(40)),
  /** Ids that the HR system changed: today's, and the first one, under which the person is known here. */
  formerIds: z.optional(z.record(line(128), line(128))),
  /** By department or company, by id or name, whichever the HR system sends. */
  units: words(unitId),
  /** For whatever department is not named above. */
  defaultUnitId: z.optional(unitId),
  reasons: words(z.enum(LEAVING_REASONS)),
  categories: words(z.enum(CATEGORIES)),
  /** Ours to theirs, where an administrator can name the HR system's fields: `{"hiredOn": "customHireDate"}`. */
  fields: words(line(200)),
  /** Longer without an event than this is an alarm; learnt from the source's own rhythm unless told. */
  silentAfterWorkingDays: z.optional(z.number().check(z.int(), z.gte(1), z.lte(250))),
  /** Feishu alone: whose ids its employees go by, and so which events are read; those of personnel unless told. */
  ids: z.optional(z.enum(['corehr', 'contact'])),
  api: z.optional(z.object({ baseUrl: z.optional(apiAddress) })),
});

export type SourceMapping = z.infer<typeof sourceMappingSchema>;
