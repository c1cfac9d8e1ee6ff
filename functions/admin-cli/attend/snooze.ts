import type { Command } from 'commander';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { BadUsage, type Frame } from '../frame/frame.ts';
import { dayOption, example, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';
import { byOption } from './acknowledge.ts';
import { sayOnCase } from './word-on-case.ts';

interface Asked extends StoreChoice {
  readonly by: string;
  readonly until: PlainDate;
}

/** `canbao snooze`: a case is quiet until a day, though never close to its act-by date (M4). */
export function snoozeCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const until = dayOption(frame, '--until <day>', {
    zh: '哪一天再提醒，YYYY-MM-DD，须晚于今天',
    en: 'the day to be told again, YYYY-MM-DD, later than today',
  });
  const command = program
    .command('snooze')
    .description(
      say({
        zh: '某日之前不再提醒一件待办；建议办理日前 3 个工作日起照常提醒',
        en: 'keep a case quiet until a day; from 3 working days before its act-by date nothing is quiet',
      }),
    )
    .argument('<caseId>', say({ zh: '待办编号，见 canbao cases', en: 'as canbao cases shows it' }))
    .addOption(until.makeOptionMandatory())
    .addOption(byOption(frame));
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao snooze BJ-0001/2026-11-02/enrolment --until 2026-11-20 --by wang.fang@example.com --local',
      ),
    )
    .action(
      frame.act((caseId: string, asked: Asked) => {
        refusePast(asked.until, frame);
        return frame.withStore(asked, (store) =>
          sayOnCase({ caseId, by: asked.by, until: asked.until }, store, frame),
        );
      }),
    );
}

function refusePast(until: PlainDate, { say, today }: Frame): void {
  if (until > today()) return;
  throw new BadUsage(
    say({
      zh: `--until ${until} 不晚于今天（${today()}）；请写以后的日期`,
      en: `--until ${until} is not later than today (${today()}); give a later day`,
    }),
  );
}
