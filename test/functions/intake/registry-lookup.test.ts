import { expect, it } from 'vitest';
import { registryContext } from '../../../functions/intake/registry-lookup.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { fakeRegistry } from '../../support/fakes/registry.ts';

it('registryContext reads the registry once for concurrent lookups, again after five minutes or a failure', async () => {
  const clock = fakeClock('2026-12-01T04:00:00.000Z');
  const { load } = fakeRegistry({ units: [] });
  let [reads, fails] = [0, true];
  const counted = async () => {
    reads += 1;
    if (fails) throw new Error('down');
    return load();
  };
  const { unit, order, mapping } = registryContext({ load: counted }, clock);
  const askAll = () => Promise.all([unit('U1'), unit('U2'), order(), mapping('feishu')]);
  await expect(askAll()).rejects.toThrow('down');
  expect(reads).toBe(1);
  fails = false;
  await askAll();
  clock.set('2026-12-01T04:05:00.000Z');
  await askAll();
  expect(reads).toBe(2);
  clock.set('2026-12-01T04:05:00.001Z');
  await askAll();
  expect(reads).toBe(3);
});
