import { createHmac } from 'node:crypto';
import { addDays, plainDate } from '../../domain/values/plain-date.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import { UNIT } from './employees.ts';

/** A delivery as an HR system posts it. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Event {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Everything that is told about `count` people from the hire to the leave, signed now: one step after the other,
 * each holding one delivery for each person, so that what is sent together is about different people.
 * @param secret `whsec_…`
 */
export function lifeCourses(firstNumber: number, count: number, secret: string): readonly Delivery[][] {
  const people = Array.from({ length: count }, (_, i) => eventsOf(firstNumber + i));
  const steps = people[0]?.length ?? 0;
  return Array.from({ length: steps }, (_, step) =>
    people.flatMap((events, i) => {
      const event = events[step];
      return event === undefined ? [] : [signed(`E${firstNumber + i}-${step}`, event, secret)];
    }),
  );
}

function eventsOf(number: number): readonly Event[] {
  const employeeId = `E${number}`;
  const { unitId } = UNIT;
  const birthDate = addDays(plainDate('1970-01-01'), number % 10_000);
  const identity = { type: 'resident-id', number: syntheticNumber('110105', birthDate, number % 1000) };
  const wage = { basic: 12_000, performance: '1500.50' };
  const charged = (month: string): Event => ({
    type: 'contribution.charged',
    data: { employeeId, unitId, month, unitAmount: '1176.00', personalAmount: '243.00', base: 12_000 },
  });
  return [
    {
      type: 'employee.hired',
      data: {
        ...{ employeeId, unitId, name: `王小${number}`, hiredOn: '2026-03-02', identity },
        ...{ department: '研发部', firstMonthWage: wage },
      },
    },
    {
      type: 'filing.submitted',
      data: {
        employeeId,
        filing: 'enrolment',
        on: '2026-03-09',
        channel: 'online',
        receiptNo: `BJ-${number}`,
      },
    },
    { type: 'filing.accepted', data: { employeeId, filing: 'enrolment', on: '2026-03-16' } },
    ...['2026-03', '2026-04', '2026-05', '2026-06'].map(charged),
    {
      type: 'employee.terminated',
      data: { employeeId, lastWorkingDay: '2026-06-30', reason: 'resigned' },
    },
  ];
}

function signed(id: string, { type, data }: Event, secret: string): Delivery {
  const body = JSON.stringify({ type, timestamp: '2026-07-01T18:00:00+08:00', data });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  };
}
