import { randomBytes } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registrySchema } from '../../../domain/units/unit.ts';
import { type Instant, NEVER, plainDate } from '../../../domain/values/plain-date.ts';
import { dynamodbUploads } from '../../../functions/adapters/dynamodb/uploads.ts';
import {
  readUpload,
  type UploadContent,
  type UploadedFile,
  uploadId,
  uploadName,
} from '../../../functions/import-upload/read-upload.ts';
import {
  type ImportPreview,
  isQuick,
  MOST_AT_ONCE,
  type UploadPorts,
  workUpload,
} from '../../../functions/import-upload/work-upload.ts';
import { deletingNothing } from '../../../functions/intake/deleting-nothing.ts';
import type { ActivityEntry, Upload, UploadAnswers } from '../../../functions/ports.ts';
import { csvBill, IDENTITY_KEY, TODAY } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { aHire, aLeave } from '../../support/some-facts.ts';

const UNIT = registrySchema.parse({
  units: [{ unitId: 'U1', name: '北京示例', region: '北京', channel: 'online', staff: [] }],
}).units[0] as NonNullable<ReturnType<typeof registrySchema.parse>['units'][number]>;
const WANG = 'wang.fang@example.com';
const NUMBER = '110105199003070033';

let db: EmbeddedDynamoDb;
let stage: BillStage;
let ports: UploadPorts;
let noted: ActivityEntry[];

/** Reverses the bytes, so that the stored bytes differ from the bytes of the upload. */
const seals = {
  sealBody: async (body: Uint8Array) => ({ keyId: 'k', sealed: Uint8Array.from(body).reverse() }),
  openBody: async ({ sealed }: { readonly sealed: Uint8Array }) => Uint8Array.from(sealed).reverse(),
};

beforeAll(async () => {
  db = await startEmbeddedDynamoDb();
});
afterAll(() => db?.stop());
beforeEach(async () => {
  stage = await billStage(db);
  noted = [];
  await stage.store.applyRegistry({ units: [UNIT], sources: [], fallbackStaff: [] }, plainDate('2026-01-05'));
  for (const employeeId of ['E1', 'E2']) await stage.take(aHire({ employeeId, hiredOn: '2026-01-05' }));
  ports = {
    ...stage.store,
    clock: fakeClock('2026-12-01T04:00:00.000Z'),
    log: fakeLog(),
    meter: fakeMeter(),
    uploads: dynamodbUploads(db.client, stage.table, seals),
    activities: { note: async (entry) => void noted.push(entry) },
  };
});

const rowsFor = (ids: readonly string[], amount = 980) =>
  csvBill(ids.map((id) => `${id},,,202610,${amount},203,10000,`));

function read(content: string, more: Partial<UploadedFile> = {}): Promise<UploadContent> {
  const asked = {
    kind: 'bill',
    bytes: Buffer.from(content),
    today: TODAY,
    on: TODAY,
    complete: false,
  } as const;
  return readUpload({ ...asked, ...more }, { unit: UNIT, units: [UNIT], identityKey: IDENTITY_KEY });
}

async function begun(content: UploadContent, more: Partial<Upload> = {}): Promise<Upload> {
  const upload: Upload = {
    id: uploadId('U1', WANG, content),
    unitId: 'U1',
    kind: content.kind,
    file: 'bill.csv',
    state: 'checking',
    isQuick: true,
    workingUntil: '2026-12-01T04:01:00.000Z' as Instant,
    people: 0,
    answers: {},
    by: WANG,
    lapsesAt: '2026-12-01T05:00:00.000Z' as Instant,
    version: 1,
    ...more,
  };
  await ports.uploads.begin(upload, content);
  return upload;
}

async function now({ id }: Upload): Promise<Upload> {
  const found = await ports.uploads.find('U1', id, ports.clock.now());
  if (found === undefined) throw new Error('the upload is gone');
  return found;
}

/** Checks the upload, and then stores it with these answers. */
async function checkAndStore(upload: Upload, answers: UploadAnswers) {
  await workUpload(upload, ports);
  const next = await ports.uploads.step(await now(upload), { state: 'storing', answers });
  if (next === undefined) throw new Error('somebody else was first');
  await workUpload(next, ports);
}

async function storedAs(content: string, answers: UploadAnswers = {}) {
  const upload = await begun(await read(content));
  await checkAndStore(upload, answers);
  const after = await now(upload);
  return { after, preview: (await ports.uploads.preview(after)) as ImportPreview };
}

describe('uploads', () => {
  it('store no file and no identity number, and only sealed content', async () => {
    await begun(
      await read(csvBill([`,钱多多,${NUMBER},202610,700.00,140.00,7000,`, `,钱多多,${NUMBER},x,1,1,1,`])),
    );
    const { Items = [] } = await db.client.send(new ScanCommand({ TableName: stage.table }));
    const own = Items.filter(({ pk }) => pk?.S?.startsWith('UPLOAD#'));
    expect(own.map(({ sk }) => sk?.S).sort()).toEqual(['CONTENT#00', 'HEAD']);
    for (const item of own) {
      expect(Number(item.expiresAt?.N)).toBe(Date.parse('2026-12-01T05:00:00.000Z') / 1000);
      expect(Buffer.from(item.sealedBody?.B ?? []).toString() + item.body?.S).not.toMatch(/钱多多|1990/);
    }
    const content = JSON.stringify(await read(csvBill([`,钱多多,${NUMBER},x,700.00,140.00,7000,`])));
    expect(content).toContain('钱多多');
    expect(content).not.toContain(NUMBER);
  });

  it('have at most as many rows as a request can read', async () => {
    const rows = rowsFor(Array.from({ length: 50_001 }, (_, i) => `E${i}`));
    await expect(read(rows)).rejects.toMatchObject({ problem: { code: 'too-many-rows', most: 50_000 } });
  });

  it('split content that is larger than an item, and ignore the pieces of an earlier, longer one', async () => {
    const upload = await begun({ kind: 'undo', import: 'x' });
    const long = randomBytes(1_200_000).toString('base64');
    await ports.uploads.keepPreview(upload, { long });
    expect(await ports.uploads.preview(upload)).toEqual({ long });
    await ports.uploads.keepPreview(upload, { short: 1 });
    expect(await ports.uploads.preview(upload)).toEqual({ short: 1 });
  });

  it('are not found by another unit or after they lapse, and not changed by an outdated version', async () => {
    const upload = await begun({ kind: 'undo', import: 'x' });
    expect(await ports.uploads.find('U2', upload.id, ports.clock.now())).toBeUndefined();
    expect(await ports.uploads.find('U1', upload.id, upload.lapsesAt)).toBeUndefined();
    expect(await ports.uploads.step(upload, { people: 3 })).toMatchObject({ people: 3, version: 2 });
    expect(await ports.uploads.step(upload, { people: 4 })).toBeUndefined();
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\十月.xlsx', '十月.xlsx'],
    ['a\u202eb\u0000c.csv', 'a b c.csv'],
    [`${NUMBER}.csv`, '****************33.csv'],
    ['', 'file'],
    ['/', 'file'],
    ['长'.repeat(300), '长'.repeat(100)],
  ])('named %s are listed as %s', (given, name) => {
    expect(uploadName(given)).toBe(name);
  });
});

describe('workUpload', () => {
  it('stores nothing during the check, and stores once when confirmed', async () => {
    const upload = await begun(await read(rowsFor(['E1', 'E2'])));
    const before = await stage.factIds('E1');
    await workUpload(upload, ports);
    expect(await now(upload)).toMatchObject({ state: 'checked' });
    expect(await stage.factIds('E1')).toEqual(before);
    const { after, preview } = await storedAs(rowsFor(['E1', 'E2']));
    expect(after.state).toBe('stored');
    expect(preview.counts).toMatchObject({ people: 2, newFacts: 2 });
    expect(await stage.factIds('E1')).toHaveLength(before.length + 1);
    expect(noted).toMatchObject([
      { action: 'bill-import', unitId: 'U1', by: WANG, factIds: [preview.factId] },
    ]);
    // An upload that is already stored is not stored again.
    await workUpload(after, ports);
    expect(noted).toHaveLength(1);
  });

  it('waits for an answer if the month has a whole file, and then replaces that file', async () => {
    await storedAs(rowsFor(['E1', 'E2']), { extent: 'whole' });
    const again = rowsFor(['E1', 'E2'], 990);
    const unsaid = await storedAs(again, { extent: 'whole' });
    expect([unsaid.after.state, unsaid.preview.isUnsaid]).toEqual(['checked', true]);
    expect(noted).toHaveLength(1);
    const { after } = await storedAs(again, { extent: 'whole', earlier: 'replace' });
    expect(after.state).toBe('stored');
    const bills = (await stage.store.registry.load()).coverage.get('U1')?.bills;
    expect(bills?.map(({ people, extent }) => [people, extent])).toEqual([[2, 'whole']]);
  });

  it('leaves no spell behind that the fold no longer has, in import and undo', async () => {
    // As in the handler.
    ports = { ...ports, employees: deletingNothing(stage.store.employees) };
    await stage.take(aLeave({ employeeId: 'E3', lastWorkingDay: '2026-09-30' }));
    const spellIds = async () =>
      (await stage.store.employees.load('E3')).spells.map(({ spellId }) => spellId);
    const stored = async () => {
      const folded = await spellIds();
      const snapshots = await stage.store.snapshots('E3');
      const { items: due } = await stage.store.spells.due('U1', NEVER);
      const ofUnit = due.filter(({ employeeId }) => employeeId === 'E3');
      return [folded, snapshots.map(({ spell }) => spell.spellId), ofUnit.map(({ spellId }) => spellId)];
    };
    expect(await stored()).toEqual([['never-hired'], ['never-hired'], []]);
    const { preview } = await storedAs(rowsFor(['E3']));
    expect(await stored()).toEqual([['never-hired+U1'], ['never-hired+U1'], ['never-hired+U1']]);
    const upload = await begun({ kind: 'undo', import: preview.factId.slice('bill:'.length) });
    await checkAndStore(upload, { reason: '传错了' });
    expect(await stored()).toEqual([['never-hired'], ['never-hired'], []]);
  });

  it('continues an interrupted upload with the rest', async () => {
    const content = await read(rowsFor(['E1', 'E2']));
    const upload = await begun(content, { state: 'storing' });
    let left = 1;
    const failing: UploadPorts = {
      ...ports,
      employees: {
        ...ports.employees,
        commit: async (commit) => {
          left -= 1;
          if (left < 0) throw new Error('the table is away');
          return ports.employees.commit(commit);
        },
      },
    };
    await expect(workUpload(upload, failing)).rejects.toThrow('the table is away');
    const cut = await now(upload);
    expect(cut.state).toBe('storing');
    expect(cut.workingUntil <= ports.clock.now()).toBe(true);
    await workUpload(cut, ports);
    expect((await now(upload)).state).toBe('stored');
    for (const id of ['E1', 'E2'])
      expect((await stage.factIds(id)).filter((factId) => factId.startsWith('bill:'))).toHaveLength(1);
  });

  it('leaves an upload to the queue if the file or the unit has too many people for a request', async () => {
    const many = await read(rowsFor(Array.from({ length: MOST_AT_ONCE + 1 }, (_, i) => `E${i}`)));
    const few = await read(rowsFor(['E1']));
    async function* employeeIds() {
      for (let i = 0; i <= MOST_AT_ONCE; i += 1) yield `E${i}`;
    }
    expect(await isQuick('U1', few, ports)).toBe(true);
    expect(await isQuick('U1', many, ports)).toBe(false);
    expect(await isQuick('U1', few, { ...ports, employeeIds })).toBe(false);
  });
});
