import type { Command } from 'commander';
import { hasBegun, type Spell } from '../../../domain/employment/spell.ts';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { BadUsage, CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { choiceOption, dayOption, example, withStoreOptions } from '../frame/options.ts';
import { LEAVING_REASONS } from '../frame/words.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { employeeOption, knownEmployee, refuseFarAhead, takeRecord } from './take-record.ts';

interface Asked extends StoreChoice {
  readonly employee: string;
  readonly lastWorkingDay: PlainDate;
  readonly reason: LeavingReason;
}

/** `canbao record leave`: the last working day, or the reason, that the HR system did not tell. */
export function recordLeave(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('leave')
    .description(
      say({
        zh: '登记最后工作日和离职原因',
        en: 'record the last working day of somebody who left, and why',
      }),
    )
    .addOption(employeeOption(frame))
    .addOption(
      dayOption(frame, '--last-working-day <day>', {
        zh: '最后工作日，YYYY-MM-DD',
        en: 'the last working day, YYYY-MM-DD',
      }).makeOptionMandatory(),
    )
    .addOption(
      choiceOption(
        frame,
        '--reason <reason>',
        { zh: '离职原因', en: 'why the person left' },
        LEAVING_REASONS,
      ).makeOptionMandatory(),
    );
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record leave --employee BJ-0009 --last-working-day 2026-11-20 --reason resigned --local',
      ),
    )
    .action(
      frame.act((asked: Asked) => {
        refuseFarAhead(asked.lastWorkingDay, '--last-working-day', frame);
        return frame.withStore(asked, (store) => record(asked, store, frame));
      }),
    );
}

async function record(asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const { employee, lastWorkingDay, reason } = asked;
  const { spells } = await knownEmployee(employee, store, frame);
  const spell = endedBy(asked, spells, frame);
  refuseBeforeBegin(asked, spell, frame);
  const employmentId = employmentIdOf(spell);
  const content = { lastWorkingDay, reason, ...(employmentId !== undefined && { employmentId }) };
  return takeRecord(employee, [{ kind: 'employee.terminated', content }], store, frame);
}

/** The spell that the leave ends: the one asked about, else the one in service, else the last, which it corrects. */
function endedBy({ employee }: Asked, spells: readonly Spell[], { say }: Frame): Spell {
  const having = (is: (spell: Spell) => boolean) => spells.filter(is);
  const [first, another] = [
    having(({ missingDate }) => missingDate !== undefined),
    having(({ situation }) => situation.is === 'employed'),
    having(
      ({ situation }) => situation.is === 'noticed' && situation.missing.some(({ of }) => of === 'leave'),
    ),
    having(({ situation }) => situation.is === 'left').slice(-1),
    having(({ situation }) => situation.is === 'never-hired' && situation.end !== undefined).slice(0, 1),
  ].find((some) => some.length > 0) ?? [undefined, undefined];
  if (first !== undefined && another === undefined) return first;
  throw new CommandFailed(
    another === undefined
      ? say({
          zh: `工号 ${employee} 没有在职的劳动关系；见 canbao facts ${employee}`,
          en: `employee ${employee} is nowhere in service; see canbao facts ${employee}`,
        })
      : say({
          zh: `工号 ${employee} 同时有几段在职的劳动关系（${first?.spellId}、${another.spellId}）；请在人事系统分别登记离职`,
          en: `employee ${employee} has several employments at once (${first?.spellId}, ${another.spellId}); enter the leave in the HR system`,
        }),
  );
}

function employmentIdOf({ missingDate, situation }: Spell): string | undefined {
  if (missingDate !== undefined) return missingDate.employmentId;
  if (situation.is !== 'noticed') return undefined;
  return situation.missing.find(({ of }) => of === 'leave')?.employmentId;
}

function refuseBeforeBegin({ lastWorkingDay }: Asked, { situation }: Spell, { say }: Frame): void {
  if (!hasBegun(situation) || situation.start.on <= lastWorkingDay) return;
  const { on } = situation.start;
  throw new BadUsage(
    say({
      zh: `--last-working-day ${lastWorkingDay} 早于第一个工作日 ${on}；请核对，从未上班的请在人事系统撤销入职`,
      en: `--last-working-day ${lastWorkingDay} is before the first working day ${on}; check it, and take the hire back in the HR system for somebody who never came`,
    }),
  );
}
