import type { StoreChoice } from '../store/store.ts';
import { optionOf } from './kinds.ts';

const PLAIN = /^[\w\-./:@%+=,\p{L}]+$/u;
const CONTROL = /\p{Cc}/u;

/** A command line with quoted arguments, to paste into a shell. */
export function commandToPaste(...parts: readonly string[]): string {
  return parts.map(quoted).join(' ');
}

function quoted(part: string): string {
  if (PLAIN.test(part)) return part;
  if (!CONTROL.test(part)) return `'${part.replaceAll("'", `'\\''`)}'`;
  const escaped = part.replace(/['\\\p{Cc}]/gu, (character) =>
    /['\\]/.test(character)
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `$'${escaped}'`;
}

/** The options by which another command opens the same store. */
export function storeOptions({ local, data, stage }: StoreChoice): readonly string[] {
  if (data !== undefined) return ['--data', data];
  if (local === true) return ['--local'];
  return stage === undefined ? [] : ['--stage', stage];
}

/** The same call with `--apply`. @param names the options that are repeated, if they were given. */
export function callToApply<A extends StoreChoice>(
  command: readonly string[],
  asked: A,
  names: readonly (keyof A & string)[],
): string {
  return commandToPaste(
    'canbao',
    ...command,
    ...givenOptions(asked, names),
    ...storeOptions(asked),
    '--apply',
  );
}

/** The options in `names` that were given in the call, written so that the call can be repeated. */
function givenOptions<A extends object>(asked: A, names: readonly (keyof A & string)[]): readonly string[] {
  return names.flatMap((name) => {
    const values = [asked[name]].flat().filter((value) => value !== undefined && value !== false);
    return values.flatMap((value) => (value === true ? [optionOf(name)] : [optionOf(name), String(value)]));
  });
}
