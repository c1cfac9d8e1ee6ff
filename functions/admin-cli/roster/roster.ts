import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { confirmRoster } from './confirm.ts';
import { dismissRoster } from './dismiss.ts';
import { showRoster } from './show.ts';

/** `canbao roster`: what the pulled rosters found, and what a person says to it. */
export function rosterCommand(program: Command, frame: Frame): void {
  const roster = program.command('roster').description(
    frame.say({
      zh: '人事系统花名册与记录的差异：查看、确认记入、不再提示',
      en: 'where the HR system’s roster and the records differ: show, confirm, dismiss',
    }),
  );
  showRoster(roster, frame);
  confirmRoster(roster, frame);
  dismissRoster(roster, frame);
}
