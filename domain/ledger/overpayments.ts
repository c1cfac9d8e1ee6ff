import type { CaseContext } from '../cases/case-parts.ts';
import { endBy, type Refund, type Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { leftBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import type { MonthOfMoney } from '../rules/money-at-stake.ts';
import { overpaidCharges, payableUntil } from '../rules/overpayment/overpaid-charges.ts';
import { monthsOfCharges, overpaymentOf } from '../rules/overpayment/overpayment.ts';
import { sumKnown } from '../values/money.ts';
import {
  contextOf,
  type Ledger,
  type LedgerColumn,
  type LedgerEntry,
  type LedgerTask,
  ledgerOf,
  PERSON_COLUMNS,
} from './ledger.ts';

export const REFUND_STATES: Readonly<Record<MonthOfMoney['state'], string>> = {
  open: '未申请',
  requested: '已申请',
  settled: '已退',
  denied: '未获批',
};

/**
 * Every overpaid month of a spell, including refunded ones. Estimated months, which have no bill, are included only
 * while an overpayment of the spell is open. Empty if the leave is long before the unit was registered (E7).
 */
export function overpaidMonths(spell: Spell, context: CaseContext): readonly MonthOfMoney[] {
  const { policy, asOf } = context;
  if (leftBeforeCanbao(spell, context)) return [];
  const open = overpaymentOf(spell, context);
  if (open !== undefined) return open.money.months;
  const { situation, refunds } = spell;
  // Until the leave takes place, months after it are not overpaid yet.
  const left = endBy(situation, asOf);
  const last = left && payableUntil(left, policy).month;
  const charges = overpaidCharges(spell, last, policy).map(({ charge }) => charge);
  return monthsOfCharges(charges, refunds).filter(({ state }) => state === 'settled' || state === 'denied');
}

interface Overpaid extends LedgerEntry {
  readonly money: MonthOfMoney;
  /** The latest record about the month's refund. */
  readonly refund: Refund | undefined;
}

const WAYS = { refund: '退费', offset: '抵扣' } as const;

const COLUMNS: readonly LedgerColumn<Overpaid>[] = [
  ...PERSON_COLUMNS,
  {
    header: '最后工作日',
    kind: 'day',
    width: 12,
    of: ({ spell: { situation } }) => (situation.is === 'left' ? situation.end.on : undefined),
  },
  { header: '多缴月份', kind: 'month', width: 12, of: ({ money }) => money.month },
  { header: '多缴单位部分', kind: 'money', width: 14, of: ({ money }) => money.unitPart },
  { header: '多缴个人部分', kind: 'money', width: 14, of: ({ money }) => money.personalPart },
  {
    header: '合计',
    kind: 'money',
    width: 14,
    of: ({ money: { unitPart, personalPart } }) => sumKnown([unitPart, personalPart]),
  },
  { header: '金额来源', kind: 'text', width: 12, of: ({ money }) => (money.estimated ? '估算' : '缴费明细') },
  { header: '退费状态', kind: 'text', width: 12, of: ({ money }) => REFUND_STATES[money.state] },
  {
    header: '退费方式',
    kind: 'text',
    width: 12,
    of: ({ refund }) => (refund?.way === undefined ? undefined : WAYS[refund.way]),
  },
  { header: '退费办理日', kind: 'day', width: 12, of: ({ refund }) => refund?.on },
  { header: '未获批原因', kind: 'text', width: 24, of: ({ refund }) => refund?.reason },
];

/** 多缴台账: charges of the month that were not due, and how they were resolved. */
export function overpaymentsLedger(entries: readonly LedgerEntry[], task: LedgerTask): Ledger {
  const context = contextOf(task);
  const overpaid = entries.flatMap((entry): Overpaid[] =>
    overpaidMonths(entry.spell, context)
      .filter(({ month }) => month === task.month)
      .map((money) => {
        const refund = entry.spell.refunds.findLast(({ months }) => months.includes(task.month));
        return { ...entry, money, refund };
      }),
  );
  overpaid.sort((a, b) => compareText(a.spell.employeeId, b.spell.employeeId));
  return ledgerOf('多缴台账', task, COLUMNS, overpaid);
}
