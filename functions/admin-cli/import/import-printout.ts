import { printable } from '../../../domain/letter/letter.ts';
import { yuan } from '../../../domain/values/money.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { openLastLine, rowProblemLines, rowProblemsJson } from './row-problem-lines.ts';
import type { ImportDone } from './run-import.ts';

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
    ...rowProblemLines(done, frame),
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

function leftOutLines({ summary }: ImportDone, frame: Frame): string[] {
  const { say } = frame;
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
    ...openLastLine(lastLineOpen, frame),
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
    problems: rowProblemsJson(problems, frame),
  };
}
