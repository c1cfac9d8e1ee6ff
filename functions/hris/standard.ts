import * as z from 'zod/mini';
import { FACT_SCHEMAS, type Fact, type FactKind } from '../../domain/facts/fact.ts';
import { instant } from '../../domain/facts/schema-parts.ts';
import { problemsOf } from './problems.ts';
import { openIdentity, type SealIdentity } from './seal-identity.ts';
import type { Source, Translation, TranslationContext } from './source.ts';
import { verifyStandardWebhook } from './standard-webhooks.ts';

/** Facts that only staff can state; from an HR system they are unknown types. */
const STAFF_ONLY: ReadonlySet<string> = new Set(['case.acknowledged', 'case.snoozed']);

const envelope = z.object({ type: z.string(), timestamp: instant, data: z.record(z.string(), z.unknown()) });

/** Our own contract: `POST /hooks/standard`, signed by Standard Webhooks 1.0, one event a delivery. */
export const standardSource: Source = {
  name: 'standard',
  verify: (request, secrets, now) => verifyStandardWebhook(request, secrets, now),
  translate: (_verified, body, context) => translateStandard(body, context),
};

/** Never throws for bad input: what cannot be understood comes back with its problems by name. */
export function translateStandard(body: Uint8Array, context: TranslationContext): Translation {
  const json = parseJson(body);
  if (json === undefined) return notUnderstood(['the body is not JSON in UTF-8']);
  const type = z.object({ type: z.string() }).safeParse(json);
  if (type.success && !isAccepted(type.data.type)) return { is: 'ignored', type: type.data.type };
  const event = envelope.safeParse(json);
  if (!event.success) return notUnderstood(problemsOf(event.error, []));
  return toFact(event.data, context);
}

function isAccepted(type: string): type is FactKind {
  return Object.hasOwn(FACT_SCHEMAS, type) && !STAFF_ONLY.has(type);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body));
  } catch {
    return undefined;
  }
}

function notUnderstood(problems: readonly string[]): Translation {
  return { is: 'not-understood', problems };
}

function toFact(
  { type, timestamp, data }: z.infer<typeof envelope>,
  context: TranslationContext,
): Translation {
  const kind = type as FactKind;
  const sealed = sealIdentity(kind, data, context.sealIdentity);
  if ('problems' in sealed) return notUnderstood(sealed.problems);
  const content = FACT_SCHEMAS[kind]().safeParse(sealed.data);
  if (!content.success) return notUnderstood(problemsOf(content.error, ['data']));
  const fact = {
    kind,
    factId: `${context.source}:${context.deliveryId}`,
    employeeId: content.data.employeeId ?? '',
    statedAt: timestamp,
    receivedAt: context.receivedAt,
    data: content.data,
  } as Fact;
  if (fact.kind === 'fact.voided' && fact.data.employeeId === undefined) {
    return { is: 'void-of-unknown-employee', fact, voids: fact.data.factId };
  }
  return { is: 'facts', facts: [fact] };
}

type Data = Readonly<Record<string, unknown>>;
type Sealed = { readonly data: Data } | { readonly problems: readonly string[] };

/** Seals the identity number where the contract has one, before anything else sees the data. */
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
