import { describe, expect, it } from 'vitest';
import { GUIDE_KINDS } from '../../../domain/guides/guide.ts';
import { renderDigest } from '../../../domain/letter/digest-letter.ts';
import { renderGuide } from '../../../domain/letter/guide-letter.ts';
import { type SourceDocument, sourceText } from '../../../domain/policy/source.ts';
import * as CATALOGUE from '../../../domain/regions/documents.ts';
import { KNOWN_REGIONS } from '../../../domain/regions/index.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { canbaoJson } from '../../support/command-line.ts';
import { DEMO_REGISTRY, demoDigest } from '../../support/demo-company.ts';
import { guideOf } from '../../support/guides.ts';

/** The leads. Texts for HR and for leavers, and answers of `explain`, must never name them as sources. */
const LEADS = Object.values<SourceDocument>(CATALOGUE).filter(({ grade }) => grade === 'lead');
const NAMES = LEADS.flatMap((document) => [sourceText(document), document.title]);
const DAYS = ['2024-02-01', '2026-07-10', '2026-11-21', '2027-03-01'];
const GIVEN = { lastPaid: '2026-06', bornOn: '1980-01-20', sex: 'female', missedYears: 1 } as const;

const named = (text: string) => NAMES.filter((name) => text.includes(name));

it('finds leads in the catalogue', () => {
  expect(LEADS.length).toBeGreaterThan(3);
});

describe.each([...KNOWN_REGIONS.keys(), '拉萨'])('guides in %s', (region) => {
  it('never name a lead as a source', () => {
    for (const on of DAYS) {
      for (const guide of GUIDE_KINDS) {
        const rendered = renderGuide(
          guideOf({ guide, on, region, given: GIVEN, arithmetic: '', source: '' }),
          {
            language: 'zh',
          },
        );
        expect(named(`${rendered.text}${rendered.html}`), `${guide} ${on}`).toEqual([]);
      }
    }
  });
});

describe.each([...KNOWN_REGIONS.keys()])('canbao explain in %s', (region) => {
  it.each([
    ['enrolment', '--hired', '2026-11-02'],
    ['removal', '--left', '2026-11-02'],
    ['base', '--month', '2026-09', '--wage', '9000'],
    ['cover', '--hired', '2026-11-02', '--accepted', '2026-11-05'],
    ['gap', '--last-paid', '2026-06', '--next-paid', '2026-11'],
    ['back-payment', '--hired', '2026-08-03', '--covered-from', '2026-11', '--wage', '9000'],
  ])('never names a lead as a source for %s', async (...args) => {
    const answer = await canbaoJson(['explain', ...args, '--region', region]);
    expect(named(JSON.stringify(answer))).toEqual([]);
  });
});

it('digests of the demo never name a lead as a source', async () => {
  const people = [...new Set(DEMO_REGISTRY.units.flatMap(({ staff }) => staff.map(({ email }) => email)))];
  for (const email of people) {
    const digest = await demoDigest(email, plainDate('2026-11-23'));
    const { text, html } = renderDigest(digest);
    expect(named(`${text}${html}`), email).toEqual([]);
  }
});
