import { Command, CommanderError } from 'commander';
import { printable } from '../../domain/letter/letter.ts';
import type { Language } from '../../domain/values/language.ts';
import type { Clock } from '../ports.ts';
import {
  BadUsage,
  type CommandContext,
  CommandFailed,
  type CommandResult,
  createContext,
  LANGUAGES,
  textsOf,
} from './frame/frame.ts';
import { choice, flag } from './frame/kinds.ts';
import { addCommand, parserOption } from './frame/runner.ts';
import type { CommandSpec, GroupSpec } from './frame/spec.ts';
import { badUsage, speakingHelp } from './frame/usage.ts';
import type { StoreOpener } from './store/store.ts';

/** The input and output of the command line: two streams of lines and a clock. */
export interface CommandLineIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly clock: Clock;
}

/** All commands. Each is loaded when it is called, so an explanation loads no store code. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandSpec | GroupSpec>>> = {
  explain: async () => (await import('./explain/explain.ts')).EXPLAIN,
  cases: async () => (await import('./cases.ts')).CASES,

  daily: async () => (await import('./daily.ts')).DAILY,
  registry: async () => (await import('./registry/registry.ts')).REGISTRY,
  forget: async () => (await import('./forget.ts')).FORGET,
  facts: async () => (await import('./facts.ts')).FACTS,
  roster: async () => (await import('./roster.ts')).ROSTER,
  record: async () => (await import('./record/record.ts')).RECORD,
  acknowledge: async () => (await import('./record/attention.ts')).ACKNOWLEDGE,
  snooze: async () => (await import('./record/attention.ts')).SNOOZE,
  guide: async () => (await import('./guide/guide.ts')).GUIDE,
  policy: async () => (await import('./policy/policy.ts')).POLICY,
  rebuild: async () => (await import('./rebuild.ts')).REBUILD,
  check: async () => (await import('./check.ts')).CHECK,
  onboard: async () => (await import('./onboard.ts')).ONBOARD,
  import: async () => (await import('./import/import.ts')).IMPORT,
  reconcile: async () => (await import('./reconcile.ts')).RECONCILE,
  bases: async () => (await import('./record/bases.ts')).BASES,
  ledger: async () => (await import('./ledger.ts')).LEDGER,
  activity: async () => (await import('./activity.ts')).ACTIVITY,
  sources: async () => (await import('./sources.ts')).SOURCES_COMMAND,
  mail: async () => (await import('./mail.ts')).MAIL,
  'sign-in': async () => (await import('./sign-in.ts')).SIGN_IN,
  secrets: async () => (await import('./secrets.ts')).SECRETS,
  quarantine: async () => (await import('./quarantine.ts')).QUARANTINE,
};

/**
 * Runs one command line. Text is printed without control characters; with `--json` the result or the error is one JSON
 * document.
 * @param args without the program's own name.
 * @returns the exit code: 0, 1 when the command failed, 2 for wrong usage.
 */
export async function runCommandLine(
  args: readonly string[],
  io: CommandLineIo,
  openStore: StoreOpener = openDeployment,
): Promise<0 | 1 | 2> {
  const isJson = args.includes('--json');
  const warn = (line: string) => io.err(printable(line));
  const progress = isJson ? () => undefined : warn;
  const context = createContext({ language: languageIn(args), clock: io.clock, progress, warn, openStore });
  let failed = false;
  const print = (result: CommandResult) => {
    if (isJson) for (const part of documentParts(result.json)) io.out(part);
    else io.out(textsOf(result.lines, context).map(printable).join('\n'));
    failed = result.failed ?? false;
  };
  const program = programFor(context, io);
  for (const spec of await named(args)) addCommand(program, spec, context, print);
  describeBadUsage(program, context);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return failed ? 1 : 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    io.err(isJson ? documentOf({ error: errorJson(error) }) : linesOf(error).map(printable).join('\n'));
    return error instanceof BadUsage ? 2 : 1;
  }
}

/** A long list is printed in parts of this many elements. */
const ELEMENTS_A_PART = 1_000;

/**
 * The lines of {@link documentOf}, a part at a time, because the lists of a large company are too long for one text.
 */
function* documentParts(json: unknown): Generator<string> {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  const fields = isObject ? Object.entries(json).filter(([, value]) => value !== undefined) : [];
  if (!fields.some(([, value]) => isLong(value))) {
    yield documentOf(json);
    return;
  }
  yield '{';
  for (const [i, [name, value]] of fields.entries()) {
    const key = `  ${documentOf(name)}: `;
    const end = i === fields.length - 1 ? '' : ',';
    if (!isLong(value)) {
      yield `${key}${documentOf(value).replaceAll('\n', '\n  ')}${end}`;
      continue;
    }
    yield `${key}[`;
    for (let first = 0; first < value.length; first += ELEMENTS_A_PART) {
      // This removes the brackets and their line breaks.
      const some = documentOf(value.slice(first, first + ELEMENTS_A_PART)).slice(2, -2);
      yield `  ${some.replaceAll('\n', '\n  ')}${first + ELEMENTS_A_PART < value.length ? ',' : ''}`;
    }
    yield `  ]${end}`;
  }
  yield '}';
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > ELEMENTS_A_PART;
}

/** JSON with escaped control characters, so that a terminal does not execute them. */
function documentOf(json: unknown): string {
  return JSON.stringify(json, null, 2).replace(
    /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function errorJson(error: unknown): { readonly code: string; readonly message: string } {
  const code = error instanceof BadUsage || error instanceof CommandFailed ? error.code : 'unexpected';
  return { code, message: linesOf(error).join('\n') };
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof BadUsage || error instanceof CommandFailed) return error.lines;
  return [error instanceof Error ? error.message : String(error)];
}

/** The language is read before parsing, because the parser's texts depend on it. */
function languageIn(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--language' || arg.startsWith('--language='));
  const given = args[at]?.split('=')[1] ?? args[at + 1];
  return LANGUAGES.find((language) => at >= 0 && language === given) ?? 'zh';
}

const openDeployment: StoreOpener = async (...asked) =>
  (await import('./store/store.ts')).openStore(...asked);

/** Loads the commands that the arguments may name, or all commands if none matches. */
async function named(args: readonly string[]): Promise<(CommandSpec | GroupSpec)[]> {
  const names = Object.keys(COMMANDS).filter((name) => args.includes(name));
  const loads = names.length === 0 ? Object.values(COMMANDS) : names.map((name) => COMMANDS[name]);
  return Promise.all(loads.flatMap((load) => load?.() ?? []));
}

function programFor(context: CommandContext, io: CommandLineIo): Command {
  const { say } = context;
  const about = {
    zh: '参保管家：解释期限，查看待办，运行每日提醒，管理登记。',
    en: 'Canbao: explains dates, lists cases, runs the daily digests, manages the registry.',
  };
  const json = flag({ zh: '输出一个 JSON 文档', en: 'print one JSON document' });
  const language = choice({ zh: '语言', en: 'language' }, LANGUAGES, 'language');
  return speakingHelp(new Command('canbao'), say)
    .description(say(about))
    .addOption(parserOption('json', json, context))
    .addOption(parserOption('language', language, context))
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: () => undefined });
}

/** Replaces the parser's usage errors of a command with our own messages. */
function describeBadUsage(command: Command, context: CommandContext): void {
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : badUsage(error, command, context.say);
  });
  for (const sub of command.commands) describeBadUsage(sub, context);
}
