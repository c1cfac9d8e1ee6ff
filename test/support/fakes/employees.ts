import type { Spell } from '../../../domain/employment/spell.ts';
import { compareText, type Fact } from '../../../domain/facts/fact.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { Instant, PlainDate } from '../../../domain/values/plain-date.ts';
import type {
  Commit,
  CommitOutcome,
  Delivery,
  EmployeeRecord,
  EmployeeStore,
} from '../../../functions/ports.ts';

export interface FakeEmployees extends EmployeeStore {
  readonly employeeIds: () => readonly string[];
}

interface Kept {
  readonly version: number;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly spells: ReadonlyMap<string, Spell>;
  readonly samePersonAs: readonly string[];
  readonly goneSince?: PlainDate | undefined;
}

const NOTHING: Kept = { version: 0, facts: new Map(), spells: new Map(), samePersonAs: [] };
const DELIVERY_KEPT_MILLISECONDS = 30 * 24 * 3_600_000;

/** An employee store in memory; commits are atomic. The same behaviour tests run against it and the real store. */
export function fakeEmployees(): FakeEmployees {
  const employees = new Map<string, Kept>();
  const deliveries = new Map<string, { readonly employeeId: string; readonly receivedAt: Instant }>();
  const people = new Map<string, ReadonlySet<string>>();

  /** The reason why a commit is refused; undefined if it is not. */
  function refusal(commit: Commit, kept: Kept): CommitOutcome | undefined {
    const { delivery, version, facts } = commit;
    if (delivery !== undefined && isKnown(delivery)) return { is: 'duplicate' };
    if (version !== kept.version) return { is: 'stale' };
    if (facts.some(({ factId }) => kept.facts.has(factId))) return { is: 'duplicate' };
    return otherCarriers(commit);
  }

  function isKnown(delivery: Delivery): boolean {
    const known = deliveries.get(keyOf(delivery));
    return (
      known !== undefined &&
      Date.parse(delivery.receivedAt) - Date.parse(known.receivedAt) <= DELIVERY_KEPT_MILLISECONDS
    );
  }

  function otherCarriers({ identity, employeeId }: Commit): CommitOutcome | undefined {
    const carriers = people.get(identity?.hash ?? '');
    if (identity === undefined || carriers === undefined) return undefined;
    const others = new Set([...carriers].filter((id) => id !== employeeId));
    const known = new Set(identity.alsoUnder.filter((id) => id !== employeeId));
    return others.size === 0 || known.symmetricDifference(others).size === 0
      ? undefined
      : { is: 'same-person', employeeIds: [...others].sort(compareText) };
  }

  return {
    employeeIds: () => [...employees.keys()],
    load: async (employeeId) => recordOf(employees.get(employeeId) ?? NOTHING),
    async commit(commit) {
      const { employeeId, delivery, identity } = commit;
      const kept = employees.get(employeeId) ?? NOTHING;
      const refused = refusal(commit, kept);
      if (refused !== undefined) return refused;
      employees.set(employeeId, after(commit, kept));
      if (delivery !== undefined)
        deliveries.set(keyOf(delivery), { employeeId, receivedAt: delivery.receivedAt });
      if (identity !== undefined)
        people.set(identity.hash, new Set([...(people.get(identity.hash) ?? []), employeeId]));
      return { is: 'committed' };
    },
    employeeOfDelivery: async (source, deliveryId) =>
      deliveries.get(keyOf({ source, deliveryId }))?.employeeId,
  };
}

function keyOf({ source, deliveryId }: Pick<Delivery, 'source' | 'deliveryId'>): string {
  return JSON.stringify([source, deliveryId]);
}

function recordOf({ version, facts, spells, samePersonAs, goneSince }: Kept): EmployeeRecord {
  return {
    version,
    facts: [...facts.values()],
    spells: [...spells.values()],
    unreadableFacts: [],
    unreadableSpellIds: [],
    samePersonAs,
    ...compact({ goneSince }),
  };
}

function after(commit: Commit, kept: Kept): Kept {
  const spells = new Map(kept.spells);
  for (const { spell } of commit.spells) spells.set(spell.spellId, spell);
  for (const spellId of commit.goneSpellIds) spells.delete(spellId);
  return {
    version: kept.version + 1,
    facts: new Map([...kept.facts, ...commit.facts.map((fact) => [fact.factId, fact] as const)]),
    spells,
    samePersonAs: commit.samePersonAs.length > 0 ? commit.samePersonAs : kept.samePersonAs,
    goneSince: commit.goneSince,
  };
}
