import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { addDays, chinaDayOf } from '../../../domain/values/plain-date.ts';
import { systemClock } from '../../../functions/adapters/clock.ts';
import type { Item } from '../../../functions/adapters/dynamodb/keys.ts';
import { syntheticNumber } from '../../../infra/local/demo/event.ts';
import { playDemo } from '../../../infra/local/demo/play-demo.ts';
import { startTestStack, type TestStack } from '../../support/local-stack.ts';
import { type Answer, caseCalled, formsIn, formTo, Visitor } from '../../support/visitor.ts';
import { clientOf } from '../stack-calls.ts';

/** Uploads by staff, over HTTP, on a stack with the demo company. */

const HANDLER = 'wang.fang@example.com';
const at = (unitId: string, path: string) => `/units/${Buffer.from(unitId).toString('base64url')}/${path}`;
const today = chinaDayOf(systemClock.now());
const LAST = plusMonths(monthOf(today), -1);

const HEADERS = '工号,姓名,证件号码,费款所属期,单位缴费金额,个人缴费金额,缴费基数';
const NUMBER = syntheticNumber('110105', '1991-02-03', 55);
const bill = (...rows: readonly string[]) => ({
  name: '2026-10.csv',
  content: [HEADERS, ...rows, ''].join('\r\n'),
});
const DU_HENG = `E1007,杜衡,,${LAST},980.00,203.00,10000`;

let stack: TestStack;
let handler: Visitor;
let finance: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await playDemo(stack, new Date(), () => undefined);
  handler = await Visitor.signedIn(stack, HANDLER);
  finance = await Visitor.signedIn(stack, 'chen.jing@example.com');
});

afterAll(() => stack?.stop());

async function items(): Promise<Item[]> {
  const client = clientOf(stack);
  const found: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: stack.table, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    found.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  client.destroy();
  return found;
}

/** The items of the table without uploads and sessions. */
async function known(): Promise<string[]> {
  const all = await items();
  const kept = all.filter(({ pk }) => !/^(UPLOAD|LIMIT|SIGN-IN)#/.test(pk?.S ?? ''));
  return kept.map((item) => JSON.stringify(Object.entries(item).sort())).sort();
}

async function followed(visitor: Visitor, sent: Answer): Promise<Answer & { readonly path: string }> {
  expect([sent.status, sent.text]).toEqual([303, '']);
  const path = sent.location ?? '';
  const page = await visitor.get(path);
  expect(page.status).toBe(200);
  return { ...page, path };
}

/** Confirms the upload. If the page asks whether the file is complete, the answer is that it is a part. */
async function stored(visitor: Visitor, sent: Answer): Promise<Answer & { readonly path: string }> {
  let page = await followed(visitor, sent);
  if (formsIn(page.text).some(({ action }) => action.endsWith('/check')))
    page = await followed(visitor, await visitor.submit(formTo(page.text, '/check'), { extent: 'part' }));
  return followed(visitor, await visitor.submit(formTo(page.text, '/confirm')));
}

describe('The upload of a bill', { shuffle: false }, () => {
  it('shows unreadable rows and cells, and stores nothing before it is confirmed', async () => {
    const before = await known();
    const file = bill(
      DU_HENG,
      `E1002,韩雪梅,,${LAST},八百,203.00,`,
      `E1003,孙悦,${NUMBER},十月,900.00,180.00,`,
    );
    const page = await followed(handler, await handler.upload(at('BJ', 'bills'), file));
    expect(page.text).toContain('2 行读不通');
    expect(page.text).toMatch(/第 3 行：<\/strong> E 单位缴费金额 列不是金额/);
    expect(page.text).toMatch(/韩雪梅 \| — \| [\d-]+ \| 八百/);
    expect(page.text).toContain('不是月份');
    expect(page.text).not.toContain(NUMBER);
    const asPart = await followed(
      handler,
      await handler.submit(formTo(page.text, '/check'), { extent: 'part' }),
    );
    const refused = await handler.submit(formTo(asPart.text, '/confirm'));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#upload-partly"');
    expect(await known()).toEqual(before);
  });

  it('stores a corrected bill once, after its questions are answered, and the case shows it', async () => {
    const before = await known();
    const back = caseCalled((await handler.get('/?tab=all&name=杜衡')).text, /杜衡.*补缴/);
    expect((await handler.get(back)).text).toContain(`href="${at('BJ', 'bills')}"`);
    const file = bill(DU_HENG, `,钱多多,${NUMBER},${LAST},700.00,140.00,7000`);
    const page = await followed(handler, await handler.upload(at('BJ', 'bills'), file));
    for (const part of [LAST, '1,680', '343', '不认识的人 1 个', '工号', '按部分文件处理', '请先回答'])
      expect(page.text).toContain(part);
    expect(page.text).not.toContain(NUMBER);
    const asked = formTo(page.text, '/check').action.replace('/check', '/confirm');
    const unanswered = await handler.post(asked, { seen: '2' });
    expect([unanswered.status, unanswered.text.includes('请先回答页面上的问题')]).toEqual([422, true]);
    expect(await known()).toEqual(before);

    const whole = await handler.submit(formTo(page.text, '/check'), { extent: 'whole' });
    const asWhole = await followed(handler, whole);
    expect(asWhole.text).toContain('按完整文件处理');
    // The preview that the handler saw is outdated.
    const stale = await handler.post(asked, { seen: '2' });
    expect([stale.status, stale.text.includes('没有保存')]).toEqual([409, true]);
    expect(await known()).toEqual(before);
    const asPart = await followed(
      handler,
      await handler.submit(formTo(asWhole.text, '/check'), { extent: 'part' }),
    );

    const confirm = formTo(asPart.text, '/confirm');
    const done = await followed(handler, await handler.submit(confirm));
    expect(done.text).toContain('已保存');
    const after = await known();
    expect(after.length).toBeGreaterThan(before.length);
    expect((await followed(handler, await handler.submit(confirm))).path).toBe(done.path);
    expect(await known()).toEqual(after);

    const records = (await handler.get(back)).text;
    expect(records).toContain('王芳');
    expect(records).toMatch(/单位金额|unitAmount|980/);
    const list = (await finance.get(at('BJ', 'bills'))).text;
    expect(list).toMatch(new RegExp(`${LAST}</strong> 2 人`));
  });

  it('of an imported bill says so and adds nothing', async () => {
    const lasting = async () =>
      (await known())
        .filter((item) => !item.includes('ACTIVITY#'))
        .map((item) => (item.includes('"UNKNOWN#') ? item.replace(/receivedAt.*?Z/, '') : item));
    const before = await lasting();
    const file = bill(DU_HENG, `,钱多多,${NUMBER},${LAST},700.00,140.00,7000`);
    const page = await followed(finance, await finance.upload(at('BJ', 'bills'), file));
    expect(page.text).toContain('这份文件导入过');
    expect((await stored(finance, await finance.upload(at('BJ', 'bills'), file))).text).toContain('已保存');
    expect(await lasting()).toEqual(before);
  });

  it('is undone as a whole from the activity, after a preview', async () => {
    const activity = (await handler.get('/activity')).text;
    expect(activity).toContain('导入账单');
    const before = await known();
    const page = await followed(handler, await handler.submit(formTo(activity, at('BJ', 'undo-import'))));
    expect(page.text).toContain('保存以后的待办');
    expect(await known()).toEqual(before);
    expect((await handler.submit(formTo(page.text, '/confirm'), { reason: '' })).status).toBe(422);
    const undoing = formTo(page.text, '/confirm');
    const done = await followed(handler, await handler.submit(undoing, { reason: '不是本单位的账单' }));
    expect(done.text).toContain('已撤销');
    const after = await known();
    expect(after).not.toEqual(before);
    expect((await followed(handler, await handler.submit(undoing))).path).toBe(done.path);
    expect(await known()).toEqual(after);
    const gone = (await handler.get('/activity')).text;
    expect(gone).toContain('撤销登记');
    expect(gone).not.toContain(at('BJ', 'undo-import'));
  });

  it('is gone after an hour without confirmation', async () => {
    const page = await followed(handler, await handler.upload(at('BJ', 'bills'), bill(DU_HENG)));
    const client = clientOf(stack);
    const id = page.path.split('/').at(-1);
    const head = (await items()).find(({ pk, sk }) => pk?.S === `UPLOAD#${id}` && sk?.S === 'HEAD') as Item;
    const upload = JSON.parse(head.body?.S ?? '');
    expect(Date.parse(upload.lapsesAt) - Date.now()).toBeLessThanOrEqual(3_600_000);
    const body = { S: JSON.stringify({ ...upload, lapsesAt: new Date(Date.now() - 1000).toISOString() }) };
    await client.send(new PutItemCommand({ TableName: stack.table, Item: { ...head, body } }));
    client.destroy();
    const before = await known();
    const gone = await handler.get(page.path);
    expect([gone.status, gone.text.includes('只保留一小时')]).toEqual([404, true]);
    expect((await handler.submit(formTo(page.text, '/check'), { extent: 'part' })).status).toBe(404);
    expect(await known()).toEqual(before);
  });

  it('with more people than a request can wait for is handled by the queue, and its page shows that', async () => {
    const strangers = Array.from({ length: 501 }, (_, i) => `X${i},新人${i},,${LAST},700.00,140.00,7000`);
    const sent = await handler.upload(at('HZ', 'bills'), bill(...strangers));
    const waiting = await followed(handler, sent);
    if (waiting.text.includes('正在读取')) expect(waiting.text).toContain('<meta http-equiv="refresh"');
    await stack.drained();
    const first = await handler.get(waiting.path);
    expect(first.text).toContain('不认识的人 501 个');
    expect((await handler.submit(formTo(first.text, '/check'), { extent: 'part' })).status).toBe(303);
    await stack.drained();
    const page = await handler.get(waiting.path);
    const confirmed = await handler.submit(formTo(page.text, '/confirm'));
    expect(confirmed.status).toBe(303);
    // The same confirmation sent twice counts once.
    expect((await handler.submit(formTo(page.text, '/confirm'))).location).toBe(confirmed.location);
    await stack.drained();
    expect((await handler.get(waiting.path)).text).toContain('已保存');
    expect((await handler.get(at('HZ', 'bills'))).text).toContain('501 人');
    expect((await handler.get('/activity')).text.match(/导入账单/g)).toHaveLength(2);
  });
});

describe('An uploaded file', () => {
  it.each([
    ['too large', { name: 'a.csv', content: new Uint8Array(4 * 1024 * 1024 + 1) }, 413, /超过 4 MB/],
    ['far too large', { name: 'a.csv', content: new Uint8Array(5 * 1024 * 1024) }, 413, /超过 4 MB/],
    ['empty', { name: 'a.csv', content: '' }, 422, /请选择文件/],
    ['that is a web page', { name: 'a.xls', content: '<html><table></table></html>' }, 422, /这是网页/],
    ['without the headers', { name: 'a.csv', content: 'a,b\r\n1,2\r\n' }, 422, /没有找到表头/],
    ['that is a broken workbook', { name: 'a.xlsx', content: 'PK\u0003\u0004 broken' }, 422, /文件不完整/],
  ])('%s is refused with an explanation', async (_name, file, status, words) => {
    const before = await items();
    const answer = await handler.upload(at('BJ', 'bills'), file);
    expect([answer.status, words.test(answer.text)]).toEqual([status, true]);
    expect(answer.text).not.toMatch(/canbao (record|import)|--/);
    expect(await items()).toHaveLength(before.length);
  });

  it('with a hostile name is shown escaped, without folders and control characters', async () => {
    const name = '../..\\etc/<b>&"\'\u202e\u0007.csv';
    const sent = await handler.upload(at('BJ', 'bills'), { ...bill(DU_HENG), name });
    const page = await followed(handler, sent);
    expect(page.text).toContain('&lt;b&gt;&amp;');
    expect(page.text).not.toMatch(/<b>|\u202e|\.\.\/|etc\//);
  });

  it('may have a large body, other forms must not', async () => {
    const sent = await handler.post('/me/sessions/end', { session: 'x'.repeat(300 * 1024) });
    expect([sent.status, sent.text.includes('太大')]).toEqual([413, true]);
  });
});

describe('Roles for uploads', () => {
  const PATHS = ['bills', 'insured', 'roster'];

  it('a manager sees the pages, and uploads nothing', async () => {
    const manager = await Visitor.signedIn(stack, 'zhao.lei@example.com');
    for (const path of PATHS) {
      const { status, text } = await manager.get(at('BJ', path));
      expect([status, text.includes('enctype')]).toEqual([200, false]);
      const sent = await manager.upload(at('BJ', path), bill(DU_HENG), { on: today });
      expect([path, sent.status]).toEqual([path, 403]);
    }
    const own = await followed(handler, await handler.upload(at('BJ', 'bills'), bill(DU_HENG)));
    expect((await manager.get(own.path)).status).toBe(403);
    expect((await manager.post(`${own.path}/confirm`, { seen: '2' })).status).toBe(403);
  });

  it('finance uploads bills and lists, and no roster', async () => {
    const sent = await finance.upload(at('BJ', 'roster'), bill(DU_HENG), { on: today });
    expect(sent.status).toBe(403);
    const settled = await finance.post(at('BJ', 'roster/roster-dismissed'), { employeeIds: 'E1007' });
    expect(settled.status).toBe(403);
  });

  it('pages and uploads of another unit and invalid links are not found', async () => {
    const own = await followed(handler, await handler.upload(at('BJ', 'bills'), bill(DU_HENG)));
    const stranger = await Visitor.signedIn(stack, 'huang.min@example.com');
    const elsewhere = own.path.replace(at('BJ', ''), at('SZ', ''));
    for (const path of [...PATHS.map((it) => at('BJ', it)), own.path, elsewhere, at('??', 'bills')])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    expect((await stranger.upload(at('BJ', 'bills'), bill(DU_HENG))).status).toBe(404);
    for (const path of [`${own.path}/confirm`, `${elsewhere}/check`, at('BJ', 'undo-import')])
      expect([path, (await stranger.post(path, { import: 'x' })).status]).toEqual([path, 404]);
    expect((await handler.post(at('BJ', 'undo-import'), { import: 'x'.repeat(22) })).status).toBe(404);
  });
});

describe('The upload of the agency’s list of insured people', () => {
  it('requires its day, and stores the list as of that day', async () => {
    const content = [
      '姓名,证件号码,参保状态',
      `李想,${syntheticNumber('110105', '1990-05-06', 21)},正常参保`,
      `某某,${NUMBER},暂停参保`,
      '',
    ].join('\r\n');
    const file = { name: 'list.csv', content };
    const tomorrow = addDays(today, 1);
    const late = await handler.upload(at('HZ', 'insured'), file, { on: tomorrow });
    expect([late.status, late.text.includes(`value="${tomorrow}"`)]).toEqual([422, true]);
    const page = await stored(finance, await finance.upload(at('HZ', 'insured'), file, { on: today }));
    expect(page.text).toContain('已保存');
    expect(page.text).toMatch(/参保 1 人，暂停 1/);
    expect((await handler.get(at('HZ', 'insured'))).text).toContain(today);
    expect((await handler.get('/activity')).text).toContain('导入参保人员名单');
  });
});

describe('The upload of a roster', () => {
  const HIRED = addDays(today, -9);
  const content = ['工号,姓名,入职日期', `E7001,新来的,${HIRED}`, `E7002,另一位,${HIRED}`, ''].join('\r\n');

  it('changes no record; its differences are confirmed or dismissed one by one', async () => {
    const page = await followed(
      handler,
      await handler.upload(at('HZ', 'roster'), { name: 'r.csv', content }, { on: today }),
    );
    expect(page.text).toContain('2 处与记录不符');
    const facts = async () => (await known()).filter((item) => item.includes('"FACT#'));
    const before = await facts();
    const listed = await followed(handler, await handler.submit(formTo(page.text, '/confirm')));
    expect(listed.text).toContain('请逐条确认');
    expect(await facts()).toEqual(before);

    const differences = await handler.get(at('HZ', 'roster'));
    const own = (action: string, id: string) =>
      formsIn(differences.text).find(
        (form) => form.action.endsWith(action) && form.fields.some(([, value]) => value === id),
      ) ?? { action: '', method: '', fields: [] };
    const confirmed = await handler.submit(own('roster-confirmed', 'E7001'));
    expect(confirmed.location).toBe(`${at('HZ', 'roster')}?done=1`);
    expect((await handler.submit(own('roster-dismissed', 'E7002'))).status).toBe(303);
    const after = (await handler.get(confirmed.location ?? '')).text;
    expect(after).not.toContain('E7001');
    expect(after).not.toContain('E7002');
    expect((await facts()).length).toBeGreaterThan(before.length);
    expect((await handler.get('/?tab=all&name=新来的')).text).toMatch(/新来的.*增员/);
    expect((await handler.get('/activity')).text).toContain('确认花名册差异');
    const gone = await handler.post(at('HZ', 'roster/roster-dismissed'), { employeeIds: 'E9999' });
    expect([gone.status, gone.text.includes('已经不在了')]).toEqual([422, true]);
  });

  it('asks first if most people have left according to it', async () => {
    const file = { name: 'r.csv', content: ['工号,姓名,入职日期', `E7003,独苗,${HIRED}`, ''].join('\r\n') };
    const page = await followed(
      handler,
      await handler.upload(at('BJ', 'roster'), file, { on: today, complete: 'yes' }),
    );
    expect(page.text).toContain('多半是文件不完整');
    const asked = formTo(page.text, '/check').action.replace('/check', '/confirm');
    expect((await handler.post(asked, { seen: '2' })).status).toBe(422);
    const answered = await followed(
      handler,
      await handler.submit(formTo(page.text, '/check'), { allLeft: 'yes' }),
    );
    expect((await followed(handler, await handler.submit(formTo(answered.text, '/confirm')))).text).toContain(
      '请逐条确认',
    );
  });
});
