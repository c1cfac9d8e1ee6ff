import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Channel } from '../../../domain/facts/insurance.ts';
import { cardGuide } from '../../../domain/guides/card-guide.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { policyFor } from '../explain/deadline-printout.ts';
import { regionOption } from '../explain/enrolment.ts';
import type { Frame } from '../frame/frame.ts';
import { choiceOption, dayOption, example } from '../frame/options.ts';
import { CHANNELS } from '../frame/words.ts';
import { guidePrintout } from './guide-printout.ts';
import { guideDayOption } from './person-options.ts';

interface Asked {
  readonly requested?: PlainDate;
  readonly channel?: Channel;
  readonly region?: string;
  readonly on?: PlainDate;
}

/** `canbao guide card`: certificate, lost card, change of information (G4). */
export function guideCard(parent: Command, frame: Frame): void {
  const { say } = frame;
  const requested = dayOption(frame, '--requested <day>', {
    zh: '申请补办实体卡的日期，YYYY-MM-DD',
    en: 'day on which a new card was asked for, YYYY-MM-DD',
  });
  const channel = { zh: '单位申报变更的渠道', en: 'channel through which the unit files a change' };
  parent
    .command('card')
    .description(
      say({
        zh: '医保凭证、实体卡补办和信息变更',
        en: 'the certificate, a new card, a change of information',
      }),
    )
    .addOption(requested)
    .addOption(choiceOption(frame, '--channel <channel>', channel, CHANNELS))
    .addOption(regionOption(frame))
    .addOption(guideDayOption(frame))
    .addHelpText('after', example(frame, 'canbao guide card --requested 2026-11-18 --channel online'))
    .action(
      frame.act((asked: Asked) => {
        const { requested: requestedOn, channel: through, region, on: day = frame.today() } = asked;
        const question = { day, policy: policyFor(region, frame), requestedOn, channel: through };
        return guidePrintout(cardGuide(question, publishedCalendar), frame);
      }),
    );
}
