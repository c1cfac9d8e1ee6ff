import { printable } from '../../../domain/letter/letter.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import {
  FINDING_KINDS,
  type Finding,
  type Reconciliation,
} from '../../../domain/reconcile/reconcile-month.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { yuan } from '../../../domain/values/money.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { KIND_WORDS } from './finding-words.ts';

/** The findings of a month by their kinds, each with who, how much, why, and the case that it is dealt with under. */
export function reconcilePrintout(found: Reconciliation, unit: Unit, frame: Frame): Printout {
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
