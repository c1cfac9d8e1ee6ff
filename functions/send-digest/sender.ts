import * as z from 'zod/mini';

/** Who digests come from: `name@example.com` or `Some Name <name@example.com>`. */
export interface Sender {
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

const PRODUCT_NAME = '参保管家';
const FORM = /^(?:([^<>]*?)\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))$/;

/** Reads the sender from text; without a name, it is the product's. */
export const senderSchema = z.pipe(
  z.string(),
  z.transform((text: string, context): Sender => {
    const [, name = '', named, bare] = FORM.exec(text.trim()) ?? [];
    const address = named ?? bare;
    if (address !== undefined) {
      const unquoted = name.replace(/^"(.*)"$/, '$1').trim();
      return { name: unquoted || PRODUCT_NAME, address, domain: address.slice(address.lastIndexOf('@') + 1) };
    }
    context.issues.push({
      code: 'custom',
      message: 'must be a mail address, with or without a name',
      input: text,
    });
    return z.NEVER;
  }),
);
