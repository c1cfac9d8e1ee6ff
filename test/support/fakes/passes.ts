import type { PassQueue, PassRequest } from '../../../functions/ports.ts';
import { fakeUnknownCharges } from './unknown-charges.ts';

export interface FakePassQueue extends PassQueue {
  readonly asked: readonly PassRequest[];
}

export function fakePassQueue(): FakePassQueue {
  const asked: PassRequest[] = [];
  return { asked, send: async (requests) => void asked.push(...requests) };
}

/** Nothing was imported and nothing is unknown: what a run needs to find that out. */
export function noPasses() {
  return {
    passes: fakePassQueue(),
    unknownCharges: fakeUnknownCharges(),
    async *employeeIds(): AsyncGenerator<string> {},
  };
}
