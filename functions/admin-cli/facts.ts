import { byStatement, compareText, effectiveOn } from '../../domain/facts/fact.ts';
import { FACT_TEXTS } from '../../domain/facts/texts.ts';
import { detailText, showable, spellLines, statedByText } from '../../domain/letter/spell-text.ts';
import { UNIT_FACT_TEXTS } from '../../domain/units/texts.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import type { Texts } from '../../domain/values/language.ts';
import { unitFactsOf } from '../intake/registry-lookup.ts';
import type { EmployeeRecord } from '../ports.ts';
import { type AnyFact, effectiveDayOf, shownFacts, voidsOf } from '../staff-actions/shown-facts.ts';
import type { CommandContext, CommandFailed, CommandResult } from './frame/frame.ts';
import { severalArguments, text, unitIdsOf } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';

export const FACTS = storeCommand({
  name: 'facts',
  about: {
    zh: '一名职工的全部事实，以及由此得出的劳动关系；证件号码只显示掩码',
    en: 'all facts about an employee and the resulting employments; identity numbers are masked',
  },
  args: {
    employees: severalArguments(
      { zh: '人事系统的工号；或用 --unit', en: "the person's employee id in the HR system; not with --unit" },
      'any',
    ),
  },
  options: {
    unit: text({ zh: '一个参保单位本身的事实', en: 'the facts about a unit itself' }, 'unitId'),
  },
  examples: ['canbao facts BJ-0003 --local', 'canbao facts --unit BJ --local'],
  check({ employees, unit }, { badUsage }) {
    if (employees.length === (unit === undefined ? 1 : 0)) return;
    throw badUsage({ zh: '写一个工号，或 --unit', en: 'give one employee, or --unit' });
  },
  async run({ employees: [employeeId = ''], unit }, context, store) {
    if (unit !== undefined) {
      const record = await store.registry.load();
      unitIdsOf(unit, record, context);
      return unitFactsResult(unit, unitFactsOf(unit, record), context);
    }
    const known = await store.employees.load(employeeId);
    const count = known.facts.length + known.unreadableFacts.length;
    if (count === 0) throw unknownEmployee(employeeId, context);
    return factsResult(employeeId, known, context);
  },
});

export function unknownEmployee(employeeId: string, { failure }: CommandContext): CommandFailed {
  return failure(unknownEmployeeTexts(employeeId), { code: 'unknown-employee' });
}

export function unknownEmployeeTexts(employeeId: string): Texts {
  return {
    zh: `没有工号 ${employeeId} 的任何事实；请核对工号和环境`,
    en: `there is no fact about employee ${employeeId}; check the id and the stage`,
  };
}

function factsResult(employeeId: string, known: EmployeeRecord, context: CommandContext): CommandResult {
  const { wording } = context;
  const { spells, samePersonAs } = known;
  const facts = known.facts.toSorted(
    (a, b) => compareText(effectiveOn(a), effectiveOn(b)) || byStatement(a, b),
  );
  const unreadable = [
    ...known.unreadableFacts.map(({ record: { sk } }) => sk),
    ...known.unreadableSpellIds.map((spellId) => `SPELL#${spellId}`),
  ];
  const voided = voidsOf(facts);
  const others = samePersonAs.join(', ');
  return {
    json: {
      employeeId,
      samePersonAs,
      facts: shownFacts(facts),
      spells: spells.map(showable),
      unreadable,
    },
    lines: [
      {
        zh: `工号 ${employeeId}：${facts.length} 条事实`,
        en: `Facts about employee ${employeeId}: ${facts.length}`,
      },
      ...facts.flatMap((fact) => factLines(fact, voided.has(fact.factId), context)),
      ...unreadable.map((record) => ({
        zh: `  无法读取的记录 ${record}`,
        en: `  unreadable record: ${record}`,
      })),
      '',
      { zh: `由此得出 ${spells.length} 段劳动关系`, en: `Employments: ${spells.length}` },
      ...spells.flatMap((spell) => spellLines(spell, context)),
      samePersonAs.length > 0 && {
        zh: `同一人还有工号${wording.colon}${others}`,
        en: `Other ids of the same person${wording.colon}${others}`,
      },
    ],
  };
}

function unitFactsResult(unitId: string, known: readonly UnitFact[], context: CommandContext): CommandResult {
  const facts = known.toSorted(byStatement);
  const voided = voidsOf(facts);
  return {
    json: { unitId, facts: shownFacts(facts) },
    lines: [
      { zh: `${unitId}：${facts.length} 条事实`, en: `Facts about ${unitId}: ${facts.length}` },
      ...facts.flatMap((fact) => factLines(fact, voided.has(fact.factId), context)),
    ],
  };
}

function factLines(fact: AnyFact, isVoided: boolean, context: CommandContext): string[] {
  const { say } = context;
  const mark = isVoided ? say({ zh: '（已作废）', en: ' (voided)' }) : '';
  const by =
    fact.by === undefined ? '' : ` · ${say({ zh: '登记人', en: 'by' })} ${statedByText(fact.by, context)}`;
  return [
    `  ${effectiveDayOf(fact)}  ${say({ ...UNIT_FACT_TEXTS, ...FACT_TEXTS }[fact.kind])}${mark}  ${detailText(fact.data, context)}`.trimEnd(),
    `      ${fact.factId} · ${say({ zh: '陈述于', en: 'stated' })} ${fact.statedAt} · ${say({ zh: '收到于', en: 'received' })} ${fact.receivedAt}${by}`,
  ];
}
