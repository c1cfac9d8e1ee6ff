export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Texts = Readonly<Record<Language, string>>;

/** A count with its English noun: `1 case`, `2 cases`. @param plural the plural if it is irregular. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
