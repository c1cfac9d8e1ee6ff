import type { Calendar } from '../../domain/calendar/working-days.ts';
import { type Unwatched, unwatchedOf } from '../../domain/digest/unwatched.ts';
import { addresseeKey, addresseesOf } from '../../domain/units/addressees.ts';
import type { Unit } from '../../domain/units/unit.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { RegistryRecord, Sessions } from '../ports.ts';
import { personOf } from '../sign-in/sign-in.ts';

interface Watch {
  readonly day: PlainDate;
  readonly record: Pick<RegistryRecord, 'registry' | 'registeredOn'>;
  /**
   * The keys of staff whose mail cannot be delivered. If all handlers of a unit are among them, the fallback staff
   * replace these handlers.
   */
  readonly unreachable: ReadonlySet<string>;
}

export interface UnwatchedPorts {
  readonly sessions: Pick<Sessions, 'lastSeenOn'>;
  readonly fallbackMailbox?: string | undefined;
  readonly calendar: Calendar;
}

/**
 * The units whose overdue cases no handler has looked at for some working days, in the given order. Sessions are read
 * once for each person, and only for units with overdue cases.
 */
export async function unwatchedUnits(
  units: readonly { readonly unit: Unit; readonly overdue: readonly PlainDate[] }[],
  { day, record, unreachable }: Watch,
  { sessions, fallbackMailbox, calendar }: UnwatchedPorts,
): Promise<Unwatched[]> {
  const substitutes = addresseesOf(record.registry, fallbackMailbox, unreachable);
  const seen = new Map<string, Promise<PlainDate | undefined>>();
  const lastSeenOn = (key: string) => {
    const known = seen.get(key) ?? sessions.lastSeenOn(personOf(key));
    seen.set(key, known);
    return known;
  };
  const found = await Promise.all(
    units.map(async ({ unit, overdue }) => {
      const named = { ...unit, registeredOn: record.registeredOn.get(unit.unitId) };
      if (unwatchedOf(named, overdue, undefined, day, calendar) === undefined) return undefined;
      const responsible = new Set([
        ...unit.staff
          .filter(({ roles }) => roles.includes('handler'))
          .map(({ email }) => addresseeKey(email)),
        ...substitutes
          .filter(({ rolesByUnit }) => rolesByUnit.get(unit.unitId)?.includes('handler'))
          .map(({ key }) => key),
      ]);
      const days = (await Promise.all([...responsible].map(lastSeenOn))).filter((on) => on !== undefined);
      return unwatchedOf(named, overdue, days.sort().at(-1), day, calendar);
    }),
  );
  return found.filter((unwatched) => unwatched !== undefined);
}
