import { describe, expect, it } from 'vitest';
import {
  effectiveUnitFacts,
  ofUnitKind,
  UNIT_FACT_SCHEMAS,
  unitAttentions,
} from '../../../domain/units/unit-facts.ts';
import { declared, later, seen, taken } from '../../support/unit-facts.ts';

const DECLARED = declared('2026-07', '2026-07-20', { id: 'd1' });
const at = (time: string) => ({ at: `2026-07-21T${time}:00.000Z` });

describe('the effective facts about a unit', () => {
  it('contain a fact once, however often it came', () => {
    expect(effectiveUnitFacts([DECLARED, DECLARED])).toEqual([DECLARED]);
  });

  it('leave out a voided fact, whichever came first', () => {
    const voided = taken('d1', at('02:00'));
    expect(effectiveUnitFacts([DECLARED, voided])).toEqual([]);
    expect(effectiveUnitFacts([voided, DECLARED])).toEqual([]);
  });

  it('restore a fact whose void was voided later', () => {
    const voided = taken('d1', { id: 'v1', ...at('02:00') });
    expect(effectiveUnitFacts([DECLARED, voided, taken('v1', at('03:00'))])).toEqual([DECLARED]);
  });

  it('restore a fact when its void is voided later', () => {
    const facts = [DECLARED, seen('unit/U1/declare-bases', '2026-07-03')];
    expect(ofUnitKind(facts, 'unit.bases_declared')).toEqual([DECLARED]);
  });

  it('give the acknowledgements and snoozes of the unit’s cases', () => {
    const caseId = 'unit/U1/declare-bases';
    const by = 'wang.fang@example.com';
    const facts = [
      seen(caseId, '2026-07-03'),
      later(caseId, '2026-07-04', '2026-07-20'),
      seen(caseId, '2026-07-05', { id: 'wrong' }),
      taken('wrong', at('02:00')),
    ];
    expect(unitAttentions(facts)).toEqual([
      { caseId, by, on: '2026-07-03' },
      { caseId, by, on: '2026-07-04', until: '2026-07-20' },
    ]);
  });
});

describe('the schema of a declaration of bases', () => {
  const read = (content: object) => UNIT_FACT_SCHEMAS['unit.bases_declared']().safeParse(content);
  const whole = { unitId: 'BJ', from: '2026-07', on: '2026-07-20' };

  it('accepts a unit, a month, a day and an optional receipt', () => {
    expect(read(whole).data).toEqual(whole);
    expect(read({ ...whole, receiptNo: ' 8 ' }).data).toEqual({ ...whole, receiptNo: '8' });
  });

  it.each([
    ['no unit', { unitId: '' }],
    ['an impossible month', { from: '2026-13' }],
    ['a day for a month', { from: '2026-07-01' }],
    ['an impossible day', { on: '2026-02-30' }],
    ['an empty receipt', { receiptNo: ' ' }],
  ])('rejects %s', (_, wrong) => {
    expect(read({ ...whole, ...wrong }).success).toBe(false);
  });
});
