import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greet, type Vendor } from '../../support/vendors/vendor.ts';
import { clockBehind } from '../../support/vendors/wires.ts';
import { type HrStage, startHrStage } from './hr-stage.ts';
import { PUSHED, type Story, stories } from './stories.ts';

let stage: HrStage;

beforeAll(async () => {
  stage = await startHrStage();
  await stage.map(PUSHED);
});

afterAll(() => stage?.stop());

/** The event with another id, as from a sender that reports everything twice. */
function underOtherIds(event: object): object {
  const renamed = Object.entries(event).map(([name, value]) =>
    ['id', 'eventId', 'messageId'].includes(name) ? [name, `again-${value}`] : [name, value],
  );
  return Object.fromEntries(renamed);
}

const SOURCES = stories(0).map(({ source }, index) => ({ source, index }));
const storyOf = (index: number, n: number): Story => {
  const story = stories(n)[index];
  if (story === undefined) throw new RangeError(`there is no story ${index}`);
  return story;
};
const eventsOf = ({ chapters }: Story) => chapters.flatMap(({ events }) => events);
const endOf = ({ chapters }: Story) => chapters.at(-1)?.spells;

describe('what is pushed', { shuffle: false }, () => {
  describe.each(SOURCES)('$source', ({ source, index }) => {
    it('makes sure of us, where it does that', async () => {
      const vendor = stage.vendors[source] as Vendor<never>;
      if (vendor.greeting === undefined) return;
      expect(await greet(vendor, { wire: stage.wire, clock: clockBehind(0) })).toBe(true);
    });

    it('tells somebody’s life with the company, and each part of it is known as soon as it is told', async () => {
      const { employeeId, chapters } = storyOf(index, 1);
      for (const { title, events, spells } of chapters) {
        await stage.tell(source, ...events);
        expect(await stage.spells(employeeId), title).toEqual(spells);
      }
    });

    it('tells all of it twice, under the same ids and then under others: nothing changes', async () => {
      const story = storyOf(index, 1);
      await stage.tell(source, ...eventsOf(story));
      const facts = await stage.factIds(story.employeeId);
      expect(new Set(facts).size).toBe(facts.length);
      await stage.tell(source, ...eventsOf(story).map(underOtherIds));
      expect(await stage.spells(story.employeeId)).toEqual(endOf(story));
    });

    it('tells it backwards, and the end is the same', async () => {
      const story = storyOf(index, 2);
      await stage.tell(source, ...eventsOf(story).toReversed());
      expect(await stage.spells(story.employeeId)).toEqual(endOf(story));
    });

    it('sends the first of it twenty times at once, and it counts once', async () => {
      const story = storyOf(index, 3);
      const [event = {}] = eventsOf(story);
      const all = await Promise.all(Array.from({ length: 20 }, () => stage.send(source, event)));
      expect(all.filter(({ is }) => is !== 'received')).toEqual([]);
      expect(await stage.factIds(story.employeeId)).toHaveLength(1);
    });
  });

  describe('whoever is responsible', () => {
    it.each(SOURCES)('is asked to do what $source makes necessary', async ({ source, index }) => {
      const story = storyOf(index, 6);
      const [hired] = story.chapters;
      await stage.tell(source, ...(hired?.events ?? []));
      const asksForDay = hired?.spells[0]?.includes('which day?');
      const kinds = await stage.cases(story.employeeId, '2026-03-10');
      expect(kinds).toEqual([asksForDay ? 'date-missing' : 'enrolment']);
    });

    it.each(SOURCES)(
      'is asked for the day of a leave where $source leaves it out',
      async ({ source, index }) => {
        const story = storyOf(index, 7);
        await stage.tell(source, ...eventsOf(story));
        const asksForDay = endOf(story)?.some((spell) => spell.includes('leave on which day?'));
        const kinds = await stage.cases(story.employeeId, '2026-06-10');
        expect(kinds.includes('date-missing')).toBe(asksForDay);
      },
    );
  });
});
