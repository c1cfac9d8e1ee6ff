import type { Command } from 'commander';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { recordRefund, refundInput } from '../../staff-actions/refund.ts';
import type { Frame } from '../frame/frame.ts';
import { choiceOption, dayOption, example, lineOption, monthsOption, yuanOption } from '../frame/options.ts';
import { employeeArgument, spellOption } from './filing.ts';
import {
  actionPorts,
  inputOf,
  recordedPrintout,
  type StaffChoice,
  stepIn,
  submissionOf,
  withStaffOptions,
} from './staff.ts';

interface Asked extends StaffChoice {
  readonly months: readonly Month[];
  readonly requested?: PlainDate;
  readonly settled?: PlainDate;
  readonly denied?: PlainDate;
  readonly way?: 'refund' | 'offset';
  readonly amount?: Fen;
  readonly reason?: string;
  readonly spell?: string;
}

const STEPS = {
  requested: ['way!', 'amount'],
  settled: ['way', 'amount'],
  denied: ['way', 'reason!'],
} as const;

/** `canbao record refund`: overpaid months were asked back, paid back or set off, or denied. */
export function recordRefundCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('refund')
    .description(
      say({
        zh: '登记多缴月份的退费或抵扣：已申请、已办结或未获批',
        en: 'record the refund or offset of overpaid months: requested, settled or denied',
      }),
    )
    .addArgument(employeeArgument(frame))
    .addOption(
      monthsOption(frame, '--months <months>', {
        zh: '多缴的月份，YYYY-MM，用逗号分隔',
        en: 'the overpaid months, YYYY-MM, separated by commas',
      }).makeOptionMandatory(),
    )
    .addOption(dayOption(frame, '--requested <day>', { zh: '申请日', en: 'the day it was asked for' }))
    .addOption(
      dayOption(frame, '--settled <day>', { zh: '办结日', en: 'the day the money came or was set off' }),
    )
    .addOption(dayOption(frame, '--denied <day>', { zh: '未获批之日', en: 'the day it was denied' }))
    .addOption(
      choiceOption(
        frame,
        '--way <way>',
        { zh: '退费或抵扣；办结时默认申请的方式', en: 'how; once settled, by default as requested' },
        ['refund', 'offset'],
      ),
    )
    .addOption(yuanOption(frame, '--amount <yuan>', { zh: '金额，元', en: 'the amount in yuan' }))
    .addOption(lineOption(frame, '--reason <text>', { zh: '未获批的原因', en: 'why it was denied' }, 300))
    .addOption(spellOption(frame));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record refund BJ-0003 --months 2026-08,2026-09 --requested 2026-11-20 --way refund --local',
        'canbao record refund BJ-0003 --months 2026-08,2026-09 --settled 2026-12-01 --amount 2352.00 --local',
        `canbao record refund BJ-0003 --months 2026-09 --denied 2026-12-01 --reason '${say({ zh: '已超过期限', en: 'too late' })}' --local`,
      ),
    )
    .action(
      frame.act((employeeId: string, asked: Asked) => {
        const step = stepIn(asked as never, STEPS, frame);
        const { months, way, amount, reason, spell } = asked;
        const input = inputOf(
          refundInput(),
          {
            step,
            employeeId,
            months,
            spellId: spell,
            on: asked[step],
            way,
            amount: amount === undefined ? undefined : yuan(amount),
            reason,
          },
          frame,
        );
        return frame.withStore(asked, async (store) =>
          recordedPrintout(
            employeeId,
            await recordRefund(input, await submissionOf(asked, store), actionPorts(store, frame)),
            frame,
          ),
        );
      }),
    );
}
