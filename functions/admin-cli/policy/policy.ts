import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { policyGapsCommand } from './gaps.ts';
import { policyShow } from './show.ts';

/** `canbao policy`: what ships for a region, and what is missing or has to be looked at again; needs no store. */
export function policyCommand(program: Command, frame: Frame): void {
  const policy = program.command('policy').description(
    frame.say({
      zh: '各地政策参数：查看，或列出缺失和待核实的',
      en: 'the parameters of each region: show them, or list what is missing or stale',
    }),
  );
  for (const add of [policyShow, policyGapsCommand]) add(policy, frame);
}
