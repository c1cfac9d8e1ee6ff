import type {
  Ack,
  HookRequest,
  Source,
  Translation,
  TranslationContext,
} from '../../../functions/sources/webhook/source.ts';

/** The response that the sender of {@link aSource} requires for a received event. */
export const RECEIVED: Ack = {
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  body: 'success',
  headers: { 'x-received': 'yes' },
};

/** A source with its own form of response. It expects the key itself in a header instead of a signature. */
export function aSource(over: Partial<Source> = {}): Source {
  return {
    name: 'some',
    methods: ['POST', 'GET'],
    contentType: /^text\/xml/,
    isMapped: false,
    problemOfSecret: ({ key }) => (key ? undefined : 'must have a key'),
    verify({ method, headers, body }, secrets) {
      const secret = secrets.find(({ parts }) => parts.key === headers['x-key']);
      if (secret === undefined)
        return { ok: false, code: 'wrong-key', message: 'show the key', secretsMatter: true };
      const { id: secretId } = secret;
      if (method === 'GET') return { ok: true, is: 'handshake', secretId, answer: RECEIVED };
      const deliveryId = headers['x-id'] ?? 'd1';
      return { ok: true, is: 'event', deliveryId, secretId, message: body, ack: () => RECEIVED };
    },
    translate: () => ({ is: 'ignored', type: 'nothing' }),
    ...over,
  };
}

/** The same source, except that all its events are translated to `told`. */
export function meaning(
  told: Translation | ((context: TranslationContext) => Translation),
  over: Partial<Source> = {},
): Source {
  return aSource({
    translate: (_, context) => (typeof told === 'function' ? told(context) : told),
    ...over,
  });
}

export function aRequest(over: Partial<HookRequest> = {}, headers: HookRequest['headers'] = {}): HookRequest {
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'text/xml', 'x-key': 'k1', ...headers },
    body: Buffer.from('<event/>'),
    ...over,
  };
}
