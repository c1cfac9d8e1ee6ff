import { expect, test } from 'vitest';
import { paced } from '../../../functions/mail/paced-mailer.ts';
import { fakeMailer } from '../../support/fakes/mailer.ts';

const MAIL = { from: 'canbao@example.com', to: 'li@example.com', raw: new Uint8Array() };

test.each([
  [1, [0, 1_000, 2_000, 3_000]],
  [0.5, [0, 2_000, 4_000, 6_000]],
  [14, [0, 71, 143, 214]],
])('at %d a second the mails leave evenly', async (perSecond, expected) => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, perSecond, leftAt.pace);
  for (let count = 0; count < 4; count += 1) await slow.send(MAIL);
  expect(leftAt.times.map(Math.round)).toEqual(expected);
});

test('mails sent at once leave one after the other', async () => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, 1, leftAt.pace);
  await Promise.all([slow.send(MAIL), slow.send(MAIL), slow.send(MAIL)]);
  expect(leftAt.times).toEqual([0, 1_000, 2_000]);
});

test('a mail after a long pause leaves at once, and no burst makes up for the pause', async () => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, 1, leftAt.pace);
  await slow.send(MAIL);
  await leftAt.pace.sleep(60_000);
  await slow.send(MAIL);
  await slow.send(MAIL);
  expect(leftAt.times).toEqual([0, 60_000, 61_000]);
});

test('a mail that fails has used its turn', async () => {
  const { mailer, leftAt } = timed();
  const slow = paced(mailer, 1, leftAt.pace);
  mailer.failOnce(new Error('throttled'));
  await expect(slow.send(MAIL)).rejects.toThrow('throttled');
  await slow.send(MAIL);
  expect(leftAt.times).toEqual([0, 1_000]);
});

/** A mailer that notes when it was called, on a clock that jumps to whoever wakes first. */
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

test('what the mail service calls a mail is passed on', async () => {
  const { mailer, leftAt } = timed();
  expect(await paced(mailer, 1, leftAt.pace).send(MAIL)).toBe('mail-1');
});
