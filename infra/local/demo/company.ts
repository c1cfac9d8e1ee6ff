import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { before, type Event } from './event.ts';
import { enrolments } from './people/enrolments.ts';
import { leavers } from './people/leavers.ts';
import { others } from './people/others.ts';

/** An event with the delivery id under which it is known however often it is sent. */
export interface DemoEvent extends Event {
  readonly id: string;
}

/**
 * What a small company's HR system and its staff say in the time before `day`: one person for each kind of thing that a
 * digest tells, most of them at the unit in 北京. Everybody is made up; their identity numbers are formed correctly and
 * belong to nobody.
 */
export function companyEvents(day: PlainDate): DemoEvent[] {
  const then = before(day);
  const events = [...enrolments(then), ...leavers(then), ...others(then)];
  const seen = new Map<string, number>();
  return events.map((event) => {
    const name = `demo-${event.data.employeeId}-${event.type}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: `${name}-${count}`, ...event };
  });
}
