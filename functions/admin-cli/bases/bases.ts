import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { basesDeclared } from './declared.ts';

/** `canbao bases`: what staff did about the contribution bases of a unit. */
export function basesCommand(program: Command, frame: Frame): void {
  const command = program
    .command('bases')
    .description(
      frame.say({ zh: '年度缴费基数：登记已申报', en: 'the bases of the year: record a declaration' }),
    );
  basesDeclared(command, frame);
}
