import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { flexibleGuide } from '../../../domain/guides/flexible-guide.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { policyFor } from '../explain/deadline-printout.ts';
import { regionOption } from '../explain/enrolment.ts';
import type { Frame } from '../frame/frame.ts';
import { example, monthOption } from '../frame/options.ts';
import { guidePrintout } from './guide-printout.ts';
import { type AskedPerson, guideDayOption, personAsked, withPersonOptions } from './person-options.ts';

interface Asked extends AskedPerson {
  readonly lastPaid?: Month;
  readonly region?: string;
  readonly on?: PlainDate;
}

/** `canbao guide flexible`: the way on as a flexible worker (G1). */
export function guideFlexible(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('flexible')
    .description(
      say({ zh: '以灵活就业身份参加职工医保', en: 'joining the employee scheme as a flexible worker' }),
    )
    .addOption(lastPaidOption(frame))
    .addOption(regionOption(frame))
    .addOption(guideDayOption(frame));
  withPersonOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao guide flexible --last-paid 2026-06 --region 上海 --born 1990-05-06 --sex female --on 2026-09-01',
      ),
    )
    .action(
      frame.act((asked: Asked) => {
        const { lastPaid, region, on: day = frame.today() } = asked;
        const question = { person: personAsked(asked), lastPaid, day, policy: policyFor(region, frame) };
        return guidePrintout(flexibleGuide(question, publishedCalendar), frame);
      }),
    );
}

export function lastPaidOption(frame: Frame) {
  return monthOption(frame, '--last-paid <month>', {
    zh: '职工医保最后已缴月份，YYYY-MM',
    en: 'last month paid under the employee scheme, YYYY-MM',
  });
}
