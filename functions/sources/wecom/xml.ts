import { SaxesParser } from 'saxes';

/** The text elements directly below the root, by name, or the reason why the XML cannot be read. */
type FlatXml =
  | { readonly ok: true; readonly leaves: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly problem: string };

/** An error for XML that WeCom does not use. Its message completes "the body …". */
class Refused extends Error {
  override readonly name = 'Refused';
}

const ROOT = 'xml';
const NAME = /^[A-Za-z_][\w.-]*$/;
const CDATA = '<![CDATA[';

const NO_PLAIN_TAG = 'has a tag with attributes, or an invalid tag';
const OTHER_ENTITY = 'has an entity other than &lt; &gt; &amp; &quot; &apos;';
const OTHER_ROOT = `has a root other than one <${ROOT}>`;
const WRONG_CLOSE = 'has a closing tag that does not match the open element';
const OPEN_CDATA = 'has CDATA without an end';

/**
 * Reads only the part of XML that WeCom uses: a root `<xml>`, elements without attributes, text or CDATA, and the five
 * predefined entities. Values stay text (`007`). Deeper elements are ignored. Anything else, such as a DOCTYPE, is a
 * problem with a name.
 */
export function readFlatXml(bytes: Uint8Array): FlatXml {
  const text = textOf(bytes);
  if (text === undefined) return { ok: false, problem: 'is not UTF-8' };
  try {
    const leaves = leavesOf(text);
    // Other entities are refused, because the parser itself would decode numeric character references.
    return hasOtherEntity(text) ? { ok: false, problem: OTHER_ENTITY } : { ok: true, leaves };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.message };
    throw error;
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @throws Refused */
function leavesOf(text: string): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const parser = new SaxesParser({ position: false, xmlns: false });
  const refuse = (problem: string) => {
    throw new Refused(problem);
  };
  // The open element below the root: its text, and whether it contains elements.
  let [depth, content, isNested] = [0, '', false];
  const appendText = (what: string) => (more: string) => {
    if (depth >= 2) content += more;
    // White space between elements is allowed, because WeCom indents them.
    else if (what === 'CDATA' || more.trim() !== '') refuse(`has ${what} outside its elements`);
  };
  parser.on('error', ({ message }) => {
    // A control character is kept here. Its field is refused later, by name.
    if (message !== 'disallowed character.') refuse(problemOf(message, text, parser.position));
  });
  parser.on('doctype', () => refuse('has a DOCTYPE'));
  parser.on('xmldecl', () => refuse('has a processing instruction'));
  parser.on('processinginstruction', () => refuse('has a processing instruction'));
  parser.on('comment', () => refuse('has a comment'));
  parser.on('opentag', ({ name, attributes }) => {
    if (!NAME.test(name) || Object.keys(attributes).length > 0) refuse(NO_PLAIN_TAG);
    if (depth === 0 && name !== ROOT) refuse(OTHER_ROOT);
    depth += 1;
    isNested = depth > 2;
    if (depth === 2) content = '';
  });
  parser.on('text', appendText('text'));
  parser.on('cdata', appendText('CDATA'));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (depth !== 1 || isNested) return;
    if (leaves.has(name)) refuse('has an element twice');
    leaves.set(name, content);
  });
  parser.write(text).close();
  return leaves;
}

/** Our message for the parser's error, which depends on where the parser stopped. */
function problemOf(message: string, text: string, position: number): string {
  const before = text.slice(0, position);
  if (message.includes('text data outside of root'))
    return before.endsWith(CDATA) ? cdataOutside(text, position) : 'has text outside its elements';
  if (message.includes('only one root')) return OTHER_ROOT;
  if (message.includes('root element')) return 'ends before its last tag';
  if (message.includes('doctype')) return 'has a DOCTYPE';
  if (message.includes('entity')) return OTHER_ENTITY;
  if (/unclosed tag|unexpected end/.test(message)) return unfinished(text);
  if (/unmatched closing tag|unexpected close tag/.test(message)) return WRONG_CLOSE;
  if (message.includes('closing tag'))
    return before.endsWith('/') ? 'has a tag that both closes and is empty' : NO_PLAIN_TAG;
  if (message.includes('incorrect syntax')) return declaration(before.slice(before.lastIndexOf('<')));
  return NO_PLAIN_TAG;
}

function cdataOutside(text: string, position: number): string {
  return text.includes(']]>', position) ? 'has CDATA outside its elements' : OPEN_CDATA;
}

function unfinished(text: string): string {
  if (text.lastIndexOf(CDATA) > text.lastIndexOf(']]>')) return OPEN_CDATA;
  if (hasOtherEntity(text)) return OTHER_ENTITY;
  return text.lastIndexOf('<') > text.lastIndexOf('>') ? NO_PLAIN_TAG : 'ends before its last tag';
}

function declaration(begun: string): string {
  if (/^<!DOCTYPE/i.test(begun)) return 'has a DOCTYPE';
  return /^<!ENTITY/i.test(begun) ? 'declares an ENTITY' : 'has a declaration';
}

function hasOtherEntity(text: string): boolean {
  return /&(?!(lt|gt|amp|quot|apos);)/.test(text.replace(/<!\[CDATA\[.*?\]\]>/gs, ''));
}
