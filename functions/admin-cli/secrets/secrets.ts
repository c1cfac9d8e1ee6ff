import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { secretsDrop } from './drop.ts';
import { secretsPut } from './put.ts';
import { secretsShow } from './show.ts';

/** `canbao secrets`: what HR systems prove themselves with, exchanged without a pause. */
export function secretsCommand(program: Command, frame: Frame): void {
  const command = program.command('secrets').description(
    frame.say({
      zh: '人事系统的密钥：查看、录入、更换、停用；几个可同时有效',
      en: "HR systems' secrets: look at them, enter, exchange, retire; several are live at once",
    }),
  );
  secretsShow(command, frame);
  secretsPut(command, frame);
  secretsDrop(command, frame);
}
