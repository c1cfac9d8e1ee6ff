import type { Fact } from '../../domain/facts/fact.ts';
import { addDays, type Instant, type PlainDate, plainDate } from '../../domain/values/plain-date.ts';
import * as the from './facts.ts';

/** Histories of one employee with any number of facts. */

export const day = (days: number): PlainDate => addDays(plainDate('2000-01-03'), days);

export function often(count: number, made: (index: number) => readonly Fact[]): readonly Fact[] {
  return Array.from({ length: count }, (_, index) => made(index))
    .flat()
    .map((fact, index) => {
      const at = new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() as Instant;
      return { ...fact, factId: `f${index}`, statedAt: at, receivedAt: at };
    });
}

export const leaveAfter = (days: number) => (i: number) => [
  the.hired(day(i * days), 'U1'),
  the.left(day(i * days + 1), 'resigned'),
];

export const HISTORIES: Readonly<Record<string, (count: number) => readonly Fact[]>> = {
  'hires and leaves within a month': (count) => often(count, leaveAfter(3)),
  'hires and leaves a month apart': (count) => often(count, leaveAfter(31)),
  'transfers between two units': (count) => [
    the.hired(day(0), 'U0'),
    ...often(count, (i) => [the.moved(day(i + 1), `U${(i + 1) % 2}`)]),
  ],
  'employments at once': (count) =>
    often(count, (i) => [the.hired(day(i), `U${i % 3}`, { employmentId: `${i}` })]),
};
