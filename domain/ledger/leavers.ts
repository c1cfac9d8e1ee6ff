import type { CaseContext } from '../cases/case-parts.ts';
import { removalDeadlineOf } from '../cases/removal.ts';
import type { End, Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { leftBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { type FileEntry, standing } from '../rules/evidence/standing.ts';
import type { MonthOfMoney } from '../rules/money-at-stake.ts';
import { payableUntil } from '../rules/overpayment/overpaid-charges.ts';
import { type Fen, sumKnown } from '../values/money.ts';
import { type Month, monthOf } from '../values/month.ts';
import { chinaDayOf } from '../values/plain-date.ts';
import {
  againText,
  BEFORE_CANBAO,
  contextOf,
  filingColumns,
  type Ledger,
  type LedgerColumn,
  type LedgerEntry,
  type LedgerTask,
  ledgerOf,
  PERSON_COLUMNS,
} from './ledger.ts';
import { overpaidMonths, REFUND_STATES } from './overpayments.ts';

const REASONS: Readonly<Record<End['reason'], string>> = {
  resigned: '辞职',
  dismissed: '解除劳动合同',
  'contract-ended': '合同终止',
  retired: '退休',
  deceased: '死亡',
  'transferred-out': '转往外地',
  suspended: '中止',
  unknown: '未说明',
  'moved-to-other-unit': '调往本集团其他单位',
};

interface Leaver extends LedgerEntry {
  readonly end: End;
  readonly deadline: ReturnType<typeof removalDeadlineOf>['deadline'];
  readonly lastPayable: string;
  readonly overpaid: readonly MonthOfMoney[];
}

const COLUMNS: readonly LedgerColumn<Leaver>[] = [
  ...PERSON_COLUMNS,
  { header: '最后工作日', kind: 'day', width: 12, of: ({ end }) => end.on },
  { header: '离职原因', kind: 'text', width: 14, of: ({ end }) => REASONS[end.reason] },
  {
    header: '人事报送日',
    kind: 'day',
    width: 12,
    of: ({ end }) => end.reportedOn ?? chinaDayOf(end.knownAt),
  },
  { header: '法定期限', kind: 'day', width: 12, of: ({ deadline }) => deadline.statutoryDueOn },
  { header: '建议办理日', kind: 'day', width: 12, of: ({ deadline }) => deadline.actBy },
  ...filingColumns('removal', '减员'),
  { header: '最后缴费月', kind: 'month', width: 12, of: ({ lastPayable }) => lastPayable },
  { header: '多扣月份', kind: 'text', width: 24, of: ({ overpaid }) => monthsText(overpaid) },
  { header: '多缴单位部分', kind: 'money', width: 14, of: ({ overpaid }) => sumOf(overpaid, 'unitPart') },
  { header: '多缴个人部分', kind: 'money', width: 14, of: ({ overpaid }) => sumOf(overpaid, 'personalPart') },
  { header: '退费状态', kind: 'text', width: 14, of: ({ overpaid }) => statesText(overpaid) },
];

/** Whether the ledger of the month lists the spell. */
export function isLeaverOf(month: Month, { situation }: Pick<Spell, 'situation'>): boolean {
  return situation.is === 'left' && monthOf(situation.end.on) === month;
}

/** 离职台账: people who left the unit in the month, the state of their removal, and overpaid charges. */
export function leaversLedger(entries: readonly LedgerEntry[], task: LedgerTask): Ledger {
  const context = contextOf(task);
  const leavers = entries.flatMap((entry): Leaver[] => {
    const { situation } = entry.spell;
    if (situation.is !== 'left' || !isLeaverOf(task.month, entry.spell)) return [];
    const { end } = situation;
    const { deadline } = removalDeadlineOf(end, context);
    const lastPayable = payableUntil(end, context.policy).month;
    return [
      {
        ...entry,
        end,
        deadline,
        lastPayable,
        overpaid: overpaidMonths(entry.spell, context),
        proof: proofOf(entry.spell, context),
      },
    ];
  });
  leavers.sort(
    (a, b) => compareText(a.end.on, b.end.on) || compareText(a.spell.employeeId, b.spell.employeeId),
  );
  return ledgerOf('离职台账', task, COLUMNS, leavers);
}

/**
 * The text of the state column if the agency's files show another state of the removal than its filing (E2, E5, E6,
 * E10), or if the state is unknown (E7).
 */
function proofOf(spell: Spell, context: CaseContext): string | undefined {
  if (leftBeforeCanbao(spell, context)) return BEFORE_CANBAO;
  const { removal } = standing(spell, context);
  switch (removal.is) {
    case 'confirmed':
      if (removal.by === 'move') return `已在单位 ${removal.unitId} 参保`;
      return removal.by === 'bill' || removal.by === 'list'
        ? `已停保（${sourceText(removal.entry)}）`
        : undefined;
    case 'open':
      if (removal.accepted === undefined || removal.listed === undefined) return undefined;
      return `已受理，但仍在册（${sourceText(removal.listed)}）${againText(removal.accepted.again)}`;
    case 'withdrawn':
    case 'superseded':
      return `${removal.on} 回岗，无需减员`;
    default:
      return undefined;
  }
}

function sourceText(entry: FileEntry | undefined): string {
  if (entry === undefined) return '';
  const { source, month } = entry;
  return source.is === 'list' ? `${source.on ?? month} 名单` : `${month} 账单`;
}

function monthsText(months: readonly MonthOfMoney[]): string | undefined {
  if (months.length === 0) return undefined;
  return months.map(({ month, estimated }) => (estimated ? `${month}（估算）` : month)).join('、');
}

/** The sum of one part over the months; undefined if there are no months, or if the part of a month is unknown. */
function sumOf(months: readonly MonthOfMoney[], part: 'unitPart' | 'personalPart'): Fen | undefined {
  return months.length === 0 ? undefined : sumKnown(months.map((month) => month[part]));
}

function statesText(months: readonly MonthOfMoney[]): string | undefined {
  if (months.length === 0) return undefined;
  return [...new Set(months.map(({ state }) => REFUND_STATES[state]))].join('、');
}
