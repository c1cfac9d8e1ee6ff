import { describe, expect, test } from 'vitest';
import { addressOf, domainsOf, readSettings, warningsFor } from '../../infra/settings.ts';

const read = (canbao: Record<string, unknown>, env: Record<string, string> = {}) =>
  readSettings({ context: { canbao }, env });

describe('settings', () => {
  test('are complete without any configuration', () => {
    expect(readSettings({ context: {}, env: {} })).toEqual({
      stage: 'dev',
      sender: '参保管家 <canbao@example.com>',
      scheduleAt: '08:30',
      zone: 'Asia/Shanghai',
      mail: { transport: 'ses' },
      fallbackMailbox: 'canbao-admin@example.com',
      sendsPerSecond: 1,
      sources: ['standard'],
      retentionYears: 10,
      hardened: 'off',
      dashboard: 'off',
      portal: 'on',
    });
  });

  test.each([
    ['standard,feishu', ['standard', 'feishu']],
    [' wecom  wecom ', ['wecom']],
    [
      ['dingtalk', 'bamboohr'],
      ['dingtalk', 'bamboohr'],
    ],
  ])('accept sources as a text or a list: %j', (given, sources) => {
    expect(readSettings({ context: { 'canbao.sources': given }, env: {} }).sources).toEqual(sources);
  });

  test.each(['sap', ',', 'standard,sap'])('reject an unknown source by name: %s', (given) => {
    expect(() => readSettings({ context: { 'canbao.sources': given }, env: {} })).toThrow(
      /sources: .*bamboohr/,
    );
  });

  test('come from the context, overridden by variables, overridden by single context keys', () => {
    const context = { canbao: { stage: 'one', zone: 'UTC', sender: 'a@b.cn' }, 'canbao.stage': 'three' };
    const env = { CANBAO_STAGE: 'two', CANBAO_ZONE: 'Asia/Urumqi' };
    const { stage, zone, sender } = readSettings({ context, env });
    expect({ stage, zone, sender }).toEqual({ stage: 'three', zone: 'Asia/Urumqi', sender: 'a@b.cn' });
  });

  test('accept SMTP from the context, from variables, or from both', () => {
    const mail = { transport: 'smtp', host: 'smtp.example.com', port: 465 };
    const smtp = { host: 'smtp.example.com', port: 465 };
    expect(read({ mailTransport: 'smtp', smtp }).mail).toEqual(mail);
    const variables = { CANBAO_MAIL_TRANSPORT: 'smtp', CANBAO_SMTP_HOST: 'smtp.example.com' };
    expect(read({}, { ...variables, CANBAO_SMTP_PORT: '465' }).mail).toEqual(mail);
    expect(read({ smtp: { port: 465 } }, variables).mail).toEqual(mail);
  });

  test.each([
    ['the command line', { 'canbao.smtp': '{"host":"h.cn","port":465}' }, {}],
    ['a variable', {}, { CANBAO_SMTP: '{"host":"h.cn","port":465}' }],
    [
      'a variable, with its port in another variable',
      {},
      { CANBAO_SMTP: '{"host":"h.cn"}', CANBAO_SMTP_PORT: '465' },
    ],
    [
      'both, where the command line wins',
      { 'canbao.smtp.port': '465' },
      { CANBAO_SMTP: '{"host":"h.cn","port":25}' },
    ],
  ])('accept SMTP as JSON from %s', (_, context, env) => {
    const given = { context: { 'canbao.mailTransport': 'smtp', ...context }, env };
    expect(readSettings(given).mail).toEqual({ transport: 'smtp', host: 'h.cn', port: 465 });
  });

  test.each(['h.cn:465', '{"host":"h.cn","port":465', '["h.cn",465]', '465'])(
    'reject SMTP of another form, and name it: %s',
    (smtp) => {
      expect(() => read({ mailTransport: 'smtp' }, { CANBAO_SMTP: smtp })).toThrow(
        /smtp: .* cannot be used; allowed is \{"host", "port"\}/,
      );
    },
  );

  test('name the domain and the configuration set of SES', () => {
    const sender = '参保 <hr@mail.example.cn>';
    const given = { sender, sesDomain: 'example.cn', sesConfigurationSet: 'hr' };
    expect(read(given).mail).toEqual({ transport: 'ses', domain: 'example.cn', configurationSet: 'hr' });
  });

  test('ignore unrelated and empty variables', () => {
    expect(read({}, { CANBAO_PORT: '8787', CANBAO_STAGE: '', CANBAO_ALARM_MAILBOX: '' })).toEqual(read({}));
  });

  test('use the region of the profile only where it changes what the stack may contain', () => {
    expect(read({}, { CDK_DEFAULT_REGION: 'eu-west-1' }).region).toBeUndefined();
    const smtp = { mailTransport: 'smtp', smtp: { host: 'h.cn', port: 465 } };
    expect(read(smtp, { CDK_DEFAULT_REGION: 'cn-north-1' }).region).toBe('cn-north-1');
    expect(read({ region: 'eu-west-1' }, { CDK_DEFAULT_REGION: 'cn-north-1' }).region).toBe('eu-west-1');
  });

  test.each([
    ['stage', 'a', 'Prod'],
    ['stage', 'a'.repeat(16), 'a'.repeat(17)],
    ['sender', 'canbao@example.com', 'canbao'],
    ['sender', '参保管家 <canbao@example.com>', '参保管家 <canbao>'],
    ['sender', 'HR, Beijing <canbao@example.com>', 'HR\r\nBcc: x <canbao@example.com>'],
    ['sender', 'hr+canbao@example.com', 'hr*@example.com'],
    ['sender', '参保 <hr@example.com>', '参保 <张三@example.com>'],
    ['sesDomain', 'example.com', 'Example.com'],
    ['sesConfigurationSet', 'hr_mail-1', 'hr*'],
    ['scheduleAt', '22:29', '22:30'],
    ['scheduleAt', '00:00', '24:00'],
    ['scheduleAt', '08:05', '8:05'],
    ['zone', 'Asia/Shanghai', 'Asia/Bejing'],
    ['zone', 'UTC', '+08:00'],
    ['zone', 'PRC', 'asia/shanghai'],
    ['zone', 'Asia/Kolkata', 'Asia/SHANGHAI'],
    ['mailTransport', 'ses', 'sendmail'],
    ['fallbackMailbox', 'hr@example.com', 'HR <hr@example.com>'],
    ['alarmMailbox', 'ops@example.com', 'ops'],
    ['alarmMailbox', 'ops@example.com', '值班@example.com'],
    ['sendsPerSecond', 0.5, 0.4],
    ['sendsPerSecond', '14', 'many'],
    ['retentionYears', '2', '1'],
    ['retentionYears', 50, 2.5],
    ['hardened', 'on', true],
    ['dashboard', 'on', true],
    ['region', 'ap-southeast-1', 'singapore'],
    ['account', '123456789012', '12345678901'],
    ['caseLink', 'https://hr.example.com/cases/{caseId}', 'https://hr.example.com/cases'],
    ['caseLink', 'http://hr.example.com/{employeeId}', 'javascript:alert({caseId})'],
  ])('%s accepts %j and rejects %j', (name, good, bad) => {
    expect(read({ [name]: good })).toBeDefined();
    expect(() => read({ [name]: bad })).toThrow(
      `${name}: ${JSON.stringify(bad)} cannot be used; allowed is `,
    );
  });

  test.each([
    ['smtp without a server', { mailTransport: 'smtp' }, 'smtp: nothing cannot be used'],
    [
      'a server without smtp',
      { smtp: { host: 'h.cn', port: 465 } },
      'smtp: {"host":"h.cn","port":465} cannot be used',
    ],
    [
      'a server without a port',
      { mailTransport: 'smtp', smtp: { host: 'h.cn' } },
      'smtp.port: nothing cannot be used',
    ],
    [
      'the port that Lambda cannot reach',
      { mailTransport: 'smtp', smtp: { host: 'h.cn', port: 25 } },
      'smtp.port: 25 cannot be used; allowed is a port from 1 to 65535 except 25',
    ],
    [
      'a port out of range',
      { mailTransport: 'smtp', smtp: { host: 'h.cn', port: 65536 } },
      'smtp.port: 65536 cannot be used',
    ],
    [
      'a time whose check is on the next day in China',
      { scheduleAt: '14:30', zone: 'UTC' },
      'scheduleAt: "14:30" cannot be used',
    ],
    [
      'a domain of SES in China',
      {
        region: 'cn-north-1',
        mailTransport: 'smtp',
        smtp: { host: 'h.cn', port: 465 },
        sesDomain: 'example.com',
      },
      'sesDomain: "example.com (region cn-north-1)" cannot be used; allowed is',
    ],
    [
      'a domain of SES with SMTP',
      { mailTransport: 'smtp', smtp: { host: 'h.cn', port: 465 }, sesDomain: 'example.com' },
      'sesDomain: "example.com (mailTransport smtp)" cannot be used; allowed is',
    ],
    [
      'a domain that is not above the sender',
      { sender: 'hr@example.com', sesDomain: 'mail.example.com' },
      'sesDomain: "mail.example.com (sender hr@example.com)" cannot be used; allowed is',
    ],
    [
      'a configuration set with SMTP',
      { mailTransport: 'smtp', smtp: { host: 'h.cn', port: 465 }, sesConfigurationSet: 'hr' },
      'sesConfigurationSet: "hr (mailTransport smtp)" cannot be used; allowed is',
    ],
    ['SES in China', { region: 'cn-north-1' }, 'mailTransport: "ses (region cn-north-1)" cannot be used'],
    [
      'a setting that does not exist',
      { sendr: 'a@b.cn' },
      'sendr: is not a setting; the settings are stage, sender,',
    ],
  ])('%s is rejected', (_, canbao, message) => {
    expect(() => read(canbao)).toThrow(message);
  });

  test('SES is rejected where only the profile points to China', () => {
    expect(() => read({}, { CDK_DEFAULT_REGION: 'cn-northwest-1' })).toThrow('SES does not exist');
  });

  test('a misspelt single context key is rejected by name', () => {
    expect(() => readSettings({ context: { 'canbao.stge': 'x' }, env: {} })).toThrow(
      'stge: is not a setting',
    );
  });

  test('the context key must hold an object', () => {
    expect(() => readSettings({ context: { canbao: 'stage=prod' }, env: {} })).toThrow('-c canbao.stage=');
  });

  test('every wrong setting is named at once', () => {
    expect(() => read({ stage: '', zone: '', scheduleAt: '' })).toThrow(
      /stage: "".*scheduleAt: "".*zone: ""/s,
    );
  });
});

describe('settings that keep strangers away', () => {
  test.each([
    [
      { hookKey: 'short' },
      /^ {2}hookKey: "short" cannot be used; allowed is 16 to 64 letters, digits and -/m,
    ],
    [{ hookKey: 'sixteen/letters/x' }, /^ {2}hookKey: /m],
    [{ hookKey: 'sixteen-{letters}' }, /^ {2}hookKey: /m],
    [{ receiveConcurrency: '0' }, /^ {2}receiveConcurrency: "0" cannot be used; allowed is a whole number/m],
    [{ apiHosts: 'feishu=a.example.cn' }, /^ {2}apiHosts: "feishu=a.example.cn \(sources standard\)"/m],
    [{ apiHosts: 'standard=a.example.cn' }, /^ {2}apiHosts: /m],
    [{ sources: 'feishu', apiHosts: 'https://a.example.cn' }, /^ {2}apiHosts: /m],
    [{ sources: 'feishu', apiHosts: 'feishu=a.example.cn/path' }, /^ {2}apiHosts: /m],
  ])('%j is rejected by name', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });

  test('are accepted when valid', () => {
    const given = {
      sources: 'feishu,dingtalk',
      apiHosts: 'feishu=a.cn,dingtalk=127.0.0.1',
      hookKey: 'a'.repeat(16),
    };
    expect(read({ ...given, receiveConcurrency: '20' })).toMatchObject({
      apiHosts: ['feishu=a.cn', 'dingtalk=127.0.0.1'],
      hookKey: 'a'.repeat(16),
      receiveConcurrency: 20,
    });
  });
});

describe('warningsFor', () => {
  const ids = (canbao: Record<string, unknown>) => warningsFor(read(canbao)).map(({ id }) => id);
  const own = { sender: 'hr@a.cn', fallbackMailbox: 'hr@a.cn' };

  test('warns of sample addresses and a missing alarm mailbox', () => {
    expect(ids({})).toEqual(['canbao:sample-mailbox', 'canbao:no-alarm-mailbox']);
    expect(ids(own)).toEqual(['canbao:no-alarm-mailbox']);
    expect(ids({ ...own, alarmMailbox: 'ops@a.cn' })).toEqual([]);
  });

  test('warns of a source that may be unsigned, which must be one of the sources', () => {
    const heard = { ...own, alarmMailbox: 'ops@a.cn', sources: 'standard,feishu' };
    expect(ids({ ...heard, unsigned: 'feishu' })).toEqual(['canbao:unsigned-feishu']);
    expect(() => read({ unsigned: 'feishu' })).toThrow(/^ {2}unsigned: "feishu \(sources standard\)"/m);
    expect(() => read({ ...heard, unsigned: 'standard' })).toThrow(/^ {2}unsigned: /m);
  });
});

test('domainsOf gives the domains of an address below the top-level domain', () => {
  expect(domainsOf('hr@Mail.example.cn')).toEqual(['mail.example.cn', 'example.cn']);
  expect(domainsOf('hr@example.cn')).toEqual(['example.cn']);
});

test.each([
  ['canbao@example.com', 'canbao@example.com'],
  ['参保管家 <canbao@example.com>', 'canbao@example.com'],
])('addressOf %s is %s', (sender, address) => {
  expect(addressOf(sender)).toBe(address);
});
