import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import { SPELL_CASES } from '../../../domain/cases/case-kinds.ts';
import { enrolment } from '../../../domain/cases/enrolment.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { deriveCases } from '../../../functions/casework/derive-cases.ts';
import { aSpell } from '../../support/a-spell.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';

const DAY = plainDate('2026-11-20');
const GOOD = aSpell({ employeeId: 'e-1', unitId: 'u-1', hiredOn: '2026-11-18', name: '张三' });
const BAD = aSpell({ employeeId: 'e-2', unitId: 'u-1', hiredOn: '2026-11-19', name: '陈静' });
const SAID: Reason = { rule: 'F3', code: 'doubt-unit', values: {} };
const caseOf = (because: Case['because']) => ({ caseId: 'e-1/2026-11-18/enrolment', because }) as Case;

describe('deriveCases', () => {
  let ports: { meter: ReturnType<typeof fakeMeter>; log: ReturnType<typeof fakeLog> };
  beforeEach(() => {
    ports = { meter: fakeMeter(), log: fakeLog() };
    for (const kind of SPELL_CASES) vi.spyOn(kind, 'open').mockReturnValue(undefined);
  });
  afterEach(() => void vi.restoreAllMocks());

  test('returns the cases that the rules open', () => {
    const found = caseOf([SAID]);
    vi.mocked(enrolment.open).mockReturnValue(found);
    expect(deriveCases([GOOD], { unit: undefined }, DAY, ports)).toEqual([
      { spell: GOOD, cases: [found], computed: true },
    ]);
    expect(ports.meter.counts).toEqual({});
  });

  test('returns one needs-person case for a spell on which the rules fail, and keeps the other spells', () => {
    vi.mocked(enrolment.open).mockImplementation((spell) => {
      if (spell === BAD) throw new TypeError('张三 earns 8000');
      return caseOf([SAID]);
    });
    const [bad, good] = deriveCases([BAD, GOOD], { unit: undefined }, DAY, ports);
    expect(good).toMatchObject({ computed: true });
    expect(bad).toMatchObject({
      computed: false,
      cases: [
        {
          caseId: 'e-2/2026-11-19/needs-person',
          kind: 'needs-person',
          because: [{ code: 'case-not-computed' }],
        },
      ],
    });
    expect(ports.meter.counts).toEqual({ CaseNotComputed: 1 });
    expect(ports.log.lines).toMatchObject([{ level: 'error', ids: { employeeId: 'e-2', day: DAY } }]);
    expect(JSON.stringify(ports.log.lines)).not.toMatch(/张三|8000/);
  });
});
