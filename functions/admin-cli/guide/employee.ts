import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { employeeGuide } from '../../../domain/guides/employee-guide.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { policyFor } from '../explain/deadline-printout.ts';
import { regionOption } from '../explain/enrolment.ts';
import type { Frame } from '../frame/frame.ts';
import { dayOption, example } from '../frame/options.ts';
import { guidePrintout } from './guide-printout.ts';
import { guideDayOption } from './person-options.ts';

interface Asked {
  readonly hired?: PlainDate;
  readonly region?: string;
  readonly on?: PlainDate;
}

/** `canbao guide employee`: what an employee can do whom the employer has not enrolled (G5). */
export function guideEmployee(parent: Command, frame: Frame): void {
  const { say } = frame;
  const hired = dayOption(frame, '--hired <day>', {
    zh: '开始工作的日期，YYYY-MM-DD；不写则只说规定',
    en: 'first working day, YYYY-MM-DD; the rule alone where it is not given',
  });
  parent
    .command('employee')
    .description(
      say({
        zh: '单位没有参保，职工怎么办',
        en: 'what an employee can do whom the employer has not enrolled',
      }),
    )
    .addOption(hired)
    .addOption(regionOption(frame))
    .addOption(guideDayOption(frame))
    .addHelpText('after', example(frame, 'canbao guide employee --hired 2026-09-01 --region 北京'))
    .action(
      frame.act(({ hired: hiredOn, region, on: day = frame.today() }: Asked) => {
        const question = { hiredOn, day, policy: policyFor(region, frame) };
        return guidePrintout(employeeGuide(question, publishedCalendar), frame);
      }),
    );
}
