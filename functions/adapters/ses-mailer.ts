import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mailFailureOf } from '../mail/mail-failure.ts';
import { MOST_MS_A_MAIL } from '../mail/paced-mailer.ts';
import { type Mailer, MailFailed, MailRefused } from '../ports.ts';

/** Errors that are permanent for this mail. After other errors the SDK tries again, and then the queue. */
const REFUSALS: ReadonlySet<string> = new Set([
  'MessageRejected',
  'InvalidParameterValue',
  'InvalidParameterValueException',
]);

const CLIENT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

/**
 * Sends raw messages through SES, with one recipient per call, because a single bad address would make the mail to all
 * others fail.
 * @param configurationSet publishes the delivery events of each mail, with its tags.
 * @param milliseconds the limit for one mail, including retries.
 */
export function sesMailer(
  client: Pick<SESClient, 'send'> = new SESClient(CLIENT),
  configurationSet?: string,
  milliseconds = MOST_MS_A_MAIL,
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
        const abortSignal = AbortSignal.timeout(milliseconds);
        return (await client.send(command, { abortSignal })).MessageId;
      } catch (error) {
        const cause = mailFailureOf(error, to);
        const reply = `${cause.code}: ${cause.response}`;
        if (error instanceof Error && REFUSALS.has(error.name))
          throw new MailRefused(`SES refused the mail for good: ${reply}`, { cause });
        throw new MailFailed(`SES did not accept the mail: ${reply}`, { cause });
      }
    },
  };
}
