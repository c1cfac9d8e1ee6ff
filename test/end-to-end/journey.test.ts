import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Month, plusMonths } from '../../domain/values/month.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import type { HookEvent } from '../support/hooks.ts';
import type { SesMail } from '../support/ses-server.ts';
import {
  ADMIN,
  accepted,
  charged,
  ENGLISH,
  FINANCE,
  HANDLER,
  hired,
  left,
  MANAGER,
  REGISTRY,
} from './company.ts';
import { differences } from './same-content.ts';
import { type Stage, startStage } from './stage.ts';
import { wordsIn } from './words-in.ts';

const TUESDAY = '2026-03-10';
const WEDNESDAY = '2026-03-11';
const THURSDAY = '2026-03-12';

let stage: Stage;

beforeAll(async () => {
  // Without the portal, mails have all details of a case.
  stage = await startStage({ environment: { CANBAO_PORTAL: 'off' } });
  await stage.apply(REGISTRY);
});

afterAll(() => stage?.stop());

/** The recipient's only mail of the day; undefined if there was none. */
function mailTo(recipient: string, day: string): SesMail | undefined {
  const found = stage.ses.mails.filter(
    (mail) => mail.recipient === recipient && mail.header['x-canbao-run'] === day,
  );
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
}

const textTo = (recipient: string, day: string) => mailTo(recipient, day)?.text ?? '';

/** The cases in the mail, in the order of the mail, such as `E5 减员申报`. */
function casesIn(text: string): string[] {
  return [...text.matchAll(/^■ .*（(\w+)）.*\n\s+(\S+) ·/gm)].map(([, id, kind]) => `${id} ${kind}`);
}

describe('One company over several days', { shuffle: false }, () => {
  describe('Events over HTTP', () => {
    const hire = hired({ employeeId: 'E4', name: '张强', hiredOn: '2026-03-01' }, 'hire-of-E4');

    it('are accepted once; a repeated delivery is answered as a duplicate', async () => {
      expect(await stage.post(hire)).toEqual({
        status: 202,
        body: { status: 'accepted', facts: ['standard:hire-of-E4'] },
      });
      const again = { status: 200, body: { status: 'duplicate' } };
      expect(await Promise.all([stage.post(hire), stage.post(hire)])).toEqual([again, again]);
    });

    it('are accepted in another delivery with the same content', async () => {
      const { status, body } = await stage.post({ ...hire, id: 'hire-of-E4-told-again' });
      expect([status, body.facts]).toEqual([202, ['standard:hire-of-E4-told-again']]);
    });

    it('are accepted for unregistered units and for units without a handler', async () => {
      await stage.postAll([
        hired({ employeeId: 'E1', name: '王伟', hiredOn: '2026-02-05' }),
        hired({ employeeId: 'E2', name: '李娜', hiredOn: '2026-02-08' }),
        hired({ employeeId: 'E3', name: '<b>Lee</b> & "Söhne"', hiredOn: '2026-02-13' }),
        hired({ employeeId: 'E5', name: '刘洋', hiredOn: '2025-03-03' }),
        accepted('E5', 'enrolment', '2025-03-10'),
        left('E5', '2025-12-31'),
        charged('E5', '2026-01'),
        charged('E5', '2026-02'),
        hired({ employeeId: 'E6', unitId: 'XA', name: 'Ann', hiredOn: '2026-03-01' }),
        hired({ employeeId: 'E7', unitId: 'WH', hiredOn: '2026-03-01' }),
        hired({ employeeId: 'E8', unitId: 'LZ', hiredOn: '2026-03-01' }),
      ]);
    });
  });

  describe('Concurrent events about one person', () => {
    const months = Array.from({ length: 24 }, (_, at) => plusMonths('2024-01' as Month, at));
    const events = [
      ...months.map((each) => charged('E20', each)),
      accepted('E20', 'enrolment', '2024-01-10'),
      hired({ employeeId: 'E20', hiredOn: '2024-01-02' }),
    ].map((event, at) => ({ ...event, id: `E20-${at}` }));

    /** Posts again after a 503, as a sender does. */
    async function postUntilTaken(event: HookEvent): Promise<string | undefined> {
      const { status, body } = await stage.post(event);
      return status === 503 ? postUntilTaken(event) : body.status;
    }

    it('are all stored, each once, and fold into one spell in any order', async () => {
      const answers = await Promise.all(events.map(postUntilTaken));
      expect(new Set(answers)).toEqual(new Set(['accepted']));
      const { facts, spells } = await dynamodbEmployees(stage.dynamodb, stage.stack.table).load('E20');
      expect(facts.map(({ factId }) => factId).sort()).toEqual(
        events.map(({ id }) => `standard:${id}`).sort(),
      );
      expect(spells).toMatchObject([
        {
          unitId: 'CD',
          situation: { is: 'employed', start: { on: '2024-01-02' } },
          filings: { enrolment: { is: 'accepted', on: '2024-01-10' } },
        },
      ]);
    });
  });

  describe('The first daily run', () => {
    it('sends one mail to each of the five recipients with news', async () => {
      expect(await stage.daily(TUESDAY)).toEqual({
        day: TUESDAY,
        workingDay: true,
        recipients: 5,
        attempt: 1,
      });
      expect(stage.ses.mails.map(({ recipient }) => recipient).sort()).toEqual(
        [ADMIN, ENGLISH, FINANCE, HANDLER, MANAGER].sort(),
      );
      expect(stage.stack.mails().map(({ subject }) => subject)).toEqual(
        stage.ses.mails.map(({ subject }) => subject),
      );
    });

    // The act-by dates are 2026-01-15 (E5's removal), 03-06 (E1), 03-10 (E2), 03-13 (E3) and 03-31 (E4).
    it.each([
      [HANDLER, `[参保管家] ${TUESDAY} 逾期 2 · 今日 1 · 7日内 1`],
      [FINANCE, `[参保管家] ${TUESDAY} 逾期 1 · 今日 0 · 7日内 0`],
      [MANAGER, `[参保管家] ${TUESDAY} 逾期 2 · 今日 1 · 7日内 0`],
      [ADMIN, `[参保管家] ${TUESDAY} 逾期 0 · 今日 0 · 7日内 0`],
      [ENGLISH, `[Canbao] ${TUESDAY} overdue 0 · today 0 · within 7 days 0`],
    ])('states the number of due cases in the subject of the mail to %s', (recipient, subject) => {
      expect(mailTo(recipient, TUESDAY)?.subject).toBe(subject);
    });

    it('lists every case of the unit once for the handler, late and costly ones first', () => {
      expect(casesIn(textTo(HANDLER, TUESDAY))).toEqual([
        'E5 减员申报',
        'E1 增员申报',
        'E2 增员申报',
        'E3 增员申报',
        'E5 多缴处理',
        'E4 增员申报',
      ]);
    });

    it('lists only cases with money for finance', () => {
      const text = textTo(FINANCE, TUESDAY);
      expect(casesIn(text)).toEqual(['E1 增员申报', 'E5 多缴处理']);
      expect(text).toContain('¥2,838.00（单位 ¥2,352.00，个人 ¥486.00）');
    });

    it('lists cases that are overdue or due within two working days for the manager', () => {
      expect(casesIn(textTo(MANAGER, TUESDAY))).toEqual(['E5 减员申报', 'E1 增员申报', 'E2 增员申报']);
    });

    it('lists cases without a handler for the fallback staff, with the reason', () => {
      const text = textTo(ADMIN, TUESDAY);
      expect(casesIn(text)).toEqual(['E7 增员申报', 'E8 增员申报']);
      expect(text).toContain('参保单位 WH 没有经办人，它的 1 件待办转给了您');
      expect(text).toContain('参保单位 LZ 尚未登记，涉及 1 件待办');
    });

    it('writes in English to a recipient who chose it', () => {
      const text = textTo(ENGLISH, TUESDAY);
      expect(text).toContain(
        'Ann (E6) [new]\n  Enrolment · 西安示例商务有限公司\n  Act by: Tue 2026-03-31, 21 days left',
      );
      expect(text).toContain('社会保险法 58');
    });

    it('shows the legal dates and their reasons', () => {
      const text = textTo(HANDLER, TUESDAY);
      // E1 was hired on 02-05. The 30 days end on Saturday 03-07, so the last lawful day is Monday and the act-by date
      // the Friday before. On Tuesday the case is overdue. For the hire of 02-08 Tuesday is the last lawful day, and no
      // money is at stake yet.
      expect(text).toMatch(
        /王伟（E1） \[新\] \[已逾期\]\n.*\n {2}建议办理日：2026-03-06（周五），已过；最后期限 2026-03-09（周一），已逾期 1 天\n {2}法定期限：2026-03-07（周六）\n {2}顺延后期限：2026-03-09（周一）/,
      );
      expect(text).toMatch(
        /李娜（E2） \[新\]\n.*\n {2}建议办理日：2026-03-10（周二），就在今天\n {2}原因：.*\n {2}怎么办：.*\n {2}还缺材料：基本医疗保险参保登记表/,
      );
    });
  });

  describe('A digest', () => {
    it('has a unique Message-ID, the run, and no name in other headers', () => {
      const ids = stage.ses.mails.map(({ messageId }) => messageId);
      expect(new Set(ids).size).toBe(5);
      for (const { header, messageId } of stage.ses.mails) {
        expect(messageId).toMatch(/^<digest\.2026-03-10\.[0-9a-f]{32}@example\.com>$/);
        expect(header).toMatchObject({ 'x-canbao-run': TUESDAY, 'auto-submitted': 'auto-generated' });
        expect(header['content-type']).toMatch(/^multipart\/alternative;/);
      }
    });

    it('has the same content in HTML and in plain text', () => {
      for (const { text = '', html } of stage.ses.mails) {
        expect(html).toContain('<meta charset="utf-8">');
        expect(differences(text, html || '')).toEqual({ onlyInText: [], onlyInHtml: [] });
      }
    });

    it('escapes special characters in names', () => {
      const mail = mailTo(HANDLER, TUESDAY);
      expect(mail?.text).toContain('■ <b>Lee</b> & "Söhne"（E3）');
      expect(mail?.html).toContain('&lt;b&gt;Lee&lt;/b&gt; &amp; &quot;Söhne&quot;（E3）');
      expect(mail?.html).not.toContain('<b>Lee');
    });
  });

  describe('The next day’s digest', () => {
    beforeAll(async () => {
      await stage.postAll([
        {
          ...hired({ employeeId: 'E4', name: '张强', hiredOn: '2026-02-20' }),
          statedAt: `${TUESDAY}T10:00:00+08:00`,
        },
        {
          type: 'employee.hire_cancelled',
          statedAt: `${TUESDAY}T11:00:00+08:00`,
          data: { employeeId: 'E2', hiredOn: '2026-02-08' },
        },
        accepted('E1', 'enrolment', TUESDAY),
        accepted('E5', 'removal', TUESDAY),
      ]);
      await stage.daily(WEDNESDAY);
    });

    it('shows a corrected hire with its new act-by date as changed', () => {
      // 30 days after 02-20 end on Sunday 03-22, so the act-by date is the Friday before.
      expect(textTo(HANDLER, WEDNESDAY)).toMatch(
        /张强（E4） \[有变化\]\n.*\n {2}建议办理日：2026-03-20（周五），还有 9 天\n {2}法定期限：2026-03-22（周日）/,
      );
    });

    it('reports a cancelled hire as withdrawn to everybody who had its case', () => {
      const line = '- 李娜（E2） · 增员申报 · 成都示例科技有限公司：已撤回，无需再办';
      for (const recipient of [HANDLER, MANAGER]) expect(textTo(recipient, WEDNESDAY)).toContain(line);
    });

    it('reports accepted filings as done, and lists their cases no more', () => {
      const text = textTo(HANDLER, WEDNESDAY);
      expect(text).toContain(
        '- 王伟（E1） · 增员申报 · 成都示例科技有限公司：已受理；还须向税务部门申报缴费工资并按时缴费，首次缴费后才有待遇',
      );
      expect(text).toContain('- 刘洋（E5） · 减员申报 · 成都示例科技有限公司：已办结');
      // The enrolment was accepted after the statutory date, so the month before is owed.
      expect(casesIn(text).sort()).toEqual(['E1 补缴', 'E3 增员申报', 'E4 增员申报', 'E5 多缴处理']);
      expect(mailTo(HANDLER, WEDNESDAY)?.subject).toBe(`[参保管家] ${WEDNESDAY} 逾期 0 · 今日 0 · 7日内 1`);
    });

    it('lists cases that are now due within two working days for the manager', () => {
      expect(casesIn(textTo(MANAGER, WEDNESDAY))).toEqual(['E3 增员申报']);
    });

    it('is not sent to recipients without news', () => {
      expect(mailTo(ENGLISH, WEDNESDAY)).toBeUndefined();
      expect(mailTo(ADMIN, WEDNESDAY)).toBeUndefined();
    });
  });

  describe('The digest after everything is filed', () => {
    it('reports the settled refund only to those who had its case, and the run is complete', async () => {
      const months = ['2026-01', '2026-02'];
      await stage.postAll([
        accepted('E3', 'enrolment', WEDNESDAY),
        accepted('E4', 'enrolment', WEDNESDAY),
        accepted('E6', 'enrolment', WEDNESDAY),
        accepted('E7', 'enrolment', WEDNESDAY),
        accepted('E8', 'enrolment', WEDNESDAY),
        {
          type: 'refund.settled',
          statedAt: `${WEDNESDAY}T12:00:00+08:00`,
          data: { employeeId: 'E5', months, on: WEDNESDAY, way: 'refund', amount: '2838.00' },
        },
      ]);
      await stage.daily(THURSDAY);
      for (const recipient of [HANDLER, FINANCE]) {
        expect(textTo(recipient, THURSDAY)).toMatch(
          /刘洋（E5） · 多缴处理 · .*：已办结。上次提醒涉及 ¥2,838\.00（.*），现不再列出：2026-01 至 2026-02 已退回或抵扣/,
        );
      }
      expect(await stage.check(THURSDAY)).toEqual({ day: THURSDAY, complete: true, why: 'complete' });
      expect((await stage.run(THURSDAY))?.outcomes).toEqual({
        sent: 2,
        'nothing-to-say': 3,
        'already-sent': 0,
        failed: 0,
      });
    });

    it('leaves no name and no wage in the log', async () => {
      // The last log lines are only written when the stack stops.
      await stage.stack.stop();
      expect(stage.log()).toContain('digest sent');
      const personal = [
        '张强',
        '王伟',
        '李娜',
        '刘洋',
        'Lee',
        'Söhne',
        'Ann',
        '1176.00',
        '243.00',
        HANDLER,
        FINANCE,
      ];
      expect(wordsIn(stage.log(), personal)).toEqual([]);
    });
  });
});
