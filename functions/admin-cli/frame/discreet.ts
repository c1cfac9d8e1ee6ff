import { maskIdentityNumber } from '../../../domain/values/identity-number.ts';

/** Latin letters and digits of any width, with the groups of digits that follow after blanks. */
const WORD = /[A-Za-z\uFF21-\uFF5A\p{Nd}]+(?:[ \u3000]+\p{Nd}{2,}[A-Za-z\uFF21-\uFF5A]?)*/gu;
const MOST_DIGITS = 7;

/** Text with everything masked that could be somebody's identity number, for errors that quote what was typed. */
export function discreet(text: string): string {
  return text.replace(WORD, (word) => {
    const digits = word.match(/\p{Nd}/gu)?.length ?? 0;
    return digits > MOST_DIGITS ? maskIdentityNumber(word) : word;
  });
}
