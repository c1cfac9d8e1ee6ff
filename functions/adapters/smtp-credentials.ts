import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { SecretUnavailable } from '../ports.ts';
import type { SmtpCredentials } from './smtp-transport.ts';

const credentialsSchema = z.object({
  user: z.string().check(z.minLength(1)),
  password: z.string().check(z.minLength(1)),
});

/** The secret is the JSON text `{"user", "password"}`. @throws SecretUnavailable, naming the secret and no more. */
export async function smtpCredentials(
  secretArn: string,
  client: Pick<SecretsManagerClient, 'send'> = new SecretsManagerClient({}),
): Promise<SmtpCredentials> {
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return credentialsSchema.parse(JSON.parse(SecretString));
  } catch (error) {
    const why = error instanceof Error ? error.name : typeof error;
    throw new SecretUnavailable(
      `the SMTP login could not be read from the secret ${secretArn} (${why}); it has to hold {"user", "password"}`,
    );
  }
}
