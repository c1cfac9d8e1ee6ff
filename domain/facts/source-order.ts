import { compareText, type Fact } from './fact.ts';

/**
 * R14: the rank of sources. Staff come first, then the HR systems that sign what they send, in the registry's order,
 * then those that do not sign. An HR system may end, void or change what it stated itself or what a lower one stated.
 */
export interface SourceOrder {
  /** Names of sources, the strongest first. Those that are not named come after them. */
  readonly sources: readonly string[];
}

/** The order where the registry names no sources. */
export const NO_ORDER: SourceOrder = { sources: [] };

/** Staff, the files that they import, and this service itself. */
export const STAFF_SOURCE = 'staff';

/** A roster from a file: a person imported it, and an HR system may change it later. An id of unknown form counts the same. */
export const ROSTER_FILE = 'roster';

/** Prefixes of fact ids that do not come from an HR system, except rosters. */
const OURS: ReadonlySet<string> = new Set([STAFF_SOURCE, 'bill', 'guide']);

/** HR systems that prove themselves by a key in their address alone. */
const UNSIGNED: ReadonlySet<string> = new Set(['xinrenxinshi']);

/** What the id of a delivery begins with that a source which signs has sent without a signature. */
export const UNSIGNED_ID = 'unsigned-';
/** The suffix of such a source's name where its unsigned statements are meant. */
const UNSIGNED_NAME = '-unsigned';

/** Our own contract is for a company's main HR system. */
const MAIN = 'standard';

/** Who is behind a fact's id: an HR system by its name, with `-unsigned` where it did not sign; `staff`, `roster` for a file. */
export function sourceOf(factId: string): string {
  const pulled = /^roster:([a-z][a-z0-9-]*)\./.exec(factId)?.[1];
  if (pulled !== undefined) return pulled;
  const source = /^([a-z][a-z0-9-]*):/.exec(factId)?.[1] ?? ROSTER_FILE;
  if (OURS.has(source)) return STAFF_SOURCE;
  return factId.startsWith(`feishu:${UNSIGNED_ID}`) ? `feishu${UNSIGNED_NAME}` : source;
}

/** Whether a delivery came without a signature: a key or token alone vouches for it. */
export function isUnsigned(source: string, deliveryId: string): boolean {
  const speaker = sourceOf(`${source}:${deliveryId}`);
  return UNSIGNED.has(speaker) || speaker.endsWith(UNSIGNED_NAME);
}

/** Who acts by a fact. A person who confirms what an HR system's roster says, or imports one, acts as staff. */
export function speakerOf({ factId, by }: Pick<Fact, 'factId' | 'by'>): string {
  const source = sourceOf(factId);
  return by !== undefined || source === ROSTER_FILE ? STAFF_SOURCE : source;
}

/** Negative where `a` is the stronger source of the two, 0 only where they are the same. */
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

/** Whether one source may end, void or change what is held by another. @param holder of the fact's id. */
export function mayChange(speaker: string, holder: string, order: SourceOrder): boolean {
  return compareSources(speaker, holder, order) <= 0;
}

/** Whether the source of a void may void the fact that it names: its own, or one of a weaker source. */
export function mayVoid(
  word: Pick<Fact, 'factId' | 'by'> & { readonly data: { readonly factId: string } },
  order: SourceOrder,
): boolean {
  return mayChange(speakerOf(word), sourceOf(word.data.factId), order);
}

/** Of several HR systems those that the registry does not list, by their names: it does not say how strong they are. */
export function unlistedSources(taken: readonly string[], { sources }: SourceOrder): readonly string[] {
  return taken.length < 2 ? [] : taken.filter((source) => !sources.includes(source)).sort(compareText);
}

/** Whether the registry's order can matter: several HR systems state facts about one employee. */
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

/** The HR system that stated a fact; undefined for files and for staff, even where they confirmed a system's statement. */
export function hrSystemOf(fact: Pick<Fact, 'factId' | 'by'>): string | undefined {
  const speaker = speakerOf(fact);
  return isHrSystem(speaker) ? speaker : undefined;
}
