import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { recordCardCommand } from './card.ts';
import { recordDocumentCommand } from './document.ts';
import { recordFilingCommand } from './filing.ts';
import { recordHireCommand } from './hire.ts';
import { recordLeaveCommand } from './leave.ts';
import { recordMistakeCommand } from './mistake.ts';
import { recordNoteCommand } from './note.ts';
import { recordRefundCommand } from './refund.ts';
import { recordUndoCommand } from './undo.ts';

/** `canbao record`: what staff did about cases, and what the HR system left out. */
export function recordCommand(program: Command, frame: Frame): void {
  const record = program.command('record').description(
    frame.say({
      zh: '登记经办结果：申报、退费、材料、医保卡、备注、撤销；以及人事系统没有给出的入职、离职日期',
      en: 'record what was done: filings, refunds, papers, cards, notes, undo; and the days of hires and leaves that the HR system left out',
    }),
  );
  recordFilingCommand(record, frame);
  recordRefundCommand(record, frame);
  recordDocumentCommand(record, frame);
  recordCardCommand(record, frame);
  recordNoteCommand(record, frame);
  recordUndoCommand(record, frame);
  recordHireCommand(record, frame);
  recordLeaveCommand(record, frame);
  recordMistakeCommand(record, frame);
}
