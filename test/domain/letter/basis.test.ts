import { expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import { writeCard } from '../../../domain/letter/case-card.ts';
import { ZH } from '../../../domain/letter/zh.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const day = plainDate('2026-11-20');
const month = (number: number): Reason => ({
  rule: 'R7',
  code: 'estimated-from-base',
  values: { base: `${number}.00` },
  confidence: 'assumed',
});

function basisOf(because: readonly Reason[]): readonly string[] {
  const it: Case = {
    caseId: 'E1/2026-01-01/overpayment',
    kind: 'overpayment',
    employeeId: 'E1',
    spellId: '2026-01-01',
    unitId: 'U',
    state: { is: 'open' },
    openedOn: day,
    knownAt: '2026-11-01T00:00:00.000Z' as Case['knownAt'],
    documents: [],
    because: [{ rule: 'R7', code: 'overpaid-after-leave', values: { months: '2026-09' } }, ...because],
  };
  const item = { case: it, unitName: '示例', news: [], urgency: 'later' } as const;
  return writeCard(item, day, 'zh', ZH).basis?.lines ?? [];
}

test('a card lists three reasons of a kind in full', () => {
  const lines = basisOf([1, 2, 3].map(month));
  expect(lines).toHaveLength(3);
  expect(lines.join()).not.toContain('同类依据');
});

test('a card lists three of four reasons of a kind and counts the fourth', () => {
  const lines = basisOf([1, 2, 3, 4].map(month));
  expect(lines).toHaveLength(4);
  expect(lines.at(-1)).toBe('另有 1 条同类依据，全部见待办页面');
  expect(lines.join()).not.toContain('基数 4.00 元');
});
