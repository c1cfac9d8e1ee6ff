import { beforeEach, expect, test } from 'vitest';
import { registrySchema } from '../../../domain/units/unit.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { undeliverable } from '../../../functions/staff-actions/mail-addresses.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();
let stage: BillStage;
let fallbackMailbox: string | undefined;
beforeEach(async () => {
  fallbackMailbox = 'Fallback@example.com';
  stage = await billStage(dynamodb, undefined, (store) => ({
    settings: { ...store.settings, fallbackMailbox: async () => fallbackMailbox },
  }));
  const staff = [{ email: 'Li@example.com', name: '李娜', roles: ['handler'] }];
  const unit = { unitId: 'BJ', name: '北京', region: '北京', channel: 'online', staff };
  const fallbackStaff = [{ email: 'admin@example.com', name: '管理员' }];
  await stage.store.applyRegistry(
    registrySchema.parse({ units: [unit], fallbackStaff }),
    plainDate('2026-11-23'),
  );
  for (const address of ['li@example.com', 'admin@example.com', 'gone@example.com'])
    await stage.store.mailAddresses.note(address, {
      is: 'bounced',
      sentAt: '2026-11-23T00:30:00.000Z' as Instant,
    });
});

test('canbao mail lists the undeliverable addresses of the registry, and removes a retried one', async () => {
  const admin = { address: 'admin@example.com', since: '2026-11-23', why: 'bounced', unitIds: [] };
  const li = { ...admin, address: 'li@example.com', unitIds: ['BJ'] };
  expect(await stage.json('mail', 'list')).toEqual({ addresses: [admin, li] });
  expect((await stage.run('mail', 'list')).out).toContain('邮箱 li@example.com（参保单位 BJ）');
  expect(await undeliverable(stage.store, new Set(['BJ']))).toEqual([li]);
  expect(await stage.json('mail', 'retry', 'LI@example.com')).toMatchObject({ retried: true });
  expect(await stage.json('mail', 'list')).toEqual({ addresses: [admin] });
  expect((await stage.run('mail', 'retry', 'li@example.com')).out).toContain('没有停发');
});

test('canbao mail list includes the fallback mailbox if one is set, or says that it was not checked', async () => {
  const bounced = { is: 'bounced', sentAt: '2026-11-23T00:30:00.000Z' as Instant } as const;
  await stage.store.mailAddresses.note('fallback@example.com', bounced);
  const addressesOf = async () =>
    (await stage.json<{ addresses: { address: string }[] }>('mail', 'list')).addresses.map(
      (it) => it.address,
    );
  expect(await addressesOf()).toEqual(['admin@example.com', 'fallback@example.com', 'li@example.com']);
  expect((await stage.run('mail', 'list')).out).not.toContain('fallbackMailbox');
  fallbackMailbox = '';
  expect(await addressesOf()).toEqual(['admin@example.com', 'li@example.com']);
  expect((await stage.run('mail', 'list')).out).not.toContain('fallbackMailbox');
  fallbackMailbox = undefined;
  expect(await addressesOf()).toEqual(['admin@example.com', 'li@example.com']);
  expect((await stage.run('mail', 'list')).out).toContain('fallbackMailbox）未检查');
});

test('canbao mail retry refuses an invalid address', async () => {
  expect(await stage.run('mail', 'retry', 'li')).toMatchObject({ code: 2 });
});
