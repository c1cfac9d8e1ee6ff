import { describe, expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import { caseChanges } from '../../../functions/casework/case-changes.ts';
import { at, dueOn, sampleCase } from '../../support/sample-cases.ts';

const BEFORE = sampleCase({ kind: 'removal', filesKnownAt: at('2026-10-12T02:00:00.000Z') });
const NOW = at('2026-12-01T02:00:00.000Z');

const changesTo = (after: Case) => caseChanges([BEFORE], [after]).changes;

describe('caseChanges', () => {
  test('leaves out a case that differs only in the times of receipt', () => {
    expect(changesTo({ ...BEFORE, knownAt: NOW })).toEqual([]);
    expect(changesTo({ ...BEFORE, filesKnownAt: NOW })).toEqual([]);
    const { filesKnownAt: _, ...withoutFiles } = BEFORE;
    expect(changesTo(withoutFiles)).toEqual([]);
  });
  test('has a case that differs in what it says', () => {
    const after = { ...BEFORE, deadline: dueOn('2026-12-10') };
    expect(changesTo(after)).toEqual([after]);
  });
  test('has opened and closed cases', () => {
    expect(caseChanges([], [BEFORE])).toEqual({ opens: [BEFORE], closes: [], changes: [] });
    expect(caseChanges([BEFORE], [])).toEqual({ opens: [], closes: [BEFORE], changes: [] });
  });
});
