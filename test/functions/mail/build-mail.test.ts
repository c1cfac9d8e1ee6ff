import { describe, expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { buildMail, digestMessageId, type Letter } from '../../../functions/mail/build-mail.ts';
import { recipientTag } from '../../../functions/mail/recipient-tag.ts';
import { readMail } from '../../support/read-mail.ts';

const LETTER: Letter = {
  sender: { name: '参保管家', address: 'canbao@example.com', domain: 'example.com' },
  recipient: { email: 'li@example.com', name: '李娜', language: 'zh' },
  day: plainDate('2026-12-01'),
  messageId: '<digest.2026-12-01.0123456789abcdef0123456789abcdef@example.com>',
  date: '2026-12-01T00:30:07.000Z' as Instant,
  content: {
    subject: '[参保管家] 2026-12-01 逾期 2 · 今日 1 · 7日内 5',
    text: `您好，李娜：\n\n𠮷野家 & <b>张三</b>\n${'很长的一行'.repeat(400)}\n.\n完`,
    html: `<p>您好，李娜：</p><p>𠮷野家 &amp; &lt;b&gt;张三&lt;/b&gt;</p><p>${'很长的一行'.repeat(400)}</p>`,
  },
};

describe('buildMail', () => {
  test('keeps subject, plain text and HTML, with Chinese and markup', async () => {
    const read = await readMail(await buildMail(LETTER));
    expect(read.subject).toBe(LETTER.content.subject);
    expect(read.text?.trimEnd()).toBe(LETTER.content.text);
    expect(String(read.html).trimEnd()).toBe(LETTER.content.html);
  });

  test('states sender, recipient, time and day, and that the mail is automatic', async () => {
    const { from, to, date, messageId, header } = await readMail(await buildMail(LETTER));
    expect(from?.value).toEqual([{ address: 'canbao@example.com', name: '参保管家' }]);
    expect(to?.value).toEqual([{ address: 'li@example.com', name: '李娜' }]);
    expect(date?.toISOString()).toBe(LETTER.date);
    expect(messageId).toBe(LETTER.messageId);
    expect(header).toMatchObject({
      'x-canbao-run': '2026-12-01',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'list-id': '<canbao.example.com>',
      'mime-version': '1.0',
    });
  });

  test('returns bare addresses for the envelope', async () => {
    expect(await buildMail(LETTER)).toMatchObject({ from: 'canbao@example.com', to: 'li@example.com' });
  });

  test('writes only ASCII and CRLF, folds headers, and keeps lines short', async () => {
    const raw = Buffer.from((await buildMail(LETTER)).raw).toString('latin1');
    expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  test('writes the same bytes again, except for the date', async () => {
    const again = await buildMail({ ...LETTER, date: '2026-12-01T00:36:00.000Z' as Instant });
    const withoutDate = (raw: Uint8Array) =>
      Buffer.from(raw)
        .toString()
        .replace(/^Date: .*$/m, 'Date:');
    expect(withoutDate(again.raw)).toBe(withoutDate((await buildMail(LETTER)).raw));
  });

  test.each(['李 <娜>, "x"', 'Eve\r\nBcc: eve@evil.example', '李娜 <boss@example.com>'])(
    'has one recipient whatever their name contains: %j',
    async (name) => {
      const read = await readMail(await buildMail({ ...LETTER, recipient: { ...LETTER.recipient, name } }));
      expect(read.to?.value.map(({ address }) => address)).toEqual(['li@example.com']);
      expect(read.header).not.toHaveProperty('bcc');
    },
  );
});

test('adds tags for feedback that contain no address', async () => {
  const { tags } = await buildMail({ ...LETTER, kind: 'leaver-guide', guide: 'abc' });
  expect(tags).toEqual({
    kind: 'leaver-guide',
    run: LETTER.day,
    to: recipientTag(LETTER.recipient.email.toLowerCase()),
    guide: 'abc',
  });
  for (const value of Object.values(tags ?? {})) expect(value).toMatch(/^[\w-]{1,256}$/);
});

describe('digestMessageId', () => {
  const id = (recipient: string, day: string) => digestMessageId(recipient, plainDate(day), 'example.com');

  test('is the same for the same person and day, and differs for others', () => {
    expect(id('li@example.com', '2026-12-01')).toBe(id('li@example.com', '2026-12-01'));
    expect(id('li@example.com', '2026-12-02')).not.toBe(id('li@example.com', '2026-12-01'));
    expect(id('wang@example.com', '2026-12-01')).not.toBe(id('li@example.com', '2026-12-01'));
  });

  test('contains no address, and neither does the name used in logs', () => {
    expect(id('li@example.com', '2026-12-01')).toMatch(/^<digest\.2026-12-01\.[0-9a-f]{32}@example\.com>$/);
    expect(recipientTag('li@example.com')).toMatch(/^[0-9a-f]{16}$/);
  });
});
