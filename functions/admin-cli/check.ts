import { randomBytes } from 'node:crypto';
import { compareText } from '../../domain/facts/fact.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { addFen, yuan } from '../../domain/values/money.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import { systemPace } from '../adapters/clock.ts';
import type { RowProblem } from '../imports/bill-row.ts';
import type { Proposal } from '../imports/import-file.ts';
import { type SpooledRoster, spoolRoster } from '../imports/read-roster.ts';
import type { RosterRow } from '../imports/roster-rows.ts';
import { emptyBase, trialStore } from '../imports/trial-store.ts';
import { identitySealer } from '../sources/webhook/identity.ts';
import { type BillFile, type Onboarded, onboard } from '../staff-actions/onboard.ts';
import { policyFor } from './explain/answer.ts';
import type { CommandContext, CommandResult } from './frame/frame.ts';
import { dayOrToday, required, text, texts } from './frame/kinds.ts';
import { nothingShips } from './frame/regions.ts';
import { command } from './frame/spec.ts';
import { namesOf, proposalLines } from './import/outcome.ts';
import { firstLines, problemLine, readFile, rowProblemsJson } from './import/problems.ts';
import {
  hasWeak,
  paidAfterLeaving,
  sortedJson,
  sortedLines,
  unmatchedJson,
  unmatchedLines,
} from './import/sorted.ts';
import { readBillFile, type UnderstoodFiles, understoodLines } from './onboard.ts';

/** A placeholder for the unit of the files; no unit is registered under this id. */
const UNIT_ID = 'check';

const LOAD = { inFlight: 1, perSecond: Number.POSITIVE_INFINITY, pace: systemPace };

export const CHECK = command({
  name: 'check',
  about: {
    zh: '用花名册核对医保账单：在职未参保、离职仍扣费、对不上的人；不用部署，什么都不保存',
    en: 'compare a roster with the medical-insurance bill: who works but is not insured, who left but is still paid for; needs no deployment and stores nothing',
  },
  options: {
    roster: required(text({ zh: '花名册，CSV 或 XLSX', en: 'the roster, CSV or XLSX' }, 'file')),
    bill: required(
      texts(
        {
          zh: '医保账单，CSV 或 XLSX；几份可多次给出',
          en: 'the bill, CSV or XLSX; repeat the option for several bills',
        },
        'file',
      ),
    ),
    region: required(text({ zh: '统筹区，例如 北京', en: 'pooling area, e.g. 北京' }, 'region')),
    on: dayOrToday({ zh: '看哪一天（默认今天）', en: 'the day of the calculation (default: today)' }),
  },
  examples: [
    'canbao check --roster 花名册.csv --bill 医保账单.xlsx --region 北京',
    'canbao check --roster 花名册.csv --bill 2026-09.csv --bill 2026-10.csv --region 上海 --on 2026-11-20 --json',
  ],
  async run({ roster, bill, region, on }, context) {
    const policy = policyFor(region, context);
    const about = { unitId: UNIT_ID, name: UNIT_ID, region: policy.region, channel: 'online' } as const;
    const unit = { ...about, staff: [], localPolicy: {} };
    const seal = identitySealer(randomBytes(32));
    const read = await readFile(roster, 'roster', context, (table) =>
      spoolRoster(table, { seal, today: on, unitNamed: () => UNIT_ID }),
    );
    const { roster: named, unnamed } = withIds(read);
    const bills: BillFile[] = [];
    const understood = [{ file: roster, understood: read.understood }];
    for (const path of bill) {
      const billFile = await readBillFile(path, { seal, today: on, columns: {} }, context);
      bills.push(billFile);
      understood.push({ file: path, understood: billFile.understood });
    }
    // Every fact from the files gets noon of the day, in China, as its time of receipt.
    const clock = { now: () => `${on}T04:00:00.000Z` as Instant };
    const done = await onboard(
      {
        unitId: UNIT_ID,
        roster: named,
        on,
        bills,
        stated: 'whole',
        by: { who: 'check', verified: false },
        load: LOAD,
      },
      trialStore(emptyBase([unit]), clock),
    );
    return checkResult({ done, on, unnamed, understood }, policy, context);
  },
});

/**
 * For this command a roster needs no employee ids. People without one get a temporary id that is never shown. The set
 * `unnamed` has these ids once the rows are read.
 */
function withIds(roster: SpooledRoster): {
  readonly roster: SpooledRoster;
  readonly unnamed: ReadonlySet<string>;
} {
  const unnamed = new Set<string>();
  const rows = {
    *[Symbol.iterator](): Generator<RosterRow> {
      for (const row of roster.rows) {
        const { employeeId = `row ${row.identity?.hash ?? row.line}` } = row;
        if (row.employeeId === undefined) unnamed.add(employeeId);
        yield { ...row, employeeId };
      }
    },
  };
  return { roster: { ...roster, rows }, unnamed };
}

interface Checked {
  readonly done: Onboarded;
  readonly on: PlainDate;
  readonly unnamed: ReadonlySet<string>;
  readonly understood: UnderstoodFiles;
}

function checkResult(
  { done, on, unnamed, understood }: Checked,
  policy: Policy,
  context: CommandContext,
): CommandResult {
  const { say, wording } = context;
  const { sorted, unmatched, bills, badRoster } = done;
  const paid = paidAfterLeaving(sorted);
  const together = yuan(addFen(paid.unitPart, paid.personalPart));
  const months = [...new Set(bills.flatMap((bill) => bill.months.map(({ month }) => month)))].sort(
    compareText,
  );
  const problems: readonly RowProblem[] = [
    ...badRoster.flatMap((row) => row.problems),
    ...bills.flatMap((bill) => bill.problems.filter(({ code }) => code !== 'unknown-person')),
  ];
  const sameName = say({ zh: '花名册中的同名者', en: 'the person of that name on the roster' });
  const shown = (proposal: Proposal): Proposal => ({
    ...proposal,
    could: proposal.could.map((id) => (unnamed.has(id) ? sameName : id)),
  });
  const asked = bills.flatMap((bill) => bill.months.filter(({ guard }) => guard.is === 'ask'));
  return {
    json: {
      on,
      region: policy.region,
      months,
      ...sortedJson(sorted, context, unnamed),
      paidAfterLeaving: { unitPart: yuan(paid.unitPart), personalPart: yuan(paid.personalPart), together },
      unmatched: unmatchedJson(unmatched),
      incomplete: asked.map(({ month, guard }) => ({
        month,
        expected: guard.expected,
        missing: guard.missing.length,
      })),
      problems: rowProblemsJson(problems, context),
      understood: understood.map(({ file, understood: each }) => ({ file, ...each })),
    },
    lines: [
      {
        zh: `${policy.region}，${on}；账单月份 ${months.join('、')}`,
        en: `${policy.region}, ${on}; months on the bill: ${months.join(', ')}`,
      },
      ...understoodLines(understood, context),
      '',
      ...sortedLines(sorted, context, unnamed),
      ...unmatchedLines(unmatched, context),
      ...asked.map(({ month, guard: { missing, expected } }) => {
        const names = missing.map(({ name = '?' }) => name);
        return {
          zh: `${month} 的账单缺 ${missing.length} 人（应有 ${expected} 人）：若只是一部分，“在职未参保”不能作准（待核实）：${namesOf(names, context)}`,
          en: `The bill of ${month} lacks ${missing.length} of ${expected} people: if it is incomplete, "not insured" is unreliable (to be confirmed): ${namesOf(names, context)}`,
        };
      }),
      ...bills.flatMap(({ proposals }) => proposalLines(proposals.map(shown), context)),
      ...firstLines(
        { zh: '读不通、没有计入的行：', en: 'Unreadable rows, left out:' },
        problems.map((problem) => problemLine(problem, context)),
      ),
      {
        zh: `离职后多缴合计 ${together} 元（单位 ${yuan(paid.unitPart)}，个人 ${yuan(paid.personalPart)}）`,
        en: `Paid for people after they left: ${together} yuan (unit ${yuan(paid.unitPart)}, personal ${yuan(paid.personalPart)})`,
      },
      (hasWeak(sorted) || asked.length > 0) && wording.hedge,
      nothingShips(policy),
      { zh: '没有保存任何内容', en: 'Nothing was stored' },
    ],
  };
}
