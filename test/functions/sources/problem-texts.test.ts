import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemText } from '../../../functions/sources/webhook/problem-texts.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The files with the problems of events that go to quarantine, and with the problems of a source's secret. */
const FILES = [
  'functions/sources/**/*.ts',
  'functions/intake/handle-message.ts',
  'functions/ports.ts',
  'domain/facts/*.ts',
  'domain/units/unit-facts.ts',
];

/** Files without problems of events: outlines of events, texts for people in both languages, and API calls. */
const OTHER_FILES = /(outline|texts|problem-texts|question-problems|hr-apis)\.ts$|\/api(\/|\.ts$)/;

/**
 * Functions whose arguments are not problems of a stored event: refusals, thrown errors, and `includes`, which searches
 * for words of the XML parser.
 */
const OTHER_CALLS = /^(refused|mismatch|SecretUnavailable|Error|RangeError|includes)$/;

/** Parts of texts that only the sender gets. */
const TOLD_TO_THE_SENDER = [
  /^the encrypted text is not base64 /,
  /^its padding is invalid/,
  /^the length in it is too large/,
  /^it is for another receiver/,
  /^missing 12; callbacks have to be /,
  /^unreadable headers$/,
  /^disallowed character\.$/,
];

/**
 * String literals of several English words, each with the function that it is passed to. Inserted values are replaced
 * by 12.
 */
function textsIn(source: string): readonly { readonly text: string; readonly call: string }[] {
  const code = source.replace(/\/\*.*?\*\/|^\s*\/\/.*?$/gms, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].flatMap((found) => {
    const text = (found[1] ?? found[2] ?? '').replace(/\$\{[^}]*\}/g, '12');
    const isEnglish = /[a-z]+ [a-z]+|: (is )?missing$/.test(text);
    return isEnglish ? [{ text, call: callAround(code.slice(0, found.index)) }] : [];
  });
}

/** The name of the function whose bracket is still open at the end of the code. */
function callAround(before: string): string {
  let open = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    if (before[at] === ')') open += 1;
    if (before[at] === '(' && open-- === 0) return /(\w*)$/.exec(before.slice(0, at))?.[1] ?? '';
  }
  return '';
}

const PROBLEMS = globSync(FILES, { cwd: ROOT })
  .filter((file) => !OTHER_FILES.test(file))
  .flatMap((file) => textsIn(readFileSync(join(ROOT, file), 'utf8')))
  .filter(({ call }) => !OTHER_CALLS.test(call))
  .map(({ text }) => text)
  .filter((text) => !TOLD_TO_THE_SENDER.some((told) => told.test(text)));

const ENGLISH = /\b[a-z]{2,} [a-z]{2,}\b/;

describe('problemText', () => {
  it('has the problems of an event to translate', () => {
    expect(PROBLEMS.length).toBeGreaterThan(50);
    expect(PROBLEMS).toContain('the body is not JSON in UTF-8');
    expect(PROBLEMS).toContain('must be a calendar day, YYYY-MM-DD');
    expect(PROBLEMS).toContain('has a closing tag that does not match the open element');
  });

  it.each([...new Set(PROBLEMS)])('translates into Chinese: %s', (problem) => {
    for (const text of [problem, `data.hiredOn: ${problem}`, `3: ${problem}`]) {
      const words = problemText(text, 'zh');
      expect(words).toMatch(/\p{Script=Han}/u);
      expect(words).not.toMatch(ENGLISH);
      expect(words.startsWith(text.slice(0, text.length - problem.length))).toBe(true);
      expect(problemText(text, 'en')).toBe(text);
    }
  });

  it.each([
    ['… and 5 more', '……另有 5 处'],
    ['the decrypted message has a root other than one <xml>', '解密后的内容根元素不是唯一的 <xml>'],
    [
      'UserID a became b: add "b": "a" to sources[].formerIds of wecom in the registry, then replay',
      'UserID a 已改为 b；请在登记中 wecom 的 sources[].formerIds 添加 "b": "a"，再重放',
    ],
    ['data: needs employmentId or hiredOn', 'data: 须有 employmentId 或 hiredOn'],
  ])('translates %s as %s', (problem, words) => {
    expect(problemText(problem, 'zh')).toBe(words);
  });
});
