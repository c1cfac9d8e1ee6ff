import { expect, test } from 'vitest';
import { refusedIn } from '../../support/fakes/meter.ts';
import { FUZZED_MESSAGES, seededNumbers } from '../../support/seeded.ts';
import { allVendors, madeUpSecrets } from '../../support/vendors/all-vendors.ts';
import type { Letter } from '../../support/vendors/vendor.ts';
import { REGISTRY } from './many/company.ts';
import { manyEvents } from './many/life-courses.ts';
import { receiverInMemory } from './many/receiver.ts';

const EVENTS = 700;

type Mutation = (bytes: Buffer, random: (below: number) => number) => Buffer;

/** What somebody may do to a message on its way. Each changes something. */
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
 * The part of a letter that its sender proves: of 薪人薪事 the key, which is all its proof; of WeCom what is encrypted,
 * since nobody reads what stands beside it; else the body.
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

test(`of ${FUZZED_MESSAGES} mutated messages of all HR systems none is accepted, and none makes anything fail`, async () => {
  const secrets = madeUpSecrets('7');
  const events = manyEvents(EVENTS, allVendors(secrets));
  const receiver = receiverInMemory(secrets, REGISTRY);
  const next = seededNumbers();
  const random = (below: number) => Math.floor(next() * below);
  const kinds = Object.entries(MUTATIONS);
  const answered = new Map<string, number>();
  const accepted: string[] = [];
  for (let n = 0; n < FUZZED_MESSAGES; n++) {
    const event = events[n % events.length];
    const [how, mutation] = kinds[random(kinds.length)] ?? [];
    if (event === undefined || mutation === undefined) throw new Error('there is nothing to send');
    const letter = mutated(event.write(), event.source, (bytes) => mutation(bytes, random));
    const status = await receiver.receive(letter, event.at);
    if (status < 400 || status >= 500) accepted.push(`${event.source}: ${how}: ${status}`);
    answered.set(event.source, (answered.get(event.source) ?? 0) + 1);
  }
  expect(accepted).toEqual([]);
  expect(refusedIn(receiver.meter)).toBe(FUZZED_MESSAGES);
  expect(receiver.employees.employeeIds()).toEqual([]);
  expect([...answered.keys()].sort()).toEqual(Object.keys(allVendors(secrets)).sort());
});
