import { beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { Commit, EmployeeStore } from '../../functions/ports.ts';
import { aHire } from './some-facts.ts';

const RECEIVED = '2026-11-21T01:00:00.000Z' as Instant;
const delivery = (receivedAt = RECEIVED) => ({ source: 'standard', deliveryId: 'msg_1', receivedAt });

/**
 * The behaviour of every employee store: the one in memory and the real one.
 * @param emptyStore returns a store without employees.
 */
export function employeesBehaviour(name: string, emptyStore: () => Promise<EmployeeStore>): void {
  let store: EmployeeStore;

  function commit(over: Partial<Commit> = {}): Promise<{ is: string }> {
    const nothing = { facts: [], spells: [], goneSpellIds: [], samePersonAs: [] };
    return store.commit({ employeeId: 'E1', version: 0, ...nothing, ...over });
  }

  describe(`employees, ${name}`, () => {
    beforeEach(async () => {
      store = await emptyStore();
    });

    describe('a commit', () => {
      test('raises the version and stores the fact as it was', async () => {
        const hire = aHire({ employeeId: 'E1' });
        expect(await commit({ facts: [hire] })).toEqual({ is: 'committed' });
        expect(await store.load('E1')).toEqual({
          version: 1,
          facts: [hire],
          spells: [],
          unreadableFacts: [],
          unreadableSpellIds: [],
          samePersonAs: [],
        });
      });

      test('stores who stated the fact', async () => {
        const by = { who: 'wang.fang@example.com', verified: true, note: '代李娜' };
        const stated = { ...aHire({ employeeId: 'E1' }), by };
        await commit({ facts: [stated] });
        expect((await store.load('E1')).facts).toEqual([stated]);
      });

      test('on a version that another commit has left behind is stale and writes nothing', async () => {
        await commit();
        expect(await commit({ facts: [aHire({ employeeId: 'E1' })] })).toEqual({ is: 'stale' });
        expect(await commit({ version: 2, facts: [aHire({ employeeId: 'E1' })] })).toEqual({ is: 'stale' });
        expect((await store.load('E1')).facts).toEqual([]);
      });

      test('of a delivery taken in before is a duplicate and writes nothing, under whichever employee', async () => {
        await commit({ delivery: delivery() });
        const other = { employeeId: 'E2', facts: [aHire({ employeeId: 'E2' })] };
        expect(await commit({ ...other, delivery: delivery() })).toEqual({ is: 'duplicate' });
        expect(await store.load('E2')).toMatchObject({ version: 0, facts: [] });
      });

      test.each([
        ['29 days and 23:59:59 later', '2026-12-21T00:59:59.000Z', 'duplicate'],
        ['30 days later to the second', '2026-12-21T01:00:00.000Z', 'duplicate'],
        ['a second more than 30 days later', '2026-12-21T01:00:01.000Z', 'committed'],
      ])(
        'of a delivery that came before, %s, is answered by its age, not by whether it still lies there',
        async (_, at, is) => {
          await commit({ delivery: delivery() });
          expect(await commit({ version: 1, delivery: delivery(at as Instant) })).toEqual({ is });
        },
      );

      test('of a fact that is stored already is a duplicate', async () => {
        const hire = aHire({ employeeId: 'E1' });
        await commit({ facts: [hire] });
        expect(await commit({ version: 1, facts: [hire] })).toEqual({ is: 'duplicate' });
      });

      test('names everybody else who carries the identity number when it believes otherwise', async () => {
        const identity = { hash: 'h', alsoUnder: [] };
        await commit({ employeeId: 'E1', identity });
        expect(await commit({ employeeId: 'E2', identity })).toEqual({
          is: 'same-person',
          employeeIds: ['E1'],
        });
        const knowing = { hash: 'h', alsoUnder: ['E1'] };
        expect(await commit({ employeeId: 'E2', identity: knowing, samePersonAs: ['E1'] })).toEqual({
          is: 'committed',
        });
        expect(await commit({ employeeId: 'E3', identity: knowing })).toEqual({
          is: 'same-person',
          employeeIds: ['E1', 'E2'],
        });
        expect(
          await commit({ employeeId: 'E3', identity: { hash: 'h', alsoUnder: ['E1', 'E2', 'E9'] } }),
        ).toEqual({
          is: 'same-person',
          employeeIds: ['E1', 'E2'],
        });
        expect((await store.load('E2')).samePersonAs).toEqual(['E1']);
        expect((await store.load('E3')).version).toBe(0);
      });

      test('of the only one who carries the number goes through, again and again', async () => {
        const identity = { hash: 'h', alsoUnder: [] };
        expect(await commit({ identity })).toEqual({ is: 'committed' });
        expect(await commit({ version: 1, identity })).toEqual({ is: 'committed' });
      });
    });

    describe('whose a delivery was', () => {
      test('is known once it is committed', async () => {
        await commit({ delivery: delivery() });
        expect(await store.employeeOfDelivery('standard', 'msg_1')).toBe('E1');
      });

      test.each([
        ['another id', 'standard', 'msg_2'],
        ['another source', 'other', 'msg_1'],
        ['a name that is a piece of a key', 'standard#msg_1', ''],
      ])('is not known under %s', async (_, source, deliveryId) => {
        await commit({ delivery: delivery() });
        expect(await store.employeeOfDelivery(source, deliveryId)).toBeUndefined();
      });
    });
  });
}
