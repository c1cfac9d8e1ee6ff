import type { Reason } from '../cases/case.ts';

/** What is said about one month is not said again about the next while it rests on the same value. */
export function toldOnce(reasons: readonly Reason[]): readonly Reason[] {
  const told = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = [reason.code, reason.parameter, reason.value, reason.from].join('|');
    if (!told.has(key)) told.set(key, reason);
  }
  return [...told.values()];
}
