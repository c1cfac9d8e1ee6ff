import * as z from 'zod/mini';
import { CATEGORIES, LEAVING_REASONS } from '../facts/life-course.ts';
import { line, unitId } from '../facts/schema-parts.ts';

/** A table that maps a vendor's values to ours. */
const mapTo = <T extends z.ZodMiniType>(ours: T) => z._default(z.record(line(200), ours), {});

/** An address to which an API key may be sent: https, or http on this machine. */
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
  /** The HR system's name in `POST /hooks/{source}`. */
  source: line(40),
  /** Prefix for the HR system's ids, so that the same id in another system is another person. */
  idPrefix: z.optional(line(40)),
  /**
   * The sources in which an id means the same person as here. An empty list states that there is no such source, so
   * these ids need no prefix.
   */
  sharesIdsWith: z.optional(z.array(line(40))),
  /** Ids that the HR system changed: from the current id to the person's first id, which is used here. */
  formerIds: z.optional(z.record(line(128), line(128))),
  /** The unit of each department or company. The key is its id or its name, whichever the HR system sends. */
  units: mapTo(unitId),
  /** The unit of departments that `units` does not name. */
  defaultUnitId: z.optional(unitId),
  reasons: mapTo(z.enum(LEAVING_REASONS)),
  categories: mapTo(z.enum(CATEGORIES)),
  /** How the HR system names our fields, if the company can choose these names: `{"hiredOn": "customHireDate"}`. */
  fields: mapTo(line(200)),
  /**
   * If no event comes for more working days than this, the digest tells the administrator. By default the number
   * depends on the longest earlier pause.
   */
  silentAfterWorkingDays: z.optional(z.number().check(z.int(), z.gte(1), z.lte(250))),
  /**
   * Feishu only: whether ids and events of personnel (`corehr`, the default) or of the address book (`contact`) are
   * used.
   */
  ids: z.optional(z.enum(['corehr', 'contact'])),
  api: z.optional(z.object({ baseUrl: z.optional(apiAddress) })),
});

export type SourceMapping = z.infer<typeof sourceMappingSchema>;

/**
 * Finds HR systems that could use one employee id for different people. A single system needs no setting. If there are
 * several, each must have an `idPrefix`, or must name the systems with the same ids in `sharesIdsWith`.
 * @returns one line for each such system, with its place in the file.
 */
export function problemsOfSharedIds(sources: readonly SourceMapping[]): string[] {
  if (sources.length < 2) return [];
  const group = groupsBySharedIds(sources);
  return sources.flatMap((mapping, i) => {
    const { source, idPrefix, sharesIdsWith } = mapping;
    if (idPrefix === undefined && sharesIdsWith === undefined)
      return [
        `sources.${i}: ${source} has neither idPrefix nor sharesIdsWith, but there are other systems (${listed(sources, mapping)}): set one of the two, otherwise different people with the same id would become one person`,
      ];
    const alike = sources
      .slice(0, i)
      .find((other) => group.get(other) !== group.get(mapping) && mayMeet(idPrefix, other.idPrefix));
    if (alike === undefined) return [];
    return [
      `sources.${i}: ${source} and ${alike.source} can have the same id for different people: give them prefixes of which neither begins with the other; if the same id means the same person, name ${alike.source} in sharesIdsWith`,
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

/** Whether ids with these prefixes can be equal: if one prefix begins with the other, or if both are absent. */
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
