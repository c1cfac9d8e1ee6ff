import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { smtpCredentials } from '../../../functions/adapters/smtp-mailer.ts';
import { failureIds } from '../../../functions/mail/mail-failure.ts';
import { SecretUnavailable } from '../../../functions/ports.ts';

describe('the SMTP login', () => {
  test('is read from its secret', async () => {
    const secret = '{"user":"canbao","password":"sesame"}';
    expect(await smtpCredentials('arn', holding(secret))).toEqual({ user: 'canbao', password: 'sesame' });
  });

  test.each([
    ['not entered yet', '{"user":"","password":""}'],
    ['no JSON', 'sesame'],
    ['of another form', '{"user":"canbao"}'],
    ['empty', undefined],
  ])('that is %s is reported by the name of its secret, never with what it holds', async (_, secret) => {
    const reading = smtpCredentials('arn:secret', holding(secret));
    await expect(reading).rejects.toThrow(SecretUnavailable);
    await expect(reading).rejects.toThrow('arn:secret');
    await expect(reading).rejects.not.toThrow(/sesame|canbao/);
  });

  test.each(['{"user":"","password":""}', '{}', undefined])(
    'that nobody has entered yet (%s) is named as such, in the log as well',
    async (secret) => {
      const error = await smtpCredentials('arn:secret', holding(secret)).catch((it: unknown) => it);
      expect(failureIds(error)).toEqual({
        error: 'SecretEmpty',
        why: expect.stringMatching(/the secret arn:secret\S* has no SMTP login yet/),
      });
    },
  );
});

function holding(SecretString: string | undefined) {
  return { send: async () => ({ SecretString }) } as unknown as Pick<SecretsManagerClient, 'send'>;
}
