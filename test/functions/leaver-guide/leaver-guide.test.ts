import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { deriveCases } from '../../../functions/casework/derive-cases.ts';
import { sendLeaverGuide } from '../../../functions/leaver-guide/send-leaver-guide.ts';
import type { Mail } from '../../../functions/ports.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { accepted, hired, leaveCancelled, left, paper, type Told } from '../../support/facts.ts';
import { readMail } from '../../support/read-mail.ts';
import { ADDRESS, guideStage, UNIT } from './guide-stage.ts';

/** A Monday; the days before it are a weekend. */
const MONDAY = '2026-06-15';
const TUESDAY = '2026-06-16';
const WEDNESDAY = '2026-06-17';

let dynamodb: EmbeddedDynamoDb;
let stage: Awaited<ReturnType<typeof guideStage>>;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  stage = await guideStage(dynamodb);
});

const at = (day: string, time = '10:00'): Told => ({
  statedAt: `${day}T${time}:00.000Z`,
  receivedAt: `${day}T${time}:00.000Z`,
});
const CONTACT = { personalEmail: ADDRESS, hukouRegion: '上海', residencePermit: true };
const leaves = (lastDay: string, told = at(lastDay), reason: LeavingReason = 'resigned', contact = CONTACT) =>
  left(lastDay, reason, contact, told);
const joins = [
  hired('2025-03-03', 'U1', { name: '张三' }, at('2025-03-03')),
  accepted('enrolment', '2025-03-05', '2025-03', at('2025-03-05')),
];
const removed = (on: string) => accepted('removal', on, '2026-06', at(on, '11:00'));

const mailOf = async (mail: Mail | undefined) => {
  if (mail === undefined) throw new Error('nothing was sent');
  return { ...(await readMail(mail)), raw: Buffer.from(mail.raw).toString('latin1') };
};

describe('the guide for a leaver', () => {
  test('goes to the address that they left, on the run after the last working day', async () => {
    await stage.take(...joins, leaves(MONDAY));
    expect(await stage.run(MONDAY)).toEqual([]);
    expect(await stage.run(TUESDAY)).toEqual(['sent']);
    const mail = await mailOf(stage.mailer.sent[0]);
    expect(mail.to).toMatchObject({ value: [{ address: ADDRESS, name: '张三' }] });
    expect(mail.from).toMatchObject({ value: [{ address: 'canbao@mail.example.com' }] });
    expect(mail.subject).toBe(`离职人员医保指南 · 北京（${TUESDAY}）`);
    expect(stage.meter.counts).toEqual({ RunPlanned: 2, LeaverGuideSent: 1 });
  });

  test('says from whom and why it comes, and is answered by the unit’s first handler', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.run(TUESDAY);
    const mail = await mailOf(stage.mailer.sent[0]);
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain(`您在北京示例科技有限公司的最后工作日是 ${MONDAY}`);
      expect(body).toContain('只发一次');
      expect(body).toContain('请直接回复，由北京示例科技有限公司的经办人答复');
    }
    expect(mail.replyTo).toMatchObject({ value: [{ address: 'wang.fang@example.com', name: '王芳' }] });
    expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail.raw).not.toMatch(/^List-Id:/m);
    expect(mail.text).not.toMatch(/undefined|赵敏|E1/);
  });

  test('is in the unit’s language, and answered by the fallback mailbox where there is no handler', async () => {
    const unit = {
      ...UNIT,
      staff: [],
      name: 'A & <i>B</i>',
      leaverGuide: { from: '2026-01-01', language: 'en' as const },
    };
    stage = await guideStage(dynamodb, unit);
    await stage.take(...joins, leaves(MONDAY));
    await stage.run(TUESDAY);
    const mail = await mailOf(stage.mailer.sent[0]);
    expect(mail.subject).toContain('Medical insurance after leaving');
    expect(mail.replyTo).toMatchObject({ value: [{ address: 'hr@example.com' }] });
    expect(mail.html).toContain('A &amp; &lt;i&gt;B&lt;/i&gt;');
    expect(mail.html).not.toContain('<i>B');
  });

  test('is written from what HR told with the leave', async () => {
    const here = { ...CONTACT, hukouRegion: '北京' };
    await stage.take(...joins, leaves(MONDAY, at(MONDAY), 'resigned', here));
    await stage.run(TUESDAY);
    expect((await mailOf(stage.mailer.sent[0])).text).toContain('您有北京户籍');
  });

  test('waits over rest days', async () => {
    const friday = '2026-06-12';
    await stage.take(...joins, leaves(friday));
    expect(await stage.run('2026-06-13')).toEqual([]);
    expect(await stage.run(MONDAY)).toEqual(['sent']);
  });

  test.each([
    ['the day before it became known', '2026-06-17', []],
    ['the day on which it became known', '2026-06-18', ['sent']],
  ])('of a leave told late, on %s', async (_, day, expected) => {
    await stage.take(...joins, leaves('2026-05-29', at('2026-06-18', '00:10')));
    expect(await stage.run(day)).toEqual(expected);
  });

  test('is not written to somebody whose last working day is not over, whichever day is run', async () => {
    await stage.take(...joins, leaves(WEDNESDAY, at(MONDAY)));
    await stage.plan('2026-06-18');
    stage.clock.set(`${WEDNESDAY}T15:59:59.000Z`);
    const [request] = stage.asked.takeAll();
    if (request === undefined) throw new Error('nothing was asked for');
    expect(await sendLeaverGuide(request, stage.ports)).toBe('not-due');
    stage.clock.set(`${WEDNESDAY}T16:00:00.000Z`);
    expect(await sendLeaverGuide(request, stage.ports)).toBe('sent');
  });

  test.each([
    ['on the last day on which it helps', '2026-09-13', 'sent'],
    ['the day after', '2026-09-14', 'not-due'],
  ])('of an old day that is run again is still written %s', async (_, today, expected) => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.plan(TUESDAY);
    const [request] = stage.asked.takeAll();
    if (request === undefined) throw new Error('nothing was asked for');
    stage.clock.set(`${today}T02:00:00.000Z`);
    expect(await sendLeaverGuide(request, stage.ports)).toBe(expected);
    expect(stage.mailer.sent).toHaveLength(expected === 'sent' ? 1 : 0);
  });

  test.each<[string, Parameters<typeof leaves>[2]]>([
    ['died', 'deceased'],
    ['pauses', 'suspended'],
  ])('is not written to who %s, and the snapshot keeps no address', async (_, reason) => {
    await stage.take(...joins, leaves(MONDAY, at(MONDAY), reason));
    expect(await stage.run(TUESDAY)).toEqual([]);
    expect(JSON.stringify(await stage.spell())).not.toMatch(/personal\.example|hukouRegion/);
  });

  test('is not written without an address, nor where the unit did not switch it on', async () => {
    await stage.take(...joins, left(MONDAY, 'resigned', {}, at(MONDAY)));
    expect(await stage.run(TUESDAY)).toEqual([]);
    stage = await guideStage(dynamodb, { ...UNIT, leaverGuide: undefined });
    await stage.take(...joins, leaves(MONDAY));
    expect(await stage.run(TUESDAY)).toEqual([]);
  });

  test.each([
    ['the day before the unit began', '2026-06-16', []],
    ['the very day', MONDAY, ['sent']],
  ])('for who left on %s', async (_, from, expected) => {
    stage = await guideStage(dynamodb, { ...UNIT, leaverGuide: { from } });
    await stage.take(...joins, leaves(MONDAY));
    expect(await stage.run(TUESDAY)).toEqual(expected);
  });

  test('is not written to who was on no roster', async () => {
    const intern = hired('2026-05-06', 'U1', { category: 'intern' }, at('2026-05-06'));
    await stage.take(intern, leaves(MONDAY));
    expect(await stage.run(TUESDAY)).toEqual([]);
  });
});

describe('once', () => {
  test('only, whatever the day and however often a day is run', async () => {
    await stage.take(...joins, leaves(MONDAY));
    expect([await stage.run(TUESDAY), await stage.run(TUESDAY), await stage.run(WEDNESDAY)]).toEqual([
      ['sent'],
      [],
      [],
    ]);
  });

  test('of two runs at once one sends and the other leaves it alone', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.plan(TUESDAY);
    await stage.plan(TUESDAY);
    const outcomes = await Promise.all(
      stage.asked.takeAll().map((request) => sendLeaverGuide(request, stage.ports)),
    );
    expect(stage.mailer.sent).toHaveLength(1);
    expect(outcomes).toContain('sent');
  });

  test('also where the last day is corrected afterwards', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.run(TUESDAY);
    await stage.take(leaves('2026-06-18', at(WEDNESDAY)));
    expect(await stage.run('2026-06-22')).toEqual([]);
  });

  test('also where the leave is taken back and another told for the same spell', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.run(TUESDAY);
    await stage.take(leaveCancelled({ lastWorkingDay: MONDAY }, at(WEDNESDAY)));
    await stage.take(leaves('2026-09-30', at('2026-09-30')));
    expect(await stage.run('2026-10-09')).toEqual([]);
  });

  test('but a leave taken back in time sends nothing, and the next one does', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.plan(TUESDAY);
    await stage.take(leaveCancelled({ lastWorkingDay: MONDAY }, at(TUESDAY, '00:20')));
    const [request] = stage.asked.takeAll();
    if (request === undefined) throw new Error('nothing was asked for');
    expect(await sendLeaverGuide(request, stage.ports)).toBe('not-due');
    await stage.take(leaves('2026-09-30', at('2026-09-30')));
    expect(await stage.run('2026-10-09')).toEqual(['sent']);
  });

  test('settled, it leaves no address in the snapshot and wakes nobody', async () => {
    await stage.take(...joins, leaves(MONDAY), removed(MONDAY));
    expect([await stage.due(MONDAY), await stage.due(TUESDAY)]).toEqual([[], ['E1']]);
    await stage.run(TUESDAY);
    expect(await stage.due('2027-12-31')).toEqual([]);
    const spell = await stage.spell();
    expect(spell.guide).toMatchObject({ is: 'sent', on: TUESDAY });
    expect(JSON.stringify(spell)).not.toMatch(/personal\.example|hukouRegion|residencePermit/);
  });
});

describe('what goes wrong', () => {
  test('a failure before the mail left is tried again at once', async () => {
    await stage.take(...joins, leaves(MONDAY));
    stage.mailer.failOnce(new Error('connection refused'));
    await expect(stage.run(TUESDAY)).rejects.toThrow('connection refused');
    expect(await stage.run(TUESDAY)).toEqual(['sent']);
  });

  test('a crash after the mail left sends it again with the same Message-ID once the claim has lapsed', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.plan(TUESDAY);
    const [request] = stage.asked.takeAll();
    if (request === undefined) throw new Error('nothing was asked for');
    const crash = { ...stage.ports.guides, settle: () => Promise.reject(new Error('the table is away')) };
    await expect(sendLeaverGuide(request, { ...stage.ports, guides: crash })).rejects.toThrow('away');
    stage.clock.advance(89);
    expect(await sendLeaverGuide(request, stage.ports)).toBe('held');
    stage.clock.advance(1);
    expect(await sendLeaverGuide(request, stage.ports)).toBe('sent');
    const ids = await Promise.all(stage.mailer.sent.map(async (mail) => (await mailOf(mail)).messageId));
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  test('a crash between the record and the fact sends nothing more, and the next attempt tells the fact', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.plan(TUESDAY);
    const [request] = stage.asked.takeAll();
    if (request === undefined) throw new Error('nothing was asked for');
    const employees = { ...stage.ports.employees, commit: () => Promise.reject(new Error('throttled')) };
    await expect(sendLeaverGuide(request, { ...stage.ports, employees })).rejects.toThrow('throttled');
    expect(await stage.run(WEDNESDAY)).toEqual(['settled']);
    expect((await stage.spell()).guide).toMatchObject({ is: 'sent', on: TUESDAY });
    expect(stage.mailer.sent).toHaveLength(1);
  });

  test('an address that refuses is not tried again; the handler has a case until it was handed over', async () => {
    await stage.take(...joins, leaves(MONDAY), removed(MONDAY));
    stage.mailer.refuse(ADDRESS);
    expect([await stage.run(TUESDAY), await stage.run(WEDNESDAY)]).toEqual([['refused'], []]);
    expect(stage.meter.counts).toMatchObject({ LeaverGuideFailed: 1 });
    expect(await casesOn(WEDNESDAY)).toEqual(['leaver-guide']);
    await stage.take(paper('leaver-guide', '离职人员医保指南', WEDNESDAY, at(WEDNESDAY)));
    expect([await casesOn('2026-06-18'), await stage.due('2027-12-31')]).toEqual([[], []]);
  });

  test.each([
    ['on the last day on which it helps', '2026-09-11', ['leaver-guide'], []],
    ['from the next run on', '2026-09-14', [], ['too-late']],
  ])('nobody is asked after a refused one %s', async (_, day, cases, outcomes) => {
    // 2026-06-13 and 90 days are 2026-09-11, a Friday.
    await stage.take(...joins, leaves('2026-06-13'), removed('2026-06-13'));
    stage.mailer.refuse(ADDRESS);
    await stage.run(MONDAY);
    expect(await casesOn(day)).toEqual(cases);
    expect(await stage.run(day)).toEqual(outcomes);
  });

  test.each([
    ['on the last day on which it helps it is still sent', '2026-09-11', 'sent', 1],
    ['after that it is given up, and wakes nobody any more', '2026-09-14', 'too-late', 0],
  ])('where no run came before: %s', async (_, day, outcome, mails) => {
    await stage.take(...joins, leaves('2026-06-13'), removed('2026-06-13'));
    expect(await stage.run(day)).toEqual([outcome]);
    expect(stage.mailer.sent).toHaveLength(mails);
    expect(await stage.due('2027-12-31')).toEqual([]);
  });

  test.each([
    ['2026-09-11', 'not-due'],
    ['2026-09-12', 'too-late'],
  ])('nothing is given up before its time, though a later day is run: on %s', async (today, outcome) => {
    await stage.take(...joins, leaves('2026-06-13'), removed('2026-06-13'));
    await stage.plan('2026-12-01');
    stage.clock.set(`${today}T00:30:00.000Z`);
    const [request] = stage.asked.takeAll();
    if (request === undefined) throw new Error('nothing was asked for');
    expect(await sendLeaverGuide(request, stage.ports)).toBe(outcome);
  });

  test('one leaver’s failure touches no other, and a unit that cannot be read no digest', async () => {
    await stage.take(...joins, leaves(MONDAY));
    stage.asked.failOnce(new Error('the queue is away'));
    expect(await stage.run(TUESDAY)).toEqual([]);
    expect(stage.digests.waiting.length).toBeGreaterThan(0);
    expect(stage.meter.counts).toEqual({ RunPlanned: 1, LeaverGuideFailed: 1 });
    expect(await stage.run(WEDNESDAY)).toEqual(['sent']);
  });

  test('the log has ids, and no name or address', async () => {
    await stage.take(...joins, leaves(MONDAY));
    stage.mailer.refuse(ADDRESS);
    await stage.run(TUESDAY);
    expect(stage.log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', ids: expect.objectContaining({ employeeId: 'E1' }) }),
    );
    expect(JSON.stringify(stage.log.lines)).not.toMatch(/张三|personal\.example/);
  });

  async function casesOn(day: string): Promise<string[]> {
    const { units } = (await stage.registry.load()).registry;
    const derived = deriveCases([await stage.spell()], { unit: units[0] }, plainDate(day), stage);
    return derived.flatMap(({ cases }) => cases.map(({ kind }) => kind));
  }
});
