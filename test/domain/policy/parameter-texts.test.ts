import { describe, expect, it } from 'vitest';
import { PARAMETER_KINDS, PARAMETER_NAMES } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_NAMING, parameterValueText } from '../../../domain/policy/parameter-texts.ts';

/** The words that a parameter accepts, as its error text lists them. */
const wordsOf = (expected: string) => [...expected.matchAll(/"([a-z-]+)"/g)].map((match) => match[1] ?? '');

describe.each(PARAMETER_NAMES)('the parameter %s', (name) => {
  const { unit, expected } = PARAMETER_KINDS[name];

  it('has a name in both languages', () => {
    expect(PARAMETER_NAMING[name].zh).toMatch(/\p{Script=Han}/u);
    expect(PARAMETER_NAMING[name].en).toMatch(/^[\w, '()-]+$/);
  });

  it('has its unit or its words in both languages', () => {
    if (unit === 'word') {
      for (const word of wordsOf(expected)) {
        expect(parameterValueText(name, word, 'zh')).toMatch(/\p{Script=Han}/u);
        expect(parameterValueText(name, word, 'en')).not.toMatch(/^[a-z]+(-[a-z]+)+$/);
      }
    } else if (unit !== 'day of the year') {
      expect(parameterValueText(name, 7, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(parameterValueText(name, 7, 'en')).toMatch(/7/);
      expect(parameterValueText(name, 7, 'en')).not.toBe('7');
    }
  });
});

it('every parameter has a different name', () => {
  for (const language of ['zh', 'en'] as const) {
    const names = PARAMETER_NAMES.map((name) => PARAMETER_NAMING[name][language]);
    expect(new Set(names).size).toBe(names.length);
  }
});

it('parameterValueText words values for people', () => {
  expect(parameterValueText('removalCutOffDay', 20, 'zh')).toBe('每月 20 日');
  expect(parameterValueText('unitMedicalRate', '9.8%', 'zh')).toBe('缴费基数的 9.8%');
  expect(parameterValueText('contributionBaseFloor', '7270.00', 'en')).toBe('CNY 7270.00 a month');
  expect(parameterValueText('arrearsResumeMonth', 2, 'zh')).toBe('第 2 个自然月');
  expect(parameterValueText('lastPayableMonth', 'month-of-leaving', 'zh')).toBe('离职当月');
  expect(parameterValueText('residentWindowTo', '12-31', 'en')).toBe('12-31');
});
