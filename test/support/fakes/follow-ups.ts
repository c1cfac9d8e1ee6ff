import type { FollowUpQueue, FollowUpRequest } from '../../../functions/ports.ts';
import { fakeUnknownCharges } from './unknown-charges.ts';

export interface FakeFollowUpQueue extends FollowUpQueue {
  readonly asked: readonly FollowUpRequest[];
}

export function fakeFollowUpQueue(): FakeFollowUpQueue {
  const asked: FollowUpRequest[] = [];
  return { asked, send: async (requests) => void asked.push(...requests) };
}

/** The ports with which a run finds no imports and no unknown rows. */
export function noFollowUps() {
  return {
    followUps: fakeFollowUpQueue(),
    unknownCharges: fakeUnknownCharges(),
    async *employeeIds(): AsyncGenerator<string> {},
  };
}
