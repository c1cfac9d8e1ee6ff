import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isToBeConfirmed, REASON_TEXTS, reasonText } from '../../../domain/letter/reason-text.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';

const CUT_OFF: Reason = {
  rule: 'D4',
  code: 'cut-off-region',
  values: { day: 25, month: '2026-09', cutOff: '2026-09-24' },
};

const DOMAIN = join(import.meta.dirname, '../../../domain');

/** The tables of sentences that a file exports. */
async function tablesIn(file: string): Promise<object[]> {
  const names = readFileSync(join(DOMAIN, file), 'utf8').matchAll(/^export const (\w+_TEXTS) = \{/gm);
  const module = await import(join(DOMAIN, file));
  return [...names].map(([, name = '']) => module[name]);
}

describe('reasonText', () => {
  it('gives one plain sentence in each language', () => {
    expect(reasonText(CUT_OFF, 'zh')).toBe('当地每月 25 日截止申报，2026-09 的截止日为 2026-09-24。');
    expect(reasonText(CUT_OFF, 'en')).toBe(
      'The local cut-off is day 25 of each month; for 2026-09 it is 2026-09-24.',
    );
  });

  it.each(['low', 'assumed'] as const)('marks the figure itself where confidence is %s', (confidence) => {
    expect(reasonText({ ...CUT_OFF, confidence }, 'zh')).toBe(
      '当地每月 25 日（待核实）截止申报，2026-09 的截止日为 2026-09-24。',
    );
    expect(reasonText({ ...CUT_OFF, confidence }, 'en')).toBe(
      'The local cut-off is day 25 of each month (to be confirmed); for 2026-09 it is 2026-09-24.',
    );
  });

  it('puts no space after the Chinese mark', () => {
    const values = { since: '', cutOff: '2026-09-25', month: '2026-09' };
    const missed: Reason = { rule: 'D5', code: 'removal-cut-off-missed', values, confidence: 'unknown' };
    expect(reasonText(missed, 'zh')).toBe(
      '2026-09 的减员截止日 2026-09-25（待核实）已过，当月费用可能仍被扣缴。',
    );
  });

  it('names the unit as source of its own value, and leaves certain values unmarked', () => {
    expect(reasonText({ ...CUT_OFF, confidence: 'local' }, 'zh')).toContain('25 日（本单位登记）');
    for (const confidence of ['high', 'medium'] as const)
      expect(reasonText({ ...CUT_OFF, confidence }, 'zh')).toBe(reasonText(CUT_OFF, 'zh'));
  });

  it('marks a contradicted figure, and no sentence that states an unknown', () => {
    const doubtful: Reason = {
      rule: 'D4',
      code: 'cut-off-contradictory',
      values: { candidates: [11, 15], cutOff: '2026-09-11' },
      confidence: 'unknown',
    };
    const unknown: Reason = {
      rule: 'D4',
      code: 'cut-off-unknown',
      values: { region: '青岛' },
      confidence: 'unknown',
    };
    expect(isToBeConfirmed(doubtful)).toBe(true);
    expect(reasonText(doubtful, 'zh')).toContain('2026-09-11（待核实）');
    expect(isToBeConfirmed(unknown)).toBe(false);
    expect(reasonText(unknown, 'zh')).not.toContain('待核实');
  });

  it('marks the end of a sentence without a place for the mark, and ignores "{hedge}" in a value', () => {
    const named: Reason = {
      rule: 'R6',
      code: 'doubt-unit',
      values: {},
      confidence: 'assumed',
    };
    expect(reasonText(named, 'zh')).toMatch(/。（待核实）$/);
    const region: Reason = { rule: 'D4', code: 'cut-off-unknown', values: { region: '{hedge}' } };
    expect(reasonText(region, 'zh')).toContain('{hedge}');
  });

  it('has at most one place for the mark, the same in both languages', () => {
    for (const [code, { zh, en }] of Object.entries(REASON_TEXTS)) {
      const places = [zh, en].map((text) => text.split('{hedge}').length - 1);
      expect(places[0], code).toBe(places[1]);
      expect(places[0], code).toBeLessThanOrEqual(1);
    }
  });

  it('joins a list with the separator of the language', () => {
    const reason: Reason = {
      rule: 'R6',
      code: 'double-cover',
      values: { unitId: 'BJ', otherUnits: ['SH', 'SZ'], since: '2026-11-01' },
    };
    expect(reasonText(reason, 'zh')).toContain('SH、SZ');
    expect(reasonText(reason, 'en')).toContain('SH, SZ');
  });

  it('finds every code in exactly one table, and uses every table', async () => {
    const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter((it) =>
      it.endsWith('.ts'),
    );
    const tables = await Promise.all(files.map(tablesIn));
    const codes = tables.flat().flatMap((table) => Object.keys(table));
    expect(codes.toSorted()).toEqual(Object.keys(REASON_TEXTS).toSorted());
  });

  it('leaves no braces, and writes Chinese and English each in its own script', () => {
    for (const [code, { zh, en }] of Object.entries(REASON_TEXTS)) {
      for (const text of [zh, en]) {
        expect(text.replaceAll(/\{\w+\}/g, ''), code).not.toMatch(/[{}]/);
      }
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en.replaceAll(/\{\w+\}/g, ''), code).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
