import { describe, expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import type { DigestInput } from '../../../domain/digest/digest.ts';
import { renderDigest } from '../../../domain/letter/digest-letter.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import {
  BLOCKED,
  composedDigest,
  DONE,
  dueOn,
  ENROLMENT,
  JANE_DOE,
  NEVER_HIRED,
  OVERPAYMENT,
  REFUND_REQUESTED,
  REJECTED,
  REMOVAL,
  SUBMITTED,
  sampleCase,
  sinceMonday,
  unitCase,
  WITHDRAWN,
  yuanOf,
} from '../../support/sample-cases.ts';

const render = (changes: Partial<DigestInput>) => renderDigest(composedDigest(changes));

/** The text of a reason of a case. Other tests check these texts. */
function zh(it: { readonly because: readonly Reason[] }, index: number): string {
  return reasonText(it.because[index] as Reason, 'zh');
}

function en(it: { readonly because: readonly Reason[] }, index: number): string {
  return reasonText(it.because[index] as Reason, 'en');
}

/** The lines of the mail about its only case. */
function linesOf(changes: Partial<DigestInput>): string[] {
  const lines = render(changes).text.split('\n');
  return lines.slice(
    lines.findIndex((line) => line.startsWith('■')),
    lines.indexOf('--') - 1,
  );
}

describe('the whole text of a digest', () => {
  const SMALL: Partial<DigestInput> = {
    cases: [
      unitCase(ENROLMENT, { link: 'https://example.com/filing?case=1&lang=zh' }),
      unitCase(REMOVAL, { unitName: '北京 <总部>' }),
      unitCase(OVERPAYMENT),
    ],
    since: sinceMonday(OVERPAYMENT.caseId),
    ended: [DONE, WITHDRAWN],
    administration: {
      unitsWithoutHandler: [{ unitId: 'shenzhen', cases: 3 }],
      unregisteredUnits: [
        { unitId: 'U9', cases: 1 },
        { unitId: '?', cases: 4 },
      ],
      quarantined: 2,
      notComputed: 1,
    },
  };

  test('in Chinese', () => {
    const { subject, text } = render(SMALL);
    expect(subject).toBe('[参保管家] 2026-12-01 逾期 1 · 今日 0 · 7日内 1');
    expect(text).toBe(`参保管家 · 2026-12-01（周二）
王芳，您好！
您有 3 件待办，其中 2 件今天需要留意。
有 1 件的日期或金额待核实。
逾期 1 · 7日内 1 · 之后 1

== 逾期（1） ==

■ 李四 <b>"小李"</b> & Co（E1002） [新] [已逾期]
  减员申报 · 北京 <总部>
  建议办理日：2026-11-27（周五），已过；最后期限 2026-11-30（周一），已逾期 1 天
  法定期限：2026-11-28（周六）
  顺延后期限：2026-11-30（周一）
  注意：2026-11-25（周三）的申报截止日已过，当月来不及了
  原因：${zh(REMOVAL, 0)}
  再不办理：2026-12-26（周六）起再增加 ¥1,646.00（单位 ¥1,234.50，个人 ¥411.50）
  依据：
    - 劳动合同法 50

== 7日内（1） ==

■ 张三（E1001） [新] [期限临近]
  增员申报 · 上海分公司
  建议办理日：2026-12-04（周五，待核实），还有 3 天
  法定期限：2026-12-12（周六）
  顺延后期限：2026-12-14（周一）
  注意：申报截止日早于法定期限，按截止日办理
  原因：${zh(ENROLMENT, 0)}
  还缺材料：基本医疗保险参保登记表；窗口可能还要：身份证复印件
  依据：
    - 社会保险法 58
    - ${zh(ENROLMENT, 1)}〔来源 1〕
    - ${zh(ENROLMENT, 2)}〔民法典 203〕
  去办理：https://example.com/filing?case=1&lang=zh

== 之后（1） ==

■ 赵敏（E1003）
  多缴处理 · 上海分公司
  建议办理日：没有固定期限
  原因：${zh(OVERPAYMENT, 0)}
  涉及金额：¥4,938.00（单位 ¥3,703.50，个人 ¥1,234.50），含估算
  涉及月份：2026-09 至 2026-10（2 个月）、2026-11（估算）
  再不办理：2026-12-26（周六）起再增加 ¥1,646.00（单位 ¥1,234.50，个人 ¥411.50）
  注意：个人部分收回后应退还本人
  依据：
    - 来源 2

== 不再需要办理 ==

- 马丽（E1011） · 增员申报 · 上海分公司：已撤回，无需再办
- 工号 E1012 · 减员申报 · 上海分公司：已办结

== 系统维护 ==

- 参保单位 shenzhen 没有经办人，它的 3 件待办转给了您
- 参保单位 U9 尚未登记，涉及 1 件待办
- 4 件待办不知属于哪个参保单位
- 新增 2 条无法识别的事件，已隔离，请查看
- 1 条记录无法计算，需人工处理

== 资料来源 ==

- 来源 1：当地经办机构网站
- 来源 2：上海市医疗保障局办事指南

--
建议办理日取法定期限与已知截止日中最早的一个，遇休息日提前。
标有“待核实”的内容来源较弱、说法不一或系推定；这些内容和写明未知的，请以当地经办机构的答复为准。
`);
  });

  test('in English', () => {
    const { subject, text } = render({ ...SMALL, recipient: JANE_DOE });
    expect(subject).toBe('[Canbao] 2026-12-01 overdue 1 · today 0 · within 7 days 1');
    expect(text).toBe(`Canbao · Tue 2026-12-01
Good morning, Jane Doe.
You have 3 open cases, of which 2 need a look today.
Cases with a date or an amount to be confirmed: 1.
Overdue 1 · Within 7 days 1 · Later 1

== Overdue (1) ==

■ 李四 <b>"小李"</b> & Co (E1002) [new] [overdue]
  Removal · 北京 <总部>
  Act by: Fri 2026-11-27, passed; the last lawful day was Mon 2026-11-30, 1 day overdue
  Statutory date: Sat 2026-11-28
  Last lawful day: Mon 2026-11-30
  Note: the cut-off on Wed 2026-11-25 has passed: too late for that month
  Why: ${en(REMOVAL, 0)}
  If you wait: ¥1,646.00 (unit ¥1,234.50, person ¥411.50) more from Sat 2026-12-26 on
  Based on:
    - 劳动合同法 50

== Within 7 days (1) ==

■ 张三 (E1001) [new] [due soon]
  Enrolment · 上海分公司
  Act by: Fri 2026-12-04 (to be confirmed), 3 days left
  Statutory date: Sat 2026-12-12
  Last lawful day: Mon 2026-12-14
  Note: the filing cut-off is before the statutory date: keep to the cut-off
  Why: ${en(ENROLMENT, 0)}
  Papers missing: enrolment form 基本医疗保险参保登记表; some counters also ask for: copy of the identity card 身份证复印件
  Based on:
    - 社会保险法 58
    - ${en(ENROLMENT, 1)} [source 1]
    - ${en(ENROLMENT, 2)} [民法典 203]
  Continue here: https://example.com/filing?case=1&lang=zh

== Later (1) ==

■ 赵敏 (E1003)
  Overpayment · 上海分公司
  Act by: no fixed date
  Why: ${en(OVERPAYMENT, 0)}
  At stake: ¥4,938.00 (unit ¥3,703.50, person ¥1,234.50), includes estimates
  Months: 2026-09 to 2026-10 (2 months), 2026-11 (estimated)
  If you wait: ¥1,646.00 (unit ¥1,234.50, person ¥411.50) more from Sat 2026-12-26 on
  Note: once the personal part has been refunded, pay it back to the person
  Based on:
    - source 2

== No longer open ==

- 马丽 (E1011) · Enrolment · 上海分公司: withdrawn, nothing to do
- Employee E1012 · Removal · 上海分公司: done

== For the administrator ==

- Unit shenzhen has no handler: you get its cases (3)
- Unit U9 is not registered; cases: 1
- Cases whose unit is not known: 4
- Events that could not be understood, put in quarantine since the last digest: 2
- Records whose cases could not be computed; please check them: 1

== Sources ==

- source 1: 当地经办机构网站
- source 2: 上海市医疗保障局办事指南

--
The act-by date is the earliest of the statutory date and the known cut-offs, moved back to a working day.
“To be confirmed” marks what is based on a weak source, on contradictory sources or on an assumption. For these statements, and for everything unknown, follow your local agency.
`);
  });
});

describe('the lines of one case', () => {
  test.each([
    [
      'the day before the agency is late',
      '2026-12-07',
      '2026-11-20（周五）已提交，尚无回执号，等待受理；2026-12-08（周二）起仍无答复即可催办',
    ],
    [
      'the first day on which the agency is late',
      '2026-12-08',
      '2026-11-20（周五）已提交，尚无回执号；经办机构应在 2026-12-08（周二）前答复，现已超时，请催办',
    ],
  ])('report a submission on %s', (_, day, text) => {
    const chaseFrom = plainDate('2026-12-08');
    const state = { is: 'submitted', on: plainDate('2026-11-20'), chaseFrom } as const;
    const it = sampleCase({ state, deadline: dueOn('2026-12-18') });
    expect(linesOf({ day: plainDate(day), cases: [unitCase(it)] })[3]).toBe(`  进展：${text}`);
  });

  test('report a submission with a receipt', () => {
    expect(linesOf({ cases: [unitCase(SUBMITTED)] })[4]).toBe(
      '  进展：2026-11-20（周五）已提交，回执号 SH-20261120-77，等待受理；2026-12-07（周一）起仍无答复即可催办',
    );
  });

  test('report a rejection that is due today', () => {
    expect(linesOf({ cases: [unitCase(REJECTED)] })).toEqual([
      '■ 刘洋（E1005） [新]',
      '  增员申报 · 上海分公司',
      '  建议办理日：2026-12-01（周二），就在今天',
      `  原因：${zh(REJECTED, 0)}`,
      '  进展：2026-11-30（周一）被退回：身份证照片不清晰',
      '  依据：',
      '    - 社会保险法 58',
    ]);
  });

  test('report a block by another employer in a year without a holiday notice', () => {
    expect(linesOf({ cases: [unitCase(BLOCKED)] })).toEqual([
      '■ 孙丽（E1006） [新]',
      '  增员申报 · 上海分公司',
      '  建议办理日：2026-12-31（周四），还有 30 天',
      '  法定期限：2027-01-02（周六）',
      '  顺延后期限：2027-01-04（周一，待核实）',
      '  注意：所涉年份的放假安排尚未公布，暂按周末休息推算',
      `  原因：${zh(BLOCKED, 0)}`,
      '  进展：2026-11-26（周四）因原单位尚未减员而受阻（原单位未减员）；期限照常计算，请联系原单位',
      '  依据：',
      '    - 社会保险法 58',
      `    - ${zh(BLOCKED, 1)}`,
    ]);
  });

  test('report a refund of an unknown amount', () => {
    expect(linesOf({ cases: [unitCase(REFUND_REQUESTED)] })).toEqual([
      '■ 周杰（E1007） [新]',
      '  多缴处理 · 上海分公司',
      '  建议办理日：没有固定期限',
      '  进展：2026-11-16（周一）已申请退费，等待答复',
      '  涉及金额：金额未知',
      '  涉及月份：2026-10（已申请）',
      '  注意：个人部分收回后应退还本人',
    ]);
  });

  test('show the employee id and "unknown unit" where name and unit are unknown', () => {
    expect(linesOf({ cases: [unitCase(NEVER_HIRED, { unitName: '?' })] })).toEqual([
      '■ 工号 E1008 [新]',
      '  没有入职记录 · 参保单位未知',
      '  建议办理日：没有固定期限',
    ]);
  });

  test('leave out a late fee that does not run', () => {
    const lateFee = { soFar: yuanOf(0), nextDay: yuanOf(0) };
    const money = { unitPart: yuanOf(1), personalPart: yuanOf(1), months: [], lateFee };
    const lines = (it: Case['money']) =>
      linesOf({ cases: [unitCase(sampleCase(it === undefined ? {} : { money: it }))] }).join();
    expect(lines(money)).not.toContain('滞纳金');
    expect(lines({ ...money, lateFee: { ...lateFee, nextDay: yuanOf(0.01) } })).toContain('滞纳金');
  });

  test('ask for papers only while the agency is not processing the filing', () => {
    const documents = [{ name: '劳动合同', required: true, received: false }];
    expect(linesOf({ cases: [unitCase({ ...SUBMITTED, documents })] }).join()).not.toContain('还缺材料');
    expect(linesOf({ cases: [unitCase({ ...REJECTED, documents })] }).join()).toContain('还缺材料');
  });

  test('name the accepted alternative of a document', () => {
    const documents = [{ name: '劳动合同复印件', orElse: '入职证明', required: false, received: false }];
    const given = { cases: [unitCase(sampleCase({ documents }))] };
    expect(linesOf(given)).toContain('  还缺材料：窗口可能还要：劳动合同复印件或入职证明');
    expect(linesOf({ ...given, recipient: JANE_DOE })).toContain(
      '  Papers missing: some counters also ask for: copy of the contract 劳动合同复印件 or proof of the hire 入职证明',
    );
  });

  test('say when all papers are there', () => {
    const documents = [{ name: '劳动合同', required: true, received: true }];
    expect(linesOf({ cases: [unitCase(sampleCase({ documents }))] })).toContain('  还缺材料：已齐备');
  });

  test.each([
    [
      'both parts',
      { unitPart: yuanOf(1234567.8), personalPart: yuanOf(0.05) },
      '¥1,234,567.85（单位 ¥1,234,567.80，个人 ¥0.05）',
    ],
    ['the person’s part unknown', { unitPart: yuanOf(999) }, '单位 ¥999.00，个人部分未知'],
    ['the unit’s part unknown', { personalPart: yuanOf(1000) }, '单位部分未知，个人 ¥1,000.00'],
  ])('show money: %s', (_, parts, text) => {
    const it = sampleCase({ money: { ...parts, months: [] } });
    expect(linesOf({ cases: [unitCase(it)] }).at(-1)).toBe(`  涉及金额：${text}`);
  });

  test('announce the next amount, as unknown, where nothing is owed yet', () => {
    const it = sampleCase({ money: { months: [], next: { on: plainDate('2026-12-26') } } });
    expect(linesOf({ cases: [unitCase(it)] }).slice(3)).toEqual([
      '  再不办理：2026-12-26（周六）起再增加，金额未知',
    ]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '/relative', 'https://two words.example'])(
    'leave out a link that is no web address: %s',
    (link) => {
      const { text, html } = render({ cases: [unitCase(ENROLMENT, { link })] });
      expect(html).not.toContain('<a ');
      expect(text).not.toContain(link);
    },
  );

  test('mark a case as overdue, without "near", when it passed a threshold on the same day', () => {
    const since = { ...sinceMonday(REMOVAL.caseId), coveredUntil: plainDate('2026-11-26') };
    expect(linesOf({ since, cases: [unitCase(REMOVAL)] })[0]).toBe(
      '■ 李四 <b>"小李"</b> & Co（E1002） [已逾期]',
    );
  });
});

test('renderDigest escapes markup in a name (whole HTML of one case)', () => {
  const it = sampleCase({ employeeName: '李四 <b>"小李"</b> & Co', deadline: dueOn('2026-12-04') });
  const { html } = render({ cases: [unitCase(it, { link: 'https://example.com/?a=1&b=2' })] });
  const withoutStyles = html.replaceAll(/ style="[^"]*"/g, '');
  expect(withoutStyles).toBe(`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>[参保管家] 2026-12-01 逾期 0 · 今日 0 · 7日内 1</title>
</head>
<body>
<div>
<h1>参保管家 · 2026-12-01（周二）</h1>
<p>王芳，您好！</p>
<p>您有 1 件待办，其中 1 件今天需要留意。</p>
<p><b>7日内 1</b></p>
<h2>7日内（1）</h2>
<div>
<div><b>李四 &lt;b&gt;&quot;小李&quot;&lt;/b&gt; &amp; Co（E1001）</b> <span>新</span></div>
<div>增员申报 · 上海分公司</div>
<table role="presentation" cellpadding="0" cellspacing="0">
<tr><td>建议办理日</td><td><b><span>2026-12-04（周五），</span>还有 3 天</b></td></tr>
</table>
<div><a href="https://example.com/?a=1&amp;b=2">去办理</a></div>
</div>
<div>
<p>建议办理日取法定期限与已知截止日中最早的一个，遇休息日提前。</p>
<p>标有“待核实”的内容来源较弱、说法不一或系推定；这些内容和写明未知的，请以当地经办机构的答复为准。</p>
</div>
</div>
</body>
</html>
`);
});
