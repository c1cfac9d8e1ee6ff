import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onOrAfter, publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { addDays, chinaDayOf } from '../../../domain/values/plain-date.ts';
import { systemClock } from '../../../functions/adapters/clock.ts';
import { playDemo } from '../../../infra/local/demo/play-demo.ts';
import { chromiumPath } from '../../support/chromium.ts';
import { postHook } from '../../support/hooks.ts';
import { startTestStack, type TestStack } from '../../support/local-stack.ts';
import { caseCalled, linksIn } from '../../support/visitor.ts';

/**
 * The portal in a real browser. It is tested on a phone and on a desktop, in light and dark, with and without scripts.
 */

const CHROMIUM = chromiumPath();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HANDLER = 'wang.fang@example.com';
const [PHONE, DESK] = [390, 1280];

let stack: TestStack;
let browser: Browser;

describe.skipIf(CHROMIUM === undefined)('in a browser', { shuffle: false }, () => {
  beforeAll(async () => {
    stack = await startTestStack();
    await playDemo(stack, new Date(), () => undefined);
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

  /** A browser in which the person is signed in with a code from their mail. */
  async function openAs(
    address: string,
    options: ContextOptions = {},
  ): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: { width: PHONE, height: 844 }, ...options });
    const page = await context.newPage();
    await page.goto(`${stack.mail}/?to=${encodeURIComponent(address)}`);
    await page.getByRole('button', { name: /open as/ }).click();
    await page.waitForURL(`${stack.api}/`);
    return { context, page };
  }

  async function caseOf(page: Page, name: RegExp): Promise<string> {
    await page.goto(`${stack.api}/?tab=all`);
    return caseCalled(await page.content(), name);
  }

  /** Waits until the page shows the text: a click does not wait for the page to which it leads. */
  const shows = (page: Page, text: string) => expect.poll(() => page.content()).toContain(text);

  /** The problems that axe finds on the current page. */
  async function faults(page: Page): Promise<string[]> {
    // The browser itself injects axe, because the page's content security policy blocks other scripts.
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(): Promise<{ passes: unknown[]; violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      };
      const { passes, violations } = await axe.run();
      // If hardly any rule passed, axe has not checked the page.
      if (passes.length < 10) return [`only ${passes.length} rules looked at something`];
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    return found;
  }

  /** Taps on buttons and links by their names, as a person does, and counts the taps. */
  function counting(page: Page) {
    let taps = 0;
    const tap = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
      taps += 1;
      await page.getByRole(role, { name }).first().click();
    };
    return { tap, taps: () => taps };
  }

  it('a case is recorded with at most six taps from the mail on a first visit, and three later', async () => {
    const mail = stack
      .mails()
      .find(
        ({ subject, destination }) => subject.includes('逾期') && destination.to.join().includes(HANDLER),
      );
    const links = linksIn(mail?.body.html ?? '').filter((href) => href.startsWith(`${stack.api}/cases/`));
    const overdue =
      links.find((href) =>
        Buffer.from(/cases\/([\w-]+)/.exec(href)?.[1] ?? '', 'base64url')
          .toString()
          .startsWith('E1002/'),
      ) ?? '';
    const context = await browser.newContext({ viewport: { width: PHONE, height: 844 }, locale: 'zh-CN' });
    const page = await context.newPage();
    const first = counting(page);
    await page.setContent(`<a href="${overdue}">登记结果</a>`);
    await first.tap('登记结果', 'link');
    await page.waitForURL(/sign-in/);
    await first.tap(/发送验证码到/);
    await stack.drained();
    const code = /\d{6}/.exec(stack.mails().at(-1)?.subject ?? '')?.[0] ?? '';
    await page.getByLabel('六位验证码').fill(code);
    await first.tap('登录');
    await page.waitForURL(/\/cases\//);
    await page.getByLabel('回执号').fill('BJ-20260099');
    await first.tap('保存：已提交');
    await expect(page.getByRole('status').textContent()).resolves.toContain('已保存');
    expect(first.taps()).toBeLessThanOrEqual(6);

    const other =
      links.find((href) =>
        Buffer.from(/cases\/([\w-]+)/.exec(href)?.[1] ?? '', 'base64url')
          .toString()
          .startsWith('E1005/'),
      ) ?? '';
    const again = counting(page);
    await page.setContent(`<a href="${other}">登记结果</a>`);
    await again.tap('登记结果', 'link');
    await page.waitForURL(/\/cases\//);
    await again.tap('保存：已提交');
    await expect(page.getByRole('status').textContent()).resolves.toContain('已保存');
    expect(again.taps()).toBeLessThanOrEqual(3);
    await context.close();
  });

  it('a recorded case is in the inbox and in the next mail, and can be undone', async () => {
    const { context, page } = await openAs(HANDLER);
    await page.goto(`${stack.api}/?tab=waiting`);
    await shows(page, '韩雪梅');
    await page.getByRole('link', { name: /韩雪梅/ }).click();
    await shows(page, 'BJ-20260099');
    const next = onOrAfter(addDays(chinaDayOf(systemClock.now()), 2), publishedCalendar).day;
    const plan = stack.deployment.schedules.find(({ name }) => name.endsWith('plan-digests'))?.name ?? '';
    await stack.fireSchedule(plan, new Date(`${next}T08:30:00+08:00`));
    await stack.drained();
    const mail = stack
      .mails()
      .find(({ subject, destination }) => subject.includes(next) && destination.to.join().includes(HANDLER));
    expect(mail?.body.html).toContain('回执号 BJ-20260099');
    await page.getByRole('link', { name: '撤销' }).first().click();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(page.getByRole('status').textContent()).resolves.toContain('已撤销');
    await context.close();
  });

  it.each([
    [PHONE, 'light'],
    [PHONE, 'dark'],
    [DESK, 'light'],
    [DESK, 'dark'],
  ] as const)('axe finds no problem on any page at %i px, %s', async (width, colorScheme) => {
    const { context, page } = await openAs(HANDLER, { viewport: { width, height: 844 }, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        complaints.push(message.text());
    });
    const names = [/韩雪梅/, /罗小萍/, /花名册/, /年度缴费基数/, /范小洲/, /医保卡/];
    let inbox = '';
    for (const number of [1, 2]) {
      await page.goto(`${stack.api}/?tab=all&page=${number}`);
      inbox += await page.content();
    }
    const cases = names.map((name) => caseCalled(inbox, name));
    const undo = linksIn((await page.goto(`${stack.api}/activity`).then(() => page.content())) ?? '').filter(
      (href) => href.includes('/undo/'),
    );
    const unit = `/units/${Buffer.from('BJ').toString('base64url')}`;
    const lastMonth = plusMonths(monthOf(chinaDayOf(systemClock.now())), -1);
    const paths = [
      '/',
      '/?tab=all&kind=enrolment',
      '/?tab=waiting',
      '/?tab=done',
      '/activity',
      '/me',
      '/nowhere',
      '/units',
      unit,
      `${unit}/ledgers?kind=overpayments&month=${lastMonth}`,
      `${unit}/months/${lastMonth}`,
      `${unit}/bases`,
      '/people?unit=BJ',
      `/people/${Buffer.from('E1011').toString('base64url')}`,
      ...cases,
      ...undo.slice(0, 1),
      ...cases.slice(0, 2).map((path) => `${path}/evidence`),
    ];
    for (const path of paths) {
      await page.goto(`${stack.api}${path}`);
      while ((await page.locator('details:not([open]) > summary').count()) > 0)
        await page.locator('details:not([open]) > summary').first().click();
      expect([path, await faults(page)]).toEqual([path, []]);
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([path, wide]).toEqual([path, 0]);
    }
    // The page of a refused form, and the page of a batch.
    await page.goto(`${stack.api}${cases.flat()[0]}`);
    await page.locator('#filing-submitted-on').fill('');
    await page.getByRole('button', { name: '保存：已提交' }).click();
    await page.getByRole('alert').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto(`${stack.api}/?tab=all&kind=enrolment`);
    for (const box of (await page.locator('input[name=c]').all()).slice(0, 5)) await box.check();
    await page.getByRole('button', { name: '一起登记选中的' }).click();
    await page.waitForURL(/batch/);
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
    const stranger = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
    const outside = await stranger.newPage();
    for (const path of ['/sign-in', `/sign-in?r=${Buffer.from(HANDLER).toString('base64url')}`]) {
      await outside.goto(`${stack.api}${path}`);
      expect([path, await faults(outside)]).toEqual([path, []]);
    }
    await stranger.close();
  });

  it.each([PHONE, DESK])('axe finds no problem on the administrators’ pages at %i px', async (width) => {
    const data = { factId: 'standard:never', reason: 'x' };
    await postHook(stack, { type: 'fact.voided', id: `ahead-${width}`, data });
    const { context, page } = await openAs('hr-admin@example.com', { viewport: { width, height: 844 } });
    await page.goto(`${stack.api}/admin`);
    const drop = linksIn(await page.content()).find((href) => href.endsWith('/drop')) ?? '';
    for (const path of ['/admin', '/admin/registry', drop]) {
      await page.goto(`${stack.api}${path}`);
      while ((await page.locator('details:not([open]) > summary').count()) > 0)
        await page.locator('details:not([open]) > summary').first().click();
      expect([path, await faults(page)]).toEqual([path, []]);
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([path, wide]).toEqual([path, 0]);
    }
    await context.close();
  });

  it('the evidence of a case is printed without the controls of the screen', async () => {
    const { context, page } = await openAs(HANDLER);
    await page.goto(`${stack.api}${await caseOf(page, /孙悦/)}/evidence`);
    await page.getByRole('button', { name: '打印' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByText('邮件正文不保存').isVisible()).toBe(true);
    await context.close();
  });

  it('without scripts, batches, rejections, notes, the language and signing out work', async () => {
    const { context, page } = await openAs(HANDLER, { javaScriptEnabled: false });
    await page.goto(`${stack.api}/?tab=all&kind=enrolment`);
    const boxes = (await page.locator('input[name=c]').all()).slice(0, 5);
    expect(boxes).toHaveLength(5);
    for (const box of boxes) await box.check();
    await page.getByRole('button', { name: '一起登记选中的' }).click();
    await page.getByLabel(/回执号/).fill('BJ-BATCH');
    await page.getByRole('button', { name: '保存 5 件' }).click();
    await page.waitForURL(/saved=5/);
    const path = await caseOf(page, /孙悦/);
    await page.goto(`${stack.api}${path}`);
    await page.locator('summary', { hasText: '登记被退回' }).click();
    await page.getByLabel('材料不全').check();
    await page.getByRole('button', { name: '保存：被退回' }).click();
    await shows(page, '被退回：材料不全');
    await page.locator('summary', { hasText: '写备注' }).click();
    await page.getByRole('textbox', { name: '备注' }).fill('周五再问');
    await page.getByRole('button', { name: '保存备注' }).click();
    await shows(page, '周五再问');
    await page.getByRole('button', { name: 'English' }).click();
    await shows(page, 'Record what was done');
    await page.goto(`${stack.api}/me`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/sign-in/);
    await context.close();
  });

  it.each([
    ['with scripts off', false],
    ['with scripts', true],
  ])(
    'a bill is uploaded, corrected, answered and stored on a phone, %s',
    async (_name, javaScriptEnabled) => {
      const { context, page } = await openAs(HANDLER, { javaScriptEnabled });
      const path = await caseOf(page, /杜衡.*补缴/);
      await page.goto(`${stack.api}${path}`);
      await page.getByRole('link', { name: '上传账单' }).click();
      await page.waitForURL(/bills/);
      const clean = async () => {
        if (javaScriptEnabled) expect([page.url(), await faults(page)]).toEqual([page.url(), []]);
        const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        if (javaScriptEnabled) expect([page.url(), await page.evaluate(wide)]).toEqual([page.url(), 0]);
      };
      const month = plusMonths(monthOf(chinaDayOf(systemClock.now())), javaScriptEnabled ? -1 : -2);
      const upload = async (amount: string) => {
        const rows = [
          '工号,姓名,费款所属期,单位缴费金额,个人缴费金额',
          `E1007,杜衡,${month},${amount},203.00`,
          '',
        ];
        const buffer = Buffer.from(rows.join('\r\n'));
        await page.getByLabel(/^文件/).setInputFiles({ name: 'bill.csv', mimeType: 'text/csv', buffer });
        await page.getByRole('button', { name: '上传并预览' }).click();
        await page.waitForURL(/uploads/);
        await clean();
      };
      await clean();
      await upload('九百八');
      await shows(page, '1 行读不通');
      await page.getByRole('link', { name: '不保存，另传一份' }).click();
      await page.waitForURL(/bills/);
      await upload('980.00');
      await page.getByLabel(/只是一部分/).check();
      await page.getByRole('button', { name: '按这个回答重新预览' }).click();
      await page.getByRole('button', { name: '确认保存' }).waitFor();
      await clean();
      await page.getByRole('button', { name: '确认保存' }).click();
      await expect(page.getByRole('status').textContent()).resolves.toContain('已保存');
      await clean();
      for (const other of ['insured', 'roster']) {
        await page.goto(page.url().replace(/uploads.*|insured$/, other));
        await clean();
      }
      await context.close();
    },
  );

  it('a manager cannot record, and a case of another unit is not found', async () => {
    const { context, page } = await openAs('zhao.lei@example.com');
    const path = await caseOf(page, /韩雪梅/);
    await page.goto(`${stack.api}${path}`);
    expect(await page.getByRole('button', { name: /已提交/ }).count()).toBe(0);
    await context.close();
    const other = await openAs('huang.min@example.com');
    const answer = await other.page.goto(`${stack.api}${path}`);
    expect(answer?.status()).toBe(404);
    await other.context.close();
  });
});
