import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { example, mailOption, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';
import { sayOnCase } from './word-on-case.ts';

interface Asked extends StoreChoice {
  readonly by: string;
}

/** `canbao acknowledge`: somebody has seen a case; it is quiet for three working days (M4). */
export function acknowledgeCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('acknowledge')
    .description(
      say({
        zh: '表示已知悉一件待办，3 个工作日内不再提醒',
        en: 'say that a case has been seen; it is quiet for 3 working days',
      }),
    )
    .argument('<caseId>', say({ zh: '待办编号，见 canbao cases', en: 'as canbao cases shows it' }))
    .addOption(byOption(frame));
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao acknowledge BJ-0001/2026-11-02/enrolment --by wang.fang@example.com --local',
        'canbao acknowledge unit/BJ/declare-bases --by wang.fang@example.com --local',
      ),
    )
    .action(
      frame.act((caseId: string, asked: Asked) =>
        frame.withStore(asked, (store) => sayOnCase({ caseId, by: asked.by }, store, frame)),
      ),
    );
}

export function byOption(frame: Frame) {
  return mailOption(frame, '--by <mail>', {
    zh: '谁说的，邮箱地址',
    en: 'who says so, a mail address',
  }).makeOptionMandatory();
}
