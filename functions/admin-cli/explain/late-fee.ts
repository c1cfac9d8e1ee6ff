import type { Command } from 'commander';
import { alsoAtStake } from '../../../domain/rules/arrears/also-at-stake.ts';
import { lateFee } from '../../../domain/rules/arrears/late-fee.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { dayOption, example, yuanOption } from '../frame/options.ts';
import { policyFor } from './deadline-printout.ts';
import { regionOption } from './enrolment.ts';
import { amountText, rulePrintout, unknownText } from './rule-printout.ts';

interface Asked {
  readonly principal: Fen;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly region?: string;
}

/** `canbao explain late-fee`: what arrears cost for a number of days (R5). */
export function explainLateFee(parent: Command, frame: Frame): void {
  const { say } = frame;
  const principal = yuanOption(frame, '--principal <yuan>', {
    zh: '欠费本金（单位与个人部分合计），元',
    en: 'arrears, both parts together, in yuan',
  });
  const from = dayOption(frame, '--from <day>', {
    zh: '欠缴之日，计入，YYYY-MM-DD',
    en: 'first day of the arrears, counted, YYYY-MM-DD',
  });
  const to = dayOption(frame, '--to <day>', {
    zh: '缴费前一日，计入，YYYY-MM-DD',
    en: 'day before payment, counted, YYYY-MM-DD',
  });
  parent
    .command('late-fee')
    .description(say({ zh: '欠费的滞纳金是多少', en: 'what the late fee on arrears comes to' }))
    .addOption(principal.makeOptionMandatory())
    .addOption(from.makeOptionMandatory())
    .addOption(to.makeOptionMandatory())
    .addOption(regionOption(frame))
    .addHelpText(
      'after',
      example(frame, 'canbao explain late-fee --principal 1000 --from 2011-09-01 --to 2011-10-09'),
    )
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

function explain({ principal, from, to, region }: Asked, frame: Frame): Printout {
  const { say } = frame;
  if (to < from) {
    throw new BadUsage(
      say({
        zh: `--to "${to}" 早于 --from "${from}"；截止日不得早于起算日`,
        en: `--to "${to}" lies before --from "${from}"; the last day cannot come before the first`,
      }),
    );
  }
  const policy = policyFor(region, frame);
  const answer = lateFee({ principal, from, to, policy });
  const { days, fee } = answer.known ? answer : { days: undefined, fee: undefined };
  const stakes = alsoAtStake({ dues: principal, asOf: to, policy });
  return rulePrintout(
    {
      title: say({
        zh: `滞纳金：${from} 至 ${to}，本金 ¥${yuan(principal)}`,
        en: `Late fee from ${from} to ${to} on ¥${yuan(principal)}`,
      }),
      json: answer.known
        ? { days: answer.days, fee: yuan(answer.fee) }
        : { days: null, fee: null, problem: answer.why, unknownOn: answer.unknownOn },
      rows: [
        [say({ zh: '天数', en: 'Days' }), String(days ?? unknownText(frame))],
        [say({ zh: '滞纳金', en: 'Late fee' }), amountText(fee, frame)],
      ],
      because: [...answer.because, ...stakes],
      region: region === undefined ? undefined : policy,
    },
    frame,
  );
}
