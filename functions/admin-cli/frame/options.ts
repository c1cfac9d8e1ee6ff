import type { Command, Option } from 'commander';
import type { Texts } from '../../../domain/values/language.ts';
import type { CommandContext } from './frame.ts';
import { choice, day, number, type OptionSpec, STORE_OPTIONS, text } from './kinds.ts';
import { parserOption } from './runner.ts';

export { discreet } from './kinds.ts';

/** The kinds of option as `policy/` adds them to the parser. */
export function dayOption(context: CommandContext, flags: string, about: Texts): Option {
  return optionFor(flags, day(about), context);
}

export function choiceOption<T extends string>(
  context: CommandContext,
  flags: string,
  about: Texts,
  choices: readonly T[],
): Option {
  return optionFor(flags, choice(about, choices, ''), context);
}

export function textOption(context: CommandContext, flags: string, about: Texts): Option {
  return optionFor(flags, text(about, ''), context);
}

export function numberOption(
  context: CommandContext,
  flags: string,
  about: Texts,
  range: readonly [number, number],
): Option {
  return optionFor(flags, number(about, '', range), context);
}

function optionFor(flags: string, spec: OptionSpec<unknown>, context: CommandContext): Option {
  const [, name = '', placeholder] = /^--([\w-]+) <(.+)>$/.exec(flags) ?? [];
  return parserOption(name, { ...spec, ...(placeholder !== undefined && { placeholder }) }, context);
}

/** Adds where the store is to a command that reads it. */
export function withStoreOptions(command: Command, context: CommandContext): Command {
  for (const [name, spec] of Object.entries(STORE_OPTIONS)) {
    command.addOption(parserOption(name, spec, context));
  }
  return command;
}

export function example({ say }: CommandContext, ...lines: readonly string[]): string {
  const title = say({ zh: '示例：', en: lines.length > 1 ? 'Examples:' : 'Example:' });
  return `\n${[title, ...lines.map((line) => `  ${line}`)].join('\n')}`;
}
