import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { example } from '../frame/options.ts';
import type { Store } from '../store/store.ts';
import { type AskedOfRoster, aboutFindings, keptFindings, keptJson, keptLine } from './kept-findings.ts';

/** `canbao roster dismiss --unit U E1`: quiets a difference until the roster says something else of the person. */
export function dismissRoster(parent: Command, frame: Frame): void {
  const command = parent.command('dismiss').description(
    frame.say({
      zh: '不再提示某人的差异，直到花名册另有说法',
      en: 'quiet the differences about somebody until the roster says something else',
    }),
  );
  aboutFindings(command, frame)
    .addHelpText('after', example(frame, 'canbao roster dismiss --unit BJ BJ-0009 --stage prod'))
    .action(
      frame.act((employees: readonly string[], asked: AskedOfRoster) =>
        frame.withStore(asked, (store) => dismiss(employees, asked, store, frame)),
      ),
    );
}

async function dismiss(
  employees: readonly string[],
  { unit }: AskedOfRoster,
  store: Store,
  frame: Frame,
): Promise<Printout> {
  if (employees.length === 0)
    throw new BadUsage(frame.say({ zh: '请写明职工工号', en: 'name the employees by their ids' }));
  const kept = await keptFindings(employees, unit, store, frame);
  const dismissedAt = frame.clock.now();
  const dismissed = kept.map((each) => ({ ...each, dismissedAt }));
  await store.rosterFindings.keep(dismissed);
  return {
    json: { unitId: unit, dismissed: dismissed.map((each) => keptJson(each, frame)) },
    lines: [
      frame.say({
        zh: '不再提示，直到花名册另有说法：',
        en: 'Quiet until the roster says something else:',
      }),
      ...dismissed.map((each) => keptLine(each, frame)),
    ].map(printable),
  };
}
