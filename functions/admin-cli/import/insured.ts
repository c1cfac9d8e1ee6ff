import { counted } from '../../../domain/values/language.ts';
import type { Store } from '../../deployment/deployment.ts';
import { byLocation, locationKey, locationOf } from '../../files/table.ts';
import type { RowProblem } from '../../imports/bill-row.ts';
import { importInsuredList } from '../../imports/import-file.ts';
import { openLastLineText } from '../../imports/problem-texts.ts';
import { type InsuredRow, listedRows, readInsuredList, unitInList } from '../../imports/read-insured-list.ts';
import { understoodText } from '../../imports/understood-texts.ts';
import { noteOtherSchemes } from '../../staff-actions/note-scheme.ts';
import type { CommandContext, CommandResult, Line } from '../frame/frame.ts';
import { day, refuseAhead, required, text } from '../frame/kinds.ts';
import { type Asked, storeCommand } from '../frame/spec.ts';
import { callToApply } from '../frame/suggest.ts';
import {
  agencyFileLines,
  FILE_ARGUMENT,
  importAgencyFile,
  READING_OPTIONS,
  STORING_OPTIONS,
} from './agency-file.ts';
import { namesOf, outcomeJson } from './outcome.ts';
import { rowProblemsJson } from './problems.ts';

const OPTIONS = {
  unit: required(text({ zh: '谁的参保人员名单', en: 'the unit of the list' }, 'unitId')),
  on: required(day({ zh: '名单是哪一天的', en: 'the day whose state the list shows' })),
  ...READING_OPTIONS,
  ...STORING_OPTIONS,
};

export const IMPORT_INSURED = storeCommand({
  name: 'insured',
  about: {
    zh: '导入经办机构的参保人员名单（CSV 或 XLSX）：谁已参保、谁已暂停或终止；先试算，加 --apply 才保存',
    en: "import the agency's list of insured people (CSV or XLSX): who is insured, suspended or ended; with --apply it is stored",
  },
  args: FILE_ARGUMENT,
  options: OPTIONS,
  examples: [
    'canbao import insured insured.xlsx --unit BJ --on 2026-11-20 --local',
    'canbao import insured insured.xlsx --unit BJ --on 2026-11-20 --whole --stage prod --apply',
  ],
  check: ({ on }, context) => refuseAhead('--on', on, '名单只能是今天或以前的', context),
  async run(asked, context, store) {
    const repeated = ['unit', 'on', 'whole', 'part', 'replace', 'add', 'sheet'] as const;
    const command = callToApply(['import', 'insured', asked.file], asked, repeated);
    return listResult(await importList(asked, store, context), asked.on, command, context);
  },
});

type ListDone = Awaited<ReturnType<typeof importList>>;

function importList(
  asked: Asked<typeof FILE_ARGUMENT, typeof OPTIONS>,
  store: Store,
  context: CommandContext,
) {
  const { on, sheet } = asked;
  const file = { holds: 'insured-list', action: 'list-import' } as const;
  return importAgencyFile(file, asked, store, context, async (table, unit, seal, reject) => {
    const today = context.today();
    const read = await readInsuredList(table, { seal, today, unit: unitInList(unit), sheet });
    for (const row of read.bad) reject(row, read.headers);
    const cellsAt = new Map(read.rows.map((row) => [locationKey(row), row.cells]));
    const onBad = (problem: RowProblem) => {
      const cells = cellsAt.get(locationKey(problem)) ?? [];
      reject({ ...locationOf(problem), cells, problems: [problem] }, read.headers);
    };
    const own = { on, rows: listedRows(read), isIncomplete: read.bad.length > 0 };
    return {
      read,
      run: (task, reports, ports) =>
        importInsuredList({ ...task, ...own, onBad: reports ? onBad : () => undefined }, ports),
      stored: ({ import: id }, by, ports) =>
        noteOtherSchemes({ unitId: unit.unitId, by, on, import: id, rows: read.rows }, ports),
    };
  });
}

/** The list's content, the result, and the next steps. @param command the same call with --apply. */
function listResult(done: ListDone, on: string, command: string, context: CommandContext): CommandResult {
  const { file, unitId, applied, read, imported, changes, rejectedRows, rejects } = done;
  const { understood, lastLineOpen } = read;
  const { people, newFacts, knownFacts, unknownPeople, doubtfulRows } = imported;
  const count = (status: InsuredRow['status']) => read.rows.filter((row) => row.status === status).length;
  const counts = {
    insured: count('insured'),
    suspended: count('suspended'),
    ended: count('ended'),
    asked: count('asked'),
  };
  const elsewhere = read.rows.filter(({ status }) => status === 'other-scheme');
  const lines: readonly Line[] = [
    {
      zh: `${file}（${on}）：参保 ${counts.insured} 人，暂停 ${counts.suspended}，终止 ${counts.ended}，待问 ${counts.asked}；${rejectedRows} 行有问题`,
      en: `${file} (${on}): ${counts.insured} insured, ${counts.suspended} suspended, ${counts.ended} ended, ${counts.asked} unknown; ${counted(rejectedRows, 'row')} with problems`,
    },
    ...understoodText(understood),
    openLastLineText(lastLineOpen),
    schemeLine(elsewhere, context),
  ];
  const next: readonly Line[] = [
    unknownPeople > 0 && {
      zh: `${unknownPeople} 个不认识的人；在记录中出现后自动认领`,
      en: `${unknownPeople} unknown people; once they are known, their rows are stored`,
    },
    doubtfulRows > 0 && {
      zh: `${doubtfulRows} 行不能确定是谁`,
      en: `Rows with an uncertain person: ${doubtfulRows}`,
    },
  ];
  const problems = done.problems.toSorted(byLocation(understood.sheets.map(({ name }) => name)));
  return {
    json: {
      file,
      unitId,
      on,
      applied,
      ...counts,
      otherScheme: elsewhere.map(schemeJson),
      understood,
      lastLineOpen: lastLineOpen ?? null,
      ...{ people, newFacts, knownFacts, unknownPeople, doubtfulRows },
      ...outcomeJson(imported, changes),
      rejectedRows,
      rejects: rejects ?? null,
      problems: rowProblemsJson(problems, context),
    },
    lines: agencyFileLines({ ...done, problems }, { read: lines, next }, command, context),
    failed: applied && rejectedRows > 0,
  };
}

export function schemeJson({ line, name, scheme, identity }: InsuredRow) {
  return { line, name: name ?? null, scheme, identity: identity?.masked ?? null };
}

/** People who are insured, but in the wrong scheme. Their enrolment stays open. */
export function schemeLine(rows: readonly InsuredRow[], context: CommandContext): Line {
  const each = rows.map(({ name, identity, scheme }) =>
    `${name ?? identity?.masked ?? '?'} ${scheme}`.trim(),
  );
  const names = namesOf(each, context);
  return (
    rows.length > 0 && {
      zh: `参加的是其他险种，职工医保仍须增员：${names}`,
      en: `Insured in the wrong scheme, so their enrolment stays open: ${names}`,
    }
  );
}
