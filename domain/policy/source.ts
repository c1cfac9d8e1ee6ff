import type { PlainDate } from '../values/plain-date.ts';

/**
 * How we have a document. `official`: the issuing body's own text, read, with its number or address. `quoted`: the
 * official text as a third party quotes or stores it. `lead`: repositories, data sets, health sites, agencies' blogs
 * and question pages, which show where to ask and prove nothing. `local`: an agency's answer that a unit's
 * administrator entered in the registry.
 */
export type Grade = 'official' | 'quoted' | 'lead' | 'local';

/** A document that values rest on. */
export interface SourceDocument {
  readonly grade: Grade;
  readonly issuer: string;
  readonly title: string;
  /** The document's own number 文号. */
  readonly number?: string;
  readonly published?: PlainDate;
  /** Where it stands: its page, or the public database that holds it. */
  readonly url?: string;
  /** The last day on which it is in force by its own text; it gives no value for a later day. */
  readonly until?: PlainDate;
  /** Whose copy of a quoted document was read; the original was not opened. */
  readonly quotedIn?: string;
}

/** A document and the place in it, e.g. `第五十八条`. */
export interface Source extends SourceDocument {
  readonly at?: string;
}

/** Laws are known by their name alone, without a number. */
function isLaw({ issuer }: SourceDocument): boolean {
  return issuer.includes('人民代表大会');
}

/** Laws, and documents whose title begins with their issuer, are named by the title alone. */
function isNamedByTitle(document: SourceDocument): boolean {
  const { issuer, title } = document;
  return isLaw(document) || issuer === '国务院' || title.startsWith(issuer);
}

/**
 * A source as people read it: issuer, title, number and place, then whose copy was read, then the address. Names of
 * documents are Chinese in every language.
 */
export function sourceText(source: Source): string {
  const { grade, issuer, title, number, at = '', url, quotedIn } = source;
  if (grade === 'local') return title;
  const named = isNamedByTitle(source) ? title : `${issuer}《${title}》`;
  const copy = quotedIn === undefined ? '' : `，转引自${quotedIn}，原文未打开`;
  const address = url === undefined ? '' : ` ${url}`;
  const numbered = number === undefined || isLaw(source) ? '' : `（${number}）`;
  return `${named}${numbered}${at}${copy}${address}`;
}
