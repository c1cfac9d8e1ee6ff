import type { Case } from '../../domain/cases/case.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import type { Coverage } from '../../domain/units/coverage.ts';
import { compact } from '../../domain/values/compact.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { type CaseChanges, type ChangedCase, caseChanges } from '../casework/case-changes.ts';
import { deriveCases, NO_TELEMETRY } from '../casework/derive-cases.ts';
import { readUnitCases } from '../casework/derive-unit-cases.ts';
import { type SpellChanges, Spool } from '../imports/spool.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { RegistryReader, RegistryRecord } from '../ports.ts';
import type { ActionPorts } from './outcome.ts';

interface ChangePorts extends Pick<ActionPorts, 'unknownCharges' | 'rosterFindings' | 'unitSnapshots'> {
  readonly registry: RegistryReader;
}

/** The effect of an import, or of voiding one, on a unit; see {@link ImportOutcome}. */
interface Imported {
  readonly unitId: string;
  readonly coverage: Coverage;
  readonly spells: SpellChanges;
}

/** A spell of the unit, and whether it is due or has cases before and after the import. */
interface Due {
  readonly spell: Spell;
  readonly before: boolean;
  readonly after: boolean;
}

/**
 * The cases of the unit and its people that would open, close or change on the day, including those of people not in
 * the file. They are computed in memory, some people at a time, and nothing is written. Rows with unknown people count
 * as they are stored now.
 */
export async function importChanges(
  { unitId, coverage, spells }: Imported,
  day: PlainDate,
  ports: ChangePorts,
): Promise<CaseChanges> {
  const record = await ports.registry.load();
  const changed = { ...record, coverage: new Map(record.coverage).set(unitId, coverage) };
  const found = { opens: [] as ChangedCase[], closes: [] as ChangedCase[], changes: [] as ChangedCase[] };
  const add = (before: readonly Case[], after: readonly Case[]) => {
    const { opens, closes, changes } = caseChanges(before, after);
    for (const it of opens) found.opens.push(inShort(it));
    for (const it of closes) found.closes.push(inShort(it));
    for (const it of changes) found.changes.push(inShort(it));
  };
  // The unit's own cases are derived from its spells that are due or have cases, as in the digests.
  const due = new Spool<Due>();
  const keepIfDue = (spell: Spell, before: boolean, after: boolean) => {
    if (spell.unitId === unitId && (before || after)) due.add({ spell, before, after });
  };
  const [context, changedContext] = [unitContext(unitId, record), unitContext(unitId, changed)];
  for await (const page of ports.unitSnapshots(unitId)) {
    const others = page.filter(({ spell }) => !spells.has(spell.employeeId));
    const own = others.map(({ spell }) => spell);
    const after = deriveCases(own, changedContext, day, NO_TELEMETRY);
    for (const [i, { spell, cases }] of deriveCases(own, context, day, NO_TELEMETRY).entries()) {
      const isDue = (others[i]?.wakeOn ?? day) <= day;
      const casesAfter = after[i]?.cases ?? cases;
      keepIfDue(spell, isDue || cases.length > 0, isDue || casesAfter.length > 0);
      add(cases, casesAfter);
    }
  }
  const casesOfAll = (some: readonly Spell[], of: RegistryRecord) =>
    some.flatMap((spell) =>
      deriveCases([spell], unitContext(spell.unitId, of), day, NO_TELEMETRY).flatMap(({ cases }) => cases),
    );
  for (const { before, after } of spells) {
    for (const spell of before) keepIfDue(spell, true, false);
    for (const spell of after) keepIfDue(spell, false, true);
    add(casesOfAll(before, record), casesOfAll(after, changed));
  }
  const unitCases = async (of: RegistryRecord, dueSpells: Iterable<Spell>) =>
    (await readUnitCases(unitId, of, { day, dueSpells }, { ...ports, ...NO_TELEMETRY })).cases;
  const dueWhen = (when: 'before' | 'after') => ({
    *[Symbol.iterator]() {
      for (const it of due) if (it[when]) yield it.spell;
    },
  });
  add(await unitCases(record, dueWhen('before')), await unitCases(changed, dueWhen('after')));
  const inOrder = (some: readonly ChangedCase[]) => some.toSorted((a, b) => compareText(a.caseId, b.caseId));
  return { opens: inOrder(found.opens), closes: inOrder(found.closes), changes: inOrder(found.changes) };
}

function inShort({ caseId, kind, unitId, employeeId, employeeName, people }: Case): ChangedCase {
  return { caseId, kind, unitId, ...compact({ employeeId, employeeName, people }) };
}
