import { printable } from '../../../domain/digest/printable.ts';
import { yuan } from '../../../domain/values/money.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { rowProblemText } from './row-problem-words.ts';
import type { ImportDone } from './run-import.ts';

const MOST_LINES = 20;

/** What a bill held, what became of it, and what to do next. @param command the same call, without --apply. */
export function importPrintout(done: ImportDone, command: string, frame: Frame): Printout {
  const { summary, stored, applied } = done;
  const { say } = frame;
  const lines = [
    say({
      zh: `${done.file}：${summary.charges} 条缴费，${done.rejectedRows} 行有问题`,
      en: `${done.file}: ${summary.charges} charges, ${done.rejectedRows} rows with problems`,
    }),
    ...monthLines(done, frame),
    ...leftOutLines(done, frame),
    say({
      zh: `${applied ? '已保存' : '将保存'} ${stored.newFacts} 条（${stored.people} 人），此前已有 ${stored.knownFacts} 条`,
      en: `${applied ? 'Stored' : 'Would store'} ${stored.newFacts} (${stored.people} people); there before: ${stored.knownFacts}`,
    }),
    ...unknownLines(done, frame),
    ...problemLines(done, frame),
    ...(applied || stored.newFacts + stored.unknownCharges === 0
      ? []
      : [
          say({ zh: `试算，没有保存。保存请运行：`, en: 'Nothing was stored yet. To store it:' }),
          `  ${command} --apply`,
        ]),
  ];
  return { json: jsonOf(done, frame), lines: lines.map(printable) };
}

function monthLines({ summary }: ImportDone, { say }: Frame): string[] {
  return [...summary.months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { charges, supplements, unitAmount, personalAmount }]) => {
      const ofThem = {
        zh: `（其中补差、补缴 ${supplements} 条）`,
        en: ` (${supplements} of them supplements)`,
      };
      const also = supplements > 0 ? ofThem : { zh: '', en: '' };
      return say({
        zh: `  ${month}：${charges} 条${also.zh}，单位 ${yuan(unitAmount)} 元，个人 ${yuan(personalAmount)} 元`,
        en: `  ${month}: ${charges} charges${also.en}, unit ${yuan(unitAmount)}, personal ${yuan(personalAmount)} yuan`,
      });
    });
}

function leftOutLines({ summary }: ImportDone, { say }: Frame): string[] {
  const { totalRows, nothingCharged, otherKinds, lastLineOpen } = summary;
  const counts = [
    totalRows > 0 && say({ zh: `合计 ${totalRows} 行`, en: `sums: ${totalRows}` }),
    nothingCharged > 0 && say({ zh: `金额为零 ${nothingCharged} 行`, en: `zero amounts: ${nothingCharged}` }),
    otherKinds > 0 && say({ zh: `其他险种 ${otherKinds} 行`, en: `other insurances: ${otherKinds}` }),
  ].filter((it) => it !== false);
  return [
    ...(counts.length === 0
      ? []
      : [say({ zh: '未计入：', en: 'Left out: ' }) + counts.join(say({ zh: '，', en: ', ' }))]),
    ...(lastLineOpen === undefined
      ? []
      : [
          say({
            zh: `第 ${lastLineOpen} 行（最后一行）没有换行结尾；请核对它是完整的`,
            en: `Line ${lastLineOpen}, the last one, does not end with a line break; check that it is whole`,
          }),
        ]),
  ];
}

function unknownLines({ stored, unitId, summary }: ImportDone, { say }: Frame): string[] {
  if (stored.unknownCharges === 0) return [];
  const [month] = [...summary.months.keys()].sort().reverse();
  return [
    say({
      zh: `${stored.unknownPeople} 个不认识的人，${stored.unknownCharges} 条缴费；见 canbao reconcile --unit ${unitId} --month ${month}`,
      en: `${stored.unknownPeople} unknown people with ${stored.unknownCharges} charges; see canbao reconcile --unit ${unitId} --month ${month}`,
    }),
  ];
}

function problemLines({ problems, rejects, rejectedRows }: ImportDone, frame: Frame): string[] {
  const { say } = frame;
  if (rejects === undefined) return [];
  const shown = problems.slice(0, MOST_LINES);
  const more = rejectedRows > new Set(shown.map(({ line }) => line)).size;
  return [
    say({ zh: '有问题的行：', en: 'Rows with problems:' }),
    ...shown.map(
      (it) => say({ zh: `  第 ${it.line} 行：`, en: `  line ${it.line}: ` }) + rowProblemText(it, frame),
    ),
    say({
      zh: `${more ? '……全部' : '它们'}在 ${rejects}；改好原文件后整份重新导入即可`,
      en: `${more ? '… all of them are' : 'They are'} in ${rejects}; put the original right and import all of it again`,
    }),
  ];
}

function jsonOf(done: ImportDone, frame: Frame) {
  const { file, unitId, applied, summary, stored, problems, rejectedRows, rejects } = done;
  const { months, headers: _, lastLineOpen, ...counts } = summary;
  return {
    file,
    unitId,
    applied,
    ...counts,
    lastLineOpen: lastLineOpen ?? null,
    months: [...months]
      .map(([month, { charges, supplements, unitAmount, personalAmount }]) => ({
        month,
        charges,
        supplements,
        unitAmount: yuan(unitAmount),
        personalAmount: yuan(personalAmount),
      }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    ...stored,
    rejectedRows,
    rejects: rejects ?? null,
    problems: problems.map((it) => ({
      line: it.line,
      column: it.column ?? null,
      code: it.code,
      text: rowProblemText(it, frame),
    })),
  };
}
