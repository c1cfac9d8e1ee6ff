import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { SOURCES } from '../../../functions/sources/sources.ts';
import type { Translation, TranslationContext } from '../../../functions/sources/webhook/source.ts';
import { tries } from '../../support/seeded.ts';
import { aContext } from './a-context.ts';

/**
 * The id of a part contains the part's place in the delivery. So the place must depend only on the message. It must not
 * depend on the mapping, which may be corrected before the delivery is repeated or replayed, or on the time of reading.
 */

const id = fc.constantFrom('007', 'E1', 'E2', 'E1', '', ' ', 'x'.repeat(129), '#/\n');
const day = fc.constantFrom('2026-11-02', '2026-11-20', '2026-02-30', '0000-00-00', '');
const WORDS = ['Finance', '财务部', '研发部', 'Terminated', 'Full-Time', '__proto__', 'constructor'];
const word = fc.constantFrom(...WORDS);
const odd = fc.constantFrom<unknown>(null, 7, 'x', [], {}, [1]);

const FIELDS = {
  ...{ 'Hire Date': day, 'Termination Date': day },
  ...{ Department: word, 'Employment Status': word, 'Full Name': word },
};
const bamboohr = fc.record({
  employees: fc.array(
    fc.record(
      {
        id: fc.oneof(id, fc.integer()),
        action: fc.constantFrom('Created', 'Updated', 'Deleted', 'Merged'),
        timestamp: fc.constantFrom('2026-11-20T00:00:00+00:00', 'yesterday'),
        changedFields: fc.subarray(Object.keys(FIELDS)),
        fields: fc.record(FIELDS, { requiredKeys: [] }),
      },
      { requiredKeys: ['id'] },
    ),
    { maxLength: 6 },
  ),
});

const dingtalk = fc.oneof(
  fc.record({
    EventType: fc.constantFrom('user_add_org', 'user_leave_org', 'user_active_org', 'hrm_mdm_user_change'),
    userId: fc.array(id, { maxLength: 6 }),
    staffId: fc.array(id, { maxLength: 6 }),
    changeType: fc.constantFrom(1, 2, 4, '4'),
    CorpId: fc.constant('corp'),
  }),
  fc.record({
    EventType: fc.constant('user_modify_org'),
    userId: fc.array(id, { maxLength: 4 }),
    CorpId: fc.constant('corp'),
    diffInfo: fc.array(
      fc.oneof(
        fc.record(
          {
            userid: id,
            prev: fc.record({ hiredDate: day }),
            curr: fc.record({ hiredDate: day, name: word }),
          },
          { requiredKeys: [] },
        ),
        odd,
      ),
      { maxLength: 5 },
    ),
  }),
);

const cloudevents = fc.array(
  fc.oneof(
    odd,
    fc.record({
      specversion: fc.constantFrom('1.0', '0.3'),
      id: fc.constantFrom('a', 'b', 'a'),
      source: fc.constant('/hris'),
      type: fc.constantFrom('employee.terminated', 'com.example.employee.hired', 'other'),
      data: fc.record({ employeeId: id, unitId: word, name: word, hiredOn: day, lastWorkingDay: day }),
    }),
  ),
  { maxLength: 6 },
);

const messages: Readonly<Record<string, fc.Arbitrary<unknown>>> = { bamboohr, dingtalk, cloudevents };
const anything = fc.oneof(
  bamboohr,
  dingtalk,
  cloudevents,
  fc.json().map((text) => JSON.parse(text)),
);

const words = fc.dictionary(word, fc.constantFrom('U1', 'U2'), { maxKeys: 3 });
const mapping = fc.record(
  {
    idPrefix: fc.constantFrom('p-', 'p'.repeat(40)),
    units: words,
    defaultUnitId: fc.constant('U9'),
    reasons: fc.dictionary(word, fc.constant('resigned'), { maxKeys: 2 }),
    categories: fc.dictionary(word, fc.constant('part-time'), { maxKeys: 2 }),
    formerIds: fc.dictionary(fc.constantFrom('E1', '007'), fc.constantFrom('E0', 'E2'), { maxKeys: 2 }),
    fields: fc.dictionary(fc.constantFrom('hiredOn', 'department'), word, { maxKeys: 2 }),
    ids: fc.constantFrom('corehr', 'contact'),
  },
  { requiredKeys: [] },
);
const receivedAt = fc.constantFrom(
  '2026-11-21T01:00:00.000Z',
  '2027-02-21T16:30:00.000Z',
) as fc.Arbitrary<Instant>;

function partsOf(translation: Translation): readonly Translation[] | undefined {
  return translation.is === 'several' ? translation.parts : undefined;
}

/** Whether two readings of a part request details of the same person. True if one of them requests nothing. */
function isSame(one: Translation, other: Translation | undefined): boolean {
  const [theirs, others] = [one, other].map((part) => (part?.is === 'facts' ? part.ask?.keys : undefined));
  return theirs === undefined || others === undefined || JSON.stringify(theirs) === JSON.stringify(others);
}

/** The ids of the facts and of the request in a part, each without the name of the source. */
function deliveriesIn(part: Translation, { source }: TranslationContext): readonly string[] {
  if (part.is !== 'facts') return [];
  const facts = part.facts.map(({ factId }) => factId.slice(source.length + 1));
  return [...facts, ...(part.ask === undefined ? [] : [part.ask.deliveryId])];
}

describe.each([...SOURCES.keys()])('a delivery of %s', (name) => {
  const made = messages[name] ?? anything;

  test('keeps each part in its place, whatever the mapping and the day', async () => {
    const { translate } = (await SOURCES.get(name)?.load()) ?? expect.unreachable();
    let batches = 0;
    fc.assert(
      fc.property(made, mapping, mapping, receivedAt, receivedAt, (message, before, after, then, now) => {
        const body = Buffer.from(JSON.stringify(message));
        const first = partsOf(translate(body, { ...aContext(name, before), receivedAt: then }));
        const again = partsOf(translate(body, { ...aContext(name, after), receivedAt: now, cameAt: then }));
        expect(again?.length).toBe(first?.length);
        for (const [index, part] of (first ?? []).entries()) expect(isSame(part, again?.[index])).toBe(true);
        if ((first?.length ?? 0) > 1) batches += 1;
      }),
      { numRuns: 300 },
    );
    if (messages[name] !== undefined) expect(batches).toBeGreaterThan(10);
  });

  test('names each part after its place or after the part alone', async () => {
    const { translate } = (await SOURCES.get(name)?.load()) ?? expect.unreachable();
    fc.assert(
      fc.property(made, mapping, (message, told) => {
        const context = aContext(name, told);
        const parts = partsOf(translate(Buffer.from(JSON.stringify(message)), context)) ?? [];
        for (const part of parts) expect(part.is).not.toBe('several');
        for (const [index, part] of parts.entries())
          for (const id of deliveriesIn(part, context))
            expect(id).toMatch(
              name === 'cloudevents' ? /^\/hris\|/ : new RegExp(`^d-1:${index + 1}(:\\d+)?$`),
            );
      }),
      { numRuns: tries(300) },
    );
  });
});
