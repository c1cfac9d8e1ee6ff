/** Which of the words stand in the text: none, where words that must not be told are looked for. */
export function wordsIn(text: string, words: readonly string[]): string[] {
  return words.filter((word) => text.includes(word));
}
