import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { unitGuide } from '../../../domain/guides/unit-guide.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { policyFor } from '../explain/deadline-printout.ts';
import { regionOption } from '../explain/enrolment.ts';
import type { Frame } from '../frame/frame.ts';
import { dayOption, example } from '../frame/options.ts';
import { guidePrintout } from './guide-printout.ts';
import { guideDayOption } from './person-options.ts';

interface Asked {
  readonly established?: PlainDate;
  readonly region?: string;
  readonly on?: PlainDate;
}

/** `canbao guide unit`: what a new unit has to do (G3). */
export function guideUnit(parent: Command, frame: Frame): void {
  const { say } = frame;
  const established = dayOption(frame, '--established <day>', {
    zh: '单位成立之日，YYYY-MM-DD；不写则只说规定',
    en: 'day of establishment, YYYY-MM-DD; the rule alone where it is not given',
  });
  parent
    .command('unit')
    .description(say({ zh: '新单位办理参保登记', en: 'registering a new unit' }))
    .addOption(established)
    .addOption(regionOption(frame))
    .addOption(guideDayOption(frame))
    .addHelpText('after', example(frame, 'canbao guide unit --established 2026-10-31 --region 北京'))
    .action(
      frame.act(({ established: establishedOn, region, on: day = frame.today() }: Asked) =>
        guidePrintout(
          unitGuide({ establishedOn, day, policy: policyFor(region, frame) }, publishedCalendar),
          frame,
        ),
      ),
    );
}
