import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AllVendors, allVendors, madeUpSecrets } from '../../support/vendors/all-vendors.ts';
import { bambooFields } from '../../support/vendors/bamboohr-events.ts';
import { xinEmployee } from '../../support/vendors/xinrenxinshi-events.ts';
import { type HrStage, startHrStage } from './hr-stage.ts';
import { PUSHED, stories } from './stories.ts';

let stage: HrStage;

beforeAll(async () => {
  stage = await startHrStage({ restarts: true });
  await stage.map(PUSHED);
});

afterAll(() => stage?.stop());

describe('the work of an administrator', { shuffle: false }, () => {
  describe('a hire into an unmapped department', () => {
    const AT = Date.parse('2026-03-02T10:00:00+08:00');
    const entry = { name: '张三', entryDate: '2026-03-02', hireType: 0, fields: { 部门: 'dept-9' } };
    const fields = { 'Full Name': '李四', 'Hire Date': '2026-03-02', Department: 'Harbin' };

    interface Listed {
      readonly events: readonly { readonly source: string; readonly problems: readonly string[] }[];
    }

    it('is acknowledged, and quarantined with what to do', async () => {
      await stage.tell('xinrenxinshi', xinEmployee('employee_entry', 'x90', AT, entry));
      await stage.tell('bamboohr', bambooFields('890', fields, ['Hire Date'], AT));
      const { events } = await stage.canbao<Listed>('quarantine', 'list');
      expect(events.map(({ source, problems }) => [source, ...problems]).sort()).toEqual([
        [
          'bamboohr',
          '1: department Harbin of bamboohr is mapped to no unit: add it to sources[].units in the registry, then replay',
        ],
        [
          'xinrenxinshi',
          'department dept-9 of xinrenxinshi is mapped to no unit: add it to sources[].units in the registry, then replay',
        ],
      ]);
    });

    it('stays in quarantine if it is replayed before that', async () => {
      await expect(stage.canbao('quarantine', 'replay', '--all')).rejects.toThrow('exited with 1');
      expect((await stage.canbao<Listed>('quarantine', 'list')).events).toHaveLength(2);
    });

    it('is taken in once it is mapped and replayed, and leaves the quarantine empty', async () => {
      const more: Readonly<Record<string, string>> = { xinrenxinshi: 'dept-9', bamboohr: 'Harbin' };
      await stage.map(
        PUSHED.map((mapping) => {
          const theirs = more[mapping.source];
          return theirs === undefined ? mapping : { ...mapping, units: { ...mapping.units, [theirs]: 'XA' } };
        }),
      );
      const { replayed } = await stage.canbao<{ replayed: { outcome: string }[] }>(
        'quarantine',
        'replay',
        '--all',
      );
      expect(replayed.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
      expect(await stage.spells('x-x90')).toEqual(['XA employed 2026-03-02']);
      expect(await stage.spells('b-890')).toEqual(['XA employed 2026-03-02']);
      expect((await stage.canbao<Listed>('quarantine', 'list')).events).toEqual([]);
    });

    it('counts once when the sender repeats it', async () => {
      await stage.tell('xinrenxinshi', xinEmployee('employee_entry', 'x90', AT, entry));
      expect(await stage.factIds('x-x90')).toHaveLength(1);
    });
  });

  describe('an exchange of keys', () => {
    const SECRETS = madeUpSecrets('5');
    const next = allVendors(SECRETS);
    const [BEFORE, OVERLAP, AFTER] = [21, 22, 23];
    const told = () => stories(0).map(({ source }, index) => ({ source, index }));

    /** Sends the first event of each HR system about person number `n`. @returns the events that were lost. */
    async function each(n: number, by: AllVendors): Promise<readonly string[]> {
      const lost: string[] = [];
      for (const { source, index } of told()) {
        const [event = {}] = stories(n)[index]?.chapters[0]?.events ?? [];
        const { is, attempts } = await stage.send(source, event, { by });
        if (is !== 'received') lost.push(`${source}: ${attempts}`);
        else expect(await stage.factIds(stories(n)[index]?.employeeId ?? ''), source).toHaveLength(1);
      }
      return lost;
    }

    it('loses no event, since the old keys are valid until the last sender has the new', async () => {
      expect(await each(BEFORE, stage.vendors)).toEqual([]);
      for (const [source, parts] of Object.entries(SECRETS)) {
        const file = join(stage.data, 'next.json');
        writeFileSync(file, JSON.stringify(parts));
        await stage.canbao('secrets', 'put', source, 'next', '--from', file);
      }
      // The functions cache secrets for a while. A restart makes them read the new ones at once.
      await stage.restart();
      expect(await each(OVERLAP, next)).toEqual([]);
      expect(await each(AFTER, stage.vendors)).toEqual([]);
      await expect.poll(() => stage.log()).toContain('an event was verified');
    });

    it('refuses the old keys once they are dropped, and accepts the new', async () => {
      for (const { source } of told()) await stage.canbao('secrets', 'drop', source, 'current');
      await stage.restart();
      expect(await each(24, stage.vendors)).toHaveLength(told().length);
      expect(await each(24, next)).toEqual([]);
    });
  });
});
