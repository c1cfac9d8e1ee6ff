import { beforeEach, describe, expect, it, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/calendar.ts';
import { NO_ORDER } from '../../../domain/facts/source-order.ts';
import type { RosterFinding } from '../../../domain/roster/finding.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { replaceFindings, rosterByEmployee } from '../../../functions/intake/roster-facts.ts';
import { SecretEmpty } from '../../../functions/ports.ts';
import { type PullPorts, pullRosters } from '../../../functions/pull-roster/pull-roster.ts';
import { ApiUnavailable, type HrApi, type RosterPerson } from '../../../functions/sources/api/hr-api.ts';
import { IDENTITY_KEY } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { hired, left } from '../../support/facts.ts';
import { type FakeClock, fakeClock } from '../../support/fakes/clock.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { fakeRosterFindings } from '../../support/fakes/roster-findings.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { countedReads } from '../../support/reads.ts';
import { testAccessTo } from '../../support/vendors/an-access.ts';

const TODAY = plainDate('2026-12-01');
const unit = (unitId: string, roster?: string) => ({
  unitId,
  name: `${unitId}公司`,
  region: '北京',
  channel: 'online',
  staff: [],
  ...(roster !== undefined && { roster }),
});
const REGISTRY = registrySchema.parse({
  units: [unit('U1'), unit('U2', 'automatic')],
  sources: [{ source: 'feishu', units: { d1: 'U1', d2: 'U2' } }],
});

const db = await dynamodbForFile();
let stage: BillStage;
let clock: FakeClock;
let meter: ReturnType<typeof fakeMeter>;
let log: ReturnType<typeof fakeLog>;
/** The people whom each HR system lists; an error ends the list. */
let lists: Record<string, readonly (RosterPerson | Error)[]>;
let noted: unknown[];

beforeEach(async () => {
  stage = await billStage(db);
  await stage.store.applyRegistry(REGISTRY, TODAY);
  clock = fakeClock('2026-11-30T22:00:00.000Z');
  [meter, log, noted] = [fakeMeter(), fakeLog(), []];
  lists = {};
  await stage.take(
    hired('2026-01-05', 'U1', { name: '甲' }, { employeeId: 'E1', id: 'feishu:m1' }),
    hired('2026-02-02', 'U1', { name: '乙' }, { employeeId: 'E2', id: 'feishu:m2' }),
    hired('2026-04-01', 'U2', { name: '丁' }, { employeeId: 'E4', id: 'feishu:m4' }),
    hired('2026-04-01', 'U2', { name: '戊' }, { employeeId: 'E5', id: 'dingtalk:m5' }),
  );
});

const E1 = { employeeId: 'E1', name: '甲', unitId: 'U1', hiredOn: plainDate('2026-01-05') };
const E2 = { employeeId: 'E2', name: '乙', unitId: 'U1', hiredOn: plainDate('2026-02-02') };
const E4 = { employeeId: 'E4', name: '丁', unitId: 'U2', hiredOn: plainDate('2026-04-01') };
const NEW_AT_1 = { employeeId: 'E7', name: '庚', unitId: 'U1', hiredOn: plainDate('2026-11-16') };
const NEW_AT_2 = { employeeId: 'E8', name: '辛', unitId: 'U2', hiredOn: plainDate('2026-11-16') };

function api(name: string): HrApi {
  return {
    name,
    callsPerSecond: 100,
    hosts: [],
    problemOfSecret: () => undefined,
    details: async () => ({ is: 'told', statements: [] }),
    async *roster() {
      for (const each of lists[name] ?? []) {
        if (each instanceof Error) throw each;
        yield each;
      }
    },
  };
}

function ports(names: readonly string[] = ['feishu']): PullPorts {
  const { store } = stage;
  return {
    apis: new Map(names.map((name) => [name, { load: async () => api(name) }])),
    access: testAccessTo(clock),
    secrets: {
      sourceSecrets: async (source) => {
        if (source === 'bamboohr') throw new SecretEmpty('the secret holds no entry');
        return [{ id: 'current', retiring: false, parts: {} }];
      },
      identityKey: async () => IDENTITY_KEY,
    },
    registry: store.registry,
    employees: store.employees,
    spells: store.spells,
    rosterFindings: store.rosterFindings,
    notes: { unmapped: async (source, words) => void noted.push({ source, words }) },
    unit: async () => undefined,
    order: async () => NO_ORDER,
    calendar: publishedCalendar,
    clock,
    meter,
    log,
  };
}

const keptAt = async (unitId: string) =>
  (await stage.store.rosterFindings.list(unitId)).items.map(
    ({ finding: { employeeId, kind }, dismissedAt }) =>
      `${employeeId} ${kind}${dismissedAt === undefined ? '' : ' dismissed'}`,
  );
const world = () => ({ clock, openStore: async () => stage.store });
const kinds = async (employeeId: string) =>
  (await stage.store.employees.load(employeeId)).facts.map(({ kind }) => kind);

describe('pullRosters', () => {
  it('stores findings of a unit that confirms them, and facts of a unit with automatic rosters', async () => {
    lists.feishu = [E1, NEW_AT_1, NEW_AT_2];
    expect(await pullRosters(ports())).toEqual([
      { source: 'feishu', is: 'compared', people: 3, taken: 2, kept: 2 },
    ]);
    expect(await keptAt('U1')).toEqual(['E2 leave-never-received', 'E7 hire-never-received']);
    expect(await keptAt('U2')).toEqual([]);
    expect([await kinds('E7'), await kinds('E8')]).toEqual([[], ['employee.hired']]);
    expect(await kinds('E4')).toEqual(['employee.hired', 'employee.leave_noticed']);
    const ids = await stage.factIds('E8');
    expect(ids).toEqual([expect.stringMatching(/^roster:feishu\.[\w-]{43}$/)]);
    expect(JSON.stringify(log)).not.toContain('庚');
  });

  it('handles up to sixteen people at a time, and reads each of them once', async () => {
    const all = Array.from({ length: 60 }, (_, i) => ({ ...NEW_AT_2, employeeId: `N${i}` }));
    lists.feishu = [E1, E2, E4, ...all];
    const { employees, ...others } = ports();
    let [flying, most] = [0, 0];
    const reads: string[] = [];
    const counted = async <T>(work: Promise<T>) => {
      flying += 1;
      most = Math.max(most, flying);
      return work.finally(() => {
        flying -= 1;
      });
    };
    const counting: PullPorts['employees'] = {
      ...employees,
      load: (employeeId) => {
        reads.push(employeeId);
        return counted(employees.load(employeeId));
      },
      commit: (commit) => counted(employees.commit(commit)),
    };
    expect(await pullRosters({ ...others, employees: counting })).toMatchObject([{ taken: 60 }]);
    expect(reads.filter((id) => id.startsWith('N')).sort()).toEqual(
      all.map(({ employeeId }) => employeeId).sort(),
    );
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThanOrEqual(16);
  });

  it('never ends the employment of a person whom another HR system reported', async () => {
    lists.feishu = [E1, E2, E4];
    await pullRosters(ports());
    expect(await keptAt('U2')).toEqual([]);
    expect(await kinds('E5')).toEqual(['employee.hired']);
  });

  it('raises no alarm for an empty list of an HR system without people here', async () => {
    lists = { feishu: [E1, E2, E4], bamboohr: [] };
    const told = registrySchema.parse({
      ...REGISTRY,
      sources: [...REGISTRY.sources, { source: 'cloudevents', units: { Chengdu: 'U1' } }],
    });
    await stage.store.applyRegistry(told, TODAY);
    expect(await pullRosters(ports(['feishu', 'cloudevents']))).toMatchObject([
      { source: 'cloudevents', is: 'compared', kept: 0 },
      { source: 'feishu', is: 'compared', kept: 0 },
    ]);
  });

  it('stores nothing twice when repeated, and keeps the first time of a finding', async () => {
    lists.feishu = [E1, NEW_AT_1, NEW_AT_2];
    await pullRosters(ports());
    clock.set('2026-12-01T22:00:00.000Z');
    expect(await pullRosters(ports())).toMatchObject([{ taken: 0, kept: 2 }]);
    const [first] = (await stage.store.rosterFindings.list('U1')).items;
    expect(first).toMatchObject({ foundAt: '2026-11-30T22:00:00.000Z', seenAt: '2026-12-01T22:00:00.000Z' });
    lists.feishu = [E1, E2, E4, NEW_AT_2];
    await pullRosters(ports());
    expect(await keptAt('U1')).toEqual([]);
  });

  it('changes nothing and raises an alarm for an empty list or one that ends most of a unit', async () => {
    lists.feishu = [];
    expect(await pullRosters(ports())).toMatchObject([{ is: 'implausible', taken: 0, kept: 0 }]);
    for (let i = 0; i < 7; i += 1)
      await stage.take(
        hired('2026-01-05', 'U1', { name: `人${i}` }, { employeeId: `P${i}`, id: `feishu:p${i}` }),
      );
    lists.feishu = [E1, E2, E4, NEW_AT_2];
    expect(await pullRosters(ports())).toMatchObject([{ is: 'implausible', people: 4 }]);
    expect(meter.counts.RosterImplausible).toBe(2);
    expect([await keptAt('U1'), await kinds('E8')]).toEqual([[], []]);
  });

  it('ignores a list that breaks off, continues with the other HR systems, and fails', async () => {
    lists = { dingtalk: [E1, new ApiUnavailable('no answer')], feishu: [E1, E2, E4, NEW_AT_2] };
    await expect(pullRosters(ports(['feishu', 'dingtalk']))).rejects.toThrow('dingtalk');
    expect(await kinds('E8')).toEqual(['employee.hired']);
    expect(await kinds('E5')).toEqual(['employee.hired']);
  });

  it('skips a source without a key, and notes departments that are mapped to no unit', async () => {
    expect(await pullRosters(ports(['bamboohr']))).toMatchObject([{ source: 'bamboohr', is: 'no-roster' }]);
    lists.feishu = [E1, E2, E4, { employeeId: 'E9', name: '壬', units: ['d9', 'root'] }];
    await pullRosters(ports());
    expect(noted).toEqual([{ source: 'feishu', words: [{ field: 'unit', value: 'd9' }] }]);
    expect(await keptAt('U1')).toEqual([]);
  });
});

describe('canbao roster', () => {
  beforeEach(async () => {
    lists.feishu = [E1, { ...E4, unitId: 'U1' }, NEW_AT_1];
    await pullRosters(ports());
  });
  const roster = (...args: readonly string[]) => canbaoJson(['roster', ...args], world());

  it('shows the findings and which of them can be confirmed', async () => {
    const { out } = await runCanbao(['roster', 'show', '--unit', 'U1'], world());
    expect(out.split('\n')).toEqual([
      '+ 乙 · E2：记录自 2026-02-02 起在职，花名册上没有此人；可能已离职，请问清最后工作日。',
      '+ 庚 · E7：花名册上 2026-11-16 入职，入职消息没有收到。',
    ]);
    const { code, err } = await runCanbao(['roster', 'show', '--unit', 'U1', 'E99'], world());
    expect([code, err]).toEqual([1, expect.stringContaining('E99')]);
  });

  it('confirms findings of one employee or of all, and removes them', async () => {
    expect(await roster('confirm', '--unit', 'U1', 'E7')).toMatchObject({
      confirmed: [{ employeeId: 'E7' }],
      left: [],
    });
    expect(await kinds('E7')).toEqual(['employee.hired']);
    expect(await keptAt('U1')).toEqual(['E2 leave-never-received']);
    await roster('confirm', '--unit', 'U1');
    const [spell] = (await stage.store.employees.load('E2')).spells;
    expect(spell?.missingDate).toMatchObject({ of: 'leave', noticedOn: '2026-12-01' });
    expect(await keptAt('U1')).toEqual([]);
    expect(await pullRosters(ports())).toMatchObject([{ taken: 0, kept: 1 }]);
  });

  it('confirms nothing that contradicts a leave stated since the pull', async () => {
    const on = '2026-12-01T01:00:00.000Z';
    await stage.take(left('2026-11-27', 'resigned', {}, { employeeId: 'E2', statedAt: on }));
    expect(await roster('confirm', '--unit', 'U1', 'E2')).toMatchObject({
      factIds: [],
      confirmed: [{ employeeId: 'E2' }],
    });
    expect(await kinds('E2')).toEqual(['employee.hired', 'employee.terminated']);
  });

  it('confirms nothing that contradicts a first working day stated since the pull', async () => {
    const more = { employeeId: 'E7', id: 'feishu:m7', statedAt: '2026-12-01T02:00:00.000Z' };
    await stage.take(hired('2026-11-17', 'U1', { name: '庚' }, more));
    clock.set('2026-12-02T02:00:00.000Z');
    expect(await roster('confirm', '--unit', 'U1', 'E7')).toMatchObject({ factIds: [] });
    const [spell] = (await stage.store.employees.load('E7')).spells;
    expect(spell?.situation).toMatchObject({ is: 'employed', start: { on: '2026-11-17' } });
    expect(await keptAt('U1')).toEqual(['E2 leave-never-received']);
  });

  it('dismisses a finding until the roster changes', async () => {
    await roster('dismiss', '--unit', 'U1', 'E7');
    const cases = async () =>
      (
        await canbaoJson<{ cases: { kind: string; because: { text: string }[] }[] }>(
          ['cases', '--unit', 'U1'],
          world(),
        )
      ).cases;
    const difference = (await cases()).find(({ kind }) => kind === 'roster-difference');
    expect(JSON.stringify(difference)).toContain('E2');
    expect(JSON.stringify(difference)).not.toContain('E7');
    await pullRosters(ports());
    expect(await keptAt('U1')).toContain('E7 hire-never-received dismissed');
    lists.feishu = [E1, { ...E4, unitId: 'U1' }, { ...NEW_AT_1, hiredOn: plainDate('2026-11-17') }];
    await pullRosters(ports());
    expect(await keptAt('U1')).toContain('E7 hire-never-received');
    expect((await runCanbao(['roster', 'dismiss', '--unit', 'U1'], world())).code).toBe(2);
  });

  it('records a transfer only with a day that staff state', async () => {
    expect(await keptAt('U2')).toEqual(['E4 unit-differs']);
    expect(await roster('confirm', '--unit', 'U2', 'E4')).toMatchObject({
      factIds: [],
      left: [{ kind: 'unit-differs' }],
    });
    const early = ['roster', 'confirm', '--unit', 'U2', 'E4', '--effective-on', '2026-04-01'];
    expect((await runCanbao(early, world())).code).toBe(1);
    await roster('confirm', '--unit', 'U2', 'E4', '--effective-on', '2026-11-16');
    const { spells } = await stage.store.employees.load('E4');
    expect(spells.map(({ unitId, situation }) => [unitId, situation.is])).toEqual([
      ['U2', 'left'],
      ['U1', 'employed'],
    ]);
    expect(await keptAt('U2')).toEqual([]);
  });
});

test('replaceFindings reads at most twice as much for twice as many findings', async () => {
  const readsOf = async (count: number) => {
    const { counted, reads } = countedReads();
    const numbers = Array.from({ length: count }, (_, number) => number);
    const person = (number: number) => ({ employeeId: `E${number}`, unitId: 'U1' });
    const findings = numbers.map((number) =>
      counted({
        ...person(number),
        kind: 'hire-never-received',
        code: 'roster-never-heard',
        values: {},
        mends: [],
      } as unknown as RosterFinding),
    );
    const people = numbers.map((number) => counted(person(number)));
    const own = rosterByEmployee({ unitIds: [], asOf: TODAY, complete: true, people });
    const rosterFindings = fakeRosterFindings();
    await replaceFindings({ unitId: 'U1', source: 'feishu' }, findings, own, { rosterFindings, clock });
    expect((await rosterFindings.list('U1')).items[1]).toMatchObject({
      roster: { people: [{ employeeId: 'E1' }] },
    });
    return reads();
  };
  const [some, twice] = [await readsOf(100), await readsOf(200)];
  expect(twice).toBeLessThan(2.2 * some);
});
