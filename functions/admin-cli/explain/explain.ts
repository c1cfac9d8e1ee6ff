import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { explainCreditCode } from './credit-code.ts';
import { explainEnrolment } from './enrolment.ts';
import { explainIdentity } from './identity.ts';
import { explainRemoval } from './removal.ts';

/** `canbao explain`: what the rules say about dates and numbers; needs no store. */
export function explainCommand(program: Command, frame: Frame): void {
  const explain = program
    .command('explain')
    .description(
      frame.say({ zh: '解释期限和号码，不需要数据', en: 'explain dates and numbers; needs no data' }),
    );
  for (const add of [explainEnrolment, explainRemoval, explainIdentity, explainCreditCode])
    add(explain, frame);
}
