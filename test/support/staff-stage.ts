import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import { chinaDayOf, NEVER } from '../../domain/values/plain-date.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { casesOf } from '../../functions/staff-actions/cases.ts';
import type { ActionPorts, Outcome, Submission } from '../../functions/staff-actions/outcome.ts';
import { fakeClock } from './fakes/clock.ts';
import { fakeEmployees } from './fakes/employees.ts';
import { type FakeRegistry, fakeRegistry } from './fakes/registry.ts';
import { fakeRosterFindings } from './fakes/roster-findings.ts';
import { type FakeUnknownCharges, fakeUnknownCharges } from './fakes/unknown-charges.ts';

export const WANG = { who: 'wang.fang@example.com', verified: true };

const UNIT = { unitId: 'U1', name: '北京示例', region: '北京', channel: 'online' as const, staff: [] };

/** The ports of staff actions in memory; by default it is noon of 2026-12-01 in China. */
export interface StaffStage {
  readonly ports: ActionPorts;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly registry: FakeRegistry;
  readonly unknownCharges: FakeUnknownCharges;
  /** Stores facts as if an HR system had sent them. */
  take(...facts: readonly Fact[]): Promise<void>;
  spells(employeeId?: string): Promise<readonly Spell[]>;
  facts(employeeId?: string): Promise<readonly Fact[]>;
  /** The open cases of an employee, as `<kind> <state>`. */
  cases(employeeId?: string): Promise<readonly string[]>;
  case(kind: Case['kind'], employeeId?: string): Promise<Case | undefined>;
  unitFacts(): Promise<readonly UnitFact[]>;
}

export function staffStage(): StaffStage {
  const clock = fakeClock('2026-12-01T04:00:00.000Z');
  const registry = fakeRegistry({ units: [UNIT, { ...UNIT, unitId: 'U2', name: '北京二号' }] }, '2026-03-02');
  const employees = fakeEmployees();
  const known = new Set<string>();
  const everybody = async () =>
    (await Promise.all(employees.employeeIds().map((id) => employees.load(id)))).flatMap(
      ({ spells }) => spells,
    );
  const dueAt = async (unitId: string) => ({
    items: (await everybody()).filter((spell) => spell.unitId === unitId),
    unreadable: [],
  });
  const unknownCharges = fakeUnknownCharges();
  const snapshots = async (given: readonly Spell[]) => given.map((spell) => ({ spell, wakeOn: NEVER }));
  const ports: ActionPorts = {
    async *employeeIds({ unitId }) {
      yield* new Set(
        (await everybody()).flatMap((spell) => (spell.unitId === unitId ? spell.employeeId : [])),
      );
    },
    snapshots: async (employeeId) => snapshots((await employees.load(employeeId)).spells),
    // Wake days only matter in the real table.
    async *unitSnapshots(unitId) {
      yield snapshots((await everybody()).filter((spell) => spell.unitId === unitId));
    },
    employees,
    registry,
    clock,
    spells: {
      due: dueAt,
      async *duePages(unitId) {
        yield await dueAt(unitId);
      },
      byId: async (ids) => {
        const found = await Promise.all(
          ids.map(async ({ employeeId, spellId }) =>
            (await employees.load(employeeId)).spells.find((spell) => spell.spellId === spellId),
          ),
        );
        return { items: found.filter((spell) => spell !== undefined), unreadable: [] };
      },
    },
    unitFacts: {
      ofImports: async (unitId) => ({ items: registry.ofImports(unitId), unreadable: [] }),
      foldCoverage: async () => false,
      append: async (facts) => {
        const news = facts.filter(({ factId }) => !known.has(factId));
        for (const { factId } of news) known.add(factId);
        registry.tell(...news);
        return news.length > 0 ? 'taken' : 'duplicate';
      },
    },
    unknownCharges,
    rosterFindings: fakeRosterFindings(),
  };
  const spells = async (employeeId = 'E1') => (await employees.load(employeeId)).spells;
  const openCases = async (employeeId = 'E1') =>
    casesOf(await spells(employeeId), await registry.load(), chinaDayOf(clock.now()));
  return {
    ports,
    clock,
    registry,
    unknownCharges,
    async take(...facts) {
      const fold = {
        employees,
        unit: async () => undefined,
        order: async () => NO_ORDER,
        calendar: publishedCalendar,
      };
      for (const fact of facts) await appendFacts({ employeeId: fact.employeeId, facts: [fact] }, fold);
    },
    spells,
    facts: async (employeeId = 'E1') => (await employees.load(employeeId)).facts,
    cases: async (employeeId) =>
      (await openCases(employeeId)).map(({ kind, state }) => `${kind} ${state.is}`),
    case: async (kind, employeeId) => (await openCases(employeeId)).find((it) => it.kind === kind),
    unitFacts: async () => (await registry.load()).unitFacts,
  };
}

let last = 0;

/** A new submission, by default from 王芳. */
export function submission(told: Partial<Submission> = {}): Submission {
  last += 1;
  return { deliveryId: `form-${last}`, by: WANG, ...told };
}

/** The problem of a refused action. @throws Error if the action was not refused. */
export function problemOf(outcome: Outcome) {
  if (outcome.is !== 'refused') throw new Error(`not refused, but ${outcome.is}`);
  return outcome.problem;
}
