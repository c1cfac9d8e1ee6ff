import { expect, test } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { checkRun } from '../../../functions/check-run/check-run.ts';
import { planDigests } from '../../../functions/plan-digests/plan-digests.ts';
import type { DigestRequest } from '../../../functions/ports.ts';
import { sendDigest } from '../../../functions/send-digest/send-digest.ts';
import { aSpell } from '../../support/a-spell.ts';
import { readMail } from '../../support/read-mail.ts';
import { stage } from './send-digest-stage.ts';

const DAY = '2026-11-20';
const RUN = { day: plainDate(DAY), scheduledAt: `${DAY}T00:30:00.000Z` } as Parameters<typeof planDigests>[0];
const SPELLS = [
  aSpell({ employeeId: 'e-1', unitId: 'u-bj', hiredOn: '2026-11-18', name: '张三' }),
  aSpell({ employeeId: 'e-2', unitId: 'u-cd', hiredOn: '2026-11-19', name: '陈静' }),
];
/** The queue delivers a message again after this time. The schedule tries again earlier. */
const REDELIVERED_AFTER_SECONDS = 360;

type When = 'before' | 'after';
type Ports = ReturnType<typeof stage>['ports'];

/**
 * The same ports, except that the call with this number never returns, as if the process had died before or after the
 * call's work.
 */
function killedAt(ports: Ports, number: number, when: When) {
  const { promise: died, resolve } = Promise.withResolvers<string>();
  let calls = 0;
  const wrapped = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get(target, key) {
        const method = Reflect.get(target, key);
        // Wraps only methods that return a promise. `duePages` returns an iterator.
        if (typeof method !== 'function' || key === 'duePages') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          const isLast = calls === number;
          if (isLast && when === 'before') resolve(`${name}.${String(key)}`);
          else {
            const answer = await method.apply(target, args);
            if (!isLast) return answer;
            resolve(`${name}.${String(key)}`);
          }
          return await new Promise(() => undefined);
        };
      },
    });
  const waited = [
    ...['registry', 'mailAddresses', 'spells', 'unknownCharges', 'rosterFindings', 'quarantine', 'runs'],
    ...['sessions', 'mailer', 'queue'],
  ];
  const entries = Object.entries(ports).map(([name, port]) => [
    name,
    waited.includes(name) ? wrapped(name, port as object) : port,
  ]);
  return { killed: Object.fromEntries(entries) as Ports, died };
}

/**
 * A complete run that is killed once and then retried by the schedule and the queue. @returns undefined if it was not
 * killed.
 */
async function runKilledAt(number: number, when: When) {
  const { ports, clock, mailer, queue, runs, meter, log } = stage(DAY, SPELLS);
  const { killed, died } = killedAt(ports, number, when);
  let step: string | undefined;
  const again = async (work: (with_: Ports) => Promise<unknown>) => {
    if (step !== undefined) return void (await work(ports));
    step = await Promise.race([died, work(killed).then(() => undefined)]);
    if (step === undefined) return;
    clock.advance(REDELIVERED_AFTER_SECONDS);
    await work(ports);
  };
  await again((with_) => planDigests(RUN, with_));
  for (let request = queue.take(); request !== undefined; request = queue.take()) {
    const taken: DigestRequest = request;
    await again((with_) => sendDigest(taken, with_));
  }
  const check = await checkRun(RUN.day, { runs, meter, log });
  return step === undefined ? undefined : { step, mails: mailer.sent, check };
}

/** Steps at which it is unknown whether the mail was sent. */
const IN_DOUBT = ['after mailer.send', 'before runs.recordSent'];

test.each<When>(['before', 'after'])(
  'a run killed %s any of its calls sends each mail once, or twice as the same mail',
  async (when) => {
    const steps = new Set<string>();
    for (let number = 1; ; number += 1) {
      const run = await runKilledAt(number, when);
      if (run === undefined) break;
      steps.add(run.step);
      const byRecipient = Map.groupBy(run.mails, ({ to }) => to);
      expect([...byRecipient.keys()].sort()).toEqual(['Wang@Example.com', 'li@example.com']);
      const twice = [...byRecipient.values()].filter((mails) => mails.length > 1);
      const isInDoubt = IN_DOUBT.includes(`${when} ${run.step}`);
      expect([run.step, number, twice.length]).toEqual([run.step, number, isInDoubt ? 1 : 0]);
      for (const mails of twice) {
        const [first, second, ...more] = await Promise.all(mails.map(readMail));
        expect(more).toEqual([]);
        expect(second?.messageId).toBe(first?.messageId);
        expect([second?.subject, second?.text, second?.html]).toEqual([
          first?.subject,
          first?.text,
          first?.html,
        ]);
      }
      expect(run.check).toMatchObject({ complete: true });
    }
    expect([...steps].sort()).toEqual([
      'mailAddresses.undeliverable',
      'mailer.send',
      'quarantine.countSince',
      'queue.send',
      'registry.load',
      'rosterFindings.list',
      'runs.claim',
      'runs.notCounted',
      'runs.open',
      'runs.recordSent',
      'runs.release',
      'spells.due',
      'unknownCharges.list',
      'unknownCharges.rows',
    ]);
  },
);
