import { userInfo } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canbaoJson, runCanbao } from '../support/command-line.ts';
import { fakeClock } from '../support/fakes/clock.ts';
import { HANDLER, hired, REGISTRY } from './company.ts';
import { type Stage, startStage } from './stage.ts';

const CASE = 'E1/2026-02-16/enrolment';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.apply(REGISTRY);
  await stage.postAll([hired({ employeeId: 'E1', name: '王伟', hiredOn: '2026-02-16' })]);
});
afterAll(() => stage?.stop());

const clock = fakeClock('2026-03-10T04:00:00.000Z');
const here = (...args: readonly string[]) => [...args, '--data', stage.data];
const canbao = <T = Record<string, unknown>>(...args: readonly string[]) =>
  canbaoJson<T>(here(...args), { clock });
const enrolment = (...more: readonly string[]) =>
  canbao<{ factIds: readonly string[] }>('record', 'filing', 'E1', '--what', 'enrolment', ...more);

async function open() {
  const { cases } = await canbao<{ cases: readonly { caseId: string; state: { is: string } }[] }>('cases');
  return cases.filter(({ caseId }) => caseId === CASE).map(({ caseId, state }) => `${caseId} ${state.is}`);
}

/** The text of the handler's mail of that day; empty if there was none. */
async function mailOf(day: string): Promise<string> {
  await stage.daily(day);
  const mail = stage.ses.mails.find(
    ({ recipient, header }) => recipient === HANDLER && header['x-canbao-run'] === day,
  );
  return mail?.text ?? '';
}

describe('Staff actions on one case', { shuffle: false }, () => {
  it('close the case, and undoing one reopens it, as the next mail says', async () => {
    expect(await open()).toEqual([`${CASE} open`]);
    await enrolment('--submitted', '2026-03-10', '--channel', 'online', '--receipt', 'R-2026-1');
    expect(await open()).toEqual([`${CASE} submitted`]);
    expect(await mailOf('2026-03-11')).toMatch(/■ (?:\[.\] )?王伟（E1）[\s\S]*R-2026-1/);

    clock.set('2026-03-11T04:00:00.000Z');
    const { factIds } = await enrolment('--accepted', '2026-03-11', '--effective-month', '2026-03');
    const [factId = ''] = factIds;
    expect(await open()).toEqual([]);
    // The hire of another person is news, so a mail is sent. It also reports that this case is done.
    await stage.postAll([hired({ employeeId: 'E2', name: '李娜', hiredOn: '2026-03-11' })]);
    const ended = await mailOf('2026-03-12');
    expect(ended).toContain('王伟');
    expect(ended).not.toMatch(/■ .*王伟/);

    clock.set('2026-03-12T04:00:00.000Z');
    const undo = ['record', 'undo', factId, '--reason', '受理的是另一人', '--by', '王芳'];
    expect(await canbao(...undo)).toMatchObject({ applied: false, opens: [CASE] });
    expect(await open()).toEqual([]);
    expect(await canbao(...undo, '--apply')).toMatchObject({ applied: true, opens: [CASE] });
    expect(await open()).toEqual([`${CASE} submitted`]);
    expect(await mailOf('2026-03-13')).toMatch(/■ (?:\[.\] )?王伟（E1）/);

    const { out } = await runCanbao(here('facts', 'E1'), { clock });
    expect(out).toContain(`登记人 operator:${userInfo().username}（未核实，备注 王芳）`);
    expect(out).toContain('申报已受理（已作废）');
  });

  it('store notes on the case, from staff and from another system', async () => {
    await canbao('record', 'note', CASE, '窗口答复周五前办结');
    const data = { employeeId: 'E1', caseId: CASE, text: '供应商已联系', on: '2026-03-12' };
    await stage.postAll([{ type: 'case.noted', statedAt: '2026-03-12T18:00:00+08:00', data }]);
    const about = { unitId: 'CD', caseId: 'unit/CD/declare-bases', text: '七月再看', on: '2026-03-12' };
    await stage.postAll([{ type: 'case.noted', statedAt: '2026-03-12T18:00:00+08:00', data: about }]);
    const { cases } = await canbao<{ cases: readonly unknown[] }>('cases');
    expect(cases).toContainEqual(
      expect.objectContaining({
        caseId: CASE,
        notes: [
          expect.objectContaining({
            text: '窗口答复周五前办结',
            by: expect.objectContaining({ verified: false }),
          }),
          expect.objectContaining({ text: '供应商已联系', by: null }),
        ],
      }),
    );
    // A note is not news. Nothing else happened, so there is no mail.
    expect(await mailOf('2026-03-16')).not.toContain('供应商已联系');
  });
});
