import { createHash } from 'node:crypto';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { type Case, type CaseKind, timingOf, UNIT_CASE_KINDS } from '../../domain/cases/case.ts';
import { attentionsAt, isSilenced } from '../../domain/digest/attention.ts';
import { casesOfRecipient } from '../../domain/digest/audience.ts';
import type { RecipientCase } from '../../domain/digest/digest.ts';
import { type MoneyTotals, moneyTotals } from '../../domain/digest/money-totals.ts';
import { UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { byStatement } from '../../domain/facts/fact.ts';
import type { Addressee } from '../../domain/units/addressees.ts';
import { addDays, chinaMidnight, type PlainDate } from '../../domain/values/plain-date.ts';
import { type ListedCase, listCases } from '../casework/list-cases.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import { severalAtOnce } from '../pace.ts';
import type {
  Activities,
  ActivityEntry,
  QuarantineKey,
  RegistryRecord,
  Runs,
  SpellReader,
} from '../ports.ts';
import { namedCase, openCase } from '../staff-actions/cases.ts';
import type { ActionPorts } from '../staff-actions/outcome.ts';
import { type AnyFact, voidsOf } from '../staff-actions/shown-facts.ts';
import type { Subject } from './forms.ts';
import { may, mayAbout } from './may.ts';

/** Read-only views of the store for the pages. */

export interface ViewPorts extends ActionPorts {
  readonly runs: Pick<Runs, 'mailsAbout'>;
  readonly spells: SpellReader;
  readonly activities: Activities;
}

export function inPath(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

export function casePath(caseId: string, more = ''): string {
  return `/cases/${inPath(caseId)}${more}`;
}

export function personPath(employeeId: string): string {
  return `/people/${inPath(employeeId)}`;
}

export function unitPath(unitId: string, more = ''): string {
  return `/units/${inPath(unitId)}${more}`;
}

/** Decodes an id from a path; undefined if it is invalid. */
export function fromPath(segment: string): string | undefined {
  if (!/^[\w-]{1,1200}$/.test(segment)) return undefined;
  const id = Buffer.from(segment, 'base64url').toString('utf8');
  return inPath(id) === segment ? id : undefined;
}

/** The units whose cases a person may see. */
export function unitsSeenBy(person: Addressee, record: RegistryRecord): readonly string[] {
  const registered = record.registry.units.map(({ unitId }) => unitId);
  if (!person.administers) return registered.filter((unitId) => may(person, 'see', unitId));
  return [...new Set([...registered, ...record.unregisteredUnitIds, UNKNOWN_UNIT])];
}

// ---------------------------------------------------------------- the inbox

export const TABS = ['mine', 'all', 'waiting', 'done'] as const;
export type Tab = (typeof TABS)[number];

export interface Inbox extends MoneyTotals {
  /** The cases by tab. Closed cases are only loaded for their own tab. */
  readonly cases: Readonly<Record<Exclude<Tab, 'done'>, readonly ListedCase[]>>;
  /** The ids of cases that are not news for the viewer because of a snooze or an acknowledgement (M4). */
  readonly quiet: ReadonlySet<string>;
  readonly unitIds: readonly string[];
  readonly notComputed: number;
}

/** All cases that are open in the viewer's units. */
export async function readInbox(
  person: Addressee,
  today: PlainDate,
  record: RegistryRecord,
  ports: Pick<ViewPorts, 'spells' | 'unknownCharges' | 'rosterFindings'>,
): Promise<Inbox> {
  const unitIds = unitsSeenBy(person, record);
  const { cases: all, notComputed } = await listCases(today, unitIds, record, ports);
  const asTheirs = all.map(({ case: it, attentions }): RecipientCase => {
    const there = (it.unitIds ?? [it.unitId]).map((unitId) => ({
      unitId,
      roles: rolesIn(unitId, person, record),
    }));
    const theirs = there.filter(({ roles }) => roles.length > 0);
    return {
      case: it,
      unitName: it.unitId,
      roles: [...new Set(theirs.flatMap(({ roles }) => roles))],
      attentions: theirs.flatMap(({ unitId }) => attentionsAt(unitId, attentions)),
    };
  });
  const own = casesOfRecipient(asTheirs, today, publishedCalendar);
  const ownIds = new Set(own.map(({ case: it }) => it.caseId));
  return {
    cases: {
      mine: all.filter(({ case: it }) => ownIds.has(it.caseId)),
      all,
      waiting: all.filter(
        ({ case: { state } }) => state.is === 'submitted' || state.is === 'refund-requested',
      ),
    },
    quiet: new Set(
      asTheirs.filter((it) => isSilenced(it, today, publishedCalendar)).map(({ case: { caseId } }) => caseId),
    ),
    ...moneyTotals(all.map(({ case: it }) => it)),
    unitIds,
    notComputed,
  };
}

/** In a unit that is not registered, administrators act as handlers. */
function rolesIn(unitId: string, { rolesByUnit, administers }: Addressee, record: RegistryRecord) {
  const isRegistered = unitContext(unitId, record).unit !== undefined;
  return rolesByUnit.get(unitId) ?? (administers && !isRegistered ? (['handler'] as const) : []);
}

const DONE_DAYS = 30;
const MOST_ACTIVITIES = 500;

/**
 * The latest entry of each closed case of these units that has an entry in the last 30 days. A case whose latest entry
 * is an undo is left out.
 */
export async function doneCases(
  { unitIds, cases }: Inbox,
  today: PlainDate,
  { activities }: Pick<ViewPorts, 'activities'>,
): Promise<readonly ActivityEntry[]> {
  const open = new Set(cases.all.map(({ case: { caseId } }) => caseId));
  const since = chinaMidnight(addDays(today, -DONE_DAYS));
  const entries = await activitiesOf(unitIds, { most: MOST_ACTIVITIES, since }, { activities });
  const latest = new Map<string, ActivityEntry>();
  for (const entry of entries) {
    const { caseId } = entry;
    if (caseId !== undefined && !open.has(caseId) && !latest.has(caseId)) latest.set(caseId, entry);
  }
  return [...latest.values()].filter(({ action }) => action !== 'undone');
}

const UNITS_AT_ONCE = 8;

/** The activities in these units, latest first. */
export async function activitiesOf(
  unitIds: readonly string[],
  query: Parameters<Activities['list']>[1],
  { activities }: Pick<ViewPorts, 'activities'>,
): Promise<readonly ActivityEntry[]> {
  const found = await severalAtOnce(unitIds, (unitId) => activities.list(unitId, query), UNITS_AT_ONCE);
  return found
    .flat()
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, query.most);
}

// ---------------------------------------------------------------- one case

export interface TimelineEntry {
  readonly fact: AnyFact;
  readonly isVoided: boolean;
}

export interface CaseView {
  readonly caseId: string;
  readonly subject: Subject;
  /** The case as in the list of cases; undefined if it is not open today. */
  readonly listed: ListedCase | undefined;
  readonly employeeName: string | undefined;
  /** Facts about the employee or the unit, latest first. */
  readonly timeline: readonly TimelineEntry[];
  /** A hash of the displayed content of an open case, else `closed`. */
  readonly seen: string;
}

/** A case that the person may see. @returns undefined if the id is invalid or the case belongs to another unit. */
export async function readCase(
  caseId: string,
  person: Addressee,
  today: PlainDate,
  ports: ViewPorts,
): Promise<CaseView | undefined> {
  const named = await namedCase(caseId, ports);
  if ('is' in named) return undefined;
  const { unitId } = named.of === 'spell' ? named.spell : named;
  const found = await openCase(named, today, ports);
  const open = 'is' in found ? undefined : found;
  const kind = kindOf(caseId);
  const unitIds = open?.unitIds ?? [unitId];
  if (!mayAbout(person, 'see', { kind, unitIds })) return undefined;
  const isUnits = UNIT_CASE_KINDS.some((each) => each === kind);
  const findings = kind === 'roster-difference' ? (await ports.rosterFindings.list(unitId)).items : [];
  const facts: readonly AnyFact[] =
    named.of === 'spell'
      ? named.employee.facts
      : named.registry.unitFacts.filter((fact) => fact.unitId === unitId);
  return {
    caseId,
    subject: {
      caseId,
      kind,
      unitId,
      unitIds,
      ...(named.of === 'spell' && {
        employeeId: named.spell.employeeId,
        ...(isUnits ? {} : { spellId: named.spell.spellId }),
      }),
      ...(open !== undefined && { open }),
      findings,
      today,
    },
    listed: open && listedAs(open, today),
    employeeName: named.of === 'spell' ? named.spell.person.name : undefined,
    timeline: timelineOf(facts),
    seen: open === undefined ? 'closed' : seenHash(open),
  };
}

/** The kind in the id of a case. A case of another release may have an unknown kind. */
export function kindOf(caseId: string): CaseKind {
  return caseId.slice(caseId.lastIndexOf('/') + 1) as CaseKind;
}

/** A case as in the list of cases. */
export function listedAs(open: Case, today: PlainDate): ListedCase {
  return { case: open, ...timingOf(open, today), notes: [], attentions: [] };
}

/** A hash of what the page showed when a form was opened. If the hash differs, the case has changed since. */
function seenHash({ state, eventOn, deadline, question, answers, money, people, documents }: Case): string {
  const sums = [money?.months, money?.unitPart];
  const shown = JSON.stringify([state, eventOn, deadline, question, answers, sums, people, documents]);
  return createHash('sha256').update(shown).digest('hex').slice(0, 16);
}

/** Facts, latest statement first. */
export function timelineOf(facts: readonly AnyFact[]): readonly TimelineEntry[] {
  const voids = voidsOf(facts);
  return facts
    .toSorted((a, b) => byStatement(b, a))
    .map((fact) => ({ fact, isVoided: voids.has(fact.factId) }));
}

/** The id of a quarantined event, as shown to people. */
export function eventIdOf({ day, source, deliveryId }: QuarantineKey): string {
  return `${day}/${source}/${deliveryId}`;
}
