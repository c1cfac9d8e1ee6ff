import type { HookRequest, Verification } from '../../../functions/sources/webhook/source.ts';

/** The verification of an event. @throws Error for any other verification. */
export function eventOf(verification: Verification) {
  if (!verification.ok || verification.is !== 'event') throw new Error('it is no event');
  return verification;
}

/** The verification of a handshake. @throws Error for any other verification. */
export function handshakeOf(verification: Verification) {
  if (!verification.ok || verification.is !== 'handshake') throw new Error('it is no handshake');
  return verification;
}

export const textOf = (verification: Verification) => Buffer.from(eventOf(verification).message).toString();
/** The code of the refusal, or `accepted`. */
export const codeOf = (verification: Verification) => (verification.ok ? 'accepted' : verification.code);

/** Copies of the request, each with one flipped bit in one of the named headers or parameters, or in the body. */
export function* flippedBits(
  request: HookRequest,
  {
    headers = [],
    query = [],
  }: { readonly headers?: readonly string[]; readonly query?: readonly string[] } = {},
): Generator<HookRequest> {
  for (const [part, names] of [['headers', headers] as const, ['query', query] as const])
    for (const name of names)
      for (const bytes of eachBit(Buffer.from(request[part][name] ?? '', 'latin1')))
        yield { ...request, [part]: { ...request[part], [name]: bytes.toString('latin1') } };
  for (const body of eachBit(request.body)) yield { ...request, body };
}

function* eachBit(bytes: Uint8Array): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const copy = Buffer.from(bytes);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield copy;
  }
}
