import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEDGER_KINDS } from '../../../domain/ledger/ledger.ts';
import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { chinaDayOf } from '../../../domain/values/plain-date.ts';
import { systemClock } from '../../../functions/adapters/clock.ts';
import { openTable } from '../../../functions/files/open-table.ts';
import type { FileRow } from '../../../functions/files/table.ts';
import { playDemo } from '../../../infra/local/demo/play-demo.ts';
import { fileCabinet } from '../../support/bill-files.ts';
import { runCanbao } from '../../support/command-line.ts';
import { startTestStack, type TestStack } from '../../support/local-stack.ts';
import { formsIn, formTo, linksIn, Visitor } from '../../support/visitor.ts';

/** The portal's pages of people and units, over HTTP, on a stack with the demo company. */

const HANDLER = 'wang.fang@example.com';
const SHENZHEN = 'huang.min@example.com';
const FINANCE = 'chen.jing@example.com';
const MANAGER = 'zhao.lei@example.com';
const ADMIN = 'hr-admin@example.com';

const inPath = (id: string) => Buffer.from(id).toString('base64url');
const BJ = `/units/${inPath('BJ')}`;

let stack: TestStack;
let handler: Visitor;
const files = fileCabinet();

beforeAll(async () => {
  stack = await startTestStack();
  await playDemo(stack, new Date(), () => undefined);
  handler = await Visitor.signedIn(stack, HANDLER);
});

afterAll(async () => {
  files.remove();
  await stack?.stop();
});

async function page(visitor: Visitor, path: string): Promise<string> {
  const { status, text } = await visitor.get(path);
  expect([path, status]).toEqual([path, 200]);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(30_720);
  return text;
}

function peopleIn(html: string): string[] {
  return linksIn(html).filter((href) => href.startsWith('/people/'));
}

/** The rows of a table file as texts. */
async function rowsOf(name: string, content: Buffer): Promise<string[][]> {
  const path = files.write(name, '');
  writeFileSync(path, content);
  const rows: FileRow[] = [];
  for await (const some of (await openTable(path)).sheets[0]?.parts() ?? [])
    for (const part of some) if (part.is === 'row') rows.push(part);
  return rows.map(({ cells }) =>
    cells.map((cell) => (cell === undefined || cell === null ? '' : String(cell))),
  );
}

describe('The search for people', () => {
  it('finds by name, id in any case or unit, and shows how many employments were searched', async () => {
    const byName = await page(handler, `/people?q=${encodeURIComponent('雪梅')}`);
    expect(byName).toContain('韩雪梅（E1002）');
    expect(byName).toMatch(/查看了 \d+ 段劳动关系，已全部看完/);
    expect(await page(handler, '/people?q=e1002')).toContain('韩雪梅（E1002）');
    const all = await page(handler, '/people?unit=BJ');
    expect(peopleIn(all).length).toBeGreaterThan(10);
    expect(await page(handler, '/people')).not.toContain('查看了');
    expect(await page(handler, `/people?q=${encodeURIComponent('没有这个人')}`)).toContain('这里没有找到');
  });

  it('continues page by page through all employments, each once', async () => {
    const administrator = await Visitor.signedIn(stack, ADMIN);
    const seen: string[] = [];
    let pages = 0;
    for (let path: string | undefined = '/people?unit=&q=e'; path !== undefined; pages += 1) {
      const html = await page(administrator, path);
      const found = peopleIn(html);
      expect(new Set(found).size).toBe(found.length);
      seen.push(...found);
      path = linksIn(html).find((href) => href.includes('after='));
    }
    expect(pages).toBeGreaterThan(1);
    const byUnit = await Promise.all(
      ['BJ', 'SH', 'SZ', 'HZ', 'CD', '?'].map(async (unit) => {
        const own: string[] = [];
        for (let path: string | undefined = `/people?unit=${unit}&q=e`; path !== undefined; ) {
          const html = await page(administrator, path);
          own.push(...peopleIn(html));
          path = linksIn(html).find((href) => href.includes('after='));
        }
        return own;
      }),
    );
    // A person who moved to another unit has an employment at each unit.
    expect(new Set(seen)).toEqual(new Set(byUnit.flat()));
  });

  it('finds nobody of another unit, and the page of such a person is not found', async () => {
    const stranger = await Visitor.signedIn(stack, SHENZHEN);
    expect(await page(stranger, '/people?q=E1002')).toContain('这里没有找到');
    for (const path of [
      `/people/${inPath('E1002')}`,
      `/people/${inPath('nobody')}`,
      '/people/!',
      `/people/${inPath('E1002')}/undo/eHh4`,
    ])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    expect((await stranger.post(`/people/${inPath('E1002')}/do/leave`, {})).status).toBe(404);
  });
});

describe('The page of a person', () => {
  it('shows employments, cases, charges and all facts', async () => {
    const overpaid = /罗小萍（(E\d+)）/.exec(await page(handler, '/?tab=all&kind=overpayment'))?.[1] ?? '';
    const html = await page(handler, `/people/${inPath(overpaid)}`);
    for (const text of ['劳动关系', '多缴处理', '按月扣缴', '用工类别 全日制', '人事系统'])
      expect(html).toContain(text);
    expect(html.split('<h2>记录</h2>')[1]).not.toMatch(/\b(regular|resident-id|resigned)\b/);
    expect(linksIn(html).some((href) => href.startsWith('/cases/'))).toBe(true);
  });

  it('records a rehire of a person who left, which can be undone', async () => {
    const html = await page(handler, '/?tab=all&kind=removal');
    const employeeId = /（(E\d+)）/.exec(html)?.[1] ?? '';
    const path = `/people/${inPath(employeeId)}`;
    const before = await page(handler, path);
    const form = formTo(before, '/do/hire');
    expect((await handler.submit(form, { firstWorkingDay: '', unitId: 'BJ' })).status).toBe(422);
    expect((await handler.submit(form, { firstWorkingDay: '2026-11-30', unitId: 'SZ' })).status).toBe(403);
    const today = chinaDayOf(systemClock.now());
    const hired = await handler.submit(form, { firstWorkingDay: today, unitId: 'BJ' });
    expect([hired.status, hired.location?.startsWith(`${path}?done=`)]).toEqual([303, true]);
    const after = await page(handler, hired.location ?? '');
    expect(after).toContain(`${today} 入职，在职`);
    expect((await handler.submit(form, { firstWorkingDay: today, unitId: 'BJ' })).location).toContain(
      'known=',
    );
    // The form is from a page that is out of date, so its statement is not recorded without a confirmation.
    const other = await handler.submit(formTo(before, '/do/change'), { department: '新部门' });
    expect(other.status).toBe(409);
    expect(await page(handler, '/activity')).toContain(path);
    const undo = linksIn(after).find((href) => href.startsWith(`${path}/undo/`)) ?? '';
    const undone = await handler.submit(formTo(await page(handler, undo), undo));
    expect(undone.status).toBe(303);
    const now = await page(handler, undone.location ?? '');
    expect(now).toContain('已撤销');
    expect(now).not.toContain(`${today} 入职，在职`);
  });

  it('records a leave, changes and a return of a person in service, by staff with the role', async () => {
    const people = linksIn(await page(handler, '/people?unit=BJ')).filter((href) =>
      href.startsWith('/people/'),
    );
    const pages = await Promise.all(people.map((path) => page(handler, path)));
    const index = pages.findIndex((html) => /入职，在职/.test(html) && !html.includes('没有入职'));
    const [path, html] = [people[index] ?? '', pages[index] ?? ''];
    const manager = await Visitor.signedIn(stack, MANAGER);
    expect(formsIn(await page(manager, path)).filter(({ action }) => action.includes('/do/'))).toEqual([]);
    const finance = await Visitor.signedIn(stack, FINANCE);
    expect((await finance.post(`${path}/do/change`, { department: 'x' })).status).toBe(403);

    expect((await handler.submit(formTo(html, '/do/change'))).status).toBe(422);
    const changed = await handler.submit(formTo(html, '/do/change'), {
      department: '<研发>',
      category: 'part-time',
    });
    const second = await page(handler, changed.location ?? '');
    expect(second).toContain('&lt;研发&gt;');
    expect(second).toContain('非全日制');
    const today = chinaDayOf(systemClock.now());
    const early = await handler.submit(formTo(second, '/do/leave'), {
      lastWorkingDay: '1999-01-01',
      reason: 'suspended',
    });
    expect([early.status, early.text.includes('href="#leave-lastWorkingDay"')]).toEqual([422, true]);
    const left = await handler.submit(formTo(second, '/do/leave'), {
      lastWorkingDay: today,
      reason: 'suspended',
    });
    const third = await page(handler, left.location ?? '');
    expect(third).toContain('暂停');
    const refused = await handler.submit(formTo(third, '/do/resume'), { resumedOn: today });
    expect([refused.status, refused.text.includes('没有暂停')]).toEqual([422, true]);
    const back = plusMonths(monthOf(today), 1);
    const resumed = await handler.submit(formTo(third, '/do/resume'), { resumedOn: `${back}-28` });
    expect(await page(handler, resumed.location ?? '')).toContain(`${back}-28 恢复工作，在职`);
  });
});

describe('The page of a unit', () => {
  it('lists the open cases, and only the unit’s own people see it', async () => {
    const html = await page(handler, '/units');
    for (const name of ['北京示例科技有限公司', '可追回', '待补缴']) expect(html).toContain(name);
    expect(html).not.toContain('深圳示例智造有限公司');
    const stranger = await Visitor.signedIn(stack, SHENZHEN);
    for (const path of ['', '/ledgers', '/bases', '/months/2026-10', '/ledgers/leavers-2026-10.csv'])
      expect([path, (await stranger.get(`${BJ}${path}`)).status]).toEqual([path, 404]);
    for (const path of [
      '/units/!',
      `/units/${inPath('?')}`,
      `${BJ}/months/2026-13`,
      `${BJ}/months/9999-01`,
      `${BJ}/ledgers/x-2026-10.csv`,
    ])
      expect([path, (await handler.get(path)).status]).toEqual([path, 404]);
  });

  it('has charts whose tables show the figures of the ledgers', async () => {
    const html = await page(handler, BJ);
    expect(html.match(/role="img"/g)).toHaveLength(2);
    const table = /每月多缴和账单.*?<\/table>/s.exec(html)?.[0] ?? '';
    const rows = [...table.matchAll(/months\/(\d{4}-\d{2})">.*?<td>¥([\d,.]+).*?<td>(\d+)<\/td>/gs)];
    expect(rows).toHaveLength(12);
    let money = 0;
    for (const [, month = '', yuan = '', people] of rows) {
      const { bytes } = await handler.download(`${BJ}/ledgers/overpayments-${month}.csv`);
      const [head = [], ...ledger] = await rowsOf('overpayments.csv', bytes);
      const sums = ledger.map((row) => Number(row[head.indexOf('合计')]));
      const sum = sums.reduce((all, each) => all + each, 0);
      expect([month, Number(yuan.replaceAll(',', '')), Number(people)]).toEqual([
        month,
        Number(sum.toFixed(2)),
        sums.length,
      ]);
      money += sum;
    }
    expect(money).toBeGreaterThan(0);
    const days = /从发生到确认的天数<\/caption>.*?<\/table>/s.exec(html)?.[0] ?? '';
    const [, month = '', hires, leaves] =
      [...days.matchAll(/<th scope="row">([\d-]+)<\/th><td>([^<]*)<\/td><td>([^<]*)<\/td>/g)].find(
        ([, , ...some]) => some.some((it) => it !== '—'),
      ) ?? [];
    const { bytes } = await handler.download(`${BJ}/ledgers/notices-${month}.csv`);
    const [head = [], ...ledger] = await rowsOf('notices.csv', bytes);
    const daysOf = (event: string) =>
      ledger.find(([it, department]) => it === event && department === '合计')?.[
        head.indexOf('发生至确认天数（中位数）')
      ] || '—';
    expect([hires, leaves]).toEqual([daysOf('入职'), daysOf('离职')]);
  });

  it('has the ledgers as tables, and as the files of the command line', async () => {
    const month = plusMonths(monthOf(chinaDayOf(systemClock.now())), -1);
    for (const kind of LEDGER_KINDS) {
      const html = await page(handler, `${BJ}/ledgers?kind=${kind}&month=${month}`);
      for (const ending of ['csv', 'xlsx']) {
        const path = `${BJ}/ledgers/${kind}-${month}.${ending}`;
        expect(linksIn(html)).toContain(path);
        const { headers, bytes } = await handler.download(path);
        expect(headers.get('content-disposition')).toMatch(
          new RegExp(`^attachment; filename="canbao\\.${ending}"; filename\\*=UTF-8''[\\w%.-]+\\.${ending}$`),
        );
        const out = files.write(`${kind}.${ending}`, '');
        const cli = await runCanbao(
          ['ledger', kind, '--unit', 'BJ', '--month', month, '--out', out, '--force', '--data', stack.data],
          { clock: systemClock },
        );
        expect(cli.code).toBe(0);
        const { readFileSync } = await import('node:fs');
        expect(await rowsOf(`own-${kind}.${ending}`, bytes)).toEqual(
          await rowsOf(`cli-${kind}.${ending}`, readFileSync(out)),
        );
        if (ending === 'csv') expect(bytes).toEqual(readFileSync(out));
      }
    }
  });

  it('compares each month’s bill with the roster, as the command line does', async () => {
    const months = linksIn(await page(handler, BJ)).filter((href) => href.includes('/months/'));
    expect(months).toHaveLength(12);
    let findings = 0;
    for (const path of months.slice(0, 6)) {
      const html = await page(handler, path);
      const cli = await runCanbao(
        ['reconcile', '--unit', 'BJ', '--month', path.slice(-7), '--data', stack.data, '--json'],
        { clock: systemClock },
      );
      const told = JSON.parse(cli.out) as {
        readonly billKnown: boolean;
        readonly findings: readonly unknown[];
      };
      const shown = Number(/不符 (\d+) 处/.exec(html)?.[1] ?? 0);
      if (told.billKnown) expect([path, shown]).toEqual([path, told.findings.length]);
      findings += shown;
    }
    expect(findings).toBeGreaterThan(0);
  });

  it('records a declaration of bases, to which its case links, and undoes it', async () => {
    const finance = await Visitor.signedIn(stack, FINANCE);
    const inbox = await page(finance, '/?tab=all&kind=declare-bases');
    const casePath = linksIn(inbox).find((href) => href.startsWith('/cases/')) ?? '';
    const bases = linksIn(await page(finance, casePath)).find((href) => href.endsWith('/bases')) ?? '';
    const html = await page(finance, bases);
    expect(linksIn(html)).toContain(casePath);
    expect(html).toContain('缴费基数上下限');
    const declared = await finance.submit(formTo(html, '/do/bases-declared'), { receiptNo: 'B-<1>' });
    expect(declared.status).toBe(303);
    const after = await page(finance, declared.location ?? '');
    expect(after).toContain('B-&lt;1&gt;');
    const manager = await Visitor.signedIn(stack, MANAGER);
    const looked = await manager.get(bases);
    if (looked.status === 200)
      expect(formsIn(looked.text).some(({ action }) => action.includes('/do/'))).toBe(false);
    const undo = linksIn(after).find((href) => href.includes('/bases/undo/')) ?? '';
    const undone = await finance.submit(formTo(await page(finance, undo), undo));
    expect(await page(finance, undone.location ?? '')).toContain('已撤销');
  });
});

describe('A batch as a workbook', () => {
  it('has the ticked cases, and identity numbers from a roster that is not stored', async () => {
    const inbox = await page(handler, '/?tab=all&kind=enrolment');
    const ids = [...inbox.matchAll(/name="c" value="([^"]+)"/g)].map(([, id = '']) => ['c', id] as const);
    const chosen = await handler.post('/batch/choose', ids);
    const plain = await handler.download('/batch/export', ids);
    const [head = [], ...rows] = await rowsOf('batch.xlsx', plain.bytes);
    expect(head).toEqual(['姓名', '工号', '证件号码', '日期', '缴费基数']);
    expect(rows).toHaveLength(formTo(chosen.text, '/batch').fields.filter(([name]) => name === 'c').length);
    const [name, employeeId = '', number] = rows[0] ?? [];
    expect([name !== '', number ?? '']).toEqual([true, '']);

    const roster = `工号,姓名,身份证号,入职日期\n${employeeId},${name},11010519491231002X,2026-11-02\n`;
    const filled = await handler.download('/batch/fill', ids, { roster: new File([roster], 'roster.csv') });
    const [, first = []] = await rowsOf('filled.xlsx', filled.bytes);
    expect(first.slice(0, 3)).toEqual([name, employeeId, '11010519491231002X']);

    const wrong = await handler.download('/batch/fill', ids, { roster: new File(['a'], 'roster.csv') });
    expect([wrong.status, wrong.bytes.toString().includes('id="batch-roster-why"')]).toEqual([422, true]);
    expect((await handler.download('/batch/fill', ids)).status).toBe(422);
    const stranger = await Visitor.signedIn(stack, SHENZHEN);
    expect((await stranger.download('/batch/export', ids)).status).toBe(404);
  });
});
