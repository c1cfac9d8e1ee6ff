import type { MessagePorts } from '../intake/handle-message.ts';
import {
  type Clock,
  type Log,
  type Metric,
  type Quarantine,
  type Refusal,
  type Secrets,
  SecretUnavailable,
  type SourceNotes,
  type SourceSecret,
  type Telemetry,
} from '../ports.ts';
import type { SourceEntry } from '../sources/sources.ts';
import { usableEntries } from '../sources/webhook/secrets.ts';
import type { Handshake, HookRequest, Refused, Source, Verified } from '../sources/webhook/source.ts';
import {
  type Answer,
  accepted,
  acknowledged,
  duplicate,
  handshakeAnswer,
  ignored,
  LARGEST_BODY,
  quarantined,
  quarantineFull,
  refused,
  tooLarge,
  unavailable,
  unknownSource,
  unsupportedType,
  wrongMethod,
} from './answers.ts';

export interface ReceivePorts extends MessagePorts, Telemetry {
  /** The deployment's sources, each loaded with its first request. */
  readonly sources: ReadonlyMap<string, Pick<SourceEntry, 'load'>>;
  readonly secrets: Secrets;
  /** The sources that the deployment accepts without a signature, provided that their secret has `unsigned: true`. */
  readonly unsigned?: readonly string[] | undefined;
  readonly quarantine: Pick<Quarantine, 'keep'>;
  readonly notes: SourceNotes;
  readonly clock: Clock;
}

/**
 * The time limit of an answer. It is a second less than the function's own limit, after which no answer is possible.
 */
const ANSWERED_WITHIN_MS = 9_000;

class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Verifies a delivery's raw bytes, stores its facts once and answers. A 2xx answer means that the sender need not send
 * the message again: its facts are committed, or it is in quarantine, or it needs no action. This function never
 * throws: if a store or secret fails or takes too long, the answer is 503, and the sender tries again.
 */
export async function receiveEvent(
  sourceName: string,
  request: HookRequest,
  ports: ReceivePorts,
  withinMilliseconds = ANSWERED_WITHIN_MS,
): Promise<Answer> {
  try {
    return await inTime(answerTo(sourceName, request, ports), withinMilliseconds);
  } catch (error) {
    const noSecret = error instanceof SecretUnavailable;
    ports.log.error('an event could not be processed; the sender was asked to try again', {
      source: ports.sources.has(sourceName) ? sourceName : 'unknown',
      cause: error instanceof Error ? error.name : 'unknown',
      // Messages of other errors may contain a piece of the payload.
      ...(noSecret && { why: error.message }),
    });
    return unavailable(noSecret ? 'secret-unavailable' : 'store-unavailable');
  }
}

async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TookTooLong()), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function answerTo(sourceName: string, request: HookRequest, ports: ReceivePorts): Promise<Answer> {
  const source = await ports.sources.get(sourceName)?.load();
  if (source === undefined) return counted(undefined, unknownSource(), ports);
  const refusal = refusalOf(source, request);
  if (refusal !== undefined) return counted(source, refusal, ports);
  const verification = await verify(source, request, ports);
  if (!verification.ok) return counted(source, refused(verification), ports);
  if (verification.is === 'handshake') return handshake(source, verification, ports);
  return handleVerified(source, verification, ports);
}

/** The refusal by the checks that need no authentication; undefined if the request passes them. */
function refusalOf(source: Source, { method, headers, body }: HookRequest): Answer | undefined {
  if (!source.methods.includes(method)) return wrongMethod(source.methods);
  if (body.byteLength > LARGEST_BODY) return tooLarge(body.byteLength);
  const type = headers['content-type'];
  return type !== undefined && method === 'POST' && !source.contentType.test(type.trim())
    ? unsupportedType(type, source.contentType)
    : undefined;
}

const REFUSED: Readonly<Record<Refusal, Metric>> = {
  malformed: 'EventMalformed',
  unsigned: 'EventUnsigned',
  mismatched: 'EventMismatched',
};

/** The kind of a refusal code. Only a sender who has, or had, a secret is likely to send a mismatch. */
export function refusalKind(code: string): Refusal {
  if (/^(missing-|not-signed$)/.test(code)) return 'unsigned';
  const isMalformed =
    /^(unknown-source|wrong-method|too-large|unsupported-type|not-json|unreadable-xml|not-a-challenge|timestamp-not-(numeric|understood))$/;
  return isMalformed.test(code) ? 'malformed' : 'mismatched';
}

/** Counts and logs a refusal, and notes it for the administrator's part of the digest. */
async function counted(
  source: Source | undefined,
  answer: Answer,
  { meter, log, notes, clock }: ReceivePorts,
): Promise<Answer> {
  const kind = refusalKind(answer.code);
  meter.count(REFUSED[kind]);
  log.warn('an event was refused', { ...(source && { source: source.name }), kind, code: answer.code });
  if (source !== undefined)
    await noted('a request was refused', notes.refused(source.name, kind, clock.now()), source.name, log);
  return answer;
}

/** The code that folds and stores facts. It is loaded with the first event and not at start. */
const intake = () => import('../intake/handle-message.ts');

/** Verifies the request. Secrets are cached, so after a mismatch they are reloaded once: there may be a newer one. */
async function verify(
  source: Source,
  request: HookRequest,
  ports: ReceivePorts,
): Promise<Verified | Handshake | Refused> {
  const now = ports.clock.now();
  // The first event needs the secret, the data key and the intake code, so all of these are loaded in parallel. If
  // loading fails, this is reported when they are used.
  void ports.secrets.identityKey().catch(() => undefined);
  void intake().catch(() => undefined);
  const secrets = await usableSecrets(source, false, ports);
  const first = source.verify(request, secrets, now);
  const fresh = first.ok || !first.secretsMatter ? secrets : await usableSecrets(source, true, ports);
  const verification = fresh === secrets ? first : source.verify(request, fresh, now);
  if (verification.ok && fresh.some(({ id, retiring }) => retiring && id === verification.secretId)) {
    ports.meter.count('RetiringSecretUsed');
    const ids = { source: source.name, secretId: verification.secretId ?? '' };
    ports.log.warn('a sender still uses a secret that is about to end', ids);
  }
  return verification;
}

const NOT_ALLOWED = "is unsigned, but the deployment's setting 'unsigned' does not name this source";

/**
 * The usable entries of a secret. An unusable entry must not affect the others.
 * @throws SecretUnavailable when none is usable.
 */
async function usableSecrets(
  source: Source,
  fresh: boolean,
  ports: ReceivePorts,
): Promise<readonly SourceSecret[]> {
  const { secrets, log } = ports;
  const all = await secrets.sourceSecrets(source.name, { fresh });
  const isAllowed = ports.unsigned?.includes(source.name) ?? false;
  const { usable, problems } = usableEntries(
    all,
    (parts) => source.problemOfSecret(parts) ?? (parts.unsigned && !isAllowed ? NOT_ALLOWED : undefined),
  );
  if (problems === '') return all;
  // The secret may have been corrected since it was loaded.
  if (usable.length === 0 && !fresh) return usableSecrets(source, true, ports);
  if (usable.length === 0)
    throw new SecretUnavailable(`no secret of ${source.name} can be used: ${problems}`);
  log.error('a secret cannot be used', { source: source.name, problems });
  return usable;
}

function handshake(source: Source, { answer, secretId }: Handshake, { log }: ReceivePorts): Answer {
  log.info('a sender verified this receiver', {
    source: source.name,
    ...(secretId !== undefined && { secretId }),
  });
  return handshakeAnswer(answer);
}

async function handleVerified(source: Source, verified: Verified, ports: ReceivePorts): Promise<Answer> {
  const { deliveryId, secretId, message, ack } = verified;
  const delivery = { source: source.name, deliveryId, receivedAt: ports.clock.now() };
  const { handleMessage: takeMessage } = await intake();
  const [outcome] = await Promise.all([
    takeMessage(source, delivery, message, ports),
    noted(
      'a source sent something',
      ports.notes.heard(source.name, delivery.receivedAt),
      source.name,
      ports.log,
    ),
  ]);
  ports.log.info('an event was verified', { source: source.name, deliveryId, secretId, is: outcome.is });
  const answer = await outcomeAnswer();
  // If an event was not stored, it is not acknowledged, so that its sender may send it again.
  return ack === undefined || answer.status >= 400 ? answer : acknowledged(answer, ack());

  async function outcomeAnswer(): Promise<Answer> {
    switch (outcome.is) {
      case 'ignored':
        ports.meter.count('EventIgnored');
        return ignored();
      case 'accepted':
        ports.meter.count('EventAccepted');
        return accepted(outcome.facts);
      case 'duplicate':
        ports.meter.count('EventDuplicate');
        return duplicate();
      case 'not-understood':
        return setAside(outcome.problems);
    }
  }

  async function setAside(problems: readonly string[]): Promise<Answer> {
    const kept = await ports.quarantine.keep(delivery, message, problems);
    if (kept === 'full') {
      ports.meter.count('QuarantineFull');
      ports.log.error('an unsigned event was not kept: the quarantine of its source is full for today', {
        source: source.name,
        deliveryId,
      });
      return quarantineFull();
    }
    ports.meter.count('EventQuarantined');
    // Problems name fields and expected forms, never the actual values.
    ports.log.warn('an event was put in quarantine', { deliveryId, problems: problems.join('; ') });
    return quarantined(problems);
  }
}

/** A failed note must not affect the event or its answer. */
async function noted(what: string, note: Promise<void>, source: string, log: Log): Promise<void> {
  try {
    await note;
  } catch (error) {
    const cause = error instanceof Error ? error.name : 'unknown';
    log.warn(`it could not be noted that ${what}`, { source, cause });
  }
}
