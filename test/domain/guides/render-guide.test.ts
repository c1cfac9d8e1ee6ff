import { describe, expect, it } from 'vitest';
import { channelSteps } from '../../../domain/cases/steps.ts';
import { FILINGS } from '../../../domain/facts/insurance.ts';
import { GUIDE_KINDS } from '../../../domain/guides/guide.ts';
import { LEAVER_GUIDE_TEXTS } from '../../../domain/guides/leaver-texts.ts';
import { GUIDE_TEXTS } from '../../../domain/guides/texts.ts';
import { renderGuide } from '../../../domain/letter/guide-letter.ts';
import { escapeHtml } from '../../../domain/letter/letter.ts';
import { REASON_TEXTS, reasonText } from '../../../domain/letter/reason-text.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import { INDIVIDUAL_TEXTS } from '../../../domain/rules/individual/texts.ts';
import { withoutLinks } from '../../../domain/values/person-name.ts';
import { GUIDE_EXAMPLES } from '../../examples/guides.ts';
import { expectWords } from '../../support/expect-words.ts';
import { guideOf, linesOf } from '../../support/guides.ts';

const NAME = '<b>张三</b>\r\nBcc: x@example.com';

describe('renderGuide', () => {
  it.each(['zh', 'en'] as const)('says the same in HTML and in text, with names escaped (%s)', (language) => {
    for (const example of GUIDE_EXAMPLES) {
      const guide = guideOf(example);
      const { subject, text, html } = renderGuide(guide, { language, name: NAME, unitName: 'A & <i>B</i>' });
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toMatch(/<b>张三|<i>B/);
      // A greeting contains no address and no link, even if the name does.
      expect(html).toContain(escapeHtml(withoutLinks(NAME)));
      expect(`${text}${html}`).not.toContain('x@example.com');
      expect(text.split('\n').some((line) => line.startsWith('Bcc:'))).toBe(false);
      for (const { says } of linesOf(guide)) {
        expect(text).toContain(reasonText(says, language));
        expect(html).toContain(escapeHtml(reasonText(says, language)));
      }
      expect(`${text}${html}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('names the unit and the person only where they are given', () => {
    const [example] = GUIDE_EXAMPLES;
    if (example === undefined) throw new Error('no example');
    const guide = guideOf(example);
    expect(renderGuide(guide, { language: 'zh' }).text).not.toContain('您好');
    expect(renderGuide(guide, { language: 'zh', name: '张三', unitName: '示例公司' }).text).toMatch(
      /张三，您好！\n示例公司为您整理了/,
    );
  });

  it('lists each source once, and leaves out laws cited by article', () => {
    const guide = guideOf({ guide: 'leaver', on: '2026-07-01', given: { leftOn: '2026-06-20' } } as never);
    const { text } = renderGuide(guide, { language: 'zh' });
    const sources = text.split('== 资料来源 ==')[1]?.split('--')[0] ?? '';
    const lines = sources.split('\n').filter((line) => line.startsWith('- '));
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines).size).toBe(lines.length);
    expect(sources).not.toContain('中华人民共和国社会保险法');
  });

  it('marks exactly the sentences that are weak or assumed', () => {
    for (const example of GUIDE_EXAMPLES) {
      for (const { says } of linesOf(guideOf(example))) {
        const isDoubtful = says.confidence === 'low' || says.confidence === 'assumed';
        expect(reasonText(says, 'zh').includes('（待核实）'), says.code).toBe(isDoubtful);
        expect(reasonText(says, 'en').includes('(to be confirmed)'), says.code).toBe(isDoubtful);
        if (isDoubtful) expect(REASON_TEXTS[says.code].zh).toContain('{hedge}');
      }
    }
  });

  it('explains the mark once, at the end', () => {
    for (const example of GUIDE_EXAMPLES) {
      const { text } = renderGuide(guideOf(example), { language: 'zh' });
      const [body = '', footer = ''] = text.split('\n--\n');
      expect(body).not.toContain('“待核实”');
      expect(footer.match(/“待核实”/g)).toHaveLength(1);
    }
  });

  it('has words for every region, guide and quarter-day', () => {
    for (const region of [...REGIONS.keys(), '青岛']) {
      for (const year of [2024, 2025, 2026, 2027]) {
        for (const day of ['01-01', '04-01', '07-01', '10-01']) {
          for (const guide of GUIDE_KINDS) {
            const on = `${year}-${day}`;
            const given = { lastPaid: `${year - 1}-11`, requestedOn: on };
            expectWords(linesOf(guideOf({ guide, on, region, given } as never)).map(({ says }) => says));
          }
        }
      }
    }
  });
});

describe('channelSteps', () => {
  const steps = FILINGS.flatMap((filing) => [
    ...channelSteps({ filing, channel: 'online' }),
    ...channelSteps({ filing, channel: 'counter' }),
    ...channelSteps({ filing, channel: 'agency' }),
  ]);

  it('gives every step in words', () => {
    expectWords(steps);
  });

  it('ends with the receipt, and for an agency with its cut-off day', () => {
    const codes = (channel: 'online' | 'counter' | 'agency') =>
      channelSteps({
        filing: 'removal',
        channel,
        agency: { name: '示例人力', enrolmentCutOffDay: 8, removalCutOffDay: 10 },
      }).map(({ code }) => code);
    expect(codes('online')).toEqual([
      'channel-online-open-removal',
      'channel-online-fill',
      'channel-online-submit',
      'channel-online-receipt',
    ]);
    expect(codes('counter').at(-1)).toBe('channel-counter-receipt');
    expect(codes('agency').slice(-2)).toEqual(['channel-agency-receipt', 'channel-agency-cut-off']);
  });

  it('takes the cut-off day of the filing, and says where there is none', () => {
    const agency = { name: '示例人力', enrolmentCutOffDay: 8, removalCutOffDay: 10 };
    const last = (filing: (typeof FILINGS)[number]) =>
      channelSteps({ filing, channel: 'agency', agency }).at(-1);
    expect(last('enrolment')?.values).toEqual({ name: '示例人力', day: 8 });
    expect(last('removal')?.values).toEqual({ name: '示例人力', day: 10 });
    expect(last('information-change')?.code).toBe('channel-agency-cut-off-unknown');
  });
});

it('every sentence for guides and channels is used by a guide or a channel', () => {
  const told = [
    {
      lastPayableMonth: 'month-before-leaving',
      coverStart: 'same-month',
      refundOnSchemeSwitch: 'not-refunded',
    },
    { coverStart: 'month-after-payment', flexibleWaitingMonths: 4, retireeLocalYears: 10 },
    { flexibleHousehold: 'required' },
  ];
  const given = [
    { leftOn: '2026-06-20', reason: 'retired' },
    { leftOn: '2026-06-20', bornOn: '1960-01-01', sex: 'male' },
    { lastPaid: '2019-06', leftOn: '2019-06-30' },
    { lastPaid: '2026-06', bornOn: '1966-01-20', sex: 'male', originalAge: 50 },
    { lastPaid: '2026-06', bornOn: '1980-01-20', sex: 'female', missedYears: 0 },
  ];
  const walked = [...REGIONS.keys()].flatMap((region) =>
    ['2005-02-01', '2018-02-01', '2026-07-10', '2027-03-01'].flatMap((on) =>
      GUIDE_KINDS.flatMap((guide) =>
        given.flatMap((each) =>
          [undefined, ...told].flatMap((agency) =>
            linesOf(guideOf({ guide, on, region, told: agency, given: each } as never)),
          ),
        ),
      ),
    ),
  );
  const examples = GUIDE_EXAMPLES.flatMap((example) => linesOf(guideOf(example)));
  const said = new Set<string>([...walked, ...examples].map(({ says }) => says.code));
  const unsaid = Object.keys({ ...LEAVER_GUIDE_TEXTS, ...INDIVIDUAL_TEXTS, ...GUIDE_TEXTS }).filter(
    (code) => !said.has(code) && !code.startsWith('channel-'),
  );
  expect(unsaid).toEqual([]);
});
