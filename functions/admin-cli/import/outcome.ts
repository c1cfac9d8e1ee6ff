import type { Case, CaseKind } from '../../../domain/cases/case.ts';
import type { StatedBy } from '../../../domain/facts/fact.ts';
import type { Extent } from '../../../domain/units/unit-facts.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { yuan } from '../../../domain/values/money.ts';
import type { CaseChanges } from '../../casework/case-changes.ts';
import type { EarlierImport, ImportedMonth, ImportOutcome, Proposal } from '../../imports/import-file.ts';
import { importFactId } from '../../imports/import-id.ts';
import { type AppliedImport, earlierOf, type ImportAnswers } from '../../staff-actions/apply-import.ts';
import { noteRecorded } from '../activity.ts';
import type { CommandContext } from '../frame/frame.ts';
import { flag } from '../frame/kinds.ts';
import { commandToPaste } from '../frame/suggest.ts';
import type { Store } from '../store/store.ts';
import { NothingStored } from './problems.ts';

/** What somebody states of the file that they import. */
export const EXTENT_OPTIONS = {
  whole: flag({
    zh: '文件列出本单位全部参保人：不在其中的就是没有参保',
    en: 'the file has everybody of the unit: who is not on it is not insured',
  }),
  part: {
    ...flag({
      zh: '文件只是一部分：不在其中的不说明什么',
      en: 'the file has some people only: nothing is said of the others',
    }),
    conflicts: ['whole'],
  },
};

/** What to do with a whole file of the same month, or day, that was imported before. */
export const REPLACE_OPTIONS = {
  replace: flag({
    zh: '同月已有完整文件时，用这份代替它',
    en: 'take it in place of the whole file of the same month that was imported before',
  }),
  add: {
    ...flag({ zh: '同月已有完整文件时，两份都算', en: 'take it beside that file' }),
    conflicts: ['replace'],
  },
};

interface AskedEarlier {
  readonly replace?: boolean;
  readonly add?: boolean;
}

interface AskedExtent {
  readonly whole?: boolean;
  readonly part?: boolean;
}

/** What the caller stated the file to be; undefined where nobody said. */
export function statedExtent({ whole, part }: AskedExtent): Extent | undefined {
  if (whole === true) return 'whole';
  return part === true ? 'part' : undefined;
}

/** What the caller said of the file. */
export function answersOf(asked: AskedExtent & AskedEarlier): ImportAnswers {
  const { replace, add } = asked;
  const earlier = replace === true ? 'replace' : add === true ? 'add' : undefined;
  return { extent: statedExtent(asked), earlier };
}

/** The options as they were given, for the same call with --apply. */
export function extentArguments(asked: AskedExtent & AskedEarlier) {
  return (['whole', 'part', 'replace', 'add'] as const).flatMap((name) =>
    asked[name] === true ? [`--${name}`] : [],
  );
}

/**
 * Two whole files of one month have to be told apart from one that came twice.
 * @throws NothingStored naming the earlier ones, where nobody said what becomes of them.
 */
export function refuseUnsaid(
  { imported, isUnsaid }: Pick<AppliedImport, 'imported' | 'isUnsaid'>,
  context: CommandContext,
): void {
  if (!isUnsaid) return;
  const earlier = earlierOf(imported);
  const [zh, en] = [listed(earlier, 'zh'), listed(earlier, 'en')];
  throw new NothingStored(
    context.say({
      zh: `同月已有完整文件：${zh}；没有保存。代替它用 --replace，两份都算用 --add`,
      en: `there is a whole file of the month already: ${en}; nothing was stored. Use --replace to take this one in its place, --add to take both`,
    }),
  );
}

function listed(earlier: readonly EarlierImport[], language: 'zh' | 'en'): string {
  const words = earlier.map(({ file, people, importedOn }) => {
    const day = importedOn.slice(0, 10);
    return language === 'zh'
      ? `${file}（${people} 人，${day} 导入）`
      : `${file} (${people} people, of ${day})`;
  });
  return words.join(language === 'zh' ? '、' : ', ');
}

/** Names that are listed before the rest is counted. */
const MOST_NAMES = 10;

/** The first names of a list, and how many more there are. */
export function namesOf(
  names: readonly string[],
  { say }: Pick<CommandContext, 'say'>,
  most = MOST_NAMES,
): string {
  const shown = names.slice(0, most).join(say({ zh: '、', en: ', ' }));
  const more = names.length - most;
  return more > 0 ? say({ zh: `${shown}等 ${names.length} 人`, en: `${shown} and ${more} more` }) : shown;
}

interface Shown {
  readonly applied: boolean;
  readonly unitId: string;
  /** Whether the person who imports stated what the file is. */
  readonly stated: Extent | undefined;
}

/** What was stored of a file does not change when it comes again. */
export function repeatedLines(
  { isRepeated, import: id }: Pick<ImportOutcome, 'isRepeated' | 'import'>,
  { say }: CommandContext,
): string[] {
  if (!isRepeated) return [];
  const undo = `canbao record undo ${importFactId(id)}`;
  return [
    say({
      zh: `这份文件导入过：是完整还是部分保持当时所说；要改，先撤销：${undo}`,
      en: `This file was imported before: whether it is whole stays as it was said then; to change it, undo that first: ${undo}`,
    }),
  ];
}

/** What the file is taken for in each month, and the guard's question with the names of those who are missing. */
export function extentLines(
  { months }: Pick<ImportOutcome, 'months'>,
  shown: Shown,
  context: CommandContext,
): string[] {
  return months.flatMap((month) => [
    ...monthLines(month, shown, context),
    ...(month.earlier.length === 0 || month.extent === 'part'
      ? []
      : [
          context.say({
            zh: `  同月已有：${listed(month.earlier, 'zh')}`,
            en: `  There before: ${listed(month.earlier, 'en')}`,
          }),
        ]),
  ]);
}

const EXTENT_TEXTS: Readonly<Record<Extent, Texts>> = {
  whole: { zh: '完整', en: 'whole' },
  part: { zh: '部分', en: 'a part' },
};

function monthLines(
  { month, extent, guard }: ImportedMonth,
  { applied, unitId, stated }: Shown,
  context: CommandContext,
): string[] {
  const { say, wording } = context;
  const as = EXTENT_TEXTS[extent];
  const missing = guard.missing.map(({ employeeId, name }) => wording.who(employeeId, name));
  const head = say({
    zh: `  ${month}：按${as.zh}文件${applied ? '保存' : '处理'}；应在其中 ${guard.expected} 人，缺 ${missing.length} 人${missing.length === 0 ? '' : `：${namesOf(missing, context)}`}`,
    en: `  ${month}: ${applied ? 'stored' : 'taken'} as ${as.en}; expected ${guard.expected}, missing ${missing.length}${missing.length === 0 ? '' : `: ${namesOf(missing, context)}`}`,
  });
  if (guard.is === 'whole' || stated !== undefined) return [head];
  const leave = commandToPaste(
    ...['canbao', 'record', 'leave', '--employee', guard.missing[0]?.employeeId ?? ''],
    ...['--last-working-day', 'YYYY-MM-DD', '--reason', 'resigned'],
  );
  const listAll = commandToPaste('canbao', 'import', 'roster', 'FILE', '--unit', unitId);
  return [
    head,
    applied
      ? say({
          zh: '  缺的人太多而没有答复，已按部分保存：对不在文件中的人不作判断',
          en: '  So many are missing and nobody said why, so it was stored as a part: nothing is said of those who are missing',
        })
      : say({
          zh: '  缺的人太多：文件完整（--whole）、只是一部分（--part），还是这些人已离职？不答复则按部分保存',
          en: '  So many are missing: is the file whole (--whole), a part (--part), or have they left? Without an answer it is stored as a part',
        }),
    say({
      zh: `  已离职的先登记，再导入：${leave}；人多的用花名册：${listAll}`,
      en: `  Record those who left first: ${leave}; many of them by a roster: ${listAll}`,
    }),
  ];
}

/** Who it may be by the name alone, for a person to confirm. */
export function proposalLines(proposals: readonly Proposal[], context: CommandContext): string[] {
  if (proposals.length === 0) return [];
  const { say } = context;
  const each = proposals.map(({ name, could }) => `${name} → ${could.join(' / ')}`);
  return [
    say({
      zh: `只有姓名相同，须人工确认：${namesOf(each, context)}`,
      en: `The same name alone, for a person to confirm: ${namesOf(each, context)}`,
    }),
  ];
}

/** Cases that open and close, by kind and name; counts where there are many. */
export function changeLines(
  { opens, closes, changes }: CaseChanges,
  { applied }: { readonly applied: boolean },
  { say, wording, ...context }: CommandContext,
): string[] {
  const group = (title: Texts, cases: readonly Case[]) =>
    [...Map.groupBy(cases, ({ kind }) => kind)].map(([kind, some]) => {
      const names = namesOf(some.map(whose), { say });
      return `  ${say(title)} ${wording.kinds[kind]} ${some.length}${wording.colon}${names}`;
    });
  const whose = ({ employeeId, employeeName, people = [] }: Case) =>
    employeeId === undefined
      ? namesOf(
          people.map(({ name, key }) => name ?? key),
          { ...context, say },
          3,
        ) || say({ zh: '单位', en: 'the unit' })
      : wording.who(employeeId, employeeName);
  const lines = [
    ...group({ zh: '新增', en: 'Opens:' }, opens),
    ...group({ zh: '关闭', en: 'Closes:' }, closes),
    ...group({ zh: '改变', en: 'Changes:' }, changes),
  ];
  const head = applied
    ? { zh: '待办：', en: 'Cases:' }
    : { zh: '保存后的待办：', en: 'Cases, once it is stored:' };
  return lines.length === 0
    ? [say({ zh: '待办没有变化', en: 'No case opens, closes or changes' })]
    : [say(head), ...lines];
}

/** How the import can be taken back. */
/** Lists an import among what was recorded in its unit, once. */
export async function noteImport(
  action: 'bill-import' | 'list-import',
  { unitId, by, file, imported }: Imported,
  store: Pick<Store, 'activities'>,
  context: Pick<CommandContext, 'clock'>,
): Promise<void> {
  if (imported.isRepeated) return;
  const factIds = [importFactId(imported.import)];
  await noteRecorded({ by: by.who, unitId, action, file, factIds }, store, context);
}

interface Imported {
  readonly unitId: string;
  readonly by: StatedBy;
  readonly file: string;
  readonly imported: Pick<ImportOutcome, 'import' | 'isRepeated'>;
}

export function undoLine({ import: id }: Pick<ImportOutcome, 'import'>, { say }: CommandContext): string {
  const undo = `canbao record undo ${importFactId(id)} --reason`;
  return say({
    zh: `撤销这次导入：${undo} '原因'`,
    en: `To take this import back: ${undo} 'why'`,
  });
}

interface ChangedCase {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly employeeId: string | null;
  readonly employeeName: string | null;
}

const caseJson = ({ caseId, kind, employeeId, employeeName }: Case): ChangedCase => ({
  caseId,
  kind,
  employeeId: employeeId ?? null,
  employeeName: employeeName ?? null,
});

/** What every import says of itself, for programs. */
export function outcomeJson(
  { import: id, isRepeated, months, proposals }: ImportOutcome,
  { opens, closes, changes }: CaseChanges,
) {
  return {
    import: importFactId(id),
    isRepeated,
    files: months.map(({ month, people, unitAmount, personalAmount, guard, extent, earlier }) => ({
      month,
      people,
      unitAmount: yuan(unitAmount),
      personalAmount: yuan(personalAmount),
      extent,
      asks: guard.is === 'ask',
      expected: guard.expected,
      missing: guard.missing.map(({ employeeId, name }) => ({ employeeId, name: name ?? null })),
      earlier,
    })),
    proposals: proposals.map(({ hash: _, ...proposal }) => proposal),
    opens: opens.map(caseJson),
    closes: closes.map(caseJson),
    changes: changes.map(caseJson),
  };
}
