import { countWorkingDays, publishedCalendar } from '../../domain/calendar/working-days.ts';
import { personKeyOf } from '../../domain/units/unknown-charge.ts';
import { addDays, chinaDayOf, type PlainDate } from '../../domain/values/plain-date.ts';
import { correctDaysOf, type WakeDayPorts } from '../intake/fold-again.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { FollowUpQueue, FollowUpRequest, RegistryRecord, Telemetry, UnknownCharges } from '../ports.ts';
import { expectedAt } from './guard.ts';
import { type SettlePorts, settleRows } from './settle-rows.ts';

/**
 * Wake days are checked on this many working days after an import, because a writer with an older registry may have set
 * a wrong one.
 */
const RUNS_REPEATED = 3;

/** The number of employees or rows in one request. If one person has more rows, they still go into one request. */
const SHARE = 100;

export interface RequestFollowUpsPorts extends Telemetry {
  readonly followUps: FollowUpQueue;
  readonly unknownCharges: Pick<UnknownCharges, 'rows'>;
  employeeIds(of: { readonly unitId: string }): AsyncIterable<string>;
}

/**
 * Requests the follow-up work of imports. Unknown rows are looked up again, because their people may be known by now.
 * The wake days of the unit's spells are checked for three working days after an import or a void. This never throws,
 * because the day's digests must not be delayed.
 */
export async function requestFollowUps(
  record: RegistryRecord,
  day: PlainDate,
  ports: RequestFollowUpsPorts,
): Promise<void> {
  const units = new Set([...record.registry.units.map(({ unitId }) => unitId), ...record.coverage.keys()]);
  for (const unitId of units) {
    try {
      for await (const request of requestsOf(unitId, record, day, ports))
        await ports.followUps.send([request]);
    } catch (error) {
      const ids = { unitId, day, error: error instanceof Error ? error.name : typeof error };
      ports.log.error('the follow-up work of imports could not be requested; the next run does it', ids);
    }
  }
}

async function* requestsOf(
  unitId: string,
  { coverage }: RegistryRecord,
  day: PlainDate,
  { unknownCharges, employeeIds }: RequestFollowUpsPorts,
): AsyncGenerator<FollowUpRequest> {
  const rows = (await unknownCharges.rows(unitId)).items.filter(({ replacedBy }) => replacedBy === undefined);
  // All rows of one person go into one request, because one commit settles them.
  const byPerson = [...Map.groupBy(rows, personKeyOf).values()].map((own) => own.map(({ id }) => id));
  for (const rowIds of shares(byPerson)) yield { kind: 'unknown-rows', day, unitId, rowIds };
  const { changedAt } = coverage.get(unitId) ?? {};
  if (changedAt === undefined) return;
  const changedOn = chinaDayOf(changedAt);
  // A first limit that is cheap to check: no holiday is so long that 30 days contain only three working days.
  if (changedOn > day || changedOn < addDays(day, -30)) return;
  if (countWorkingDays(addDays(changedOn, 1), day, publishedCalendar) > RUNS_REPEATED) return;
  let ids: string[] = [];
  for await (const employeeId of employeeIds({ unitId })) {
    ids.push(employeeId);
    if (ids.length < SHARE) continue;
    yield { kind: 'wake-days', day, unitId, employeeIds: ids };
    ids = [];
  }
  if (ids.length > 0) yield { kind: 'wake-days', day, unitId, employeeIds: ids };
}

/** Puts groups together until a request is full. A group that is larger gets its own request. */
function shares(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const full: string[][] = [];
  for (const group of groups) {
    const last = full.at(-1);
    if (last === undefined || last.length + group.length > SHARE) full.push([...group]);
    else last.push(...group);
  }
  return full;
}

/** Handles one request. It is idempotent. @throws the errors of its ports. */
export async function handleFollowUp(
  request: FollowUpRequest,
  { registry, ...given }: Omit<SettlePorts & WakeDayPorts, 'unit'> & Telemetry,
): Promise<void> {
  const { unitId, kind, day } = request;
  const record = await registry.load();
  const ports = { ...given, unit: async (id: string) => unitContext(id, record) };
  const isExpected = expectedAt(unitContext(unitId, record));
  let changed = 0;
  if (request.kind === 'unknown-rows') {
    changed = await settleRows(unitId, isExpected, ports, new Set(request.rowIds));
  } else {
    for (const employeeId of request.employeeIds) if (await correctDaysOf(employeeId, ports)) changed += 1;
  }
  if (changed > 0) given.log.info('follow-up work of an import was done', { unitId, kind, day, changed });
}
