import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import type { Coverage } from '../../domain/units/coverage.ts';
import { coverageOf } from '../../domain/units/fold-coverage.ts';
import type { Unit } from '../../domain/units/unit.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import { strangersCharges, type UnknownRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { sourceOrderOf, unitContext } from '../intake/registry-lookup.ts';
import type {
  Clock,
  Commit,
  CommitOutcome,
  EmployeeRecord,
  EmployeeStore,
  FoundSpells,
  RegistryReader,
  RegistryRecord,
  RosterFindings,
  SpellReader,
  UnitFacts,
  UnknownCharges,
  UnreadableSpell,
} from '../ports.ts';
import type { ImportPorts } from './import-file.ts';
import { CompressedMap } from './spool.ts';

/** What a trial reads from the real store. */
interface TrialBase {
  readonly employees: Pick<EmployeeStore, 'load'>;
  readonly registry: RegistryReader;
  readonly spells: Pick<SpellReader, 'duePages'>;
  readonly unitFacts: Pick<UnitFacts, 'ofImports'>;
  readonly unknownCharges: Pick<UnknownCharges, 'rows'>;
  readonly rosterFindings: Pick<RosterFindings, 'list'>;
  peopleWith(identityHash: string): Promise<readonly string[]>;
  employeeIds(of: { readonly unitId: string }): AsyncIterable<string>;
}

/** A store with everything that an import needs. */
export interface TrialStore extends ImportPorts, Pick<TrialBase, 'rosterFindings'> {
  readonly spells: SpellReader;
  readonly unknownCharges: UnknownCharges;
}

/**
 * A store for dry runs: reads come from the real store, writes stay in memory, so that a dry run executes the real
 * code. The store does not index wake days: a query returns every spell of a unit, due or not.
 */
export function trialStore(base: TrialBase, clock: Clock): TrialStore {
  const employees = trialEmployees(base);
  const facts = new Map<string, UnitFact>();
  const rows = new Map<string, UnknownRow | undefined>();
  const coverage = new Map<string, Coverage>();
  let loaded: Promise<RegistryRecord> | undefined;

  const ofImports = async (unitId: string) => {
    const { items, unreadable } = await base.unitFacts.ofImports(unitId);
    const own = [...facts.values()].filter((fact) => fact.unitId === unitId);
    return { items: [...items, ...own], unreadable };
  };
  const rowsOf = async (unitId: string) => {
    const { items, unreadable } = await base.unknownCharges.rows(unitId);
    const own = [...rows.values()].filter((row) => row?.unitId === unitId);
    const kept = [...items.filter(({ id }) => !rows.has(id)), ...own].filter((row) => row !== undefined);
    return { items: kept, unreadable };
  };
  const foldCoverage = async (unitId: string) => {
    const [known, unknown] = await Promise.all([ofImports(unitId), rowsOf(unitId)]);
    const standing = unknown.items.filter(({ replacedBy }) => replacedBy === undefined);
    coverage.set(unitId, coverageOf(known.items, standing));
    return true;
  };
  const registry: RegistryReader = {
    async load() {
      loaded ??= base.registry.load();
      const record = await loaded;
      return { ...record, coverage: new Map([...record.coverage, ...coverage]) };
    },
  };
  return {
    employees,
    peopleWith: employees.peopleWith,
    spells: {
      async due(unitId) {
        const found = { items: [] as Spell[], unreadable: [] as UnreadableSpell[] };
        for await (const { items, unreadable } of employees.spellsAt(unitId)) {
          for (const spell of items) found.items.push(spell);
          found.unreadable.push(...unreadable);
        }
        return found;
      },
      duePages: (unitId) => employees.spellsAt(unitId),
      async byId(ids) {
        const found = await Promise.all(
          ids.map(async ({ employeeId, spellId }) =>
            (await employees.load(employeeId)).spells.find((spell) => spell.spellId === spellId),
          ),
        );
        return { items: found.filter((spell) => spell !== undefined), unreadable: [] };
      },
    },
    async *employeeIds({ unitId }) {
      const ids = new Set<string>();
      for await (const { items } of employees.spellsAt(unitId))
        for (const { employeeId } of items) ids.add(employeeId);
      for await (const id of base.employeeIds({ unitId })) ids.add(id);
      yield* ids;
    },
    snapshots: async () => [],
    async *unitSnapshots() {},
    registry,
    unit: async (unitId) => unitContext(unitId, await registry.load()),
    order: async () => sourceOrderOf((await registry.load()).registry),
    calendar: publishedCalendar,
    clock,
    rosterFindings: base.rosterFindings,
    unitFacts: {
      ofImports,
      foldCoverage,
      async append(some) {
        let outcome: 'taken' | 'duplicate' = 'duplicate';
        for (const fact of some) {
          const known = (await ofImports(fact.unitId)).items;
          if (known.some(({ factId }) => factId === fact.factId)) continue;
          facts.set(fact.factId, fact);
          outcome = 'taken';
        }
        for (const unitId of new Set(some.map((fact) => fact.unitId))) await foldCoverage(unitId);
        return outcome;
      },
    },
    unknownCharges: {
      rows: rowsOf,
      async list(unitId, month) {
        const { items, unreadable } = await rowsOf(unitId);
        const selected = month === undefined ? items : items.filter((row) => row.month === month);
        return { items: strangersCharges(selected), unreadable };
      },
      keep: async (some) => {
        for (const row of some) rows.set(row.id, row);
      },
      remove: async (some) => {
        for (const { id } of some) rows.set(id, undefined);
      },
    },
  };
}

/** Approximate number of spells in a page. */
const PAGE = 500;

/** The real store's employees with the trial's changes. */
function trialEmployees(base: TrialBase) {
  const changed = new CompressedMap<EmployeeRecord>();
  const carriers = new Map<string, readonly string[]>();

  const load = async (employeeId: string) =>
    changed.get(employeeId) ?? (await base.employees.load(employeeId));
  const peopleWith = async (hash: string) => {
    const ids = new Set([...(await base.peopleWith(hash)), ...(carriers.get(hash) ?? [])]);
    return [...ids].sort(compareText);
  };
  const refusal = async (commit: Commit, record: EmployeeRecord): Promise<CommitOutcome | undefined> => {
    const { employeeId, version, identity } = commit;
    if (version !== record.version) return { is: 'stale' };
    if (identity === undefined) return undefined;
    const others = (await peopleWith(identity.hash)).filter((id) => id !== employeeId);
    const known = new Set(identity.alsoUnder.filter((id) => id !== employeeId));
    const isKnown = others.length === 0 || known.symmetricDifference(new Set(others)).size === 0;
    return isKnown ? undefined : { is: 'same-person', employeeIds: others };
  };
  const commitNow = async (commit: Commit): Promise<CommitOutcome> => {
    const { employeeId, identity } = commit;
    const before = await load(employeeId);
    const refused = await refusal(commit, before);
    if (refused !== undefined) return refused;
    changed.set(employeeId, recordAfter(commit, before));
    if (identity !== undefined) {
      const known = carriers.get(identity.hash) ?? [];
      if (!known.includes(employeeId)) carriers.set(identity.hash, known.concat(employeeId));
    }
    return { is: 'committed' };
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    load,
    peopleWith,
    /** Commits run one after the other, like transactions: a check is still valid when its write happens. */
    commit(commit: Commit): Promise<CommitOutcome> {
      const done = last.then(() => commitNow(commit));
      last = done.catch(() => undefined);
      return done;
    },
    employeeOfDelivery: async () => undefined,
    async *spellsAt(unitId: string): AsyncGenerator<FoundSpells> {
      for await (const { items, unreadable } of base.spells.duePages(unitId, NEVER))
        yield { items: items.filter(({ employeeId }) => !changed.has(employeeId)), unreadable };
      let items: Spell[] = [];
      for (const { spells } of changed.values()) {
        items.push(...spells.filter((it) => it.unitId === unitId));
        if (items.length < PAGE) continue;
        yield { items, unreadable: [] };
        items = [];
      }
      yield { items, unreadable: [] };
    },
  };
}

function recordAfter(commit: Commit, before: EmployeeRecord): EmployeeRecord {
  const spells = new Map<string, Spell>(before.spells.map((spell) => [spell.spellId, spell]));
  for (const { spell } of commit.spells) spells.set(spell.spellId, spell);
  for (const spellId of commit.goneSpellIds) spells.delete(spellId);
  const { goneSince: _, ...kept } = before;
  return {
    ...kept,
    ...compact({ goneSince: commit.goneSince }),
    version: before.version + 1,
    facts: [...before.facts, ...commit.facts],
    spells: [...spells.values()],
    samePersonAs: commit.samePersonAs.length > 0 ? commit.samePersonAs : before.samePersonAs,
  };
}

/** A store that knows only the units. @param registeredOn the day of registration by unit. */
export function emptyBase(
  units: readonly Unit[],
  registeredOn: ReadonlyMap<string, PlainDate> = new Map(),
): TrialBase {
  const nothing = async () => ({ items: [], unreadable: [] });
  const record: RegistryRecord = {
    registry: { units: [...units], sources: [], fallbackStaff: [] },
    unregisteredUnitIds: [],
    registeredOn,
    unitFacts: [],
    coverage: new Map(),
    unmapped: [],
    unreadable: [],
    unitsInDoubt: new Set(),
  };
  return {
    employees: {
      load: async () => ({
        version: 0,
        facts: [],
        spells: [],
        unreadableFacts: [],
        unreadableSpellIds: [],
        samePersonAs: [],
      }),
    },
    registry: { load: async () => record },
    spells: { async *duePages() {} },
    unitFacts: { ofImports: nothing },
    unknownCharges: { rows: nothing },
    rosterFindings: { list: nothing },
    peopleWith: async () => [],
    async *employeeIds() {},
  };
}
