/** Equivalent dots in names of minorities and foreigners: U+2027, U+30FB, U+00B7, U+2022, U+FF65. */
const DOTS = /[\u2027\u30FB\u00B7\u2022\uFF65]/g;
const WRITTEN_DIFFERENTLY = new RegExp(`${DOTS.source}|\\uE863`);

/** The name with equivalent characters unified. Old GBK files contain U+E863 instead of 䶮. */
export function plainName(name: string): string {
  return WRITTEN_DIFFERENTLY.test(name) ? madeOne(name) : name;
}

function madeOne(name: string): string {
  return name.replaceAll(DOTS, '·').replaceAll('\uE863', '䶮');
}

/** Replaces a name or free text when personal data are deleted. */
export const FORGOTTEN = '〔已删除〕';

/** The name; undefined if it was deleted. */
export function knownName(name: string | undefined): string | undefined {
  return name === FORGOTTEN ? undefined : name;
}

/**
 * Whether two names are the same, ignoring blanks, dots, width and case. A masked name on a bill (张*) is the same as
 * any name.
 */
export function sameName(known: string, billed = ''): boolean {
  return isMasked(billed) || bareName(known) === bareName(billed);
}

/** Whether part of the name is hidden, as on bills. */
export function isMasked(name: string): boolean {
  return /[*＊]/.test(name);
}

/**
 * Makes a name safe in a mail: mail programs turn addresses and host names into links, and anybody can enter names. Of
 * a mail address only the part before the @ remains.
 */
export function withoutLinks(name: string): string {
  return name
    .replace(/^([^\s@]+)@\S+$/u, '$1')
    .replaceAll(/(?<=\S)[.:/\\@\u3002\uFF0E\uFF61\uFF1A\uFF0F\uFF20\u2024]+(?=\S)/gu, ' ');
}

/** The comparable form of a name: without blanks and dots, in one width and case. */
export function bareName(name: string): string {
  return plainName(name.normalize('NFKC'))
    .replaceAll(/[\s·.\p{Cf}]/gu, '')
    .toLowerCase();
}
