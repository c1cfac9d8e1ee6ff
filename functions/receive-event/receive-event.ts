import type { Fact } from '../../domain/facts/fact.ts';
import { identitySealer } from '../hris/seal-identity.ts';
import type { HookRequest, Refused, Source, Translation, Verified } from '../hris/source.ts';
import type { Clock, Delivery, Log, Meter, Quarantine, Secrets } from '../ports.ts';
import { SecretUnavailable } from '../ports.ts';
import {
  type Answer,
  accepted,
  duplicate,
  ignored,
  LARGEST_BODY,
  quarantined,
  refused,
  tooLarge,
  unavailable,
  unknownSource,
  unsupportedType,
} from './answers.ts';
import type { FoldPorts } from './commit-fold.ts';
import { takeIn } from './take-in.ts';

export interface ReceivePorts extends FoldPorts {
  readonly sources: ReadonlyMap<string, Source>;
  readonly secrets: Secrets;
  readonly quarantine: Pick<Quarantine, 'keep'>;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly log: Log;
}

/**
 * Takes one delivery in: verifies the raw bytes, parses, turns it into facts, stores them once, answers. A 2xx says
 * that it is committed. Never throws: a store or secret that fails is a 503, for the sender to try again.
 */
export async function receiveEvent(
  sourceName: string,
  request: HookRequest,
  ports: ReceivePorts,
): Promise<Answer> {
  try {
    return await answerTo(sourceName, request, ports);
  } catch (error) {
    const noSecret = error instanceof SecretUnavailable;
    ports.log.error('an event could not be taken in; the sender was asked to try again', {
      source: ports.sources.has(sourceName) ? sourceName : 'unknown',
      cause: error instanceof Error ? error.name : 'unknown',
      // Other messages may hold a piece of the payload.
      ...(noSecret && { why: error.message }),
    });
    return unavailable(noSecret ? 'secret-unavailable' : 'store-unavailable');
  }
}

async function answerTo(sourceName: string, request: HookRequest, ports: ReceivePorts): Promise<Answer> {
  const source = ports.sources.get(sourceName);
  if (source === undefined) return unknownSource([...ports.sources.keys()]);
  if (request.body.byteLength > LARGEST_BODY) return counted(tooLarge(request.body.byteLength), ports);
  const type = request.headers['content-type'];
  if (type !== undefined && !isJson(type)) return counted(unsupportedType(), ports);
  const verification = await verify(source, request, ports);
  if (!verification.ok) return counted(refused(verification), ports, verification.code);
  return takeVerified(source, verification, request.body, ports);
}

function isJson(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType.trim());
}

function counted(answer: Answer, { meter, log }: ReceivePorts, code = answer.code): Answer {
  meter.count('EventRefused');
  log.warn('an event was refused', { code });
  return answer;
}

/** Secrets are cached; a mismatch may mean that a new one came since, so they are loaded afresh once. */
async function verify(
  source: Source,
  request: HookRequest,
  ports: ReceivePorts,
): Promise<Verified | Refused> {
  const now = ports.clock.now();
  const first = source.verify(request, await ports.secrets.signingSecrets(source.name), now);
  if (first.ok || !first.secretsMatter) return first;
  return source.verify(request, await ports.secrets.signingSecrets(source.name, { fresh: true }), now);
}

async function takeVerified(
  source: Source,
  verified: Verified,
  body: Uint8Array,
  ports: ReceivePorts,
): Promise<Answer> {
  const { deliveryId, secretId } = verified;
  const delivery = { source: source.name, deliveryId, receivedAt: ports.clock.now() };
  const sealIdentity = identitySealer(await ports.secrets.identityKey());
  const translation = await found(source.translate(verified, body, { ...delivery, sealIdentity }), ports);
  ports.log.info('an event was verified', { source: source.name, deliveryId, secretId, is: translation.is });
  switch (translation.is) {
    case 'ignored':
      ports.meter.count('EventIgnored');
      return ignored();
    case 'facts':
      return store(translation.facts, delivery, ports);
    case 'void-of-unknown-employee':
      return setAside(['data.factId: no such fact came in lately; send data.employeeId with it']);
    case 'not-understood':
      return setAside(translation.problems);
  }
  async function setAside(problems: readonly string[]): Promise<Answer> {
    await ports.quarantine.keep(delivery, body, problems);
    ports.meter.count('EventQuarantined');
    // Problems name fields and what was expected of them, never what stood there.
    ports.log.warn('an event was put in quarantine', { deliveryId, problems: problems.join('; ') });
    return quarantined(problems);
  }
}

/** A void names a fact, not an employee: the delivery's record knows whose it was. */
async function found(translation: Translation, ports: ReceivePorts): Promise<Translation> {
  if (translation.is !== 'void-of-unknown-employee') return translation;
  const [, source = '', voidedDelivery = ''] = /^([^:]+):(.+?)$/.exec(translation.voids) ?? [];
  const employeeId = await ports.employees.employeeOfDelivery(source, voidedDelivery);
  if (employeeId === undefined) return translation;
  return { is: 'facts', facts: [{ ...translation.fact, employeeId }] };
}

async function store(facts: readonly Fact[], delivery: Delivery, ports: ReceivePorts): Promise<Answer> {
  const [first] = facts;
  if (first === undefined) return accepted([]);
  const outcome = await takeIn({ employeeId: first.employeeId, facts, delivery }, ports);
  ports.meter.count(outcome === 'taken' ? 'EventAccepted' : 'EventDuplicate');
  return outcome === 'taken' ? accepted(facts.map(({ factId }) => factId)) : duplicate();
}
