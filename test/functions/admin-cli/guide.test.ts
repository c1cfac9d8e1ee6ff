import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import type { StoreOpener } from '../../../functions/admin-cli/store/store.ts';
import type { Store } from '../../../functions/deployment/deployment.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { readMail } from '../../support/read-mail.ts';
import { aFact, aHire } from '../../support/some-facts.ts';

interface GuideJson {
  readonly kind: string;
  readonly region: string;
  readonly day: string;
  readonly title: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly title: string;
    readonly lines: readonly { readonly text: string; readonly by: string | null; readonly law?: string }[];
  }[];
}

const daysOf = (guide: GuideJson) =>
  guide.sections.flatMap(({ lines }) => lines.flatMap(({ by }) => (by === null ? [] : [by])));

const files = filesForFile();

describe('canbao guide', () => {
  it('gives a leaver the dates, each with its law if there is one', async () => {
    const args = ['guide', 'leaver', '--last-paid', '2026-06', '--region', '北京市', '--on', '2026-07-01'];
    const guide = await canbaoJson<GuideJson>(args);
    expect(guide).toMatchObject({ kind: 'leaver', region: '北京', day: '2026-07-01' });
    expect(guide.sections.map(({ heading }) => heading)).toEqual(
      'dates cover next-employer flexible resident transfer account mistakes'.split(' '),
    );
    // The deadline, 25 July, is a Saturday.
    expect(daysOf(guide)[0]).toBe('2026-07-24');
    const onTransfer = guide.sections[2]?.lines.filter(({ law }) => law === '医保办发〔2021〕43号');
    expect(onTransfer?.length).toBeGreaterThan(0);
  });

  it('uses today in China without a day, and national rules without a region', async () => {
    const guide = await canbaoJson<GuideJson>(['guide', 'resident']);
    expect(guide).toMatchObject({ day: '2026-12-01', region: '当地' });
    expect(daysOf(guide)).toEqual([]);
    const shanghai = await canbaoJson<GuideJson>(['guide', 'resident', '--region', '上海']);
    expect(daysOf(shanghai)).toEqual(['2026-12-25']);
  });

  it('uses what is known of a flexible worker', async () => {
    const base = ['guide', 'flexible', '--last-paid', '2026-11', '--region', '成都'];
    const shanghai = ['guide', 'flexible', '--last-paid', '2026-11', '--region', '上海'];
    const young = await canbaoJson<GuideJson>([...shanghai, '--born', '2011-01-01', '--sex', 'male']);
    expect(daysOf(young)).toEqual([]);
    const registered = await runCanbao([...base, '--hukou', '成都市', '--language', 'en']);
    expect(registered.out).toContain('You have household registration or a residence permit in 成都');
    const permitted = await runCanbao([...base, '--residence-permit', 'yes']);
    expect(permitted.out).toContain('您有成都户籍或居住证');
  });

  it('counts a unit from its establishment, and a card from its request', async () => {
    const unit = await canbaoJson<GuideJson>(['guide', 'unit', '--established', '2026-11-20']);
    expect(daysOf(unit)).toEqual(['2026-12-18']);
    const card = await runCanbao(['guide', 'card', '--requested', '2026-11-18', '--channel', 'counter']);
    expect(card.out).toContain('补办实体卡的时限未知');
    expect(card.out).toContain('综合受理窗口');
  });

  it('says what an employee who is not enrolled can do', async () => {
    const args = ['guide', 'employee', '--hired', '2026-08-21', '--on', '2026-09-21'];
    const guide = await canbaoJson<GuideJson>(args);
    expect(guide.sections.map(({ heading }) => heading)).toEqual(['employer-duty', 'not-enrolled', 'loss']);
    expect(guide.sections[0]?.lines[0]?.text).toContain('2026-09-20');
    expect(guide.sections[1]?.lines.map(({ law }) => law)).toContain('劳动保障监察条例 20');
    const { out } = await runCanbao([...args, '--language', 'en']);
    expect(out).toContain('Your employer must enrol you; you cannot do it yourself');
    expect(out).toContain('labour arbitration');
  });

  it.each([
    ['neither a day, a month nor an employee', ['leaver']],
    ['both an employee and a day', ['leaver', '--employee', 'E1', '--left', '2026-06-20']],
    ['both an employee and a month', ['leaver', '--employee', 'E1', '--last-paid', '2026-06']],
    ['an invalid month', ['leaver', '--last-paid', '2026-13']],
    ['half a year', ['resident', '--missed-years', '1.5']],
    ['an unknown channel', ['card', '--channel', 'fax']],
    ['an unknown guide', ['pensioner']],
  ])('exits 2 on %s', async (_name, args) => {
    const { code, out, err } = await runCanbao(['guide', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });
});

describe('canbao guide leaver --employee', () => {
  const registry = registrySchema.parse({
    units: [
      {
        unitId: 'U1',
        name: '北京示例科技有限公司',
        region: '北京',
        channel: 'online',
        staff: [{ email: 'wang.fang@example.com', name: '王芳', roles: ['handler'] }],
        localPolicy: {
          enrolmentCutOffDay: { value: 20, from: '2026-01-01', source: '电话', verifiedOn: '2026-01-01' },
        },
      },
    ],
  });

  function storeOf(facts: readonly Fact[]): StoreOpener {
    const spells = facts.length === 0 ? [] : foldSpells('E1', facts);
    return async () =>
      ({
        employees: { load: async () => ({ version: 1, facts, spells, samePersonAs: [] }) },
        registry: { load: async () => ({ registry, unregisteredUnitIds: [] }) },
        close: () => undefined,
      }) as unknown as Store;
  }

  function left(more: object = {}) {
    return aFact('employee.terminated', {
      employeeId: 'E1',
      lastWorkingDay: plainDate('2026-06-20'),
      reason: 'resigned',
      ...more,
    });
  }

  const hired = () => aHire({ employeeId: 'E1', hiredOn: '2026-01-05' });
  const ask = (...more: string[]) => ['guide', 'leaver', '--employee', 'E1', '--on', '2026-07-01', ...more];

  it('uses the unit, its region and the values that its agency gave', async () => {
    const world = { openStore: storeOf([hired(), left()]) };
    const guide = await canbaoJson<GuideJson>(ask(), world);
    expect(guide.region).toBe('北京');
    expect(daysOf(guide)[0]).toBe('2026-07-20');
    const { out } = await runCanbao(ask(), world);
    expect(out).toContain('张三，您好！');
    expect(out).toContain('北京示例科技有限公司为您整理了');
    expect(out).toContain('（本单位登记）');
  });

  it('uses what HR said with the leave, unless the command line differs', async () => {
    const world = { openStore: storeOf([hired(), left({ hukouRegion: '北京市', residencePermit: false })]) };
    expect((await runCanbao(ask(), world)).out).toContain('您有北京户籍或居住证');
    expect((await runCanbao(ask('--hukou', '西安'), world)).out).not.toContain('您有北京户籍');
  });

  it('serves an employee who was never reported hired, and doubts that there was cover', async () => {
    const world = { openStore: storeOf([left()]) };
    const { code, out } = await runCanbao(ask(), world);
    expect(code).toBe(0);
    expect(out).toContain('请先向经办机构核实在本单位是否参过保');
  });

  it('writes a mail draft to the leaver’s own address, with both bodies, ready to be sent', async () => {
    const world = { openStore: storeOf([hired(), left({ personalEmail: 'zhang@example.com' })]) };
    const file = join(files.directory, 'guide.eml');
    const { code, out, err } = await runCanbao(ask('--eml', file), world);
    expect(code).toBe(0);
    expect(err).toContain(file);
    const raw = readFileSync(file);
    const mail = await readMail({ from: '', to: '', raw });
    expect(mail.header['x-unsent']).toBe('1');
    expect(mail.from).toBeUndefined();
    expect(mail.to).toMatchObject({ value: [{ address: 'zhang@example.com' }] });
    expect(mail.subject).toBe('离职人员医保指南 · 北京（2026-07-01）');
    expect(mail.text?.trimEnd()).toBe(out.trimEnd());
    expect(String(mail.html)).toContain('2026-07-20');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('takes the address from statements that are in force', async () => {
    const first = left({ personalEmail: 'zhang@example.com' });
    const voidOf = ({ factId }: Fact) => aFact('fact.voided', { factId, reason: '填错', employeeId: 'E1' });
    const voided = voidOf(first);
    const addressee = async (...facts: readonly Fact[]) => {
      const file = join(files.directory, `in-force-${facts.length}-${facts.at(-1)?.kind}.eml`);
      await runCanbao(ask('--eml', file), { openStore: storeOf([hired(), first, voided, ...facts]) });
      return (await readMail({ from: '', to: '', raw: readFileSync(file) })).to;
    };
    expect(await addressee(left())).toBeUndefined();
    expect(await addressee(voidOf(voided))).toMatchObject({ value: [{ address: 'zhang@example.com' }] });
  });

  it('greets nobody and addresses no one after a death', async () => {
    const died = left({ reason: 'deceased', personalEmail: 'zhang@example.com' });
    const file = join(files.directory, 'heirs.eml');
    const { out } = await runCanbao(ask('--eml', file), { openStore: storeOf([hired(), died]) });
    expect(out).toContain('继承人');
    expect(out).not.toContain('张三');
    expect((await readMail({ from: '', to: '', raw: readFileSync(file) })).to).toBeUndefined();
  });

  it.each([
    ['was never reported', []],
    ['is still employed', [hired()]],
  ])('exits 1 for an employee who %s', async (_name, facts) => {
    const { code, out, err } = await runCanbao(ask(), { openStore: storeOf(facts) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('E1');
  });
});
