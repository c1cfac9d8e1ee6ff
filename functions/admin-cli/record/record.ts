import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { recordHire } from './hire.ts';
import { recordLeave } from './leave.ts';
import { recordMistake } from './mistake.ts';

/** `canbao record`: what the HR system cannot pass on, told by staff: the day of a hire or a leave, and why. */
export function recordCommand(program: Command, frame: Frame): void {
  const record = program.command('record').description(
    frame.say({
      zh: '登记人事系统没有给出的日期：入职、离职，或作废一条告知',
      en: 'record what the HR system did not tell: the day of a hire or a leave, or that there was none',
    }),
  );
  recordHire(record, frame);
  recordLeave(record, frame);
  recordMistake(record, frame);
}
