import { NEVER } from '../../domain/values/plain-date.ts';
import type { EmployeeStore, SpellReader } from '../ports.ts';
import { joinersLedger } from './joiners.ts';
import { leaversLedger } from './leavers.ts';
import type { Ledger, LedgerEntry, LedgerKind, LedgerTask } from './ledger.ts';
import { overpaymentsLedger } from './overpayments.ts';

const LEDGERS: Readonly<Record<LedgerKind, (entries: readonly LedgerEntry[], task: LedgerTask) => Ledger>> = {
  leavers: leaversLedger,
  joiners: joinersLedger,
  overpayments: overpaymentsLedger,
};

const LOADS_AT_ONCE = 16;

/** A ledger from the unit's roster, with the facts of whom it lists. */
export async function gatherLedger(
  kind: LedgerKind,
  task: LedgerTask,
  ports: { readonly spells: Pick<SpellReader, 'due'>; readonly employees: Pick<EmployeeStore, 'load'> },
): Promise<Ledger> {
  const roster = (await ports.spells.due(task.unit.unitId, NEVER)).map((spell) => ({ spell }));
  const listed = roster.filter((entry) => LEDGERS[kind]([entry], task).rows.length > 0);
  const entries: LedgerEntry[] = [];
  for (let first = 0; first < listed.length; first += LOADS_AT_ONCE) {
    const some = listed.slice(first, first + LOADS_AT_ONCE).map(async ({ spell }) => {
      const { facts } = await ports.employees.load(spell.employeeId);
      return { spell, facts };
    });
    entries.push(...(await Promise.all(some)));
  }
  return LEDGERS[kind](entries, task);
}
