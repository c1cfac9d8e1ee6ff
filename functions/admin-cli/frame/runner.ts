import { Argument, type Command, Option } from 'commander';
import type { CommandContext, CommandResult } from './frame.ts';
import { type OptionSpec, optionOf } from './kinds.ts';
import type { CommandSpec, GroupSpec } from './spec.ts';

type Print = (result: CommandResult) => void;

/** Adds a command, or a group of commands, to the parser. @param print prints the result. */
export function addCommand(
  parent: Command,
  spec: CommandSpec | GroupSpec,
  context: CommandContext,
  print: Print,
): void {
  const { say } = context;
  const command = parent.command(spec.name).description(say(spec.about));
  if ('commands' in spec) {
    for (const sub of spec.commands) addCommand(command, sub, context, print);
    return;
  }
  const names = Object.keys(spec.args);
  for (const [name, { about, takes, read }] of Object.entries(spec.args)) {
    const shape = { one: `<${name}>`, some: `<${name}...>`, any: `[${name}...]` }[takes];
    const argument = new Argument(shape, say(about));
    if (read !== undefined) argument.argParser((text: string) => read(text, `<${name}>`, context));
    command.addArgument(argument);
  }
  for (const [name, option] of Object.entries(spec.options)) {
    command.addOption(parserOption(name, option, context));
  }
  const lines = spec.examples.map((example) => (typeof example === 'string' ? example : say(example)));
  const title = say({ zh: '示例：', en: lines.length > 1 ? 'Examples:' : 'Example:' });
  command.addHelpText('after', `\n${[title, ...lines.map((line) => `  ${line}`)].join('\n')}`);
  command.action(async (...given: unknown[]) => {
    const asked = Object.fromEntries(names.map((name, i) => [name, given[i]]));
    for (const [name, { fallback }] of Object.entries(spec.options)) {
      if (fallback !== undefined) asked[name] = fallback(context);
    }
    print(await spec.run({ ...asked, ...command.opts() }, context));
  });
}

/** @param name in camel case, for example `coveredFrom`. */
export function parserOption(name: string, spec: OptionSpec<unknown>, context: CommandContext) {
  const { about, placeholder, choices, format, read, required, conflicts } = spec;
  const long = optionOf(name);
  const allowed = choices?.join(', ') ?? format;
  const listed = allowed === undefined ? '' : ` (${allowed})`;
  const flags = placeholder === undefined ? long : `${long} <${placeholder}>`;
  const option = new Option(flags, `${context.say(about)}${listed}`);
  if (read !== undefined) {
    // If an option is repeated, `before` is the value so far. It is undefined the first time.
    option.argParser((text: string, before: unknown) => read(text, long, context, before));
  }
  if (required === true) option.makeOptionMandatory();
  return conflicts === undefined ? option : option.conflicts([...conflicts]);
}
