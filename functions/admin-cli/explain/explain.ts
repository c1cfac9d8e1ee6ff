import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { explainBackPayment } from './back-payment.ts';
import { explainBase } from './base.ts';
import { explainCover } from './cover.ts';
import { explainCreditCode } from './credit-code.ts';
import { explainDocuments } from './documents.ts';
import { explainEligibility } from './eligibility.ts';
import { explainEnrolment } from './enrolment.ts';
import { explainGap } from './gap.ts';
import { explainIdentity } from './identity.ts';
import { explainLateFee } from './late-fee.ts';
import { explainRemoval } from './removal.ts';
import { explainRetirement } from './retirement.ts';

const EXPLANATIONS = [
  explainEnrolment,
  explainRemoval,
  explainEligibility,
  explainCover,
  explainBase,
  explainLateFee,
  explainBackPayment,
  explainGap,
  explainRetirement,
  explainDocuments,
  explainIdentity,
  explainCreditCode,
];

/** `canbao explain`: what the rules say about dates and numbers; needs no store. */
export function explainCommand(program: Command, frame: Frame): void {
  const explain = program.command('explain').description(
    frame.say({
      zh: '解释期限、金额和号码，不需要数据',
      en: 'explain dates, amounts and numbers; needs no data',
    }),
  );
  for (const add of EXPLANATIONS) add(explain, frame);
}
