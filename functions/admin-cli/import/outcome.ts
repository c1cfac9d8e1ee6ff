import type { StatedBy } from '../../../domain/facts/fact.ts';
import type { Extent } from '../../../domain/units/unit-facts.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import { yuan } from '../../../domain/values/money.ts';
import type { CaseChanges, ChangedCase } from '../../casework/case-changes.ts';
import type { Store } from '../../deployment/deployment.ts';
import type { EarlierImport, ImportedMonth, ImportOutcome, Proposal } from '../../imports/import-file.ts';
import { importFactId } from '../../imports/import-id.ts';
import { type AppliedImport, earlierOf } from '../../staff-actions/apply-import.ts';
import { noteRecorded } from '../activity.ts';
import type { CommandContext, Line } from '../frame/frame.ts';
import { flag } from '../frame/kinds.ts';
import type { Asked } from '../frame/spec.ts';
import { commandToPaste } from '../frame/suggest.ts';
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

/** What to do with an earlier complete file of the same month or day. */
export const REPLACE_OPTIONS = {
  replace: flag({
    zh: '同月已有完整文件时，用这份代替它',
    en: 'if a complete file of the same month was imported before, replace it with this file',
  }),
  add: {
    ...flag({
      zh: '同月已有完整文件时，两份都算',
      en: 'if a complete file of the same month was imported before, count both files',
    }),
    conflicts: ['replace'],
  },
};

/** Whether the file is whole or partial, as stated; undefined if not stated. */
export function statedExtent({ whole, part }: Asked<unknown, typeof EXTENT_OPTIONS>): Extent | undefined {
  if (whole) return 'whole';
  return part ? 'part' : undefined;
}

/**
 * A second complete file of a month may be a correction or an addition.
 * @throws NothingStored with the earlier files if the caller has not stated which of the two it is.
 */
export function refuseUnanswered({ imported, isUnsaid }: AppliedImport, context: CommandContext): void {
  if (!isUnsaid) return;
  const earlier = earlierOf(imported);
  const [zh, en] = [listed(earlier, 'zh'), listed(earlier, 'en')];
  throw new NothingStored(
    context.say({
      zh: `同月已有完整文件：${zh}；没有保存。代替它用 --replace，两份都算用 --add`,
      en: `there is already a complete file of the month: ${en}; nothing was stored. Use --replace to replace it, --add to keep both`,
    }),
  );
}

function listed(earlier: readonly EarlierImport[], language: 'zh' | 'en'): string {
  const descriptions = earlier.map(({ file, people, importedOn }) => {
    const day = importedOn.slice(0, 10);
    return language === 'zh'
      ? `${file}（${people} 人，${day} 导入）`
      : `${file} (${counted(people, 'person', 'people')}, of ${day})`;
  });
  return descriptions.join(language === 'zh' ? '、' : ', ');
}

/** At most this many names are listed; the others are counted. */
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
  /** Whether the file is whole or partial, as stated by the importing person. */
  readonly stated: Extent | undefined;
}

/**
 * A line for a file that was imported before. The second import leaves what is stored unchanged.
 * @param indent the text before the line.
 */
export function repeatedLine(
  { isRepeated, import: id }: Pick<ImportOutcome, 'isRepeated' | 'import'>,
  indent = '',
): Line {
  const undo = `canbao record undo ${importFactId(id)}`;
  return (
    isRepeated && {
      zh: `${indent}这份文件导入过：是完整还是部分保持当时所说；要改，先撤销：${undo}`,
      en: `${indent}This file was imported before and still counts as complete or as a part, as was stated at that import. To change that, undo the earlier import first: ${undo}`,
    }
  );
}

/**
 * Lines on how the file is used in each month. If the file may be incomplete, the lines ask about it and name the
 * missing people.
 */
export function extentLines(
  { months }: Pick<ImportOutcome, 'months'>,
  shown: Shown,
  context: CommandContext,
): Line[] {
  return months.flatMap((month) => [
    ...monthLines(month, shown, context),
    month.earlier.length > 0 &&
      month.extent === 'whole' && {
        zh: `  同月已有：${listed(month.earlier, 'zh')}`,
        en: `  Imported before: ${listed(month.earlier, 'en')}`,
      },
  ]);
}

const EXTENT_TEXTS: Readonly<Record<Extent, Texts>> = {
  whole: { zh: '完整', en: 'a complete file' },
  part: { zh: '部分', en: 'a part' },
};

function monthLines(
  { month, extent, guard }: ImportedMonth,
  { applied, unitId, stated }: Shown,
  context: CommandContext,
): Line[] {
  const extentText = EXTENT_TEXTS[extent];
  const missing = guard.missing.map(({ employeeId, name }) => context.wording.who(employeeId, name));
  const head = {
    zh: `  ${month}：按${extentText.zh}文件${applied ? '保存' : '处理'}；应在其中 ${guard.expected} 人，缺 ${missing.length} 人${missing.length === 0 ? '' : `：${namesOf(missing, context)}`}`,
    en: `  ${month}: ${applied ? 'stored' : 'used'} as ${extentText.en}; expected people ${guard.expected}, missing ${missing.length}${missing.length === 0 ? '' : `: ${namesOf(missing, context)}`}`,
  };
  if (guard.is === 'whole' || stated !== undefined) return [head];
  const leave = commandToPaste(
    ...['canbao', 'record', 'leave', '--employee', guard.missing[0]?.employeeId ?? ''],
    ...['--last-working-day', 'YYYY-MM-DD', '--reason', 'resigned'],
  );
  const listAll = commandToPaste('canbao', 'import', 'roster', 'FILE', '--unit', unitId);
  return [
    head,
    applied
      ? {
          zh: '  缺的人太多而没有答复，已按部分保存：对不在文件中的人不作判断',
          en: '  Many people are missing and no reason was given, so the file was stored as a part: it says nothing about the missing people',
        }
      : {
          zh: '  缺的人太多：文件完整（--whole）、只是一部分（--part），还是这些人已离职？不答复则按部分保存',
          en: '  Many people are missing: is the file whole (--whole) or a part (--part), or have these people left? Without an answer the file is stored as a part',
        },
    {
      zh: `  已离职的先登记，再导入：${leave}；人多的用花名册：${listAll}`,
      en: `  If people have left, first record the leave: ${leave}. To record many at once, import a roster: ${listAll}`,
    },
  ];
}

/** Matches that are possible by name only, for a person to confirm. */
export function proposalLines(proposals: readonly Proposal[], context: CommandContext): Line[] {
  if (proposals.length === 0) return [];
  const names = namesOf(
    proposals.map(({ name, could }) => `${name} → ${could.join(' / ')}`),
    context,
  );
  return [
    { zh: `只有姓名相同，须人工确认：${names}`, en: `Only the name matches; please confirm: ${names}` },
  ];
}

/** The cases that open, close and change, by kind and name. Only the first names are listed; the others are counted. */
export function changeLines(
  { opens, closes, changes }: CaseChanges,
  applied: boolean,
  context: CommandContext,
): Line[] {
  const { say, wording } = context;
  const nameOf = ({ employeeId, employeeName, people = [] }: ChangedCase) => {
    if (employeeId !== undefined) return wording.who(employeeId, employeeName);
    const names = people.map(({ name, key }) => name ?? key);
    return namesOf(names, context, 3) || say({ zh: '单位', en: 'the unit' });
  };
  const group = (title: Texts, cases: readonly ChangedCase[]) =>
    [...Map.groupBy(cases, ({ kind }) => kind)].map(([kind, some]) => {
      const names = namesOf(some.map(nameOf), context);
      return `  ${say(title)} ${wording.kinds[kind]} ${some.length}${wording.colon}${names}`;
    });
  const lines = [
    ...group({ zh: '新增', en: 'Opens:' }, opens),
    ...group({ zh: '关闭', en: 'Closes:' }, closes),
    ...group({ zh: '改变', en: 'Changes:' }, changes),
  ];
  if (lines.length === 0) return [{ zh: '待办没有变化', en: 'No case opens, closes or changes' }];
  const title = applied
    ? { zh: '待办：', en: 'Cases:' }
    : { zh: '保存后的待办：', en: 'Cases after storing:' };
  return [title, ...lines];
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

/** A line with the command that undoes the import. @param indent the text before the line. */
export function undoLine({ import: id }: Pick<ImportOutcome, 'import'>, indent = ''): Line {
  const undo = `canbao record undo ${importFactId(id)} --reason`;
  return { zh: `${indent}撤销这次导入：${undo} '原因'`, en: `${indent}To undo this import: ${undo} 'why'` };
}

function caseJson({ caseId, kind, employeeId, employeeName }: ChangedCase) {
  return { caseId, kind, employeeId: employeeId ?? null, employeeName: employeeName ?? null };
}

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
