import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Clock } from '../../ports.ts';
import type { FoldPorts } from '../../receive-event/commit-fold.ts';
import { registryWords } from '../../receive-event/registry-words.ts';
import type { Store } from './store.ts';

/** The store as facts are taken in through it, the same way as those of an HR system. */
export function foldPorts({ employees, registry }: Store, clock: Clock): FoldPorts {
  return { employees, unit: registryWords(registry, clock).unit, calendar: publishedCalendar };
}
