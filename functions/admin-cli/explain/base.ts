import type { Command } from 'commander';
import {
  type BaseAnswer,
  contributionBase,
  type HeldBase,
} from '../../../domain/rules/contribution/contribution-base.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, monthOption, yuanOption } from '../frame/options.ts';
import { policyFor } from './deadline-printout.ts';
import { regionOption } from './enrolment.ts';
import { amountText, rulePrintout } from './rule-printout.ts';

interface Asked {
  readonly region: string;
  readonly month: Month;
  readonly wage: Fen;
}

/** `canbao explain base`: which base is declared from a wage (R4). */
export function explainBase(parent: Command, frame: Frame): void {
  const month = monthOption(frame, '--month <month>', {
    zh: '费款所属月份，YYYY-MM',
    en: 'month of the contribution, YYYY-MM',
  });
  const wage = yuanOption(frame, '--wage <yuan>', {
    zh: '应计入基数的月工资，元',
    en: 'monthly wage that counts, in yuan',
  });
  parent
    .command('base')
    .description(
      frame.say({
        zh: '某月工资按什么缴费基数申报',
        en: 'which contribution base is declared from a wage',
      }),
    )
    .addOption(regionOption(frame).makeOptionMandatory())
    .addOption(month.makeOptionMandatory())
    .addOption(wage.makeOptionMandatory())
    .addHelpText('after', example(frame, 'canbao explain base --region 北京 --month 2026-09 --wage 5000'))
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

function explain({ region, month, wage }: Asked, frame: Frame): Printout {
  const { say } = frame;
  const policy = policyFor(region, frame);
  const answer = contributionBase({ wage, month, policy });
  const held = answer.known ? answer : answer.estimate;
  const band = held && `${amountText(held.floor, frame)} – ${amountText(held.ceiling, frame)}`;
  const declared = say({ zh: '申报基数', en: 'Declared base' });
  const estimated = say({ zh: '估算基数（未公布）', en: 'Estimated base (not published)' });
  return rulePrintout(
    {
      title: say({ zh: `缴费基数：${month}`, en: `Contribution base, ${month}` }),
      json: jsonOf(answer),
      rows: [
        [answer.known ? declared : estimated, amountText(held?.declaredBase, frame)],
        [say({ zh: '上下限', en: 'Band' }), band],
      ],
      because: answer.because,
      region: policy,
    },
    frame,
  );
}

function jsonOf(answer: BaseAnswer) {
  if (answer.known) return heldJson(answer);
  const unknown = { declaredBase: null, floor: null, ceiling: null, clamped: null };
  return { ...unknown, estimate: answer.estimate === undefined ? null : heldJson(answer.estimate) };
}

function heldJson({ declaredBase, floor, ceiling, clamped }: HeldBase) {
  return { declaredBase: yuan(declaredBase), floor: yuan(floor), ceiling: yuan(ceiling), clamped };
}
