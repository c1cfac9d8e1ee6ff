import type { Metric } from '../../functions/ports.ts';

/** A count that raises an alarm when it reaches `atLeast`. */
interface CountAlarm {
  readonly metric: Metric;
  /** The name of the only function that counts it. A deployment without this function has no such alarm. */
  readonly countedBy?: string;
  /** The number that raises the alarm; 1 by default. */
  readonly atLeast?: number;
  /** Counts within this many minutes make one alarm, so that a burst is one mail. */
  readonly minutes: number;
  /** What the alarm means and what to do, for a reader at night who does not know this system well. */
  readonly description: string;
}

/**
 * A single event raises each of these alarms, except those for refusals. A stranger can cause refusals, and an active
 * alarm sends no further message, so an occasional bogus request must neither raise the alarm nor keep it active. But a
 * single refusal can be a lost hire, because many senders do not resend after a 4xx answer. So the administrator's part
 * of the digest lists all refusals of each HR system by kind, on each working day until they stop.
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
      'source and the code. Perhaps refused events are not sent again, so hires and leaves may be missing: compare ' +
      'the secrets (`npx canbao secrets show`), then have the events sent again, or compare with the roster.',
  },
  {
    metric: 'EventUnsigned',
    minutes: 60,
    atLeast: 20,
    description:
      'Twenty or more requests in an hour came to a webhook without any signature: strangers try the address, or an ' +
      'HR system was set up without its key. The log of receive-event names the source. Nothing was stored. If the sender ' +
      'is not yours, set another hookKey, deploy, and enter the new addresses in the HR systems.',
  },
  {
    metric: 'EventMalformed',
    minutes: 60,
    atLeast: 20,
    description:
      'Twenty or more requests in an hour had another format than the HR system uses: too large, another content type or ' +
      'method, not JSON. The log of receive-event names the source and the code. Nothing was stored. If the HR system ' +
      'sent them, correct its webhook and have it send them again; otherwise exchange hookKey.',
  },
  {
    metric: 'EventQuarantined',
    minutes: 15,
    description:
      'A signed event could not be understood and is in quarantine, so it has no effect. `npx canbao quarantine list` ' +
      'shows what is wrong with it. Correct the mapping in the registry, or the sender, then run `npx canbao quarantine replay`.',
  },
  {
    metric: 'QuarantineFull',
    minutes: 60,
    description:
      'An HR system that does not sign its messages sent more than 1,000 messages today that cannot be understood; further ' +
      'ones are counted but not stored. `npx canbao quarantine list` shows the stored ones. If somebody who knows its token ' +
      'or path forges them, replace the token or key (`npx canbao secrets put`). If the mapping is wrong, correct it in the ' +
      'registry, replay, and compare with the roster. Signed messages are all stored.',
  },
  {
    metric: 'SourceSilent',
    minutes: 60,
    description:
      'An HR system has sent nothing for much longer than usual: its subscription may have been ' +
      'switched off, or its secret exchanged, so hires and leaves may be missing. The log of check-run and the ' +
      "administrator's digest name it. Check that it still sends; `npx canbao import roster` finds lost events.",
  },
  {
    metric: 'RosterImplausible',
    countedBy: 'pull-roster',
    minutes: 60,
    description:
      "According to an HR system's list of employees, a large part of a unit's people left at once; most likely the list " +
      'is incomplete, or its key may read less than before. Nothing of it was stored. The log of pull-roster names the unit ' +
      'and the counts. Check the list in the HR system; if it is right, import it with `npx canbao import roster`.',
  },
  {
    metric: 'RetiringSecretUsed',
    minutes: 1440,
    description:
      'A sender still signs with a secret that has an end date: after that day its events will be refused. The log of ' +
      'receive-event names the source and the entry. Give the sender the new secret.',
  },
  {
    metric: 'DetailsFailed',
    countedBy: 'enrich-event',
    minutes: 60,
    description:
      'An HR system was asked for missing details of an event, and its answer cannot be used. The log ' +
      'of enrich-event has the employee id and the reason; in the meantime the digest asks the handler for the date.',
  },
  {
    metric: 'DigestFailed',
    minutes: 15,
    description:
      'A digest was not sent: the mail service refused it permanently, or it could not be created or sent in three attempts ' +
      'within a quarter of an hour. The log of send-digest has the code, the SMTP command and the answer of the server; ' +
      'SecretEmpty: enter the SMTP login. Correct the address with `npx canbao registry apply` or remove the block ' +
      'at the mail service, then run `npx canbao daily` for that day.',
  },
  {
    metric: 'CaseNotComputed',
    minutes: 15,
    description:
      "A person's cases could not be computed. The digest has a line about it, and deadlines of this person may be missed. The " +
      'log of send-digest has the employee id; `npx canbao facts <id>` shows the facts. Void or correct the wrong one.',
  },
  {
    metric: 'RecordUnreadable',
    minutes: 60,
    description:
      'A stored record cannot be read: it was cut off, changed by hand, or is from another release. Only results that depend ' +
      "on it are left out. The functions' logs and the administrator's digest name its key. SPELL: `npx canbao rebuild`. FACT: " +
      'void it by its id (the last part of the key) and state it again; until then events about that person wait in ' +
      'quarantine. UNIT, STAFF, SOURCE: `npx canbao registry apply`. The README explains the other keys.',
  },
  {
    metric: 'LeaverGuideFailed',
    minutes: 15,
    description:
      'A leaver did not get the guide. If the log of send-digest says "refused", the address that the leaver gave ' +
      'rejects mail: the handler has a case for it, and the guide is not sent again. Otherwise the log of send-digest or ' +
      'plan-digests names the error: correct it, and the run of the next working day, or `npx canbao daily`, sends the guide.',
  },
  {
    metric: 'SignInCodeFailed',
    countedBy: 'send-sign-in-code',
    minutes: 60,
    description:
      "The mail service refused somebody's sign-in code permanently: the address is wrong or blocked, and the person cannot " +
      'sign in to the portal. The log of send-sign-in-code has a hash of the address. Correct the address with ' +
      '`npx canbao registry apply`, or remove the block at the mail service; until then `npx canbao sign-in code` creates a code.',
  },
  {
    metric: 'AddressUndeliverable',
    minutes: 60,
    description:
      "Mail to somebody's address bounced permanently, caused a complaint, or could not be delivered on three days. No more mail " +
      'is sent there; the fallback staff get the cases of units without another handler. `npx canbao mail list` names the ' +
      'address. Correct it with `npx canbao registry apply`, or run `npx canbao mail retry` once the address accepts mail.',
  },
  {
    metric: 'NobodyReachable',
    minutes: 60,
    description:
      'Mail reaches neither a handler of a unit nor the fallback staff: nobody is informed of its deadlines. The log of ' +
      'plan-digests names the unit, `npx canbao mail list` names the addresses. Correct them with `npx canbao registry apply`, or ' +
      'run `npx canbao mail retry` for each address that accepts mail again, then `npx canbao daily` for today.',
  },
];
