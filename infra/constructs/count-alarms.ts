import type { Metric } from '../../functions/ports.ts';

/** One count that somebody is told of as soon as it is not zero. */
export interface CountAlarm {
  readonly metric: Metric;
  /** Counts of that many minutes make one alarm, so that a burst is one mail. */
  readonly minutes: number;
  /** What it means and what to do: read at night, by somebody who did not build this. */
  readonly description: string;
}

/**
 * One is enough in all of them. The endpoint's address is not guessable and only POST /hooks/… reaches the function,
 * so a refused event is nearly always a real one, and many senders never send again what was answered with 4xx: one
 * refusal can be one hire that nobody enrols. Should strangers find the address, raise that threshold first.
 */
export const COUNT_ALARMS: readonly CountAlarm[] = [
  {
    metric: 'RunIncomplete',
    minutes: 5,
    description:
      "Today's run is not complete: it never started, or some people did not get their digest. " +
      'Look for errors in the logs of plan-digests and send-digest, and at the dead-letter alarms. ' +
      'Then run `npx canbao daily` for today: it sends only what was not sent.',
  },
  {
    metric: 'EventRefused',
    minutes: 15,
    description:
      'An event was refused: its signature fits no live secret, its timestamp is off by more than 5 minutes, or it ' +
      'is too large or not JSON; the log of receive-event names which. The HR system may not send it again, so a ' +
      'hire or a leaver may be missing. For a signature compare the secret there with the one in Secrets Manager ' +
      '(output WebhookSecretArn). Then have it send the event again.',
  },
  {
    metric: 'EventQuarantined',
    minutes: 15,
    description:
      'A signed event could not be understood and waits in quarantine; nobody works on it. The problems stand in the ' +
      'log of receive-event and in the digest of the fallback mailbox. Correct it at its source and send it again.',
  },
  {
    metric: 'DigestFailed',
    minutes: 15,
    description:
      'Somebody did not get their digest: the mail service refused it for good, or the digest could not be made. The ' +
      'log of send-digest names the reason. Correct the address with `npx canbao registry apply` or lift the block ' +
      'at the mail service, then run `npx canbao daily` for that day.',
  },
  {
    metric: 'CaseNotComputed',
    minutes: 15,
    description:
      "Somebody's cases could not be worked out; the digest says so in a line, and deadlines may hide behind it. The " +
      'log of send-digest has the employee id; `npx canbao facts <id>` shows the facts. Void or correct the wrong one.',
  },
];
