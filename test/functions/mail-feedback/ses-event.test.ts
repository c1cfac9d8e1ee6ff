import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSesEvent } from '../../../functions/mail-feedback/ses-event.ts';
import { bounce, complaint, delivery, sesEvent } from '../../support/ses-events.ts';

const LI = { to: 'Li@Example.com' };
const read = (event: unknown) => readSesEvent(JSON.stringify(event));
const changed = (change: (event: ReturnType<typeof bounce>) => object) => {
  const event = structuredClone(bounce(LI));
  return { ...event, ...change(event) };
};

describe('parse of SES events', () => {
  test.each([
    ['a delivery', delivery(LI), 'delivered'],
    ['a bounce for good', bounce(LI), 'bounced'],
    ['a bounce that may pass', bounce(LI, 'Transient'), 'delayed'],
    ['a bounce of which SES knows no more', bounce(LI, 'Undetermined'), 'delayed'],
    ['a complaint', complaint(LI, 'abuse'), 'complained'],
    ['a complaint without a type', complaint(LI), 'complained'],
  ])('reads %s as the outcome of one mail', (_, event, is) => {
    expect(read(event)).toEqual({
      is: 'news',
      address: 'li@example.com',
      tags: { kind: 'digest', run: '2026-11-23', to: expect.stringMatching(/^[0-9a-f]{16}$/) },
      transportId: 'ses-1',
      outcome: { is, sentAt: '2026-11-23T00:30:10.000Z' },
      at: '2026-11-23T00:30:10.000Z',
    });
  });

  test.each([
    ['the check of the topic', 'Successfully validated SNS topic for Amazon SES event publishing.'],
    ['somebody who says that it is no spam', JSON.stringify(complaint(LI, 'not-spam'))],
    [
      'a mail of others through the same set',
      JSON.stringify(
        changed(({ mail }) => ({ mail: { ...mail, tags: { 'ses:configuration-set': ['hr-mail'] } } })),
      ),
    ],
  ])('ignores %s', (_, body) => {
    expect(readSesEvent(body)).toEqual({ is: 'idle' });
  });

  test.each<[string, unknown]>([
    ['another kind of event', sesEvent('Open', LI, { open: {} })],
    ['another kind of bounce', bounce(LI, 'Sudden')],
    ['no kind', changed(() => ({ eventType: undefined }))],
    ['no content', changed(() => ({ bounce: undefined }))],
    ['no tags', changed(({ mail }) => ({ mail: { ...mail, tags: undefined } }))],
    ['two recipients', changed(({ mail }) => ({ mail: { ...mail, destination: ['a@b.cn', 'c@d.cn'] } }))],
    [
      'a recipient who is not the tag’s',
      changed(({ mail }) => ({ mail: { ...mail, destination: ['a@b.cn'] } })),
    ],
    ['no time', changed(({ mail }) => ({ mail: { ...mail, timestamp: 'yesterday' } }))],
    ['a kind of mail that there is not', sesEvent('Delivery', { ...LI, kind: 'advert' }, { delivery: {} })],
    ['null', null],
    ['a list', [bounce(LI)]],
    ['a text', 'Bounce'],
  ])('refuses %s', (_, event) => {
    expect(read(event)).toEqual({ is: 'unreadable' });
  });

  test('never throws, whatever the input', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(readSesEvent(body).is).not.toBe('news');
      }),
    );
  });
});
