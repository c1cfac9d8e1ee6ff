import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onOrAfter, publishedCalendar } from '../../domain/calendar/working-days.ts';
import { addDays, chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { accepted, HANDLER, hired, left, REGISTRY } from './company.ts';
import { type Stage, startStage } from './stage.ts';

// Guides depend on the current time, so all days in this test are relative to today.
const TODAY = chinaDayOf(new Date().toISOString() as Instant);
const LAST_DAY = addDays(TODAY, -3);
const RUN = onOrAfter(TODAY, publishedCalendar).day;
const NEXT_RUN = onOrAfter(addDays(RUN, 1), publishedCalendar).day;

const REACHED = 'zhang.qiang@personal.example';
const UNREACHED = 'gone@personal.example';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.apply({
    ...REGISTRY,
    units: REGISTRY.units.map((unit) =>
      unit.unitId === 'CD' ? { ...unit, leaverGuide: { from: LAST_DAY } } : unit,
    ),
  });
  await stage.postAll([...leaver('E1', REACHED), ...leaver('E2', UNREACHED), ...leaver('E3', undefined)]);
});
afterAll(() => stage?.stop());

/** A leaver whose enrolment and removal are accepted, so that only the guide is open. */
function leaver(employeeId: string, personalEmail: string | undefined) {
  return [
    hired({ employeeId, hiredOn: '2025-03-03' }),
    accepted(employeeId, 'enrolment', '2025-03-10'),
    left(employeeId, LAST_DAY, personalEmail === undefined ? {} : { personalEmail, hukouRegion: '成都' }),
    accepted(employeeId, 'removal', LAST_DAY),
  ];
}

const mailsTo = (recipient: string) => stage.ses.mails.filter((mail) => mail.recipient === recipient);
const spellOf = async (employeeId: string) => {
  const { spells } = await dynamodbEmployees(stage.dynamodb, stage.stack.table).load(employeeId);
  return spells[0];
};

describe('Leaver guides of a deployed stack', { shuffle: false }, () => {
  it('are mailed to each leaver’s own address by the run of a working day', async () => {
    stage.ses.refused.add(UNREACHED);
    await stage.daily(RUN);
    const [mail] = mailsTo(REACHED);
    expect(mail?.subject).toContain('离职人员医保指南 · 成都');
    expect(mail?.text).toContain(`您在成都示例科技有限公司的最后工作日是 ${LAST_DAY}`);
    expect(mail?.replyTo).toMatchObject({ value: [{ address: HANDLER }] });
    expect(stage.ses.attempts.filter(({ recipient }) => recipient.endsWith('personal.example'))).toHaveLength(
      2,
    );
  });

  it('are mailed once; the snapshot drops the address, and another run sends nothing', async () => {
    expect(await spellOf('E1')).toMatchObject({ guide: { is: 'sent' } });
    expect(JSON.stringify(await spellOf('E1'))).not.toContain('personal.example');
    await stage.daily(RUN);
    await stage.daily(NEXT_RUN);
    expect(mailsTo(REACHED)).toHaveLength(1);
    expect(stage.ses.attempts.filter(({ recipient }) => recipient === UNREACHED)).toHaveLength(1);
  });

  it('that were refused are reported to the handler', () => {
    const texts = mailsTo(HANDLER).map(({ text }) => text ?? '');
    expect(texts.join('\n')).toContain('职工E2（E2）');
    expect(texts.join('\n')).toContain('离职指南未送达');
    expect(texts.join('\n')).not.toContain('职工E1（E1）');
  });

  it('leave no address and no name in the log', async () => {
    // The last log lines are only written when the stack stops.
    await stage.stack.stop();
    expect(stage.log()).not.toMatch(/personal\.example|职工E/);
    expect(stage.log()).toContain('LeaverGuideFailed');
  });
});
