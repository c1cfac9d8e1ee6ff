import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REASON_WORDS, reasonText } from '../../../domain/letter/reason-text.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';

const CUT_OFF: Reason = {
  rule: 'D4',
  code: 'cut-off-region',
  values: { day: 25, month: '2026-09', cutOff: '2026-09-24' },
};

const DOMAIN = join(import.meta.dirname, '../../../domain');

/** The tables of sentences that a file exports. */
async function tablesIn(file: string): Promise<object[]> {
  const names = readFileSync(join(DOMAIN, file), 'utf8').matchAll(/^export const (\w+_WORDS) = \{/gm);
  const module = await import(join(DOMAIN, file));
  return [...names].map(([, name = '']) => module[name]);
}

describe('the words of a reason', () => {
  it('are one plain sentence in each language', () => {
    expect(reasonText(CUT_OFF, 'zh')).toBe('当地每月 25 日截止申报，2026-09 的截止日为 2026-09-24。');
    expect(reasonText(CUT_OFF, 'en')).toBe(
      'The local cut-off is day 25 of the month; for 2026-09 it is 2026-09-24.',
    );
  });

  it('warn of a weak source and say what the unit itself entered', () => {
    expect(reasonText({ ...CUT_OFF, confidence: 'low' }, 'zh')).toContain('来源不够可靠');
    expect(reasonText({ ...CUT_OFF, confidence: 'low' }, 'en')).toContain('weak source');
    expect(reasonText({ ...CUT_OFF, confidence: 'local' }, 'zh')).toContain('本单位登记');
    expect(reasonText({ ...CUT_OFF, confidence: 'high' }, 'zh')).toBe(reasonText(CUT_OFF, 'zh'));
  });

  it('join a list in the way of the language', () => {
    const reason: Reason = {
      rule: 'R6',
      code: 'double-cover',
      values: { unitId: 'BJ', otherUnits: ['SH', 'SZ'], since: '2026-11-01' },
    };
    expect(reasonText(reason, 'zh')).toContain('SH、SZ');
    expect(reasonText(reason, 'en')).toContain('SH, SZ');
  });

  it('stand in one table only for each code, and every table is used', async () => {
    const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter((it) =>
      it.endsWith('.ts'),
    );
    const tables = await Promise.all(files.map(tablesIn));
    const codes = tables.flat().flatMap((table) => Object.keys(table));
    expect(codes.toSorted()).toEqual(Object.keys(REASON_WORDS).toSorted());
  });

  it('use the same values in both languages or fewer, and none that is not a name', () => {
    for (const [code, { zh, en }] of Object.entries(REASON_WORDS)) {
      for (const text of [zh, en]) {
        expect(text.replaceAll(/\{\w+\}/g, ''), code).not.toMatch(/[{}]/);
      }
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en.replaceAll(/\{\w+\}/g, ''), code).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
