import { printable } from '../../../domain/letter/letter.ts';
import type { RosterFinding } from '../../../domain/roster/finding.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { findingText } from '../roster/finding-text.ts';
import { openLastLine, rowProblemLines, rowProblemsJson } from './row-problem-lines.ts';
import type { RosterImported } from './run-roster-import.ts';

const MOST_FINDINGS = 200;

/** What the roster and our facts do not agree about, what became of it, and what to do next. @param command the same call, without --apply. */
export function rosterPrintout(done: RosterImported, command: string, frame: Frame): Printout {
  const { findings, applied, newFacts } = done;
  const { say } = frame;
  const mendable = findings.filter(({ mends }) => mends.length > 0);
  const lines = [
    say({
      zh: `${done.file}（${done.asOf}）：${done.people} 人，${findings.length} 处与记录不符，${done.rejectedRows} 行有问题`,
      en: `${done.file} (${done.asOf}): ${done.people} people, ${findings.length} differences, ${done.rejectedRows} rows with problems`,
    }),
    ...(done.heardSince > 0
      ? [
          say({
            zh: `${done.asOf} 之后才收到消息的 ${done.heardSince} 人以记录为准，没有比较`,
            en: `Not compared, since our records are newer than ${done.asOf}: ${done.heardSince} people`,
          }),
        ]
      : []),
    ...findings
      .slice(0, MOST_FINDINGS)
      .map((finding) => `  ${markOf(finding, done)}${findingText(finding, frame)}`),
    ...(findings.length > MOST_FINDINGS
      ? [say({ zh: '  ……其余见 --json', en: '  … the others with --json' })]
      : []),
    ...(applied
      ? [say({ zh: `已记入 ${newFacts} 条`, en: `Taken in: ${newFacts} facts` })]
      : [say({ zh: `可以记入 ${mendable.length} 处`, en: `Could be taken in: ${mendable.length}` })]),
    ...implausibleLines(done, frame),
    ...openLastLine(done.lastLineOpen, frame),
    ...rowProblemLines(done, frame),
    ...(applied || mendable.length === 0
      ? []
      : [
          say({ zh: '试算，没有记入。记入请运行：', en: 'Nothing was taken in yet. To take it in:' }),
          `  ${command} --apply`,
        ]),
  ];
  return { json: jsonOf(done, frame), lines: lines.map(printable) };
}

/** + taken in or ready to be, ! for a person to decide. */
function markOf({ employeeId, kind, mends }: RosterFinding, { applied, mended }: RosterImported): string {
  const isMended = applied ? mended.has(`${employeeId} ${kind}`) : mends.length > 0;
  return isMended ? '+ ' : '! ';
}

function implausibleLines({ implausible }: RosterImported, { say }: Frame): string[] {
  return implausible.map(({ unitId, employed, leaving }) =>
    say({
      zh: `${unitId} 在职 ${employed} 人，按此花名册将有 ${leaving} 人离职；多半是文件不完整，确实如此才加 --yes-all-left`,
      en: `${unitId} has ${employed} people, of whom ${leaving} would be gone; most likely the file is not whole, add --yes-all-left only if it is right`,
    }),
  );
}

function jsonOf(done: RosterImported, frame: Frame) {
  const { mended, findings, problems, rejects, lastLineOpen, ...counts } = done;
  return {
    ...counts,
    lastLineOpen: lastLineOpen ?? null,
    findings: findings.map(({ mends, ...finding }) => ({
      ...finding,
      mends: mends.map(({ kind }) => kind),
      mended: mended.has(`${finding.employeeId} ${finding.kind}`),
      text: findingText({ ...finding, mends }, frame),
    })),
    rejects: rejects ?? null,
    problems: rowProblemsJson(problems, frame),
  };
}
