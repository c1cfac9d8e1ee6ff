import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { registryApply } from './apply.ts';
import { registryShow } from './show.ts';

/** `canbao registry`: which units there are, and who answers for them. */
export function registryCommand(program: Command, frame: Frame): void {
  const registry = program.command('registry').description(
    frame.say({
      zh: '参保单位和人员的登记：查看，或按文件更新',
      en: 'the registry of units and staff: show it, or make it what a file says',
    }),
  );
  for (const add of [registryApply, registryShow]) add(registry, frame);
}
