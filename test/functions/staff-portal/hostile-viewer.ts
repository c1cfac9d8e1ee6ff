import { expect } from 'vitest';
import type { Addressee } from '../../../domain/units/addressees.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import type { Language } from '../../../domain/values/language.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { speakerOf, type Viewer, viewerOf } from '../../../functions/staff-portal/speaker.ts';

/** A text that a hostile person may write into a name, a reason or a file. */
export const HOSTILE = `<b>&"'\u202e\u2066`;
export const TODAY = plainDate('2026-12-01');
export const NOW = '2026-12-01T01:00:00.000Z' as Instant;

export const person: Addressee = {
  key: 'wang.fang@example.com',
  email: 'wang.fang@example.com',
  name: HOSTILE,
  language: 'zh',
  rolesByUnit: new Map(['BJ', 'U1'].map((unitId) => [unitId, ['handler']])),
  administers: false,
};

const { units, ...others } = registrySchema.parse({
  units: ['BJ', 'U1'].map((unitId) => ({ unitId, name: 'x', region: '北京', channel: 'online', staff: [] })),
});
const staff = [
  { name: HOSTILE, email: person.email, roles: ['handler' as const], language: person.language },
];
const REGISTRY = { ...others, units: units.map((unit) => ({ ...unit, name: HOSTILE, staff })) };

export function viewerIn(language: Language): Viewer {
  const lasting = { begunAt: NOW, endsAt: NOW, lastSeenOn: TODAY };
  const session = { id: 'a', address: person.key, ...lasting, shared: false, browser: HOSTILE };
  return viewerOf(speakerOf(language), { person, session, now: NOW }, REGISTRY, undefined);
}

/** Checks that a page shows hostile texts only as escaped text, in elements and in attributes. */
export function expectEscaped(html: string): void {
  expect(html).toContain('&lt;b&gt;&amp;&quot;&#39;');
  expect(html).not.toContain('<b>');
  expect(html).not.toMatch(/="[^"<>]*<b>/);
  expect(html).not.toMatch(/undefined|NaN|\[object/);
  expect(html).not.toMatch(/ style=| on[a-z]+="/);
}
