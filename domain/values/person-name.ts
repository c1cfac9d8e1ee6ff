/** Names are written with and without blanks and dots; one that a bill masks (张*) tells nothing. */
export function sameName(known: string, billed = ''): boolean {
  return isMasked(billed) || plainName(known) === plainName(billed);
}

/** Whether part of the name is hidden, as bills write it. */
export function isMasked(name: string): boolean {
  return /[*＊]/.test(name);
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s·•.・]/g, '')
    .toLowerCase();
}
