export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same text in each language. */
export type Texts = Readonly<Record<Language, string>>;
