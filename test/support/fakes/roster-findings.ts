import type { KeptFinding } from '../../../domain/roster/finding.ts';
import type { RosterFindings } from '../../../functions/ports.ts';

/** Findings of pulled rosters in memory. */
export function fakeRosterFindings(...given: readonly KeptFinding[]): RosterFindings {
  const kept = new Map(given.map((it) => [keyOf(it), it]));
  return {
    list: async (unitId) => ({
      items: [...kept.values()].filter(({ finding }) => finding.unitId === unitId),
      unreadable: [],
    }),
    async *pages(unitId, source) {
      const items = [...kept.values()].filter((it) => it.finding.unitId === unitId && it.source === source);
      for (const it of items) yield { items: [it], unreadable: [] };
    },
    keep: async (findings) => {
      for (const it of findings) kept.set(keyOf(it), it);
    },
    remove: async (findings) => {
      for (const it of findings) kept.delete(keyOf(it));
    },
  };
}

function keyOf({ source, finding: { unitId, employeeId, kind } }: KeptFinding): string {
  return JSON.stringify([unitId, source, employeeId, kind]);
}
