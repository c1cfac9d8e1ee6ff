import type { Spell } from '../../domain/employment/spell.ts';
import { joinersLedger } from '../../domain/ledger/joiners.ts';
import { leaversLedger } from '../../domain/ledger/leavers.ts';
import type { Ledger, LedgerEntry, LedgerKind, LedgerTask } from '../../domain/ledger/ledger.ts';
import { noticesLedger } from '../../domain/ledger/notices.ts';
import { overpaymentsLedger } from '../../domain/ledger/overpayments.ts';
import { NEVER } from '../../domain/values/plain-date.ts';
import type { SpellReader } from '../ports.ts';

const LEDGERS: Readonly<Record<LedgerKind, (entries: readonly LedgerEntry[], task: LedgerTask) => Ledger>> = {
  leavers: leaversLedger,
  joiners: joinersLedger,
  overpayments: overpaymentsLedger,
  notices: noticesLedger,
};

/** Builds a ledger from the unit's stored spells. It keeps only one page and the spells of the ledger in memory. */
export async function gatherLedger(
  kind: LedgerKind,
  task: LedgerTask,
  { spells }: { readonly spells: Pick<SpellReader, 'duePages'> },
): Promise<Ledger> {
  const ledger = LEDGERS[kind];
  const entries: LedgerEntry[] = [];
  for await (const { items } of spells.duePages(task.unit.unitId, NEVER))
    for (const spell of items) if (ledger([{ spell }], task).rows.length > 0) entries.push({ spell });
  return ledger(entries, task);
}

/** Builds a ledger from all spells of the unit. */
export function ledgerFrom(kind: LedgerKind, spells: readonly Spell[], task: LedgerTask): Ledger {
  return LEDGERS[kind](
    spells.map((spell) => ({ spell })),
    task,
  );
}
