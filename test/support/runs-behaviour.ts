import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PreviousDigest } from '../../domain/digest/digest.ts';
import { fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { type Instant, plainDate } from '../../domain/values/plain-date.ts';
import type { Runs } from '../../functions/ports.ts';

const FRIDAY = plainDate('2026-11-20');
const MONDAY = plainDate('2026-11-23');
const TUESDAY = plainDate('2026-11-24');
const LI = 'li@example.com';
const WANG = 'wang@example.com';

const at = (time: string) => `2026-11-23T${time}.000Z` as Instant;
const EARLY = at('00:30:00');
const LAPSES = at('00:31:30');
const LATER = at('00:40:00');
const LATER_LAPSES = at('00:41:30');

const SPAN = { from: month('2026-10'), to: month('2026-11') };

const sinceOf = (day: string, ...caseIds: string[]): PreviousDigest => ({
  coveredUntil: plainDate(day),
  composedAt: `${day}T00:30:00.000Z` as Instant,
  caseIds,
});

/** Case ids with random employee ids, which do not compress. */
export function manyIds(count: number): readonly string[] {
  const random = (number: number) => createHash('sha256').update(String(number)).digest('base64url');
  return Array.from({ length: count }, (_, number) => `${random(number)}/2026-01-05/enrolment`);
}

/**
 * The behaviour of every store of runs: the one in memory and the real one.
 * @param emptyRuns returns a store without runs and deliveries.
 */
export function runsBehaviour(name: string, emptyRuns: () => Promise<Runs>): void {
  let runs: Runs;
  const open = (day = MONDAY, count = 2, workingDay = true) => {
    const recipients = Array.from({ length: count }, (_, number) => `staff-${number}@example.com`);
    return runs.open({ day, scheduledAt: EARLY, workingDay, recipients });
  };
  const claim = (recipient = LI, day = MONDAY, now = EARLY, lapsesAt = LAPSES) =>
    runs.claim({ day, recipient, now, lapsesAt });
  const sent = (since: PreviousDigest, recipient = LI, day = MONDAY, attempt = 1) =>
    runs.recordSent({ day, recipient, attempt, messageId: `<${day}>`, sentAt: EARLY, since });
  const release = (outcome: 'nothing-to-say' | 'already-sent' | 'failed', attempt = 1, recipient = LI) =>
    runs.release({ day: MONDAY, recipient, attempt, outcome });
  const outcomes = async (day = MONDAY) => (await runs.find(day))?.outcomes;
  const none = { sent: 0, 'nothing-to-say': 0, 'already-sent': 0, failed: 0 };

  describe(`runs, ${name}`, () => {
    beforeEach(async () => {
      runs = await emptyRuns();
    });

    test('tell the mails to one recipient, of some days, that had a case', async () => {
      for (const day of [TUESDAY, FRIDAY, MONDAY]) await sent(sinceOf(day, 'a', 'b'), LI, day);
      await sent(sinceOf(MONDAY, 'a'), WANG);
      const asked = { caseId: 'b', recipient: LI, from: MONDAY };
      const mails = [MONDAY, TUESDAY].map((day) => ({
        day,
        recipient: LI,
        sentAt: EARLY,
        messageId: `<${day}>`,
      }));
      expect(await runs.mailsAbout(asked)).toEqual(mails);
      expect(await runs.mailsAbout({ ...asked, recipient: WANG })).toEqual([]);
    });

    describe('a run', () => {
      test('is not there before it is opened', async () => {
        expect(await runs.find(MONDAY)).toBeUndefined();
      });

      test('is a record once opened, with nothing known of its recipients', async () => {
        expect(await open()).toBe(1);
        expect(await runs.find(MONDAY)).toEqual({
          day: MONDAY,
          attempt: 1,
          workingDay: true,
          recipients: 2,
          outcomes: none,
        });
      });

      test('opened again is the next attempt, with what is true of it now', async () => {
        await open(MONDAY, 2);
        expect(await open(MONDAY, 3)).toBe(2);
        expect(await runs.find(MONDAY)).toMatchObject({ attempt: 2, recipients: 3 });
      });

      test('of a rest day is a record too', async () => {
        await open(plainDate('2026-11-22'), 0, false);
        expect(await runs.find(plainDate('2026-11-22'))).toMatchObject({ workingDay: false, recipients: 0 });
      });

      test('counts its recipients, and each who joins it once', async () => {
        const asked = ['staff-0@example.com', LI, 'staff-1@example.com', WANG];
        expect(await runs.notCounted(MONDAY, asked)).toEqual({ attempt: 0, recipients: [] });
        await open();
        expect(await runs.notCounted(MONDAY, asked)).toEqual({ attempt: 1, recipients: [LI, WANG] });
        await Promise.all([runs.countIn(MONDAY, LI), runs.countIn(MONDAY, LI)]);
        expect(await runs.notCounted(MONDAY, asked)).toEqual({ attempt: 1, recipients: [WANG] });
        expect(await runs.find(MONDAY)).toMatchObject({ recipients: 3 });
        await runs.countIn(TUESDAY, LI);
        expect(await runs.find(TUESDAY)).toBeUndefined();
      });

      test('of one day leaves other days alone', async () => {
        await open(MONDAY);
        expect(await open(TUESDAY)).toBe(1);
      });
    });

    describe('a claim', () => {
      test('is given to the first who asks, with no window before the first digest', async () => {
        expect(await claim()).toEqual({ is: 'claimed', since: undefined, unreadable: [] });
      });

      test('is held until the instant before it lapses', async () => {
        await claim();
        expect(await claim(LI, MONDAY, at('00:31:29'), LATER_LAPSES)).toEqual({ is: 'held' });
      });

      test('is given again from the instant at which it lapses', async () => {
        await claim();
        expect(await claim(LI, MONDAY, LAPSES, LATER_LAPSES)).toMatchObject({ is: 'claimed' });
      });

      test('taken over is held anew', async () => {
        await claim();
        await claim(LI, MONDAY, LATER, LATER_LAPSES);
        expect(await claim(LI, MONDAY, at('00:41:29'), at('00:50:00'))).toEqual({ is: 'held' });
      });

      test('is given to one of two who ask at once', async () => {
        const claims = await Promise.all([claim(), claim(), claim()]);
        expect(claims.map((it) => it.is).sort()).toEqual(['claimed', 'held', 'held']);
      });

      test('holds for its recipient and day alone', async () => {
        await claim();
        expect(await claim(WANG)).toMatchObject({ is: 'claimed' });
        expect(await claim(LI, TUESDAY)).toMatchObject({ is: 'claimed' });
      });

      test('is refused for good once the mail was sent', async () => {
        await claim();
        await sent(sinceOf('2026-11-23'));
        expect(await claim(LI, MONDAY, LATER, LATER_LAPSES)).toEqual({ is: 'already-sent' });
      });

      test.each(['nothing-to-say', 'failed'] as const)('can be had at once after "%s"', async (outcome) => {
        await claim();
        await release(outcome);
        expect(await claim()).toMatchObject({ is: 'claimed' });
      });
    });

    describe('the window', () => {
      test('is what the digest before covered and listed', async () => {
        const friday = sinceOf('2026-11-22', 'e-1/s-1/enrolment', 'e-2/s-1/removal');
        await sent(friday, LI, FRIDAY);
        expect(await claim()).toEqual({ is: 'claimed', since: friday, unreadable: [] });
      });

      test('keeps the administrator’s part of the digest before', async () => {
        const friday: PreviousDigest = {
          ...sinceOf('2026-11-22'),
          administration: {
            unitsWithoutHandler: [{ unitId: 'u-1', cases: 2 }],
            unregisteredUnits: [],
            quarantined: 1,
            notComputed: 0,
            undeliverable: [{ address: WANG, since: FRIDAY, why: 'bounced', unitIds: ['u-1'] }],
          },
          unwatched: ['u-1'],
        };
        await sent(friday, LI, FRIDAY);
        expect(await claim()).toEqual({ is: 'claimed', since: friday, unreadable: [] });
      });

      test('keeps what was said of money, and still reads what kept nothing of it', async () => {
        const friday: PreviousDigest = {
          ...sinceOf('2026-11-22', 'e-1/s-1/overpayment', 'e-2/s-1/back-payment'),
          told: {
            cases: 2,
            money: [
              { at: 0, unitPart: fen(98_000), personalPart: fen(20_300), months: [SPAN], estimated: [SPAN] },
              { at: 1, months: [SPAN], estimated: [], lateFee: true },
            ],
          },
        };
        await sent(friday, LI, FRIDAY);
        expect(await claim()).toEqual({ is: 'claimed', since: friday, unreadable: [] });
        const plain = sinceOf('2026-11-22', 'e-1/s-1/overpayment');
        await sent(plain, WANG, FRIDAY);
        expect(await claim(WANG)).toEqual({ is: 'claimed', since: plain, unreadable: [] });
      });

      test('is each recipient’s own', async () => {
        await sent(sinceOf('2026-11-22', 'e-1/s-1/enrolment'), WANG, FRIDAY);
        expect(await claim(LI)).toEqual({ is: 'claimed', since: undefined, unreadable: [] });
      });

      test('skips days on which nothing was sent', async () => {
        const friday = sinceOf('2026-11-22', 'e-1/s-1/enrolment');
        await sent(friday, LI, FRIDAY);
        await claim();
        await release('nothing-to-say');
        expect(await claim(LI, TUESDAY)).toEqual({ is: 'claimed', since: friday, unreadable: [] });
      });

      test('is fixed with the first claim of the day', async () => {
        const friday = sinceOf('2026-11-22', 'e-1/s-1/enrolment');
        await claim();
        await sent(friday, LI, FRIDAY);
        expect(await claim(LI, MONDAY, LATER, LATER_LAPSES)).toEqual({
          is: 'claimed',
          since: undefined,
          unreadable: [],
        });
      });

      test('of an old day is not that of a later one', async () => {
        const friday = sinceOf('2026-11-22', 'e-1/s-1/enrolment');
        await sent(friday, LI, FRIDAY);
        await sent(sinceOf('2026-11-24', 'e-2/s-1/removal'), LI, TUESDAY);
        expect(await claim(LI, MONDAY)).toEqual({ is: 'claimed', since: friday, unreadable: [] });
      });

      test('holds thousands of cases', async () => {
        const many = sinceOf(
          '2026-11-22',
          ...Array.from({ length: 2_000 }, (_, i) => `emp-${i}/2026-01-05/enrolment`),
        );
        await sent(many, LI, FRIDAY);
        expect(await claim()).toEqual({ is: 'claimed', since: many, unreadable: [] });
      });
    });

    describe('outcomes', () => {
      test('are counted for the latest attempt', async () => {
        await open();
        await claim(LI);
        await sent(sinceOf('2026-11-23'), LI);
        await claim(WANG);
        await release('nothing-to-say', 1, WANG);
        expect(await outcomes()).toEqual({ ...none, sent: 1, 'nothing-to-say': 1 });
      });

      test('start at nothing with each attempt', async () => {
        await open();
        await claim();
        await release('failed');
        await open();
        expect(await outcomes()).toEqual(none);
      });

      test('of a second try replace those of the first', async () => {
        await open();
        await claim();
        await release('failed');
        await claim();
        await sent(sinceOf('2026-11-23'));
        expect(await outcomes()).toEqual({ ...none, sent: 1 });
      });

      test('say "already sent" for a later attempt', async () => {
        await open();
        await claim();
        await sent(sinceOf('2026-11-23'));
        await open();
        await release('already-sent', 2);
        expect(await outcomes()).toEqual({ ...none, 'already-sent': 1 });
      });

      test('stay "sent" where the same attempt is delivered twice', async () => {
        await open();
        await claim();
        await sent(sinceOf('2026-11-23'));
        await release('already-sent', 1);
        expect(await outcomes()).toEqual({ ...none, sent: 1 });
      });

      test('hold what a digest of 20,000 cases listed', async () => {
        const ids = Array.from(
          { length: 20_000 },
          (_, i) => `employee-${i}/2026-01-${(i % 28) + 1}/enrolment`,
        );
        const large = sinceOf('2026-11-20', ...ids);
        await open(FRIDAY);
        await sent(large, LI, FRIDAY);
        await open();
        expect(await claim()).toEqual({ is: 'claimed', since: large, unreadable: [] });
      });

      test('hold what a digest of 60,000 cases listed whose ids do not compress', async () => {
        const ids = manyIds(60_000);
        const large = sinceOf('2026-11-20', ...ids);
        await open(FRIDAY);
        await sent(large, LI, FRIDAY);
        await sent({ ...large, caseIds: ids.slice(1) }, LI, FRIDAY);
        expect(await claim()).toEqual({
          is: 'claimed',
          since: { ...large, caseIds: ids.slice(1) },
          unreadable: [],
        });
        await release('failed');
        expect(await claim()).toMatchObject({ since: { caseIds: { length: 59_999 } } });
      });

      test('stay those of the later attempt where an earlier one comes in late', async () => {
        await open();
        await open();
        await claim();
        await sent(sinceOf('2026-11-23'), LI, MONDAY, 2);
        await release('already-sent', 1);
        expect(await outcomes()).toEqual({ ...none, sent: 1 });
      });

      test.each(['nothing-to-say', 'failed'] as const)(
        'of a higher attempt stay where a lower one notes "%s" later; its claim is given back',
        async (outcome) => {
          await open();
          await open();
          await claim();
          await release('nothing-to-say', 2);
          await claim();
          await release(outcome, 1);
          expect(await outcomes()).toEqual({ ...none, 'nothing-to-say': 1 });
          expect(await claim()).toMatchObject({ is: 'claimed' });
        },
      );

      test('of a higher attempt are "sent" where a lower one sent the mail after it', async () => {
        await open();
        await open();
        await claim();
        await release('failed', 2);
        await claim();
        await sent(sinceOf('2026-11-23'), LI, MONDAY, 1);
        expect(await outcomes()).toEqual({ ...none, sent: 1 });
        await release('already-sent', 2);
        expect(await outcomes()).toEqual({ ...none, sent: 1 });
      });

      test('of many recipients are all counted', async () => {
        await open(MONDAY, 250);
        const many = Array.from({ length: 250 }, (_, i) => `staff-${i}@example.com`);
        await Promise.all(many.map((recipient) => release('nothing-to-say', 1, recipient)));
        expect(await outcomes()).toEqual({ ...none, 'nothing-to-say': 250 });
      });
    });
  });
}
