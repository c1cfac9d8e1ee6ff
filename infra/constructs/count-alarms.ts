import type { Metric } from '../../functions/ports.ts';

/** A count that raises an alarm when it is not zero, or reaches a number. */
interface CountAlarm {
  readonly metric: Metric;
  /** The only function that counts it. A deployment without this function has no such alarm. */
  readonly countedBy?: string;
  /** 1 by default. */
  readonly atLeast?: number;
  /** Counts within this many minutes make one alarm, so that a burst is one mail. */
  readonly minutes: number;
  /** The meaning and what to do: read at night, by somebody who did not build this. */
  readonly description: string;
}

/**
 * One event is enough for all of them except refusals. A stranger can cause refusals, and an active alarm stays silent:
 * an occasional bogus request must neither raise it nor keep it active. But a single refusal can be a lost hire,
 * because many senders do not resend after a 4xx answer. So the administrator's part of the digest lists the refusals
 * of each HR system by kind, however few, each working day until they stop.
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
    metric: 'EventMismatched',
    minutes: 60,
    atLeast: 5,
    description:
      'Five or more events in an hour had a wrong signature, token, key, time or address: most likely ' +
      'an HR system has another secret than this deployment, or its clock is wrong. The log of receive-event names the ' +
      'source and the code. Refused events may not be sent again, so hires and leavers may be missing: compare the ' +
      'secrets (`npx canbao secrets show`), then have it send again, or compare with its roster.',
  },
  {
    metric: 'EventUnsigned',
    minutes: 60,
    atLeast: 20,
    description:
      'Twenty or more requests in an hour came to a webhook without any signature: strangers try the address, or an ' +
      'HR system was set up without its key. The log of receive-event names the source. Nothing was taken in. If it is ' +
      'not one of your senders, give the deployment another hookKey and tell the HR systems their new addresses.',
  },
  {
    metric: 'EventMalformed',
    minutes: 60,
    atLeast: 20,
    description:
      'Twenty or more requests in an hour had another format than the HR system uses: too large, of another content type or ' +
      'method, no JSON. The log of receive-event names the source and the code. Nothing was taken in. If they are the ' +
      "HR system's own, correct its webhook and have it send again; otherwise exchange hookKey.",
  },
  {
    metric: 'EventQuarantined',
    minutes: 15,
    description:
      'A signed event could not be understood and waits in quarantine; nobody works on it. `npx canbao quarantine list` ' +
      'says what is wrong with it. Correct the mapping in the registry, or the sender, then `npx canbao quarantine replay`.',
  },
  {
    metric: 'QuarantineFull',
    minutes: 60,
    description:
      'An HR system that does not sign sent more than 1,000 messages today that cannot be understood; further ones ' +
      'are counted and not kept. `npx canbao quarantine list` shows those kept. Either somebody who knows its token or its ' +
      'path forges them: replace it (`npx canbao secrets put`), or the mapping is wrong: correct it in the ' +
      'registry, replay, and compare with the roster. Signed messages are kept however many they are.',
  },
  {
    metric: 'SourceSilent',
    minutes: 60,
    description:
      'An HR system has sent nothing for much longer than usual: its subscription may have been ' +
      'switched off, or its secret exchanged, and hires and leavers are missed. The log of check-run and the ' +
      "administrator's digest name it. See that it still sends; `npx canbao import roster` finds what was lost.",
  },
  {
    metric: 'RosterImplausible',
    countedBy: 'pull-roster',
    minutes: 60,
    description:
      "An HR system's list of who is employed would end a large share of a unit's people at once; most likely the list " +
      'is incomplete, or its key may see less than before. Nothing of it was stored. The log of pull-roster names the unit ' +
      'and the counts. See what the HR system shows; if it is right, take it in with `npx canbao import roster`.',
  },
  {
    metric: 'RetiringSecretUsed',
    minutes: 1440,
    description:
      'A sender still signs with a secret with an end date: after that day its events will be refused. The log of ' +
      'receive-event names the source and the entry. Give the sender the new one.',
  },
  {
    metric: 'DetailsFailed',
    countedBy: 'enrich-event',
    minutes: 60,
    description:
      'An HR system was asked for missing details of an event, and its answer cannot be used. The log ' +
      'of enrich-event names the person by id and why; the handler is asked for the date in the digest meanwhile.',
  },
  {
    metric: 'DigestFailed',
    minutes: 15,
    description:
      'A digest did not go out: the mail service refused it for good, or it could not be made or handed over, which is ' +
      'tried three times within a quarter of an hour. The log of send-digest has the code, the SMTP command and what ' +
      'the server said; SecretEmpty: enter the SMTP login. Correct the address with `npx canbao registry apply` or lift the block ' +
      'at the mail service, then run `npx canbao daily` for that day.',
  },
  {
    metric: 'CaseNotComputed',
    minutes: 15,
    description:
      "Somebody's cases could not be computed; the digest says so in a line, and deadlines may hide behind it. The " +
      'log of send-digest has the employee id; `npx canbao facts <id>` shows the facts. Void or correct the wrong one.',
  },
  {
    metric: 'RecordUnreadable',
    minutes: 60,
    description:
      'A stored record cannot be read: it was cut off, changed by hand, or is of another release. Only what depends on it ' +
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
    countedBy: 'send-sign-in-code',
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
      'Mail reaches neither a handler of a unit nor the fallback staff: nobody is informed of its deadlines. The log of ' +
      'plan-digests names the unit, `npx canbao mail list` the addresses. Correct them with `npx canbao registry apply`, or ' +
      'run `npx canbao mail retry` for each that takes mail again, then `npx canbao daily` for today.',
  },
];
