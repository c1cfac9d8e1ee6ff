import type { FollowUpQueue, FollowUpRequest } from '../../../functions/ports.ts';
import { fakeUnknownCharges } from './unknown-charges.ts';

export interface FakePassQueue extends FollowUpQueue {
  readonly asked: readonly FollowUpRequest[];
}

export function fakePassQueue(): FakePassQueue {
  const asked: FollowUpRequest[] = [];
  return { asked, send: async (requests) => void asked.push(...requests) };
}

/** The ports with which a run finds no imports and no unknown rows. */
export function noPasses() {
  return {
    passes: fakePassQueue(),
    unknownCharges: fakeUnknownCharges(),
    async *employeeIds(): AsyncGenerator<string> {},
  };
}
