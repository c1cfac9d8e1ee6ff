import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { type Mailer, MailRefused } from '../ports.ts';

/** Final for this mail. Any other error may pass: the SDK tries again, then the queue. */
const REFUSALS: ReadonlySet<string> = new Set([
  'MessageRejected',
  'InvalidParameterValue',
  'InvalidParameterValueException',
]);

/** All attempts together stay below the function's 60 seconds, so that a hanging service is noted as a failure. */
const CLIENT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

/**
 * Sends raw messages through SES, one recipient a call: one bad address among several would fail them all.
 * @param configurationSet tells what becomes of each mail, under its tags.
 */
export function sesMailer(
  client: Pick<SESClient, 'send'> = new SESClient(CLIENT),
  configurationSet?: string,
): Mailer {
  return {
    async send({ from, to, raw, tags = {} }) {
      const command = new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: raw },
        ...(configurationSet !== undefined && {
          ConfigurationSetName: configurationSet,
          Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
        }),
      });
      try {
        return (await client.send(command)).MessageId;
      } catch (error) {
        if (!(error instanceof Error) || !REFUSALS.has(error.name)) throw error;
        throw new MailRefused(`SES refused the mail for good: ${error.name}: ${error.message}`, {
          cause: error,
        });
      }
    },
  };
}
