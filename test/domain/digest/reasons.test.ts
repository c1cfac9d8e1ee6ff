import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../domain/cases/case.ts';
import { REASON_WORDING, reasonText } from '../../../domain/digest/wording/reasons.ts';

const CUT_OFF: Reason = {
  rule: 'D4',
  code: 'cut-off-region',
  values: { day: 25, month: '2026-09', cutOff: '2026-09-24' },
};

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

  it('are missing for an unknown code: a bug, named', () => {
    for (const code of ['no-such-code', 'constructor', 'toString']) {
      expect(() => reasonText({ ...CUT_OFF, code }, 'zh')).toThrow(`no wording for reason "${code}" (D4)`);
    }
  });

  it('are missing where a value is: a bug, named', () => {
    expect(() => reasonText({ ...CUT_OFF, values: { day: 25 } }, 'en')).toThrow('has no value "month"');
  });

  it('use the same values in both languages or fewer, and none that is not a name', () => {
    for (const [code, { zh, en }] of Object.entries(REASON_WORDING)) {
      for (const text of [zh, en]) {
        expect(text.replaceAll(/\{\w+\}/g, ''), code).not.toMatch(/[{}]/);
      }
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en.replaceAll(/\{\w+\}/g, ''), code).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
