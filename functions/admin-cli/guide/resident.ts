import type { Command } from 'commander';
import { residentGuide } from '../../../domain/guides/resident-guide.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { policyFor } from '../explain/deadline-printout.ts';
import { regionOption } from '../explain/enrolment.ts';
import { BadUsage, type Frame } from '../frame/frame.ts';
import { example } from '../frame/options.ts';
import { guidePrintout } from './guide-printout.ts';
import { guideDayOption, missedYearsOption, repairedYearsOption } from './person-options.ts';

interface Asked {
  readonly missedYears?: number;
  readonly repairedYears?: number;
  readonly region?: string;
  readonly on?: PlainDate;
}

/** `canbao guide resident`: cover as a resident (G2). */
export function guideResident(parent: Command, frame: Frame): void {
  const { say } = frame;
  parent
    .command('resident')
    .description(say({ zh: '参加城乡居民医保', en: 'joining the scheme for residents' }))
    .addOption(missedYearsOption(frame))
    .addOption(repairedYearsOption(frame))
    .addOption(regionOption(frame))
    .addOption(guideDayOption(frame))
    .addHelpText(
      'after',
      example(frame, 'canbao guide resident --region 杭州 --missed-years 2 --on 2027-02-01'),
    )
    .action(
      frame.act((asked: Asked) => {
        const { region, on: day = frame.today() } = asked;
        const missedYears = wholeYears('--missed-years', asked.missedYears, frame);
        const repairedYears = wholeYears('--repaired-years', asked.repairedYears, frame);
        const policy = policyFor(region, frame);
        return guidePrintout(residentGuide({ day, missedYears, repairedYears, policy }), frame);
      }),
    );
}

/** @throws BadUsage for a part of a year, which no rule knows. */
export function wholeYears(option: string, years: number | undefined, { say }: Frame): number | undefined {
  if (years === undefined || Number.isInteger(years)) return years;
  throw new BadUsage(
    say({
      zh: `${option} "${years}" 不是整年数；允许 0 到 50 的整数`,
      en: `${option} "${years}" is no whole number of years; allowed is one from 0 to 50`,
    }),
  );
}
