import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { enrolmentDeadline } from '../../../domain/rules/deadline/enrolment-deadline.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { asOfOption, dayOption, example, textOption } from '../frame/options.ts';
import { deadlinePrintout, policyFor } from './deadline-printout.ts';

interface Asked {
  readonly hired: PlainDate;
  readonly region?: string;
  readonly asOf?: PlainDate;
}

/** `canbao explain enrolment`: by when somebody hired on a day has to be enrolled (R1). */
export function explainEnrolment(parent: Command, frame: Frame): void {
  const { say } = frame;
  const hired = dayOption(frame, '--hired <day>', {
    zh: '第一个工作日（用工之日），YYYY-MM-DD',
    en: 'first working day for the employer, YYYY-MM-DD',
  });
  parent
    .command('enrolment')
    .description(
      say({
        zh: '新职工最迟何时参保，依据是什么',
        en: 'by when a new employee has to be enrolled, and why',
      }),
    )
    .addOption(hired.makeOptionMandatory())
    .addOption(regionOption(frame))
    .addOption(asOfOption(frame))
    .addHelpText('after', example(frame, 'canbao explain enrolment --hired 2026-01-16 --region 北京'))
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

export function regionOption(frame: Frame) {
  return textOption(frame, '--region <region>', {
    zh: '统筹区，例如 北京；不写则只按全国规定',
    en: 'pooling area, e.g. 北京; national rules alone where it is not given',
  });
}

function explain(asked: Asked, frame: Frame): Printout {
  const { hired: hiredOn, region, asOf = frame.today() } = asked;
  const policy = policyFor(region, frame);
  const answer = enrolmentDeadline({ hiredOn, asOf, policy }, publishedCalendar);
  const where = region === undefined ? '' : ` · ${policy.region}`;
  const title = frame.say({ zh: `增员申报：${hiredOn} 用工`, en: `Enrolment, employed from ${hiredOn}` });
  return deadlinePrintout(
    { ...answer, title: `${title}${where}`, asOf, policy, regionGiven: region !== undefined },
    frame,
  );
}
