import {
  byStatement,
  compareText,
  effectiveOn,
  type Fact,
  type FactKind,
  standingVoids,
} from '../../../domain/facts/fact.ts';
import type { UnitFactKind } from '../../../domain/units/unit-facts.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { EmployeeRecord } from '../../ports.ts';
import { type CommandContext, CommandFailed, type CommandResult } from '../frame/frame.ts';
import { argument } from '../frame/kinds.ts';
import { storeCommand } from '../frame/spec.ts';
import { detailText, showable, spellLines, statedByText } from './spell-lines.ts';

/** Every kind of fact in words. */
export const FACT_WORDS: Readonly<Record<FactKind, Texts>> = {
  'employee.hired': { zh: '入职', en: 'hired' },
  'employee.hire_cancelled': { zh: '撤销入职', en: 'hire taken back' },
  'employee.terminated': { zh: '离职', en: 'left' },
  'employee.termination_cancelled': { zh: '撤销离职', en: 'leave taken back' },
  'employee.resumed': { zh: '恢复工作', en: 'resumed' },
  'employee.transferred': { zh: '调动', en: 'transferred' },
  'employee.hire_noticed': { zh: '告知已入职，未给日期', en: 'told to be hired, no day given' },
  'employee.leave_noticed': { zh: '告知已离职，未给日期', en: 'told to have left, no day given' },
  'employee.updated': { zh: '信息变更', en: 'updated' },
  'contribution.charged': { zh: '扣缴', en: 'charged' },
  'filing.submitted': { zh: '申报已提交', en: 'filing submitted' },
  'filing.accepted': { zh: '申报已受理', en: 'filing accepted' },
  'filing.rejected': { zh: '申报被退回', en: 'filing rejected' },
  'refund.requested': { zh: '已申请退费或抵扣', en: 'refund requested' },
  'refund.settled': { zh: '退费或抵扣已办结', en: 'refund settled' },
  'refund.denied': { zh: '退费或抵扣未获批', en: 'refund denied' },
  'document.received': { zh: '收到材料', en: 'document received' },
  'card.requested': { zh: '已申请医保卡', en: 'card requested' },
  'card.issued': { zh: '医保卡已发', en: 'card issued' },
  'guide.settled': { zh: '离职指南邮件已了结', en: 'leaver’s guide settled' },
  'case.acknowledged': { zh: '待办已知悉', en: 'case acknowledged' },
  'case.snoozed': { zh: '待办稍后提醒', en: 'case snoozed' },
  'case.noted': { zh: '待办备注', en: 'note on a case' },
  'fact.voided': { zh: '作废一条事实', en: 'a fact voided' },
};

/** The kinds of fact about a unit itself; those that employees' facts have as well are named alike. */
export const UNIT_FACT_WORDS: Readonly<Record<UnitFactKind, Texts>> = {
  'unit.bases_declared': { zh: '缴费基数已申报', en: 'bases declared' },
  'case.acknowledged': FACT_WORDS['case.acknowledged'],
  'case.snoozed': FACT_WORDS['case.snoozed'],
  'case.noted': FACT_WORDS['case.noted'],
  'fact.voided': FACT_WORDS['fact.voided'],
};

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
    `  ${effectiveOn(fact)}  ${say(FACT_WORDS[fact.kind])}${mark}  ${detailText(fact.data)}`.trimEnd(),
    `      ${fact.factId} · ${say({ zh: '陈述于', en: 'stated' })} ${fact.statedAt} · ${say({ zh: '收到于', en: 'received' })} ${fact.receivedAt}${by}`,
  ];
}
