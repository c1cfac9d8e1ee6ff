import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addWorkingDays, publishedCalendar } from '../../domain/calendar/working-days.ts';
import { fen } from '../../domain/values/money.ts';
import { month, monthOf } from '../../domain/values/month.ts';
import { addDays, chinaDayOf } from '../../domain/values/plain-date.ts';
import { systemClock } from '../../functions/adapters/clock.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { dynamodbQuarantineWriter } from '../../functions/adapters/dynamodb/quarantine.ts';
import { dynamodbRosterFindings } from '../../functions/adapters/dynamodb/roster-findings.ts';
import { dynamodbUnknownCharges } from '../../functions/adapters/dynamodb/unknown-charges.ts';
import { dataKeyOf } from '../../functions/adapters/secrets.ts';
import { placeHere } from '../../functions/deployment/deployment.ts';
import { guideTag } from '../../functions/mail/guide-tag.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import { lostHire } from '../../infra/local/demo/other-inputs.ts';
import { bodyOf, type HookEvent } from '../support/hooks.ts';
import { bounce, delivery } from '../support/ses-events.ts';
import { caseCalled, formTo, linksIn, Visitor } from '../support/visitor.ts';
import { type Allowed, allowedActions, patternOf } from './allowed.ts';
import { ADMIN, accepted, charged, HANDLER, hired, left, REGISTRY } from './company.ts';
import { invoke } from './stack-calls.ts';
import { type Stage, startStage } from './stage.ts';

/**
 * Checks least privilege in both directions. A run that uses all functions is recorded, and each call is translated to
 * the permission that IAM would require. Then every call must be allowed, and every permission must have been used.
 */

const MONDAY = '2026-03-09';
const TUESDAY = '2026-03-10';

/** Permissions of a function's role that its own code never uses, with the reason. */
const CALLED_BY_OTHERS: readonly { readonly action: RegExp; readonly reason: string }[] = [
  { action: /^logs:(CreateLogStream|PutLogEvents)$/, reason: 'the Lambda service writes the log' },
  { action: /^kms:/, reason: 'DynamoDB uses the key on behalf of who reads or writes the table' },
  {
    action: /^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueAttributes|GetQueueUrl)$/,
    reason: 'the Lambda service works the queue off with the role of the function',
  },
];

/** Permissions that a function uses only in situations that this run does not cover. */
const NOT_IN_THIS_RUN: readonly { readonly call: RegExp; readonly reason: string }[] = [
  {
    call: /^SendDigest.*(GetItem on .* in RUN#\*|SendMessage on .*-digests)$/,
    reason: 'where the run is today’s, and somebody came into the registry after it was planned',
  },
  {
    call: /^StaffPortal.*(GetItem|PutItem) on .* in (REGISTRY|STATED|UNITFACT#\*)$/,
    reason: 'where a declaration of bases, or an answer of a unit, is recorded or taken back',
  },
  {
    call: /^StaffPortal.*(GetItem|PutItem) on .* in MAIL-ADDRESS$/,
    reason: 'where an administrator has an address tried again',
  },
  {
    call: /^StaffPortal.*BatchGetItem on .* in PERSON#\*$/,
    reason: 'where a small file names people by their numbers; a large one does here',
  },
  {
    call: /^ApplyRetention.*(GetItem|DeleteItem|PutItem|BatchWriteItem) on .* in (STATED|EMPLOYEE#\*|UNITFACT#\*|ACTIVITY#\*|UNKNOWN#\*|ROSTER#\*)$/,
    reason: 'where notes, rows of files and findings name the person; see apply-retention.test.ts',
  },
  {
    call: /^ImportUpload.*BatchWriteItem on .* in ROSTER#\*$/,
    reason: 'where the upload is a roster',
  },
  {
    call: /^StaffPortal.*Query on .* in UNITFACT#\*$/,
    reason: 'where an answer says whose row of an import it is',
  },
  {
    call: /^StaffPortal.*DeleteItem on .* in EMPLOYEE#\*$/,
    reason: 'where somebody says that a hire which was only announced is a mistake: its spell goes',
  },
];

let stage: Stage;
let allowed: readonly Allowed[];

beforeAll(async () => {
  stage = await startStage({ record: true });
  allowed = allowedActions(stage.stack.deployment);
  await doEverything();
});

afterAll(() => stage?.stop());

async function doEverything(): Promise<void> {
  await stage.apply(REGISTRY);
  await hireAndLeave();
  await takeBack();
  await stage.daily(MONDAY);
  // One of the cases listed on Monday ends, so that Tuesday's run looks up the way in which it ended.
  await stage.postAll([
    accepted('E1', 'enrolment', MONDAY),
    hired({ employeeId: 'E9', hiredOn: '2026-03-02' }),
  ]);
  stage.ses.refused.add(HANDLER);
  await stage.daily(TUESDAY);
  stage.ses.refused.clear();
  await stage.daily(TUESDAY);
  await stage.check(TUESDAY);
  await usePortal();
  await fillQuarantine();
  await settleUnknownRows();
  await hearOfMails();
  await readEvidence();
  await forgetSomebody();
}

/** Removes the personal data of a person who left years ago. */
async function forgetSomebody(): Promise<void> {
  const identity = { type: 'resident-id', number: syntheticNumber('510104', '1988-08-08', 27) };
  await stage.postAll([
    hired({ employeeId: 'E20', hiredOn: '2014-03-03', identity }),
    accepted('E20', 'enrolment', '2014-03-10'),
    left('E20', '2014-06-30'),
    accepted('E20', 'removal', '2014-07-01'),
  ]);
  expect(await invoke(stage.stack, 'apply-retention', { day: TUESDAY })).toMatchObject({ forgotten: 1 });
}

/** Reports to the service that a mail was delivered, that one bounced, and that a guide bounced. */
async function hearOfMails(): Promise<void> {
  const { spells } = await dynamodbEmployees(stage.dynamodb, stage.stack.table).load('E2');
  const guide = guideTag({ employeeId: 'E2', spellId: spells[0]?.spellId ?? '' });
  for (const event of [
    delivery({ to: HANDLER, run: MONDAY }),
    bounce({ to: 'gone@example.com' }),
    bounce({ to: 'gone@personal.example', kind: 'leaver-guide', ...(guide !== undefined && { guide }) }),
  ])
    await stage.stack.notifyMail(event);
  await stage.stack.drained();
}

/** Fills the quarantine so that the digest reads the counters of the day instead of the items. */
async function fillQuarantine(): Promise<void> {
  const key = keys.quarantineDay(chinaDayOf(systemClock.now()));
  for (let n = 0; n < 12; n++) {
    const Item = {
      pk: { S: key },
      sk: { S: `standard#large-${n}` },
      receivedAt: { S: systemClock.now() },
      sealedProblems: { B: new Uint8Array(100_000) },
    };
    await stage.dynamodb.send(new PutItemCommand({ TableName: stage.stack.table, Item }));
  }
}

/** A bill names a person before the hire is known. The daily run finds the person later. */
async function settleUnknownRows(): Promise<void> {
  const receivedAt = systemClock.now();
  await dynamodbUnknownCharges(stage.dynamodb, stage.stack.table).keep([
    {
      id: 'bill:a-bill-of-october:1',
      unitId: 'CD',
      employeeId: 'E10',
      masked: '5101**********',
      hash: 'of-nobody',
      month: month('2026-10'),
      unitAmount: fen(98_000),
      personalAmount: fen(20_300),
      receivedAt,
    },
  ]);
  await stage.daily(addWorkingDays(chinaDayOf(receivedAt), 1, publishedCalendar).day);
}

/** A handler signs in, reads pages, records, dismisses a roster difference, undoes and signs out. */
async function usePortal(): Promise<void> {
  const today = chinaDayOf(systemClock.now());
  const { finding, roster, ...kept } = lostHire(today);
  await dynamodbRosterFindings(stage.dynamodb, stage.stack.table).keep([
    { ...kept, finding: { ...finding, unitId: 'CD' }, roster: { ...roster, unitIds: ['CD'] } },
  ]);
  await stage.postAll([hired({ employeeId: 'E10', hiredOn: addDays(today, -5) })]);
  const visitor = await Visitor.signedIn(stage.stack, HANDLER);
  const inbox = (await visitor.get('/?tab=all')).text;
  const open = (await visitor.get(caseCalled(inbox, /E10.*增员/))).text;
  const recorded = await visitor.submit(formTo(open, '/do/filing-submitted'));
  const undo = linksIn((await visitor.get(recorded.location ?? '')).text).find((href) =>
    href.includes('/undo/'),
  );
  const undone = await visitor.submit(
    formTo((await visitor.get(undo ?? '')).text, `/undo/${undo?.split('/undo/')[1]}`),
  );
  const difference = (await visitor.get(caseCalled(inbox, /花名册/))).text;
  const dismissed = await visitor.submit(formTo(difference, '/do/roster-dismissed'));
  expect([recorded.status, undone.status, dismissed.status]).toEqual([303, 303, 303]);
  await uploadBill(visitor, monthOf(today));
  expect((await visitor.get('/activity')).status).toBe(200);
  await administer();
  const account = (await visitor.get('/me')).text;
  expect((await visitor.submit(formTo(account, '/sign-out'))).status).toBe(303);
}

/** Puts events into quarantine that can now be understood, as if a mapping had been corrected. */
async function keepUnderstandable(): Promise<void> {
  const place = placeHere(stage.stack);
  const key = dataKeyOf(`${place.secretPrefix}data-key`, place.secrets);
  const keeper = dynamodbQuarantineWriter(stage.dynamodb, stage.stack.table, key.sealBody);
  const identity = { type: 'resident-id', number: syntheticNumber('510104', '1993-04-15', 27) };
  const events: HookEvent[] = [
    hired({ employeeId: 'E12', hiredOn: '2026-02-05', identity }),
    { type: 'unit.bases_declared', data: { unitId: 'XA', from: '2024-04', on: '2024-04-02' } },
    { type: 'fact.voided', data: { factId: 'standard:kept-1', unitId: 'XA', reason: 'entered by mistake' } },
  ];
  for (const [index, event] of events.entries()) {
    const delivery = { source: 'standard', deliveryId: `kept-${index}`, receivedAt: systemClock.now() };
    await keeper.keep(delivery, Buffer.from(bodyOf(event)), ['not understood then']);
  }
  key.close();
}

/** Opens the evidence of a case that was in a digest. */
async function readEvidence(): Promise<void> {
  const visitor = await Visitor.signedIn(stage.stack, HANDLER);
  const path = caseCalled((await visitor.get('/?tab=all')).text, /E10.*增员/);
  expect((await visitor.get(`${path}/evidence`)).text).toContain(`${HANDLER} · 发出`);
}

/** Uploads, stores and undoes a bill that has too many people for one request. Only one of them is known. */
async function uploadBill(visitor: Visitor, month: string): Promise<void> {
  const path = `/units/${Buffer.from('CD').toString('base64url')}/bills`;
  const rows = Array.from(
    { length: 501 },
    (_, i) =>
      `${i === 0 ? 'E10' : `X${i}`},${i === 1 ? syntheticNumber('510104', '1990-01-02', 29) : ''},${month},980.00,203.00`,
  );
  const content = ['工号,证件号码,费款所属期,单位缴费金额,个人缴费金额', ...rows, ''].join('\r\n');
  const { location = '' } = await visitor.upload(path, { name: 'bill.csv', content });
  const done = async (ending: string, more = {}) => {
    await stage.stack.drained();
    const page = (await visitor.get(location)).text;
    expect((await visitor.submit(formTo(page, ending), more)).status).toBe(303);
  };
  if ((await visitor.get(location)).status !== 200) throw new Error('the upload has no page');
  await done('/check', { extent: 'part' });
  await done('/confirm');
  await stage.stack.drained();
  const undo = formTo((await visitor.get(path)).text, '/undo-import');
  const undoing = (await visitor.submit(undo)).location ?? '';
  await stage.stack.drained();
  const confirm = formTo((await visitor.get(undoing)).text, '/confirm');
  expect((await visitor.submit(confirm)).status).toBe(303);
  await stage.stack.drained();
}

/** An administrator replays an event that can be understood now and one that cannot, and drops another. */
async function administer(): Promise<void> {
  const ahead = { factId: 'standard:hire-of-E11', reason: 'entered by mistake' };
  await stage.post({ type: 'fact.voided', data: ahead });
  await stage.post({ type: 'fact.voided', data: { ...ahead, factId: 'standard:never' } });
  await stage.postAll([hired({ employeeId: 'E11', hiredOn: '2026-02-05' }, 'hire-of-E11')]);
  await keepUnderstandable();
  const admin = await Visitor.signedIn(stage.stack, ADMIN);
  const list = (await admin.get('/admin')).text;
  const form = formTo(list, '/admin/quarantine/replay');
  const events = [...list.matchAll(/name="e" value="([^"]+)"/g)].map(([, id = '']) => ['e', id] as const);
  const replayed = await admin.post(form.action, events);
  await stage.stack.drained();
  const left = (await admin.get('/admin')).text;
  expect([replayed.status, events.length - left.split('name="e"').length + 1]).toEqual([303, 4]);
  const drop = linksIn(left).find((href) => href.endsWith('/drop')) ?? '';
  expect((await admin.submit(formTo((await admin.get(drop)).text, drop))).status).toBe(303);
}

/** Stores hires, a leave with an accepted removal and later charges, and one person with two ids. */
async function hireAndLeave(): Promise<void> {
  const identity = { type: 'resident-id', number: syntheticNumber('510104', '1992-03-14', 27) };
  await stage.postAll([
    hired({ employeeId: 'E1', hiredOn: '2026-02-05' }),
    hired({ employeeId: 'E2', hiredOn: '2025-02-05' }),
    accepted('E2', 'enrolment', '2025-02-10'),
    left('E2', '2026-01-30'),
    charged('E2', '2026-02'),
    accepted('E2', 'removal', '2026-02-05'),
    hired({ employeeId: 'E3', hiredOn: '2026-02-05', identity }),
    hired({ employeeId: 'E4', unitId: 'XA', hiredOn: '2026-02-06', identity }),
  ]);
}

/**
 * Sends a hire and a declaration and voids of them that name only the fact id, then a repeated delivery, an unreadable
 * one, and one with another secret.
 */
async function takeBack(): Promise<void> {
  const hire = hired({ employeeId: 'E5', hiredOn: '2026-02-05' }, 'hire-of-E5');
  await stage.postAll([
    hire,
    { type: 'fact.voided', data: { factId: 'standard:hire-of-E5', reason: 'entered by mistake' } },
  ]);
  const declared = { unitId: 'XA', from: '2025-04', on: '2025-04-02' };
  await stage.postAll([
    { type: 'unit.bases_declared', id: 'declared', data: declared },
    {
      type: 'fact.voided',
      data: { factId: 'standard:declared', unitId: 'XA', reason: 'entered by mistake' },
    },
  ]);
  expect((await stage.post(hire)).body.status).toBe('duplicate');
  const unclear = await stage.post({ type: 'employee.hired', data: { employeeId: 'E6' } });
  expect(unclear.body.status).toBe('quarantined');
  const strange = await fetch(`${stage.stack.api}/hooks/standard`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'strange',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
    },
    body: '{}',
  });
  expect(strange.status).toBe(401);
}

const inWords = ({ caller, action, resource, partition }: Omit<Allowed, 'condition'>) =>
  `${caller}: ${action} on ${resource}${partition === undefined ? '' : ` in ${partition}`}`;

function called(): Set<string> {
  const own = stage.stack.calls.flatMap(({ caller, needs }) =>
    caller === undefined
      ? []
      : needs.map(({ partition: key, ...need }) => inWords({ caller, ...need, partition: patternOf(key) })),
  );
  return new Set(own);
}

it('the recorded run completed all its work', async () => {
  expect(stage.ses.attempts.length).toBeGreaterThan(stage.ses.mails.length);
  expect(await stage.check(TUESDAY)).toMatchObject({ complete: true });
  expect([...new Set(stage.stack.calls.map(({ caller }) => caller))].filter(Boolean).length).toBe(10);
});

it('every function call was recorded and judged', () => {
  const unknown = stage.stack.calls.filter(({ needs }) => needs.length === 0);
  expect(unknown.map(({ caller, service, action }) => `${caller}: ${service} ${action}`)).toEqual([]);
});

it('every call of a function is allowed by its role', () => {
  const may = new Set(allowed.map(inWords));
  expect([...called()].filter((call) => !may.has(call))).toEqual([]);
});

it('every permission of a function’s role is used', () => {
  const did = called();
  const sender = /^ses:SendRawEmail on .*:identity\//;
  const unused = allowed
    .filter((it) => !did.has(inWords(it)))
    .filter(({ action }) => !CALLED_BY_OTHERS.some((exception) => exception.action.test(action)))
    .map(inWords)
    .filter((it) => !NOT_IN_THIS_RUN.some(({ call }) => call.test(it)))
    // A mail uses only one of two permissions, because SES knows the sender by address or by domain, whichever was
    // verified.
    .filter((it) => !sender.test(it.slice(it.indexOf(': ') + 2)));
  expect(unused).toEqual([]);
});

it('only the conditions for the key of DynamoDB and the sender’s address narrow permissions', () => {
  const conditions = new Map(allowed.flatMap((it) => (it.condition ? [[it.action, it.condition]] : [])));
  for (const [action, condition] of conditions) {
    if (action.startsWith('kms:'))
      expect(condition).toMatch(/^{"StringEquals":{"kms:ViaService":"dynamodb\./);
    else
      expect([action, condition]).toEqual([
        'ses:SendRawEmail',
        '{"StringEquals":{"ses:FromAddress":"canbao@example.com"}}',
      ]);
  }
});
