import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { importCharges } from './charges.ts';
import { importRoster } from './roster.ts';

/** `canbao import`: takes in what others keep in files. */
export function importCommand(program: Command, frame: Frame): void {
  const command = program
    .command('import')
    .description(
      frame.say({ zh: '导入文件：缴费明细、花名册', en: 'take in files: the bill of charges, the roster' }),
    );
  importCharges(command, frame);
  importRoster(command, frame);
}
