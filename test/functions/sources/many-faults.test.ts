import { beforeAll, describe, expect, test } from 'vitest';
import { compareText } from '../../../domain/facts/fact.ts';
import { inFlight } from '../../bench/measure.ts';
import { refusedIn } from '../../support/fakes/meter.ts';
import { seededNumbers, shuffled, tries } from '../../support/seeded.ts';
import { allVendors, madeUpSecrets } from '../../support/vendors/all-vendors.ts';
import { REGISTRY } from './many/company.ts';
import { manyEvents } from './many/life-courses.ts';
import { type Receiver, receiverInMemory } from './many/receiver.ts';

const EVENTS = tries(2_000);
const AT_ONCE = 16;
/** Of the calls to the store and the queue. */
const FAULTS = 0.05;

const SECRETS = madeUpSecrets('3');
const events = manyEvents(EVENTS, allVendors(SECRETS));
let good: Receiver;
let shaky: Receiver;
/** How often each event was sent until it was taken. */
const attempts: number[] = [];

beforeAll(async () => {
  good = receiverInMemory(SECRETS, REGISTRY);
  for (const { at, write } of events) await good.receive(write(), at);
  const random = seededNumbers();
  shaky = receiverInMemory(SECRETS, REGISTRY, () => random() < FAULTS);
  await inFlight(AT_ONCE, shuffled(events, seededNumbers()), async ({ at, write }) => {
    let attempt = 1;
    while ((await shaky.receive(write(), at)) === 503) attempt += 1;
    attempts.push(attempt);
  });
});

describe(`${EVENTS} events while the store and the queue fail now and then, before their work or after it`, () => {
  test('are all taken in the end, many after more than one attempt', () => {
    expect(attempts).toHaveLength(EVENTS);
    expect(attempts.filter((attempt) => attempt > 1).length).toBeGreaterThan(EVENTS / 10);
    expect(refusedIn(shaky.meter)).toBe(0);
  });

  test('are each known once, and come to the same spells', async () => {
    expect(shaky.employees.employeeIds().toSorted()).toEqual(good.employees.employeeIds().toSorted());
    for (const employeeId of good.employees.employeeIds()) {
      const [wanted, found] = await Promise.all([
        good.employees.load(employeeId),
        shaky.employees.load(employeeId),
      ]);
      expect(byId(found.facts)).toEqual(byId(wanted.facts));
      expect(bySpell(found.spells)).toEqual(bySpell(wanted.spells));
    }
  });

  test('have all asked for what they leave out', () => {
    expect(questions(shaky)).toEqual(questions(good));
  });
});

const byId = <T extends { readonly factId: string }>(facts: readonly T[]) =>
  facts.toSorted((a, b) => compareText(a.factId, b.factId));
const bySpell = <T extends { readonly spellId: string }>(spells: readonly T[]) =>
  spells.toSorted((a, b) => compareText(a.spellId, b.spellId));
const questions = ({ asked }: Receiver) => [...new Set(asked.map((one) => JSON.stringify(one)))].sort();
