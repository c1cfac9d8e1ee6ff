import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../functions/deployment/deployment.ts';
import type { RegistryRecord } from '../../../functions/ports.ts';
import type { ApiHosts } from '../../../functions/sources/api/api-access.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { fakeAuditLog } from '../../support/fakes/audit-log.ts';
import { fakeRegistry, type RegistryFile } from '../../support/fakes/registry.ts';
import { filesForFile } from '../../support/file-fixtures.ts';

const UNIT: RegistryFile['units'][number] = {
  unitId: 'BJ',
  name: '北京示例科技有限公司',
  region: '北京',
  channel: 'online',
  staff: [{ email: 'wang.fang@example.com', name: '王芳', roles: ['handler'] }],
};

const files = filesForFile();
let registry: ReturnType<typeof fakeRegistry>;
let apiHosts: ApiHosts | undefined;
const store = (): Store =>
  ({
    registry: { load: (): Promise<RegistryRecord> => registry.load() },
    applyRegistry: async (wanted) => registry.apply(wanted),
    settings: { fallbackMailbox: async () => undefined, apiHosts: async () => apiHosts },
    ...fakeAuditLog(),
    close: () => undefined,
  }) as Partial<Store> as Store;
const world = { openStore: async () => store() };

const fileWith = (content: unknown) =>
  files.write('registry.json', typeof content === 'string' ? content : JSON.stringify(content));
const stored = (file: RegistryFile) => {
  registry = fakeRegistry(file);
};
const apply = (content: unknown, ...more: readonly string[]) =>
  runCanbao(['registry', 'apply', fileWith(content), ...more], world);
const unitWith = (...overs: readonly object[]) => ({ units: overs.map((over) => ({ ...UNIT, ...over })) });
const sourcesOf = (...sources: readonly object[]) => ({ units: [UNIT], sources });
const staffOf = (...emails: readonly string[]) => ({
  staff: emails.map((email) => ({ email, name: '甲', roles: ['handler'] })),
});
const local = (value: number) => ({
  ...{ value, from: '2026-01-01' },
  ...{ source: '经办机构电话', verifiedOn: '2026-11-01' },
});
const policyOf = (localPolicy: object) => unitWith({ localPolicy });

/** The texts of the problems, without the path of the file and the lists of available names. */
const problemsOf = (err: string) =>
  err
    .replaceAll(files.directory, '')
    .replaceAll(/；可用的有 .*/g, '')
    .split('\n')
    .map((line) => line.replace(/^.*?: /, ''))
    .join('\n');

describe('canbao registry apply with an invalid file', () => {
  const [FEISHU, DINGTALK] = [{ source: 'feishu' }, { source: 'dingtalk' }];
  const CAN_BE = ['sources.1: dingtalk and feishu can have the same id for different people'];
  it.each<[string, unknown, readonly string[]]>([
    ['text that is not JSON', '{"units": [', ['is not valid JSON']],
    ['a list', [], ['expected object']],
    ['a unit without a name', unitWith({ name: undefined }), ['units.0 [BJ].name']],
    [
      'an unknown channel',
      unitWith({}, { unitId: 'SH', channel: 'fax' }),
      ['units.1 [SH].channel', 'online'],
    ],
    [
      'an impossible credit code',
      unitWith({ creditCode: '01110105MA01DEM01X' }),
      ['units.0 [BJ].creditCode'],
    ],
    [
      'an unknown region',
      unitWith({ region: '北亰' }),
      ['units.0 [BJ].region', 'nearest is 北京', '"unlisted": true'],
    ],
    [
      'several HR systems without separate ids',
      sourcesOf({ ...FEISHU, idPrefix: 'fs-' }, DINGTALK),
      ['sources.1: dingtalk has neither idPrefix nor sharesIdsWith, but there are other systems (feishu)'],
    ],
    [
      'a prefix that begins with another',
      sourcesOf({ ...FEISHU, idPrefix: 'f' }, { ...DINGTALK, idPrefix: 'fd-' }),
      CAN_BE,
    ],
    [
      'two HR systems without a prefix that share no ids',
      sourcesOf(...[FEISHU, DINGTALK].map((it) => ({ ...it, sharesIdsWith: [] }))),
      CAN_BE,
    ],
    [
      'ids shared with an unknown HR system',
      sourcesOf({ ...FEISHU, sharesIdsWith: ['workday'] }),
      ['sources.0.sharesIdsWith.0: there is no source workday'],
    ],
    [
      'a prefix for a source that sends our own ids',
      sourcesOf({ source: 'standard', idPrefix: 's-' }),
      ['sources.0.idPrefix: standard sends our own employee ids'],
    ],
    ...[
      'not-an-address',
      'a@example.com, b@example.com',
      'a@b',
      'Fang <a@example.com>',
      'a@example.com;',
    ].map((email): [string, unknown, string[]] => [
      `the address ${email}`,
      unitWith(staffOf(email)),
      ['units.0 [BJ].staff.0.email', 'one mail address'],
    ]),
    [
      'one address twice in a unit',
      unitWith(staffOf('A@example.com', 'a@Example.com')),
      ['units.0 [BJ].staff.1.email', 'twice'],
    ],
    ['a unit twice', unitWith({}, {}), ['units.1 [BJ].unitId', 'twice', 'units.0']],
    [
      'fallback staff twice',
      { units: [], fallbackStaff: [1, 2].map(() => ({ email: 'a@example.com', name: '甲' })) },
      ['fallbackStaff.1.email', 'twice'],
    ],
    [
      'a guide without a first day',
      unitWith({ leaverGuide: { send: true } }),
      ['units.0 [BJ].leaverGuide.from'],
    ],
    [
      'a guide in an unknown language',
      unitWith({ leaverGuide: { from: '2026-12-01', language: 'fr' } }),
      ['units.0 [BJ].leaverGuide.language', 'zh'],
    ],
    ['an unknown field', unitWith({ agent: {} }), ['units.0 [BJ].agent: no such field']],
    [
      'an unknown local parameter',
      policyOf({ cutOff: local(15) }),
      ['units.0 [BJ].localPolicy.cutOff', 'removalCutOffDay'],
    ],
    [
      'an impossible local value',
      policyOf({ removalCutOffDay: local(32) }),
      ['units.0 [BJ].localPolicy.removalCutOffDay: 32', '1 to 31'],
    ],
    [
      'a local value without a source',
      policyOf({ removalCutOffDay: { ...local(15), source: undefined } }),
      ['units.0 [BJ].localPolicy.removalCutOffDay.source'],
    ],
  ])('refuses %s', async (_, content, names) => {
    stored({ units: [] });
    const { code, err } = await apply(content, '--language', 'en');
    expect(code).toBe(1);
    for (const name of names) expect(err).toContain(name);
    expect((await registry.load()).registry.units).toEqual([]);
    const chinese = await apply(content);
    expect(chinese.code).toBe(1);
    expect(problemsOf(chinese.err)).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
  });

  it('refuses a missing file', async () => {
    const missing = join(files.directory, 'none.json');
    const { code, err } = await runCanbao(['registry', 'apply', missing], world);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('none.json（ENOENT）') });
  });
});

describe('canbao registry apply with a valid file', () => {
  it.each<[string, object]>([
    ['an unknown region that is marked as unlisted', unitWith({ region: '拉萨', unlisted: true })],
    ['one HR system alone', sourcesOf({ source: 'feishu' })],
    [
      'HR systems each with a prefix',
      sourcesOf({ source: 'feishu', idPrefix: 'fs-' }, { source: 'dingtalk', idPrefix: 'dt-' }),
    ],
    [
      'an HR system that was in use before the others',
      sourcesOf({ source: 'feishu', sharesIdsWith: [] }, { source: 'dingtalk', idPrefix: 'dt-' }),
    ],
    [
      'the same ids in both HR systems',
      sourcesOf({ source: 'standard', sharesIdsWith: ['feishu'] }, { source: 'feishu', sharesIdsWith: [] }),
    ],
    [
      'the same ids in all three',
      sourcesOf(
        { source: 'standard', sharesIdsWith: ['feishu'] },
        { source: 'feishu', sharesIdsWith: ['dingtalk'] },
        { source: 'dingtalk', sharesIdsWith: [] },
      ),
    ],
  ])('accepts %s', async (_, content) => {
    stored({ units: [] });
    expect(await apply(content)).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['91350203M0001QKT19', true],
    ['91110105MA01DEM01X', true],
    ['91110105MA01DEM01M', false],
  ])(
    'accepts the credit code %s, and says whether its check symbol is wrong: %s',
    async (creditCode, isSaid) => {
      const words = `units.0 [BJ].creditCode ${creditCode} does not fit`;
      stored({ units: [] });
      const { code, out } = await apply(unitWith({ creditCode }), '--language', 'en');
      expect([code, out.includes(words)]).toEqual([0, isSaid]);
      expect((await registry.load()).registry.units).toMatchObject([{ creditCode }]);
      expect((await apply(unitWith({ creditCode }))).out.includes('校验码不符')).toBe(isSaid);
    },
  );

  it('accepts a unit without staff, and warns', async () => {
    stored({ units: [] });
    const { code, out } = await apply(unitWith({ staff: [] }), '--language', 'en');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('units.0 [BJ] has no staff') });
  });

  it.each<[string, string, ApiHosts | undefined, boolean]>([
    ['an address of the vendor', 'https://open.larksuite.com', {}, false],
    ['another address', 'https://feishu.example.cn/', {}, true],
    [
      'an address allowed to another source',
      'https://feishu.example.cn',
      { dingtalk: ['feishu.example.cn'] },
      true,
    ],
    ['an allowed address', 'https://feishu.example.cn', { feishu: ['feishu.example.cn'] }, false],
    ['an address that may or may not be allowed', 'https://feishu.example.cn', undefined, false],
  ])(
    'accepts an API at %s, and warns only if calls to it will be refused',
    async (_, baseUrl, allowed, warns) => {
      stored({ units: [] });
      apiHosts = allowed;
      const file = fileWith(sourcesOf({ source: 'feishu', api: { baseUrl } }));
      const { applied, warnings } = await canbaoJson(['registry', 'apply', file, '--language', 'en'], world);
      const warning =
        'Warning: the api.baseUrl of HR system feishu is at feishu.example.cn, which is neither';
      expect({ applied, warnings }).toEqual({
        applied: true,
        warnings: warns ? [expect.stringContaining(warning)] : undefined,
      });
    },
  );
});

it('canbao registry apply removes every unit only with --yes', async () => {
  stored({ units: [UNIT] });
  const none = (...more: readonly string[]) => apply({ units: [] }, '--language', 'en', ...more);
  expect(await none()).toMatchObject({ code: 1, err: expect.stringContaining('--yes') });
  expect((await registry.load()).registry.units).toHaveLength(1);
  expect(await none('--dry-run')).toMatchObject({ code: 0 });
  expect(await none('--yes')).toMatchObject({ code: 0 });
  expect((await registry.load()).registry.units).toEqual([]);
});

it('canbao registry apply asks to rebuild everybody if the order of HR systems changed', async () => {
  const sources = [
    { source: 'feishu', idPrefix: 'fs-' },
    { source: 'dingtalk', idPrefix: 'dt-' },
  ];
  stored({ units: [UNIT], sources });
  const { out } = await apply(sourcesOf(...sources.toReversed()), '--local');
  expect(out).toContain('~ 人事系统 feishu: order');
  expect(out).toMatch(/canbao rebuild --local$/m);
});

describe('canbao registry apply', () => {
  const json = (content: unknown) => canbaoJson(['registry', 'apply', fileWith(content)], world);
  const changed: RegistryFile = {
    ...unitWith({ region: '上海' }, { unitId: 'GZ' }),
    fallbackStaff: [{ email: 'admin@example.com', name: '管理员' }],
  };

  it('shows the changes and applies them, naming the units to rebuild', async () => {
    stored({ units: [UNIT, { ...UNIT, unitId: 'OLD' }] });
    expect(await json(changed)).toEqual({
      applied: true,
      changes: [
        { what: 'unit', id: 'BJ', change: 'changed', fields: ['region'] },
        { what: 'unit', id: 'OLD', change: 'removed', fields: [] },
        { what: 'unit', id: 'GZ', change: 'added', fields: [] },
        { what: 'fallbackStaff', id: 'admin@example.com', change: 'added', fields: [] },
      ],
      rebuild: ['BJ', 'OLD'],
    });
    expect((await registry.load()).registry).toMatchObject({
      units: [{ unitId: 'BJ', region: '上海' }, { unitId: 'GZ' }],
    });
  });

  it('changes nothing the second time', async () => {
    stored({ units: [] });
    await json(changed);
    expect(await json(changed)).toEqual({ applied: false, changes: [], rebuild: [] });
  });

  it('changes nothing with --dry-run, and prints the same changes', async () => {
    stored({ units: [UNIT] });
    const { out } = await apply(changed, '--dry-run', '--local');
    expect(out).toContain('~ 参保单位 BJ: region');
    expect(out).toContain('+ 参保单位 GZ');
    expect(out).toContain('canbao rebuild --unit BJ --local');
    expect((await registry.load()).registry.units).toMatchObject([{ unitId: 'BJ', region: '北京' }]);
  });

  it('asks for no rebuild if only staff and names changed', async () => {
    stored({ units: [UNIT] });
    expect(await json(unitWith({ staff: [], name: '新名称' }))).toMatchObject({
      changes: [{ id: 'BJ', fields: ['name', 'staff'] }],
      rebuild: [],
    });
  });

  it('asks for a rebuild of a new unit that already had facts', async () => {
    stored({ units: [] });
    registry.meetUnit('BJ');
    expect(await json({ units: [UNIT] })).toMatchObject({
      rebuild: ['BJ'],
    });
  });

  it('accepts the output of canbao registry show', async () => {
    stored(changed);
    const shown = await canbaoJson(['registry', 'show'], world);
    expect(await json(shown)).toMatchObject({ changes: [] });
  });
});
