import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import type { KeptFinding } from '../../../domain/roster/finding.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { takeIn } from '../../intake/append-facts.ts';
import { rosterFact, takeMending } from '../../intake/roster-facts.ts';
import { BadUsage, CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { dayOption, example } from '../frame/options.ts';
import { refuseFarAhead } from '../record/take-record.ts';
import { foldPorts, type Store } from '../store/store.ts';
import {
  type AskedOfRoster,
  aboutFindings,
  findingText,
  keptFindings,
  keptJson,
  keptLine,
} from './kept-findings.ts';

/**
 * Takes in a move that a roster shows, on the day that a person knows.
 * @param kept what is kept about the one employee who moved.
 * @returns the fact's id.
 * @throws BadUsage where it is not about one move; CommandFailed for a day that is not after the begin at the unit before.
 */
export async function confirmMove(
  kept: readonly KeptFinding[],
  effectiveOn: PlainDate,
  store: Store,
  frame: Frame,
): Promise<string> {
  const { say, clock } = frame;
  refuseFarAhead(effectiveOn, '--effective-on', frame);
  const [moved, another] = kept.filter(({ finding }) => finding.kind === 'unit-differs');
  if (moved === undefined || another !== undefined) {
    throw new BadUsage(
      say({
        zh: '--effective-on 用于一名单位不符的职工；请只写这一个工号',
        en: '--effective-on is for one employee whose unit differs; name that one alone',
      }),
    );
  }
  const { employeeId, values } = moved.finding;
  const { ours = '', theirs = '' } = values;
  await refuseBeforeBegin(employeeId, ours, effectiveOn, store, frame);
  const fact = rosterFact(
    {
      kind: 'employee.transferred',
      data: { employeeId, toUnitId: theirs, effectiveOn, fromUnitId: ours },
    },
    { asOf: moved.roster.asOf, now: clock.now(), source: moved.source },
  );
  await takeIn({ employeeId, facts: [fact] }, foldPorts(store, clock));
  return fact.factId;
}

async function refuseBeforeBegin(
  employeeId: string,
  ours: string,
  effectiveOn: PlainDate,
  store: Store,
  { say }: Frame,
): Promise<void> {
  const { spells } = await store.employees.load(employeeId);
  const begins = spells.flatMap(({ unitId, situation }) =>
    unitId === ours && situation.is === 'employed' ? [situation.start.on] : [],
  );
  if (begins.some((on) => on < effectiveOn)) return;
  throw new CommandFailed(
    say({
      zh: `${employeeId} 在 ${ours} 自 ${begins.join('、') || '？'} 起；--effective-on ${effectiveOn} 须在其后`,
      en: `${employeeId} is at ${ours} from ${begins.join(', ') || '?'}; --effective-on ${effectiveOn} has to be after that`,
    }),
  );
}

interface Asked extends AskedOfRoster {
  readonly effectiveOn?: PlainDate;
}

/** `canbao roster confirm --unit U [E1 …]`: takes in what the roster says, as facts. */
export function confirmRoster(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('confirm')
    .description(
      say({
        zh: '确认花名册说得对，记入（不写工号则记入该单位全部可记入的差异）',
        en: 'say that the roster is right and take it in (without ids: all of the unit that can be)',
      }),
    )
    .addOption(
      dayOption(frame, '--effective-on <day>', {
        zh: '单位不符的一名职工：在花名册上那个单位的第一天，YYYY-MM-DD',
        en: 'for one employee whose unit differs: the first day at the unit that the roster has, YYYY-MM-DD',
      }),
    );
  aboutFindings(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao roster confirm --unit BJ BJ-0009 --stage prod',
        'canbao roster confirm --unit BJ BJ-0010 --effective-on 2026-11-16 --stage prod',
      ),
    )
    .action(
      frame.act((employees: readonly string[], asked: Asked) =>
        frame.withStore(asked, (store) => confirm(employees, asked, store, frame)),
      ),
    );
}

async function confirm(
  employees: readonly string[],
  asked: Asked,
  store: Store,
  frame: Frame,
): Promise<Printout> {
  const kept = await keptFindings(employees, asked.unit, store, frame);
  // Somebody who is dismissed is meant only where named.
  const meant = employees.length > 0 ? kept : kept.filter(({ dismissedAt }) => dismissedAt === undefined);
  const factIds =
    asked.effectiveOn === undefined ? [] : [await confirmMove(meant, asked.effectiveOn, store, frame)];
  const confirmed: KeptFinding[] = [];
  const left: KeptFinding[] = [];
  for (const own of Map.groupBy(meant, ({ finding }) => finding.employeeId).values()) {
    const taken = await confirmOne(own, store, frame);
    factIds.push(...taken.factIds);
    confirmed.push(...taken.settled);
    const open = own.filter((each) => !taken.settled.includes(each));
    left.push(...open.map((each) => ({ ...each, finding: { ...each.finding, mends: [] } })));
  }
  if (confirmed.length > 0) await store.rosterFindings.remove(confirmed);
  const { say } = frame;
  return {
    json: {
      unitId: asked.unit,
      factIds,
      confirmed: confirmed.map((each) => keptJson(each, frame)),
      left: left.map((each) => keptJson(each, frame)),
    },
    lines: [
      say({ zh: `已记入 ${factIds.length} 条`, en: `Taken in: ${factIds.length} facts` }),
      ...confirmed.map(({ finding }) => `+ ${findingText(finding, frame)}`),
      ...(left.length === 0
        ? []
        : [
            say({ zh: '须人工更正：', en: 'To be mended by hand:' }),
            ...left.map((it) => keptLine(it, frame)),
          ]),
    ].map(printable),
  };
}

/** Compared again first: what was told since the pull may have settled it, and is not overruled by an older roster. */
async function confirmOne(
  own: readonly KeptFinding[],
  store: Store,
  frame: Frame,
): Promise<{ readonly factIds: readonly string[]; readonly settled: readonly KeptFinding[] }> {
  const factIds: string[] = [];
  const settled: KeptFinding[] = [];
  for (const [source, some] of Map.groupBy(own, (each) => each.source)) {
    const [first] = some;
    if (first === undefined) continue;
    const { employeeId } = first.finding;
    const told = { now: frame.clock.now(), pulledAt: first.seenAt, source };
    const mending = await takeMending(employeeId, first.roster, told, foldPorts(store, frame.clock));
    factIds.push(...mending.facts.map(({ factId }) => factId));
    const open = new Set(
      mending.findings.filter((finding) => !mending.mended.includes(finding)).map(({ kind }) => kind),
    );
    settled.push(...some.filter(({ finding }) => !open.has(finding.kind)));
  }
  return { factIds, settled };
}
