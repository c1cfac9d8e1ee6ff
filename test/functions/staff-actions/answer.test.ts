import { beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { answerInput, recordAnswer } from '../../../functions/staff-actions/answer.ts';
import { namedCase, openCase } from '../../../functions/staff-actions/cases.ts';
import { hired } from '../../support/facts.ts';
import { problemOf, type StaffStage, staffStage, submission, WANG } from '../../support/staff-stage.ts';
import { strange } from '../../support/unit-facts.ts';

const CASE = 'E1/2026-11-16/needs-person';
const UNKNOWN = 'unit/U1/unknown-person';
const EXISTING = 'unit/U1/confirm-existing';
const WU = { name: '吴磊', masked: '****************33', hash: 'a-keyed-hash-of-a-number' };
const KEY = 'hash:a-keyed-hash';

let stage: StaffStage;
/** The day of the stage is 2026-12-01. Its units were registered on 2026-03-02. */
beforeEach(async () => {
  stage = staffStage();
  await stage.take(hired('2026-11-16', 'U1', { category: 'intern' }));
});

const answer = (raw: object, by = submission()) =>
  recordAnswer(answerInput().parse({ caseId: CASE, answer: 'not-due', ...raw }), by, stage.ports);

async function open(caseId: string) {
  const named = await namedCase(caseId, stage.ports);
  if ('is' in named) throw new Error(named.problem.code);
  return openCase(named, plainDate('2026-12-01'), stage.ports);
}

describe('recordAnswer: a case that asks a question', () => {
  it('records who gave the answer, and closes the case', async () => {
    expect(await stage.cases()).toEqual(['needs-person open']);
    expect(await answer({})).toMatchObject({ is: 'recorded', factIds: [expect.stringMatching(/^staff:/)] });
    expect(await stage.cases()).toEqual([]);
    expect((await stage.facts()).at(-1)).toMatchObject({
      kind: 'question.answered',
      by: WANG,
      data: { caseId: CASE, answer: 'not-due', on: '2026-12-01' },
    });
  });

  it('treats an answer sent twice as a duplicate, even if the case closed in between', async () => {
    const once = submission();
    await answer({}, once);
    expect(await answer({}, once)).toMatchObject({ is: 'duplicate' });
    expect(await stage.facts()).toHaveLength(2);
  });

  it.each([
    [
      'that the case does not take',
      { answer: 'checked' },
      { code: 'answer-not-taken', takes: ['due', 'not-due'] },
    ],
    [
      'about one of several people where there are none',
      { about: 'E1' },
      { code: 'person-not-named', people: [] },
    ],
    ['with an employee where none is asked for', { employeeId: 'E1' }, { code: 'employee-with-answer' }],
    ['to a case that is not open', { caseId: 'E1/2026-11-16/removal' }, { code: 'case-not-open' }],
    ['without a valid case id', { caseId: 'E1' }, { code: 'no-case-id' }],
    [
      'to a case that asks nothing',
      { caseId: 'unit/U1/declare-bases' },
      { code: 'answer-not-taken', takes: [] },
    ],
  ])('refuses an answer %s', async (_, raw, problem) => {
    expect(problemOf(await answer(raw))).toMatchObject(problem);
    expect(await stage.facts()).toHaveLength(1);
    expect(await stage.unitFacts()).toEqual([]);
  });

  it('closes the unit’s case of people hired before Canbao', async () => {
    await stage.take(hired('2019-03-04', 'U1', {}, { employeeId: 'E2' }));
    expect(await open(EXISTING)).toMatchObject({ people: [{ key: 'E2' }] });
    expect(await answer({ caseId: EXISTING, answer: 'checked' })).toMatchObject({ is: 'recorded' });
    expect(await open(EXISTING)).toMatchObject({ problem: { code: 'case-not-open' } });
    expect(await stage.cases('E2')).toEqual([]);
  });
});

describe('recordAnswer: a case of unknown people on a bill', () => {
  beforeEach(() =>
    stage.unknownCharges.keep([strange('2026-10', WU), strange('2026-10', { agencyNumber: '88' })]),
  );

  it('matches one person to one employee, and stores the hash of the identity number', async () => {
    const said = { caseId: UNKNOWN, answer: 'is-employee', about: KEY, employeeId: 'E1' };
    const recorded = await answer(said);
    expect(recorded).toMatchObject({ is: 'recorded' });
    expect(recorded.is === 'refused' ? [] : recorded.factIds).toHaveLength(2);
    expect(await open(UNKNOWN)).toMatchObject({ people: [{ key: 'number:88' }] });
    expect(stage.registry.ofImports('U1')).toMatchObject([
      { kind: 'person.matched', data: { employeeId: 'E1', hash: WU.hash }, by: WANG },
    ]);
    expect(await answer({ ...said, about: 'number:88' })).toMatchObject({ is: 'recorded' });
    expect(stage.registry.ofImports('U1')).toMatchObject([{}, { data: { agencyNumber: '88' } }]);
    expect(await open(UNKNOWN)).toMatchObject({ problem: { code: 'case-not-open' } });
  });

  it.each([
    ['nobody', { answer: 'is-employee', employeeId: 'E1' }, { code: 'person-not-named', about: null }],
    [
      'somebody else',
      { answer: 'not-ours', about: 'hash:other' },
      { code: 'person-not-named', people: ['number:88', KEY] },
    ],
    ['no employee', { answer: 'is-employee', about: KEY }, { code: 'employee-with-answer' }],
    [
      'an employee nobody knows',
      { answer: 'is-employee', about: KEY, employeeId: 'E9' },
      { code: 'unknown-employee', employeeId: 'E9' },
    ],
  ])('refuses an answer that names %s', async (_, raw, problem) => {
    expect(problemOf(await answer({ caseId: UNKNOWN, ...raw }))).toMatchObject(problem);
    expect(await stage.unitFacts()).toEqual([]);
  });

  it('keeps the case open for the money when the people are not the unit’s', async () => {
    await answer({ caseId: UNKNOWN, answer: 'not-ours' });
    expect(await open(UNKNOWN)).toMatchObject({
      because: [{ code: 'unknown-person-not-ours' }, { code: 'unknown-person-not-ours' }],
    });
    await answer({ caseId: UNKNOWN, answer: 'settled', about: KEY });
    expect(await open(UNKNOWN)).toMatchObject({ people: [{ key: 'number:88' }] });
  });
});
