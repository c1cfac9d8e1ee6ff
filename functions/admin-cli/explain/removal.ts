import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import { removalDeadline } from '../../../domain/rules/deadline/removal-deadline.ts';
import { lastPayableMonth } from '../../../domain/rules/overpayment/overpaid-charges.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { asOfOption, choiceOption, dayOption, example } from '../frame/options.ts';
import { LEAVING_REASONS } from '../frame/words.ts';
import { deadlinePrintout, policyFor } from './deadline-printout.ts';
import { regionOption } from './enrolment.ts';

interface Asked {
  readonly left: PlainDate;
  readonly reason?: LeavingReason;
  readonly region?: string;
  readonly asOf?: PlainDate;
}

/** `canbao explain removal`: by when somebody who left on a day has to be removed (R2). */
export function explainRemoval(parent: Command, frame: Frame): void {
  const { say } = frame;
  const left = dayOption(frame, '--left <day>', {
    zh: '最后工作日，YYYY-MM-DD',
    en: 'last working day, YYYY-MM-DD',
  });
  const reason = { zh: '离职原因；死亡另有告知期限', en: 'why; a death has a second date of its own' };
  parent
    .command('removal')
    .description(
      say({ zh: '离职职工最迟何时减员，依据是什么', en: 'by when a leaver has to be removed, and why' }),
    )
    .addOption(left.makeOptionMandatory())
    .addOption(choiceOption(frame, '--reason <reason>', reason, LEAVING_REASONS))
    .addOption(regionOption(frame))
    .addOption(asOfOption(frame))
    .addHelpText(
      'after',
      example(
        frame,
        'canbao explain removal --left 2026-09-30 --region 上海',
        'canbao explain removal --left 2026-09-30 --reason deceased --json',
      ),
    )
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

function explain(asked: Asked, frame: Frame): Printout {
  const { left: leftOn, reason, region, asOf = frame.today() } = asked;
  const policy = policyFor(region, frame);
  const payable = lastPayableMonth({ leftOn, policy });
  // Of all reasons only a death changes the dates.
  const answer = removalDeadline(
    { leftOn, reason: reason ?? 'resigned', lastPayableMonth: payable.month, asOf, policy },
    publishedCalendar,
  );
  const where = region === undefined ? '' : ` · ${policy.region}`;
  const title = frame.say({
    zh: `减员申报：最后工作日 ${leftOn}`,
    en: `Removal, last working day ${leftOn}`,
  });
  return deadlinePrintout(
    {
      ...answer,
      because: [...answer.because, payable.because],
      title: `${title}${where}`,
      asOf,
      policy,
      regionGiven: region !== undefined,
    },
    frame,
  );
}
