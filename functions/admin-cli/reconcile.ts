import { reasonText } from '../../domain/letter/reason-text.ts';
import { FINDING_KINDS, type Finding } from '../../domain/reconcile/reconcile-month.ts';
import { FINDING_KIND_TEXTS } from '../../domain/reconcile/texts.ts';
import { counted } from '../../domain/values/language.ts';
import { yuan } from '../../domain/values/money.ts';
import { deriveCases, NO_TELEMETRY } from '../casework/derive-cases.ts';
import { reconcileUnit } from '../imports/gather-month.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import { becauseJson } from './frame/because.ts';
import type { CommandContext, Line } from './frame/frame.ts';
import { month, required, UNIT, unitOf } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';

export const RECONCILE = storeCommand({
  name: 'reconcile',
  about: {
    zh: '核对某月的缴费明细与在册职工：离职仍扣、在职未扣、重复、基数不符、不认识的人',
    en: "compare a month's bill with the people in service: charged after leaving, not charged, charged twice, wrong base, unknown people",
  },
  options: {
    unit: required(UNIT),
    month: required(month({ zh: '费款所属月份', en: 'the month that was paid for' })),
  },
  examples: ['canbao reconcile --unit BJ --month 2026-10 --local'],
  async run({ unit: unitId, month: of }, context, store) {
    const unit = await unitOf(unitId, store, context);
    const record = await store.registry.load();
    const { billKnown, charges, findings } = await reconcileUnit(
      { unit, month: of, asOf: context.today() },
      {
        ...store,
        casesOf: (spells, _, asOf) =>
          deriveCases(spells, unitContext(unitId, record), asOf, NO_TELEMETRY).flatMap(({ cases }) => cases),
      },
    );
    const head = billKnown
      ? {
          zh: `${unit.name} ${of}：明细 ${charges} 条（已减冲减），不符 ${findings.length} 处`,
          en: `${unit.name} ${of}: ${counted(charges, 'charge')} on the bill, without those that a negative row cancels; findings: ${findings.length}`,
        }
      : {
          zh: `${unit.name} ${of}：还没有这个月的缴费明细；请先 canbao import charges`,
          en: `${unit.name} ${of}: there is no bill of this month yet; import it with canbao import charges`,
        };
    const kinds = () =>
      FINDING_KINDS.flatMap((kind) => {
        const some = findings.filter((it) => it.kind === kind);
        if (some.length === 0) return [];
        const { zh, en } = FINDING_KIND_TEXTS[kind];
        const title = { zh: `${zh}（${some.length}）`, en: `${en} (${some.length})` };
        return ['', title, ...some.flatMap((it) => findingLines(it, context))];
      });
    // Only the requested format is built, because a hundred thousand findings take much memory.
    return {
      get json() {
        const items = findings.map((it) => findingJson(it, context));
        return { unitId, month: of, billKnown, charges, findings: items };
      },
      get lines() {
        return [head, ...kinds()];
      },
    };
  },
});

/** A finding as text: the person, the amount, the reason, and the case. */
function findingLines(found: Finding, { say, language }: CommandContext): Line[] {
  const who = [found.name, found.employeeId, found.masked].filter((it) => it !== undefined).join(' · ');
  const [unitPart, personalPart] = [yuan(found.unitAmount), yuan(found.personalAmount)];
  const money = {
    zh: `  单位 ${unitPart} 元，个人 ${personalPart} 元`,
    en: `  unit ${unitPart}, personal ${personalPart} yuan`,
  };
  const { caseId } = found;
  return [
    `  ${who || '?'}${found.charges === 0 ? '' : say(money)}`,
    ...found.because.map((reason) => `    - ${reasonText(reason, language)}`),
    caseId !== undefined && { zh: `    待办 ${caseId}`, en: `    case ${caseId}` },
  ];
}

function findingJson(found: Finding, context: CommandContext) {
  return {
    kind: found.kind,
    employeeId: found.employeeId ?? null,
    employeeName: found.name ?? null,
    identity: found.masked ?? null,
    charges: found.charges,
    unitAmount: yuan(found.unitAmount),
    personalAmount: yuan(found.personalAmount),
    caseId: found.caseId ?? null,
    because: becauseJson(found.because, context),
  };
}
