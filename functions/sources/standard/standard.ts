import * as z from 'zod/mini';
import { type FactKind, NEVER_PUSHED } from '../../../domain/facts/fact.ts';
import { FACT_SCHEMAS } from '../../../domain/facts/fact-schemas.ts';
import { IDENTITY_TYPES } from '../../../domain/facts/life-course.ts';
import { instant, line } from '../../../domain/facts/schema-parts.ts';
import { UNIT_FACT_SCHEMAS, type UnitFact, type UnitFactKind } from '../../../domain/units/unit-facts.ts';
import type { SealIdentity } from '../webhook/identity.ts';
import {
  parseJson,
  problemsOf,
  problemsOfDays,
  problemsOfTimestamp,
  translationOf,
} from '../webhook/make-fact.ts';
import {
  factIdOf,
  notUnderstood,
  type Source,
  type Translation,
  type TranslationContext,
} from '../webhook/source.ts';
import { problemOfStandardSecret, verifyStandardWebhook } from '../webhook/standard-webhooks.ts';

/**
 * The kinds of facts that a sender can state about a unit. A void that names a unit voids a fact of one of these kinds.
 */
const UNIT_KINDS: ReadonlySet<string> = new Set(['unit.bases_declared']);

/** An identity document in a sender's form, before it is sealed. */
const openIdentity = z.object({ type: z.enum(IDENTITY_TYPES), number: line(40) });

const envelope = z.object({ type: z.string(), timestamp: instant, data: z.record(z.string(), z.unknown()) });

/** An event of our own contract, with the time at which it was stated. */
export type ContractEvent = z.infer<typeof envelope>;

/** Our own contract: `POST /hooks/standard`, signed by Standard Webhooks 1.0. Each delivery has one event. */
export const standardSource: Source = {
  name: 'standard',
  methods: ['POST'],
  contentType: /^application\/([\w.-]+\+)?json\s*(;|$)/i,
  // These senders already use our unit ids.
  isMapped: false,
  problemOfSecret: problemOfStandardSecret,
  verify: verifyStandardWebhook,
  translate: translateStandard,
};

/** Translates an event of our own contract. For bad input it does not throw, but returns the problems by field. */
export function translateStandard(body: Uint8Array, context: TranslationContext): Translation {
  const json = parseJson(body);
  if (json === undefined) return notUnderstood('the body is not JSON in UTF-8');
  const type = z.object({ type: z.string() }).safeParse(json);
  if (type.success && !isContractType(type.data.type)) return { is: 'ignored', type: type.data.type };
  const event = envelope.safeParse(json);
  if (!event.success) return notUnderstood(...problemsOf(event.error, []));
  return translateContractEvent(event.data, context);
}

/** Translates one event of our own contract, from any envelope. The event's type must pass {@link isContractType}. */
export function translateContractEvent(event: ContractEvent, context: TranslationContext): Translation {
  if (isAboutUnit(event)) return toUnitFact(event, context);
  const translation = toFact(event, context);
  if (translation.is !== 'void-of-unknown-employee' || !('unitId' in event.data)) return translation;
  // The void may be about a fact of a unit. First it is looked up as a fact of an employee.
  const ofUnit = toUnitFact(event, context);
  return ofUnit.is === 'unit-facts' ? { ...translation, orOfUnit: ofUnit.facts } : ofUnit;
}

/**
 * Whether the event is about a unit. A note that names an employee is about the employee, any other note about the
 * unit.
 */
function isAboutUnit({ type, data }: ContractEvent): boolean {
  return UNIT_KINDS.has(type) || (type === 'case.noted' && !('employeeId' in data) && 'unitId' in data);
}

export function isContractType(type: string): boolean {
  return (Object.hasOwn(FACT_SCHEMAS, type) && !NEVER_PUSHED.has(type as FactKind)) || UNIT_KINDS.has(type);
}

function toFact({ type, timestamp, data }: ContractEvent, context: TranslationContext): Translation {
  const kind = type as FactKind;
  const sealed = sealIdentity(kind, data, context.sealIdentity);
  if ('problems' in sealed) return notUnderstood(...sealed.problems);
  const translation = translationOf([{ kind, data: sealed.data }], {
    context,
    statedAt: timestamp,
    path: ['data'],
  });
  const [fact] = translation.is === 'facts' ? translation.facts : [];
  return fact?.kind === 'fact.voided' && fact.data.employeeId === undefined
    ? { is: 'void-of-unknown-employee', fact, voids: fact.data.factId }
    : translation;
}

function toUnitFact({ type, timestamp, data }: ContractEvent, context: TranslationContext): Translation {
  const kind = type as UnitFactKind;
  const content = UNIT_FACT_SCHEMAS[kind]().safeParse(data);
  if (!content.success) return notUnderstood(...problemsOf(content.error, ['data']));
  const implausible = [
    ...problemsOfTimestamp(timestamp, context.receivedAt),
    ...problemsOfDays(content.data, context.receivedAt, ['data']),
  ];
  if (implausible.length > 0) return notUnderstood(...implausible);
  const fact = {
    kind,
    factId: factIdOf(context),
    unitId: content.data.unitId ?? '',
    statedAt: timestamp,
    receivedAt: context.receivedAt,
    data: content.data,
  } as UnitFact;
  return { is: 'unit-facts', facts: [fact] };
}

type Data = Readonly<Record<string, unknown>>;
type Sealed = { readonly data: Data } | { readonly problems: readonly string[] };

/** Seals the identity number in the data before other code sees it. */
function sealIdentity(kind: FactKind, data: Data, seal: SealIdentity): Sealed {
  if (kind === 'employee.hired') return sealAt(data, ['data'], seal);
  const { changes } = data;
  if (kind !== 'employee.updated' || typeof changes !== 'object' || changes === null) return { data };
  const sealed = sealAt(changes as Data, ['data', 'changes'], seal);
  return 'problems' in sealed ? sealed : { data: { ...data, changes: sealed.data } };
}

function sealAt(data: Data, path: readonly string[], seal: SealIdentity): Sealed {
  if (data.identity === undefined) return { data };
  const open = openIdentity.safeParse(data.identity);
  if (!open.success) return { problems: problemsOf(open.error, [...path, 'identity']) };
  return { data: { ...data, identity: seal(open.data) } };
}
