import type { Command } from 'commander';
import type { Spell } from '../../../domain/employment/spell.ts';
import { byStatement, compareText, effectiveOn, type Fact } from '../../../domain/facts/fact.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { CommandFailed } from '../frame/failures.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';
import { FACT_WORDS } from './fact-words.ts';
import { detailText, showable } from './showable.ts';
import { spellLines } from './spell-lines.ts';

/** `canbao facts`: what is known about an employee, in order, and what was folded from it. */
export function factsCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('facts')
    .description(
      say({
        zh: '一名职工的全部事实，以及由此得出的劳动关系；证件号码只显示掩码',
        en: 'all facts about an employee and what was folded from them; identity numbers stay masked',
      }),
    )
    .argument('<employeeId>', say({ zh: '人事系统的工号', en: "the HR system's id" }));
  withStoreOptions(command, frame)
    .addHelpText('after', example(frame, 'canbao facts BJ-0003 --local'))
    .action(
      frame.act((employeeId: string, choice: StoreChoice) =>
        frame.withStore(choice, async (store) => {
          const { facts, spells, samePersonAs } = await store.employees.load(employeeId);
          if (facts.length === 0) throw unknownEmployee(employeeId, frame);
          return printout({ employeeId, facts: inOrder(facts), spells, samePersonAs }, frame);
        }),
      ),
    );
}

interface Known {
  readonly employeeId: string;
  readonly facts: readonly Fact[];
  readonly spells: readonly Spell[];
  readonly samePersonAs: readonly string[];
}

export function unknownEmployee(employeeId: string, { say }: Frame): CommandFailed {
  return new CommandFailed(
    say({
      zh: `没有工号 ${employeeId} 的任何事实；请核对工号和环境`,
      en: `no fact about an employee ${employeeId} is known; check the id and the stage`,
    }),
  );
}

function inOrder(facts: readonly Fact[]): Fact[] {
  return facts.toSorted((a, b) => compareText(effectiveOn(a), effectiveOn(b)) || byStatement(a, b));
}

function printout({ employeeId, facts, spells, samePersonAs }: Known, frame: Frame): Printout {
  const { say, wording } = frame;
  const voided = new Set(facts.flatMap((fact) => (fact.kind === 'fact.voided' ? [fact.data.factId] : [])));
  const json = {
    employeeId,
    samePersonAs,
    facts: facts.map((fact) => ({
      factId: fact.factId,
      kind: fact.kind,
      effectiveOn: effectiveOn(fact),
      statedAt: fact.statedAt,
      receivedAt: fact.receivedAt,
      voided: voided.has(fact.factId),
      data: showable(fact.data),
    })),
    spells: spells.map(showable),
  };
  const lines = [
    say({
      zh: `工号 ${employeeId}：${facts.length} 条事实`,
      en: `Facts about employee ${employeeId}: ${facts.length}`,
    }),
    ...facts.flatMap((fact) => factLines(fact, voided.has(fact.factId), frame)),
    '',
    say({ zh: `由此得出 ${spells.length} 段劳动关系`, en: `Spells folded from them: ${spells.length}` }),
    ...spells.flatMap((spell) => spellLines(spell, frame)),
    ...(samePersonAs.length === 0
      ? []
      : [
          say({ zh: '同一人还有工号', en: 'The same person is also known as' }) +
            wording.colon +
            samePersonAs.join(', '),
        ]),
  ];
  return { json, lines: lines.map(printable) };
}

function factLines(fact: Fact, isVoided: boolean, { say }: Frame): string[] {
  const mark = isVoided ? say({ zh: '（已作废）', en: ' (voided)' }) : '';
  return [
    `  ${effectiveOn(fact)}  ${say(FACT_WORDS[fact.kind])}${mark}  ${detailText(fact.data)}`.trimEnd(),
    `      ${fact.factId} · ${say({ zh: '陈述于', en: 'stated' })} ${fact.statedAt} · ${say({ zh: '收到于', en: 'received' })} ${fact.receivedAt}`,
  ];
}
