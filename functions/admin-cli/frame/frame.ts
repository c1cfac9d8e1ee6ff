import { EN } from '../../../domain/letter/en.ts';
import type { Wording } from '../../../domain/letter/wording.ts';
import { ZH } from '../../../domain/letter/zh.ts';
import type { Language } from '../../../domain/values/language.ts';
import { chinaDayOf, type PlainDate } from '../../../domain/values/plain-date.ts';
import type { Clock, RecordKey } from '../../ports.ts';
import type { Store, StoreChoice, StoreOpener } from '../store/store.ts';

/** The command was called wrongly: exit 2. The message says what was wrong and what is allowed. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

/** What was asked for cannot be done, for a reason that a person can mend: exit 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** The same thing said in each language. */
export type Words = Readonly<Record<Language, string>>;

const WORDINGS: Readonly<Record<Language, Wording>> = { zh: ZH, en: EN };

/** The languages there are words in. */
export const LANGUAGES = Object.keys(WORDINGS) as readonly Language[];

/** What a command answers: one document for programs, and lines for people. */
export interface Printout {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** The command did its work and has to report that something failed: exit 1. */
  readonly failed?: boolean;
}

/** What every command has at hand. */
export interface Frame {
  readonly language: Language;
  /** The words of the digests, so that both speak alike. */
  readonly wording: Wording;
  readonly clock: Clock;
  say(words: Words): string;
  today(): PlainDate;
  /** A line on the way to the result, for people watching; never part of the result. */
  progress(line: string): void;
  /** Makes a command's action of what answers with a printout. */
  act<Args extends unknown[]>(
    run: (...args: Args) => Promise<Printout> | Printout,
  ): (...args: Args) => Promise<void>;
  /** Opens the store for as long as `work` takes. */
  withStore(choice: StoreChoice, work: (store: Store) => Promise<Printout>): Promise<Printout>;
}

/** Said beside the result of whichever command came upon it. */
function unreadableWords({ pk, sk }: RecordKey): Words {
  return {
    zh: `存储的记录无法读取：${pk} ${sk}`,
    en: `a stored record cannot be read: ${pk} ${sk}`,
  };
}

interface FrameParts {
  readonly language: Language;
  readonly clock: Clock;
  readonly print: (printout: Printout) => void;
  readonly progress: (line: string) => void;
  readonly openStore: StoreOpener;
}

export function createFrame({ language, clock, print, progress, openStore }: FrameParts): Frame {
  const say = (words: Words) => words[language];
  return {
    language,
    wording: WORDINGS[language],
    clock,
    say,
    progress,
    today: () => chinaDayOf(clock.now()),
    act:
      (run) =>
      async (...args) =>
        print(await run(...args)),
    async withStore(choice, work) {
      const unreadable = new Map<string, RecordKey>();
      const store = await openStore(choice, say, (key) => unreadable.set(`${key.pk} ${key.sk}`, key));
      try {
        return await work(store);
      } finally {
        store.close();
        for (const key of unreadable.values()) progress(say(unreadableWords(key)));
      }
    },
  };
}
