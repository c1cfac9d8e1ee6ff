import { inServiceOn } from '../../domain/employment/spell.ts';
import type { Fact, StatedBy } from '../../domain/facts/fact.ts';
import { compact } from '../../domain/values/compact.ts';
import { monthOf } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { findPerson, matchesIn } from '../imports/find-person.ts';
import { expectedAt } from '../imports/guard.ts';
import { importFactId } from '../imports/import-id.ts';
import type { InsuredRow } from '../imports/read-insured-list.ts';
import type { TrialStore } from '../imports/trial-store.ts';
import { appendFacts } from '../intake/append-facts.ts';
import { unitContext } from '../intake/registry-lookup.ts';

interface Noting {
  readonly unitId: string;
  /** The id of the list's import. Voiding the import voids the notes. */
  readonly import: string;
  readonly on: PlainDate;
  readonly rows: readonly InsuredRow[];
  readonly by?: StatedBy | undefined;
}

/**
 * Adds a note to the enrolment of everybody in service who is listed in another scheme (城乡居民): the enrolment stays
 * open, and its case shows the reason. It is idempotent.
 * @returns how many notes are new.
 */
export async function noteOtherSchemes(
  { unitId, import: id, on, rows, by }: Noting,
  ports: Omit<TrialStore, 'rosterFindings'>,
): Promise<number> {
  const elsewhere = rows.flatMap((row, index) => (row.status === 'other-scheme' ? [{ row, index }] : []));
  if (elsewhere.length === 0) return 0;
  const context = unitContext(unitId, await ports.registry.load());
  const matches = matchesIn((await ports.unitFacts.ofImports(unitId)).items);
  const where = { unitId, month: monthOf(on), matches, isExpected: expectedAt(context) };
  let noted = 0;
  for (const { row, index } of elsewhere) {
    const { agencyNumber, identity, name, scheme } = row;
    const found = await findPerson(compact({ agencyNumber, identity, name }), where, ports);
    if (found.is !== 'found') continue;
    const { employeeId, record } = found;
    const spell = record.spells.find((it) => it.unitId === unitId && inServiceOn(it.situation, on));
    if (spell === undefined) continue;
    const now = ports.clock.now();
    const note: Fact = {
      kind: 'case.noted',
      factId: `${importFactId(id)}:${index + 1}:scheme`,
      employeeId,
      statedAt: now,
      receivedAt: now,
      ...compact({ by }),
      data: {
        employeeId,
        caseId: `${employeeId}/${spell.spellId}/enrolment`,
        text: `${on} 的参保名单：参加的是 ${scheme}，职工医保仍须增员`.slice(0, 500),
        on,
      },
    };
    if ((await appendFacts({ employeeId, facts: [note] }, ports)) === 'taken') noted += 1;
  }
  return noted;
}
