import { addMonths, daysBetween, type PlainDate, plainDate } from '../../domain/values/plain-date.ts';
import {
  type AuditLog,
  type Clock,
  RecordUnreadable,
  type RegistryReader,
  type Telemetry,
} from '../ports.ts';
import {
  type ForgetPorts,
  forgetPeople,
  hasOpenCases,
  type Person,
  personOf,
  unitRows,
} from './forget-people.ts';

export interface RetentionPorts extends ForgetPorts, Telemetry {
  readonly registry: RegistryReader;
  readonly audit: Pick<AuditLog, 'note'>;
  readonly clock: Clock;
  /** How many years personal data are kept after the end of the last employment. */
  readonly years: number;
}

export interface Applied {
  readonly day: PlainDate;
  readonly due: number;
  readonly forgotten: number;
  /**
   * How many of the people who were checked keep their data, because they have open cases, unreadable records or a new
   * employment.
   */
  readonly waiting: number;
}

/**
 * The maximum number of people per run. Each day other people are checked, so that people with open cases do not keep
 * the rest waiting.
 */
const MOST_A_RUN = 200;

/** The number of people who are handled together, so that the data of their units are read once. */
const AT_ONCE = 25;

/**
 * 个人信息保护法 19, 47: removes the personal data of people who left more than `years` years ago and have nothing open. The
 * cost grows with the number of people due. After an interruption it can be repeated.
 */
export async function applyRetention(day: PlainDate, ports: RetentionPorts): Promise<Applied> {
  const { audit, clock, log, personalData, registry, years } = ports;
  const before = addMonths(day, -12 * years);
  const due = await personalData.goneBefore(before);
  const ids = portionOn(day, due);
  const record = ids.length === 0 ? undefined : await registry.load();
  let [forgotten, waiting] = [0, 0];
  for (let from = 0; record !== undefined && from < ids.length; from += AT_ONCE) {
    const people: Person[] = [];
    const rowsOfUnit = unitRows(ports);
    for (const id of ids.slice(from, from + AT_ONCE)) {
      if (people.some(({ employeeIds }) => employeeIds.includes(id))) continue;
      const person = await found(id, { day, record, rowsOfUnit }, ports);
      const isOver = person?.goneSince !== undefined && person.goneSince < before;
      if (person !== undefined && isOver && !hasOpenCases(person)) people.push(person);
      else waiting += 1;
    }
    if (people.length > 0)
      await audit.note({
        ...{ at: clock.now(), by: 'apply-retention', verified: true, action: 'data-removed' },
        about: people.flatMap(({ employeeIds }) => employeeIds),
      });
    await forgetPeople(people, { on: day, record }, ports);
    forgotten += people.length;
  }
  log.info('retention applied', { day, before, due: due.length, forgotten, waiting });
  return { day, due: due.length, forgotten, waiting };
}

/** If more people are due than one run handles, each day takes another part of them. */
function portionOn(day: PlainDate, due: readonly string[]): readonly string[] {
  if (due.length <= MOST_A_RUN) return due;
  const start = (daysBetween(plainDate('2020-01-01'), day) * MOST_A_RUN) % due.length;
  return [...due.slice(start), ...due.slice(0, start)].slice(0, MOST_A_RUN);
}

/**
 * Finds the person of an id. A person with unreadable facts is skipped; those facts were reported when they were read.
 */
async function found(
  employeeId: string,
  context: Parameters<typeof personOf>[1],
  ports: RetentionPorts,
): Promise<Person | undefined> {
  try {
    return await personOf(employeeId, context, ports);
  } catch (error) {
    if (!(error instanceof RecordUnreadable)) throw error;
    ports.log.warn('personal data stay: facts cannot be read', { employeeId });
    return undefined;
  }
}
