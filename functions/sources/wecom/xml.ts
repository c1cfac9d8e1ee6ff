/** The elements directly below the root that hold text, by name; or why it is nothing to be read. */
export type FlatXml =
  | { readonly ok: true; readonly leaves: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly problem: string };

/** A section of CDATA, a tag, or text. What is none of them is not taken: no declaration, comment, attribute. */
const TOKENS =
  /<!\[CDATA\[(?<cdata>.*?)\]\]>|<(?<end>\/?)(?<name>[A-Za-z_][\w.-]*)\s*(?<empty>\/?)>|(?<text>[^<]+)/gsy;

const ROOT = 'xml';
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Reading {
  /** Names of the elements open, outermost first. */
  readonly open: string[];
  readonly leaves: Map<string, string>;
  /** Of the element below the root that is open. */
  text: string;
  /** It holds other elements, whose texts nobody needs. */
  isNested: boolean;
  hasEnded: boolean;
}

/**
 * Reads WeCom's XML, and no more of XML than that: a root `<xml>`, elements without attributes, text as it stands or
 * in CDATA, the five entities of XML itself. Values stay text (`007`). What lies deeper is passed over. All else, such
 * as a DOCTYPE, is a problem with a name: what is not understood must not be guessed at.
 */
export function readFlatXml(bytes: Uint8Array): FlatXml {
  const text = textOf(bytes);
  if (text === undefined) return { ok: false, problem: 'is not UTF-8' };
  const reading: Reading = { open: [], leaves: new Map(), text: '', isNested: false, hasEnded: false };
  let read = 0;
  for (const token of text.matchAll(TOKENS)) {
    const problem = take(token.groups ?? {}, reading);
    if (problem !== undefined) return { ok: false, problem };
    read += token[0].length;
  }
  if (read < text.length) return { ok: false, problem: oddity(text.slice(read, read + 20)) };
  if (!reading.hasEnded) return { ok: false, problem: 'ends before its last tag' };
  return { ok: true, leaves: reading.leaves };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

type Groups = Readonly<Record<string, string | undefined>>;

function take({ cdata, text, name = '', end, empty }: Groups, reading: Reading): string | undefined {
  if (cdata !== undefined) return takeText(cdata, reading, 'CDATA');
  if (text !== undefined) return takePlain(text, reading);
  if (end && empty) return 'has a tag that both closes and is empty';
  if (end) return close(name, reading);
  return opened(name, reading) ?? (empty ? close(name, reading) : undefined);
}

function takePlain(text: string, reading: Reading): string | undefined {
  // Between the elements, as WeCom indents them.
  if (text.trim() === '') return reading.open.length < 2 ? undefined : takeText(text, reading, 'text');
  if (/&(?!(lt|gt|amp|quot|apos);)/.test(text))
    return 'has an entity other than &lt; &gt; &amp; &quot; &apos;';
  const plain = text.replace(/&(\w+);/g, (whole, entity: string) => ENTITIES[entity] ?? whole);
  return takeText(plain, reading, 'text');
}

function takeText(text: string, reading: Reading, what: string): string | undefined {
  if (reading.open.length < 2) return `has ${what} outside its elements`;
  reading.text += text;
  return undefined;
}

function opened(name: string, reading: Reading): string | undefined {
  const { open } = reading;
  if (open.length === 0 && (name !== ROOT || reading.hasEnded)) return `has a root other than one <${ROOT}>`;
  open.push(name);
  if (open.length === 2) {
    reading.text = '';
    reading.isNested = false;
  } else if (open.length > 2) reading.isNested = true;
  return undefined;
}

function close(name: string, reading: Reading): string | undefined {
  const { open, leaves } = reading;
  if (open.pop() !== name) return 'closes an element that is not the one open';
  if (open.length === 0) reading.hasEnded = true;
  if (open.length !== 1 || reading.isNested) return undefined;
  if (leaves.has(name)) return 'has an element twice';
  leaves.set(name, reading.text);
  return undefined;
}

function oddity(rest: string): string {
  if (/^<!DOCTYPE/i.test(rest)) return 'has a DOCTYPE';
  if (/^<!ENTITY/i.test(rest)) return 'declares an ENTITY';
  if (rest.startsWith('<!--')) return 'has a comment';
  if (rest.startsWith('<![CDATA[')) return 'has CDATA without an end';
  if (rest.startsWith('<!')) return 'has a declaration';
  if (rest.startsWith('<?')) return 'has a processing instruction';
  return 'has a tag with attributes, or what is none';
}
