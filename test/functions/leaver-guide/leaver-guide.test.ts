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

/** A Monday, so that the days before it are a weekend. */
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

describe('sendLeaverGuide', () => {
  test('sends the guide to the leaver’s own address, in the run after the last working day', async () => {
    await stage.take(...joins, leaves(MONDAY));
    expect(await stage.run(MONDAY)).toEqual([]);
    expect(await stage.run(TUESDAY)).toEqual(['sent']);
    const mail = await mailOf(stage.mailer.sent[0]);
    expect(mail.to).toMatchObject({ value: [{ address: ADDRESS, name: '张三' }] });
    expect(mail.from).toMatchObject({ value: [{ address: 'canbao@mail.example.com' }] });
    expect(mail.subject).toBe(`离职人员医保指南 · 北京（${TUESDAY}）`);
    expect(stage.meter.counts).toEqual({ RunPlanned: 2, LeaverGuideSent: 1 });
  });

  test('states who sends the mail and why; replies go to the unit’s first handler', async () => {
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

  test('writes in the unit’s language; without a handler replies go to the fallback mailbox', async () => {
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

  test('uses the personal details that HR stated with the leave', async () => {
    const here = { ...CONTACT, hukouRegion: '北京' };
    await stage.take(...joins, leaves(MONDAY, at(MONDAY), 'resigned', here));
    await stage.run(TUESDAY);
    expect((await mailOf(stage.mailer.sent[0])).text).toContain('您有北京户籍');
  });

  test('sends each of two leavers their own guide, with nothing about the other', async () => {
    const other = { employeeId: 'E2' };
    await stage.take(
      ...joins,
      leaves(MONDAY),
      hired('2025-03-03', 'U1', { name: '李四' }, { ...at('2025-03-03'), ...other }),
      accepted('enrolment', '2025-03-05', '2025-03', { ...at('2025-03-05'), ...other }),
      leaves(MONDAY, { ...at(MONDAY), ...other }, 'resigned', {
        ...CONTACT,
        personalEmail: 'li.si@personal.example',
      }),
    );
    expect(await stage.run(TUESDAY)).toEqual(['sent', 'sent']);
    const [first, second] = await Promise.all(stage.mailer.sent.map((mail) => mailOf(mail)));
    expect(first?.to).toMatchObject({ value: [{ address: ADDRESS, name: '张三' }] });
    expect(second?.to).toMatchObject({ value: [{ address: 'li.si@personal.example', name: '李四' }] });
    expect(`${first?.html}${first?.text}`).not.toMatch(/李四|li\.si/);
    expect(`${second?.html}${second?.text}`).not.toMatch(/张三|zhang\.san/);
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
  ])('sends the guide of a leave reported late, on %s', async (_, day, expected) => {
    await stage.take(...joins, leaves('2026-05-29', at('2026-06-18', '00:10')));
    expect(await stage.run(day)).toEqual(expected);
  });

  test('sends nothing before the last working day is over, whichever day is run', async () => {
    await stage.take(...joins, leaves(WEDNESDAY, at(MONDAY)));
    const request = await stage.request('2026-06-18');
    stage.clock.set(`${WEDNESDAY}T15:59:59.000Z`);
    expect(await sendLeaverGuide(request, stage.ports)).toBe('not-due');
    stage.clock.set(`${WEDNESDAY}T16:00:00.000Z`);
    expect(await sendLeaverGuide(request, stage.ports)).toBe('sent');
  });

  test.each([
    ['on the last day on which it helps', '2026-09-13', 'sent'],
    ['the day after', '2026-09-14', 'not-due'],
  ])('sends the guide in a late run of an old day: %s', async (_, today, expected) => {
    await stage.take(...joins, leaves(MONDAY));
    const request = await stage.request(TUESDAY);
    stage.clock.set(`${today}T02:00:00.000Z`);
    expect(await sendLeaverGuide(request, stage.ports)).toBe(expected);
    expect(stage.mailer.sent).toHaveLength(expected === 'sent' ? 1 : 0);
  });

  test.each<[string, Parameters<typeof leaves>[2]]>([
    ['died', 'deceased'],
    ['is suspended', 'suspended'],
  ])('sends nothing to a person who %s, and the snapshot stores no address', async (_, reason) => {
    await stage.take(...joins, leaves(MONDAY, at(MONDAY), reason));
    expect(await stage.run(TUESDAY)).toEqual([]);
    expect(JSON.stringify(await stage.spell())).not.toMatch(/personal\.example|hukouRegion/);
  });

  test('sends nothing without an address, or if the unit has not switched guides on', async () => {
    await stage.take(...joins, left(MONDAY, 'resigned', {}, at(MONDAY)));
    expect(await stage.run(TUESDAY)).toEqual([]);
    stage = await guideStage(dynamodb, { ...UNIT, leaverGuide: undefined });
    await stage.take(...joins, leaves(MONDAY));
    expect(await stage.run(TUESDAY)).toEqual([]);
  });

  test.each([
    ['one day before it', '2026-06-16', []],
    ['on that day', MONDAY, ['sent']],
  ])('judges a leave by the first day of the unit’s guides: %s', async (_, from, expected) => {
    stage = await guideStage(dynamodb, { ...UNIT, leaverGuide: { from } });
    await stage.take(...joins, leaves(MONDAY));
    expect(await stage.run(TUESDAY)).toEqual(expected);
  });

  test('sends nothing to a person who was never insured by the unit', async () => {
    const intern = hired('2026-05-06', 'U1', { category: 'intern' }, at('2026-05-06'));
    await stage.take(intern, leaves(MONDAY));
    expect(await stage.run(TUESDAY)).toEqual([]);
  });
});

describe('sendLeaverGuide: once only', () => {
  test('sends one guide, whatever the day and however often a day is run', async () => {
    await stage.take(...joins, leaves(MONDAY));
    expect([await stage.run(TUESDAY), await stage.run(TUESDAY), await stage.run(WEDNESDAY)]).toEqual([
      ['sent'],
      [],
      [],
    ]);
  });

  test('sends one guide in two concurrent runs', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.plan(TUESDAY);
    await stage.plan(TUESDAY);
    const outcomes = await Promise.all(
      stage.asked.takeAll().map((request) => sendLeaverGuide(request, stage.ports)),
    );
    expect(stage.mailer.sent).toHaveLength(1);
    expect(outcomes).toContain('sent');
  });

  test('sends no second guide when the last working day is corrected', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.run(TUESDAY);
    await stage.take(leaves('2026-06-18', at(WEDNESDAY)));
    expect(await stage.run('2026-06-22')).toEqual([]);
  });

  test('sends no second guide when the leave is cancelled and stated again for the same spell', async () => {
    await stage.take(...joins, leaves(MONDAY));
    await stage.run(TUESDAY);
    await stage.take(leaveCancelled({ lastWorkingDay: MONDAY }, at(WEDNESDAY)));
    await stage.take(leaves('2026-09-30', at('2026-09-30')));
    expect(await stage.run('2026-10-09')).toEqual([]);
  });

  test('sends nothing if the leave was cancelled in time, and sends a guide for the next leave', async () => {
    await stage.take(...joins, leaves(MONDAY));
    const request = await stage.request(TUESDAY);
    await stage.take(leaveCancelled({ lastWorkingDay: MONDAY }, at(TUESDAY, '00:20')));
    expect(await sendLeaverGuide(request, stage.ports)).toBe('not-due');
    await stage.take(leaves('2026-09-30', at('2026-09-30')));
    expect(await stage.run('2026-10-09')).toEqual(['sent']);
  });

  test('leaves no address in the snapshot and no wake day afterwards', async () => {
    await stage.take(...joins, leaves(MONDAY), removed(MONDAY));
    expect([await stage.due(MONDAY), await stage.due(TUESDAY)]).toEqual([[], ['E1']]);
    await stage.run(TUESDAY);
    expect(await stage.due('2027-12-31')).toEqual([]);
    const spell = await stage.spell();
    expect(spell.guide).toMatchObject({ is: 'sent', on: TUESDAY });
    expect(JSON.stringify(spell)).not.toMatch(/personal\.example|hukouRegion|residencePermit/);
  });
});

describe('sendLeaverGuide: failures', () => {
  test('tries again at once after a failure before the mail was sent', async () => {
    await stage.take(...joins, leaves(MONDAY));
    stage.mailer.failOnce(new Error('connection refused'));
    await expect(stage.run(TUESDAY)).rejects.toThrow('connection refused');
    expect(await stage.run(TUESDAY)).toEqual(['sent']);
  });

  test('sends the same Message-ID again after a crash behind the mail, once the claim lapsed', async () => {
    await stage.take(...joins, leaves(MONDAY));
    const request = await stage.request(TUESDAY);
    const crash = { ...stage.ports.guides, settle: () => Promise.reject(new Error('the table is away')) };
    await expect(sendLeaverGuide(request, { ...stage.ports, guides: crash })).rejects.toThrow('away');
    stage.clock.advance(89);
    expect(await sendLeaverGuide(request, stage.ports)).toBe('held');
    stage.clock.advance(1);
    expect(await sendLeaverGuide(request, stage.ports)).toBe('sent');
    const ids = await Promise.all(stage.mailer.sent.map(async (mail) => (await mailOf(mail)).messageId));
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  test('sends nothing again after a crash between record and fact, and then stores the fact', async () => {
    await stage.take(...joins, leaves(MONDAY));
    const request = await stage.request(TUESDAY);
    const employees = { ...stage.ports.employees, commit: () => Promise.reject(new Error('throttled')) };
    await expect(sendLeaverGuide(request, { ...stage.ports, employees })).rejects.toThrow('throttled');
    expect(await stage.run(WEDNESDAY)).toEqual(['settled']);
    expect((await stage.spell()).guide).toMatchObject({ is: 'sent', on: TUESDAY });
    expect(stage.mailer.sent).toHaveLength(1);
  });

  test('gives up a refused address, and the handler has a case until the guide is handed over', async () => {
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
  ])('keeps the case of a refused guide only while the guide helps: %s', async (_, day, cases, outcomes) => {
    // 90 days after 2026-06-13 is 2026-09-11, a Friday.
    await stage.take(...joins, leaves('2026-06-13'), removed('2026-06-13'));
    stage.mailer.refuse(ADDRESS);
    await stage.run(MONDAY);
    expect(await casesOn(day)).toEqual(cases);
    expect(await stage.run(day)).toEqual(outcomes);
  });

  test.each([
    ['sent on the last day on which the guide helps', '2026-09-11', 'sent', 1],
    ['given up after that day, without a wake day', '2026-09-14', 'too-late', 0],
  ])('handles a leave without an earlier run: %s', async (_, day, outcome, mails) => {
    await stage.take(...joins, leaves('2026-06-13'), removed('2026-06-13'));
    expect(await stage.run(day)).toEqual([outcome]);
    expect(stage.mailer.sent).toHaveLength(mails);
    expect(await stage.due('2027-12-31')).toEqual([]);
  });

  test.each([
    ['2026-09-11', 'not-due'],
    ['2026-09-12', 'too-late'],
  ])('gives up no guide before its time, even if a later day is run: on %s', async (today, outcome) => {
    await stage.take(...joins, leaves('2026-06-13'), removed('2026-06-13'));
    const request = await stage.request('2026-12-01');
    stage.clock.set(`${today}T00:30:00.000Z`);
    expect(await sendLeaverGuide(request, stage.ports)).toBe(outcome);
  });

  test('sends the digests even if the queue of guides fails', async () => {
    await stage.take(...joins, leaves(MONDAY));
    stage.asked.failOnce(new Error('the queue is away'));
    expect(await stage.run(TUESDAY)).toEqual([]);
    expect(stage.digests.waiting.length).toBeGreaterThan(0);
    expect(stage.meter.counts).toEqual({ RunPlanned: 1, LeaverGuideFailed: 1 });
    expect(await stage.run(WEDNESDAY)).toEqual(['sent']);
  });

  test('logs ids, and no name or address', async () => {
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
