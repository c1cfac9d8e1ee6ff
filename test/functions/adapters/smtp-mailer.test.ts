import nodemailer from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smtpMailer, smtpTransport } from '../../../functions/adapters/smtp-mailer.ts';
import { failureIds } from '../../../functions/mail/mail-failure.ts';
import { MOST_MS_A_MAIL } from '../../../functions/mail/paced-mailer.ts';
import { MailRefused } from '../../../functions/ports.ts';
import { HANGS, type TestSmtpServer, testSmtpServer } from '../../support/smtp-server.ts';

const MAIL = {
  from: 'canbao@example.com',
  to: 'li@example.com',
  raw: Buffer.from('From: canbao@example.com\r\nSubject: x\r\nMessage-ID: <1@example.com>\r\n\r\nhello\r\n'),
};

let server: TestSmtpServer;
let opened: number;
beforeEach(async () => {
  server = await testSmtpServer();
  opened = 0;
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

describe('smtpMailer', () => {
  test('sends the message unchanged to its one recipient', async () => {
    expect(await mailer().send(MAIL)).toMatch(/^250 /);
    expect(server.commands.filter((command) => /^(MAIL|RCPT)/.test(command))).toEqual([
      'MAIL FROM:<canbao@example.com>',
      'RCPT TO:<li@example.com>',
    ]);
    expect(server.messages).toEqual([MAIL.raw.toString().trimEnd()]);
  });

  test('uses one connection for several mails', async () => {
    const one = mailer();
    await one.send(MAIL);
    await one.send(MAIL);
    expect(opened).toBe(1);
    expect(server.commands.filter((command) => command.startsWith('EHLO'))).toHaveLength(1);
  });

  test.each([
    ['the recipient', 'RCPT', '550 no such mailbox'],
    ['the message', '.', '554 looks like spam'],
  ])('throws MailRefused for a 5xx reply about %s', async (_, verb, reply) => {
    server.answer(verb, reply);
    await expect(mailer().send(MAIL)).rejects.toThrow(MailRefused);
  });

  test.each([
    ['RCPT', '550 5.1.1 no such mailbox', true],
    ['RCPT', '550 no such mailbox', true],
    ['RCPT', '550 5.7.1 we want no mail from you', false],
    ['.', '554 5.6.0 no such content', false],
  ])(
    'after a refusal of %s with "%s", sets whether the mailbox is missing',
    async (verb, reply, noMailbox) => {
      server.answer(verb, reply);
      await expect(mailer().send(MAIL)).rejects.toMatchObject({ noMailbox });
    },
  );

  test.each([
    ['a 4xx about the recipient', 'RCPT', '450 mailbox is busy'],
    ['a 4xx about the message', '.', '451 try later'],
    ['a 5xx about the sender', 'MAIL', '553 sender is not yours'],
    ['a 5xx about the login', 'AUTH', '535 wrong password'],
  ])('treats %s as a temporary failure', async (_, verb, reply) => {
    server.answer(verb, reply);
    await expect(mailer().send(MAIL)).rejects.not.toThrow(MailRefused);
  });

  test.each([
    ['RCPT', '450 4.2.0 <li@example.com> li: busy', { command: 'RCPT TO', responseCode: 450 }, 'busy'],
    ['AUTH', '535 5.7.8 wrong password', { code: 'EAUTH', responseCode: 535 }, 'wrong password'],
    ['MAIL', '553 canbao@example.com is not yours', { command: 'MAIL FROM', responseCode: 553 }, 'not yours'],
    ['DATA', '421 4.3.2 shutting down', { command: 'DATA', responseCode: 421 }, 'shutting down'],
    ['RCPT', '550 5.1.1 no mailbox li@example.com', { responseCode: 550 }, 'no mailbox <address>'],
  ])('describes a failure at %s (%s) without an address', async (verb, reply, ids, words) => {
    server.answer(verb, reply);
    const told = failureIds(await failureOf(mailer().send(MAIL)));
    expect(told).toMatchObject({ ...ids, response: expect.stringContaining(words) });
    expect(JSON.stringify(told)).not.toMatch(/@example|sesame/);
  });

  test('distinguishes a server without TLS from a failed handshake', async () => {
    const login = { user: 'canbao', password: 'sesame' };
    const strict = smtpMailer(async () => smtpTransport({ host: '127.0.0.1', port: server.port }, login));
    expect(failureIds(await failureOf(strict.send(MAIL)))).toMatchObject({
      error: 'MailFailed',
      code: 'ETLS',
      response: expect.stringMatching(/./),
    });
    const implicit = smtpMailer(async () =>
      nodemailer.createTransport({ host: '127.0.0.1', port: server.port, secure: true, pool: true }),
    );
    expect(failureIds(await failureOf(implicit.send(MAIL)))).toMatchObject({
      error: 'MailFailed',
      code: expect.stringMatching(/^(?:ESOCKET|ETLS)$/),
      command: 'CONN',
      response: expect.stringMatching(/ssl|tls/i),
    });
  });

  test('fails each mail after its own time limit when the server hangs at any step', async () => {
    for (const verb of ['EHLO', 'AUTH', 'RCPT', 'DATA', '.']) {
      const one = mailer(100);
      for (let mail = 1; mail <= 3; mail += 1) {
        server.answer(verb, HANGS);
        expect(failureIds(await failureOf(one.send(MAIL)))).toMatchObject({ code: 'ETIMEDOUT' });
      }
    }
    expect(3 * MOST_MS_A_MAIL).toBeLessThan(55_000);
  });

  test('opens a new connection after a temporary failure, not after a refusal', async () => {
    const one = mailer();
    server.answer('RCPT', '550 no such mailbox');
    await expect(one.send(MAIL)).rejects.toThrow(MailRefused);
    await one.send(MAIL);
    expect(opened).toBe(1);
    server.answer('RCPT', '450 mailbox is busy');
    await expect(one.send(MAIL)).rejects.toThrow('450');
    await one.send(MAIL);
    expect(opened).toBe(2);
  });

  test('never sends the password without TLS', async () => {
    const login = { user: 'canbao', password: 'sesame' };
    const strict = smtpMailer(async () => smtpTransport({ host: '127.0.0.1', port: server.port }, login));
    await expect(strict.send(MAIL)).rejects.not.toThrow(MailRefused);
    expect(server.commands.some((command) => command.startsWith('AUTH'))).toBe(false);
  });
});

/** A mailer with the options of smtpTransport, except TLS, which the test server does not support. */
function mailer(milliseconds?: number) {
  return smtpMailer(async () => {
    opened += 1;
    return nodemailer.createTransport({
      pool: true,
      maxConnections: 1,
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      ignoreTLS: true,
      auth: { user: 'canbao', pass: 'sesame' },
    });
  }, milliseconds);
}

async function failureOf(sending: Promise<unknown>): Promise<unknown> {
  return await sending.then(
    () => 'sent',
    (error: unknown) => error,
  );
}
