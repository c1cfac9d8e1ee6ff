import type { Command } from 'commander';
import { type CoverGap, coverGap, type GapQuestion } from '../../../domain/rules/cover/gap.ts';
import { flexibleGap } from '../../../domain/rules/individual/flexible.ts';
import type { Month } from '../../../domain/values/month.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { example, monthOption } from '../frame/options.ts';
import { policyFor } from './deadline-printout.ts';
import { regionOption } from './enrolment.ts';
import { type Row, rulePrintout, unknownText } from './rule-printout.ts';

interface Asked {
  readonly lastPaid: Month;
  readonly nextPaid: Month;
  readonly flexible?: boolean;
  readonly transfer?: boolean;
  readonly region?: string;
}

/** `canbao explain gap`: what months without contribution do to cover (R10). */
export function explainGap(parent: Command, frame: Frame): void {
  const { say } = frame;
  const lastPaid = monthOption(frame, '--last-paid <month>', {
    zh: '最后已缴月份，YYYY-MM',
    en: 'last month paid, YYYY-MM',
  });
  const nextPaid = monthOption(frame, '--next-paid <month>', {
    zh: '续缴的第一个月，YYYY-MM',
    en: 'first month paid again, YYYY-MM',
  });
  parent
    .command('gap')
    .description(say({ zh: '断缴几个月有什么后果', en: 'what a gap between two paid months does' }))
    .addOption(lastPaid.makeOptionMandatory())
    .addOption(nextPaid.makeOptionMandatory())
    .addOption(regionOption(frame))
    .option(
      '--transfer',
      say({
        zh: '在另一统筹地区续缴并办理关系转移',
        en: 'paid again in another pooling area, with a transfer of the relation',
      }),
    )
    .option('--flexible', say({ zh: '续缴时以灵活就业身份参保', en: 'goes on as a flexible worker' }))
    .addHelpText('after', example(frame, 'canbao explain gap --last-paid 2026-06 --next-paid 2026-10'))
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

function explain(asked: Asked, frame: Frame): Printout {
  const { lastPaid, nextPaid, flexible = false, transfer: onTransfer = false, region } = asked;
  const { say } = frame;
  if (nextPaid < lastPaid) {
    throw new BadUsage(
      say({
        zh: `--next-paid "${nextPaid}" 早于 --last-paid "${lastPaid}"；续缴月份不得早于最后已缴月份`,
        en: `--next-paid "${nextPaid}" lies before --last-paid "${lastPaid}"; it cannot be the earlier of the two`,
      }),
    );
  }
  const policy = policyFor(region, frame);
  const question = { lastPaid, nextPaid, onTransfer, policy };
  const gap = coverGap(question);
  const own = flexible ? flexiblePart(question, frame) : undefined;
  return rulePrintout(
    {
      title: say({ zh: `断缴：${lastPaid} 至 ${nextPaid}`, en: `Gap from ${lastPaid} to ${nextPaid}` }),
      json: { ...gapJson(gap), ...own?.json },
      rows: [...gapRows(gap, frame), ...(own?.rows ?? [])],
      because: own?.because ?? gap.because,
      region: region === undefined ? undefined : policy,
    },
    frame,
  );
}

function gapJson({ gapMonths, catchUpAllowed, waitingMonthsAtMost }: CoverGap) {
  return {
    gapMonths,
    catchUpAllowed: catchUpAllowed ?? null,
    waitingMonthsAtMost: waitingMonthsAtMost ?? null,
  };
}

function gapRows({ gapMonths, catchUpAllowed, waitingMonthsAtMost }: CoverGap, frame: Frame): readonly Row[] {
  const { say } = frame;
  const allowed = catchUpAllowed ? say({ zh: '可以', en: 'yes' }) : say({ zh: '不可以', en: 'no' });
  return [
    [say({ zh: '中断整月数', en: 'Whole months without contribution' }), String(gapMonths)],
    [
      say({ zh: '补缴接续', en: 'May be paid up' }),
      catchUpAllowed === undefined ? unknownText(frame) : allowed,
    ],
    [
      say({ zh: '等待期最长（月）', en: 'Months of waiting at most' }),
      String(waitingMonthsAtMost ?? unknownText(frame)),
    ],
  ];
}

/** What the region says of flexible workers stands beside the national rule, and gives the reasons. */
function flexiblePart(question: GapQuestion, frame: Frame) {
  const { coverFrom, because } = flexibleGap(question);
  const label = frame.say({ zh: '灵活就业待遇起始月', en: 'Covered as a flexible worker from' });
  const rows: readonly Row[] = [[label, coverFrom ?? unknownText(frame)]];
  return { json: { flexibleCoverFrom: coverFrom ?? null }, rows, because };
}
