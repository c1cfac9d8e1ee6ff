import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { composeDigest } from '../../../domain/digest/compose-digest.ts';
import type { Administration, Digest } from '../../../domain/digest/digest.ts';
import { renderDigest } from '../../../domain/letter/digest-letter.ts';
import { renderShortMail } from '../../../domain/letter/short-mail.ts';
import { buildMail } from '../../../functions/mail/build-mail.ts';
import { inboxLinkOf } from '../../../functions/mail/case-link.ts';
import { countedReads } from '../../support/reads.ts';
import {
  at,
  DAY,
  digestInput,
  EVERY_CASE,
  JANE_DOE,
  unitCase,
  WANG_FANG,
  WITHDRAWN,
} from '../../support/sample-cases.ts';

const LONG = '龘'.repeat(300);
const MOST_BYTES = 1_000_000;

const manyCases = (count: number): readonly Case[] =>
  Array.from({ length: count }, (_, number) => {
    const like = EVERY_CASE[number % EVERY_CASE.length] ?? expect.fail('no sample cases');
    return { ...like, caseId: `${number}/${like.caseId}`, employeeName: LONG };
  });

const several = <T>(make: (number: number) => T) =>
  Array.from({ length: 1_500 }, (_, number) => make(number));
const ADMINISTRATION: Administration = {
  unitsWithoutHandler: several((number) => ({ unitId: `${LONG}${number}`, cases: 1 })),
  unregisteredUnits: several((number) => ({ unitId: `${LONG}${number}`, cases: 1 })),
  quarantined: 1,
  notComputed: 40_000,
  unlisted: several(() => LONG),
  unmapped: several(() => ({ source: 'feishu', field: 'unit', value: LONG })),
  unreadable: several((number) => ({ pk: LONG, sk: String(number) })),
};

function digestOf(cases: readonly Case[], language: 'zh' | 'en'): Digest {
  const digest = composeDigest(
    digestInput({
      recipient: language === 'zh' ? WANG_FANG : JANE_DOE,
      cases: cases.map((it) => unitCase(it, { link: `https://hr.example.com/${'x'.repeat(400)}` })),
      ended: several((number) => ({ ...WITHDRAWN, caseId: `${number}`, employeeName: LONG })),
      administration: ADMINISTRATION,
    }),
    publishedCalendar,
  );
  return digest ?? expect.fail('there is something to say');
}

const PORTAL = 'https://canbao.example.cn';
const short = (digest: Digest) =>
  renderShortMail(digest, {
    administrator: undefined,
    inbox: (only) => inboxLinkOf(PORTAL, digest.recipient.email, only),
  });

describe.each(['zh', 'en'] as const)('The raw message of a digest (%s)', (language) => {
  test.each([
    ['short', short],
    ['long', renderDigest],
  ])('stays below 1 MB as a %s mail with the largest attachments', async (_, render) => {
    const digest = digestOf(manyCases(1_500), language);
    const { raw } = await buildMail({
      sender: { name: LONG, address: 'canbao@mail.example.com', domain: 'mail.example.com' },
      recipient: digest.recipient,
      day: DAY,
      messageId: '<1@mail.example.com>',
      date: at('2026-12-01'),
      content: render(digest),
      attachments: [{ filename: `${LONG}.csv`, contentType: 'text/csv', content: Buffer.alloc(500_000) }],
    });
    expect(raw.length).toBeLessThan(MOST_BYTES);
    expect(raw.length).toBeGreaterThan(500_000);
  });
});

test('renderDigest writes no more cases than there may be room for, however many there are', () => {
  const readsPerCase = (count: number) => {
    const { counted, reads } = countedReads();
    const digest = digestOf(manyCases(count), 'zh');
    renderDigest({ ...digest, items: digest.items.map((item) => ({ ...item, case: counted(item.case) })) });
    return reads() / count;
  };
  expect(readsPerCase(4_000)).toBeLessThan(0.7 * readsPerCase(1_000));
});
