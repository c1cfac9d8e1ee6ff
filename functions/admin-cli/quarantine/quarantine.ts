import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { quarantineDrop } from './drop.ts';
import { quarantineList } from './list.ts';
import { quarantineReplay } from './replay.ts';
import { quarantineShow } from './show.ts';

/** `canbao quarantine`: events that were verified and not understood. */
export function quarantineCommand(program: Command, frame: Frame): void {
  const command = program.command('quarantine').description(
    frame.say({
      zh: '隔离的事件：签名无误、但内容看不懂的，可查看、重放或丢弃',
      en: 'events that were verified and not understood: look at them, take them in again, throw them away',
    }),
  );
  quarantineList(command, frame);
  quarantineShow(command, frame);
  quarantineReplay(command, frame);
  quarantineDrop(command, frame);
}
