import { expect, test } from 'vitest';
import { paced } from '../../../functions/mail/paced-mailer.ts';
import { fakeMailer } from '../../support/fakes/mailer.ts';

const MAIL = { from: 'canbao@example.com', to: 'li@example.com', raw: new Uint8Array() };

test.each([
  [1, [0, 1_000, 2_000, 3_000]],
  [0.5, [0, 2_000, 4_000, 6_000]],
  [14, [0, 71, 143, 214]],
])('at %d mails per second, mails are sent at even intervals', async (perSecond, expected) => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, perSecond, leftAt.pace);
  for (let count = 0; count < 4; count += 1) await slow.send(MAIL);
  expect(leftAt.times.map(Math.round)).toEqual(expected);
});

test('concurrent mails are sent one after the other', async () => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, 1, leftAt.pace);
  await Promise.all([slow.send(MAIL), slow.send(MAIL), slow.send(MAIL)]);
  expect(leftAt.times).toEqual([0, 1_000, 2_000]);
});

test('a mail after a long pause is sent at once, without a burst afterwards', async () => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, 1, leftAt.pace);
  await slow.send(MAIL);
  await leftAt.pace.sleep(60_000);
  await slow.send(MAIL);
  await slow.send(MAIL);
  expect(leftAt.times).toEqual([0, 60_000, 61_000]);
});

test('a failed mail uses its turn', async () => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, 1, leftAt.pace);
  mailer.failOnce(new Error('throttled'));
  await expect(slow.send(MAIL)).rejects.toThrow('throttled');
  await slow.send(MAIL);
  expect(leftAt.times).toEqual([0, 1_000]);
});

/** A mailer that records the times of its calls. Its clock jumps to the next time for which a caller waits. */
function timed() {
  let now = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const wakeNext = () => {
    sleepers.sort((a, b) => a.until - b.until);
    const next = sleepers.shift();
    if (next === undefined) return;
    now = Math.max(now, next.until);
    next.wake();
  };
  const sleep = (milliseconds: number) =>
    new Promise<void>((wake) => {
      sleepers.push({ until: now + milliseconds, wake });
      setImmediate(wakeNext);
    });
  const times: number[] = [];
  const fake = fakeMailer();
  const mailer: typeof fake = {
    ...fake,
    send: async (mail) => {
      times.push(now);
      return await fake.send(mail);
    },
  };
  return { mailer, leftAt: { times, pace: { milliseconds: () => now, sleep } } };
}

test('the message id of the mail service is returned', async () => {
  const { mailer, leftAt } = timed();
  expect(await paced(mailer, 1, leftAt.pace).send(MAIL)).toBe('mail-1');
});
