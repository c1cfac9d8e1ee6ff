import type { PreviousDigest } from '../../../domain/digest/digest.ts';
import type { Instant, PlainDate } from '../../../domain/values/plain-date.ts';
import type { Outcome, RunRecord, Runs } from '../../../functions/ports.ts';

interface Opened {
  readonly attempt: number;
  readonly workingDay: boolean;
  readonly counted: ReadonlySet<string>;
}

interface Delivery {
  readonly day: PlainDate;
  readonly recipient: string;
  /** Set by the first claim and never changed. */
  readonly since: PreviousDigest | undefined;
  lapsesAt?: Instant | undefined;
  sent?: PreviousDigest;
  mail?: { readonly messageId: string; readonly sentAt: Instant };
  deliveredAt?: Instant;
  outcome?: { readonly attempt: number; readonly is: Outcome };
}

/** Runs and deliveries in memory, with claims that lapse. The same behaviour tests run against the real store. */
export function fakeRuns(): Runs {
  const runs = new Map<PlainDate, Opened>();
  const deliveries: Delivery[] = [];
  const find = (day: PlainDate, recipient: string) =>
    deliveries.find((it) => it.day === day && it.recipient === recipient);
  const opened = (day: PlainDate, recipient: string): Delivery => {
    const delivery = find(day, recipient) ?? { day, recipient, since: lastSent(deliveries, day, recipient) };
    if (!deliveries.includes(delivery)) deliveries.push(delivery);
    return delivery;
  };
  return {
    async open({ day, workingDay, recipients }) {
      const attempt = (runs.get(day)?.attempt ?? 0) + 1;
      runs.set(day, { attempt, workingDay, counted: new Set(recipients) });
      return attempt;
    },
    async notCounted(day, recipients) {
      const { attempt = 0, counted } = runs.get(day) ?? {};
      return { attempt, recipients: counted ? recipients.filter((it) => !counted.has(it)) : [] };
    },
    async countIn(day, recipient) {
      const run = runs.get(day);
      if (run !== undefined) runs.set(day, { ...run, counted: new Set([...run.counted, recipient]) });
    },
    async find(day) {
      const run = runs.get(day);
      if (run === undefined) return undefined;
      const { counted, ...told } = run;
      return {
        day,
        ...told,
        recipients: counted.size,
        outcomes: countOutcomes(deliveries, day, run.attempt),
      };
    },
    async mailsAbout({ caseId, recipient, from }) {
      return deliveries
        .filter((it) => it.recipient === recipient && it.day >= from)
        .flatMap(({ day, sent, mail }) =>
          mail && sent?.caseIds.includes(caseId) ? [{ day, recipient, ...mail }] : [],
        )
        .sort((a, b) => (a.day < b.day ? -1 : 1));
    },
    async claim({ day, recipient, now, lapsesAt }) {
      const delivery = opened(day, recipient);
      if (delivery.sent !== undefined) return { is: 'already-sent' };
      if (delivery.lapsesAt !== undefined && now < delivery.lapsesAt) return { is: 'held' };
      delivery.lapsesAt = lapsesAt;
      return { is: 'claimed', since: delivery.since, unreadable: [] };
    },
    async recordSent({ day, recipient, attempt, since, messageId, sentAt }) {
      const delivery = opened(day, recipient);
      delivery.mail = { messageId, sentAt };
      delivery.sent = since;
      delivery.outcome = { attempt: Math.max(attempt, delivery.outcome?.attempt ?? 0), is: 'sent' };
      delivery.lapsesAt = undefined;
    },
    async recordDelivered({ day, recipient, at }) {
      const delivery = find(day, recipient);
      if (delivery !== undefined) delivery.deliveredAt ??= at;
    },
    async release({ day, recipient, attempt, outcome }) {
      const delivery = opened(day, recipient);
      if (
        delivery.sent !== undefined &&
        (outcome !== 'already-sent' || attempt <= (delivery.outcome?.attempt ?? 0))
      ) {
        return;
      }
      delivery.lapsesAt = undefined;
      if (attempt >= (delivery.outcome?.attempt ?? 0)) delivery.outcome = { attempt, is: outcome };
    },
  };
}

/** The recipient's last digest before `day`. Digests of later days do not count when an old day is run again. */
function lastSent(
  deliveries: readonly Delivery[],
  day: PlainDate,
  recipient: string,
): PreviousDigest | undefined {
  return deliveries
    .filter((it) => it.recipient === recipient && it.sent !== undefined && it.day < day)
    .sort((a, b) => (a.day < b.day ? 1 : -1))[0]?.sent;
}

function countOutcomes(
  deliveries: readonly Delivery[],
  day: PlainDate,
  attempt: number,
): RunRecord['outcomes'] {
  const outcomes = { sent: 0, 'nothing-to-say': 0, 'already-sent': 0, failed: 0 };
  for (const { day: of, outcome } of deliveries) {
    if (of === day && outcome?.attempt === attempt) outcomes[outcome.is] += 1;
  }
  return outcomes;
}
