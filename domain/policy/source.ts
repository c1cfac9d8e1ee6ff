import type { PlainDate } from '../values/plain-date.ts';

/**
 * How we know a document. `official`: the issuing body's own text, with its number or address. `quoted`: the official
 * text as quoted or stored by a third party. `lead`: an unofficial source, such as a repository, a data set, a health
 * site, or an agency's blog or question page. It shows where to ask and proves nothing. `local`: an agency's answer
 * that a unit's administrator entered in the registry.
 */
export type Grade = 'official' | 'quoted' | 'lead' | 'local';

/** A document on which values are based. */
export interface SourceDocument {
  readonly grade: Grade;
  readonly issuer: string;
  readonly title: string;
  /** The document's own number 文号. */
  readonly number?: string;
  readonly published?: PlainDate;
  /** The address of the document's page, or of the public database that contains it. */
  readonly url?: string;
  /** The last day on which the document is in force according to its own text. It gives no value for later days. */
  readonly until?: PlainDate;
  /** For a quoted document: the third party whose copy was read. The original was not read. */
  readonly quotedIn?: string;
}

/** A document and the place in it, for example `第五十八条`. */
export interface Source extends SourceDocument {
  readonly at?: string;
}

/** Whether the document is a law. Laws have a name but no number. */
function isLaw({ issuer }: SourceDocument): boolean {
  return issuer.includes('人民代表大会');
}

/** Laws, and documents whose title begins with their issuer, are cited by title only. */
function isNamedByTitle(document: SourceDocument): boolean {
  const { issuer, title } = document;
  return isLaw(document) || issuer === '国务院' || title.startsWith(issuer);
}

/**
 * A citation: issuer, title, number and place, then the third party whose copy was read, then the address. Names of
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
