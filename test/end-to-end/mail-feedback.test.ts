import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { guideTag } from '../../functions/mail/guide-tag.ts';
import { runCanbao } from '../support/command-line.ts';
import { bounce, delivery } from '../support/ses-events.ts';
import { ADMIN, accepted, ENGLISH, HANDLER, hired, left, REGISTRY } from './company.ts';
import { type Stage, startStage } from './stage.ts';

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY] = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'];

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.apply(REGISTRY);
  await stage.postAll([
    hired({ employeeId: 'E1', hiredOn: '2026-02-13' }),
    hired({ employeeId: 'E2', unitId: 'XA', hiredOn: '2026-02-28' }),
  ]);
});
afterAll(() => stage?.stop());

/** The texts of the mails of a run, by recipient. */
async function mailsOf(day: string): Promise<Map<string, string>> {
  const from = stage.ses.mails.length;
  await stage.daily(day);
  const mails = stage.ses.mails.slice(from);
  // Long lines of a mail are folded, so they are joined again.
  return new Map(mails.map(({ recipient, text = '' }) => [recipient, text.replaceAll('\n  ', '')]));
}
const tell = async (event: object) => {
  await stage.stack.notifyMail(event);
  await stage.stack.drained();
};
/** Makes the mail to the address bounce. */
async function letBounce(address: string): Promise<void> {
  const body = new URLSearchParams({ address });
  const answer = await fetch(`${stage.stack.mail}/bounce`, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(303);
  await stage.stack.drained();
}
const LINE = /收不到邮件：被退回/;

describe('Mail feedback of a deployed stack', { shuffle: false }, () => {
  it('records a delivered digest, and ignores one of another deployment', async () => {
    expect([...(await mailsOf(MONDAY)).keys()].sort()).toEqual([ENGLISH, HANDLER]);
    const key = { TableName: stage.stack.table, Key: keys.mail(plainDate(MONDAY), HANDLER) };
    const record = async () => (await stage.dynamodb.send(new GetItemCommand(key))).Item;
    expect((await record())?.transportId?.S).toBe('1');
    const of = { to: HANDLER, run: MONDAY, sentAt: `${MONDAY}T00:31:00.000Z` };
    await tell(delivery({ ...of, messageId: 'another' }));
    expect(await record()).not.toHaveProperty('deliveredAt');
    await tell(delivery({ ...of, messageId: '1' }, `${MONDAY}T00:31:05.000Z`));
    expect((await record())?.deliveredAt?.S).toBe(`${MONDAY}T00:31:05.000Z`);
  });

  it('after a bounce makes the next run send the cases to the fallback staff, with one line', async () => {
    await letBounce(HANDLER);
    const mails = await mailsOf(TUESDAY);
    expect([...mails.keys()]).toEqual([ADMIN]);
    expect(mails.get(ADMIN)).toMatch(LINE);
    expect(mails.get(ADMIN)).toContain('职工E1');
    expect(await stage.check(TUESDAY)).toMatchObject({ complete: true });
    expect(stage.log()).toContain('"AddressUndeliverable":1');
  });

  it('after the address changed sends the cases there, without the line', async () => {
    const moved = 'wang.fang.new@example.com';
    await stage.apply({
      ...REGISTRY,
      units: REGISTRY.units.map((unit) => ({
        ...unit,
        staff: unit.staff.map((one) => (one.email === HANDLER ? { ...one, email: moved } : one)),
      })),
    });
    const mails = await mailsOf(WEDNESDAY);
    expect(mails.get(moved)).toContain('职工E1');
    expect([...mails.values()].join()).not.toMatch(LINE);
  });

  it('after a retry of the address sends the cases there again', async () => {
    await stage.apply(REGISTRY);
    const here = ['--data', stage.data];
    expect((await runCanbao(['mail', 'list', ...here])).out).toContain(HANDLER);
    expect((await runCanbao(['mail', 'retry', HANDLER, ...here])).code).toBe(0);
    expect((await runCanbao(['mail', 'list', ...here])).out).not.toContain(HANDLER);
    const mails = await mailsOf(THURSDAY);
    expect(mails.get(HANDLER)).toContain('职工E1');
    expect([...mails.values()].join()).not.toMatch(LINE);
  });

  it('opens the leaver-guide case when a guide bounces', async () => {
    await stage.postAll([
      hired({ employeeId: 'E5', hiredOn: '2025-02-05' }),
      accepted('E5', 'enrolment', '2025-02-10'),
      left('E5', '2026-03-06', { personalEmail: 'gone@personal.example' }),
    ]);
    const { spells } = await dynamodbEmployees(stage.dynamodb, stage.stack.table).load('E5');
    const guide = guideTag({ employeeId: 'E5', spellId: spells[0]?.spellId ?? '' }) ?? '';
    await tell(bounce({ to: 'gone@personal.example', kind: 'leaver-guide', guide }));
    const after = await dynamodbEmployees(stage.dynamodb, stage.stack.table).load('E5');
    expect(after.spells[0]).toMatchObject({ guide: { is: 'refused' } });
  });

  it('puts an unreadable event into the dead letters, and logs no address', async () => {
    await tell({ eventType: 'Surprise', mail: { destination: ['secret.person@example.com'] } });
    const url = Object.values(stage.stack.queues).find((it) => it.endsWith('mail-feedback-failed'));
    const credentials = { accessKeyId: 'test', secretAccessKey: 'local' };
    const sqs = new SQSClient({ endpoint: stage.stack.sqs, region: stage.stack.region, credentials });
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 5 }),
    );
    sqs.destroy();
    expect(Messages.map(({ Body }) => JSON.parse(Body ?? '').eventType)).toEqual(['Surprise']);
    expect(stage.log()).toContain('cannot be read and is set aside');
    expect(stage.log()).not.toContain('secret.person');
  });
});
