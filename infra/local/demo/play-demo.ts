import { createHmac } from 'node:crypto';
import { isWorkingDay, onOrAfter, publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../../../domain/values/plain-date.ts';
import { placeHere, type Store } from '../../../functions/deployment/deployment.ts';
import { deploymentStore } from '../../../functions/deployment/deployment-store.ts';
import type { LocalStack } from '../local-stack.ts';
import { companyEvents, type DemoEvent } from './company.ts';
import { EXISTING_UNIT } from './existing.ts';
import {
  demoPeople,
  demoStore,
  importBills,
  noticeLeave,
  onboardExisting,
  recordByStaff,
  refuseGuide,
  registerUnits,
} from './fill-store.ts';
import { BILLED_UNITS, lostHire } from './other-inputs.ts';

type Print = (line: string) => void;

/**
 * Shows all steps with invented people: registry, events through the real endpoint, the daily run, and the digests. If
 * it runs again on the same data, nothing changes. It never throws: errors are printed.
 * @param now decides which day is shown.
 * @param mails prints whole digests instead of one line for each.
 */
export async function playDemo(
  stack: LocalStack,
  now: Date,
  print: Print,
  { mails = false }: { readonly mails?: boolean } = {},
): Promise<void> {
  try {
    const today = chinaDayOf(now.toISOString() as Instant);
    const { day } = onOrAfter(today, publishedCalendar);
    if (!isWorkingDay(today, publishedCalendar)) {
      print(
        `${today} is a rest day in China, when no digest is sent: the demo takes the next working day, ${day}.`,
      );
    }
    await fillStore(stack, day, print);
    await runDay(stack, day, print);
    printDigests(stack, day, print, mails);
    if (stack.portal !== undefined) printSignIn(stack, stack.portal, print);
  } catch (error) {
    print(
      `The demo stopped: ${(error as Error).message}\nThe stack keeps running. Start with --no-demo to leave out the demo.`,
    );
  }
}

/** Opens the store as an administrator's command line does. */
async function withStore(stack: LocalStack, work: (store: Store) => Promise<void>): Promise<void> {
  const store = deploymentStore(placeHere(stack));
  try {
    await work(store);
  } finally {
    store.close();
  }
}

async function fillStore(stack: LocalStack, day: PlainDate, print: Print): Promise<void> {
  await withStore(stack, async (store) => {
    const names = await registerUnits(store, day);
    stack.introduce(demoPeople());
    print(`Demo: registered ${names.join(', ')}.`);
    await postEvents(stack, day, print);
    const charges = await importBills(demoStore(store), day);
    const { insured, notInsured, insuredAfterLeaving } = (await onboardExisting(demoStore(store), day))
      .sorted;
    await noticeLeave(store, day);
    await refuseGuide(store, day);
    await store.rosterFindings.keep([lostHire(day)]);
    await recordByStaff(store, day);
    print(`Imported the bills of ${BILLED_UNITS.join(', ')}: ${charges} charges are for unknown people.`);
    print(
      `Onboarded ${EXISTING_UNIT}: ${insured.length} insured, ${notInsured.length} not insured, ${insuredAfterLeaving.length} still insured after leaving.`,
    );
  });
}

async function postEvents(stack: LocalStack, day: PlainDate, print: Print): Promise<void> {
  const secret = stack.webhookSecrets.standard;
  if (secret === undefined)
    throw new Error('no function verifies Standard Webhooks, so no event can be posted');
  const counts = new Map<number, number>();
  for (const event of companyEvents(day)) {
    const { status, body } = await postEvent(stack.api, secret, event, new Date());
    if (status >= 300) throw new Error(`event ${event.id} was answered with ${status}: ${body}`);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  print(
    `Posted ${companyEvents(day).length} events: ${counts.get(202) ?? 0} new, ${counts.get(200) ?? 0} already known.`,
  );
}

/** Signs the event by Standard Webhooks 1.0 and posts it. @param secret begins with `whsec_`. */
async function postEvent(
  api: string,
  secret: string,
  event: DemoEvent,
  now: Date,
): Promise<{ readonly status: number; readonly body: string }> {
  const { id, type, statedOn, data } = event;
  const body = JSON.stringify({ type, timestamp: `${statedOn}T18:00:00+08:00`, data });
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const answer = await fetch(`${api}/hooks/standard`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

async function runDay(stack: LocalStack, day: PlainDate, print: Print): Promise<void> {
  const schedule = stack.deployment.schedules.find(({ name }) => name.endsWith('plan-digests'));
  if (schedule === undefined) throw new Error('the assembly has no schedule that plans digests');
  const invocation = await stack.fireSchedule(schedule.name, new Date(`${day}T08:30:00+08:00`));
  if (!invocation.ok) throw new Error(`the daily run failed: ${invocation.error.errorMessage}`);
  await stack.drained();
  print(`Ran ${schedule.name} for ${day}: ${invocation.payload}`);
}

function printDigests(stack: LocalStack, day: PlainDate, print: Print, whole: boolean): void {
  const digests = stack.mails().filter(({ subject }) => subject.includes(day));
  for (const { destination, subject, body } of digests) {
    const to = destination.to.join(', ');
    if (!whole) {
      print(`  ${to}  ${subject}`);
      continue;
    }
    print(`\n${'═'.repeat(80)}\nTo: ${to}\nSubject: ${subject}\n`);
    print(body.text?.trim() ?? '(no plain text)');
  }
  print(`${digests.length} digests for ${day}. As mail: ${stack.mail}; --print prints them here.`);
}

function printSignIn({ mail }: LocalStack, portal: string, print: Print): void {
  print(
    `Portal: ${portal}. Sign in with an address above, e.g. wang.fang@example.com; the code comes to ${mail},`,
  );
  print(
    'or press 以…身份打开 there. Chrome, Edge and Firefox keep the session on 127.0.0.1; Safari does not.',
  );
}
