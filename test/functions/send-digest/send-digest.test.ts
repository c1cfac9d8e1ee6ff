import { describe, expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { checkRun } from '../../../functions/check-run/check-run.ts';
import type { Mail } from '../../../functions/ports.ts';
import { ClaimHeld, sendDigest } from '../../../functions/send-digest/send-digest.ts';
import { aSpell } from '../../support/a-spell.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { readMail } from '../../support/read-mail.ts';
import { REGISTRY, requestFor, stage } from './send-digest-stage.ts';

const FRIDAY = '2026-11-20';
const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';
const WEDNESDAY = '2026-11-25';

const ZHANG = aSpell({ employeeId: 'e-1', unitId: 'u-bj', hiredOn: '2026-11-18', name: '张三' });
const CHEN = aSpell({ employeeId: 'e-2', unitId: 'u-cd', hiredOn: '2026-11-19', name: '陈静' });
const LEAVER = aSpell({
  employeeId: 'e-3',
  unitId: 'u-bj',
  hiredOn: '2024-03-01',
  leftOn: '2026-11-17',
  name: '刘洋',
  knownAt: '2026-11-17T03:00:00.000Z',
});

const recipientsOf = (mails: readonly Mail[]) => mails.map(({ to }) => to).sort();
const bodyOf = async (mail: Mail | undefined) => {
  if (mail === undefined) throw new Error('no mail was sent');
  const { subject, text, html, messageId, replyTo } = await readMail(mail);
  return { subject, text, html, messageId, replyTo };
};

describe('The digests of a day', () => {
  test('go to people who have news, and to nobody else', async () => {
    const { runDay, mailer, runs, meter } = stage(FRIDAY, [ZHANG, CHEN]);
    expect(await runDay(FRIDAY)).toBe(0);
    expect(recipientsOf(mailer.sent)).toEqual(['Wang@Example.com', 'li@example.com']);
    expect(await runs.find(plainDate(FRIDAY))).toMatchObject({
      recipients: 4,
      outcomes: { sent: 2, 'nothing-to-say': 2, 'already-sent': 0, failed: 0 },
    });
    expect(meter.counts).toEqual({ RunPlanned: 1, DigestSent: 2, DigestSkipped: 2 });
  });

  test('contain the cases of the recipient’s own units', async () => {
    const { send, mailer } = stage(FRIDAY, [ZHANG, CHEN, LEAVER]);
    await send(requestFor('li@example.com', FRIDAY));
    const { text } = await bodyOf(mailer.sent[0]);
    expect(text).toContain('张三');
    expect(text).toContain('刘洋');
    expect(text).not.toContain('陈静');
  });

  test('link to the company’s own page of a case', async () => {
    const { send, mailer } = stage(FRIDAY, [ZHANG]);
    await send(requestFor('li@example.com', FRIDAY));
    const { text, html } = await bodyOf(mailer.sent[0]);
    const link = 'https://hr.example.com/cases?id=e-1%2F2026-11-18%2Fenrolment';
    expect(text).toContain(link);
    expect(html).toContain(link);
  });

  test('are short and link to the portal if there is one; replies go to the administrator', async () => {
    const portal = 'https://canbao.example.cn';
    const mailWhere = async (at: string | undefined) => {
      const { ports, mailer } = stage(FRIDAY, [ZHANG]);
      await sendDigest(requestFor('li@example.com', FRIDAY), { ...ports, portal: at });
      return await bodyOf(mailer.sent[0]);
    };
    const [short, long] = [await mailWhere(portal), await mailWhere(undefined)];
    expect(short.text).toContain('== 先办这几件 ==');
    expect(short.text).toContain(`${portal}/cases/ZS0xLzIwMjYtMTEtMTgvZW5yb2xtZW50?r=`);
    expect(short.html).toContain(`href="${portal}/?r=`);
    expect(long.text).toContain('  建议办理日：');
    for (const mail of [short, long])
      expect(mail.replyTo).toMatchObject({ value: [{ address: 'admin@example.com', name: '管理员' }] });
  });

  test('are not sent to a person who left the registry', async () => {
    const { send, mailer } = stage(FRIDAY, [ZHANG]);
    expect(await send(requestFor('gone@example.com', FRIDAY))).toBe('nothing-to-say');
    expect(mailer.sent).toEqual([]);
  });

  test('leave no name or address in the log', async () => {
    const { runDay, log } = stage(FRIDAY, [ZHANG, CHEN]);
    await runDay(FRIDAY);
    expect(JSON.stringify(log.lines)).not.toMatch(/张三|陈静|李娜|@example/);
  });
});

describe('A second run of the same day', () => {
  test('sends no more mails', async () => {
    const { runDay, mailer, runs } = stage(FRIDAY, [ZHANG, CHEN]);
    await runDay(FRIDAY);
    await runDay(FRIDAY);
    expect(mailer.sent).toHaveLength(2);
    expect(await runs.find(plainDate(FRIDAY))).toMatchObject({
      attempt: 2,
      outcomes: { sent: 0, 'already-sent': 2, 'nothing-to-say': 2, failed: 0 },
    });
  });

  test('sends to people whom the first attempt did not reach', async () => {
    const { runDay, mailer } = stage(FRIDAY, [ZHANG, CHEN]);
    mailer.failOnce(new Error('connection reset'));
    expect(await runDay(FRIDAY)).toBe(1);
    await runDay(FRIDAY);
    expect(recipientsOf(mailer.sent)).toEqual(['Wang@Example.com', 'li@example.com']);
  });

  test('composes the same mail for an earlier day, whatever was sent since', async () => {
    const first = stage(FRIDAY, [ZHANG, LEAVER]);
    await first.runDay(FRIDAY);
    const friday = await bodyOf(first.mailer.sent.find(({ to }) => to === 'li@example.com'));

    const second = stage(MONDAY, [ZHANG, LEAVER]);
    await second.runDay(MONDAY);
    second.clock.set('2026-11-23T09:00:00.000Z');
    await second.runDay(FRIDAY);
    const late = second.mailer.sent.filter(({ to }) => to === 'li@example.com')[1];
    expect(await bodyOf(late)).toEqual(friday);
  });
});

describe('Several runs of a day at once', () => {
  test('are complete, whichever request is handled last', async () => {
    for (const first of [0, 1, 2, 3]) {
      const { plan, queue, send, runs, mailer } = stage(FRIDAY, [ZHANG]);
      for (let attempt = 1; attempt <= 4; attempt += 1) await plan(FRIDAY);
      const byAttempt = Map.groupBy(queue.waiting, ({ attempt }) => attempt);
      const [...attempts] = byAttempt.values();
      for (const requests of [...attempts.slice(first), ...attempts.slice(0, first)])
        for (const request of requests) await send(request);
      expect(mailer.sent).toHaveLength(1);
      const check = await checkRun(plainDate(FRIDAY), { runs, meter: fakeMeter(), log: fakeLog() });
      expect(check).toMatchObject({ complete: true });
    }
  });
});

describe('A person who enters the registry after the run was planned', () => {
  const [beijing, ...others] = REGISTRY.units;
  const [li, ...rest] = beijing?.staff ?? [];
  const withNewHandler = {
    ...REGISTRY,
    units: [
      { ...beijing, staff: [{ ...li, email: 'sun@example.com', name: '孙丽' }, ...rest] },
      ...others,
    ] as typeof REGISTRY.units,
  };

  test('gets the digest instead of the handler whom they replaced, and the run is complete', async () => {
    const { plan, workOff, registry, mailer, runs } = stage(FRIDAY, [ZHANG]);
    await plan(FRIDAY);
    registry.apply(withNewHandler);
    await workOff();
    await workOff();
    expect(recipientsOf(mailer.sent)).toEqual(['sun@example.com']);
    expect((await bodyOf(mailer.sent[0])).text).toContain('张三');
    expect(await runs.find(plainDate(FRIDAY))).toMatchObject({
      recipients: 5,
      outcomes: { sent: 1, 'nothing-to-say': 4 },
    });
  });

  test('gets no digest of a past day', async () => {
    const { plan, workOff, registry, mailer, queue, clock } = stage(FRIDAY, [ZHANG]);
    await plan(FRIDAY);
    registry.apply(withNewHandler);
    clock.set('2026-11-23T00:30:00.000Z');
    await workOff();
    expect([mailer.sent, queue.waiting]).toEqual([[], []]);
  });
});

describe('Rest days and missed days', () => {
  test('a run of a rest day sends nothing', async () => {
    const { runDay, mailer } = stage('2026-11-21', [ZHANG, CHEN]);
    await runDay('2026-11-21');
    expect(mailer.sent).toEqual([]);
  });

  test('a day without news sends no mail', async () => {
    const { runDay, mailer } = stage(FRIDAY, [CHEN]);
    await runDay(FRIDAY);
    await runDay(MONDAY);
    expect(recipientsOf(mailer.sent)).toEqual(['Wang@Example.com']);
  });

  test('the next run reports what happened on missed days', async () => {
    const { runDay, mailer, spells } = stage(FRIDAY, [CHEN]);
    await runDay(FRIDAY);
    spells.put(aSpell({ employeeId: 'e-4', unitId: 'u-cd', hiredOn: MONDAY, name: '孙丽' }));
    await runDay(WEDNESDAY);
    expect(recipientsOf(mailer.sent)).toEqual(['Wang@Example.com', 'Wang@Example.com']);
    expect((await bodyOf(mailer.sent[1])).text).toContain('孙丽');
  });
});

describe('Listed cases that are no longer open', () => {
  test('are reported as withdrawn when the hire was cancelled', async () => {
    const { runDay, mailer, spells } = stage(FRIDAY, [ZHANG]);
    await runDay(FRIDAY);
    if (ZHANG.situation.is !== 'employed') throw new Error('the example is employed');
    const cancelledAt = '2026-11-20T06:00:00.000Z' as Instant;
    spells.put({ ...ZHANG, situation: { is: 'cancelled', start: ZHANG.situation.start, cancelledAt } });
    await runDay(MONDAY);
    const { text } = await bodyOf(mailer.sent[1]);
    expect(text).toContain('张三');
    expect(text).toContain('撤');
  });

  test('are reported as withdrawn when the spell no longer exists', async () => {
    const { runDay, mailer, spells } = stage(FRIDAY, [ZHANG]);
    await runDay(FRIDAY);
    spells.remove('e-1', '2026-11-18');
    await runDay(MONDAY);
    expect((await bodyOf(mailer.sent[1])).text).toContain('e-1');
  });

  test('alone make no mail when they are done', async () => {
    const { runDay, mailer, spells } = stage(FRIDAY, [ZHANG]);
    await runDay(FRIDAY);
    const knownAt = '2026-11-20T06:00:00.000Z' as Instant;
    spells.put({ ...ZHANG, filings: { enrolment: { is: 'accepted', on: plainDate(FRIDAY), knownAt } } });
    await runDay(MONDAY);
    expect(mailer.sent).toHaveLength(1);
  });
});

describe('Failures of a digest', () => {
  test('a refused recipient is set aside and counted, and the others get their mail', async () => {
    const { runDay, mailer, queue, meter, runs, log } = stage(FRIDAY, [ZHANG, CHEN]);
    mailer.refuse('li@example.com');
    expect(await runDay(FRIDAY)).toBe(0);
    expect(recipientsOf(mailer.sent)).toEqual(['Wang@Example.com']);
    expect(queue.aside).toEqual([
      { request: requestFor('li@example.com', FRIDAY), reason: '550 no such mailbox' },
    ]);
    expect(meter.counts).toMatchObject({ DigestFailed: 1, DigestSent: 1 });
    expect(await runs.find(plainDate(FRIDAY))).toMatchObject({ outcomes: { sent: 1, failed: 1 } });
    const logged = JSON.stringify(log.lines);
    expect(logged).toContain('550 <<address>> no such mailbox');
    expect(logged).not.toContain('@example');
  });

  test('a spell on which the rules fail becomes a needs-person case; the rest of the digest stays', async () => {
    const broken = { ...CHEN, employeeId: 'e-9', unitId: 'u-bj', filings: undefined as never };
    const { runDay, mailer, meter } = stage(FRIDAY, [ZHANG, broken]);
    expect(await runDay(FRIDAY)).toBe(0);
    const mail = mailer.sent.find(({ to }) => to === 'li@example.com');
    const { text } = await bodyOf(mail);
    expect(text).toContain('张三');
    expect(text).toContain('e-9');
    expect(text).toContain('需人工判断');
    expect(meter.counts.CaseNotComputed).toBeGreaterThan(0);
  });

  test('a spell on which the rules fail does not end its listed cases', async () => {
    const { runDay, mailer, spells } = stage(FRIDAY, [ZHANG]);
    await runDay(FRIDAY);
    spells.put({ ...ZHANG, filings: undefined as never });
    await runDay(MONDAY);
    const mail = mailer.sent.filter(({ to }) => to === 'li@example.com')[1];
    expect((await bodyOf(mail)).text).not.toContain('撤');
  });

  test('a claim held by another attempt makes the request wait until the claim lapses', async () => {
    const { send, runs, mailer, clock } = stage(FRIDAY, [ZHANG]);
    const claim = { day: plainDate(FRIDAY), recipient: 'li@example.com', now: clock.now() };
    await runs.claim({ ...claim, lapsesAt: '2026-11-20T00:31:30.000Z' as Instant });
    clock.advance(89);
    await expect(send(requestFor('li@example.com', FRIDAY))).rejects.toThrow(ClaimHeld);
    clock.advance(1);
    expect(await send(requestFor('li@example.com', FRIDAY))).toBe('sent');
    expect(mailer.sent).toHaveLength(1);
  });

  test('after an attempt died before the mail, the mail is sent once its claim lapsed', async () => {
    const { ports, send, clock, mailer } = stage(FRIDAY, [ZHANG]);
    const started = Promise.withResolvers<void>();
    const dies = () => {
      started.resolve();
      return new Promise<undefined>(() => undefined);
    };
    const killed = { ...ports, mailer: { send: dies } };
    void sendDigest(requestFor('li@example.com', FRIDAY), killed);
    await started.promise;
    await expect(send(requestFor('li@example.com', FRIDAY))).rejects.toThrow(ClaimHeld);
    clock.advance(90);
    expect(await send(requestFor('li@example.com', FRIDAY))).toBe('sent');
    expect(mailer.sent).toHaveLength(1);
  });

  test('after an attempt died between mail and record, the same mail is sent with the same Message-ID', async () => {
    const { ports, send, clock, mailer, runs } = stage(FRIDAY, [ZHANG, LEAVER]);
    const mailed = Promise.withResolvers<void>();
    const dies = () => {
      mailed.resolve();
      return new Promise<void>(() => undefined);
    };
    const killed = { ...ports, runs: { ...runs, recordSent: dies } };
    void sendDigest(requestFor('li@example.com', FRIDAY), killed);
    await mailed.promise;
    expect(mailer.sent).toHaveLength(1);
    clock.advance(360);
    expect(await send(requestFor('li@example.com', FRIDAY))).toBe('sent');
    const [first, second] = await Promise.all(mailer.sent.map(bodyOf));
    expect(second).toEqual(first);
    expect(second?.messageId).toMatch(/^<digest\.2026-11-20\.[0-9a-f]{32}@mail\.example\.com>$/);
  });

  test('if it is unknown whether the mail was sent, it is sent again at once with the same Message-ID', async () => {
    const { plan, workOff, mailer, runs } = stage(FRIDAY, [ZHANG]);
    mailer.leaveAndFailOnce(new Error('socket hang up'));
    await plan(FRIDAY);
    expect(await workOff()).toBe(1);
    expect(await runs.find(plainDate(FRIDAY))).toMatchObject({ outcomes: { failed: 1 } });
    expect(await workOff(2)).toBe(0);
    const [first, second] = await Promise.all(mailer.sent.map(bodyOf));
    expect(second).toEqual(first);
    expect(await runs.find(plainDate(FRIDAY))).toMatchObject({ outcomes: { sent: 1, failed: 0 } });
  });
});

describe('The administrator’s part of a digest', () => {
  const HANDLERLESS = {
    units: [
      {
        unitId: 'u-bj',
        name: '北京示例有限公司',
        region: '北京',
        channel: 'online' as const,
        staff: [{ email: 'boss@example.com', name: '赵敏', roles: ['manager' as const] }],
      },
    ],
    fallbackStaff: [{ email: 'admin@example.com', name: '管理员' }],
  };

  test('names a unit without a handler, and its cases go to the fallback staff', async () => {
    const { runDay, mailer } = stage(FRIDAY, [ZHANG], HANDLERLESS);
    await runDay(FRIDAY);
    expect(recipientsOf(mailer.sent)).toEqual(['admin@example.com']);
    const { text } = await bodyOf(mailer.sent[0]);
    expect(text).toContain('张三');
    expect(text).toContain('u-bj');
  });

  test('names an unregistered unit, and has its cases', async () => {
    const { runDay, mailer, registry } = stage(FRIDAY, [{ ...ZHANG, unitId: 'u-new' }]);
    registry.meetUnit('u-new');
    await runDay(FRIDAY);
    expect(recipientsOf(mailer.sent)).toEqual(['admin@example.com']);
    const { text } = await bodyOf(mailer.sent[0]);
    expect(text).toContain('张三');
    expect(text).toContain('u-new');
  });

  test('reports quarantined events once', async () => {
    const { runDay, mailer, quarantine } = stage(FRIDAY, []);
    const receivedAt = '2026-11-19T22:00:00.000Z' as Instant;
    await quarantine.keep({ source: 'standard', deliveryId: 'd-1', receivedAt }, new Uint8Array(), []);
    await runDay(FRIDAY);
    await runDay(MONDAY);
    expect(recipientsOf(mailer.sent)).toEqual(['admin@example.com']);
    const later = '2026-11-20T00:30:01.000Z' as Instant;
    await quarantine.keep({ source: 'standard', deliveryId: 'd-2', receivedAt: later }, new Uint8Array(), []);
    await runDay(TUESDAY);
    expect(mailer.sent).toHaveLength(2);
  });

  test('is in no other person’s digest', async () => {
    const { runDay, mailer, registry } = stage(FRIDAY, [ZHANG]);
    registry.meetUnit('u-new');
    await runDay(FRIDAY);
    const handler = mailer.sent.find(({ to }) => to === 'li@example.com');
    expect((await bodyOf(handler)).text).not.toContain('u-new');
  });
});

test('the administrator’s digest names one of several HR systems that the registry lacks', async () => {
  const { ports, runDay, mailer } = stage('2026-11-20', []);
  Object.assign(ports.heard, { sources: ['standard', 'feishu'] });
  ports.registry.apply({ ...REGISTRY, sources: [{ source: 'standard' }] });
  await runDay('2026-11-20');
  const mails = mailer.sent.filter(({ to }) => to === 'admin@example.com');
  const [text] = (await Promise.all(mails.map(readMail))).map((mail) => mail.text);
  expect(text).toContain('feishu 不在登记的 sources 中');
  expect(text).not.toContain('standard 不在');
});
