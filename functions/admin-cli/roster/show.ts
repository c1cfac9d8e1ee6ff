import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import { keptFindings } from '../../staff-actions/roster.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, withStoreOptions } from '../frame/options.ts';
import { refusal } from '../record/refusals.ts';
import type { Store } from '../store/store.ts';
import { type AskedOfRoster, aboutFindings, keptJson, keptLine } from './kept-findings.ts';

/** `canbao roster show --unit U`: what the last pulls found, dismissed or not. */
export function showRoster(parent: Command, frame: Frame): void {
  const command = parent.command('show').description(
    frame.say({
      zh: '列出差异：+ 可确认记入，! 须人工更正，- 已不再提示',
      en: 'list the differences: + can be confirmed, ! has to be mended by hand, - dismissed',
    }),
  );
  withStoreOptions(aboutFindings(command, frame), frame)
    .addHelpText('after', example(frame, 'canbao roster show --unit BJ --stage prod'))
    .action(
      frame.act((employees: readonly string[], asked: AskedOfRoster) =>
        frame.withStore(asked, (store) => show(employees, asked, store, frame)),
      ),
    );
}

async function show(
  employees: readonly string[],
  { unit }: AskedOfRoster,
  store: Store,
  frame: Frame,
): Promise<Printout> {
  const kept = await keptFindings({ unitId: unit, employeeIds: [...employees] }, store);
  if ('is' in kept) throw refusal(kept.problem, frame);
  const none = frame.say({ zh: `${unit} 没有差异`, en: `nothing differs at ${unit}` });
  return {
    json: { unitId: unit, findings: kept.map((each) => keptJson(each, frame)) },
    lines: (kept.length === 0 ? [none] : kept.map((each) => keptLine(each, frame))).map(printable),
  };
}
