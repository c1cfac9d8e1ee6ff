import { basename } from 'node:path';
import type { Unit } from '../../domain/units/unit.ts';
import { foldPorts, type Store } from '../deployment/deployment.ts';
import type { Understood } from '../files/understood.ts';
import { fileHash, importFactId } from '../imports/import-id.ts';
import { billIn, checkBill, type HowToRead } from '../imports/read-bill.ts';
import { type InsuredRow, readInsuredList, unitInList } from '../imports/read-insured-list.ts';
import { spoolRoster } from '../imports/read-roster.ts';
import { unitNamed } from '../imports/roster-rows.ts';
import { trialStore } from '../imports/trial-store.ts';
import { understoodText } from '../imports/understood-texts.ts';
import { identitySealer } from '../sources/webhook/identity.ts';
import {
  type BillFile,
  type ListFile,
  type Onboarded,
  type OnboardTask,
  onboard,
} from '../staff-actions/onboard.ts';
import type { CommandContext, CommandResult } from './frame/frame.ts';
import { day, flag, refuseAhead, required, text, texts, UNIT, unitOf } from './frame/kinds.ts';
import { type Asked, storeCommand } from './frame/spec.ts';
import { callToApply } from './frame/suggest.ts';
import { schemeJson, schemeLine } from './import/insured.ts';
import { IMPORT_SPEED, importLoad, progressReporter } from './import/load.ts';
import {
  EXTENT_OPTIONS,
  extentLines,
  noteImport,
  proposalLines,
  repeatedLine,
  statedExtent,
  undoLine,
} from './import/outcome.ts';
import { firstLines, problemLine, readFile, rowProblemsJson } from './import/problems.ts';
import { TO_RECORD } from './import/roster.ts';
import { caseCountLine, sortedJson, sortedLines, unmatchedJson, unmatchedLines } from './import/sorted.ts';
import { STAFF_OPTIONS, submissionOf } from './record/staff.ts';
import { findingText } from './roster.ts';
import type { StoreChoice } from './store/store.ts';

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
    en: 'the day whose state the list of insured people shows (default: the date in that list, else today)',
  }),
  ...EXTENT_OPTIONS,
  apply: flag({
    zh: '记入；不加只试算',
    en: 'record the people; without this option the result is only shown',
  }),
  perSecond: IMPORT_SPEED,
  by: STAFF_OPTIONS.by,
};
type AskedOnboard = Asked<unknown, typeof OPTIONS>;

export const ONBOARD = storeCommand({
  name: 'onboard',
  about: {
    zh: '接入已有人员的单位：花名册与参保人员名单、缴费明细相核对，先试算，加 --apply 才记入，可重复运行',
    en: 'add an existing unit with its people: compares the roster with the list of insured people and the bills; with --apply the result is recorded; can be repeated',
  },
  options: OPTIONS,
  examples: [
    'canbao onboard --unit BJ --roster roster.xlsx --insured insured.xlsx --local',
    'canbao onboard --unit BJ --roster roster.xlsx --insured insured.xlsx --bill 2026-10.csv --stage prod --apply',
  ],
  check({ insured, bill = [], on }, context) {
    if (insured === undefined && bill.length === 0)
      throw context.badUsage({
        zh: '须给出 --insured 或 --bill：没有经办机构的文件，不知道谁已参保',
        en: 'give --insured or --bill: without a file from the agency it is unknown who is insured',
      });
    refuseAhead('--on', on, '名单只能是今天或以前的', context);
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

/** How each file was understood. */
export type UnderstoodFiles = readonly { readonly file: string; readonly understood: Understood }[];

/** Reads every file before anything is stored. */
async function filesOf(
  asked: AskedOnboard,
  unit: Unit,
  store: Store,
  context: CommandContext,
): Promise<{ readonly task: OnboardTask; readonly understood: UnderstoodFiles }> {
  const today = context.today();
  const seal = identitySealer(await store.identityKey());
  const { units } = (await store.registry.load()).registry;
  const how = { today, seal, unitNamed: (text: string) => unitNamed(text, units) };
  const roster = await readFile(asked.roster, 'roster', context, (table) => spoolRoster(table, how));
  const understood = [{ file: asked.roster, understood: roster.understood }];
  const { insured } = asked;
  const list =
    insured === undefined
      ? undefined
      : await readFile(insured, 'insured-list', context, async (table): Promise<ListFile> => {
          const read = await readInsuredList(table, { seal, today, unit: unitInList(unit) });
          understood.push({ file: insured, understood: read.understood });
          // A future day in a file is a typing error.
          const stated = read.asOf !== undefined && read.asOf <= today ? read.asOf : today;
          return {
            list: read,
            on: asked.on ?? stated,
            file: basename(insured),
            content: await fileHash(insured),
          };
        });
  const bills: BillFile[] = [];
  for (const file of asked.bill ?? []) {
    const { understood: ofBill, ...bill } = await readBillFile(
      file,
      { columns: unit.billColumns, seal, today },
      context,
    );
    understood.push({ file, understood: ofBill });
    bills.push(bill);
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

export function readBillFile(
  path: string,
  how: HowToRead,
  context: CommandContext,
): Promise<BillFile & { readonly understood: Understood }> {
  return readFile(path, 'charges', context, async (table) => {
    const bill = billIn(table, how);
    const { understood, asOf = how.today } = await checkBill(bill, () => undefined);
    return { file: basename(path), content: await fileHash(path), bill, asOf, understood };
  });
}

export function understoodLines(files: UnderstoodFiles, { say }: CommandContext): string[] {
  return files.flatMap(({ file, understood }) => [
    basename(file),
    ...understoodText(understood).map((line) => `  ${say(line)}`),
  ]);
}

interface Result {
  readonly done: Onboarded;
  readonly asked: AskedOnboard & StoreChoice;
  readonly understood: UnderstoodFiles;
  readonly list: readonly InsuredRow[];
}

/** Who is insured and who is not, what a person must decide, and the next steps. */
function onboardResult(
  { done, asked, understood, list: rows }: Result,
  context: CommandContext,
): CommandResult {
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
  const repeated = ['unit', 'roster', 'insured', 'bill', 'on', 'whole', 'part'] as const;
  const again = callToApply(['onboard'], asked, repeated);
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
        import: importFactId(id),
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
      ...understoodLines(understood, context),
      '',
      ...sortedLines(sorted, context),
      schemeLine(elsewhere, context),
      ...unmatchedLines(unmatched, context),
      ...files.flatMap((file) => {
        const asks = file.months.some(({ guard }) => guard.is === 'ask');
        return [
          (asks || applied) && file.file,
          ...(asks ? extentLines(file, shown, context) : []),
          applied && repeatedLine(file, '  '),
          applied && undoLine(file, '  '),
        ];
      }),
      ...files.flatMap(({ proposals }) => proposalLines(proposals, context)),
      ...firstLines(
        {
          zh: '花名册与记录不符，须人工更正：',
          en: 'Differences between roster and records that a person must correct:',
        },
        left.map((finding) => findingText(finding, context)),
      ),
      ...firstLines(
        { zh: `没有记入的行 ${problems.length}：`, en: `Rows that are not recorded: ${problems.length}` },
        problems.map(({ file, it }) => `${basename(file)} ${problemLine(it, context)}`),
      ),
      caseCountLine(cases, context),
      applied
        ? { zh: `已记入 ${newFacts} 条`, en: `Recorded: ${newFacts} facts` }
        : { zh: `将记入 ${newFacts} 条`, en: `Would record: ${newFacts} facts` },
      ...(applied ? [] : [TO_RECORD, `  ${again}`]),
    ],
    failed: applied && problems.length > 0,
  };
}
