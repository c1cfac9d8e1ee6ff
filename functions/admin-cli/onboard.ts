import { basename } from 'node:path';
import type { Unit } from '../../domain/units/unit.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { foldPorts, type Store } from '../deployment/deployment.ts';
import { openTable } from '../files/open-table.ts';
import { fileHash } from '../imports/import-id.ts';
import { rowProblemText } from '../imports/problem-texts.ts';
import { billIn, checkBill } from '../imports/read-bill.ts';
import { type InsuredRow, readInsuredList, unitInList } from '../imports/read-insured-list.ts';
import { spoolRoster } from '../imports/read-roster.ts';
import { unitNamed } from '../imports/roster-rows.ts';
import { trialStore } from '../imports/trial-store.ts';
import { understoodText } from '../imports/understood-texts.ts';
import type { RegistryRecord } from '../ports.ts';
import { identitySealer } from '../sources/webhook/identity.ts';
import {
  type BillFile,
  type ListFile,
  type Onboarded,
  type OnboardTask,
  onboard,
} from '../staff-actions/onboard.ts';
import type { CommandContext, CommandResult } from './frame/frame.ts';
import { day, flag, required, text, texts, UNIT, unitOf } from './frame/kinds.ts';
import { type Asked, storeCommand } from './frame/spec.ts';
import { commandToPaste, storeOptions } from './frame/suggest.ts';
import { schemeJson, schemeLines } from './import/insured.ts';
import { IMPORT_SPEED, importLoad, progressReporter } from './import/load.ts';
import {
  EXTENT_OPTIONS,
  extentArguments,
  extentLines,
  noteImport,
  proposalLines,
  repeatedLines,
  statedExtent,
  undoLine,
} from './import/outcome.ts';
import { importRefused, locationText, rowProblemsJson } from './import/problems.ts';
import { caseCountLines, sortedJson, sortedLines, unmatchedJson, unmatchedLines } from './import/sorted.ts';
import { STAFF_OPTIONS, submissionOf } from './record/staff.ts';
import { findingText } from './roster.ts';

const OPTIONS = {
  unit: required(UNIT),
  roster: required(text({ zh: '花名册，CSV 或 XLSX', en: 'the roster, CSV or XLSX' }, 'file')),
  insured: text(
    { zh: '经办机构的参保人员名单，CSV 或 XLSX', en: "the agency's list of insured people, CSV or XLSX" },
    'file',
  ),
  bill: texts(
    { zh: '缴费明细；几份可多次给出', en: 'the bill; repeat the option for several bills' },
    'file',
  ),
  on: day({
    zh: '名单是哪一天的（默认名单上的日期，没有则今天）',
    en: 'the day whose state the list shows (default: the date in the list, else today)',
  }),
  ...EXTENT_OPTIONS,
  apply: flag({ zh: '记入；不加只试算', en: 'store it; without this, it is only previewed' }),
  perSecond: IMPORT_SPEED,
  by: STAFF_OPTIONS.by,
};
type AskedOnboard = Asked<unknown, typeof OPTIONS>;

const MOST_PROBLEMS = 20;

/** `canbao onboard`: adds an existing unit with its roster, the agency's list and its bills. */
export const ONBOARD = storeCommand({
  name: 'onboard',
  about: {
    zh: '接入已有人员的单位：花名册与参保人员名单、缴费明细相核对，先试算，加 --apply 才记入，可重复运行',
    en: 'add an existing unit with its people: compares the roster with the list of insured people and the bills; with --apply they are recorded; can be repeated',
  },
  options: OPTIONS,
  examples: [
    'canbao onboard --unit BJ --roster roster.xlsx --insured insured.xlsx --local',
    'canbao onboard --unit BJ --roster roster.xlsx --insured insured.xlsx --bill 2026-10.csv --stage prod --apply',
  ],
  check({ insured, bill = [], on }, { today, badUsage }) {
    if (insured === undefined && bill.length === 0)
      throw badUsage({
        zh: '须给出 --insured 或 --bill：没有经办机构的文件，不知道谁已参保',
        en: 'give --insured or --bill: without a file from the agency it is unknown who is insured',
      });
    if (on !== undefined && on > today())
      throw badUsage({
        zh: `--on ${on} 晚于今天 ${today()}；名单只能是今天或以前的`,
        en: `--on ${on} is after today, ${today()}; the date must be today or earlier`,
      });
  },
  async run(asked, context, store) {
    const { clock } = context;
    const { apply = false } = asked;
    const unit = await unitOf(asked.unit, store, context);
    const { task, understood } = await filesOf(asked, unit, store, context);
    const ports = apply ? { ...store, ...foldPorts(store, clock), clock } : trialStore(store, clock);
    const done = await onboard(task, ports);
    if (apply) await noteOnboarded(task, done, store, context);
    return onboardResult({ done, asked, understood, list: task.list?.list.rows ?? [] }, context);
  },
});

async function noteOnboarded(
  { unitId, by, list: read }: OnboardTask,
  { list, bills }: Onboarded,
  store: Store,
  context: CommandContext,
): Promise<void> {
  if (list && read)
    await noteImport('list-import', { unitId, by, file: read.file, imported: list }, store, context);
  for (const bill of bills)
    await noteImport('bill-import', { unitId, by, file: bill.file, imported: bill }, store, context);
}

type Understood = readonly { readonly file: string; readonly lines: readonly string[] }[];

/** Reads every file before anything is stored. */
async function filesOf(
  asked: AskedOnboard,
  unit: Unit,
  store: Store,
  context: CommandContext,
): Promise<{ readonly task: OnboardTask; readonly understood: Understood }> {
  const today = context.today();
  const seal = identitySealer(await store.identityKey());
  const record = await store.registry.load();
  const understood: { file: string; lines: readonly string[] }[] = [];
  const roster = await readOr(asked.roster, 'roster', context, async (table) => {
    const read = await spoolRoster(table, { today, seal, unitNamed: unitIn(record) });
    understood.push({ file: asked.roster, lines: understoodText(read.understood).map(context.say) });
    return read;
  });
  let list: ListFile | undefined;
  if (asked.insured !== undefined) {
    const file = asked.insured;
    list = await readOr(file, 'insured-list', context, async (table) => {
      const read = await readInsuredList(table, { seal, today, unit: unitInList(unit) });
      understood.push({ file, lines: understoodText(read.understood).map(context.say) });
      const on = asked.on ?? earlier(read.asOf, today) ?? today;
      return { list: read, on, file: basename(file), content: await fileHash(file) };
    });
  }
  const bills: BillFile[] = [];
  for (const file of asked.bill ?? []) {
    const read = await readOr(file, 'charges', context, async (table) => {
      const bill = billIn(table, { columns: unit.billColumns, seal, today });
      const { understood: read, asOf = today } = await checkBill(bill, () => undefined);
      understood.push({ file, lines: understoodText(read).map(context.say) });
      return { bill, asOf, file: basename(file), content: await fileHash(file) };
    });
    bills.push(read);
  }
  const { by } = await submissionOf(asked, store);
  const task = {
    unitId: unit.unitId,
    roster,
    on: today,
    list,
    bills,
    stated: statedExtent(asked),
    by,
    load: importLoad(asked.perSecond, store),
    onProgress: progressReporter(context),
  };
  return { task, understood };
}

function unitIn({ registry }: RegistryRecord): (text: string) => string | undefined {
  return (named) => unitNamed(named, registry.units);
}

/** A future day in a file is a typing error. */
function earlier(stated: PlainDate | undefined, today: PlainDate): PlainDate | undefined {
  return stated !== undefined && stated <= today ? stated : undefined;
}

async function readOr<T>(
  file: string,
  holds: Parameters<typeof importRefused>[1]['holds'],
  context: CommandContext,
  read: (table: Awaited<ReturnType<typeof openTable>>) => Promise<T>,
): Promise<T> {
  try {
    return await read(await openTable(file));
  } catch (error) {
    throw importRefused(error, { file, holds }, context);
  }
}

interface Result {
  readonly done: Onboarded;
  readonly asked: AskedOnboard & Parameters<typeof storeOptions>[0];
  readonly understood: Understood;
  readonly list: readonly InsuredRow[];
}

/** Who is insured and who is not, what a person must decide, and the next steps. */
function onboardResult(
  { done, asked, understood, list: rows }: Result,
  context: CommandContext,
): CommandResult {
  const { say } = context;
  const { unit: unitId, apply: applied = false } = asked;
  const { list, bills, sorted, unmatched, newFacts, left, cases } = done;
  const elsewhere = rows.filter(({ status }) => status === 'other-scheme');
  const problems = [
    ...done.badRoster.flatMap((row) => row.problems.map((it) => ({ file: asked.roster, it }))),
    ...done.listProblems.map((it) => ({ file: asked.insured ?? '', it })),
    ...bills.flatMap(({ file, problems: some }) => some.map((it) => ({ file, it }))),
  ].filter(({ it }) => it.code !== 'unknown-person');
  const files = [...(list === undefined ? [] : [{ ...list, file: asked.insured ?? '' }]), ...bills];
  const shown = { applied, unitId, stated: statedExtent(asked) };
  const again = commandToPaste(
    ...['canbao', 'onboard', '--unit', unitId, '--roster', asked.roster],
    ...(asked.insured === undefined ? [] : ['--insured', asked.insured]),
    ...(asked.bill ?? []).flatMap((file) => ['--bill', file]),
    ...(asked.on === undefined ? [] : ['--on', asked.on]),
    ...extentArguments(asked),
    ...storeOptions(asked),
    '--apply',
  );
  return {
    json: {
      unitId,
      applied,
      people: done.people,
      newFacts,
      ...sortedJson(sorted, context),
      otherScheme: elsewhere.map(schemeJson),
      unmatched: unmatchedJson(unmatched),
      files: files.map(({ file, import: id, months, isRepeated }) => ({
        file,
        import: `bill:${id}`,
        isRepeated,
        months: months.map(({ month, extent, guard }) => ({
          month,
          extent,
          asks: guard.is === 'ask',
          missing: guard.missing.length,
        })),
      })),
      left: left.map((finding) => ({ employeeId: finding.employeeId, text: findingText(finding, context) })),
      cases: cases.map(({ caseId, kind }) => ({ caseId, kind })),
      problems: problems.map(({ file, it }) => ({ file, ...rowProblemsJson([it], context)[0] })),
    },
    lines: [
      ...understood.flatMap(({ file, lines }) => [basename(file), ...lines.map((line) => `  ${line}`)]),
      '',
      ...sortedLines(sorted, context),
      ...schemeLines(elsewhere, context),
      ...unmatchedLines(unmatched, context),
      ...files.flatMap((file) => [
        ...(file.months.some(({ guard }) => guard.is === 'ask') || applied ? [file.file] : []),
        ...(file.months.some(({ guard }) => guard.is === 'ask') ? extentLines(file, shown, context) : []),
        ...(applied ? repeatedLines(file, context).map((line) => `  ${line}`) : []),
        ...(applied ? [`  ${undoLine(file, context)}`] : []),
      ]),
      ...files.flatMap(({ proposals }) => proposalLines(proposals, context)),
      ...leftLines(left, context),
      ...problemLines(problems, context),
      ...caseCountLines(cases, context),
      applied
        ? say({ zh: `已记入 ${newFacts} 条`, en: `Recorded: ${newFacts} facts` })
        : say({ zh: `将记入 ${newFacts} 条`, en: `Would record: ${newFacts} facts` }),
      ...(applied
        ? []
        : [
            say({ zh: '试算，没有记入。记入请运行：', en: 'Nothing was recorded yet. To record it:' }),
            `  ${again}`,
          ]),
    ],
    failed: applied && problems.length > 0,
  };
}

function leftLines(left: Onboarded['left'], context: CommandContext): string[] {
  if (left.length === 0) return [];
  return [
    context.say({
      zh: '花名册与记录不符，须人工更正：',
      en: 'Differences between roster and records, please decide:',
    }),
    ...left.slice(0, MOST_PROBLEMS).map((finding) => `  ${findingText(finding, context)}`),
    ...(left.length > MOST_PROBLEMS ? ['  …'] : []),
  ];
}

function problemLines(
  problems: readonly { readonly file: string; readonly it: Onboarded['listProblems'][number] }[],
  { say }: CommandContext,
): string[] {
  if (problems.length === 0) return [];
  return [
    say({
      zh: `没有记入的行 ${problems.length}：`,
      en: `Rows that are not recorded: ${problems.length}`,
    }),
    ...problems
      .slice(0, MOST_PROBLEMS)
      .map(({ file, it }) => `  ${basename(file)} ${say(locationText(it))}${say(rowProblemText(it))}`),
    ...(problems.length > MOST_PROBLEMS ? ['  …'] : []),
  ];
}
