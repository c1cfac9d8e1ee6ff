import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../../functions/sources/sources.ts';
import type { HookRequest, Translation } from '../../../functions/sources/webhook/source.ts';

import { anyText } from '../../support/any-text.ts';
import { tries } from '../../support/seeded.ts';
import { aContext, RECEIVED_AT } from './a-context.ts';

const sources = [...SOURCES].map(([name, { load }]) => ({ name, load }));
const context = (source: string) => aContext(source, { defaultUnitId: 'U1' });

/** Words from the vendors' messages, so that some of the generated messages are similar to real ones. */
const word = fc.constantFrom(
  ...['type', 'data', 'event', 'header', 'schema', 'event_type', 'object', 'employeeId', 'user_id', 'fields'],
  ...['employee_entry', 'employee_dismiss', 'dismiss_handover', 'employee.updated', 'employee.created'],
  ...['contact.user.created_v3', 'corehr.employee.domain_event_v2', 'user_leave_org', 'EventType', 'userId'],
  ...['specversion', '1.0', 'id', 'source', 'time', 'employee.hired', '2026-02-30'],
  ...['__proto__', 'constructor'],
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.double(),
    fc.constant(null),
    anyText(),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(word, fc.string()), tie('any'), { maxKeys: 6 }),
  ),
})).any;
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  value.map((made) => Buffer.from(JSON.stringify(made) ?? '')),
);

function factIdsIn(translation: Translation): readonly string[] {
  if (translation.is === 'several') return translation.parts.flatMap(factIdsIn);
  if (translation.is === 'facts' || translation.is === 'unit-facts')
    return translation.facts.map(({ factId }) => factId);
  return [];
}

describe.each(sources)('$name', ({ name, load }) => {
  test('translates any message, the same each time, and puts its name into fact ids', async () => {
    const { translate } = await load();
    fc.assert(
      fc.property(body, (message) => {
        const translation = translate(message, context(name));
        expect(translate(message, context(name))).toEqual(translation);
        const ids = factIdsIn(translation);
        for (const id of ids) expect(id.startsWith(`${name}:`)).toBe(true);
        if (translation.is === 'not-understood') expect(translation.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: tries(500) },
    );
  });

  test('refuses any unsigned request with a code', async () => {
    const { verify, methods } = await load();
    const text = fc.oneof(anyText(), word);
    const made = fc.record({
      method: fc.constantFrom(...methods),
      headers: fc.dictionary(fc.oneof(text, fc.constantFrom('content-type', 'webhook-id', 'svix-id')), text),
      query: fc.dictionary(
        fc.oneof(text, fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'echostr')),
        text,
      ),
      pathKey: fc.option(text, { nil: undefined }),
      sourceIp: fc.option(text, { nil: undefined }),
      body,
    });
    fc.assert(
      fc.property(made, (request) => {
        const verification = verify(request as HookRequest, [], RECEIVED_AT);
        // The CloudEvents standard allows anybody to ask for permission to send. This handshake stores nothing.
        if (verification.ok) expect(verification.is).toBe('handshake');
        else expect(verification.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      }),
      { numRuns: tries(300) },
    );
  });

  test('says what is wrong with an empty entry of its secret', async () => {
    expect((await load()).problemOfSecret({})).toMatch(/^must have|^must be/);
  });
});
