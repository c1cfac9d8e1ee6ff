import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { smtpCredentials } from '../../../functions/adapters/smtp-mailer.ts';
import { failureIds } from '../../../functions/mail/mail-failure.ts';
import { SecretUnavailable } from '../../../functions/ports.ts';

describe('smtpCredentials', () => {
  test('reads the login from its secret', async () => {
    const secret = '{"user":"canbao","password":"sesame"}';
    expect(await smtpCredentials('arn', holding(secret))).toEqual({ user: 'canbao', password: 'sesame' });
  });

  test.each([
    ['not entered yet', '{"user":"","password":""}'],
    ['not JSON', 'sesame'],
    ['of another form', '{"user":"canbao"}'],
    ['empty', undefined],
  ])('reports a secret that is %s by its name, without its content', async (_, secret) => {
    const reading = smtpCredentials('arn:secret', holding(secret));
    await expect(reading).rejects.toThrow(SecretUnavailable);
    await expect(reading).rejects.toThrow('arn:secret');
    await expect(reading).rejects.not.toThrow(/sesame|canbao/);
  });

  test.each(['{"user":"","password":""}', '{}', undefined])(
    'reports that no login was entered yet (%s), in the log too',
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
