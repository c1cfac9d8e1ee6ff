import { SESClient } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { sesMailer } from '../../../functions/adapters/ses-mailer.ts';
import { failureIds } from '../../../functions/mail/mail-failure.ts';
import { MailRefused } from '../../../functions/ports.ts';
import { type LocalServer, localServer } from '../../support/local-server.ts';

const MAIL = {
  from: 'canbao@example.com',
  to: 'li@example.com',
  raw: Buffer.from('Subject: x\r\n\r\n你好\r\n'),
};
const TAKEN =
  '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>';
const failure = (code: string, message: string) =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

let server: LocalServer;
let requests: URLSearchParams[];
let answers: { status: number; body: string }[];

beforeEach(async () => {
  requests = [];
  answers = [];
  server = await localServer((_, sent, response) => {
    requests.push(new URLSearchParams(sent));
    const { status, body } = answers.shift() ?? { status: 200, body: TAKEN };
    // With status 0 the server never answers.
    if (status === 0) return;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
});
afterEach(() => server.stop());

describe('sesMailer', () => {
  test('sends the raw message to one recipient', async () => {
    expect(await mailer().send(MAIL)).toBe('1');
    expect(requests).toHaveLength(1);
    expect(Object.fromEntries(requests[0] ?? [])).toMatchObject({
      Action: 'SendRawEmail',
      Source: 'canbao@example.com',
      'Destinations.member.1': 'li@example.com',
      'RawMessage.Data': MAIL.raw.toString('base64'),
    });
    expect(requests[0]?.has('Destinations.member.2')).toBe(false);
    expect(requests[0]?.has('ConfigurationSetName')).toBe(false);
  });

  test('names the configuration set, and tags the mail for feedback', async () => {
    const tags = { kind: 'digest', run: plainDate('2026-12-01'), to: '0123456789abcdef' } as const;
    await mailer('canbao-test').send({ ...MAIL, tags });
    expect(Object.fromEntries(requests[0] ?? [])).toMatchObject({
      ConfigurationSetName: 'canbao-test',
      'Tags.member.1.Name': 'kind',
      'Tags.member.1.Value': 'digest',
      'Tags.member.2.Value': '2026-12-01',
      'Tags.member.3.Value': '0123456789abcdef',
    });
  });

  test.each([
    ['MessageRejected', 'Email address is not verified.'],
    ['InvalidParameterValue', 'Missing final @domain'],
  ])('throws MailRefused for %s, without a second try', async (code, message) => {
    answers.push({ status: 400, body: failure(code, message) });
    const sending = mailer().send(MAIL);
    await expect(sending).rejects.toThrow(MailRefused);
    await expect(sending).rejects.toThrow(message);
    expect(requests).toHaveLength(1);
  });

  test.each(['AccountSendingPausedException', 'MailFromDomainNotVerifiedException'])(
    'treats %s, which affects every mail, as a temporary failure',
    async (code) => {
      answers.push({ status: 400, body: failure(code, 'not now') });
      await expect(mailer().send(MAIL)).rejects.not.toThrow(MailRefused);
    },
  );

  test('throws an error that describes the failure without an address', async () => {
    answers.push({ status: 400, body: failure('AccountSendingPausedException', 'paused: li@example.com') });
    const error = await mailer()
      .send(MAIL)
      .catch((it: unknown) => it);
    expect(failureIds(error)).toEqual({
      error: 'MailFailed',
      code: 'AccountSendingPausedException',
      responseCode: 400,
      response: 'paused: <address>',
    });
  });

  test('fails after the time limit when the service hangs', async () => {
    answers.push({ status: 0, body: '' });
    const error = await mailer(undefined, 100)
      .send(MAIL)
      .catch((it: unknown) => it);
    expect(failureIds(error)).toMatchObject({
      error: 'MailFailed',
      code: expect.stringMatching(/^(?:Abort|Timeout)Error$/),
    });
  });

  test('tries again by itself after throttling', async () => {
    answers.push({ status: 400, body: failure('Throttling', 'Maximum sending rate exceeded.') });
    await mailer().send(MAIL);
    expect(requests).toHaveLength(2);
  });
});

function mailer(configurationSet?: string, milliseconds?: number) {
  return sesMailer(
    new SESClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
    configurationSet,
    milliseconds,
  );
}
