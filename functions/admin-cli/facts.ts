import { byStatement, compareText, effectiveOn, type Fact, standingVoids } from '../../domain/facts/fact.ts';
import { FACT_WORDS } from '../../domain/facts/words.ts';
import { detailText, showable, spellLines, statedByText } from '../../domain/letter/spell-text.ts';
import type { Texts } from '../../domain/values/language.ts';
import type { EmployeeRecord } from '../ports.ts';
import { type CommandContext, CommandFailed, type CommandResult } from './frame/frame.ts';
import { argument } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';

/** `canbao facts`: what is known about an employee, in order, and what was folded from it. */
export const FACTS = storeCommand({
  name: 'facts',
  about: {
    zh: '一名职工的全部事实，以及由此得出的劳动关系；证件号码只显示掩码',
    en: 'all facts about an employee and what was folded from them; identity numbers stay masked',
  },
  args: { employeeId: argument({ zh: '人事系统的工号', en: "the HR system's id" }) },
  examples: ['canbao facts BJ-0003 --local'],
  async run({ employeeId }, context, store) {
    const known = await store.employees.load(employeeId);
    const count = known.facts.length + known.unreadableFacts.length;
    if (count === 0) throw unknownEmployee(employeeId, context);
    return factsResult(employeeId, known, context);
  },
});

export function unknownEmployee(employeeId: string, { say }: CommandContext): CommandFailed {
  return new CommandFailed(say(unknownEmployeeTexts(employeeId)), { code: 'unknown-employee' });
}

export function unknownEmployeeTexts(employeeId: string): Texts {
  return {
    zh: `没有工号 ${employeeId} 的任何事实；请核对工号和环境`,
    en: `no fact about an employee ${employeeId} is known; check the id and the stage`,
  };
}

function factsResult(employeeId: string, known: EmployeeRecord, context: CommandContext): CommandResult {
  const { say, wording } = context;
  const { spells, samePersonAs } = known;
  const facts = known.facts.toSorted(
    (a, b) => compareText(effectiveOn(a), effectiveOn(b)) || byStatement(a, b),
  );
  const unreadable = [
    ...known.unreadableFacts.map(({ record: { sk } }) => sk),
    ...known.unreadableSpellIds.map((spellId) => `SPELL#${spellId}`),
  ];
  const voided = standingVoids(facts.filter((fact) => fact.kind === 'fact.voided'));
  const same = say({ zh: '同一人还有工号', en: 'The same person is also known as' });
  return {
    json: {
      employeeId,
      samePersonAs,
      facts: facts.map((fact) => ({
        factId: fact.factId,
        kind: fact.kind,
        effectiveOn: effectiveOn(fact),
        statedAt: fact.statedAt,
        receivedAt: fact.receivedAt,
        by: fact.by ?? null,
        voided: voided.has(fact.factId),
        data: showable(fact.data),
      })),
      spells: spells.map(showable),
      unreadable,
    },
    lines: [
      say({
        zh: `工号 ${employeeId}：${facts.length} 条事实`,
        en: `Facts about employee ${employeeId}: ${facts.length}`,
      }),
      ...facts.flatMap((fact) => factLines(fact, voided.has(fact.factId), context)),
      ...unreadable.map((record) =>
        say({ zh: `  无法读取的记录 ${record}`, en: `  a record that cannot be read: ${record}` }),
      ),
      '',
      say({ zh: `由此得出 ${spells.length} 段劳动关系`, en: `Spells folded from them: ${spells.length}` }),
      ...spells.flatMap((spell) => spellLines(spell, context)),
      ...(samePersonAs.length === 0 ? [] : [`${same}${wording.colon}${samePersonAs.join(', ')}`]),
    ],
  };
}

function factLines(fact: Fact, isVoided: boolean, context: CommandContext): string[] {
  const { say } = context;
  const mark = isVoided ? say({ zh: '（已作废）', en: ' (voided)' }) : '';
  const by =
    fact.by === undefined ? '' : ` · ${say({ zh: '登记人', en: 'by' })} ${statedByText(fact.by, context)}`;
  return [
    `  ${effectiveOn(fact)}  ${say(FACT_WORDS[fact.kind])}${mark}  ${detailText(fact.data, context)}`.trimEnd(),
    `      ${fact.factId} · ${say({ zh: '陈述于', en: 'stated' })} ${fact.statedAt} · ${say({ zh: '收到于', en: 'received' })} ${fact.receivedAt}${by}`,
  ];
}
