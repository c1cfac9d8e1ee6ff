import { EN } from '../../../domain/letter/en.ts';
import type { Wording } from '../../../domain/letter/wording.ts';
import { ZH } from '../../../domain/letter/zh.ts';
import type { Language, Texts } from '../../../domain/values/language.ts';
import { chinaDayOf, type PlainDate } from '../../../domain/values/plain-date.ts';
import type { Store } from '../../deployment/deployment.ts';
import type { Clock } from '../../ports.ts';
import type { StoreChoice, StoreOpener } from '../store/store.ts';

interface ErrorDetails {
  /** The error's code in the JSON, in kebab case. */
  readonly code?: string;
  readonly cause?: unknown;
}

/** An error that the caller can correct. */
class CommandError extends Error {
  /** The lines of the message; each is printed on its own line. */
  readonly lines: readonly string[];
  readonly code: string;

  constructor(
    text: string | readonly string[],
    usualCode: string,
    { code = usualCode, cause }: ErrorDetails,
  ) {
    const lines = typeof text === 'string' ? [text] : text;
    super(lines.join('\n'), { cause });
    this.lines = lines;
    this.code = code;
  }
}

/** Wrong usage: the exit code is 2. The message states the mistake and the allowed values. */
export class BadUsage extends CommandError {
  override readonly name = 'BadUsage';
  constructor(text: string | readonly string[], details: ErrorDetails = {}) {
    super(text, 'bad-usage', details);
  }
}

/** A command fails for a reason that a person can correct: the exit code is 1. */
export class CommandFailed extends CommandError {
  override readonly name = 'CommandFailed';
  constructor(text: string | readonly string[], details: ErrorDetails = {}) {
    super(text, 'failed', details);
  }
}

const WORDINGS: Readonly<Record<Language, Wording>> = { zh: ZH, en: EN };

export const LANGUAGES = Object.keys(WORDINGS) as readonly Language[];

/** A line for people, in one language or in both; false and undefined print nothing. */
export type Line = string | Texts | false | undefined;

export function textsOf(lines: readonly Line[], { say }: Pick<CommandContext, 'say'>): string[] {
  return lines
    .filter((line) => line !== undefined && line !== false)
    .map((line) => (typeof line === 'string' ? line : say(line)));
}

/** The result of a command: JSON for programs, and lines for people. */
export interface CommandResult {
  readonly json: unknown;
  readonly lines: readonly Line[];
  /** True if the command ran but reports a failure: the exit code is 1. */
  readonly failed?: boolean;
}

export interface CommandContext {
  readonly language: Language;
  /** The wording of the digests, so that digests and commands use the same terms. */
  readonly wording: Wording;
  readonly clock: Clock;
  say(texts: Texts): string;
  today(): PlainDate;
  /** Prints a progress line; it is not part of the result. */
  progress(line: string): void;
  /** @returns the error for wrong usage, to be thrown. */
  badUsage(texts: Texts): BadUsage;
  /** @returns the error for a failure, to be thrown. */
  failure(texts: Texts, details?: ErrorDetails): CommandFailed;
  /** Opens the store, calls `work`, and closes the store. */
  withStore(choice: StoreChoice, work: (store: Store) => Promise<CommandResult>): Promise<CommandResult>;
}

interface ContextParts extends Pick<CommandContext, 'language' | 'clock' | 'progress'> {
  /** Prints a warning. */
  readonly warn: (line: string) => void;
  readonly openStore: StoreOpener;
}

export function createContext({ language, clock, progress, warn, openStore }: ContextParts): CommandContext {
  const say = (texts: Texts) => texts[language];
  return {
    language,
    wording: WORDINGS[language],
    clock,
    say,
    progress,
    today: () => chinaDayOf(clock.now()),
    badUsage: (texts) => new BadUsage(say(texts)),
    failure: (texts, details) => new CommandFailed(say(texts), details),
    async withStore(choice, work) {
      const unreadable = new Set<string>();
      const store = await openStore(choice, say, ({ pk, sk }) => unreadable.add(`${pk} ${sk}`));
      try {
        return await work(store);
      } finally {
        store.close();
        for (const key of unreadable) {
          warn(say({ zh: `存储的记录无法读取：${key}`, en: `unreadable stored record: ${key}` }));
        }
      }
    },
  };
}
