import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../functions/deployment/deployment.ts';
import type { RegistryRecord } from '../../../functions/ports.ts';
import type { ApiHosts } from '../../../functions/sources/api/api-access.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { fakeAuditLog } from '../../support/fakes/audit-log.ts';
import { fakeRegistry, type RegistryFile } from '../../support/fakes/registry.ts';

const UNIT: RegistryFile['units'][number] = {
  unitId: 'BJ',
  name: '北京示例科技有限公司',
  region: '北京',
  channel: 'online',
  staff: [{ email: 'wang.fang@example.com', name: '王芳', roles: ['handler'] }],
};

let directory: string;
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

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'canbao-registry-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function fileWith(content: unknown): string {
  const file = join(directory, 'registry.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const stored = (file: RegistryFile) => {
  registry = fakeRegistry(file);
};

/** What is said of each problem, without the path of the file and the names that stand in it. */
const problemsOf = (err: string) =>
  err
    .replaceAll(directory, '')
    .replaceAll(/；可用的有 .*/g, '')
    .split('\n')
    .map((line) => line.replace(/^.*?: /, ''))
    .join('\n');

describe('what canbao registry apply refuses', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['text that is no JSON', '{"units": [', ['is not valid JSON']],
    ['a list', [], ['expected object']],
    ['a unit without a name', { units: [{ ...UNIT, name: undefined }] }, ['units.0 [BJ].name']],
    [
      'a channel that does not exist',
      { units: [UNIT, { ...UNIT, unitId: 'SH', channel: 'fax' }] },
      ['units.1 [SH].channel', 'online'],
    ],
    [
      'a credit code that cannot be right',
      { units: [{ ...UNIT, creditCode: '01110105MA01DEM01X' }] },
      ['units.0 [BJ].creditCode'],
    ],
    [
      'a region that is not known',
      { units: [{ ...UNIT, region: '北亰' }] },
      ['units.0 [BJ].region', 'nearest is 北京', '"unlisted": true'],
    ],
    [
      'several HR systems whose ids are not kept apart',
      { units: [UNIT], sources: [{ source: 'feishu', idPrefix: 'fs-' }, { source: 'dingtalk' }] },
      ['sources.1: dingtalk has neither idPrefix nor sharesIdsWith, but there are other systems (feishu)'],
    ],
    [
      'a prefix that begins with another',
      {
        units: [UNIT],
        sources: [
          { source: 'feishu', idPrefix: 'f' },
          { source: 'dingtalk', idPrefix: 'fd-' },
        ],
      },
      ['sources.1: dingtalk and feishu can have the same id for different people'],
    ],
    [
      'two HR systems without a prefix that share ids with nobody',
      { units: [UNIT], sources: ['feishu', 'dingtalk'].map((source) => ({ source, sharesIdsWith: [] })) },
      ['sources.1: dingtalk and feishu can have the same id for different people'],
    ],
    [
      'ids shared with an HR system that there is not',
      { units: [UNIT], sources: [{ source: 'feishu', sharesIdsWith: ['workday'] }] },
      ['sources.0.sharesIdsWith.0: there is no source workday'],
    ],
    [
      'a prefix for who sends our own ids',
      { units: [UNIT], sources: [{ source: 'standard', idPrefix: 's-' }] },
      ['sources.0.idPrefix: standard sends our own employee ids'],
    ],
    ...[
      'not-an-address',
      'a@example.com, b@example.com',
      'a@b',
      'Fang <a@example.com>',
      'a@example.com;',
    ].map(
      (email) =>
        [
          `the address ${email}`,
          { units: [{ ...UNIT, staff: [{ email, name: '甲', roles: ['handler'] }] }] },
          ['units.0 [BJ].staff.0.email', 'one mail address'],
        ] as [string, unknown, string[]],
    ),
    [
      'one address twice in a unit',
      {
        units: [
          {
            ...UNIT,
            staff: ['A@example.com', 'a@Example.com'].map((email) => ({
              email,
              name: '甲',
              roles: ['handler'],
            })),
          },
        ],
      },
      ['units.0 [BJ].staff.1.email', 'twice'],
    ],
    ['a unit twice', { units: [UNIT, UNIT] }, ['units.1 [BJ].unitId', 'twice', 'units.0']],
    [
      'fallback staff twice',
      { units: [], fallbackStaff: [1, 2].map(() => ({ email: 'a@example.com', name: '甲' })) },
      ['fallbackStaff.1.email', 'twice'],
    ],
    [
      'a guide for leavers of no day',
      { units: [{ ...UNIT, leaverGuide: { send: true } }] },
      ['units.0 [BJ].leaverGuide.from'],
    ],
    [
      'a guide in a language that there is not',
      { units: [{ ...UNIT, leaverGuide: { from: '2026-12-01', language: 'fr' } }] },
      ['units.0 [BJ].leaverGuide.language', 'zh'],
    ],
    [
      'a field that means nothing',
      { units: [{ ...UNIT, agent: {} }] },
      ['units.0 [BJ].agent: no such field'],
    ],
    [
      'a local parameter that does not exist',
      { units: [{ ...UNIT, localPolicy: { cutOff: local(15) } }] },
      ['units.0 [BJ].localPolicy.cutOff', 'removalCutOffDay'],
    ],
    [
      'a local value that cannot be',
      { units: [{ ...UNIT, localPolicy: { removalCutOffDay: local(32) } }] },
      ['units.0 [BJ].localPolicy.removalCutOffDay: 32', '1 to 31'],
    ],
    [
      'a local value without a source',
      { units: [{ ...UNIT, localPolicy: { removalCutOffDay: { ...local(15), source: undefined } } }] },
      ['units.0 [BJ].localPolicy.removalCutOffDay.source'],
    ],
  ])('%s', async (_, content, names) => {
    stored({ units: [] });
    const args = ['registry', 'apply', fileWith(content)];
    const { code, err } = await runCanbao([...args, '--language', 'en'], world);
    expect(code).toBe(1);
    for (const name of names) expect(err).toContain(name);
    expect((await registry.load()).registry.units).toEqual([]);
    const chinese = await runCanbao(args, world);
    expect(chinese.code).toBe(1);
    expect(problemsOf(chinese.err)).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
  });

  it('a file that is not there', async () => {
    const { code, err } = await runCanbao(['registry', 'apply', join(directory, 'none.json')], world);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('none.json（ENOENT）') });
  });
});

it('canbao registry apply takes a region that is not known where it is meant', async () => {
  stored({ units: [] });
  const file = fileWith({ units: [{ ...UNIT, region: '拉萨', unlisted: true }] });
  expect((await runCanbao(['registry', 'apply', file], world)).code).toBe(0);
});

it.each<[string, RegistryFile['sources']]>([
  ['one alone', [{ source: 'feishu' }]],
  [
    'each with a prefix',
    [
      { source: 'feishu', idPrefix: 'fs-' },
      { source: 'dingtalk', idPrefix: 'dt-' },
    ],
  ],
  [
    'one that was there first',
    [
      { source: 'feishu', sharesIdsWith: [] },
      { source: 'dingtalk', idPrefix: 'dt-' },
    ],
  ],
  [
    'the same ids in both',
    [
      { source: 'standard', sharesIdsWith: ['feishu'] },
      { source: 'feishu', sharesIdsWith: [] },
    ],
  ],
  [
    'the same ids in all three',
    [
      { source: 'standard', sharesIdsWith: ['feishu'] },
      { source: 'feishu', sharesIdsWith: ['dingtalk'] },
      { source: 'dingtalk', sharesIdsWith: [] },
    ],
  ],
])('canbao registry apply takes HR systems whose ids are kept apart or shared: %s', async (_, sources) => {
  stored({ units: [] });
  expect(await runCanbao(['registry', 'apply', fileWith({ units: [UNIT], sources })], world)).toMatchObject({
    code: 0,
    err: '',
  });
});

it('canbao registry apply takes a credit code whose check symbol does not fit, and says so', async () => {
  for (const creditCode of ['91350203M0001QKT19', '91110105MA01DEM01X']) {
    stored({ units: [] });
    const file = fileWith({ units: [{ ...UNIT, creditCode }] });
    const { code, out } = await runCanbao(['registry', 'apply', file, '--language', 'en'], world);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining(`units.0 [BJ].creditCode ${creditCode} does not fit`),
    });
    expect((await registry.load()).registry.units).toMatchObject([{ creditCode }]);
    const again = await runCanbao(['registry', 'apply', file], world);
    expect(again.out).toContain('校验码不符');
  }
});

it('canbao registry apply tells of a unit without staff, and takes it', async () => {
  stored({ units: [] });
  const file = fileWith({ units: [{ ...UNIT, staff: [] }] });
  const { code, out } = await runCanbao(['registry', 'apply', file, '--language', 'en'], world);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('units.0 [BJ] has no staff') });
});

it.each<[string, string, ApiHosts | undefined, boolean]>([
  ["the vendor's own", 'https://open.larksuite.com', {}, false],
  ['another one', 'https://feishu.example.cn/', {}, true],
  ['one allowed to another source', 'https://feishu.example.cn', { dingtalk: ['feishu.example.cn'] }, true],
  ['an allowed one', 'https://feishu.example.cn', { feishu: ['feishu.example.cn'] }, false],
  ['one that may be allowed or not', 'https://feishu.example.cn', undefined, false],
])(
  'canbao registry apply with an API at %s takes it, and warns only of what is refused',
  async (_, baseUrl, allowed, warns) => {
    stored({ units: [] });
    apiHosts = allowed;
    const file = fileWith({ units: [UNIT], sources: [{ source: 'feishu', api: { baseUrl } }] });
    const { applied, warnings } = await canbaoJson(['registry', 'apply', file, '--language', 'en'], world);
    const warning = 'Warning: the api.baseUrl of HR system feishu is at feishu.example.cn, which is neither';
    expect({ applied, warnings }).toEqual({
      applied: true,
      warnings: warns ? [expect.stringContaining(warning)] : undefined,
    });
  },
);

it('canbao registry apply removes every unit with --yes alone', async () => {
  stored({ units: [UNIT] });
  const args = ['registry', 'apply', fileWith({ units: [] }), '--language', 'en'];
  expect(await runCanbao(args, world)).toMatchObject({ code: 1, err: expect.stringContaining('--yes') });
  expect((await registry.load()).registry.units).toHaveLength(1);
  expect(await runCanbao([...args, '--dry-run'], world)).toMatchObject({ code: 0 });
  expect(await runCanbao([...args, '--yes'], world)).toMatchObject({ code: 0 });
  expect((await registry.load()).registry.units).toEqual([]);
});

it('canbao registry apply says nothing of a credit code that is right', async () => {
  stored({ units: [] });
  const file = fileWith({ units: [{ ...UNIT, creditCode: '91110105MA01DEM01M' }] });
  expect((await runCanbao(['registry', 'apply', file], world)).out).not.toContain('校验码');
});

it('canbao registry apply names everybody’s rebuild where HR systems stand in another order', async () => {
  const sources = [
    { source: 'feishu', idPrefix: 'fs-' },
    { source: 'dingtalk', idPrefix: 'dt-' },
  ];
  stored({ units: [UNIT], sources });
  const file = fileWith({ units: [UNIT], sources: sources.toReversed() });
  const { out } = await runCanbao(['registry', 'apply', file, '--local'], world);
  expect(out).toContain('~ 人事系统 feishu: order');
  expect(out).toMatch(/canbao rebuild --local$/m);
});

describe('what canbao registry apply does', () => {
  const changed: RegistryFile = {
    units: [
      { ...UNIT, region: '上海' },
      { ...UNIT, unitId: 'GZ' },
    ],
    fallbackStaff: [{ email: 'admin@example.com', name: '管理员' }],
  };

  it('shows the difference and applies it, naming units to fold again', async () => {
    stored({ units: [UNIT, { ...UNIT, unitId: 'OLD' }] });
    expect(await canbaoJson(['registry', 'apply', fileWith(changed)], world)).toEqual({
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
    const file = fileWith(changed);
    await canbaoJson(['registry', 'apply', file], world);
    expect(await canbaoJson(['registry', 'apply', file], world)).toEqual({
      applied: false,
      changes: [],
      rebuild: [],
    });
  });

  it('changes nothing with --dry-run, and tells the same', async () => {
    stored({ units: [UNIT] });
    const { out } = await runCanbao(['registry', 'apply', fileWith(changed), '--dry-run', '--local'], world);
    expect(out).toContain('~ 参保单位 BJ: region');
    expect(out).toContain('+ 参保单位 GZ');
    expect(out).toContain('canbao rebuild --unit BJ --local');
    expect((await registry.load()).registry.units).toMatchObject([{ unitId: 'BJ', region: '北京' }]);
  });

  it('asks for no rebuild where only people changed', async () => {
    stored({ units: [UNIT] });
    const file = fileWith({ units: [{ ...UNIT, staff: [], name: '新名称' }] });
    expect(await canbaoJson(['registry', 'apply', file], world)).toMatchObject({
      changes: [{ id: 'BJ', fields: ['name', 'staff'] }],
      rebuild: [],
    });
  });

  it('asks for a rebuild of a unit that had facts before it was registered', async () => {
    stored({ units: [] });
    registry.meetUnit('BJ');
    expect(await canbaoJson(['registry', 'apply', fileWith({ units: [UNIT] })], world)).toMatchObject({
      rebuild: ['BJ'],
    });
  });

  it('takes what canbao registry show prints', async () => {
    stored(changed);
    const shown = await canbaoJson(['registry', 'show'], world);
    expect(await canbaoJson(['registry', 'apply', fileWith(shown)], world)).toMatchObject({ changes: [] });
  });
});

function local(value: number) {
  return { value, from: '2026-01-01', source: '经办机构电话', verifiedOn: '2026-11-01' };
}
