import { beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeCase, snoozeCase, snoozeInput } from '../../../functions/staff-actions/attention.ts';
import { cardInput, recordCard } from '../../../functions/staff-actions/card.ts';
import { documentInput, recordDocument } from '../../../functions/staff-actions/document.ts';
import { noteInput, recordNote } from '../../../functions/staff-actions/note.ts';
import { accepted, hired } from '../../support/facts.ts';
import { problemOf, type StaffStage, staffStage, submission, WANG } from '../../support/staff-stage.ts';

const CASE = 'E1/2026-11-16/enrolment';
const UNIT_CASE = 'unit/U1/declare-bases';

let stage: StaffStage;
beforeEach(async () => {
  stage = staffStage();
  await stage.take(hired('2026-11-16', 'U1'));
});

const paper = (raw: object) =>
  recordDocument(
    documentInput().parse({ caseId: CASE, document: '身份证复印件', on: '2026-12-01', ...raw }),
    submission(),
    stage.ports,
  );
const card = (raw: object) =>
  recordCard(
    cardInput().parse({ employeeId: 'E1', card: 'physical', step: 'requested', on: '2026-11-20', ...raw }),
    submission(),
    stage.ports,
  );
const note = (caseId: string, text = '窗口答复周五前办结', by = submission()) =>
  recordNote(noteInput().parse({ caseId, text }), by, stage.ports);

describe('recordDocument', () => {
  it('treats a document sent twice as a duplicate, even if the case closed in between', async () => {
    const once = submission();
    const input = documentInput().parse({ caseId: CASE, document: '身份证复印件', on: '2026-12-01' });
    await recordDocument(input, once, stage.ports);
    await acknowledgeCase({ caseId: CASE }, submission({ deliveryId: 'seen' }), stage.ports);
    await stage.take(accepted('enrolment', '2026-11-30'));
    expect(await recordDocument(input, once, stage.ports)).toMatchObject({ is: 'duplicate' });
    const again = submission({ deliveryId: 'seen' });
    expect(await acknowledgeCase({ caseId: CASE }, again, stage.ports)).toMatchObject({ is: 'duplicate' });
  });

  it('marks a document as received, once', async () => {
    expect(await paper({})).toMatchObject({ is: 'recorded' });
    expect(await paper({})).toMatchObject({ is: 'duplicate' });
    const documents = (await stage.case('enrolment'))?.documents.filter(({ received }) => received);
    expect(documents).toEqual([{ name: '身份证复印件', required: false, received: true }]);
  });

  it('accepts a document that replaces a required one', async () => {
    await paper({ document: '入职证明' });
    const documents = (await stage.case('enrolment'))?.documents.filter(({ received }) => received);
    expect(documents).toMatchObject([{ name: '劳动合同复印件' }]);
  });

  it('records the document of a spell that was followed by another for its own spell', async () => {
    await stage.take(hired('2026-11-23', 'U2', { employmentId: 'B' }));
    await paper({ on: '2026-11-30' });
    const papers = (await stage.spells()).map(({ spellId, documents }) => [spellId, documents.length]);
    expect(papers).toEqual([
      ['2026-11-16', 1],
      ['e-B', 0],
    ]);
  });

  it.each([
    ['not asked for', { document: '护照' }, { code: 'paper-not-asked-for', document: '护照' }],
    ['of a future day', { on: '2026-12-02' }, { code: 'day-ahead' }],
    ['of a case that is not open', { caseId: 'E1/2026-11-16/removal' }, { code: 'case-not-open' }],
    ['without a valid case id', { caseId: 'E1' }, { code: 'no-case-id', caseId: 'E1' }],
    [
      'of a unit’s own case',
      { caseId: UNIT_CASE, document: '缴费基数申报表' },
      { code: 'papers-of-unit-case' },
    ],
  ])('refuses a document that is %s', async (_, raw, problem) => {
    expect(problemOf(await paper(raw))).toMatchObject(problem);
    expect(await stage.facts()).toHaveLength(1);
  });
});

describe('recordCard', () => {
  it('opens a case at the request and closes it at the issue', async () => {
    expect(await card({ replaces: true })).toMatchObject({ is: 'recorded' });
    expect(await stage.cases()).toContain('card submitted');
    expect(await card({ step: 'issued', on: '2026-12-01' })).toMatchObject({ is: 'recorded' });
    expect(await stage.cases()).not.toContain('card submitted');
    expect(await card({ replaces: true })).toMatchObject({ is: 'duplicate' });
  });

  it.each([
    ['a future day', { on: '2026-12-02' }, { code: 'day-ahead', field: 'requested' }],
    ['a day before the hire', { on: '2026-11-15' }, { code: 'before-hire', hiredOn: '2026-11-16' }],
    [
      'an issue before the request',
      { step: 'issued', on: '2026-11-24' },
      { code: 'before-request', requestedOn: '2026-11-25' },
    ],
    ['an unknown employee', { employeeId: 'E9' }, { code: 'unknown-employee' }],
  ])('refuses %s', async (_, raw, problem) => {
    await card({ on: '2026-11-25' });
    expect(problemOf(await card(raw))).toMatchObject(problem);
    expect(await stage.facts()).toHaveLength(2);
  });
});

describe('recordNote', () => {
  it('stores a note on the case, and changes nothing else', async () => {
    const [before, wakes] = [await stage.case('enrolment'), await stage.cases()];
    expect(await note(CASE)).toMatchObject({ is: 'recorded' });
    expect((await stage.spells())[0]?.notes).toEqual([
      { caseId: CASE, text: '窗口答复周五前办结', on: '2026-12-01', by: WANG },
    ]);
    expect([await stage.case('enrolment'), await stage.cases()]).toEqual([before, wakes]);
  });

  it('accepts a note on a closed case and on a unit case', async () => {
    await stage.take(accepted('enrolment', '2026-11-30'));
    expect(await note(CASE)).toMatchObject({ is: 'recorded' });
    const first = submission();
    expect(await note(UNIT_CASE, '已电话确认', first)).toMatchObject({ is: 'recorded' });
    expect(await note(UNIT_CASE, '已电话确认', first)).toMatchObject({ is: 'duplicate' });
    expect(await stage.unitFacts()).toMatchObject([
      { kind: 'case.noted', unitId: 'U1', by: WANG, data: { caseId: UNIT_CASE, text: '已电话确认' } },
    ]);
  });

  it('treats the same note by another person on the same day as a duplicate', async () => {
    await note(CASE);
    const other = submission({ by: { who: 'zhao@example.com', verified: true } });
    expect(await note(CASE, undefined, other)).toMatchObject({ is: 'duplicate' });
    expect(await note(CASE, '又催了一次', other)).toMatchObject({ is: 'recorded' });
  });

  it('refuses a note on an unknown case, and one that is too long', async () => {
    expect(problemOf(await note('E1/2020-01-01/enrolment'))).toMatchObject({ code: 'unknown-case' });
    expect(problemOf(await note('unit/U9/declare-bases'))).toMatchObject({ code: 'unknown-case' });
    expect(problemOf(await note('hello'))).toMatchObject({ code: 'no-case-id' });
    expect(noteInput().safeParse({ caseId: CASE, text: 'x'.repeat(501) }).success).toBe(false);
  });
});

describe('acknowledgeCase and snoozeCase', () => {
  it('store who acknowledged the case, in the data and beside it', async () => {
    const done = await acknowledgeCase({ caseId: CASE }, submission(), stage.ports);
    expect(done).toMatchObject({ is: 'recorded', quietUntil: '2026-12-07' });
    expect((await stage.facts()).at(-1)).toMatchObject({ by: WANG, data: { by: WANG.who } });
    expect(await acknowledgeCase({ caseId: CASE }, submission(), stage.ports)).toMatchObject({
      is: 'duplicate',
    });
  });

  it.each([
    ['a case of a person', CASE],
    ['a case of the unit', UNIT_CASE],
  ])('store the roles that the person has at the unit at that time (%s)', async (_, caseId) => {
    const staff = [{ email: 'Wang.Fang@example.com', name: '王芳', roles: ['handler', 'manager'] as const }];
    const unit = { unitId: 'U1', name: '北京示例', region: '北京', channel: 'online' as const };
    stage.registry.apply({
      units: [{ ...unit, staff: staff.map((each) => ({ ...each, roles: [...each.roles] })) }],
    });
    await acknowledgeCase({ caseId }, submission(), stage.ports);
    const other = submission({ by: { who: 'operator:root', verified: false } });
    await acknowledgeCase({ caseId }, other, stage.ports);
    const facts = caseId === CASE ? await stage.facts() : await stage.unitFacts();
    const said = facts.flatMap(({ kind, data }) => (kind === 'case.acknowledged' ? [data] : []));
    expect(said).toMatchObject([
      {
        by: WANG.who,
        roles: [
          { unitId: 'U1', role: 'handler' },
          { unitId: 'U1', role: 'manager' },
        ],
      },
      { by: 'operator:root' },
    ]);
    expect(said[1]).not.toHaveProperty('roles');
  });

  it('treat a repetition on a unit case as a duplicate', async () => {
    const input = snoozeInput().parse({ caseId: UNIT_CASE, until: '2026-12-10' });
    expect(await snoozeCase(input, submission(), stage.ports)).toMatchObject({ is: 'recorded' });
    expect(await snoozeCase(input, submission(), stage.ports)).toMatchObject({ is: 'duplicate' });
    expect(await stage.unitFacts()).toHaveLength(1);
  });

  it('refuse a day that is not in the future, and a case that is not open', async () => {
    const today = snoozeInput().parse({ caseId: CASE, until: '2026-12-01' });
    expect(problemOf(await snoozeCase(today, submission(), stage.ports))).toMatchObject({
      code: 'snooze-not-ahead',
    });
    const removal = { caseId: 'E1/2026-11-16/removal' };
    expect(problemOf(await acknowledgeCase(removal, submission(), stage.ports))).toMatchObject({
      code: 'case-not-open',
    });
  });
});
