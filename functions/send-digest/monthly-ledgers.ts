import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { PreviousDigest } from '../../domain/digest/digest.ts';
import { isFirstOfMonth } from '../../domain/digest/news.ts';
import { isLeaverOf, leaversLedger } from '../../domain/ledger/leavers.ts';
import type { LedgerEntry } from '../../domain/ledger/ledger.ts';
import type { Addressee } from '../../domain/units/addressees.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { monthOf, plusMonths } from '../../domain/values/month.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { ledgerCsv, ledgerFileName } from '../files/csv-files.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { Attachment } from '../mail/build-mail.ts';
import type { Log, RegistryRecord, SpellReader } from '../ports.ts';

/**
 * The greatest size of all ledgers of a mail together, so that the mail stays below 1 MB. About three thousand leavers
 * fit into this size.
 */
const MOST_BYTES = 500_000;

/**
 * Last month's ledgers of leavers, which are attached to a handler's first digest of a month. A failure does not stop
 * the digest.
 */
export async function monthlyLedgers(
  addressee: Pick<Addressee, 'rolesByUnit'>,
  { day, since }: { readonly day: PlainDate; readonly since: PreviousDigest | undefined },
  record: RegistryRecord,
  ports: { readonly spells: Pick<SpellReader, 'duePages'>; readonly log: Log },
): Promise<Attachment[]> {
  if (!isFirstOfMonth(day, since, publishedCalendar)) return [];
  const handled = record.registry.units.filter(
    ({ unitId }) => addressee.rolesByUnit.get(unitId)?.includes('handler') === true,
  );
  const attachments: Attachment[] = [];
  let bytes = 0;
  for (const unit of handled) {
    const ledger = await ledgerOf(unit, day, record, ports);
    if (ledger === undefined) continue;
    const { length } = ledger.content;
    if (bytes + length > MOST_BYTES) {
      const ids = { unitId: unit.unitId, bytes: length };
      ports.log.warn('a ledger is too large for a mail and was left out', ids);
      continue;
    }
    bytes += length;
    attachments.push(ledger);
  }
  return attachments;
}

async function ledgerOf(
  unit: Unit,
  day: PlainDate,
  record: RegistryRecord,
  { spells, log }: { readonly spells: Pick<SpellReader, 'duePages'>; readonly log: Log },
): Promise<Attachment | undefined> {
  const month = plusMonths(monthOf(day), -1);
  const leavers: LedgerEntry[] = [];
  // The spells are read page by page, because most of them are of people who have not left.
  for await (const { items } of spells.duePages(unit.unitId, NEVER))
    leavers.push(...items.filter((spell) => isLeaverOf(month, spell)).map((spell) => ({ spell })));
  try {
    const context = unitContext(unit.unitId, record);
    const task = { ...context, unit, month, asOf: day, calendar: publishedCalendar };
    const ledger = leaversLedger(leavers, task);
    if (ledger.rows.length === 0) return undefined;
    return {
      filename: ledgerFileName(ledger, 'csv'),
      contentType: 'text/csv; charset=utf-8',
      content: ledgerCsv(ledger),
    };
  } catch (error) {
    const cause = error instanceof Error ? error.name : 'unknown';
    const ids = { unitId: unit.unitId, cause };
    log.error('the ledger of a unit could not be made; the digest goes without it', ids);
    return undefined;
  }
}
