import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { policyCheck } from './check.ts';
import { policyGapsCommand } from './gaps.ts';
import { policyShow } from './show.ts';

/**
 * `canbao policy`: what ships for a region, what is missing or has to be looked at again, and what an agency gave held
 * against it.
 */
export function policyCommand(program: Command, frame: Frame): void {
  const policy = program.command('policy').description(
    frame.say({
      zh: '各地政策参数：查看、列出缺失和待核实的，或与经办机构给出的比较',
      en: 'the parameters of each region: show them, list what is missing or stale, or check what an agency gave',
    }),
  );
  for (const add of [policyShow, policyGapsCommand, policyCheck]) add(policy, frame);
}
