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

/** The HR systems that check the address with a request before they push events. */
const GREETING: readonly string[] = ['cloudevents', 'feishu', 'dingtalk', 'wecom', 'xinrenxinshi'];

describe('the events that HR systems push', { shuffle: false }, () => {
  it('begin with a greeting from some HR systems, and from no others', () => {
    const greeting = SOURCES.filter(
      ({ source }) => (stage.vendors[source] as Vendor<never>).greeting !== undefined,
    );
    expect(greeting.map(({ source }) => source).sort()).toEqual([...GREETING].sort());
  });

  describe.each(SOURCES)('from $source', ({ source, index }) => {
    it.runIf(GREETING.includes(source))('begin with a greeting', async () => {
      const vendor = stage.vendors[source] as Vendor<never>;
      expect(await greet(vendor, { wire: stage.wire, clock: clockBehind(0) })).toBe(true);
    });

    it('describe a whole employment, each part of which is stored as soon as it is sent', async () => {
      const { employeeId, chapters } = storyOf(index, 1);
      for (const { title, events, spells } of chapters) {
        await stage.tell(source, ...events);
        expect(await stage.spells(employeeId), title).toEqual(spells);
      }
    });

    it('change nothing when they are repeated, under the same ids or others', async () => {
      const story = storyOf(index, 1);
      await stage.tell(source, ...eventsOf(story));
      const facts = await stage.factIds(story.employeeId);
      expect(new Set(facts).size).toBe(facts.length);
      await stage.tell(source, ...eventsOf(story).map(underOtherIds));
      expect(await stage.spells(story.employeeId)).toEqual(endOf(story));
    });

    it('give the same result in reverse order', async () => {
      const story = storyOf(index, 2);
      await stage.tell(source, ...eventsOf(story).toReversed());
      expect(await stage.spells(story.employeeId)).toEqual(endOf(story));
    });

    it('count once when the first is sent twenty times at once', async () => {
      const story = storyOf(index, 3);
      const [event = {}] = eventsOf(story);
      const all = await Promise.all(Array.from({ length: 20 }, () => stage.send(source, event)));
      expect(all.filter(({ is }) => is !== 'received')).toEqual([]);
      expect(await stage.factIds(story.employeeId)).toHaveLength(1);
    });
  });

  describe('the cases after pushed events', () => {
    it.each(SOURCES)('are the ones that the events of $source require', async ({ source, index }) => {
      const story = storyOf(index, 6);
      const [hired] = story.chapters;
      await stage.tell(source, ...(hired?.events ?? []));
      const asksForDay = hired?.spells[0]?.includes('which day?');
      const kinds = await stage.cases(story.employeeId, '2026-03-10');
      expect(kinds).toEqual([asksForDay ? 'date-missing' : 'enrolment']);
    });

    it.each(SOURCES)('ask for the day of a leave if $source does not give it', async ({ source, index }) => {
      const story = storyOf(index, 7);
      await stage.tell(source, ...eventsOf(story));
      const asksForDay = endOf(story)?.some((spell) => spell.includes('leave on which day?'));
      const kinds = await stage.cases(story.employeeId, '2026-06-10');
      expect(kinds.includes('date-missing')).toBe(asksForDay);
    });
  });
});
