import type { Command, CommanderError, HelpConfiguration } from 'commander';
import type { Texts } from '../../../domain/values/language.ts';
import { BadUsage } from './frame.ts';
import { maskIds } from './kinds.ts';

type Translate = (texts: Texts) => string;

/** Converts the parser's error into our own error, which states the mistake and the allowed values. */
export function badUsage(error: CommanderError, command: Command, say: Translate): BadUsage {
  return new BadUsage([maskIds(whatIsWrong(error, command, say)), seeHelp(command, say)]);
}

function whatIsWrong(error: CommanderError, command: Command, say: Translate): string {
  const [what = '', other = ''] = quotedIn(error.message);
  switch (error.code) {
    case 'commander.help':
      return say({
        zh: `缺少命令；可用的有 ${commandsOf(command)}`,
        en: `a command is missing; the commands are ${commandsOf(command)}`,
      });
    case 'commander.unknownCommand':
      return say({
        zh: `没有命令 ${what}；可用的有 ${commandsOf(command)}`,
        en: `there is no command ${what}; the commands are ${commandsOf(command)}`,
      });
    case 'commander.unknownOption':
      return say({
        zh: `没有选项 ${what}；可用的有 ${optionsOf(command)}`,
        en: `there is no option ${what}; the options are ${optionsOf(command)}`,
      });
    case 'commander.missingMandatoryOptionValue':
      return say({ zh: `必须给出 ${what}`, en: `${what} is required` });
    case 'commander.optionMissingArgument':
      return say({ zh: `${what} 后面缺少值`, en: `${what} needs a value` });
    case 'commander.missingArgument':
      return say({ zh: `缺少参数 <${what}>`, en: `the argument <${what}> is missing` });
    case 'commander.excessArguments':
      return say({
        zh: `参数太多；除选项外${allowedArguments(command) ? `只接受 ${allowedArguments(command)}` : '不接受参数'}`,
        en: `too many arguments; the allowed arguments are: ${allowedArguments(command) || 'none'}`,
      });
    case 'commander.conflictingOption':
      return say({
        zh: `${what} 与 ${other} 不能同时使用`,
        en: `${what} and ${other} cannot be used together`,
      });
    default:
      return error.message;
  }
}

function quotedIn(message: string): string[] {
  return [...message.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted ?? '');
}

function seeHelp(command: Command, say: Translate): string {
  const name = pathOf(command);
  return say({ zh: `用法见 ${name} --help`, en: `See ${name} --help` });
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function commandsOf(command: Command): string {
  return command.commands.map((sub) => sub.name()).join(', ');
}

function optionsOf(command: Command): string {
  const own = command.options.map(({ long, flags }) => long ?? flags);
  return command.parent === null ? own.join(', ') : [...own, optionsOf(command.parent)].join(', ');
}

function allowedArguments(command: Command): string {
  return command.registeredArguments.map((argument) => `<${argument.name()}>`).join(' ');
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** Translates the parser's English titles in help. */
export function speakingHelp(program: Command, say: Translate): Command {
  const configuration: HelpConfiguration = {
    showGlobalOptions: true,
    styleTitle: (title) => say({ zh: TITLES[title] ?? title, en: title }),
  };
  return program
    .configureHelp(configuration)
    .helpOption('-h, --help', say({ zh: '显示用法', en: 'show the usage' }))
    .helpCommand('help [command]', say({ zh: '显示某个命令的用法', en: 'show the usage of a command' }));
}
