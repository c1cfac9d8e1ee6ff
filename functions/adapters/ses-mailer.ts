import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { type Mailer, MailRefused } from '../ports.ts';

/**
 * What SES says of one mail for good. Everything else is about the account or the moment (throttling, a paused
 * account, an unverified domain) and may pass: the SDK's own retries come first, then the queue's.
 */
const REFUSALS: ReadonlySet<string> = new Set([
  'MessageRejected',
  'InvalidParameterValue',
  'InvalidParameterValueException',
]);

/**
 * Throttled calls are repeated with growing, random pauses. All attempts together stay below the function's 60
 * seconds, so that a service that hangs is noted as a failure rather than cutting the function off.
 */
const CLIENT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

/** Sends raw messages through SES, one recipient a call: one bad address among several would fail them all. */
export function sesMailer(client: Pick<SESClient, 'send'> = new SESClient(CLIENT)): Mailer {
  return {
    async send({ from, to, raw }) {
      const command = new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: raw },
      });
      try {
        await client.send(command);
      } catch (error) {
        if (!(error instanceof Error) || !REFUSALS.has(error.name)) throw error;
        throw new MailRefused(`SES refused the mail for good: ${error.name}: ${error.message}`, {
          cause: error,
        });
      }
    },
  };
}
