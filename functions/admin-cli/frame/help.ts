import type { Command, HelpConfiguration } from 'commander';
import type { Words } from './frame.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** Help in the language of the rest; the parser's own titles are English. */
export function speakingHelp(program: Command, say: (words: Words) => string): Command {
  const configuration: HelpConfiguration = {
    showGlobalOptions: true,
    styleTitle: (title) => say({ zh: TITLES[title] ?? title, en: title }),
  };
  return program
    .configureHelp(configuration)
    .helpOption('-h, --help', say({ zh: '显示用法', en: 'show how it is used' }))
    .helpCommand('help [command]', say({ zh: '显示某个命令的用法', en: 'show how a command is used' }));
}
