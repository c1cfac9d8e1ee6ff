import { describe, expect, it } from 'vitest';
import { CASE_KINDS, type Case } from '../../domain/cases/case.ts';
import type { Digest } from '../../domain/digest/digest.ts';
import { renderDigest, writeLetter } from '../../domain/letter/digest-letter.ts';
import { EN } from '../../domain/letter/en.ts';
import { renderHtml } from '../../domain/letter/render-html.ts';
import { renderText } from '../../domain/letter/render-letter.ts';
import { renderShortMail } from '../../domain/letter/short-mail.ts';
import { ZH } from '../../domain/letter/zh.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { NOT_INSURED, STILL_INSURED } from '../../infra/local/demo/existing.ts';
import { billedIds } from '../../infra/local/demo/other-inputs.ts';
import { DEMO_REGISTRY, demoDigest, demoFilled } from '../support/demo-company.ts';

/**
 * The demo company gives a newcomer the first digest. This digest must show everything that a digest can say, in both
 * languages.
 */

const [ZH_READER, EN_READER] = ['wang.fang@example.com', 'daniel.wood@example.com'];

/**
 * Working days in different seasons, such as after a long holiday, at the start of the base year or at the end of a
 * year.
 */
const DAYS = ['2026-11-23', '2026-12-31', '2027-03-10', '2027-07-05', '2027-10-08'];

const kindsIn = ({ items }: Digest) => new Set(items.map((item) => item.case.kind));

describe.each(DAYS)('the demo on %s', (on) => {
  const day = plainDate(on);

  it('has a case of every kind', async () => {
    const kinds = kindsIn(await demoDigest(ZH_READER, day));
    expect(CASE_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('shows the same in both languages', async () => {
    const zh = await demoDigest(ZH_READER, day);
    const en = await demoDigest(EN_READER, day);
    expect(en.items).toEqual(zh.items);
    expect([zh.recipient.language, en.recipient.language]).toEqual(['zh', 'en']);
    for (const [digest, { kinds }] of [
      [zh, ZH],
      [en, EN],
    ] as const) {
      // The test renders the complete letter, because a mail has no room for all cases of the demo.
      const letter = writeLetter(digest);
      const [text, html] = [renderText(letter), renderHtml(letter)];
      for (const kind of CASE_KINDS) {
        expect(text).toContain(kinds[kind]);
        expect(html).toContain(kinds[kind]);
      }
      expect(`${text}${html}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('shows every state of an enrolment and of a refund', async () => {
    const { items } = await demoDigest(ZH_READER, day);
    const states = items.map(({ case: it }) => stateOn(it, on));
    for (const state of STATES) expect(states, state).toContain(state);
    const months = items.flatMap(({ case: it }) => it.money?.months ?? []);
    expect(new Set(months.map(({ state }) => state))).toEqual(
      new Set(['open', 'requested', 'settled', 'denied']),
    );
  });
});

describe.each(DAYS)('the onboarded unit of the demo on %s', (on) => {
  const day = plainDate(on);
  /** The items of the digest except the yearly declaration of bases, which does not depend on people. */
  const aboutPeople = async () =>
    (await demoDigest(ZH_READER, day)).items.filter((item) => item.case.kind !== 'declare-bases');

  it('has 40 people in service, two of them not insured, and one still insured after leaving', async () => {
    const { sorted, unmatched, badRoster, left } = (await demoFilled(day)).onboarded;
    expect(sorted.insured).toHaveLength(38);
    expect(sorted.notInsured.map(({ employeeId }) => employeeId)).toEqual(NOT_INSURED);
    expect(sorted.insuredAfterLeaving.map(({ employeeId }) => employeeId)).toEqual([STILL_INSURED]);
    expect([sorted.notTold, unmatched, badRoster, left]).toEqual([[], [], [], []]);
  });

  it('has only correct cases in the mail of its handlers', async () => {
    const items = await aboutPeople();
    const cases = items.flatMap(({ case: it }) => (it.unitId === 'HZ' ? `${it.employeeId} ${it.kind}` : []));
    expect(cases.sort()).toEqual([
      ...NOT_INSURED.map((id) => `${id} enrolment`),
      `${STILL_INSURED} overpayment`,
      `${STILL_INSURED} removal`,
    ]);
  });

  it('leaves the unit that is not onboarded with one case of all its people', async () => {
    const items = await aboutPeople();
    const [it, ...more] = items.filter((item) => item.case.unitId === 'CD').map((item) => item.case);
    expect([it?.kind, it?.people?.length, more]).toEqual(['confirm-existing', 5, []]);
  });
});

it.each(DAYS)('no charged person in service is overdue in the mails of the demo on %s', async (on) => {
  const day = plainDate(on);
  const { store } = await demoFilled(day);
  const charged = new Set(billedIds());
  for (const { unitId } of DEMO_REGISTRY.units)
    for (const spell of (await store.spells.due(unitId, day)).items)
      if (spell.charges.length > 0 && spell.situation.is === 'employed') charged.add(spell.employeeId);
  expect(charged.size).toBeGreaterThan(40);
  const emails = new Set(DEMO_REGISTRY.units.flatMap(({ staff }) => staff.map(({ email }) => email)));
  for (const email of emails) {
    const { items } = await demoDigest(email, day);
    const overdue = items.filter(
      ({ case: it, urgency }) =>
        it.kind === 'enrolment' && urgency === 'overdue' && charged.has(it.employeeId ?? ''),
    );
    expect([email, overdue]).toEqual([email, []]);
  }
});

const STATES = [
  'enrolment open',
  'enrolment submitted',
  'enrolment to be chased',
  'enrolment rejected',
  'enrolment blocked-elsewhere',
  'removal open',
  'overpayment open',
  'overpayment refund-requested',
];

function stateOn({ kind, state }: Case, day: string): string {
  const isLate = state.is === 'submitted' && state.chaseFrom !== undefined && state.chaseFrom <= day;
  return `${kind} ${isLate ? 'to be chased' : state.is}`;
}

it('the demo gives finance only money, and a manager only what is late or nearly late', async () => {
  const day = plainDate('2026-11-23');
  const digest = await demoDigest('chen.jing@example.com', day);
  const finance = kindsIn(digest);
  expect([...finance]).toEqual(expect.arrayContaining(['overpayment', 'back-payment', 'top-up']));
  expect([finance.has('removal'), finance.has('not-covered')]).toEqual([false, false]);
  const enrolments = digest.items.filter((item) => item.case.kind === 'enrolment');
  expect(enrolments.filter(({ case: it }) => (it.money?.months.length ?? 0) === 0)).toEqual([]);
  const manager = await demoDigest('zhao.lei@example.com', day);
  expect(manager.counts.overdue).toBeGreaterThan(0);
  expect(manager.counts.later).toBe(0);
});

it.each([ZH_READER, EN_READER, 'chen.jing@example.com', 'zhao.lei@example.com'])(
  'the short mail of the demo for %s lists all cases and names no command',
  async (email) => {
    const digest = await demoDigest(email, plainDate('2026-11-23'));
    const inbox = () => 'https://canbao.example.cn/';
    const { text, html } = renderShortMail(digest, { administrator: undefined, inbox });
    expect(text.match(/^(?:■|-) /gm)).toHaveLength(digest.items.length);
    const { kinds } = digest.recipient.language === 'en' ? EN : ZH;
    const oneLine = text.replaceAll(/\s+/g, ' ');
    for (const kind of kindsIn(digest)) expect(oneLine).toContain(kinds[kind].replaceAll(/\s+/g, ' '));
    expect(new TextEncoder().encode(html).length).toBeLessThanOrEqual(20 * 1024);
    expect(text).not.toMatch(/\bcanbao (?:[a-z]+ )*--|undefined|NaN|\[object/);
  },
);

it('the demo’s mail escapes a name that looks like a tag', async () => {
  const { html } = renderDigest(await demoDigest('huang.min@example.com', plainDate('2026-11-23')));
  expect(html).toContain('李安&lt;Ann&gt; &amp; ');
  expect(html).not.toContain('<Ann>');
});
