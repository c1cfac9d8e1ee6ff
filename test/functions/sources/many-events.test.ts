import { beforeAll, describe, expect, test } from 'vitest';
import { compareText } from '../../../domain/facts/fact.ts';
import { inFlight } from '../../bench/measure.ts';
import { refusedIn } from '../../support/fakes/meter.ts';
import { FUZZED_MESSAGES, seededNumbers, shuffled, tries } from '../../support/seeded.ts';
import { allVendors, madeUpSecrets } from '../../support/vendors/all-vendors.ts';
import type { Letter } from '../../support/vendors/vendor.ts';
import { REGISTRY } from './many/company.ts';
import { manyEvents, type Sent } from './many/life-courses.ts';
import { type Receiver, receiverInMemory } from './many/receiver.ts';

const SECRETS = madeUpSecrets('7');
const vendors = allVendors(SECRETS);
const SOURCES = Object.keys(vendors).sort();
const AT_ONCE = 16;

const isTaken = (status: number) => status >= 200 && status < 300;

async function takenInOrder(events: readonly Sent[]): Promise<Receiver> {
  const receiver = receiverInMemory(SECRETS, REGISTRY);
  for (const { at, write } of events) await receiver.receive(write(), at);
  return receiver;
}

/** The facts and spells of each person, sorted, so that the order of arrival does not matter. */
async function known({ employees }: Receiver) {
  const ids = employees.employeeIds().toSorted(compareText);
  const people = await Promise.all(ids.map(async (id) => ({ id, ...(await employees.load(id)) })));
  return people.map(({ id, facts, spells }) => ({
    id,
    facts: facts.toSorted((a, b) => compareText(a.factId, b.factId)),
    spells: spells.toSorted((a, b) => compareText(a.spellId, b.spellId)),
  }));
}

/** The distinct requests for details. A repeated delivery causes a second request, which does no harm. */
const questions = ({ asked }: Receiver) => [...new Set(asked.map((one) => JSON.stringify(one)))].sort();

type Mutation = (bytes: Buffer, random: (below: number) => number) => Buffer;

/** Ways in which a message may be changed during transport. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a bit flipped': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random(bytes.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random(8));
    return changed;
  },
  'a byte replaced': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random(bytes.length);
    changed[at] = (changed[at] ?? 0) + 1 + random(255);
    return changed;
  },
  'the end cut off': (bytes, random) => bytes.subarray(0, random(bytes.length)),
  'something put in': (bytes, random) => {
    const at = random(bytes.length);
    const put = Buffer.from(['0', '{"a":1}', '张三', '<x/>', '\u0000', '%00'][random(6)] ?? '');
    return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at)]);
  },
  'a part taken out': (bytes, random) => {
    const [from, length] = [random(bytes.length), 1 + random(8)];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
};

/**
 * Changes the part of a letter that its sender authenticates. For 薪人薪事 this is the key in the path, for WeCom the
 * encrypted text, because the rest of its body is not read. For all others it is the body.
 */
function mutated(
  { path, body, ...letter }: Letter,
  source: string,
  mutate: (bytes: Buffer) => Buffer,
): Letter {
  if (source === 'xinrenxinshi') {
    const [, route = '', key = ''] = /^(\/hooks\/[^/]+\/)(.*)$/s.exec(path) ?? [];
    return { ...letter, body, path: `${route}${mutate(Buffer.from(key, 'latin1')).toString('latin1')}` };
  }
  if (source !== 'wecom') return { ...letter, path, body: mutate(Buffer.from(body)) };
  const [whole = '', before = '', encrypted = '', after = ''] =
    /^(.*<Encrypt><!\[CDATA\[)(.*?)(\]\]>.*)$/s.exec(body.toString()) ?? [];
  if (whole === '') throw new Error('the envelope of WeCom is another');
  const changed = mutate(Buffer.from(encrypted, 'latin1'));
  return { ...letter, path, body: Buffer.concat([Buffer.from(before), changed, Buffer.from(after)]) };
}

/** A random one of the mutations, applied to the message. */
function mutatedCopy({ source, write }: Sent, next: () => number): Letter {
  const random = (below: number) => Math.floor(next() * below);
  const mutations = Object.values(MUTATIONS);
  const mutation = mutations[random(mutations.length)] ?? expect.unreachable();
  return mutated(write(), source, (bytes) => mutation(bytes, random));
}

describe('many events of all HR systems, out of order, repeated and mutated', () => {
  const EVENTS = tries(10_000);
  const [AGAIN, MUTATED] = [EVENTS / 5, 100];
  const events = manyEvents(EVENTS, vendors);
  const statuses = { good: [] as number[], mutated: [] as number[] };
  let inOrder: Receiver;
  let shaken: Receiver;
  beforeAll(async () => {
    inOrder = await takenInOrder(events);
    shaken = receiverInMemory(SECRETS, REGISTRY);
    const random = seededNumbers();
    const some = (count: number) => shuffled(events, random).slice(0, count);
    const attempts = [
      ...[...events, ...some(AGAIN)].map((event) => ({ event, of: 'good' as const })),
      ...some(MUTATED).map((event) => ({ event, of: 'mutated' as const })),
    ];
    await inFlight(AT_ONCE, shuffled(attempts, random), async ({ event, of }) => {
      const letter = of === 'good' ? event.write() : mutatedCopy(event, random);
      statuses[of].push(await shaken.receive(letter, event.at));
    });
  });

  test('come from every source, and are all understood in order', () => {
    const counts = Map.groupBy(events, ({ source }) => source);
    expect([...counts.keys()].sort()).toEqual(SOURCES);
    for (const [source, sent] of counts) expect(sent.length, source).toBeGreaterThan(EVENTS / 20);
    expect(inOrder.meter.counts).toEqual({ EventAccepted: EVENTS });
  });

  test('are acknowledged, refused if mutated, and each counted once', () => {
    expect(statuses.good).toHaveLength(EVENTS + AGAIN);
    expect(statuses.good.filter((status) => !isTaken(status))).toEqual([]);
    expect(statuses.mutated.filter((status) => status !== 401)).toEqual([]);
    expect(refusedIn(shaken.meter)).toBe(MUTATED);
    const { EventAccepted = 0, EventDuplicate = 0, EventQuarantined } = shaken.meter.counts;
    expect([EventAccepted + EventDuplicate, EventQuarantined]).toEqual([EVENTS + AGAIN, undefined]);
    expect(EventDuplicate).toBeGreaterThan(0);
  });

  test('give the same facts, spells and questions as in order, with nothing lost or doubled', async () => {
    const [wanted, found] = [await known(inOrder), await known(shaken)];
    expect(found).toEqual(wanted);
    expect(wanted.flatMap(({ facts }) => facts).length).toBeGreaterThan(EVENTS * 0.7);
    const situations = new Set(wanted.flatMap(({ spells }) => spells.map(({ situation }) => situation.is)));
    expect([...situations]).toEqual(expect.arrayContaining(['employed', 'left', 'noticed']));
    expect(questions(shaken)).toEqual(questions(inOrder));
    expect(questions(shaken).length).toBeGreaterThan(EVENTS / 10);
  });
});

test('the receiver takes in every event although the store and the queue sometimes fail', async () => {
  const EVENTS = tries(2_000);
  const events = manyEvents(EVENTS, vendors);
  const good = await takenInOrder(events);
  const random = seededNumbers();
  const shaky = receiverInMemory(SECRETS, REGISTRY, () => random() < 0.05);
  /** The number of attempts for each event until it was accepted. */
  const attempts: number[] = [];
  await inFlight(AT_ONCE, shuffled(events, seededNumbers()), async ({ at, write }) => {
    let attempt = 1;
    while ((await shaky.receive(write(), at)) === 503) attempt += 1;
    attempts.push(attempt);
  });
  expect(attempts).toHaveLength(EVENTS);
  expect(attempts.filter((attempt) => attempt > 1).length).toBeGreaterThan(EVENTS / 40);
  expect(refusedIn(shaky.meter)).toBe(0);
  expect(await known(shaky)).toEqual(await known(good));
  expect(questions(shaky)).toEqual(questions(good));
});

test(`the receiver refuses all of ${FUZZED_MESSAGES} mutated messages, and nothing fails`, async () => {
  const events = manyEvents(700, vendors);
  const receiver = receiverInMemory(SECRETS, REGISTRY);
  const next = seededNumbers();
  const answered = new Set<string>();
  const accepted: string[] = [];
  for (let n = 0; n < FUZZED_MESSAGES; n++) {
    const event = events[n % events.length] ?? expect.unreachable();
    const status = await receiver.receive(mutatedCopy(event, next), event.at);
    if (status < 400 || status >= 500) accepted.push(`${event.source}: ${status}`);
    answered.add(event.source);
  }
  expect(accepted).toEqual([]);
  expect(refusedIn(receiver.meter)).toBe(FUZZED_MESSAGES);
  expect(receiver.employees.employeeIds()).toEqual([]);
  expect([...answered].sort()).toEqual(SOURCES);
});
