import { Command, CommanderError } from 'commander';
import type { Language } from '../../domain/values/language.ts';
import type { Clock } from '../ports.ts';
import { BadUsage, createFrame, type Frame, LANGUAGES, type Printout } from './frame/frame.ts';
import { choiceOption } from './frame/options.ts';
import { badUsage, speakingHelp } from './frame/usage.ts';
import type { StoreOpener } from './store/store.ts';

/** The world as the command line sees it: two streams of lines and a clock. */
export interface CommandLineIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly clock: Clock;
}

type AddCommand = (program: Command, frame: Frame) => void;

/** Every command, loaded when it is named: who asks for a date does not wait for what reads a store. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  explain: async () => (await import('./explain/explain.ts')).explainCommand,
  cases: async () => (await import('./cases/cases.ts')).casesCommand,
  daily: async () => (await import('./daily.ts')).dailyCommand,
  registry: async () => (await import('./registry/registry.ts')).registryCommand,
  facts: async () => (await import('./facts/facts.ts')).factsCommand,
  roster: async () => (await import('./roster/roster.ts')).rosterCommand,
  record: async () => (await import('./record/record.ts')).recordCommand,
  acknowledge: async () => (await import('./attend/acknowledge.ts')).acknowledgeCommand,
  snooze: async () => (await import('./attend/snooze.ts')).snoozeCommand,
  guide: async () => (await import('./guide/guide.ts')).guideCommand,
  policy: async () => (await import('./policy/policy.ts')).policyCommand,
  rebuild: async () => (await import('./rebuild.ts')).rebuildCommand,
  import: async () => (await import('./import/import.ts')).importCommand,
  reconcile: async () => (await import('./reconcile.ts')).reconcileCommand,
  bases: async () => (await import('./bases.ts')).basesCommand,
  ledger: async () => (await import('./ledger.ts')).ledgerCommand,
  sources: async () => (await import('./sources.ts')).sourcesCommand,
  secrets: async () => (await import('./secrets/secrets.ts')).secretsCommand,
  quarantine: async () => (await import('./quarantine/quarantine.ts')).quarantineCommand,
};

/**
 * Runs one command line.
 * @param args without the program's own name.
 * @returns the exit code: 0, 1 when what was asked for failed, 2 when it was asked for wrongly.
 */
export async function runCommandLine(
  args: readonly string[],
  io: CommandLineIo,
  open: StoreOpener = openDeployment,
): Promise<0 | 1 | 2> {
  let failed = false;
  const print = ({ json, lines, failed: bad = false }: Printout) => {
    io.out(program.opts().json === true ? JSON.stringify(json, null, 2) : lines.join('\n'));
    failed = bad;
  };
  const language = languageIn(args);
  const frame = createFrame({ language, clock: io.clock, print, progress: io.err, openStore: open });
  const program = programFor(frame, io);
  for (const add of await named(args)) add(program, frame);
  tellUsage(program, frame);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return failed ? 1 : 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    io.err(error instanceof Error ? error.message : String(error));
    return error instanceof BadUsage ? 2 : 1;
  }
}

/** The language decides on the words of the parser itself, so it is looked for before anything is parsed. */
function languageIn(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--language' || arg.startsWith('--language='));
  const given = args[at]?.split('=')[1] ?? args[at + 1];
  return LANGUAGES.find((language) => at >= 0 && language === given) ?? 'zh';
}

const openDeployment: StoreOpener = async (...asked) =>
  (await import('./store/store.ts')).openStore(...asked);

/** The commands that the arguments may mean; all of them where they name none. */
async function named(args: readonly string[]): Promise<AddCommand[]> {
  const names = Object.keys(COMMANDS).filter((name) => args.includes(name));
  const loads = names.length === 0 ? Object.values(COMMANDS) : names.map((name) => COMMANDS[name]);
  return Promise.all(loads.flatMap((load) => load?.() ?? []));
}

function programFor(frame: Frame, io: CommandLineIo): Command {
  const { say } = frame;
  const program = speakingHelp(new Command('canbao'), say)
    .description(
      say({
        zh: '参保管家：解释期限，查看待办，运行每日提醒，管理登记。',
        en: 'Canbao: explains dates, lists cases, runs the daily digests, keeps the registry.',
      }),
    )
    .option('--json', say({ zh: '输出一个 JSON 文档', en: 'print one JSON document' }))
    .addOption(choiceOption(frame, '--language <language>', { zh: '语言', en: 'language' }, LANGUAGES))
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: () => undefined });
  return program;
}

/** Every command tells a wrong call in our words, with what is allowed. */
function tellUsage(command: Command, frame: Frame): void {
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : badUsage(error, command, frame.say);
  });
  for (const sub of command.commands) tellUsage(sub, frame);
}
