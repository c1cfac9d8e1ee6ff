import { basename } from 'node:path';
import type { Texts } from '../../../domain/values/language.ts';
import { foldPorts, type Store } from '../../deployment/deployment.ts';
import { rejectsFile } from '../../files/csv-files.ts';
import { openTable } from '../../files/open-table.ts';
import { byLocation, locationKey, locationOf } from '../../files/table.ts';
import type { BadRow, RowProblem } from '../../imports/bill-row.ts';
import { importInsuredList } from '../../imports/import-file.ts';
import { fileHash } from '../../imports/import-id.ts';
import { type InsuredRow, listedRows, readInsuredList, unitInList } from '../../imports/read-insured-list.ts';
import { addReject } from '../../imports/reject-row.ts';
import { understoodText } from '../../imports/understood-texts.ts';
import { identitySealer } from '../../sources/webhook/identity.ts';
import { applyImport, type ImportPass } from '../../staff-actions/apply-import.ts';
import { noteOtherSchemes } from '../../staff-actions/note-scheme.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { argument, day, flag, required, text, unitOf } from '../frame/kinds.ts';
import { type Asked, storeCommand } from '../frame/spec.ts';
import { commandToPaste, storeOptions } from '../frame/suggest.ts';
import { STAFF_OPTIONS, submissionOf } from '../record/staff.ts';
import { IMPORT_SPEED, importLoad, progressReporter, SHEET } from './load.ts';
import {
  answersOf,
  changeLines,
  EXTENT_OPTIONS,
  extentArguments,
  extentLines,
  namesOf,
  noteImport,
  outcomeJson,
  proposalLines,
  REPLACE_OPTIONS,
  refuseUnanswered,
  repeatedLines,
  undoLine,
} from './outcome.ts';
import { importRefused, openLastLine, rowProblemLines, rowProblemsJson } from './problems.ts';

const ARGS = { file: argument({ zh: 'CSV 或 XLSX 文件', en: 'a CSV or XLSX file' }) };
const OPTIONS = {
  unit: required(text({ zh: '谁的参保人员名单', en: 'the unit of the list' }, 'unitId')),
  on: required(day({ zh: '名单是哪一天的', en: 'the day whose state the list shows' })),
  ...EXTENT_OPTIONS,
  ...REPLACE_OPTIONS,
  sheet: SHEET,
  apply: flag({ zh: '保存；不加只试算', en: 'store it; without this, it is only previewed' }),
  perSecond: IMPORT_SPEED,
  by: STAFF_OPTIONS.by,
};

/** Imports the agency's list of a unit's insured people: shows the effects first, and stores it with `--apply`. */
export const IMPORT_INSURED = storeCommand({
  name: 'insured',
  about: {
    zh: '导入经办机构的参保人员名单（CSV 或 XLSX）：谁已参保、谁已暂停或终止；先试算，加 --apply 才保存',
    en: "import the agency's list of insured people (CSV or XLSX): who is insured, suspended or ended; with --apply it is stored",
  },
  args: ARGS,
  options: OPTIONS,
  examples: [
    'canbao import insured insured.xlsx --unit BJ --on 2026-11-20 --local',
    'canbao import insured insured.xlsx --unit BJ --on 2026-11-20 --whole --stage prod --apply',
  ],
  check({ on }, { today, badUsage }) {
    if (on <= today()) return;
    throw badUsage({
      zh: `--on ${on} 晚于今天 ${today()}；名单只能是今天或以前的`,
      en: `--on ${on} is after today, ${today()}; the date must be today or earlier`,
    });
  },
  async run(asked, context, store) {
    const { file, unit, on, sheet } = asked;
    const done = await importList(asked, store, context);
    const again = [
      ...['canbao', 'import', 'insured', file, '--unit', unit, '--on', on],
      ...extentArguments(asked),
      ...(sheet === undefined ? [] : ['--sheet', sheet]),
      ...storeOptions(asked),
      '--apply',
    ];
    return listResult(done, commandToPaste(...again), context);
  },
});

type ListDone = Awaited<ReturnType<typeof importList>>;

/** Reads the whole list, looks up everybody and the case changes, then stores if requested. */
async function importList(asked: Asked<typeof ARGS, typeof OPTIONS>, store: Store, context: CommandContext) {
  const { file, on, apply = false, sheet } = asked;
  const unit = await unitOf(asked.unit, store, context);
  const { unitId } = unit;
  const { clock } = context;
  const rejects = rejectsFile(`${file}.rejects.csv`);
  const problems: RowProblem[] = [];
  try {
    const list = await readInsuredList(await openTable(file), {
      seal: identitySealer(await store.identityKey()),
      today: context.today(),
      unit: unitInList(unit),
      sheet,
    });
    const reject = (row: BadRow) => {
      problems.push(...row.problems);
      addReject(rejects, row, list.headers, context.language);
    };
    for (const row of list.bad) reject(row);
    const cellsAt = new Map(list.rows.map((row) => [locationKey(row), row.cells]));
    const onBad = (problem: RowProblem) =>
      reject({ ...locationOf(problem), cells: cellsAt.get(locationKey(problem)) ?? [], problems: [problem] });
    const answers = answersOf(asked);
    const { extent: stated } = answers;
    const by = apply ? (await submissionOf(asked, store)).by : undefined;
    const task = {
      unitId,
      on,
      by,
      content: await fileHash(file),
      file: basename(file),
      rows: listedRows(list),
      isIncomplete: list.bad.length > 0,
      load: importLoad(asked.perSecond, store),
      onProgress: progressReporter(context),
      ...(stated !== undefined && { stated: () => stated }),
    };
    const ports = { ...store, ...foldPorts(store, clock), clock };
    const pass = ({ reports, ...how }: ImportPass) =>
      importInsuredList({ ...task, ...how, onBad: reports ? onBad : () => undefined }, ports);
    const outcome = await applyImport(pass, { unitId, day: context.today(), answers, apply }, store);
    if (apply) refuseUnanswered(outcome, context);
    const { imported, changes } = outcome;
    if (apply) await noteOtherSchemes({ unitId, by, on, import: imported.import, rows: list.rows }, ports);
    if (by !== undefined)
      await noteImport('list-import', { unitId, by, file: task.file, imported }, store, context);
    await rejects.finish();
    return {
      file,
      unitId,
      on,
      applied: apply,
      stated,
      list,
      imported,
      changes,
      problems: problems.toSorted(byLocation(list.understood.sheets.map(({ name }) => name))),
      rejectedRows: rejects.rows,
      rejects: rejects.rows > 0 ? rejects.path : undefined,
    };
  } catch (error) {
    throw importRefused(error, { file, holds: 'insured-list' }, context);
  }
}

/** The list's content, the result, and the next steps. @param command the same call with --apply. */
function listResult(done: ListDone, command: string, context: CommandContext): CommandResult {
  const { file, unitId, on, applied, list, imported, changes, problems, rejectedRows, rejects } = done;
  const { say } = context;
  const { people, newFacts, knownFacts, unknownPeople, doubtfulRows } = imported;
  const count = (status: InsuredRow['status']) => list.rows.filter((row) => row.status === status).length;
  const counts = {
    insured: count('insured'),
    suspended: count('suspended'),
    ended: count('ended'),
    asked: count('asked'),
  };
  const elsewhere = list.rows.filter(({ status }) => status === 'other-scheme');
  const texts: readonly (Texts | false)[] = [
    {
      zh: `${file}（${on}）：参保 ${counts.insured} 人，暂停 ${counts.suspended}，终止 ${counts.ended}，待问 ${counts.asked}；${rejectedRows} 行有问题`,
      en: `${file} (${on}): ${counts.insured} insured, ${counts.suspended} suspended, ${counts.ended} ended, ${counts.asked} unknown; ${rejectedRows} rows with problems`,
    },
    ...understoodText(list.understood),
  ];
  const next: readonly (Texts | false)[] = [
    {
      zh: `${applied ? '已保存' : '将保存'} ${newFacts} 条（${people} 人），此前已有 ${knownFacts} 条`,
      en: `${applied ? 'Stored' : 'Would store'} ${newFacts} (${people} people); already stored: ${knownFacts}`,
    },
    unknownPeople > 0 && {
      zh: `${unknownPeople} 个不认识的人；在记录中出现后自动认领`,
      en: `${unknownPeople} unknown people; once they are known, their rows are stored`,
    },
    doubtfulRows > 0 && {
      zh: `${doubtfulRows} 行不能确定是谁`,
      en: `Rows with an uncertain person: ${doubtfulRows}`,
    },
  ];
  const linesOf = (some: readonly (Texts | false)[]) => some.flatMap((it) => (it === false ? [] : [say(it)]));
  const toStore = say({ zh: '试算，没有保存。保存请运行：', en: 'Nothing was stored yet. To store it:' });
  return {
    json: {
      file,
      unitId,
      on,
      applied,
      ...counts,
      otherScheme: elsewhere.map(schemeJson),
      understood: list.understood,
      lastLineOpen: list.lastLineOpen ?? null,
      people,
      newFacts,
      knownFacts,
      unknownPeople,
      doubtfulRows,
      ...outcomeJson(imported, changes),
      rejectedRows,
      rejects: rejects ?? null,
      problems: rowProblemsJson(problems, context),
    },
    lines: [
      ...linesOf(texts),
      ...openLastLine(list.lastLineOpen, context),
      ...schemeLines(elsewhere, context),
      ...repeatedLines(imported, context),
      ...extentLines(imported, done, context),
      ...linesOf(next),
      ...proposalLines(imported.proposals, context),
      ...changeLines(changes, done, context),
      ...rowProblemLines(done, context),
      ...(applied ? [undoLine(imported, context)] : [toStore, `  ${command}`]),
    ],
    failed: applied && rejectedRows > 0,
  };
}

export function schemeJson({ line, name, scheme, identity }: InsuredRow) {
  return { line, name: name ?? null, scheme, identity: identity?.masked ?? null };
}

/** Insured, but in the wrong scheme: the enrolment stays open. */
export function schemeLines(rows: readonly InsuredRow[], context: CommandContext): string[] {
  if (rows.length === 0) return [];
  const names = rows.map(({ name, identity, scheme }) =>
    `${name ?? identity?.masked ?? '?'} ${scheme}`.trim(),
  );
  return [
    context.say({
      zh: `参加的是其他险种，职工医保仍须增员：${namesOf(names, context)}`,
      en: `Insured in the wrong scheme, so their enrolment stays open: ${namesOf(names, context)}`,
    }),
  ];
}
