import { unitText } from '../../domain/letter/case-card.ts';
import { EN } from '../../domain/letter/en.ts';
import type { Wording } from '../../domain/letter/wording.ts';
import { ZH } from '../../domain/letter/zh.ts';
import { type Addressee, addresseesOf } from '../../domain/units/addressees.ts';
import type { Registry } from '../../domain/units/unit.ts';
import { LANGUAGES, type Language, type Texts } from '../../domain/values/language.ts';
import { once } from '../../domain/values/once.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import type { Session } from '../ports.ts';
import type { AnyFact } from '../staff-actions/shown-facts.ts';

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
  /** The name of a unit, or its id if the unit is not registered. */
  unitName(unitId: string): string;
  /** The name of a person of the staff, or the key if nobody is registered under it. */
  staffName(key: string): string;
  /** Who stated a fact: a person, an HR system, or a file. */
  whoStated(fact: Pick<AnyFact, 'by' | 'factId'>): string;
}

export function speakerOf(language: Language): Speaker {
  return { language, wording: language === 'en' ? EN : ZH, say: (texts) => texts[language] };
}

/** The signed-in person, with the names in the registry. */
export function viewerOf(
  speaker: Speaker,
  seen: Pick<Viewer, 'person' | 'session' | 'now'>,
  registry: Registry,
  fallbackMailbox: string | undefined,
): Viewer {
  const { say, wording } = speaker;
  const units = once(() => new Map(registry.units.map(({ unitId, name }) => [unitId, name])));
  const staff = once(
    () => new Map(addresseesOf(registry, fallbackMailbox).map(({ key, name }) => [key, name])),
  );
  const staffName = (key: string) => staff().get(key.toLowerCase()) ?? key;
  return {
    ...speaker,
    ...seen,
    today: chinaDayOf(seen.now),
    unitName: (unitId) => unitText(units().get(unitId) ?? unitId, wording),
    staffName,
    whoStated({ by, factId }) {
      if (by !== undefined) return staffName(by.who);
      const source = factId.slice(0, factId.indexOf(':'));
      return say(FILES[source] ?? { zh: `人事系统 ${source}`, en: `HR system ${source}` });
    },
  };
}

/** The sources of facts that are neither a person nor an HR system. */
const FILES: Readonly<Record<string, Texts>> = {
  bill: { zh: '账单', en: 'bill' },
  roster: { zh: '花名册', en: 'roster' },
  guide: { zh: '参保管家', en: 'Canbao' },
};

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
