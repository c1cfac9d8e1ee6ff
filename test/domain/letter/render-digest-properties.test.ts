import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import type { Digest } from '../../../domain/digest/digest.ts';
import { yuanText } from '../../../domain/letter/case-card.ts';
import { renderDigest, writeLetter } from '../../../domain/letter/digest-letter.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { anyText } from '../../support/any-text.ts';
import {
  composedDigest,
  DONE,
  EVERY_CASE,
  JANE_DOE,
  REJECTED,
  SUBMITTED,
  unitCase,
  WANG_FANG,
  WITHDRAWN,
} from '../../support/sample-cases.ts';
import { tries } from '../../support/seeded.ts';

const NASTY = [
  '<script>alert(1)</script>',
  '</td></table>',
  '"><img src=x onerror=x>',
  "' style='x",
  '&lt;b&gt;',
  'a\nb',
  '\r\nBcc: x@example.com',
  '\u202egnp.exe',
  '\ud800',
  '\u2028',
  '【逾期】',
  '$&',
  '$1',
];

const written = fc.oneof(
  anyText({ minLength: 1 }),
  fc.constantFrom(...NASTY),
  fc.tuple(fc.string(), fc.constantFrom(...NASTY), fc.string()).map((parts) => parts.join('')),
);

/** All sample cases, with every text that comes from people or HR systems replaced. */
function casesSaying(say: () => string): Case[] {
  return EVERY_CASE.map((it) => ({
    ...it,
    caseId: `${it.caseId}${say()}`,
    ...(it.employeeId !== undefined && { employeeId: `${it.employeeId}${say()}`, employeeName: say() }),
    state: stateSaying(it, say),
    documents: [
      { name: say(), required: true, received: false },
      { name: say(), required: false, received: false },
    ],
    because: it.because.map((reason) => ({ ...reason, source: say() })),
  }));
}

function stateSaying({ state }: Case, say: () => string): Case['state'] {
  if (state.is === 'submitted') return { ...state, receiptNo: say() };
  return state.is === 'rejected' || state.is === 'blocked-elsewhere' ? { ...state, reason: say() } : state;
}

function digestSaying(say: () => string, language: 'zh' | 'en' = 'zh'): Digest {
  const units = [{ unitId: say(), cases: 2 }];
  return composedDigest({
    recipient: { email: 'a@example.com', name: say(), language },
    cases: casesSaying(say).map((it) =>
      unitCase(it, { unitName: say(), link: `https://example.com/${say().replaceAll(/\s/g, '')}` }),
    ),
    ended: [DONE, WITHDRAWN].map((it) => ({ ...it, employeeName: say(), unitName: say() })),
    administration: { unitsWithoutHandler: units, unregisteredUnits: units, quarantined: 1, notComputed: 1 },
  });
}

/** A function that returns the texts one after the other, and then starts again. */
function oneByOne(texts: readonly string[]): () => string {
  let next = 0;
  return () => texts[next++ % texts.length] ?? '';
}

/**
 * Harmless texts in the same order. Equal texts stay equal, because a source is listed only once, however often it is
 * cited.
 */
function harmlessly(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `x${texts.indexOf(text)}`);
}

/**
 * The tags with their attributes. Link targets, and spans that keep dates on one line, depend on the content and are
 * left out.
 */
function skeleton(html: string): string[] {
  return (html.match(/<[^>]*>/g) ?? [])
    .map((tag) => tag.replace(/href="[^"]*"/, 'href'))
    .filter((tag) => tag !== '<span style="white-space:nowrap">' && tag !== '</span>');
}

/** The visible text of the HTML and its link addresses, with uniform white space. */
function visible(html: string): string {
  const body = html
    .slice(html.indexOf('<body'))
    .replaceAll(/<a href="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<\/?(?:b|span)(?: [^>]*)?>/g, '')
    .replaceAll(/<[^>]*>/g, ' ');
  return evenSpaces(
    body
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  );
}

function evenSpaces(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' ')
    .trim();
}

/** Every string in a letter at any depth, except where text and HTML differ. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ['htmlLanguage', 'colon', 'urgency', 'weight', 'subject'].includes(key) ? [] : stringsIn(inner),
  );
}

const texts = fc.array(written, { minLength: 1, maxLength: 20 });
const language = fc.constantFrom('zh' as const, 'en' as const);

describe('renderDigest with any text from people and HR systems', () => {
  test('never turns it into a tag or an attribute', () => {
    fc.assert(
      fc.property(texts, language, (said, lang) => {
        const harmless = renderDigest(digestSaying(oneByOne(harmlessly(said)), lang)).html;
        const { html } = renderDigest(digestSaying(oneByOne(said), lang));
        expect(skeleton(html)).toHaveLength(skeleton(harmless).length);
        expect(new Set(skeleton(html))).toEqual(new Set(skeleton(harmless)));
        expect(html.isWellFormed()).toBe(true);
      }),
      { numRuns: tries(60) },
    );
  });

  test('keeps it on one line of the text and out of the subject', () => {
    fc.assert(
      fc.property(texts, language, (said, lang) => {
        const harmless = renderDigest(digestSaying(oneByOne(harmlessly(said)), lang));
        const { text, subject } = renderDigest(digestSaying(oneByOne(said), lang));
        expect(text.split(/[\n\r\u2028\u2029]/)).toHaveLength(harmless.text.split('\n').length);
        expect(subject).toBe(harmless.subject);
        expect(subject).not.toMatch(/[\n\r]/);
      }),
      { numRuns: tries(60) },
    );
  });

  test('shows the same in HTML and text', () => {
    fc.assert(
      fc.property(texts, language, (said, lang) => {
        const digest = digestSaying(oneByOne(said), lang);
        const { text, html } = renderDigest(digest);
        const both = { text: evenSpaces(text), html: visible(html) };
        for (const string of stringsIn(writeLetter(digest)).map(evenSpaces)) {
          expect(both.text).toContain(string);
          expect(both.html).toContain(string);
        }
      }),
      { numRuns: tries(40) },
    );
  });
});

describe.each([WANG_FANG, JANE_DOE])('the mail for $name', (recipient) => {
  const { text, html } = renderDigest(
    composedDigest({ recipient, cases: EVERY_CASE.map((it) => unitCase(it)) }),
  );

  test.each(EVERY_CASE)('shows employee, dates and amounts of $caseId in text and HTML', (it) => {
    const { deadline, money, employeeId } = it;
    const facts = [
      employeeId,
      deadline?.actBy,
      deadline?.statutoryDueOn,
      deadline?.lastLawfulDay,
      deadline?.missedCutOff,
      ...[money, money?.next].flatMap((amount) =>
        [amount?.unitPart, amount?.personalPart].filter((part) => part !== undefined).map(yuanText),
      ),
      ...(money?.months.map(({ month }) => month) ?? []),
    ].filter((fact) => fact !== undefined);
    for (const fact of facts) {
      expect(text).toContain(fact);
      expect(visible(html)).toContain(fact);
    }
  });

  test('loads nothing from outside and runs no script', () => {
    expect(html).not.toMatch(/<(?:script|img|link|iframe|style)|src=|url\(|@import/i);
  });
});

test('renderDigest gives the same mail when called twice', () => {
  const digest = composedDigest({
    day: plainDate('2026-12-02'),
    cases: [REJECTED, SUBMITTED].map((it) => unitCase(it)),
  });
  expect(renderDigest(digest)).toEqual(renderDigest(digest));
});
