import { expect, test } from 'vitest';
import { EN } from '../../../domain/letter/en.ts';
import { ZH } from '../../../domain/letter/zh.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const SILENCE = { source: 'feishu', lastHeardOn: plainDate('2026-11-09'), workingDays: 9, usual: 8 };
const WORDS = (['unit', 'reason', 'category'] as const).map((field) => ({
  source: 'dingtalk',
  field,
  value: '外包',
}));

test('a source that may be unsigned is named, with what to do', () => {
  expect(ZH.administration.unsigned('feishu')).toMatch(/feishu .*没有签名.*Encrypt Key/);
  expect(EN.administration.unsigned('feishu')).toMatch(/feishu .*without a signature.*Encrypt Key/);
});

test('refused requests are listed by source and kind, with what to do', () => {
  const refused = { source: 'feishu', mismatched: 2, unsigned: 3, malformed: 4 };
  expect(ZH.administration.refused(refused)).toMatch(
    /feishu .*不符 2 次，没有签名 3 次，格式不对 4 次；.*核对密钥.*EventMismatched/,
  );
  expect(EN.administration.refused(refused)).toMatch(
    /feishu .*: 2 with .*, 3 without a signature, 4 in a wrong format; .*check the secret.*EventMismatched/,
  );
});

test('a silent HR system is listed with its last day, its silence and the usual pause', () => {
  expect(ZH.administration.silent(SILENCE)).toBe(
    '人事系统 feishu 自 2026-11-09（周一）起 9 个工作日没有发来任何事件（平时不超过 8 个），入职、离职可能漏报，请检查推送设置',
  );
  expect(EN.administration.silent(SILENCE)).toBe(
    'HR system feishu has sent nothing since Mon 2026-11-09, 9 working days (normally at most 8): hires and leaves may be missing; check its event subscription',
  );
});

test.each([
  [
    ['BJ', 'CD'],
    'bounced',
    /邮箱 li@example\.com（参保单位 BJ、CD）自 2026-11-09（周一）起收不到邮件：被退回/,
    /\(unit BJ, CD\).*it bounced/,
  ],
  [[], 'delayed', /（后备人员）.*有三天的邮件未能送达/, /\(fallback staff\).*mails on three days/],
] as const)('unreachable staff of %j are listed with the reason (%s)', (unitIds, why, zh, en) => {
  const staff = { address: 'li@example.com', since: plainDate('2026-11-09'), why, unitIds };
  expect(ZH.administration.undeliverable(staff)).toMatch(zh);
  expect(EN.administration.undeliverable(staff)).toMatch(en);
});

test('a value without a mapping is listed with its kind and where to add it', () => {
  expect(WORDS.map((word) => ZH.administration.unmapped(word))).toEqual(
    ['部门或公司', '离职原因', '用工类别'].map(
      (field) =>
        `人事系统 dingtalk 的${field}“外包”没有对应关系，请在登记的 sources 中补上，再重放隔离的事件`,
    ),
  );
  expect(WORDS.map((word) => EN.administration.unmapped(word))[0]).toBe(
    'HR system dingtalk sent the department or company “外包”, which has no mapping: add one to sources in the registry, then replay the events in quarantine',
  );
});

test('an HR system that the registry does not list is listed with what to do', () => {
  expect(ZH.administration.unlisted('feishu')).toMatch(/feishu 不在登记的 sources 中：请按先后补上/);
  expect(EN.administration.unlisted('feishu')).toMatch(
    /feishu is not in the registry’s sources: add it there.*in order of priority/,
  );
});
