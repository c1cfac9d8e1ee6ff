import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { leaverGuide } from '../../../domain/guides/leaver-guide.ts';
import { renderGuide } from '../../../domain/letter/guide-letter.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { regionOption } from '../explain/enrolment.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { LEAVING_REASONS } from '../frame/leaving-words.ts';
import { choiceOption, dayOption, example, textOption, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';
import { lastPaidOption } from './flexible.ts';
import { guidePrintout } from './guide-printout.ts';
import { type AskedLeaver, type GuideSubject, subjectAsked, withAsked } from './guide-subject.ts';
import { leaverInStore } from './leaver-in-store.ts';
import { guideDayOption, missedYearsOption, withPersonOptions } from './person-options.ts';
import { writeDraft } from './write-draft.ts';

interface Asked extends AskedLeaver, StoreChoice {
  readonly employee?: string;
  readonly on?: PlainDate;
  readonly eml?: string;
}

/** `canbao guide leaver`: what somebody who leaves has to know (G1), also as a mail to forward. */
export function guideLeaver(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('leaver')
    .description(say({ zh: '离职后的医保怎么办', en: 'medical insurance after leaving' }))
    .addOption(
      textOption(frame, '--employee <id>', {
        zh: '离职职工的工号',
        en: 'id of an employee who left',
      }).conflicts(['left', 'lastPaid']),
    )
    .addOption(
      dayOption(frame, '--left <day>', { zh: '最后工作日，YYYY-MM-DD', en: 'last working day, YYYY-MM-DD' }),
    )
    .addOption(lastPaidOption(frame))
    .addOption(
      choiceOption(
        frame,
        '--reason <reason>',
        { zh: '离职原因', en: 'why the person left' },
        LEAVING_REASONS,
      ),
    )
    .addOption(missedYearsOption(frame))
    .addOption(regionOption(frame))
    .addOption(guideDayOption(frame))
    .addOption(
      textOption(frame, '--eml <file>', {
        zh: '另存为可转发的邮件草稿；文件不得已存在',
        en: 'also write it as a draft mail to forward; the file must not exist',
      }),
    );
  withStoreOptions(withPersonOptions(command, frame), frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao guide leaver --left 2026-06-20 --region 上海 --on 2026-07-01',
        'canbao guide leaver --employee BJ-0003 --local --eml guide.eml',
      ),
    )
    .action(frame.act((asked: Asked) => guide(asked, frame)));
}

async function guide(asked: Asked, frame: Frame): Promise<Printout> {
  const { employee } = asked;
  if (employee === undefined) return printout(subjectAsked(asked, frame), asked, frame);
  return frame.withStore(asked, async (store) => {
    const stored = await leaverInStore(employee, store, frame);
    return printout(withAsked(stored, asked, frame), asked, frame);
  });
}

async function printout(subject: GuideSubject, asked: Asked, frame: Frame): Promise<Printout> {
  const { leaver, policy, name, unitName, to } = subject;
  const { on: day = frame.today(), eml } = asked;
  const written = leaverGuide({ leaver, day, policy }, publishedCalendar);
  if (eml !== undefined) {
    const content = renderGuide(written, { language: frame.language, name, unitName });
    await writeDraft(eml, { to, content, day, date: frame.clock.now() }, frame);
  }
  return guidePrintout(written, frame, { name, unitName });
}
