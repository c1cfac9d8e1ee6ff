import type { Command } from 'commander';
import { systemPace } from '../../adapters/clock.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, perSecondOption, textOption, withStoreOptions } from '../frame/options.ts';
import { foldPorts } from '../store/fold-ports.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { type Rebuilt, rebuildAll } from './rebuild-all.ts';

interface Asked extends StoreChoice {
  readonly unit?: string;
  readonly after?: string;
  readonly perSecond?: number;
}

const DEFAULT_PER_SECOND = 50;

/** `canbao rebuild`: folds everyone again after a release or a change of the registry. */
export function rebuildCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('rebuild')
    .description(
      say({
        zh: '升级或更改登记后，按现在的规则重新计算每名职工；可以重复运行，可以续跑',
        en: 'fold every employee again after a release or a change of the registry; can be repeated and resumed',
      }),
    )
    .addOption(
      textOption(frame, '--unit <unitId>', { zh: '只算一个参保单位的职工', en: "one unit's employees only" }),
    )
    .addOption(
      textOption(frame, '--after <employeeId>', {
        zh: '从这名职工之后续跑；进度中会显示',
        en: 'go on after this employee, as the progress tells',
      }),
    )
    .addOption(perSecondOption(frame, DEFAULT_PER_SECOND, 1000));
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(frame, 'canbao rebuild --local', 'canbao rebuild --stage prod --unit BJ --per-second 20'),
    )
    .action(frame.act((asked: Asked) => frame.withStore(asked, (store) => rebuild(asked, store, frame))));
}

async function rebuild(asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const { unit, after, perSecond = DEFAULT_PER_SECOND } = asked;
  const of = {
    ...(unit !== undefined && { unitId: unit }),
    ...(after !== undefined && { after }),
  };
  const ports = { ...foldPorts(store, frame.clock), snapshots: store.snapshots };
  const rebuilt = await rebuildAll(store.employeeIds(of), ports, { perSecond, pace: systemPace }, frame);
  return printout(rebuilt, frame);
}

function printout({ employees, rewritten, failed }: Rebuilt, { say }: Frame): Printout {
  const lines = [
    say({
      zh: `重新计算 ${employees} 名职工，改写 ${rewritten} 名`,
      en: `Employees folded again: ${employees}, rewritten: ${rewritten}`,
    }),
    ...(failed.length === 0
      ? []
      : [
          say({
            zh: `${failed.length} 名没有算成：${failed.join('、')}；用 canbao facts 查看`,
            en: `Could not be folded: ${failed.join(', ')}; see canbao facts`,
          }),
        ]),
  ];
  return { json: { employees, rewritten, failed }, lines, failed: failed.length > 0 };
}
