import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { mailEnvironment } from '../../functions/adapters/configured-mailer.ts';
import { familySchema, readEnvironment } from '../../functions/environment.ts';

const schema = z.object({ TABLE_NAME: z.string(), RATE: z.coerce.number(), LINK: z.optional(z.string()) });

describe('readEnvironment', () => {
  test('parses variables to their types', () => {
    expect(readEnvironment(schema, { TABLE_NAME: 'facts', RATE: '0.5', OTHER: 'x' })).toEqual({
      TABLE_NAME: 'facts',
      RATE: 0.5,
    });
  });

  test('treats an empty variable as absent', () => {
    expect(readEnvironment(schema, { TABLE_NAME: 'facts', RATE: '1', LINK: '' })).not.toHaveProperty('LINK');
  });

  test('names all invalid variables without their values', () => {
    const read = () => readEnvironment(schema, { TABLE_NAME: '', RATE: 'secret' });
    expect(read).toThrow(/TABLE_NAME.*RATE/);
    expect(read).not.toThrow(/secret/);
  });

  test('requires server and login for SMTP, and neither for SES', () => {
    expect(readEnvironment(mailEnvironment, { MAIL_TRANSPORT: 'ses' })).toEqual({ MAIL_TRANSPORT: 'ses' });
    expect(() => readEnvironment(mailEnvironment, { MAIL_TRANSPORT: 'smtp', SMTP_PORT: '465' })).toThrow(
      /SMTP_HOST.*SMTP_SECRET_ARN/,
    );
  });
});

describe('familySchema', () => {
  const family = z.object({ WEBHOOK_SECRET_ARN_: familySchema });

  test('finds variables by prefix, and returns them by the lower-case rest of their names', () => {
    const variables = {
      WEBHOOK_SECRET_ARN_STANDARD: 'arn:1',
      WEBHOOK_SECRET_ARN_FEISHU: 'arn:2',
      WEBHOOK_SECRET_ARN_WECOM: '',
      TABLE_NAME: 'facts',
    };
    expect(readEnvironment(family, variables)).toEqual({
      WEBHOOK_SECRET_ARN_: { standard: 'arn:1', feishu: 'arn:2' },
    });
  });

  test.each([{}, { WEBHOOK_SECRET_ARN_STANDARD: '' }])(
    'names the prefix if there is no such variable: %o',
    (variables) => {
      expect(() => readEnvironment(family, variables)).toThrow('it has no variable WEBHOOK_SECRET_ARN_…');
    },
  );
});
