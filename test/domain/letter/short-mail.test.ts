import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASE_KINDS, type Case } from '../../../domain/cases/case.ts';
import type { Digest, DigestInput, RecipientCase } from '../../../domain/digest/digest.ts';
import { digestMoneyOf } from '../../../domain/digest/reported-money.ts';
import { linkInShort, whyInShort } from '../../../domain/letter/case-in-short.ts';
import { renderDigest } from '../../../domain/letter/digest-letter.ts';
import { renderShortMail, type ShortMailFrame, writeShortMail } from '../../../domain/letter/short-mail.ts';
import { LANGUAGES } from '../../../domain/values/language.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { inboxLinkOf, portalLinkOf } from '../../../functions/mail/case-link.ts';
import { anyText } from '../../support/any-text.ts';
import {
  BACK_PAYMENT,
  composedDigest,
  DONE,
  dueOn,
  ENROLMENT,
  EVERY_CASE,
  JANE_DOE,
  NEEDS_PERSON,
  OVERPAYMENT,
  REMOVAL,
  SUBMITTED,
  sampleCase,
  sinceMonday,
  unitCase,
  WANG_FANG,
  WITHDRAWN,
  yuanOf,
} from '../../support/sample-cases.ts';
import { tries } from '../../support/seeded.ts';

const PORTAL = 'https://canbao.example.cn';

const FRAME: ShortMailFrame = {
  administrator: { name: '系统管理员', email: 'admin@example.com' },
  inbox: (only) => inboxLinkOf(PORTAL, 'wang.fang@example.com', only),
};

const R = 'r=d2FuZy5mYW5nQGV4YW1wbGUuY29t';

function linked(it: Case, changes: Partial<RecipientCase> = {}): RecipientCase {
  return unitCase(it, { link: portalLinkOf(PORTAL, it, 'wang.fang@example.com'), ...changes });
}

function render(changes: Partial<DigestInput>, frame = FRAME) {
  return renderShortMail(composedDigest(changes), frame);
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** The text without white space, so that line breaks do not matter. */
const joined = (text: string) => text.replaceAll(/\s/g, '');

/** The visible text of the HTML and its link addresses. */
function visible(html: string): string {
  return html
    .slice(html.indexOf('<body'))
    .replaceAll(/<a href="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const SMALL: Partial<DigestInput> = {
  cases: [
    linked(ENROLMENT),
    linked(REMOVAL, { unitName: '北京 <总部>' }),
    linked(OVERPAYMENT),
    linked(SUBMITTED),
    linked(BACK_PAYMENT),
    linked(NEEDS_PERSON),
  ],
  since: sinceMonday(OVERPAYMENT.caseId, SUBMITTED.caseId),
  ended: [DONE, WITHDRAWN],
  administration: { unitsWithoutHandler: [], unregisteredUnits: [], quarantined: 2, notComputed: 1 },
};

describe('the whole text of a short mail', () => {
  test('for a handler, in Chinese', () => {
    const { subject, text } = render(SMALL);
    expect(subject).toBe('[参保管家] 2026-12-01 逾期 1 · 7日内 1 · 共 6');
    expect(text).toMatchInlineSnapshot(`
      "参保管家 · 2026-12-01（周二）
      王芳，您好！您有 6 件待办。
      有 1 件的日期、金额或截止日待核实。
      逾期 1 · 7日内 1 · 之后 4
      可追回 ¥4,938（1 件）
      待补缴 ¥1,183（1 件）
      打开全部待办：
      https://canbao.example.cn/?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == 先办这几件 ==

      ■ [新] 李四 <b>"小李"</b> & Co（E1002） · 减员申报 · 北京 <总部> ·
        2026-11-27（周五），已过；最后期限 2026-11-30（周一），已逾期 1 天
        最后工作日 2026-11-13，还没有受理的减员，扣缴可能继续；2026-11-25（周三）
        的申报截止日已过，当月来不及了
        2026-12-26（周六）起再加 ¥1,646
        登记结果：
        https://canbao.example.cn/cases/RTEwMDIvMjAyMC0wMS0wNi9yZW1vdmFs?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [新] 张三（E1001） · 增员申报 · 上海分公司 · 2026-12-04（周五，待核实），
        还有 3 天
        2026-11-10 起在本单位工作，还没有受理的增员。
        登记结果：
        https://canbao.example.cn/cases/RTEwMDEvMjAyNi0xMS0xMC9lbnJvbG1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [新] 钱进（E1013） · 补缴 · 上海分公司 · 没有固定期限
        2026-08 应缴未缴，须补缴。
        ¥1,183，含估算；滞纳金今日 ¥23.66，每晚一天再加 ¥0.59
        看怎么补缴：
        https://canbao.example.cn/cases/RTEwMTMvMjAyNi0xMS0xMC9iYWNrLXBheW1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [新] 郑爽（E1010） · 需人工判断 · 上海分公司 · 没有固定期限
        有一处只能由人判断：请核实后登记或答复。
        去核对：
        https://canbao.example.cn/cases/RTEwMTAvMjAyNi0xMS0xMC9uZWVkcy1wZXJzb24?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ 赵敏（E1003） · 多缴处理 · 上海分公司 · 没有固定期限
        2026-09 至 2026-11（3 个月）多缴，可申请退费或抵扣。
        ¥4,938，含估算；2026-12-26（周六）起再加 ¥1,646
        登记退费：
        https://canbao.example.cn/cases/RTEwMDMvMjAxOS0wNy0wMS9vdmVycGF5bWVudA?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == 其余（1） ==

      - 陈静（E1004） · 增员申报 · 上海分公司 · 2026-12-18（周五），还有 17 天 ·
        已提交 2026-11-20，回执号 SH-20261120-77
        https://canbao.example.cn/cases/RTEwMDQvMjAyNi0xMS0xMC9lbnJvbG1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == 不再需要办理 ==

      - 马丽（E1011） · 增员申报 · 上海分公司：已撤回，无需再办
      - 工号 E1012 · 减员申报 · 上海分公司：已办结

      == 系统维护 ==

      - 新增 2 条无法识别的事件，已隔离，请查看
      - 1 条记录无法计算，需人工处理

      --
      您收到这封邮件，是因为参保管家把您登记为经办人、管理员；需要更改请找管理员
      （系统管理员）。
      打不开页面时请直接回复本邮件，写明姓名、日期和回执号：回复会送到管理员。
      标有“待核实”的内容来源较弱、说法不一或系推定；这些内容和写明未知的，请以当地
      经办机构的答复为准。
      "
    `);
  });

  test('for a handler, in English', () => {
    const { subject, text } = render({ ...SMALL, recipient: JANE_DOE });
    expect(subject).toBe('[Canbao] 2026-12-01 overdue 1 · within 7 days 1 · total 6');
    expect(text).toMatchInlineSnapshot(`
      "Canbao · Tue 2026-12-01
      Good morning, Jane Doe. You have 6 open cases.
      Cases with a date, an amount or a cut-off to be confirmed: 1.
      overdue 1 · within 7 days 1 · later 4
      to be claimed back ¥4,938 (1 case)
      still to be paid ¥1,183 (1 case)
      Open all cases:
      https://canbao.example.cn/?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == Do these first ==

      ■ [new] 李四 <b>"小李"</b> & Co (E1002) · Removal · 北京 <总部> · Fri
        2026-11-27, passed; the last lawful day was Mon 2026-11-30, 1 day overdue
        Last working day 2026-11-13; no removal has been accepted yet, so charges
        may continue; the cut-off on Wed 2026-11-25 has passed: too late for that
        month
        ¥1,646 more from Sat 2026-12-26 on
        Record the result:
        https://canbao.example.cn/cases/RTEwMDIvMjAyMC0wMS0wNi9yZW1vdmFs?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [new] 张三 (E1001) · Enrolment · 上海分公司 · Fri 2026-12-04 (to be
        confirmed), 3 days left
        In service here since 2026-11-10; no enrolment has been accepted yet.
        Record the result:
        https://canbao.example.cn/cases/RTEwMDEvMjAyNi0xMS0xMC9lbnJvbG1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [new] 钱进 (E1013) · Back-payment · 上海分公司 · no fixed date
        Due but not paid for 2026-08: pay the arrears.
        ¥1,183, includes estimates; late fee ¥23.66 today, ¥0.59 more each day
        See how to pay:
        https://canbao.example.cn/cases/RTEwMTMvMjAyNi0xMS0xMC9iYWNrLXBheW1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [new] 郑爽 (E1010) · Needs a decision · 上海分公司 · no fixed date
        A person must decide: check the facts, then record the result or answer.
        Check:
        https://canbao.example.cn/cases/RTEwMTAvMjAyNi0xMS0xMC9uZWVkcy1wZXJzb24?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ 赵敏 (E1003) · Overpayment · 上海分公司 · no fixed date
        Overpaid for 3 months from 2026-09 to 2026-11: you can request a refund or
        an offset.
        ¥4,938, includes estimates; ¥1,646 more from Sat 2026-12-26 on
        Record the refund:
        https://canbao.example.cn/cases/RTEwMDMvMjAxOS0wNy0wMS9vdmVycGF5bWVudA?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == The others (1) ==

      - 陈静 (E1004) · Enrolment · 上海分公司 · Fri 2026-12-18, 17 days left ·
        submitted 2026-11-20, receipt SH-20261120-77
        https://canbao.example.cn/cases/RTEwMDQvMjAyNi0xMS0xMC9lbnJvbG1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == No longer open ==

      - 马丽 (E1011) · Enrolment · 上海分公司: withdrawn, nothing to do
      - Employee E1012 · Removal · 上海分公司: done

      == For the administrator ==

      - Events that could not be understood, put in quarantine since the last
        digest: 2
      - Records whose cases could not be computed; please check them: 1

      --
      You receive this mail because in Canbao you are registered as handler,
      administrator; your administrator (系统管理员) can change that.
      If the pages do not open, reply to this mail with name, day and receipt
      number: your reply goes to the administrator.
      “To be confirmed” marks what is based on a weak source, on contradictory
      sources or on an assumption. For these statements, and for everything
      unknown, follow your local agency.
      "
    `);
  });

  const AS_FINANCE: Partial<DigestInput> = {
    cases: [OVERPAYMENT, BACK_PAYMENT].map((it) => linked(it, { roles: ['finance'] })),
  };

  test('for finance, in Chinese', () => {
    const { subject, text } = render(AS_FINANCE);
    expect(subject).toBe('[参保管家] 2026-12-01 可追回 ¥4,938 · 待补缴 ¥1,183');
    expect(text).toMatchInlineSnapshot(`
      "参保管家 · 2026-12-01（周二）
      王芳，您好！您有 2 件待办。
      之后 2
      可追回 ¥4,938（1 件）
      待补缴 ¥1,183（1 件）
      打开全部待办：
      https://canbao.example.cn/?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == 先办这几件 ==

      ■ [新] 赵敏（E1003） · 多缴处理 · 没有固定期限
        2026-09 至 2026-11（3 个月）多缴，可申请退费或抵扣。
        ¥4,938，含估算；2026-12-26（周六）起再加 ¥1,646
        登记退费：
        https://canbao.example.cn/cases/RTEwMDMvMjAxOS0wNy0wMS9vdmVycGF5bWVudA?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [新] 钱进（E1013） · 补缴 · 没有固定期限
        2026-08 应缴未缴，须补缴。
        ¥1,183，含估算；滞纳金今日 ¥23.66，每晚一天再加 ¥0.59
        看怎么补缴：
        https://canbao.example.cn/cases/RTEwMTMvMjAyNi0xMS0xMC9iYWNrLXBheW1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      --
      您收到这封邮件，是因为参保管家把您登记为财务；需要更改请找管理员（系统管理
      员）。
      打不开页面时请直接回复本邮件，写明姓名、日期和回执号：回复会送到管理员。
      "
    `);
  });

  test('for finance, in English', () => {
    const { subject, text } = render({ ...AS_FINANCE, recipient: JANE_DOE });
    expect(subject).toBe('[Canbao] 2026-12-01 to be claimed back ¥4,938 · still to be paid ¥1,183');
    expect(text).toMatchInlineSnapshot(`
      "Canbao · Tue 2026-12-01
      Good morning, Jane Doe. You have 2 open cases.
      later 2
      to be claimed back ¥4,938 (1 case)
      still to be paid ¥1,183 (1 case)
      Open all cases:
      https://canbao.example.cn/?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == Do these first ==

      ■ [new] 赵敏 (E1003) · Overpayment · no fixed date
        Overpaid for 3 months from 2026-09 to 2026-11: you can request a refund or
        an offset.
        ¥4,938, includes estimates; ¥1,646 more from Sat 2026-12-26 on
        Record the refund:
        https://canbao.example.cn/cases/RTEwMDMvMjAxOS0wNy0wMS9vdmVycGF5bWVudA?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      ■ [new] 钱进 (E1013) · Back-payment · no fixed date
        Due but not paid for 2026-08: pay the arrears.
        ¥1,183, includes estimates; late fee ¥23.66 today, ¥0.59 more each day
        See how to pay:
        https://canbao.example.cn/cases/RTEwMTMvMjAyNi0xMS0xMC9iYWNrLXBheW1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      --
      You receive this mail because in Canbao you are registered as finance; your
      administrator (系统管理员) can change that.
      If the pages do not open, reply to this mail with name, day and receipt
      number: your reply goes to the administrator.
      "
    `);
  });

  test('for a manager', () => {
    const { subject, text } = render({ cases: [linked(REMOVAL, { roles: ['manager'] })] });
    expect(subject).toBe('[参保管家] 2026-12-01 逾期 1 · 共 1');
    expect(text).toMatchInlineSnapshot(`
      "参保管家 · 2026-12-01（周二）
      王芳，您好！您有 1 件待办。
      逾期 1
      打开全部待办：
      https://canbao.example.cn/?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      == 先办这几件 ==

      ■ [新] 李四 <b>"小李"</b> & Co（E1002） · 减员申报 · 2026-11-27（周五），已
        过；最后期限 2026-11-30（周一），已逾期 1 天
        最后工作日 2026-11-13，还没有受理的减员，扣缴可能继续；2026-11-25（周三）
        的申报截止日已过，当月来不及了
        2026-12-26（周六）起再加 ¥1,646
        登记结果：
        https://canbao.example.cn/cases/RTEwMDIvMjAyMC0wMS0wNi9yZW1vdmFs?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t

      --
      您收到这封邮件，是因为参保管家把您登记为主管；需要更改请找管理员（系统管理
      员）。
      打不开页面时请直接回复本邮件，写明姓名、日期和回执号：回复会送到管理员。
      "
    `);
  });
});

test('renderShortMail escapes markup in a name (whole HTML of one case)', () => {
  const it = sampleCase({ employeeName: '李四 <b>"小李"</b> & Co', deadline: dueOn('2026-12-04') });
  const { html } = render({ cases: [linked(it)] });
  expect(html).toMatchInlineSnapshot(`
    "<!doctype html>
    <html lang="zh-CN">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>[参保管家] 2026-12-01 7日内 1 · 共 1</title>
    </head>
    <body style="margin:0;padding:0;background:#ffffff;color:#1b232e">
    <div style="max-width:600px;margin:0 auto;padding:20px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans SC',sans-serif;font-size:15px;line-height:1.6;overflow-wrap:anywhere">
    <h1 style="font-size:20px;line-height:1.4;margin:0 0 8px">参保管家 · 2026-12-01（周二）</h1>
    <p style="margin:4px 0">王芳，您好！您有 1 件待办。</p>
    <p style="margin:4px 0"><b style="color:#1a568f">7日内 1</b></p>
    <p style="margin:14px 0"><a href="https://canbao.example.cn/?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t" style="display:inline-block;padding:10px 22px;border-radius:6px;background:#0b56a4;color:#ffffff;font-weight:600;text-decoration:none">打开全部待办</a></p>
    <h2 style="font-size:16px;line-height:1.4;margin:24px 0 8px">先办这几件</h2>
    <div style="margin:0 0 14px;padding-left:10px;border-left:3px solid #1a568f">
    <div><b>[新]</b> <b>李四 &lt;b&gt;&quot;小李&quot;&lt;/b&gt; &amp; Co（E1001）</b> · 增员申报 · <b style="color:#1a568f">2026-12-04（周五），还有 3 天</b></div>
    <div>在本单位工作，还没有受理的增员。</div>
    <div><a href="https://canbao.example.cn/cases/RTEwMDEvMjAyNi0xMS0xMC9lbnJvbG1lbnQ?r=d2FuZy5mYW5nQGV4YW1wbGUuY29t" style="color:#0b56a4">登记结果</a></div>
    </div>
    <div style="margin-top:28px;padding-top:10px;border-top:1px solid #d5dae1;font-size:13px;color:#545f6c">
    <p style="margin:4px 0">您收到这封邮件，是因为参保管家把您登记为经办人；需要更改请找管理员（系统管理员）。</p>
    <p style="margin:4px 0">打不开页面时请直接回复本邮件，写明姓名、日期和回执号：回复会送到管理员。</p>
    </div>
    </div>
    </body>
    </html>
    "
  `);
});

describe('the subject of a short mail', () => {
  test.each([
    ['nothing due, with money', [OVERPAYMENT], '可追回 ¥4,938 · 共 1'],
    ['nothing due, without money', [NEEDS_PERSON], '共 1'],
  ])('counts money and cases: %s', (_, cases, says) => {
    expect(render({ cases: cases.map((it) => linked(it)) }).subject).toBe(`[参保管家] 2026-12-01 ${says}`);
  });

  test('names ended cases or maintenance where no case is open', () => {
    expect(render({ ended: [WITHDRAWN] }).subject).toBe('[参保管家] 2026-12-01 1 件不再需要办理');
    const administration = { ...SMALL.administration, quarantined: 1 } as Digest['administration'];
    expect(render({ ...(administration && { administration }) }).subject).toBe(
      '[参保管家] 2026-12-01 系统维护',
    );
  });

  test('counts due cases for finance where no amount is known', () => {
    const it = { ...REMOVAL, kind: 'enrolment' as const, money: { months: [open('2026-10')] } };
    const { subject } = render({ cases: [linked(it, { roles: ['finance'] })] });
    expect(subject).toBe('[参保管家] 2026-12-01 逾期 1 · 共 1');
  });
});

function open(of: string) {
  return { month: month(of), estimated: true, state: 'open' } as const;
}

describe('money of the previous digest in a short mail', () => {
  const before = {
    ...OVERPAYMENT,
    money: {
      ...OVERPAYMENT.money,
      months: OVERPAYMENT.money?.months.slice(0, 2) ?? [],
      unitPart: yuanOf(2469),
      personalPart: yuanOf(823),
    },
  };
  const since = { ...sinceMonday(OVERPAYMENT.caseId), told: digestMoneyOf([before]) };
  const says = '上次 ¥3,292，现为 ¥4,938：新增 2026-11';

  test('is shown with the difference, in a card and in a line', () => {
    expect(joined(render({ since, cases: [linked(OVERPAYMENT)] }).text)).toContain(joined(says));
    const others = ['1', '2', '3', '4', '5'].map((id) =>
      linked(sampleCase({ employeeId: `D${id}`, deadline: dueOn('2026-12-03') })),
    );
    const { text } = render({ since, cases: [...others, linked(OVERPAYMENT)] });
    expect(joined(text)).toMatch(new RegExp(`-\\[变\\]赵敏.*${joined(says)}`));
  });

  test('is shown for a case no longer listed, before other ended cases', () => {
    const gone = {
      told: { unitPart: yuanOf(980), personalPart: yuanOf(203) },
      gone: [{ why: 'settled', months: [] }],
    } as const;
    const many = Array.from({ length: 100 }, (_, index) => ({ ...WITHDRAWN, caseId: `x${index}` }));
    const { text } = render({ ended: [...many, { ...DONE, money: gone }] });
    expect(joined(text)).toContain(
      joined('上次提醒涉及 ¥1,183.00（单位 ¥980.00，个人 ¥203.00），现不再列出：已退回或抵扣'),
    );
    expect(text).toContain('另有 71 件不再需要办理');
  });
});

describe('a weak cut-off in a short mail', () => {
  const missed = dueOn('2026-12-04', { missedCutOff: plainDate('2026-11-25') });
  const perhaps = sampleCase({
    kind: 'removal',
    deadline: missed,
    because: [
      {
        rule: 'D4',
        code: 'removal-cut-off-perhaps-missed',
        values: { cutOff: '2026-11-25', later: '2026-12-05' } as never,
        confidence: 'low',
      },
    ],
  });

  test('never says that a month is missed, and is counted as to be confirmed', () => {
    const { text } = render({ cases: [linked(perhaps)] });
    expect(text).toContain('待核实');
    expect(joined(text)).not.toContain('来不及');
    expect(joined(text)).toContain('有1件的日期、金额或截止日待核实');
    const sure = render({ cases: [linked(sampleCase({ deadline: missed }))] }).text;
    expect(joined(sure)).toContain('当月来不及了');
  });

  test('is marked in a case of one line too', () => {
    const others = ['1', '2', '3', '4', '5'].map((id) =>
      linked(sampleCase({ employeeId: `D${id}`, deadline: dueOn('2026-12-02') })),
    );
    const { text } = render({ cases: [...others, linked(perhaps), linked(ENROLMENT)] });
    const rest = joined(text.slice(text.indexOf('== 其余')));
    expect(rest).toMatch(/减员申报·.*截止日待核实/);
    expect(rest).toMatch(/增员申报·2026-12-04（周五，待核实）/);
    expect(joined(text)).toContain('有2件的日期');
  });
});

describe.each(LANGUAGES)('whyInShort in %s', (language) => {
  const of = (kind: Case['kind']) => ({ ...sampleCase({ kind, eventOn: plainDate('2026-11-10') }) });

  test.each(CASE_KINDS)('gives %s its own line and a link named after the action', (kind) => {
    const texts = CASE_KINDS.map((each) => whyInShort(of(each), language));
    const why = whyInShort(of(kind), language);
    expect(why.length).toBeGreaterThan(8);
    expect(why.length).toBeLessThan(language === 'zh' ? 45 : 90);
    expect(texts.filter((each) => each === why)).toHaveLength(1);
    expect(linkInShort(of(kind), language)).not.toBe('');
    expect(`${why}${linkInShort(of(kind), language)}`).not.toMatch(/canbao |undefined/);
  });
});

// size, counting, hostile values

const URGENT = [undefined, '2026-11-20', '2026-12-01', '2026-12-05', '2027-01-20'] as const;

/** The given number of cases, with all kinds, several units and all urgencies. Each has the fields of a real case. */
function manyCases(count: number, say: (what: string) => string = (what) => what): RecipientCase[] {
  return Array.from({ length: count }, (_, index) => {
    const base = EVERY_CASE[index % EVERY_CASE.length] ?? ENROLMENT;
    const due = URGENT[index % URGENT.length];
    const unit = say(`单位${index % 7}`);
    const isUnits = base.employeeId === undefined;
    const { deadline: _deadline, ...plain } = base;
    const it: Case = {
      ...plain,
      caseId: `${index}${base.caseId}`,
      unitId: unit,
      ...(!isUnits && { employeeId: say(`E${index}`), employeeName: say('欧阳娜娜') }),
      ...(due !== undefined && base.question === undefined && { deadline: dueOn(due) }),
      ...(index % 9 === 0 && {
        state: { is: 'rejected', on: plainDate('2026-11-30'), reason: say('照片不清晰') },
      }),
    };
    return linked(it, { unitName: unit });
  });
}

/** The number of cases that the letter lists or counts. */
function countedIn(mail: ReturnType<typeof writeShortMail>): number {
  const cases = mail.sections
    .filter(({ heading }) => /^(?:先办|其余)/.test(heading))
    .flatMap(({ cards, lines }) => [
      ...cards.map(() => 1),
      ...lines.map(({ urgency, text }) =>
        urgency === undefined ? Number(/[：:] ?(\d+) (?:件|cases?)/.exec(text)?.[1]) : 1,
      ),
    ]);
  return cases.reduce((sum, each) => sum + each, 0);
}

test('30 cases take at most 20 KB of HTML, and 24 less than half of the long mail', () => {
  for (const recipient of [WANG_FANG, JANE_DOE]) {
    expect(bytes(render({ recipient, cases: manyCases(30) }).html)).toBeLessThanOrEqual(20 * 1024);
    const digest = composedDigest({ recipient, cases: manyCases(24) });
    expect(bytes(renderShortMail(digest, FRAME).html) * 2).toBeLessThan(bytes(renderDigest(digest).html));
  }
});

test.each([0, 1, 5, 6, 45, 46, 300, 3_000])(
  'a short mail lists or counts each of %i cases exactly once',
  (count) => {
    const digest = composedDigest({ cases: manyCases(count), ended: [WITHDRAWN] });
    const mail = writeShortMail(digest, FRAME);
    expect(countedIn(mail)).toBe(count);
    expect(mail.opening[0]).toContain(count === 0 ? '没有' : `${count} 件`);
    const { html, text } = renderShortMail(digest, FRAME);
    expect(bytes(html)).toBeLessThanOrEqual(60 * 1024);
    // Each case has at most one link.
    for (const { case: it } of digest.items) {
      const link = portalLinkOf(PORTAL, it, 'wang.fang@example.com');
      expect(text.split(`${link}\n`).length).toBeLessThanOrEqual(2);
    }
  },
);

const NASTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=x>',
  "' style='x",
  'a\nb',
  '\r\nBcc: x@example.com',
  '\u202egnp.exe',
  '\ud800',
  '"'.repeat(300),
  '龘'.repeat(300),
  'x'.repeat(2_000),
];

test.each(NASTY)('hostile values stay on one line, within 60 KB and out of the markup: %j', (nasty) => {
  const say = (what: string) => `${nasty}${what}`;
  const lines = Array.from({ length: 500 }, (_, index) => ({ unitId: say(`u${index}`), cases: 1 }));
  const ended = Array.from({ length: 500 }, (_, index) => ({
    ...WITHDRAWN,
    caseId: `${index}`,
    employeeName: say('x'),
    unitName: say('y'),
  }));
  const frame = { ...FRAME, administrator: { name: say('管理员'), email: 'a@example.com' } };
  for (const language of LANGUAGES) {
    const { subject, html, text } = render(
      {
        recipient: { email: 'a@example.com', name: say('王'), language },
        cases: manyCases(3_000, say),
        ended,
        administration: {
          unitsWithoutHandler: lines,
          unregisteredUnits: lines,
          quarantined: 1,
          notComputed: 1,
        },
      },
      frame,
    );
    expect(bytes(html)).toBeLessThanOrEqual(60 * 1024);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toMatch(/<script|<img|\u202e|\ud800/);
    expect(text).not.toMatch(/[\r\u2028]/);
    const tags = new Set((html.match(/<\/?[a-z0-9]+/g) ?? []).map((tag) => tag.replace('/', '')));
    for (const tag of tags)
      expect([
        '<html',
        '<head',
        '<meta',
        '<title',
        '<body',
        '<div',
        '<h1',
        '<h2',
        '<p',
        '<b',
        '<a',
      ]).toContain(tag);
  }
});

/** The width of a line in columns. A wide character takes two columns. */
function columns(line: string): number {
  return [...line].reduce((sum, each) => sum + (/[\u2e80-\uffef]/u.test(each) ? 2 : 1), 0);
}

describe.each([WANG_FANG, JANE_DOE])('the short mail for $name', (recipient) => {
  const digest = composedDigest({ ...SMALL, recipient, cases: manyCases(120) });
  const { text, html } = renderShortMail(digest, FRAME);

  test('has at most 76 columns of text, with web addresses on their own lines', () => {
    for (const line of text.split('\n')) {
      if (line.includes('https://')) expect(line).toMatch(/^\s*https:\/\/\S+$/);
      else expect(columns(line), line).toBeLessThanOrEqual(76);
    }
  });

  test('says the same in text and HTML', () => {
    const both = { text: joined(text), html: joined(visible(html)) };
    for (const string of stringsIn(writeShortMail(digest, FRAME)).map(joined)) {
      expect(both.text).toContain(string);
      expect(both.html).toContain(string);
    }
  });

  test('contains no command, reason, step, source or paper', () => {
    expect(text).not.toMatch(/canbao (?!is|has)\w|来源|怎么办|Based on|还缺材料/);
    const { because } = ENROLMENT;
    for (const { source, law } of because)
      for (const cited of [source, law]) if (cited !== undefined) expect(text).not.toContain(cited);
  });

  test('loads nothing, uses only inline styles, and has readable colours', () => {
    expect(html).not.toMatch(/<(?:script|img|link|iframe|style|table)|src=|url\(|@import|class=/i);
    const colours = [...html.matchAll(/[^-]color:(#\w{6})/g)].map(([, colour]) => colour ?? '');
    expect(new Set(colours).size).toBeGreaterThan(4);
    for (const colour of colours) {
      const ground = colour === '#ffffff' ? '#0b56a4' : '#ffffff';
      expect(contrast(colour, ground), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('explains in the footer why it was sent and what a reply does', () => {
    expect(joined(text)).toContain(
      joined(
        recipient === WANG_FANG
          ? '登记为经办人、管理员；需要更改请找管理员（系统管理员）'
          : 'registered as handler, administrator; your administrator (系统管理员) can change that',
      ),
    );
    expect(joined(text)).toContain(
      joined(
        recipient === WANG_FANG
          ? '请直接回复本邮件，写明姓名、日期和回执号'
          : 'reply to this mail with name, day and receipt number',
      ),
    );
    const alone = renderShortMail(digest, { ...FRAME, administrator: undefined }).text;
    expect(alone).not.toMatch(/回复|reply/);
  });
});

/** Every string of the mail, except where text and HTML differ. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ['htmlLanguage', 'colon', 'urgency', 'subject'].includes(key) ? [] : stringsIn(inner),
  );
}

/** The contrast of two colours by WCAG 2.1. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
      const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('any text from people stays out of the markup, and each case is listed or counted once', () => {
  const written = fc.oneof(anyText({ minLength: 1 }), fc.constantFrom(...NASTY));
  fc.assert(
    fc.property(
      fc.array(written, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 90 }),
      (texts, count) => {
        let next = 0;
        const say = (what: string) => `${texts[next++ % texts.length]}${what}`;
        const digest = composedDigest({ cases: manyCases(count, say) });
        const { html } = renderShortMail(digest, FRAME);
        expect(html.isWellFormed()).toBe(true);
        const told = writeShortMail(digest, FRAME).sections.flatMap(({ cards, lines }) => [
          ...cards,
          ...lines.filter(({ urgency }) => urgency !== undefined),
        ]);
        expect(told).toHaveLength(Math.min(count, 45));
        expect((html.match(/<h2/g) ?? []).length).toBeLessThanOrEqual(2);
      },
    ),
    { numRuns: tries(30) },
  );
});

describe('the order of a short mail', () => {
  test('is overdue, today, soon, then money, with cases that wait for an answer last in each', () => {
    const late = sampleCase({ employeeName: '某', employeeId: 'A1', deadline: dueOn('2026-11-20') });
    const waiting = { ...late, ...SUBMITTED, deadline: dueOn('2026-11-19') };
    const today = sampleCase({ employeeName: '某', employeeId: 'A3', deadline: dueOn('2026-12-01') });
    const soon = sampleCase({ employeeName: '某', employeeId: 'A4', deadline: dueOn('2026-12-02') });
    const { text } = render({
      cases: [NEEDS_PERSON, OVERPAYMENT, soon, today, waiting, late].map((it) => linked(it)),
    });
    const ids = [...text.matchAll(/^(?:■|-) .*（(\w+)）/gm)].map(([, id]) => id);
    expect(ids).toEqual(['A1', 'E1004', 'A3', 'A4', 'E1003', 'E1010']);
  });
});

test('a link that is no web address or too long becomes the link to the inbox', () => {
  for (const link of ['javascript:alert(1)', `https://x.example/${'a'.repeat(600)}`]) {
    const { text } = render({ cases: [linked(ENROLMENT, { link })] });
    expect(text).not.toContain(link);
    expect(text.split(`${PORTAL}/?${R}\n`)).toHaveLength(3);
  }
});

test('groups of cases link to the inbox of their kind and unit', () => {
  const mail = writeShortMail(composedDigest({ cases: manyCases(300) }), FRAME);
  const groups = mail.sections[1]?.lines.filter(({ urgency }) => urgency === undefined) ?? [];
  expect(groups.length).toBeGreaterThan(5);
  for (const { url } of groups.slice(0, -1)) expect(url).toMatch(/\/\?kind=[a-z-]+&unit=%E5[%\w]+&r=/);
});

describe('the long mail, used where there is no portal', () => {
  test.each([300, 3_000])('is cut at 90 KB and says how many of %i cases it leaves out', (count) => {
    for (const recipient of [WANG_FANG, JANE_DOE]) {
      const { html, text } = renderDigest(composedDigest({ recipient, cases: manyCases(count) }));
      expect(bytes(html)).toBeLessThanOrEqual(90 * 1024);
      expect(bytes(html)).toBeGreaterThan(80 * 1024);
      const left = Number(/(?:最不紧急的|least urgent ones:) (\d+)/.exec(text)?.[1]);
      expect(text.split('\n').filter((line) => line.startsWith('■'))).toHaveLength(count - left);
      expect(html).toContain(String(left));
    }
  });

  test('leaves out the least urgent cases first, and none where there is room', () => {
    const { text } = renderDigest(composedDigest({ cases: manyCases(300) }));
    expect(text).toMatch(/\n== 逾期（\d+） ==\n/);
    expect(text).not.toMatch(/\n== 之后/);
    expect(renderDigest(composedDigest({ cases: manyCases(20) })).text).not.toContain('没有列出');
  });

  test('is cut where ended cases have no room either', () => {
    const ended = Array.from({ length: 3_000 }, (_, index) => ({ ...WITHDRAWN, caseId: `${index}` }));
    const { html, text } = renderDigest(composedDigest({ cases: manyCases(40), ended }));
    expect(bytes(html)).toBeLessThanOrEqual(90 * 1024);
    expect(text).toContain('另有 2980 项，这里没有列出');
    expect(text).toContain('■');
  });
});
