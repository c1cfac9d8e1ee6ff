import { beforeEach, describe, expect, it } from 'vitest';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { accepted, charged, hired, left } from '../../support/facts.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';

const CASE = 'E1/2026-11-16/enrolment';

const db = await dynamodbForFile();
let stage: BillStage;
beforeEach(async () => {
  stage = await billStage(db);
  await stage.register('2026-11-02', {}, { unitId: 'U2' });
});

interface Listed {
  readonly cases: readonly { kind: string; state: { is: string }; notes: unknown; caseId: string }[];
}
interface Recorded {
  readonly factIds: readonly string[];
}

const open = async () =>
  (await stage.json<Listed>('cases')).cases.map(({ kind, state }) => `${kind} ${state.is}`);
const record = (...args: readonly string[]) => stage.json<Recorded>('record', ...args);
const refusal = async (...args: readonly string[]) => {
  const { code, err } = await stage.run('record', ...args, '--language', 'en');
  return `${code}: ${err}`;
};
const enrolment = (...more: readonly string[]) => ['filing', 'E1', '--what', 'enrolment', ...more] as const;

describe('canbao record filing', () => {
  beforeEach(() => stage.take(hired('2026-11-16', 'U1', {}, { id: 'standard:m1' })));

  it('leaves the case submitted, closes it when accepted, and reopens it when that is undone', async () => {
    await record(...enrolment('--submitted', '2026-11-30', '--channel', 'online', '--receipt', 'R-1'));
    expect(await open()).toEqual(['enrolment submitted']);
    expect((await stage.json<Listed>('cases')).cases).toMatchObject([
      { actions: expect.arrayContaining(['filing-accepted', 'filing-rejected', 'noted']) },
    ]);
    const { factIds } = await record(
      ...enrolment('--accepted', '2026-12-01', '--effective-month', '2026-12'),
    );
    expect(await open()).toEqual([]);
    const [factId = ''] = factIds;
    const shown = await stage.json('record', 'undo', factId, '--reason', '登记错人');
    expect(shown).toMatchObject({ applied: false, opens: [CASE], closes: [], changes: [] });
    expect(await open()).toEqual([]);
    const undone = await stage.json('record', 'undo', factId, '--reason', '登记错人', '--apply');
    expect(undone).toMatchObject({
      applied: true,
      opens: [CASE],
      factIds: [expect.stringMatching(/^staff:/)],
    });
    expect(await open()).toEqual(['enrolment submitted']);
  });

  it('prints what was recorded, by which person, and that it was recorded before', async () => {
    const asked = enrolment('--submitted', '2026-11-30', '--by', '王芳');
    const { out } = await stage.run('record', ...asked);
    expect(out).toContain('已登记：staff:');
    expect(out).toContain('增员 2026-11-30 已提交');
    expect((await stage.run('record', ...asked)).out).toContain('此前已经登记过：staff:');
    expect((await stage.run('facts', 'E1')).out).toContain('登记人 operator:test（未核实，备注 王芳）');
    const { facts } = await stage.json<{ facts: unknown }>('facts', 'E1');
    expect(facts).toMatchObject([
      { kind: 'employee.hired', by: null },
      { kind: 'filing.submitted', by: { who: 'operator:test', verified: false, note: '王芳' } },
    ]);
  });

  it('stores the declared base', async () => {
    await record(...enrolment('--submitted', '2026-11-30', '--base', '7270.50'));
    const { facts } = await stage.store.employees.load('E1');
    expect(facts.at(-1)).toMatchObject({ data: { declaredBase: 727_050 } });
  });

  it.each([
    [['--submitted', '2026-12-02'], '2: --submitted 2026-12-02 is later than today (2026-12-01)'],
    [['--submitted', '2026-11-15'], '2: --submitted 2026-11-15 is before the first working day 2026-11-16'],
    [[], '2: give exactly one of --submitted, --accepted, --rejected'],
    [['--submitted', '2026-12-01', '--accepted', '2026-12-01'], '2: give exactly one of'],
    [
      ['--accepted', '2026-12-01', '--receipt', 'R-1'],
      '2: --receipt cannot be used with --accepted, only with --submitted',
    ],
    [['--rejected', '2026-12-01'], '2: --rejected needs --reason as well'],
    [
      ['--submitted', '2026-12-01', '--spell', 'x'],
      '2: --spell x is not an employment to which this applies; possible are 2026-11-16 (U1 from 2026-11-16)',
    ],
    [['--submitted', '2026-12-01', '--receipt', '8'.repeat(101)], '2: --receipt must be one non-empty line'],
  ])('is refused with %o', async (more, message) => {
    expect(await refusal(...enrolment(...more))).toContain(message);
    expect(await stage.factIds('E1')).toEqual(['standard:m1']);
  });

  it('refuses what the facts do not allow, in both languages', async () => {
    await stage.take(hired('2026-11-23', 'U2', { employmentId: 'B' }));
    expect(await refusal(...enrolment('--submitted', '2026-12-01'))).toBe(
      '1: several employments of this person match; choose one with --spell: 2026-11-16 (U1 from 2026-11-16), e-B (U2 from 2026-11-23)',
    );
    const { err } = await stage.run('record', ...enrolment('--submitted', '2026-12-01'));
    expect(err).toBe(
      '有多段劳动关系符合；请用 --spell 指明其中一段：2026-11-16（U1，2026-11-16 起）、e-B（U2，2026-11-23 起）',
    );
    await record(...enrolment('--accepted', '2026-12-01', '--spell', 'e-B'));
    expect(await open()).toContain('enrolment open');
    expect(await refusal('filing', 'E1', '--what', 'removal', '--submitted', '2026-12-01')).toContain(
      '1: employee E1 is in service',
    );
    expect(await refusal('filing', 'E9', '--what', 'removal', '--submitted', '2026-12-01')).toContain(
      '1: there is no fact about employee E9',
    );
  });
});

describe('canbao record refund', () => {
  const months = ['refund', 'E1', '--months', '2026-09,2026-10'] as const;
  beforeEach(() =>
    stage.take(
      hired('2026-01-05', 'U1'),
      accepted('enrolment', '2026-01-20'),
      left('2026-08-10', 'resigned'),
      accepted('removal', '2026-11-02'),
      charged('U1', '2026-09'),
      charged('U1', '2026-10'),
    ),
  );

  it('keeps the case waiting when requested, and closes it when settled', async () => {
    await record(...months, '--requested', '2026-11-20', '--way', 'refund');
    expect(await open()).toEqual(['overpayment refund-requested']);
    await record(...months, '--settled', '2026-12-01', '--amount', '2366.00');
    expect(await open()).toEqual([]);
  });

  it('refuses a month without overpayment, and a request without a way', async () => {
    const wrong = ['refund', 'E1', '--months', '2026-08', '--requested', '2026-11-20', '--way', 'refund'];
    expect(await refusal(...wrong)).toBe(
      '1: nothing was overpaid for 2026-08; overpaid are 2026-09, 2026-10',
    );
    expect(await refusal(...months, '--settled', '2026-12-01')).toContain(
      '2: no request is recorded for 2026-09, 2026-10',
    );
    expect(await refusal(...months, '--requested', '2026-11-20')).toBe('2: --requested needs --way as well');
    expect(await refusal(...months, '--requested', '2026-11-20', '--reason', 'x')).toContain(
      '2: --reason cannot be used with --requested',
    );
  });
});

describe('canbao record document, card and note', () => {
  beforeEach(() => stage.take(hired('2026-11-16', 'U1')));

  it('record a received document, the progress of a card, and a note on a case', async () => {
    await record('document', CASE, '--document', '劳动合同复印件', '--on', '2026-12-01');
    await record('card', 'E1', '--kind', 'physical', '--requested', '2026-11-30', '--replaces');
    await record('note', CASE, '窗口答复周五前办结');
    const { cases } = await stage.json<Listed>('cases');
    expect(cases.find(({ caseId }) => caseId === CASE)).toMatchObject({
      documents: expect.arrayContaining([
        { name: '劳动合同复印件', orElse: '入职证明', required: false, received: true },
      ]),
      notes: [
        { on: '2026-12-01', text: '窗口答复周五前办结', by: { who: 'operator:test', verified: false } },
      ],
    });
    expect(await open()).toEqual(['enrolment open', 'card submitted']);
    expect((await stage.run('cases')).out).toContain(
      '备注：2026-12-01 窗口答复周五前办结 · operator:test（未核实）',
    );
    await record('card', 'E1', '--kind', 'physical', '--issued', '2026-12-01');
    expect(await open()).toEqual(['enrolment open']);
  });

  it('record a note on a case of the unit itself', async () => {
    await stage.register('2026-03-02', { unitId: 'U3' });
    await record('note', 'unit/U3/declare-bases', '已电话确认');
    const { cases } = await stage.json<Listed>('cases', '--unit', 'U3');
    expect(cases).toMatchObject([
      {
        caseId: 'unit/U3/declare-bases',
        actions: ['bases-declared', 'acknowledged', 'snoozed', 'noted'],
        notes: [{ text: '已电话确认' }],
      },
    ]);
  });

  it('refuse invalid values with a message that names them', async () => {
    const paper = ['document', CASE, '--on', '2026-12-01', '--document'];
    expect(await refusal(...paper, '护照')).toContain('1: the case does not ask for 护照; it asks for 基本');
    expect(await refusal('note', 'E1/2020-01-01/removal', 'x')).toContain('1: there is no case');
    expect(await refusal('note', CASE, 'x'.repeat(501))).toContain('2: <text> must be one non-empty line');
    expect(await refusal('card', 'E1', '--kind', 'physical', '--issued', '2026-11-15')).toContain(
      '2: --issued 2026-11-15 is before the first working day',
    );
  });
});

describe('canbao record undo', () => {
  it('refuses a fact of an HR system without --from-hr-system', async () => {
    await stage.take(hired('2026-11-16', 'U1', {}, { id: 'standard:m1' }));
    const undo = ['undo', 'standard:m1', '--employee', 'E1', '--reason', '测试账号'];
    expect(await refusal(...undo)).toBe(
      '1: this record comes from the HR system standard: correct it there; an administrator can void it anyway with --from-hr-system',
    );
    expect(await refusal('undo', 'standard:m1', '--reason', 'x')).toContain(
      '1: there is no record standard:m1',
    );
    const { out } = await stage.run('record', ...undo, '--from-hr-system', '--apply', '--language', 'en');
    expect(out).toContain('Voids: hired');
    expect(out).toContain(`- case closes: ${CASE}`);
    expect(await open()).toEqual([]);
    expect(await refusal(...undo)).toContain('1: this record was undone before; the undo is staff:');
  });

  it('refuses a void, and says when nothing would change', async () => {
    await stage.take(hired('2026-11-16', 'U1'));
    const { factIds } = await record('note', CASE, '测试');
    const undo = ['undo', factIds[0] ?? '', '--reason', '写错了'];
    const { out } = await stage.run('record', ...undo);
    expect(out).toContain('今天的待办没有变化');
    expect(out).toContain('没有执行；确认后加 --apply');
    const done = await record(...undo, '--apply');
    expect(await refusal('undo', done.factIds[0] ?? '', '--reason', 'x')).toContain(
      'an undo cannot be undone',
    );
    expect((await stage.json<Listed>('cases')).cases).toMatchObject([{ notes: [] }]);
  });
});
