import * as z from 'zod/mini';
import { CATEGORIES, LEAVING_REASONS } from '../facts/life-course.ts';
import { line, unitId } from '../facts/schema-parts.ts';

/** Maps a vendor's values to ours. */
const mapTo = <T extends z.ZodMiniType>(ours: T) => z._default(z.record(line(200), ours), {});

/** An address that may receive an API key: TLS, or this machine. */
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

/** Maps an HR system's departments, reasons, types and fields to ours. */
export const sourceMappingSchema = z.object({
  /** As in `POST /hooks/{source}`. */
  source: line(40),
  /** Prefix for the HR system's ids, so that the same id in another system is another person. */
  idPrefix: z.optional(line(40)),
  /** The sources whose ids denote the same people as this one's; empty: none, though this one's ids have no prefix. */
  sharesIdsWith: z.optional(z.array(line(40))),
  /** Ids that the HR system changed: the current one, and the first one, under which the person is known here. */
  formerIds: z.optional(z.record(line(128), line(128))),
  /** By department or company, by id or name, whichever the HR system sends. */
  units: mapTo(unitId),
  /** For departments not named above. */
  defaultUnitId: z.optional(unitId),
  reasons: mapTo(z.enum(LEAVING_REASONS)),
  categories: mapTo(z.enum(CATEGORIES)),
  /** Our field names to theirs, if an administrator can name the HR system's fields: `{"hiredOn": "customHireDate"}`. */
  fields: mapTo(line(200)),
  /** A longer silence raises an alarm; by default derived from the source's own rhythm. */
  silentAfterWorkingDays: z.optional(z.number().check(z.int(), z.gte(1), z.lte(250))),
  /** Feishu only: which ids identify its employees, and so which events are read; by default those of personnel. */
  ids: z.optional(z.enum(['corehr', 'contact'])),
  api: z.optional(z.object({ baseUrl: z.optional(apiAddress) })),
});

export type SourceMapping = z.infer<typeof sourceMappingSchema>;

/**
 * Finds HR systems that could use one employee id for different people. A single system needs no setting; each of
 * several has an `idPrefix`, or names in `sharesIdsWith` the systems with the same ids.
 * @returns one line each, by its place in the file.
 */
export function problemsOfSharedIds(sources: readonly SourceMapping[]): string[] {
  if (sources.length < 2) return [];
  const group = groupsBySharedIds(sources);
  return sources.flatMap((mapping, i) => {
    const { source, idPrefix, sharesIdsWith } = mapping;
    if (idPrefix === undefined && sharesIdsWith === undefined)
      return [
        `sources.${i}: ${source} has neither idPrefix nor sharesIdsWith beside ${listed(sources, mapping)}: set one, so that the same id is not taken for the same person by accident`,
      ];
    const alike = sources
      .slice(0, i)
      .find((other) => group.get(other) !== group.get(mapping) && mayMeet(idPrefix, other.idPrefix));
    if (alike === undefined) return [];
    return [
      `sources.${i}: ids of ${source} can be those of ${alike.source}: give them prefixes of which neither begins with the other, or name it in sharesIdsWith`,
    ];
  });
}

/** Sources that share ids, directly or through another one, get the same number. */
function groupsBySharedIds(sources: readonly SourceMapping[]): ReadonlyMap<SourceMapping, number> {
  const group = new Map(sources.map((mapping, i) => [mapping, i]));
  for (const mapping of sources)
    for (const other of sources.filter(({ source }) => mapping.sharesIdsWith?.includes(source))) {
      const [target, merged] = [group.get(mapping) ?? 0, group.get(other)];
      for (const [each, number] of group) if (number === merged) group.set(each, target);
    }
  return group;
}

/** Whether ids with these prefixes can be equal; without prefixes, only if neither has one. */
function mayMeet(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.startsWith(b) || b.startsWith(a);
}

function listed(sources: readonly SourceMapping[], but: SourceMapping): string {
  return sources
    .filter((mapping) => mapping !== but)
    .map(({ source }) => source)
    .join(', ');
}
