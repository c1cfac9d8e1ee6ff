import * as z from 'zod/mini';
import { once } from '../../domain/values/once.ts';
import type { Mailer } from '../ports.ts';
import { sesMailer } from './ses-mailer.ts';

export const mailEnvironment = z.discriminatedUnion('MAIL_TRANSPORT', [
  z.object({ MAIL_TRANSPORT: z.literal('ses'), SES_CONFIGURATION_SET: z.optional(z.string()) }),
  z.object({
    MAIL_TRANSPORT: z.literal('smtp'),
    SMTP_HOST: z.string(),
    SMTP_PORT: z.coerce.number().check(z.int(), z.gte(1), z.lte(65_535)),
    SMTP_SECRET_ARN: z.string(),
  }),
]);

/** The code for SMTP is loaded with the first mail, so a function that uses SES never loads it. */
export function configuredMailer(env: z.infer<typeof mailEnvironment>): Mailer {
  if (env.MAIL_TRANSPORT === 'ses') return sesMailer(undefined, env.SES_CONFIGURATION_SET);
  const smtp = once(async () => {
    const { smtpMailer, smtpTransport, smtpCredentials } = await import('./smtp-mailer.ts');
    const server = { host: env.SMTP_HOST, port: env.SMTP_PORT };
    return smtpMailer(async () => smtpTransport(server, await smtpCredentials(env.SMTP_SECRET_ARN)));
  });
  return { send: async (mail) => (await smtp()).send(mail) };
}
