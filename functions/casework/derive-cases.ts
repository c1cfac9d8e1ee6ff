import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import { openCases } from '../../domain/cases/case-kinds.ts';
import type { CaseContext } from '../../domain/cases/case-parts.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Reason } from '../../domain/reasons/reason.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import { type Instant, LONG_AGO, type PlainDate } from '../../domain/values/plain-date.ts';
import type { FoundSpells, Telemetry, UnitContext, UnreadableSpell } from '../ports.ts';

export interface SpellCases {
  readonly spell: Spell;
  readonly cases: readonly Case[];
  /** False if the rules failed on this spell. It then has one case, of the kind `needs-person`. */
  readonly computed: boolean;
}

const nothing = () => undefined;

/** For callers without metrics and logs. The cases themselves show what could not be computed. */
export const NO_TELEMETRY = {
  meter: { count: nothing },
  log: { info: nothing, warn: nothing, error: nothing },
};

/**
 * The open cases of each spell of one unit on `day`. If the rules fail on a spell, it gets a case of the kind
 * `needs-person`.
 */
export function deriveCases(
  spells: readonly Spell[],
  unitContext: UnitContext | undefined,
  day: PlainDate,
  ports: Telemetry,
): SpellCases[] {
  const context = contextOn(day, unitContext);
  return spells.map((spell) => casesOfSpell(spell, context, ports));
}

/** The context from which the cases of a unit's spells are derived on the day. */
export function contextOn(day: PlainDate, unitContext: UnitContext | undefined): CaseContext {
  const { unit, coverage, unitsInRegion, registeredOn } = unitContext ?? {};
  const policy = policyOf(unit?.region ?? NO_REGION, unit?.localPolicy);
  return { unit, policy, coverage, unitsInRegion, registeredOn, calendar: publishedCalendar, asOf: day };
}

function casesOfSpell(spell: Spell, context: CaseContext, { meter, log }: Telemetry): SpellCases {
  try {
    return { spell, cases: openCases(spell, context), computed: true };
  } catch (error) {
    meter.count('CaseNotComputed');
    log.error('the cases of a spell could not be computed', {
      employeeId: spell.employeeId,
      spellId: spell.spellId,
      day: context.asOf,
      at: firstFrame(error),
    });
    const needed = needsPerson(spell, spell.knownAt ?? LONG_AGO, context.asOf, 'case-not-computed');
    return { spell, cases: [needed], computed: false };
  }
}

/** The cases of all spells from a query. Each unreadable spell gets a case of the kind `needs-person`. */
export function deriveCasesOfFound(
  found: FoundSpells,
  unitContext: UnitContext | undefined,
  day: PlainDate,
  ports: Telemetry,
): { readonly spells: readonly SpellCases[]; readonly unreadable: readonly Case[] } {
  return {
    spells: deriveCases(found.items, unitContext, day, ports),
    unreadable: found.unreadable.map((spell) => needsPerson(spell, LONG_AGO, day, 'record-not-readable')),
  };
}

/** The case contains only ids, because the rest of the spell is unreliable. */
function needsPerson(
  { employeeId, spellId, unitId }: Pick<UnreadableSpell, 'employeeId' | 'spellId' | 'unitId'>,
  knownAt: Instant,
  day: PlainDate,
  code: 'case-not-computed' | 'record-not-readable',
): Case {
  const caseId = `${employeeId}/${spellId}/needs-person`;
  return {
    caseId,
    employeeId,
    spellId,
    unitId,
    ...personNeeded(day, knownAt, { rule: 'M', code, values: {} }),
  };
}

/** A case of the kind `needs-person`, without its ids. */
export function personNeeded(openedOn: PlainDate, knownAt: Instant, because: Reason) {
  const state = { is: 'open' } as const;
  return { kind: 'needs-person', state, openedOn, knownAt, documents: [], because: [because] } as const;
}

/**
 * The place in the code where the error was thrown. The error's message is left out, because it may quote personal
 * data.
 */
export function firstFrame(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return `${error.name} ${error.stack?.match(/^\s+at .*$/m)?.[0].trim() ?? ''}`;
}
