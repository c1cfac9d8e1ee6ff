import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../functions/adapters/clock.ts';
import { playDemo } from '../../../infra/local/demo/play-demo.ts';
import registryFile from '../../../infra/local/demo/registry.json' with { type: 'json' };
import { runCanbao } from '../../support/command-line.ts';
import { postHook } from '../../support/hooks.ts';
import { startTestStack, type TestStack } from '../../support/local-stack.ts';
import { caseCalled, formsIn, formTo, linksIn, Visitor } from '../../support/visitor.ts';
import { apply, clientOf, type RegistryFile } from '../stack-calls.ts';

/** The portal as it is deployed, over HTTP: a stack with the demo company, and visitors with cookies. */

const PORTAL_README = readFileSync(
  join(import.meta.dirname, '../../../functions/staff-portal/README.md'),
  'utf8',
);
const HANDLER = 'wang.fang@example.com';
const SHENZHEN = 'huang.min@example.com';
const ENGLISH = 'daniel.wood@example.com';
const FINANCE = 'chen.jing@example.com';
const MANAGER = 'zhao.lei@example.com';
const ADMIN = 'hr-admin@example.com';

let stack: TestStack;
let handler: Visitor;
let second: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await playDemo(stack, new Date(), () => undefined);
  handler = await Visitor.signedIn(stack, HANDLER);
  second = await Visitor.signedIn(stack, ENGLISH);
});

afterAll(() => stack?.stop());

/** All items of the table, one line per item, once queued work such as requested sign-in codes is done. */
async function table(): Promise<string[]> {
  await stack.drained();
  const client = clientOf(stack);
  const items: string[] = [];
  let from: Record<string, never> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: stack.table, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    items.push(...(page.Items ?? []).map((item) => JSON.stringify(Object.entries(item).sort())));
    from = page.LastEvaluatedKey as typeof from;
  } while (from !== undefined);
  client.destroy();
  return items.sort();
}

/** The JSON output of a command. */
async function canbao<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await runCanbao([...args, '--data', stack.data, '--json'], {
    clock: systemClock,
  });
  if (code !== 0) throw new Error(`canbao ${args.join(' ')}: ${err}`);
  return JSON.parse(out) as T;
}

/** A replacer for JSON.stringify that sorts the keys of objects. */
function withSortedKeys(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function inbox(visitor: Visitor, path = '/?tab=all'): Promise<string> {
  const { status, text } = await visitor.get(path);
  expect(status).toBe(200);
  return text;
}

async function casePage(
  visitor: Visitor,
  name: RegExp,
): Promise<{ readonly path: string; readonly html: string }> {
  const pages = [await inbox(visitor), await inbox(visitor, '/?tab=all&page=2')];
  const path = caseCalled(pages.join('\n'), name);
  return { path, html: (await visitor.get(path)).text };
}

describe('Signing in', () => {
  it('leads from a link to its case, with a code that only registered addresses get', async () => {
    const { path } = await casePage(handler, /韩雪梅/);
    const visitor = new Visitor(stack.api);
    // The test uses another address, because the handler's address may have reached its limit of codes, for example by
    // the scanner below.
    const first = await visitor.get(`${path}?r=${Buffer.from(ENGLISH).toString('base64url')}`);
    expect(first.status).toBe(303);
    const offered = await visitor.get(first.location ?? '');
    expect(offered.text).toContain(ENGLISH);
    const asked = await visitor.submit(formsIn(offered.text)[0] ?? { action: '', method: '', fields: [] });
    await stack.drained();
    const code = /\d{6}/.exec(stack.mails().at(-1)?.subject ?? '')?.[0] ?? '';
    const page = await visitor.get(asked.location ?? '');
    const wrong = await visitor.submit(formTo(page.text, '/sign-in/code'), {
      code: code === '1'.repeat(6) ? '2' : '1'.repeat(6),
    });
    expect([wrong.status, wrong.text.includes('role="alert"')]).toEqual([422, true]);
    const entered = await visitor.submit(formTo(wrong.text, '/sign-in/code'), { code });
    expect([entered.status, entered.location]).toEqual([303, path]);
    expect((await visitor.get(path)).status).toBe(200);
    const session = entered.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-canbao='));
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(session).toContain(part);
  });

  it('shows the same page to strangers for every link, and sends them nothing', async () => {
    const pages = await Promise.all(
      ['/', '/cases/eHh4', '/activity', '/me'].map(async (path) => {
        const visitor = new Visitor(stack.api);
        const { status, location = '' } = await visitor.get(path);
        expect(status).toBe(303);
        return (await visitor.get(location)).text.replaceAll(/name="next" value="[^"]*"/g, '');
      }),
    );
    expect(new Set(pages).size).toBe(1);
    const before = stack.mails().length;
    const visitor = new Visitor(stack.api);
    const asked = await visitor.post('/sign-in', { address: 'stranger@example.com' });
    expect([asked.status, asked.location]).toEqual([303, '/sign-in/code?next=%2F']);
    await stack.drained();
    expect(stack.mails()).toHaveLength(before);
  });

  it('works with a code from the operator, which is noted in the activity', async () => {
    const cli = (...args: string[]) =>
      runCanbao(['sign-in', 'code', ...args, '--data', stack.data, '--json'], { clock: systemClock });
    expect((await cli('--for', 'nobody@example.com')).code).toBe(1);
    expect((await cli('--for', 'nobody')).code).toBe(2);
    const visitor = new Visitor(stack.api);
    const asked = await visitor.post('/sign-in', { address: SHENZHEN, next: '/me' });
    await stack.drained();
    const { out, code } = await cli('--for', SHENZHEN);
    expect(code).toBe(0);
    const page = await visitor.get(asked.location ?? '');
    const made = JSON.parse(out) as { readonly code: string };
    const entered = await visitor.submit(formTo(page.text, '/sign-in/code'), {
      code: made.code,
      shared: 'yes',
    });
    expect([entered.status, entered.location]).toEqual([303, '/me']);
    const administrator = await Visitor.signedIn(stack, ADMIN);
    expect((await administrator.get('/admin')).text).toContain('代取登录验证码');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a b'])(
    'never redirects to another site: %s',
    async (next) => {
      const asked = await new Visitor(stack.api).post('/sign-in', { address: 'nobody@example.com', next });
      expect(asked.location ?? '').not.toContain('evil');
    },
  );

  it('ends in a browser whose session another browser ended', async () => {
    const other = await Visitor.signedIn(stack, SHENZHEN);
    const own = await Visitor.signedIn(stack, SHENZHEN);
    const { text } = await own.get('/me');
    const ending = formsIn(text).filter(({ action }) => action === '/me/sessions/end');
    expect(ending.length).toBeGreaterThan(0);
    for (const form of ending) expect((await own.submit(form)).status).toBe(303);
    expect((await other.get('/')).status).toBe(303);
    expect((await own.get('/')).status).toBe(200);
    expect((await own.submit(formTo(text, '/sign-out'))).location).toBe('/sign-in');
    expect((await own.get('/')).status).toBe(303);
  });
});

describe('A request that is not a form of the portal', () => {
  const own = { 'content-type': 'application/x-www-form-urlencoded' };
  it.each([
    ['from another site', { ...own, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['from another host of the same site', { ...own, 'sec-fetch-site': 'same-site' }, 403],
    ['typed into the browser', { ...own, 'sec-fetch-site': 'none' }, 403],
    ['of an old browser, from another site', { ...own, origin: 'https://evil.example' }, 403],
    ['with the origin null', { ...own, origin: 'null' }, 403],
    ['without an origin', own, 403],
    ['as JSON', { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }, 415],
    ['as text', { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' }, 415],
    ['without a type', { 'content-type': '', 'sec-fetch-site': 'same-origin' }, 415],
  ])('is refused: %s', async (_name, headers, status) => {
    const { path } = await casePage(handler, /韩雪梅/);
    const before = await table();
    const answer = await handler.post(
      `${path}/do/acknowledged`,
      { form: '', seen: '' },
      headers as Record<string, string>,
    );
    expect(answer.status).toBe(status);
    expect(await table()).toEqual(before);
  });
});

describe('Every response', () => {
  it('has the headers that keep other sites out', async () => {
    const paths = ['/', '/sign-in', '/cases/x', '/nowhere', '/me', '/favicon.ico'];
    for (const path of paths) {
      const { headers } = await handler.get(path);
      expect(headers.get('content-security-policy')).toContain(
        "default-src 'none'; style-src 'self'; script-src 'self'",
      );
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('has one stylesheet and one small script, cached forever under a name with their hash', async () => {
    const html = await inbox(handler);
    const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(assets).toHaveLength(2);
    for (const path of assets) {
      const { status, headers, text } = await new Visitor(stack.api).get(path);
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      if (path.endsWith('.js')) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3072);
    }
    expect((await handler.get('/assets/portal-000000000000.js')).status).toBe(404);
  });
});

describe('Roles in the portal', () => {
  it('a case of another unit and an invalid link are not found', async () => {
    const { path } = await casePage(handler, /韩雪梅/);
    const stranger = await Visitor.signedIn(stack, SHENZHEN);
    for (const asked of [path, '/cases/eHh4', '/cases/a', '/cases/%20', `${path}/undo/eHh4`]) {
      const { status, text } = await stranger.get(asked);
      expect([asked, status, text.includes('韩雪梅')]).toEqual([asked, 404, false]);
    }
    expect((await stranger.post(`${path}/do/noted`, { text: 'x' })).status).toBe(404);
  });

  it('a manager reads, notes and acknowledges, and records nothing else', async () => {
    const manager = await Visitor.signedIn(stack, MANAGER);
    const { path, html } = await casePage(manager, /韩雪梅/);
    const actions = formsIn(html).map(({ action }) => action.split('/').at(-1));
    expect(actions).toEqual(expect.arrayContaining(['acknowledged', 'noted']));
    expect(actions.filter((action) => action?.startsWith('filing'))).toEqual([]);
    const refused = await manager.post(`${path}/do/filing-submitted`, { on: '2026-01-01', seen: 'x' });
    expect(refused.status).toBe(403);
  });

  it('finance records refunds, and no filings', async () => {
    const finance = await Visitor.signedIn(stack, FINANCE);
    const overpaid = await casePage(finance, /罗小萍.*多缴/);
    expect(formsIn(overpaid.html).map(({ action }) => action.split('/').at(-1))).toContain('refund-settled');
    const enrolment = await casePage(finance, /韩雪梅/);
    expect(enrolment.html).not.toContain('filing-submitted');
  });
});

describe('A form', () => {
  it('is recorded with the signed-in person and how to undo it, and changes the inbox', async () => {
    const { path, html } = await casePage(handler, /韩雪梅/);
    const sent = await handler.submit(formTo(html, '/do/filing-submitted'), { receiptNo: 'R-<1>' });
    expect([sent.status, sent.location?.startsWith(`${path}?done=`)]).toEqual([303, true]);
    const after = await handler.get(sent.location ?? '');
    expect(after.text).toContain('role="status"');
    expect(after.text).toContain('R-&lt;1&gt;');
    expect(after.text).toContain('王芳');
    expect(await inbox(handler, '/?tab=waiting')).toContain('韩雪梅');
    expect((await handler.get('/activity')).text).toContain('韩雪梅');

    const undo = linksIn(after.text).find((href) => href.includes('/undo/')) ?? '';
    const before = await table();
    const preview = await handler.get(undo);
    expect(preview.status).toBe(200);
    expect(await table()).toEqual(before);
    const undone = await handler.submit(formTo(preview.text, undo), { reason: '登记错人' });
    expect(undone.status).toBe(303);
    expect((await handler.get(undone.location ?? '')).text).toContain('已撤销');
    expect(await inbox(handler, '/?tab=waiting')).not.toContain('韩雪梅');
  });

  it('is recorded once when it is sent twice', async () => {
    const { html } = await casePage(handler, /蒋一鸣/);
    const form = formTo(html, '/do/filing-submitted');
    const [first, again] = [await handler.submit(form), await handler.submit(form)];
    expect([first.status, again.status]).toEqual([303, 303]);
    const factOf = (location = '') => /=([\w-]+)$/.exec(location)?.[1];
    expect(factOf(again.location)).toBe(factOf(first.location));
    expect(again.location).toContain('known=');
  });

  it('that two people fill in at once names the first one, and asks before it records a difference', async () => {
    const [mine, theirs] = [await casePage(handler, /吴迪/), await casePage(second, /吴迪/)];
    const first = formTo(mine.html, '/do/filing-submitted');
    expect((await handler.submit(first, { receiptNo: 'R-7' })).status).toBe(303);
    const same = await second.submit(formTo(theirs.html, '/do/filing-submitted'), { receiptNo: 'R-7' });
    expect([same.status, same.location?.includes('known=')]).toEqual([303, true]);
    expect((await second.get(same.location ?? '')).text).toContain('王芳');

    const other = await second.submit(formTo(theirs.html, '/do/filing-accepted'));
    expect(other.status).toBe(409);
    expect(other.text).toContain('王芳');
    const before = (await table()).length;
    const anyway = await second.submit(formTo(other.text, '/do/filing-accepted'));
    expect(anyway.status).toBe(303);
    expect((await table()).length).toBeGreaterThan(before);
    expect((await second.get(anyway.location ?? '')).text).toContain('not open now');
    expect(await inbox(handler, '/?tab=done')).toContain('吴迪');
  });

  it('with errors comes back as filled in, with the errors on top and at the fields', async () => {
    const { html } = await casePage(handler, /孙悦/);
    const form = formTo(html, '/do/filing-accepted');
    const before = await table();
    const wrong = await handler.submit(form, { on: '2199-01-01' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#filing-accepted-on"');
    expect(wrong.text).toContain('value="2199-01-01"');
    expect(wrong.text).toContain('aria-invalid="true"');
    expect((await handler.submit(form, { on: 'yesterday' })).status).toBe(422);
    expect((await handler.submit(formTo(html, '/do/filing-rejected'))).status).toBe(422);
    expect(await table()).toEqual(before);
  });

  it('records the missing day of a leave, and a rejection', async () => {
    const missing = await casePage(handler, /范小洲/);
    const told = await handler.submit(formTo(missing.html, '/do/leave'), {
      lastWorkingDay: '2026-11-20',
      reason: 'resigned',
    });
    expect(told.status).toBe(303);
    expect(await inbox(handler)).toMatch(/范小洲（E1016） · 减员申报/);
    const { html } = await casePage(handler, /孙悦/);
    const rejected = await handler.submit(formTo(html, '/do/filing-rejected'), { reason: '材料不全' });
    expect((await handler.get(rejected.location ?? '')).text).toContain('被退回：材料不全');
  });

  it('records the states of a refund', async () => {
    const { html } = await casePage(handler, /钱进.*多缴/);
    const asked = await handler.submit(formTo(html, '/do/refund-requested'));
    expect(asked.status).toBe(303);
    const page = await handler.get(asked.location ?? '');
    expect((await handler.submit(formTo(page.text, '/do/refund-settled'))).status).toBe(303);
  });

  it('answers the question of a unit case', async () => {
    const { html } = await casePage(handler, /账单上有不认识的人/);
    const refused = await handler.submit(formTo(html, '/do/answered'), { answer: 'is-employee' });
    expect([refused.status, refused.text.includes('href="#answered-about"')]).toEqual([422, true]);
    const answered = await handler.submit(formTo(html, '/do/answered'), { answer: 'not-ours' });
    expect([answered.status, answered.location?.includes('done=')]).toEqual([303, true]);
  });

  it('with a note appears in the records; acknowledgements and snoozes are recorded', async () => {
    const { html } = await casePage(handler, /高建国/);
    const noted = await handler.submit(formTo(html, '/do/noted'), { text: '窗口答复 <周五> 办结' });
    expect((await handler.get(noted.location ?? '')).text).toContain('窗口答复 &lt;周五&gt; 办结');
    const seen = await handler.submit(formTo(html, '/do/acknowledged'));
    expect(seen.status).toBe(303);
  });
});

describe('A batch', () => {
  it('records each case separately; a failed one does not stop the others and is shown again', async () => {
    const html = await inbox(handler, '/?tab=all&kind=removal');
    const ids = [...html.matchAll(/name="c" value="([^"]+)"/g)].map(([, id = '']) => id);
    expect(ids.length).toBeGreaterThanOrEqual(2);
    const chosen = await handler.post(
      '/batch/choose',
      ids.map((id) => ['c', id] as const),
    );
    const form = formTo(chosen.text, '/batch');
    const [failing = '', ...others] = ids;
    const rest = form.fields.filter(([name]) => name !== 'on' && name !== 'c');
    const days = ids.flatMap((id) => [
      ['c', id] as const,
      [
        'on',
        id === failing ? '2199-01-01' : (form.fields.find(([name]) => name === 'on')?.[1] ?? ''),
      ] as const,
    ]);
    const sent = await handler.post('/batch', [...rest, ...days]);
    expect(sent.status).toBe(422);
    expect([...sent.text.matchAll(/name="c" value="([^"]+)"/g)].map(([, id]) => id)).toEqual([failing]);
    const waiting = await inbox(handler, '/?tab=waiting&kind=removal');
    for (const id of others) expect(waiting).toContain(id);
    const corrected = await handler.submit(formTo(sent.text, '/batch'), { on: '2026-11-27' });
    expect([corrected.status, corrected.location]).toEqual([303, '/?saved=1']);
  });
});

/** The kind of a page, such as a person, a case of some kind, a unit's month or ledger, or an undo preview. */
const pageKind = (path: string) =>
  path
    .replace(/^\/cases\/([\w-]+)/, (_, id) =>
      Buffer.from(id, 'base64url').toString().replace(/.*\//, '/cases/'),
    )
    .replace(/(?<=^\/(?:people|units)\/|\/undo\/|\/months\/|\/ledgers\/)[\w-]+/g, '*')
    .replace(/(?<==)[^&]+/g, '*');

describe('The administrators’ pages', () => {
  let admin: Visitor;
  beforeAll(async () => {
    admin = await Visitor.signedIn(stack, ADMIN);
  });
  const quarantined = (html: string) => html.split('name="e"').length - 1;
  const event = (type: string, id: string, data: object) => postHook(stack, { type, id, data: { ...data } });

  it('replay an event, drop another, and note both', async () => {
    await event('fact.voided', 'void-ahead', { factId: 'standard:hire-later', reason: '登记错人' });
    await event('employee.hired', 'no-<day>', { employeeId: 'E9999', unitId: 'BJ', hiredOn: '2026-02-30' });
    const page = await admin.get('/admin');
    expect(page.text).toContain('no-&lt;day&gt;');
    expect(page.text).not.toContain('E9999');
    const before = quarantined(page.text);
    const ticked = (html: string, name: string) =>
      new RegExp(`name="e" value="([^"]+)"[^>]*/?><span>standard · ${name}`).exec(html)?.[1] ?? '';
    const hire = { employeeId: 'E9998', unitId: 'BJ', name: '临时', hiredOn: '2026-11-02' };
    await event('employee.hired', 'hire-later', hire);
    const both = ['void-ahead', 'no-&lt;day&gt;'].map((name) => ['e', ticked(page.text, name)] as const);
    const replayed = await admin.post('/admin/quarantine/replay', both);
    expect([replayed.status, replayed.location]).toEqual([303, '/admin?replayed=2']);
    await stack.drained();
    const after = (await admin.get(replayed.location ?? '')).text;
    expect(quarantined(after)).toBe(before - 1);
    expect(after).not.toContain('standard · void-ahead');
    const { facts } = await canbao<{ facts: { voided: boolean }[] }>('facts', 'E9998');
    expect(facts.map(({ voided }) => voided)).toEqual([true, false]);

    const drop = linksIn(after).find((href) => href.includes(both[1]?.[1] ?? '?')) ?? '';
    const asked = await admin.get(drop);
    expect(quarantined((await admin.get('/admin')).text)).toBe(before - 1);
    expect((await admin.submit(formTo(asked.text, drop))).status).toBe(303);
    expect(quarantined((await admin.get('/admin')).text)).toBe(before - 2);
    expect((await admin.get(drop)).status).toBe(404);

    const { acts } = await canbao<{ acts: { action: string; by: string; about: string[] }[] }>('activity');
    expect(acts.slice(0, 3)).toEqual([
      expect.objectContaining({ action: 'quarantine-dropped', by: ADMIN, verified: true }),
      expect.objectContaining({ action: 'quarantine-replayed', by: ADMIN, verified: true }),
      expect.objectContaining({ action: 'quarantine-replayed', by: ADMIN, verified: true }),
    ]);
    expect(acts[0]?.about).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2}\/standard\/no-<day>$/)]);
    expect((await admin.get('/admin')).text).toContain('丢弃隔离的事件');
  });

  it('show the registry, and what the command line recorded in the activity', async () => {
    const { text } = await admin.get('/admin/registry');
    for (const { name, staff } of registryFile.units)
      for (const word of [name, ...staff.map(({ email }) => email)]) expect(text).toContain(word);
    const sources = [{ source: 'feishu', api: { baseUrl: 'https://feishu.example.cn' } }];
    await apply(stack, { ...registryFile, sources } as RegistryFile);
    expect((await admin.get('/admin/registry')).text).toContain('feishu.example.cn，既不是厂商的地址');
    await apply(stack, registryFile as RegistryFile);
    expect((await admin.get('/admin/registry')).text).not.toContain('既不是厂商的地址');
    await canbao('bases', 'declared', '--unit', 'SZ', '--from', '2026-01', '--on', '2026-01-20');
    const activity = await admin.get('/activity?unit=SZ');
    expect(activity.text).toContain('登记已申报基数');
    expect(activity.text).toContain('operator:');
    expect((await handler.get('/activity')).text).not.toContain('operator:');
  });

  it('are not found by anybody else', async () => {
    const { text } = await handler.get('/');
    expect(text).not.toContain('/admin');
    const paths = ['/admin', '/admin/registry', '/admin/quarantine/eHh4/drop'];
    for (const path of paths) expect([path, (await handler.get(path)).status]).toEqual([path, 404]);
    const before = await table();
    for (const path of ['/admin/quarantine/replay', '/admin/quarantine/eHh4/drop', '/admin/mail/retry'])
      expect([path, (await handler.post(path, { e: 'x', address: ADMIN })).status]).toEqual([path, 404]);
    expect(await table()).toEqual(before);
  });
});

describe('The evidence of a case', () => {
  let stranger: Visitor;
  beforeAll(async () => {
    stranger = await Visitor.signedIn(stack, SHENZHEN);
  });

  it('has all facts, voided ones too, the computed date, the mails, and a hash that anybody can check', async () => {
    const { path, html } = await casePage(handler, /曹文静/);
    const noted = await handler.submit(formTo(html, '/do/noted'), { text: '写错了' });
    const undo = linksIn((await handler.get(noted.location ?? '')).text).find((href) =>
      href.includes(`/undo/${/done=([\w-]+)/.exec(noted.location ?? '')?.[1]}`),
    );
    const preview = await handler.get(undo ?? '');
    await handler.submit(formTo(preview.text, undo ?? ''), { reason: '登记 <错> 人' });
    const open = (await handler.get(path)).text;
    const form = formsIn(open).find(({ action }) => /\/do\/filing-accepted$/.test(action));
    if (form !== undefined) expect((await handler.submit(form)).status).toBe(303);
    const { status, text } = await handler.get(`${path}/evidence`);
    expect(status).toBe(200);
    expect(text).toContain('待办没有打开');
    expect(text).toContain('已撤销：登记 &lt;错&gt; 人');
    expect(text).toContain('邮件正文不保存');
    expect(text).toMatch(/办理日 \d{4}-\d{2}-\d{2}/);
    expect(text).toMatch(/《[^》]+》|第\S+条/);
    expect(text).toMatch(/王芳 wang\.fang@example\.com · 发出 \d{4}/);
    const caseId = Buffer.from(path.split('/')[2] ?? '', 'base64url').toString();
    const { facts } = await canbao<{ facts: { factId: string }[] }>('facts', caseId.split('/')[0] ?? '');
    const sorted = facts.sort((a, b) => Buffer.compare(Buffer.from(a.factId), Buffer.from(b.factId)));
    const hash = createHash('sha256').update(JSON.stringify(sorted, withSortedKeys)).digest('hex');
    expect(text).toContain(hash);
    const [, program = ''] = /<!-- checksum -->.*?python3 -c '(.*?)'\n/s.exec(PORTAL_README) ?? [];
    const outdented = program.replaceAll('\n  ', '\n');
    const other = spawnSync('python3', ['-c', outdented], {
      input: JSON.stringify({ facts }),
      encoding: 'utf8',
    });
    // Computes the hash with the command of the README, if Python is installed.
    if (other.error === undefined) expect(other.stdout.trim()).toBe(hash);
    expect((await stranger.get(`${path}/evidence`)).status).toBe(404);
  });

  it('comes with a calendar entry if the case has a day', async () => {
    const { path, html } = await casePage(second, /韩雪梅/);
    expect(html).toContain(`href="${path}.ics"`);
    const { status, headers, text } = await second.get(`${path}.ics`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(text).toContain('韩雪梅');
    expect(text.replaceAll('\r\n ', '')).toContain(`URL:${stack.api}${path}\r\n`);
    expect(text).toMatch(/^DTSTART;VALUE=DATE:\d{8}\r$/m);
    expect((await handler.get('/cases/eHh4.ics')).status).toBe(404);
    expect((await stranger.get(`${path}.ics`)).status).toBe(404);
  });
});

describe('Reading', () => {
  it('any page changes nothing in the table', async () => {
    for (const who of [HANDLER, FINANCE, MANAGER, ADMIN]) {
      const visitor = who === HANDLER ? handler : await Visitor.signedIn(stack, who);
      const before = await table();
      const seen = new Set<string>();
      const looked = new Map<string, number>();
      const files = ['bills', 'insured', 'roster'].map(
        (it) => `/units/${Buffer.from('BJ').toString('base64url')}/${it}`,
      );
      const left = ['/', '/?tab=all', '/?tab=waiting', '/?tab=done', '/activity', '/me', ...files];
      for (let path = left.shift(); path !== undefined; path = left.shift()) {
        if (seen.has(path)) continue;
        seen.add(path);
        const times = (looked.get(pageKind(path)) ?? 0) + 1;
        looked.set(pageKind(path), times);
        // The handler, who sees the most pages, looks at two of each kind. Everybody else looks at one.
        if (times > (who === HANDLER ? 2 : 1)) continue;
        const { status, text, headers } = await visitor.get(path);
        expect([path, status]).toEqual([path, 200]);
        // A file for download has no links.
        if (headers.has('content-disposition')) continue;
        expect([path, Buffer.byteLength(text) <= 30_720]).toEqual([path, true]);
        expect(text).not.toMatch(/undefined|\bNaN\b|\[object|canbao (record|cases|import)/);
        left.push(...linksIn(text).filter((href) => href.startsWith('/') && !href.startsWith('/?urgency')));
      }
      expect(seen.size).toBeGreaterThan(8);
      const kinds = [...seen].map((path) => /^\/(?:units\/[\w-]+\/)?[a-z]*/.exec(path)?.[0] ?? '');
      const last = new Set(kinds.map((kind) => kind.slice(kind.lastIndexOf('/'))));
      for (const kind of ['/people', '/units', '/months', '/ledgers', '/bases', '/cases'])
        expect([who, kind, last.has(kind)]).toEqual([who, kind, true]);
      expect(await table()).toEqual(before);
    }
  });

  it('by a scanner that follows every link and sends every form signs nobody in and records nothing', async () => {
    const mail = stack
      .mails()
      .find(
        ({ destination, subject }) => destination.to.join().includes(HANDLER) && subject.includes('逾期'),
      );
    const links = linksIn(mail?.body.html ?? '').filter((href) => href.startsWith(stack.api));
    expect(links.length).toBeGreaterThan(10);
    const scanner = new Visitor(stack.api);
    const before = (await table()).filter((item) => !/LIMIT#|SIGN-IN#/.test(item));
    for (const link of links.slice(0, 4)) {
      const { location = '', status } = await scanner.get(link);
      expect(status).toBe(303);
      const page = await scanner.get(location);
      for (const form of formsIn(page.text)) {
        const sent = await scanner.submit(form);
        if (sent.location === undefined) continue;
        for (const again of formsIn((await scanner.get(sent.location)).text)) await scanner.submit(again);
      }
    }
    expect((await scanner.get('/')).status).toBe(303);
    expect((await table()).filter((item) => !/LIMIT#|SIGN-IN#/.test(item))).toEqual(before);
  });
});

describe('A person who leaves the registry', () => {
  it('has no page and no session any more', async () => {
    const leaving = await Visitor.signedIn(stack, 'grace.miller@example.com');
    expect((await leaving.get('/')).status).toBe(200);
    const units = registryFile.units.map((unit) => ({
      ...unit,
      staff: unit.staff.filter(({ email }) => email !== 'grace.miller@example.com'),
    }));
    await apply(stack, { ...registryFile, units } as RegistryFile);
    expect((await leaving.get('/')).status).toBe(303);
    await apply(stack, registryFile as RegistryFile);
    expect((await leaving.get('/')).status).toBe(303);
  });
});
