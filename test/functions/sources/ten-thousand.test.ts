import { beforeAll, describe, expect, test } from 'vitest';
import { compareText } from '../../../domain/facts/fact.ts';
import { inFlight } from '../../bench/measure.ts';
import { refusedIn } from '../../support/fakes/meter.ts';
import { seededNumbers, shuffled, tries } from '../../support/seeded.ts';
import { allVendors, madeUpSecrets } from '../../support/vendors/all-vendors.ts';
import { REGISTRY } from './many/company.ts';
import { type Corrupted, corrupted } from './many/corrupted.ts';
import { manyEvents, type Sent } from './many/life-courses.ts';
import { type Receiver, receiverInMemory } from './many/receiver.ts';

const EVENTS = tries(10_000);
const DUPLICATES = EVENTS / 5;
const CORRUPTED = 100;
const AT_ONCE = 16;

const SECRETS = madeUpSecrets('7');
/** One attempt of one event; with a seed where a bit of it is flipped on the way. */
interface Attempt {
  readonly event: Sent;
  readonly spoiltBy?: number;
}

interface Answered {
  readonly attempt: Attempt;
  readonly spoilt?: Corrupted;
  readonly status: number;
}

const vendors = allVendors(SECRETS);
const events = manyEvents(EVENTS, vendors);
const answers: Answered[] = [];
let inOrder: Receiver;
let shaken: Receiver;

/** Each event once, a fifth of them again, and of a few a spoilt copy besides: all in any order. */
function attempts(random: () => number): readonly Attempt[] {
  const some = (count: number) => shuffled(events, random).slice(0, count);
  return shuffled(
    [
      ...events.map((event) => ({ event })),
      ...some(DUPLICATES).map((event) => ({ event })),
      ...some(CORRUPTED).map((event) => ({ event, spoiltBy: random() * 2 ** 32 })),
    ],
    random,
  );
}

beforeAll(async () => {
  inOrder = receiverInMemory(SECRETS, REGISTRY);
  for (const { at, write } of events) await inOrder.receive(write(), at);
  shaken = receiverInMemory(SECRETS, REGISTRY);
  await inFlight(AT_ONCE, attempts(seededNumbers()), async (attempt) => {
    const { event, spoiltBy } = attempt;
    const letter = event.write();
    const spoilt = spoiltBy === undefined ? undefined : corrupted(letter, seededNumbers(spoiltBy));
    const status = await shaken.receive(spoilt?.letter ?? letter, event.at);
    answers.push({ attempt, status, ...(spoilt && { spoilt }) });
  });
});

const total = ({ meter }: Receiver) => Object.values(meter.counts).reduce((sum, count) => sum + count, 0);
const isTaken = ({ status }: Answered) => status >= 200 && status < 300;

describe(`${EVENTS} events of all HR systems, in any order, many twice and some spoilt`, () => {
  test('come from every one of them', () => {
    const counts = Map.groupBy(events, ({ source }) => source);
    expect([...counts.keys()].sort()).toEqual(Object.keys(vendors).sort());
    for (const [source, sent] of counts) expect(sent.length, source).toBeGreaterThan(EVENTS / 20);
  });

  test('taken in order, all are understood', () => {
    expect(inOrder.meter.counts).toEqual({ EventAccepted: EVENTS });
  });

  test('each attempt is counted once, and none is put in quarantine but with another type', () => {
    expect(answers).toHaveLength(EVENTS + DUPLICATES + CORRUPTED);
    expect(total(shaken)).toBe(answers.length);
    const { EventQuarantined = 0, ...counts } = shaken.meter.counts;
    const { EventAccepted, EventDuplicate, EventMismatched, ...others } = counts;
    for (const count of [EventAccepted, EventDuplicate, EventMismatched]) expect(count).toBeGreaterThan(0);
    expect(['EventMalformed', 'EventUnsigned']).toEqual(expect.arrayContaining(Object.keys(others)));
    // By its type, which nobody signs, an event bus says in which mode its event is written.
    const retyped = answers.filter(
      ({ attempt, spoilt }) => attempt.event.source === 'cloudevents' && spoilt?.where === 'content-type',
    );
    expect(EventQuarantined).toBeLessThanOrEqual(retyped.filter(isTaken).length);
  });

  test('every good copy is acknowledged, whatever became of a spoilt one', () => {
    const good = answers.filter(({ attempt }) => attempt.spoiltBy === undefined);
    expect(good.filter((answer) => !isTaken(answer))).toEqual([]);
  });

  test('every spoilt copy is refused and counted, unless the bit was none that the sender signs', () => {
    const spoilt = answers.filter(({ attempt }) => attempt.spoiltBy !== undefined);
    const refused = answers.filter((answer) => !isTaken(answer));
    expect(refusedIn(shaken.meter)).toBe(refused.length);
    expect(refused.filter(({ status }) => status !== 401 && status !== 415)).toEqual([]);
    const harmless = spoilt.filter(isTaken).map((answer) => {
      const { where = '', letter } = answer.spoilt ?? {};
      // A capital in it, and the name is the one that DingTalk's older pages have.
      const isRenamed = where === 'query' && letter?.path.includes('timeStamp=');
      return `${answer.attempt.event.source} ${isRenamed ? 'timeStamp' : where}`;
    });
    // Beside the encrypted part of WeCom's envelope stand names that nobody reads; the others are plain headers.
    const unsigned = /^(wecom body|dingtalk timeStamp|\w+ (content-type|user-agent))$/;
    expect(harmless.filter((where) => !unsigned.test(where))).toEqual([]);
    expect(refused.length).toBeGreaterThan(CORRUPTED * 0.8);
  });

  test('nothing is lost and nothing there twice: the facts are those of the same events in order', async () => {
    expect(sorted(shaken.employees.employeeIds())).toEqual(sorted(inOrder.employees.employeeIds()));
    let facts = 0;
    for (const employeeId of inOrder.employees.employeeIds()) {
      const [wanted, found] = await both(employeeId);
      expect(byId(found.facts)).toEqual(byId(wanted.facts));
      facts += found.facts.length;
    }
    expect(facts).toBeGreaterThan(EVENTS * 0.7);
  });

  test('the spells are those of the same events in order', async () => {
    const situations = new Set<string>();
    for (const employeeId of inOrder.employees.employeeIds()) {
      const [wanted, found] = await both(employeeId);
      expect(bySpell(found.spells)).toEqual(bySpell(wanted.spells));
      for (const { situation } of found.spells) situations.add(situation.is);
    }
    expect([...situations].sort()).toEqual(expect.arrayContaining(['employed', 'left', 'noticed']));
  });

  test('what they leave out is asked for, as it is of the same events in order', () => {
    expect(questions(shaken)).toEqual(questions(inOrder));
    expect(questions(shaken).length).toBeGreaterThan(EVENTS / 10);
  });
});

const both = (employeeId: string) =>
  Promise.all([inOrder.employees.load(employeeId), shaken.employees.load(employeeId)]);

const sorted = (texts: Iterable<string>) => [...texts].sort(compareText);
const byId = <T extends { readonly factId: string }>(facts: readonly T[]) =>
  facts.toSorted((a, b) => compareText(a.factId, b.factId));
const bySpell = <T extends { readonly spellId: string }>(spells: readonly T[]) =>
  spells.toSorted((a, b) => compareText(a.spellId, b.spellId));

/** Asked again with each repetition, which does no harm: each once. */
function questions({ asked }: Receiver): readonly string[] {
  return sorted(new Set(asked.map((question) => JSON.stringify(question))));
}
