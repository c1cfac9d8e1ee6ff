import type { Fact } from '../../domain/facts/fact.ts';
import { authorOf, mayVoid, sourceOf } from '../../domain/facts/source-order.ts';
import { printable } from '../../domain/letter/letter.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import {
  type Delivery,
  type DetailsQueue,
  type DetailsRequest,
  RecordUnreadable,
  type Secrets,
  type SourceNotes,
  TooLargeToStore,
  type UnitFacts,
  type Unmapped,
} from '../ports.ts';
import { identitySealer } from '../sources/webhook/identity.ts';
import { noMapping } from '../sources/webhook/mapping.ts';
import type { Source, Translation, TranslationContext } from '../sources/webhook/source.ts';
import { appendFacts } from './append-facts.ts';
import type { FoldPorts } from './commit-fold.ts';

const MOST_PROBLEMS = 20;
const LONGEST_PROBLEM = 300;

/** Limits the number and length of problems: thousands would not fit into an item, a log line or an answer. */
function truncateProblems(problems: readonly string[]): readonly string[] {
  const shown = problems.slice(0, MOST_PROBLEMS).map(shortened);
  const more = problems.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more`] : shown;
}

function shortened(problem: string): string {
  return printable(problem.length > LONGEST_PROBLEM ? `${problem.slice(0, LONGEST_PROBLEM)}…` : problem);
}

export interface MessagePorts extends FoldPorts {
  readonly secrets: Pick<Secrets, 'identityKey'>;
  /** The mapping of a source; undefined without an entry in the registry. */
  readonly mapping: (source: string) => Promise<SourceMapping | undefined>;
  readonly details: DetailsQueue;
  readonly unitFacts: Pick<UnitFacts, 'append'>;
  readonly notes: Pick<SourceNotes, 'unmapped'>;
}

/** The outcome of a verified message; if it has several parts, the most important outcome. */
export type MessageOutcome =
  | { readonly is: 'accepted'; readonly facts: readonly string[] }
  | { readonly is: 'duplicate' }
  | { readonly is: 'ignored' }
  /** A part of the message could not be read; `facts` are from the other parts. */
  | {
      readonly is: 'not-understood';
      readonly problems: readonly string[];
      readonly facts: readonly string[];
    };

/**
 * Handles a verified message: translates it, stores its facts once, and requests missing details. It is idempotent for
 * a delivery: a message that the sender repeats or that is replayed from quarantine is handled in the same way.
 * @throws what a port throws; then the message must not be acknowledged.
 */
export async function handleMessage(
  source: Source,
  delivery: Delivery,
  message: Uint8Array,
  ports: MessagePorts,
): Promise<MessageOutcome> {
  const [identityKey, mapping] = await Promise.all([
    ports.secrets.identityKey(),
    source.isMapped ? ports.mapping(source.name) : undefined,
  ]);
  const context: TranslationContext = {
    ...delivery,
    sealIdentity: identitySealer(identityKey),
    mapping: mapping ?? noMapping(source.name),
  };
  const outcomes = await handleTranslation(source.translate(message, context), delivery, ports);
  return outcomes.is === 'not-understood'
    ? { ...outcomes, problems: truncateProblems(outcomes.problems) }
    : outcomes;
}

async function handleTranslation(
  translation: Translation,
  delivery: Delivery,
  ports: MessagePorts,
): Promise<MessageOutcome> {
  switch (translation.is) {
    case 'ignored':
      return { is: 'ignored' };
    case 'facts':
      return store(translation, delivery, ports);
    case 'unit-facts':
      return handleUnitFacts(translation.facts, ports);
    case 'several':
      return handleParts(translation.parts, delivery, ports);
    case 'void-of-unknown-employee':
      return handleVoid(translation, delivery, ports);
    case 'not-understood':
      await noteUnmapped(translation.unmapped, delivery, ports);
      return { is: 'not-understood', problems: translation.problems, facts: [] };
  }
}

/**
 * How many parts are handled at the same time. A batch of hundreds must finish before the sender times out: DingTalk
 * retries only twice, within a minute.
 */
const PARTS_AT_ONCE = 8;

/** Each part is its own delivery, so that an interrupted batch continues instead of starting again. */
async function handleParts(
  parts: readonly Translation[],
  delivery: Delivery,
  ports: MessagePorts,
): Promise<MessageOutcome> {
  const handlePart = (part: Translation, index: number) =>
    handleTranslation(part, { ...delivery, deliveryId: `${delivery.deliveryId}:${index + 1}` }, ports);
  const outcomes: MessageOutcome[] = [];
  for (let from = 0; from < parts.length; from += PARTS_AT_ONCE) {
    const some = parts.slice(from, from + PARTS_AT_ONCE);
    outcomes.push(...(await allOf(some.map((part, index) => handlePart(part, from + index)))));
  }
  const facts = outcomes.flatMap((one) => ('facts' in one ? one.facts : []));
  const problems = outcomes.flatMap((one, index) =>
    one.is === 'not-understood' ? one.problems.map((problem) => `${index + 1}: ${problem}`) : [],
  );
  if (problems.length > 0) return { is: 'not-understood', problems, facts };
  if (outcomes.some(({ is }) => is === 'accepted')) return { is: 'accepted', facts };
  return outcomes.some(({ is }) => is === 'duplicate') ? { is: 'duplicate' } : { is: 'ignored' };
}

/** Waits until all promises are settled, even if one fails, so that nothing is still running after the answer. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

async function store(
  { facts, ask, unmapped }: Extract<Translation, { is: 'facts' }>,
  delivery: Delivery,
  ports: MessagePorts,
): Promise<MessageOutcome> {
  const problems = ask === undefined ? [] : await problemsOf(ask);
  if (problems.length > 0) return { is: 'not-understood', problems, facts: [] };
  await noteUnmapped(unmapped, delivery, ports);
  const outcome = await storeFacts(facts, delivery, ports);
  if (typeof outcome !== 'string') return { is: 'not-understood', problems: [outcome.problem], facts: [] };
  // Details are requested also after a duplicate: the first attempt may have failed between storing the facts and
  // requesting the details.
  if (ask !== undefined) await ports.details.ask(ask);
  return outcome === 'taken'
    ? { is: 'accepted', facts: facts.map(({ factId }) => factId) }
    : { is: 'duplicate' };
}

/**
 * The code is loaded with the first request for details, because events of our own contract never cause such a request.
 */
async function problemsOf(ask: DetailsRequest): Promise<readonly string[]> {
  const { problemsOfQuestion } = await import('../sources/webhook/question-problems.ts');
  return problemsOfQuestion(ask);
}

const TOO_LARGE = 'this employee has more records than can be stored: void the repeated ones, then replay';

async function storeFacts(
  facts: readonly Fact[],
  delivery: Delivery,
  ports: MessagePorts,
): Promise<'taken' | 'duplicate' | { readonly problem: string }> {
  const [first] = facts;
  if (first === undefined) return 'taken';
  try {
    return await appendFacts({ employeeId: first.employeeId, facts, delivery }, ports);
  } catch (error) {
    // The event goes to quarantine. Otherwise the sender would repeat it for ever.
    if (error instanceof TooLargeToStore) return { problem: TOO_LARGE };
    // After a 503 the sender would repeat the event for some hours; then the event would be lost without notice. In
    // quarantine the event is kept, an alarm and the digest report it, and the problem names the record. Once the
    // record is corrected, the event can be replayed.
    if (error instanceof RecordUnreadable) return { problem: error.message };
    throw error;
  }
}

/**
 * R14: a void of a fact that a source of higher rank stated is not stored. It goes to quarantine, where a person
 * decides.
 */
async function handleUnitFacts(
  facts: readonly UnitFact[],
  { unitFacts, order }: MessagePorts,
): Promise<MessageOutcome> {
  const voids = facts.filter((fact) => fact.kind === 'fact.voided');
  const known = voids.length === 0 ? undefined : await order();
  const refused = known && voids.find((fact) => !mayVoid(fact, known));
  if (refused !== undefined) {
    const [speaker, holder] = [authorOf(refused), sourceOf(refused.data.factId)];
    const problem = `data.factId: ${speaker} cannot void what ${holder} stated; staff can void it, or list ${speaker} before ${holder} in the registry's sources and replay`;
    return { is: 'not-understood', problems: [problem], facts: [] };
  }
  const outcome = await unitFacts.append(facts);
  return outcome === 'taken'
    ? { is: 'accepted', facts: facts.map(({ factId }) => factId) }
    : { is: 'duplicate' };
}

/** A void names a fact, not an employee. The record of the delivery that contained the fact has the employee. */
async function handleVoid(
  { fact, voids, orOfUnit }: Extract<Translation, { is: 'void-of-unknown-employee' }>,
  delivery: Delivery,
  ports: MessagePorts,
): Promise<MessageOutcome> {
  const [, source = '', voidedDelivery = ''] = /^([^:]+):(.+?)$/.exec(voids) ?? [];
  const employeeId = await ports.employees.employeeOfDelivery(source, voidedDelivery);
  if (employeeId !== undefined)
    return store({ is: 'facts', facts: [{ ...fact, employeeId }] }, delivery, ports);
  if (orOfUnit !== undefined) return handleUnitFacts(orOfUnit, ports);
  const problem = 'data.factId: no fact with this id arrived in the last 30 days; send data.employeeId too';
  return { is: 'not-understood', problems: [problem], facts: [] };
}

async function noteUnmapped(
  unmapped: readonly Unmapped[] = [],
  { source }: Delivery,
  { notes }: MessagePorts,
): Promise<void> {
  if (unmapped.length > 0) await notes.unmapped(source, unmapped);
}
