import type { Command } from 'commander';
import { printable } from '../../domain/letter/letter.ts';
import { reasonText } from '../../domain/letter/reason-text.ts';
import {
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type Reconciliation,
} from '../../domain/reconcile/reconcile-month.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { yuan } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import { systemPace } from '../adapters/clock.ts';
import { reconcileUnit } from '../imports/gather-month.ts';
import { deriveQuietly } from './cases/cases-as-of.ts';
import type { Frame, Printout, Words } from './frame/frame.ts';
import { example, monthOption, textOption, unitOf, withStoreOptions } from './frame/options.ts';
import type { StoreChoice } from './store/store.ts';

const KIND_WORDS: Readonly<Record<FindingKind, Words>> = {
  'charged-after-leave': { zh: '已离职仍扣缴', en: 'charged though left' },
  'charged-before-hire': { zh: '入职前扣缴', en: 'charged before the hire' },
  'charged-without-hire': { zh: '没有入职记录却扣缴', en: 'charged though not employed' },
  'charged-twice': { zh: '重复扣缴', en: 'charged twice' },
  'charged-at-two-units': { zh: '两个单位同月扣缴', en: 'charged at two of our units' },
  'not-charged': { zh: '在职未扣缴', en: 'in service but not charged' },
  'wrong-base': { zh: '缴费基数不符', en: 'wrong base' },
  'unknown-person': { zh: '不认识的人', en: 'unknown person' },
};

/** The findings of a month by their kinds, each with who, how much, why, and the case that it is dealt with under. */
function reconcilePrintout(found: Reconciliation, unit: Unit, frame: Frame): Printout {
  const { say } = frame;
  const { month, billKnown, charges, findings } = found;
  const head = billKnown
    ? say({
        zh: `${unit.name} ${month}：明细 ${charges} 条，不符 ${findings.length} 处`,
        en: `${unit.name} ${month}: ${charges} charges on the bill, ${findings.length} findings`,
      })
    : say({
        zh: `${unit.name} ${month}：还没有这个月的缴费明细；请先 canbao import charges`,
        en: `${unit.name} ${month}: no bill of this month is known yet; take one in with canbao import charges`,
      });
  const kinds = FINDING_KINDS.flatMap((kind) => {
    const some = findings.filter((it) => it.kind === kind);
    if (some.length === 0) return [];
    return [
      '',
      `${say(KIND_WORDS[kind])}${say({ zh: `（${some.length}）`, en: ` (${some.length})` })}`,
      ...some.flatMap((it) => findingLines(it, frame)),
    ];
  });
  return {
    json: {
      unitId: unit.unitId,
      month,
      billKnown,
      charges,
      findings: findings.map((it) => findingJson(it, frame)),
    },
    lines: [head, ...kinds].map(printable),
  };
}

function findingLines(found: Finding, frame: Frame): string[] {
  const { say } = frame;
  const who = [found.name, found.employeeId, found.masked].filter((it) => it !== undefined).join(' · ');
  const money =
    found.charges === 0
      ? ''
      : say({
          zh: `  单位 ${yuan(found.unitAmount)} 元，个人 ${yuan(found.personalAmount)} 元`,
          en: `  unit ${yuan(found.unitAmount)}, personal ${yuan(found.personalAmount)} yuan`,
        });
  return [
    `  ${who || '?'}${money}`,
    ...found.because.map((reason) => `    - ${reasonText(reason, frame.language)}`),
    ...(found.caseId === undefined
      ? []
      : [say({ zh: `    待办 ${found.caseId}`, en: `    case ${found.caseId}` })]),
  ];
}

function findingJson(found: Finding, frame: Frame) {
  return {
    kind: found.kind,
    employeeId: found.employeeId ?? null,
    employeeName: found.name ?? null,
    identity: found.masked ?? null,
    charges: found.charges,
    unitAmount: yuan(found.unitAmount),
    personalAmount: yuan(found.personalAmount),
    caseId: found.caseId ?? null,
    because: found.because.map((reason) => {
      const { code: _code, values: _values, rule, ...origin } = reason;
      return { rule, text: reasonText(reason, frame.language), ...origin };
    }),
  };
}

interface Asked extends StoreChoice {
  readonly unit: string;
  readonly month: Month;
}

/** `canbao reconcile`: holds a unit's people against the bill of a month. */
export function reconcileCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('reconcile')
    .description(
      say({
        zh: '核对某月的缴费明细与在册职工：离职仍扣、在职未扣、重复、基数不符、不认识的人',
        en: "hold a month's bill against who is in service: charged though left, not charged, twice, wrong base, unknown people",
      }),
    )
    .addOption(textOption(frame, '--unit <unitId>', { zh: '参保单位', en: 'the unit' }).makeOptionMandatory())
    .addOption(
      monthOption(frame, '--month <month>', {
        zh: '费款所属月份，YYYY-MM',
        en: 'the month that was paid for, YYYY-MM',
      }).makeOptionMandatory(),
    );
  withStoreOptions(command, frame)
    .addHelpText('after', example(frame, 'canbao reconcile --unit BJ --month 2026-10 --local'))
    .action(
      frame.act((asked: Asked) =>
        frame.withStore(asked, async (store) => {
          const unit = await unitOf(asked.unit, store, frame);
          const task = { unit, month: asked.month, asOf: frame.today() };
          const found = await reconcileUnit(task, {
            ...store,
            casesOf: (spells, of, asOf) => deriveQuietly(spells, of, asOf).flatMap(({ cases }) => cases),
            pace: systemPace,
          });
          return reconcilePrintout(found, unit, frame);
        }),
      ),
    );
}
