import { parseJson } from './parse-json.ts';
import type { HookRequest } from './source.ts';

/** No attribute can have this name: names of headers that could not be read. */
export const UNREADABLE_HEADERS = 'unreadable headers';

/** What an attribute may be called; `data` is the body's, and the content type its own header's. */
const ATTRIBUTE = /^ce-(?!(?:data|datacontenttype)$)([a-z0-9]+)$/;

/** An event in binary mode written as in structured mode, so that it needs no headers to be read again. */
export function messageOfBinary({ headers, body }: HookRequest): Uint8Array {
  const attributes: Record<string, string> = {};
  const unreadable: string[] = [];
  for (const [header, value = ''] of Object.entries(headers)) {
    const [, name] = ATTRIBUTE.exec(header) ?? [];
    if (name === undefined) continue;
    const read = decoded(value);
    if (read === undefined) unreadable.push(header);
    else attributes[name] = read;
  }
  const datacontenttype = headers['content-type'];
  const event = {
    ...attributes,
    ...(datacontenttype !== undefined && { datacontenttype }),
    ...(unreadable.length > 0 && { [UNREADABLE_HEADERS]: unreadable }),
  };
  return withData(event, body);
}

/** As the sender wrote it: written anew, a body of numbers such as 1e20 would outgrow what can be kept. */
function withData(event: object, body: Uint8Array): Uint8Array {
  // What is not JSON is kept for a person to look at.
  if (parseJson(body) === undefined)
    return Buffer.from(JSON.stringify({ ...event, data_base64: Buffer.from(body).toString('base64') }));
  const rest = JSON.stringify(event).slice(1);
  return Buffer.concat([
    Buffer.from('{"data":'),
    withoutMark(body),
    Buffer.from(rest === '}' ? rest : `,${rest}`),
  ]);
}

/** A byte order mark is none of JSON's own blanks. */
function withoutMark(body: Uint8Array): Uint8Array {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;
}

/** Unquoted, then percent-decoded once; what is no UTF-8 then, overlong forms included, has to be rejected. */
function decoded(value: string): string | undefined {
  const plain = /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : value;
  try {
    return decodeURIComponent(plain);
  } catch {
    return undefined;
  }
}
