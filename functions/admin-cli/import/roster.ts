import { basename } from 'node:path';
import type { Implausible } from '../../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../../domain/roster/finding.ts';
import { heardSince } from '../../../domain/roster/roster.ts';
import { counted } from '../../../domain/values/language.ts';
import { addMonths } from '../../../domain/values/plain-date.ts';
import { foldPorts, type Store } from '../../deployment/deployment.ts';
import { rejectsFile } from '../../files/csv-files.ts';
import { byLocation } from '../../files/table.ts';
import type { BadRow } from '../../imports/bill-row.ts';
import { compareRoster, recognise, SINCE_MONTHS } from '../../imports/compare-roster.ts';
import { openLastLineText } from '../../imports/problem-texts.ts';
import { type ReadRoster, readRoster } from '../../imports/read-roster.ts';
import { recordFindings } from '../../imports/record-findings.ts';
import { addReject } from '../../imports/reject-row.ts';
import { unitNamed } from '../../imports/roster-rows.ts';
import { understoodText } from '../../imports/understood-texts.ts';
import { identitySealer } from '../../sources/webhook/identity.ts';
import { noteRecorded } from '../activity.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { day, dayOrToday, flag, refuseAhead, required, texts, unitOf } from '../frame/kinds.ts';
import { type Asked, storeCommand } from '../frame/spec.ts';
import { callToApply } from '../frame/suggest.ts';
import { STAFF_OPTIONS, submissionOf } from '../record/staff.ts';
import { findingText } from '../roster.ts';
import { FILE_ARGUMENT } from './agency-file.ts';
import { IMPORT_SPEED, importLoad, progressReporter, SHEET } from './load.ts';
import { NothingStored, readFile, rowProblemLines, rowProblemsJson } from './problems.ts';

const OPTIONS = {
  unit: required(
    texts(
      {
        zh: '谁的花名册；几个单位的可多次给出，文件须有“参保单位”列',
        en: 'the unit of the roster; repeat the option for several units, then the file needs a unit column',
      },
      'unitId',
    ),
  ),
  sheet: SHEET,
  complete: flag({
    zh: '花名册列出这些单位的全部在职人员：不在其中的视为可能已离职；不加则缺席不说明什么',
    en: 'the roster lists everybody employed at these units, so people who are missing may have left; without this option, missing people are ignored',
  }),
  on: dayOrToday({ zh: '花名册是哪一天的（默认今天）', en: 'the day of the roster (default: today)' }),
  since: day({
    zh: `毫无记录、此日之前已离职的人不管（默认花名册日之前 ${SINCE_MONTHS} 个月）`,
    en: `ignore people without any record here who left before this day (default: ${SINCE_MONTHS} months before the roster)`,
  }),
  apply: flag({
    zh: '记入；不加只试算',
    en: 'record the differences; without this option they are only shown',
  }),
  yesAllLeft: flag({ zh: '确认：确有很大一部分人离职', en: 'confirm that a large share of the people left' }),
  perSecond: IMPORT_SPEED,
  by: STAFF_OPTIONS.by,
};
type AskedRoster = Asked<typeof FILE_ARGUMENT, typeof OPTIONS>;

export const IMPORT_ROSTER = storeCommand({
  name: 'roster',
  about: {
    zh: '导入花名册（CSV 或 XLSX），与收到的入离职消息核对：先试算，加 --apply 才记入，重复导入不会重复',
    en: 'compare a roster (CSV or XLSX) with the reported hires and leaves: shows the differences; with --apply they are recorded, each once',
  },
  args: FILE_ARGUMENT,
  options: OPTIONS,
  examples: [
    'canbao import roster 2026-11.xlsx --unit BJ --local',
    'canbao import roster 2026-11.csv --unit BJ --complete --on 2026-11-20 --stage prod --apply',
  ],
  check: ({ on }, context) => refuseAhead('--on', on, '花名册只能是今天或以前的', context),
  async run(asked, context, store) {
    for (const unitId of asked.unit) await unitOf(unitId, store, context);
    const done = await importRoster(asked, store, context);
    const on = asked.on === context.today() ? undefined : asked.on;
    const repeated = ['unit', 'sheet', 'complete', 'on', 'since'] as const;
    const command = callToApply(['import', 'roster', asked.file], { ...asked, on }, repeated);
    return rosterResult(done, command, context);
  },
});

/** @throws BadUsage if the file does not separate the people of several units. */
function refuseWithoutUnits(
  { hasUnits }: ReadRoster,
  { unit }: AskedRoster,
  { badUsage }: CommandContext,
): void {
  if (unit.length === 1 || hasUnits) return;
  throw badUsage({
    zh: '给了几个 --unit，而文件没有“参保单位”列，分不清谁属于哪个单位；请加上这一列，或每个单位一份文件',
    en: 'several --unit are given, but the file has no unit column; add the column, or use one file per unit',
  });
}

/**
 * An incomplete file must not end the employment of everybody who is missing from it.
 * @throws NothingStored if the file was stated to be complete but has unreadable rows, or if too many people would have
 * left and the caller did not confirm that.
 */
function refuseHalf(
  implausible: readonly Implausible[],
  bad: readonly BadRow[],
  asked: AskedRoster,
  { say }: CommandContext,
): void {
  if (asked.complete === true && bad.length > 0) {
    throw new NothingStored(
      say({
        zh: `有 ${bad.length} 行读不通，见 ${asked.file}.rejects.csv；有问题的花名册不能当作完整的，没有记入任何内容。请改好这些行，或去掉 --complete`,
        en: `${counted(bad.length, 'row')} could not be read (see ${asked.file}.rejects.csv); the roster is incomplete, so nothing was recorded. Correct the rows, or leave out --complete`,
      }),
    );
  }
  if (implausible.length === 0 || asked.yesAllLeft === true) return;
  const listed = implausible
    .map(({ unitId, employed, leaving }) => `${unitId} ${leaving}/${employed}`)
    .join(', ');
  throw new NothingStored(
    say({
      zh: `按这份花名册，一次会有很大一部分人离职（${listed}）；多半是文件不完整，没有记入任何内容。确实如此的，加 --yes-all-left`,
      en: `according to this roster many people left at once (${listed}); the file is probably incomplete, so nothing was recorded. If all of them have really left, add --yes-all-left`,
    }),
  );
}

type RosterImported = Awaited<ReturnType<typeof importRoster>>;

/** Reads the whole file, compares it with the records, and records the corrections if requested. */
async function importRoster(asked: AskedRoster, store: Store, context: CommandContext) {
  const { file, on: asOf, since = addMonths(asOf, -SINCE_MONTHS) } = asked;
  const rejects = rejectsFile(`${file}.rejects.csv`);
  return readFile(file, 'roster', context, async (table) => {
    const record = await store.registry.load();
    const read = await readRoster(table, {
      sheet: asked.sheet,
      today: context.today(),
      seal: identitySealer(await store.identityKey()),
      unitNamed: (text) => unitNamed(text, record.registry.units),
    });
    refuseWithoutUnits(read, asked, context);
    const [only, another] = asked.unit;
    const found = await recognise(read.rows, another === undefined ? only : undefined, record, store);
    const { spells } = found;
    const bad = [...read.bad, ...found.bad].sort(byLocation(read.understood.sheets.map(({ name }) => name)));
    for (const row of bad) addReject(rejects, row, read.headers, context.language);
    const roster = {
      unitIds: asked.unit,
      asOf,
      since,
      complete: asked.complete === true,
      people: found.people,
    };
    const compared = compareRoster(roster, spells);
    const applied = asked.apply === true;
    await rejects.finish();
    if (applied) refuseHalf(compared.implausible, bad, asked, context);
    const { by } = await submissionOf(asked, store);
    const recorded = applied
      ? await recordFindings(compared.findings, roster, by, {
          ...foldPorts(store, context.clock),
          clock: context.clock,
          load: importLoad(asked.perSecond, store),
          onProgress: progressReporter(context),
        })
      : { corrected: new Set<string>(), newFacts: 0 };
    if (applied)
      for (const unitId of asked.unit) {
        const entry = { unitId, action: 'roster-import', file: basename(file), factIds: [] } as const;
        await noteRecorded({ by: by.who, ...entry }, store, context);
      }
    return {
      file,
      asOf,
      complete: roster.complete,
      applied,
      unitIds: asked.unit,
      people: found.count,
      heardSince: heardSince(roster, spells),
      ...compared,
      ...recorded,
      problems: bad.flatMap(({ problems }) => problems),
      rejectedRows: bad.length,
      rejects: bad.length > 0 ? rejects.path : undefined,
      lastLineOpen: read.lastLineOpen,
      understood: read.understood,
    };
  });
}

const MOST_FINDINGS = 200;

/**
 * The differences between roster and records, the result, and the next steps.
 * @param command the same call with --apply.
 */
function rosterResult(done: RosterImported, command: string, context: CommandContext): CommandResult {
  const { file, findings, implausible, applied, newFacts, asOf, rejectedRows } = done;
  const correctable = findings.filter(({ mends }) => mends.length > 0).length;
  return {
    json: jsonOf(done, context),
    lines: [
      {
        zh: `${file}（${asOf}）：${done.people} 人，${findings.length} 处与记录不符，${rejectedRows} 行有问题`,
        en: `${file} (${asOf}): ${counted(done.people, 'person', 'people')}, ${counted(findings.length, 'difference')}, ${counted(rejectedRows, 'row')} with problems`,
      },
      ...understoodText(done.understood),
      done.heardSince > 0 && {
        zh: `${asOf} 之后才收到消息的 ${done.heardSince} 人以记录为准，没有比较`,
        en: `Not compared, since our records are newer than ${asOf}: ${counted(done.heardSince, 'person', 'people')}`,
      },
      ...findings
        .slice(0, MOST_FINDINGS)
        .map((finding) => `  ${markOf(finding, done)}${findingText(finding, context)}`),
      findings.length > MOST_FINDINGS && { zh: '  ……其余见 --json', en: '  … use --json for the others' },
      applied
        ? { zh: `已记入 ${newFacts} 条`, en: `Recorded: ${newFacts} facts` }
        : { zh: `可以记入 ${correctable} 处`, en: `Could be recorded: ${correctable}` },
      ...implausible.map(({ unitId, employed, leaving }) => ({
        zh: `${unitId} 在职 ${employed} 人，按此花名册将有 ${leaving} 人离职；多半是文件不完整，确实如此才加 --yes-all-left`,
        en: `${unitId} has ${counted(employed, 'person', 'people')}, of whom ${leaving} would have left; the file is probably incomplete; add --yes-all-left only if all of them have really left`,
      })),
      openLastLineText(done.lastLineOpen),
      ...rowProblemLines(done, context),
      ...(applied || correctable === 0 ? [] : [TO_RECORD, `  ${command}`]),
    ],
    failed: applied && rejectedRows > 0,
  };
}

export const TO_RECORD = {
  zh: '试算，没有记入。记入请运行：',
  en: 'Nothing was recorded yet. To record the differences, run:',
};

/** The mark of a line: `+` if the correction is recorded or can be recorded, `!` if a person must decide. */
function markOf({ employeeId, kind, mends }: RosterFinding, { applied, corrected }: RosterImported): string {
  const isCorrected = applied ? corrected.has(`${employeeId} ${kind}`) : mends.length > 0;
  return isCorrected ? '+ ' : '! ';
}

function jsonOf(done: RosterImported, context: CommandContext) {
  const { corrected, findings, problems, rejects, lastLineOpen, ...counts } = done;
  return {
    ...counts,
    lastLineOpen: lastLineOpen ?? null,
    findings: findings.map(({ mends, ...finding }) => ({
      ...finding,
      mends: mends.map(({ kind }) => kind),
      mended: corrected.has(`${finding.employeeId} ${finding.kind}`),
      text: findingText({ ...finding, mends }, context),
    })),
    rejects: rejects ?? null,
    problems: rowProblemsJson(problems, context),
  };
}
