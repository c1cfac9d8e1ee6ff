import { beforeEach, expect, test } from 'vitest';
import { registrySchema } from '../../../domain/units/unit.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();
let stage: BillStage;
beforeEach(async () => {
  stage = await billStage(dynamodb, '2026-11-23T04:00:00.000Z');
});

interface Told {
  readonly sources: readonly { readonly source: string }[];
}
const ofFeishu = async (...args: readonly string[]) =>
  (await stage.json<Told>('sources', ...args)).sources.find(({ source }) => source === 'feishu');

const heardOn = async (...days: readonly string[]) => {
  for (const day of days) await stage.store.notes.heard('feishu', `${day}T02:00:00.000Z` as Instant);
};

test('canbao sources shows a source that was never heard, and not as silent', async () => {
  expect(await ofFeishu()).toEqual({
    source: 'feishu',
    daysHeard: 0,
    lastHeardOn: null,
    unlisted: false,
    silent: null,
    unmapped: [],
  });
});

test('canbao sources shows a source heard each Monday as silent after nine working days', async () => {
  await heardOn('2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09');
  expect(await ofFeishu('--as-of', '2026-11-20')).toMatchObject({ lastHeardOn: '2026-11-09', silent: null });
  expect(await ofFeishu()).toMatchObject({ silent: { workingDays: 9, usual: 8 } });
  expect((await stage.run('sources')).out).toContain('沉默过久：9 个工作日');
});

test('canbao sources lists unmapped words until they are mapped', async () => {
  await stage.store.notes.unmapped('feishu', [{ field: 'unit', value: '研发部#1' }]);
  expect(await ofFeishu()).toMatchObject({ unmapped: [{ field: 'unit', value: '研发部#1' }] });
  const sources = [{ source: 'feishu', units: { '研发部#1': 'BJ' } }];
  await stage.store.applyRegistry(registrySchema.parse({ units: [], sources }), plainDate('2026-11-23'));
  expect(await ofFeishu()).toMatchObject({ unmapped: [] });
});

test('canbao sources names a source missing in the registry, with what to do', async () => {
  await heardOn('2026-11-09');
  expect(await ofFeishu()).toMatchObject({ unlisted: false });
  await stage.store.notes.heard('wecom', '2026-11-10T02:00:00.000Z' as Instant);
  expect(await ofFeishu()).toMatchObject({ unlisted: true });
  expect((await stage.run('sources')).out).toContain('feishu 不在登记的 sources 中：请按先后补上');
  const sources = [{ source: 'wecom' }, { source: 'feishu', sharesIdsWith: ['wecom'] }];
  await stage.store.applyRegistry(registrySchema.parse({ units: [], sources }), plainDate('2026-11-23'));
  expect(await ofFeishu()).toMatchObject({ unlisted: false });
});
