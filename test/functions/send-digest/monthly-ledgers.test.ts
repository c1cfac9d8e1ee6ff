import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { isFirstOfMonth } from '../../../domain/digest/news.ts';
import { month } from '../../../domain/values/month.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { aSpell } from '../../support/a-spell.ts';
import { readMail } from '../../support/read-mail.ts';
import { bill } from '../../support/unit-facts.ts';
import { REGISTRY, stage } from './send-digest-stage.ts';

const LEAVER = aSpell({
  employeeId: 'e-1',
  unitId: 'u-bj',
  hiredOn: '2025-03-03',
  leftOn: '2026-10-30',
  name: '=赵敏',
});

/** The mails to one person, each with its day and its attached ledgers. */
async function ledgersOf(to: string, days: readonly string[], registry = REGISTRY) {
  const [first = ''] = days;
  const { runDay, mailer } = stage(first, [LEAVER], registry);
  for (const day of days) await runDay(day);
  const mails = await Promise.all(mailer.sent.filter((mail) => mail.to === to).map(readMail));
  return mails.map(({ subject, attachments }) => ({
    day: /\d{4}-\d\d-\d\d/.exec(subject ?? '')?.[0],
    files: attachments.map(({ filename }) => filename),
    content: Buffer.from(attachments[0]?.content ?? []).toString(),
  }));
}

describe('The ledger of last month’s leavers', () => {
  test("goes with a handler's first digest of a month, and with no other", async () => {
    const mails = await ledgersOf('li@example.com', ['2026-11-02', '2026-11-09', '2026-11-13', '2026-12-01']);
    expect(mails.length).toBeGreaterThan(1);
    expect(mails[0]).toMatchObject({ day: '2026-11-02', files: ['离职台账-北京示例有限公司-2026-10.csv'] });
    expect(mails[0]?.content).toMatch(/^\uFEFF工号,姓名,/);
    expect(mails[0]?.content).toContain("e-1,'=赵敏,");
    expect(mails.slice(1).flatMap(({ files }) => files)).toEqual([]);
  });

  test('includes what the agency’s own files state', async () => {
    const { situation } = LEAVER;
    if (situation.is !== 'left') throw new Error('not a leaver');
    const end = { ...situation.end, insuranceStopMonth: month('2026-09') };
    const { runDay, registry, mailer } = stage('2026-11-02', [
      { ...LEAVER, situation: { ...situation, end } },
      aSpell({ employeeId: 'e-2', unitId: 'u-bj', hiredOn: '2026-10-26' }),
    ]);
    registry.tell(bill('2026-10', '2026-10-31', { unitId: 'u-bj' }));
    await runDay('2026-11-02');
    const mails = mailer.sent.filter(({ to }) => to === 'li@example.com');
    const [first] = await Promise.all(mails.map(readMail));
    expect(Buffer.from(first?.attachments[0]?.content ?? []).toString()).toContain('已停保（2026-10 账单）');
  });

  test('is not sent to managers', async () => {
    const mails = await ledgersOf('boss@example.com', ['2026-11-12', '2026-11-13', '2026-11-16']);
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.flatMap(({ files }) => files)).toEqual([]);
  });

  test('has a file name without path characters', async () => {
    const [unit, ...others] = REGISTRY.units;
    const registry = { ...REGISTRY, units: [{ ...unit, name: '../a/b:c' } as typeof unit & {}, ...others] };
    const [mail] = await ledgersOf('li@example.com', ['2026-11-02'], registry);
    expect(mail?.files).toEqual(['离职台账-.._a_b_c-2026-10.csv']);
  });
});

test('a ledger too large for a mail is left out, and the other ledgers are attached', async () => {
  const units = REGISTRY.units.map((unit) => ({ ...unit, staff: REGISTRY.units[0]?.staff ?? [] }));
  const many = Array.from({ length: 1_800 }, (_, number) => ({
    ...LEAVER,
    employeeId: `e-${number}`,
    person: { ...LEAVER.person, name: '敏'.repeat(100) },
  }));
  const { runDay, mailer, log } = stage('2026-11-02', [...many, { ...LEAVER, unitId: 'u-cd' }], {
    ...REGISTRY,
    units,
  });
  await runDay('2026-11-02');
  const mail = mailer.sent.find(({ to }) => to === 'li@example.com');
  expect(mail?.raw.length).toBeLessThan(1_000_000);
  const { attachments } = await readMail(mail ?? expect.fail('no mail'));
  expect(attachments.map(({ filename }) => filename)).toEqual(['离职台账-成都示例有限公司-2026-10.csv']);
  expect(log.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', ids: { unitId: 'u-bj', bytes: expect.any(Number) } }),
  );
});

describe('isFirstOfMonth', () => {
  const since = (coveredUntil: string) => ({
    coveredUntil: plainDate(coveredUntil),
    composedAt: `${coveredUntil}T00:30:00.000Z` as Instant,
    caseIds: [],
  });

  test.each([
    ['without an earlier one', '2026-11-20', undefined, true],
    ['after one on Friday the 30th, which covered Sunday the 1st', '2026-11-02', '2026-11-01', true],
    ['after one of the month before', '2026-12-01', '2026-11-30', true],
    ['after one of the same month', '2026-11-03', '2026-11-02', false],
    ['after the holidays: the digest of 30 September covered them', '2026-10-08', '2026-10-07', true],
    ['after a whole month without digests', '2026-12-01', '2026-10-07', true],
  ])('is right for a digest %s', (_, day, covered, first) => {
    expect(
      isFirstOfMonth(plainDate(day), covered === undefined ? undefined : since(covered), publishedCalendar),
    ).toBe(first);
  });
});
