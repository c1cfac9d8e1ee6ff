import type { Metric } from '../../functions/ports.ts';

/** One count that raises an alarm as soon as it is not zero. */
interface CountAlarm {
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
      'A signed event could not be understood and waits in quarantine; nobody works on it. `npx canbao quarantine list` ' +
      'says what is wrong with it. Correct the mapping in the registry, or the sender, then `npx canbao quarantine replay`.',
  },
  {
    metric: 'SourceSilent',
    minutes: 60,
    description:
      'An HR system has sent nothing for much longer than it usually keeps still: its subscription may have been ' +
      'switched off, or its secret exchanged, and hires and leavers go by unseen. The log of check-run and the ' +
      "administrator's digest name it. See that it still sends; `npx canbao import roster` finds what was lost.",
  },
  {
    metric: 'RosterImplausible',
    minutes: 60,
    description:
      "An HR system's list of who is employed would end a large share of a unit's people at once; most likely the list " +
      'is not whole, or what its key may see was cut. Nothing of it was taken in. The log of pull-roster names the unit ' +
      'and the counts. See what the HR system shows; if it is right, take it in with `npx canbao import roster`.',
  },
  {
    metric: 'RetiringSecretUsed',
    minutes: 1440,
    description:
      'A sender still signs with a secret whose end is set: after that day its events will be refused. The log of ' +
      'receive-event names the source and the entry. Give the sender the new one.',
  },
  {
    metric: 'DetailsFailed',
    minutes: 60,
    description:
      'An HR system was asked for what its event left out, and answered with something that cannot be used. The log ' +
      'of enrich-event names the person by id and why; the handler is asked for the date in the digest meanwhile.',
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
  {
    metric: 'RecordUnreadable',
    minutes: 60,
    description:
      'A stored record cannot be read: it was cut off, changed by hand, or is of another release. Only what rests on it ' +
      "is left out. The functions' logs and the administrator's digest name its key. SPELL: `npx canbao rebuild`. FACT: " +
      'void it by its id (the last part of the key) and state it again; events about that person wait in quarantine ' +
      'until then. UNIT, STAFF, SOURCE: `npx canbao registry apply`. The README has the rest.',
  },
  {
    metric: 'LeaverGuideFailed',
    minutes: 15,
    description:
      'Somebody who left did not get the guide. Where the log of send-digest says "refused", the address that they left ' +
      'takes no mail: the handler has a case for it, and nothing is tried again. Otherwise the log of send-digest or ' +
      'plan-digests names the error; once that is corrected, the next working day, or `npx canbao daily`, sends it.',
  },
  {
    metric: 'SignInCodeFailed',
    minutes: 60,
    description:
      "The mail service refused somebody's sign-in code for good: the address is wrong or blocked, and the person cannot " +
      'sign in to the portal. The log of send-sign-in-code has a hash of the address. Correct it with ' +
      '`npx canbao registry apply`, or lift the block at the mail service; `npx canbao sign-in code` makes a code meanwhile.',
  },
  {
    metric: 'AddressUndeliverable',
    minutes: 60,
    description:
      "Mail to somebody's address bounced for good, was complained about, or was given up on three days in a row. No more " +
      'is sent there; the fallback staff get the cases of units without another handler. `npx canbao mail list` names the ' +
      'address. Correct it with `npx canbao registry apply`, or, once it takes mail, run `npx canbao mail retry`.',
  },
  {
    metric: 'NobodyReachable',
    minutes: 60,
    description:
      'Mail reaches neither a handler of a unit nor the fallback staff: nobody hears of its deadlines. The log of ' +
      'plan-digests names the unit, `npx canbao mail list` the addresses. Correct them with `npx canbao registry apply`, or ' +
      'run `npx canbao mail retry` for each that takes mail again, then `npx canbao daily` for today.',
  },
];
