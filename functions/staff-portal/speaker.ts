import { EN } from '../../domain/letter/en.ts';
import type { Wording } from '../../domain/letter/wording.ts';
import { ZH } from '../../domain/letter/zh.ts';
import type { Addressee } from '../../domain/units/addressees.ts';
import { LANGUAGES, type Language, type Texts } from '../../domain/values/language.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import type { Session } from '../ports.ts';

export interface Speaker {
  readonly language: Language;
  readonly wording: Wording;
  say(texts: Texts): string;
}

/** The signed-in person, with what every page needs. */
export interface Viewer extends Speaker {
  readonly person: Addressee;
  readonly session: Session;
  readonly now: Instant;
  readonly today: PlainDate;
}

export function speakerOf(language: Language): Speaker {
  return { language, wording: language === 'en' ? EN : ZH, say: (texts) => texts[language] };
}

/** The language from the cookie, else the person's, else the browser's, else Chinese. */
export function languageFor(
  cookie: string | undefined,
  person: Pick<Addressee, 'language'> | undefined,
  acceptLanguage: string | undefined,
): Language {
  const chosen = LANGUAGES.find((language) => language === cookie);
  if (chosen !== undefined) return chosen;
  if (person !== undefined) return person.language;
  const preferred = (acceptLanguage ?? '').trim().slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === preferred) ?? 'zh';
}
