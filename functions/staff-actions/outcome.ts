import type { Spell } from '../../domain/employment/spell.ts';
import type { StatedBy } from '../../domain/facts/fact.ts';
import type { Filing } from '../../domain/facts/insurance.ts';
import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { UnknownCharges } from '../imports/store-bill.ts';
import type {
  Clock,
  EmployeeStore,
  RegistryReader,
  RosterFindings,
  SpellReader,
  UnitFacts,
} from '../ports.ts';

/** What the actions of staff need from outside. */
export interface ActionPorts {
  readonly employees: EmployeeStore;
  readonly registry: RegistryReader;
  readonly spells: Pick<SpellReader, 'byId'>;
  readonly unitFacts: UnitFacts;
  readonly unknownCharges: Pick<UnknownCharges, 'list'>;
  readonly rosterFindings: RosterFindings;
  readonly clock: Clock;
}

/** How an action was submitted, and by whom. */
export interface Submission {
  /** The same for every repetition of one submission: a form's own id, or a random one. */
  readonly deliveryId: string;
  readonly by: StatedBy;
}

/** What became of an action. Each face says it in its own words. */
export type Outcome<More = unknown> = Recorded<More> | Refused;

export type Recorded<More = unknown> = Stated & More;

export interface Stated {
  /** Duplicate: the submission, or the same statement, was recorded before; `factIds` are of that, nothing was written. */
  readonly is: 'recorded' | 'duplicate';
  readonly factIds: readonly string[];
  /** The employee's spells as folded with the facts; none where a unit's own case is meant. */
  readonly spells: readonly Spell[];
}

/** Nothing was written. */
export interface Refused {
  readonly is: 'refused';
  readonly problem: Problem;
}

/** As much of a spell as tells a person which one is meant. */
export interface SpellRef {
  readonly spellId: string;
  readonly unitId: string;
  readonly from?: PlainDate;
  readonly until?: PlainDate;
}

/** Which of an action's inputs a problem is about. */
export type DayField =
  | 'submitted'
  | 'accepted'
  | 'rejected'
  | 'requested'
  | 'settled'
  | 'denied'
  | 'issued'
  | 'on'
  | 'firstWorkingDay'
  | 'lastWorkingDay'
  | 'effectiveOn';

/** Why an action is refused, by name, with the figures that a face needs to say it. */
interface Problems {
  // --- the input alone
  readonly 'day-ahead': { readonly field: DayField; readonly day: PlainDate; readonly today: PlainDate };
  readonly 'day-far-ahead': { readonly field: DayField; readonly day: PlainDate; readonly latest: PlainDate };
  readonly 'month-far-ahead': { readonly month: Month; readonly latest: Month };
  readonly 'snooze-not-ahead': { readonly until: PlainDate; readonly today: PlainDate };
  readonly 'declaration-far-ahead': {
    readonly from: Month;
    readonly on: PlainDate;
    readonly latest: Month;
  };
  readonly 'no-case-id': { readonly caseId: string };
  // --- what it names is not there
  readonly 'unknown-employee': { readonly employeeId: string };
  readonly 'unknown-unit': { readonly unitId: string; readonly known: readonly string[] };
  readonly 'unknown-spell': { readonly spellId: string; readonly spells: readonly SpellRef[] };
  readonly 'unknown-case': { readonly caseId: string };
  readonly 'unknown-fact': { readonly factId: string };
  readonly 'unknown-findings': { readonly unitId: string; readonly employeeIds: readonly string[] };
  readonly 'case-not-open': { readonly caseId: string; readonly day: PlainDate };
  // --- which spell is meant
  readonly 'no-spell': { readonly employeeId: string };
  readonly 'several-spells': { readonly spells: readonly SpellRef[] };
  // --- days that cannot be
  readonly 'before-hire': { readonly field: DayField; readonly day: PlainDate; readonly hiredOn: PlainDate };
  readonly 'month-before-hire': { readonly month: Month; readonly hiredOn: PlainDate };
  readonly 'before-submission': {
    readonly field: DayField;
    readonly day: PlainDate;
    readonly submittedOn: PlainDate;
  };
  readonly 'before-request': {
    readonly field: DayField;
    readonly day: PlainDate;
    readonly requestedOn: PlainDate;
  };
  // --- what the facts do not allow
  readonly 'accepted-before': { readonly filing: Filing; readonly on: PlainDate };
  readonly 'nobody-left': { readonly employeeId: string };
  readonly 'not-overpaid': { readonly months: readonly Month[]; readonly overpaid: readonly Month[] };
  readonly 'way-not-known': { readonly months: readonly Month[] };
  readonly 'paper-not-asked-for': {
    readonly caseId: string;
    readonly document: string;
    readonly asked: readonly string[];
  };
  readonly 'papers-of-unit-case': { readonly caseId: string };
  readonly 'void-already': { readonly factId: string; readonly voidedBy: string };
  readonly 'is-a-void': { readonly factId: string };
  readonly 'from-hr-system': { readonly factId: string; readonly source: string };
  readonly 'in-service': SpellRef;
  readonly 'unit-not-known': { readonly employeeId: string };
  readonly 'name-not-known': { readonly employeeId: string };
  readonly 'several-employments': {
    readonly employeeId: string;
    readonly spellIds: readonly [string, string];
  };
  readonly 'nothing-to-void': { readonly employeeId: string };
  readonly 'not-first-of-base-year': {
    readonly from: Month;
    readonly region: string;
    readonly month: number;
    readonly right: string;
  };
  readonly 'no-employee-named': { readonly unitId: string };
  readonly 'not-one-move': { readonly unitId: string };
  readonly 'move-before-begin': {
    readonly employeeId: string;
    readonly unitId: string;
    readonly begins: readonly PlainDate[];
    readonly day: PlainDate;
  };
}

export type ProblemCode = keyof Problems;

/** One problem with its figures. */
export type ProblemOf<Code extends ProblemCode> = { readonly code: Code } & Problems[Code];
export type Problem = { [Code in ProblemCode]: ProblemOf<Code> }[ProblemCode];

/** @returns the outcome that refuses an action for this problem. */
export function refused<Code extends ProblemCode>(code: Code, figures: Problems[Code]): Refused {
  return { is: 'refused', problem: { code, ...figures } as Problem };
}
