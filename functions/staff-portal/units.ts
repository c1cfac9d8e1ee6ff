import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { type MoneyTotals, moneyTotals } from '../../domain/digest/money-totals.ts';
import { inServiceOn, isEmployment, type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { type MonthTrend, monthTrends } from '../../domain/ledger/trends.ts';
import type { KeptFinding } from '../../domain/roster/finding.ts';
import type { Addressee } from '../../domain/units/addressees.ts';
import { type Coverage, NO_COVERAGE } from '../../domain/units/coverage.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { type Month, monthOf, plusMonths } from '../../domain/values/month.ts';
import { chinaDayOf, type Instant, newestOf, type PlainDate } from '../../domain/values/plain-date.ts';
import { type ListedCase, listCases } from '../casework/list-cases.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { RegistryRecord } from '../ports.ts';
import { may } from './may.ts';
import type { ViewPorts } from './views.ts';

/** A unit that the viewer may see; `unit` is undefined if it is not registered. */
export interface SeenUnit {
  readonly unitId: string;
  readonly name: string;
  readonly unit: Unit | undefined;
}

/** @returns undefined if no unit has this id, or the viewer is not allowed to see it. */
export function unitSeen(
  unitId: string | undefined,
  person: Addressee,
  record: RegistryRecord,
): SeenUnit | undefined {
  if (unitId === undefined || unitId === UNKNOWN_UNIT || !may(person, 'see', unitId)) return undefined;
  const { unit } = unitContext(unitId, record);
  if (unit === undefined && !record.unregisteredUnitIds.includes(unitId)) return undefined;
  return { unitId, name: unit?.name ?? unitId, unit };
}

export interface UnitSums extends MoneyTotals {
  readonly cases: readonly ListedCase[];
}

/** The open cases of each unit and their sums. A case of two units is included in both. */
export async function sumsOf(
  unitIds: readonly string[],
  today: PlainDate,
  record: RegistryRecord,
  ports: Pick<ViewPorts, 'spells' | 'unknownCharges' | 'rosterFindings'>,
): Promise<ReadonlyMap<string, UnitSums>> {
  const { cases } = await listCases(today, unitIds, record, ports);
  const byUnit = new Map(unitIds.map((unitId): [string, ListedCase[]] => [unitId, []]));
  for (const listed of cases)
    for (const unitId of listed.case.unitIds ?? [listed.case.unitId]) byUnit.get(unitId)?.push(listed);
  return new Map(
    [...byUnit].map(([unitId, own]) => [
      unitId,
      { cases: own, ...moneyTotals(own.map(({ case: it }) => it)) },
    ]),
  );
}

/** All employments of the unit. @returns undefined if there are more than `most`. */
export async function unitSpells(
  unitId: string,
  most: number,
  { unitSnapshots }: Pick<ViewPorts, 'unitSnapshots'>,
): Promise<readonly Spell[] | undefined> {
  const spells: Spell[] = [];
  for await (const page of unitSnapshots(unitId)) {
    for (const { spell } of page) spells.push(spell);
    if (spells.length > most) return undefined;
  }
  return spells;
}

export interface UnitView extends SeenUnit {
  readonly sums: UnitSums;
  /** The last twelve months, latest first; undefined if the unit is not registered or too large for a page. */
  readonly trends?: readonly MonthTrend[] | undefined;
  /** The number of people in service; undefined if the unit is too large for a page. */
  readonly people?: number | undefined;
  /** The day on which the latest report of a hire or leave arrived. */
  readonly reportedOn?: PlainDate | undefined;
  readonly coverage: Coverage;
  /** Open differences between roster and records. */
  readonly findings: readonly KeptFinding[];
}

const MONTHS = 12;
/** Units with more employments show no figures. */
const MOST_FOR_FIGURES = 5_000;

export async function readUnitView(
  seen: SeenUnit,
  today: PlainDate,
  record: RegistryRecord,
  ports: ViewPorts,
): Promise<UnitView> {
  const { unitId, unit } = seen;
  const [sums, found, spells] = await Promise.all([
    sumsOf([unitId], today, record, ports),
    ports.rosterFindings.list(unitId),
    unitSpells(unitId, MOST_FOR_FIGURES, ports),
  ]);
  const context = unitContext(unitId, record);
  const reportedAt = newestOf(spells?.flatMap(reportTimes) ?? []);
  return {
    ...seen,
    sums: sums.get(unitId) ?? { cases: [], ...moneyTotals([]) },
    people: spells && inService(spells, today),
    trends:
      spells &&
      unit &&
      monthTrends(spells, { ...context, unit, asOf: today, calendar: publishedCalendar }, lastMonths(today)),
    reportedOn: reportedAt && chinaDayOf(reportedAt),
    coverage: context.coverage ?? NO_COVERAGE,
    findings: found.items.filter(({ dismissedAt }) => dismissedAt === undefined),
  };
}

/** The last twelve months, latest first. */
export function lastMonths(today: PlainDate): readonly Month[] {
  return Array.from({ length: MONTHS }, (_, back) => plusMonths(monthOf(today), -back));
}

function reportTimes({ situation }: Spell): readonly Instant[] {
  if (!isEmployment(situation)) return [];
  return [situation.start.knownAt, ...(situation.is === 'left' ? [situation.end.knownAt] : [])];
}

function inService(spells: readonly Spell[], today: PlainDate): number {
  return new Set(
    spells.flatMap(({ employeeId, situation }) => (inServiceOn(situation, today) ? [employeeId] : [])),
  ).size;
}
