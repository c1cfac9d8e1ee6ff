import type { Command } from 'commander';
import { writeCard } from '../../../domain/letter/case-card.ts';
import { printable } from '../../../domain/letter/letter.ts';
import type { CaseMoney } from '../../../domain/rules/money-at-stake.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { statedByText } from '../facts/spell-lines.ts';
import { becauseJson } from '../frame/because.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { asOfOption, example, textOption, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';
import { casesAsOf, type ListedCase, type ListedCases } from './cases-as-of.ts';

/** A case as programs get it: null where a thing is unknown or absent, money as yuan with two decimals. */
function caseJson({ case: it, urgency, daysLeft, notes }: ListedCase, frame: Frame) {
  const { caseId, kind, employeeId, employeeName, unitId, state, openedOn, deadline, money } = it;
  return {
    caseId,
    kind,
    // Null where the case is the unit's own.
    employeeId: employeeId ?? null,
    employeeName: employeeName ?? null,
    unitId,
    state,
    urgency,
    daysLeft: daysLeft ?? null,
    openedOn,
    statutoryDueOn: deadline?.statutoryDueOn ?? null,
    lastLawfulDay: deadline?.lastLawfulDay ?? null,
    actBy: deadline?.actBy ?? null,
    money: money === undefined ? null : moneyJson(money),
    documents: it.documents,
    steps: becauseJson(it.steps ?? [], frame),
    because: becauseJson(it.because, frame),
    notes: notes.map(({ text, on, by }) => ({ on, text, by: by ?? null })),
  };
}

function moneyJson({ months, next, lateFee, ...now }: CaseMoney) {
  return {
    ...parts(now),
    months: months.map(({ month, estimated, state, ...own }) => ({ month, ...parts(own), estimated, state })),
    next: next === undefined ? null : { on: next.on, ...parts(next) },
    lateFee: lateFee === undefined ? null : { soFar: yuan(lateFee.soFar), nextDay: yuan(lateFee.nextDay) },
  };
}

function parts({ unitPart, personalPart }: { readonly unitPart?: Fen; readonly personalPart?: Fen }) {
  return { unitPart: yuanOrNull(unitPart), personalPart: yuanOrNull(personalPart) };
}

function yuanOrNull(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuan(amount);
}

/** A case as people read it, in the words of the digests, with its id for acknowledge and snooze. */
function caseLines(
  { case: it, urgency, daysLeft, notes }: ListedCase,
  unitNames: ReadonlyMap<string, string>,
  asOf: PlainDate,
  frame: Frame,
): string[] {
  const { language, wording, say } = frame;
  const unitName = unitNames.get(it.unitId) ?? it.unitId;
  const item = { case: it, unitName, news: [], urgency, ...(daysLeft !== undefined && { daysLeft }) };
  const card = writeCard(item, asOf, language, wording);
  return [
    `${say({ zh: `【${wording.urgencies[urgency]}】`, en: `[${wording.urgencies[urgency]}] ` })}${card.who} · ${card.what}`,
    ...card.rows.map(({ label, text }) => `  ${label}${wording.colon}${text}`),
    ...(card.basis?.lines ?? []).map((line) => `  ${card.basis?.label}${wording.colon}${line}`),
    ...notes.map(
      ({ on, text, by }) =>
        `  ${say({ zh: '备注', en: 'Note' })}${wording.colon}${on} ${text}${by === undefined ? '' : ` · ${statedByText(by, frame)}`}`,
    ),
    `  ${say({ zh: '编号', en: 'Case' })}${wording.colon}${it.caseId}`,
  ].map(printable);
}

interface Asked extends StoreChoice {
  readonly asOf?: PlainDate;
  readonly unit?: string;
}

/** `canbao cases`: every open case as of a day, most urgent first; what the digests are made from. */
export function casesCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('cases')
    .description(
      say({ zh: '列出未办结的待办，最急的在前', en: 'list the open cases, the most urgent first' }),
    )
    .addOption(asOfOption(frame))
    .addOption(
      textOption(frame, '--unit <unitId>', {
        zh: '只看一个参保单位；? 是不知属于哪个单位的',
        en: 'one unit only; ? stands for those that no fact ties to a unit',
      }),
    );
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(frame, 'canbao cases --local --as-of 2026-12-01', 'canbao cases --stage prod --unit BJ --json'),
    )
    .action(
      frame.act((asked: Asked) =>
        frame.withStore(asked, async (store) => {
          const { asOf = frame.today(), unit } = asked;
          return printout(await casesAsOf(asOf, unit, store, frame), frame);
        }),
      ),
    );
}

function printout(listed: ListedCases, frame: Frame): Printout {
  const { say } = frame;
  const { asOf, cases, notComputed, unitNames } = listed;
  const urgencies = (['overdue', 'today', 'soon', 'later'] as const).map((urgency) =>
    frame.wording.count(urgency, cases.filter((it) => it.urgency === urgency).length),
  );
  const lines = [
    say({ zh: `${asOf} 的待办：${cases.length} 件`, en: `Open cases on ${asOf}: ${cases.length}` }),
    ...(cases.length === 0 ? [] : [urgencies.join(' · ')]),
    ...cases.flatMap((it) => ['', ...caseLines(it, unitNames, asOf, frame)]),
    ...(notComputed === 0 ? [] : ['', frame.wording.administration.notComputed(notComputed)]),
  ];
  return { json: { asOf, cases: cases.map((it) => caseJson(it, frame)) }, lines };
}
