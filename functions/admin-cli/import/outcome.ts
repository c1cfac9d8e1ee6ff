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

/** What the importing person states about the file. */
export const EXTENT_OPTIONS = {
  whole: flag({
    zh: '文件列出本单位全部参保人：不在其中的就是没有参保',
    en: 'the file has everybody of the unit: people not in it are not insured',
  }),
  part: {
    ...flag({
      zh: '文件只是一部分：不在其中的不说明什么',
      en: 'the file has only some people: it says nothing about the others',
    }),
    conflicts: ['whole'],
  },
};

/** What to do with an earlier whole file of the same month or day. */
export const REPLACE_OPTIONS = {
  replace: flag({
    zh: '同月已有完整文件时，用这份代替它',
    en: 'replace the whole file of the same month that was imported before',
  }),
  add: {
    ...flag({ zh: '同月已有完整文件时，两份都算', en: 'keep that file too' }),
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

/** Whole or partial as stated; undefined if not stated. */
export function statedExtent({ whole, part }: AskedExtent): Extent | undefined {
  if (whole === true) return 'whole';
  return part === true ? 'part' : undefined;
}

/** The caller's answers about the file. */
export function answersOf(asked: AskedExtent & AskedEarlier): ImportAnswers {
  const { replace, add } = asked;
  const earlier = replace === true ? 'replace' : add === true ? 'add' : undefined;
  return { extent: statedExtent(asked), earlier };
}

/** The given options, for the same call with --apply. */
export function extentArguments(asked: AskedExtent & AskedEarlier) {
  return (['whole', 'part', 'replace', 'add'] as const).flatMap((name) =>
    asked[name] === true ? [`--${name}`] : [],
  );
}

/**
 * A second whole file of a month may be a correction or an addition.
 * @throws NothingStored with the earlier files, if the caller has not decided.
 */
export function refuseUnanswered(
  { imported, isUnsaid }: Pick<AppliedImport, 'imported' | 'isUnsaid'>,
  context: CommandContext,
): void {
  if (!isUnsaid) return;
  const earlier = earlierOf(imported);
  const [zh, en] = [listed(earlier, 'zh'), listed(earlier, 'en')];
  throw new NothingStored(
    context.say({
      zh: `同月已有完整文件：${zh}；没有保存。代替它用 --replace，两份都算用 --add`,
      en: `there is already a whole file of the month: ${en}; nothing was stored. Use --replace to replace it, --add to keep both`,
    }),
  );
}

function listed(earlier: readonly EarlierImport[], language: 'zh' | 'en'): string {
  const descriptions = earlier.map(({ file, people, importedOn }) => {
    const day = importedOn.slice(0, 10);
    return language === 'zh'
      ? `${file}（${people} 人，${day} 导入）`
      : `${file} (${people} people, of ${day})`;
  });
  return descriptions.join(language === 'zh' ? '、' : ', ');
}

/** How many names are listed; the rest are counted. */
const MOST_NAMES = 10;

/** The first names of a list, and the number of the others. */
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
  /** Whole or partial, as stated by the importing person. */
  readonly stated: Extent | undefined;
}

/** A repeated import changes nothing that is stored. */
export function repeatedLines({ isRepeated, import: id }: ImportOutcome, { say }: CommandContext): string[] {
  if (!isRepeated) return [];
  const undo = `canbao record undo ${importFactId(id)}`;
  return [
    say({
      zh: `这份文件导入过：是完整还是部分保持当时所说；要改，先撤销：${undo}`,
      en: `This file was imported before, and its extent (whole or part) is unchanged; to change it, undo that import first: ${undo}`,
    }),
  ];
}

/** How the file is used in each month, and the guard's question with the missing people's names. */
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
            en: `  Imported before: ${listed(month.earlier, 'en')}`,
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
  const extentText = EXTENT_TEXTS[extent];
  const missing = guard.missing.map(({ employeeId, name }) => wording.who(employeeId, name));
  const head = say({
    zh: `  ${month}：按${extentText.zh}文件${applied ? '保存' : '处理'}；应在其中 ${guard.expected} 人，缺 ${missing.length} 人${missing.length === 0 ? '' : `：${namesOf(missing, context)}`}`,
    en: `  ${month}: ${applied ? 'stored' : 'used'} as ${extentText.en}; expected ${guard.expected}, missing ${missing.length}${missing.length === 0 ? '' : `: ${namesOf(missing, context)}`}`,
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
          en: '  Many people are missing and no reason was given, so it was stored as a part: it says nothing about the missing people',
        })
      : say({
          zh: '  缺的人太多：文件完整（--whole）、只是一部分（--part），还是这些人已离职？不答复则按部分保存',
          en: '  Many people are missing: is the file whole (--whole) or a part (--part), or have they left? Without an answer it is stored as a part',
        }),
    say({
      zh: `  已离职的先登记，再导入：${leave}；人多的用花名册：${listAll}`,
      en: `  Record leavers first: ${leave}; many at once with a roster: ${listAll}`,
    }),
  ];
}

/** Possible matches by name, for a person to confirm. */
export function proposalLines(proposals: readonly Proposal[], context: CommandContext): string[] {
  if (proposals.length === 0) return [];
  const { say } = context;
  const each = proposals.map(({ name, could }) => `${name} → ${could.join(' / ')}`);
  return [
    say({
      zh: `只有姓名相同，须人工确认：${namesOf(each, context)}`,
      en: `Only the name matches, please confirm: ${namesOf(each, context)}`,
    }),
  ];
}

/** Cases that open and close, by kind and name; only counted if there are many. */
export function changeLines(
  { opens, closes, changes }: CaseChanges,
  { applied }: { readonly applied: boolean },
  { say, wording, ...context }: CommandContext,
): string[] {
  const group = (title: Texts, cases: readonly Case[]) =>
    [...Map.groupBy(cases, ({ kind }) => kind)].map(([kind, some]) => {
      const names = namesOf(some.map(personOf), { say });
      return `  ${say(title)} ${wording.kinds[kind]} ${some.length}${wording.colon}${names}`;
    });
  const personOf = ({ employeeId, employeeName, people = [] }: Case) =>
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
    : { zh: '保存后的待办：', en: 'Cases after storing:' };
  return lines.length === 0
    ? [say({ zh: '待办没有变化', en: 'No case opens, closes or changes' })]
    : [say(head), ...lines];
}

/** Adds an import to its unit's activities, once. */
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
    en: `To undo this import: ${undo} 'why'`,
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

/** The common part of every import's JSON. */
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
