import type { Command } from 'commander';
import { type MissingDate, missingDates } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { chinaDayOf } from '../../../domain/values/plain-date.ts';
import { CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { example, textOption, withStoreOptions } from '../frame/options.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { employeeOption, knownEmployee, takeRecord } from './take-record.ts';

interface Asked extends StoreChoice {
  readonly employee: string;
  readonly why: string;
}

/** `canbao record mistake`: the HR system told of a hire or a leave, and there was none. */
export function recordMistake(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('mistake')
    .description(
      say({
        zh: '作废未给日期的入职或离职告知：其实没有此事',
        en: 'void what the HR system told without a day: there was no such hire or leave',
      }),
    )
    .addOption(employeeOption(frame))
    .addOption(
      textOption(frame, '--why <text>', { zh: '为什么', en: 'why it is not so' }).makeOptionMandatory(),
    );
  withStoreOptions(command, frame)
    .addHelpText('after', example(frame, "canbao record mistake --employee BJ-0009 --why '测试账号' --local"))
    .action(frame.act((asked: Asked) => frame.withStore(asked, (store) => record(asked, store, frame))));
}

async function record({ employee, why }: Asked, store: Store, frame: Frame): Promise<Printout> {
  const { facts, spells } = await knownEmployee(employee, store, frame);
  const notices = spells.flatMap(missingDates).flatMap((missing) => noticesOf(missing, facts));
  if (notices.length === 0) {
    throw new CommandFailed(
      frame.say({
        zh: `工号 ${employee} 没有缺日期的入职或离职告知；见 canbao facts ${employee}`,
        en: `nothing was told of employee ${employee} that lacks its day; see canbao facts ${employee}`,
      }),
    );
  }
  const told = notices.map(({ factId }) => ({
    kind: 'fact.voided' as const,
    content: { factId, reason: why },
  }));
  return takeRecord(employee, told, store, frame);
}

/** Every notice of what is missing, since the first that nothing answered; voiding an answered one changes nothing. */
function noticesOf({ of, noticedOn }: MissingDate, facts: readonly Fact[]): readonly Fact[] {
  const voided = new Set(facts.map((fact) => (fact.kind === 'fact.voided' ? fact.data.factId : undefined)));
  return facts.filter(
    (fact) =>
      fact.kind === `employee.${of}_noticed` &&
      chinaDayOf(fact.statedAt) >= noticedOn &&
      !voided.has(fact.factId),
  );
}
