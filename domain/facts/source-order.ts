import { compareText, type Fact } from './fact.ts';

/**
 * R14: the rank of sources. Staff come first, then the HR systems that sign their messages, then those that do not
 * sign, and last the roster files. Within each of the two groups of HR systems, those in the registry come first, in
 * its order. A source may end, void or change its own statements and those of a lower source.
 */
export interface SourceOrder {
  /**
   * The HR systems in the registry, strongest first. This order applies within a group: among systems that sign, and
   * among those that do not.
   */
  readonly sources: readonly string[];
}

/** The order if the registry names no sources. */
export const NO_ORDER: SourceOrder = { sources: [] };

/** The source that stands for staff, the files that they import, and this service itself. */
export const STAFF_SOURCE = 'staff';

/**
 * The source of an imported roster file: staff imported it, but an HR system may change its statements later. A fact id
 * without a source also counts as this source.
 */
export const ROSTER_FILE = 'roster';

/** Prefixes of the ids of facts that do not come from an HR system; roster files are separate. */
const OURS: ReadonlySet<string> = new Set([STAFF_SOURCE, 'bill', 'guide']);

/** HR systems whose requests contain no signature, only a key in the address to which they are sent. */
const UNSIGNED: ReadonlySet<string> = new Set(['xinrenxinshi']);

/** Prefix of the id of an unsigned delivery from a source that can sign. */
export const UNSIGNED_ID = 'unsigned-';
/** Suffix of the source's name for statements in unsigned deliveries. */
const UNSIGNED_NAME = '-unsigned';

/**
 * The name of our own event format, which a company's main HR system uses. It comes first among sources of equal rank.
 */
const MAIN = 'standard';

/** The source of a fact id: the name of an HR system, with `-unsigned` if it did not sign; `staff`; `roster` for a file. */
export function sourceOf(factId: string): string {
  const pulled = /^roster:([a-z][a-z0-9-]*)\./.exec(factId)?.[1];
  if (pulled !== undefined) return pulled;
  const source = /^([a-z][a-z0-9-]*):/.exec(factId)?.[1] ?? ROSTER_FILE;
  if (OURS.has(source)) return STAFF_SOURCE;
  return factId.startsWith(`feishu:${UNSIGNED_ID}`) ? `feishu${UNSIGNED_NAME}` : source;
}

/** Whether a delivery came without a signature and is authenticated only by a key or token. */
export function isUnsigned(source: string, deliveryId: string): boolean {
  const author = sourceOf(`${source}:${deliveryId}`);
  return UNSIGNED.has(author) || author.endsWith(UNSIGNED_NAME);
}

/** The source whose rank applies to a fact. A person who confirms or imports an HR system's roster acts as staff. */
export function authorOf({ factId, by }: Pick<Fact, 'factId' | 'by'>): string {
  const source = sourceOf(factId);
  return by !== undefined || source === ROSTER_FILE ? STAFF_SOURCE : source;
}

/** Compares two sources. The result is negative if `a` is stronger, and 0 only if both are the same source. */
export function compareSources(a: string, b: string, order: SourceOrder): number {
  return (
    tierOf(a, order) - tierOf(b, order) ||
    placeOf(a, order) - placeOf(b, order) ||
    Number(b === MAIN) - Number(a === MAIN) ||
    compareText(a, b)
  );
}

function tierOf(source: string, { sources }: SourceOrder): number {
  if (source === STAFF_SOURCE) return 0;
  if (source === ROSTER_FILE) return 4;
  if (UNSIGNED.has(source) || source.endsWith(UNSIGNED_NAME)) return 3;
  return sources.includes(source) ? 1 : 2;
}

function placeOf(source: string, { sources }: SourceOrder): number {
  const place = sources.indexOf(source);
  return place < 0 ? sources.length : place;
}

/** Whether a source may end, void or change a fact of another source. @param holder source of the existing fact. */
export function mayChange(author: string, holder: string, order: SourceOrder): boolean {
  return compareSources(author, holder, order) <= 0;
}

/** Whether the source of a void may void the fact. It may void its own facts and those of weaker sources. */
export function mayVoid(
  voidFact: Pick<Fact, 'factId' | 'by'> & { readonly data: { readonly factId: string } },
  order: SourceOrder,
): boolean {
  return mayChange(authorOf(voidFact), sourceOf(voidFact.data.factId), order);
}

/**
 * The HR systems that the registry does not list, so that their rank is unknown. Empty if `taken` has only one HR
 * system, because ranks then do not matter.
 */
export function unlistedSources(taken: readonly string[], { sources }: SourceOrder): readonly string[] {
  return taken.length < 2 ? [] : taken.filter((source) => !sources.includes(source)).sort(compareText);
}

/** Whether the registry's order can matter, because several HR systems state facts about the employee. */
export function needsOrder(facts: readonly Fact[]): boolean {
  const first = facts.map(({ factId }) => sourceOf(factId)).find(isHrSystem);
  return (
    first !== undefined &&
    facts.some(({ factId }) => isHrSystem(sourceOf(factId)) && sourceOf(factId) !== first)
  );
}

function isHrSystem(source: string): boolean {
  return source !== STAFF_SOURCE && source !== ROSTER_FILE;
}

/** The HR system that stated a fact; undefined for files and staff, even if staff confirmed a system's statement. */
export function hrSystemOf(fact: Pick<Fact, 'factId' | 'by'>): string | undefined {
  const author = authorOf(fact);
  return isHrSystem(author) ? author : undefined;
}
