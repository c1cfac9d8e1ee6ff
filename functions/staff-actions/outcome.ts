import type * as z from 'zod/mini';
import type { Spell } from '../../domain/employment/spell.ts';
import type { StatedBy } from '../../domain/facts/fact.ts';
import type { AnswerCode, Filing } from '../../domain/facts/insurance.ts';
import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type {
  Clock,
  EmployeeStore,
  RegistryReader,
  RosterFindings,
  SnapshotRef,
  SpellReader,
  SpellSnapshot,
  UnitFacts,
  UnknownCharges,
} from '../ports.ts';

export interface ActionPorts {
  readonly employees: EmployeeStore;
  readonly registry: RegistryReader;
  readonly spells: SpellReader;
  readonly unitFacts: UnitFacts;
  readonly unknownCharges: UnknownCharges;
  employeeIds(of: { readonly unitId: string }): AsyncIterable<string>;
  /** An employee's snapshots with their wake days. `unitSnapshots` gives those of a unit page by page. */
  snapshots(employeeId: string): Promise<readonly SpellSnapshot[]>;
  unitSnapshots(unitId: string, after?: SnapshotRef): AsyncIterable<readonly SpellSnapshot[]>;
  readonly rosterFindings: RosterFindings;
  readonly clock: Clock;
}

/** How an action was submitted, and its author. */
export interface Submission {
  /** The id of a submission, which each repetition repeats: a form's id, or a random one. */
  readonly deliveryId: string;
  readonly by: StatedBy;
}

/** One action of staff, with the schema of its input. */
export type Action<Schema extends () => z.ZodMiniType, More = unknown> = (
  input: z.infer<ReturnType<Schema>>,
  submission: Submission,
  ports: ActionPorts,
) => Promise<Outcome<More>>;

/** The result of an action. */
export type Outcome<More = unknown> = Recorded<More> | Refused;

export type Recorded<More = unknown> = Stated & More;

export interface Stated {
  /**
   * `duplicate`: the submission or the same statement was recorded before. Then `factIds` are the earlier facts, and
   * nothing was written.
   */
  readonly is: 'recorded' | 'duplicate';
  readonly factIds: readonly string[];
  /** The employee's spells after the action; empty for a unit's own case. */
  readonly spells: readonly Spell[];
}

/** The action was refused, and nothing was written. */
export interface Refused {
  readonly is: 'refused';
  readonly problem: Problem;
}

/** The parts of a spell by which a person recognises it. */
export interface SpellRef {
  readonly spellId: string;
  readonly unitId: string;
  readonly from?: PlainDate;
  readonly until?: PlainDate;
}

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
  | 'resumedOn'
  | 'effectiveOn';

/** The reasons for which an action is refused, with the values that their texts in refusals.ts need. */
interface Problems {
  // --- problems of the input itself
  'day-ahead': { field: DayField; day: PlainDate; today: PlainDate };
  'day-far-ahead': { field: DayField; day: PlainDate; latest: PlainDate };
  'month-far-ahead': { month: Month; latest: Month };
  'snooze-not-ahead': { until: PlainDate; today: PlainDate };
  'declaration-far-ahead': { from: Month; on: PlainDate; latest: Month };
  'no-case-id': { caseId: string };
  // --- the input names something that does not exist
  'unknown-employee': { employeeId: string };
  'unknown-unit': { unitId: string; known: readonly string[] };
  'unknown-spell': { spellId: string; spells: readonly SpellRef[] };
  'unknown-case': { caseId: string };
  'unknown-fact': { factId: string };
  'unknown-findings': { unitId: string; employeeIds: readonly string[] };
  'case-not-open': { caseId: string; day: PlainDate };
  // --- it is unclear which spell is meant
  'no-spell': { employeeId: string };
  'several-spells': { spells: readonly SpellRef[] };
  // --- the day is impossible
  'before-hire': { field: DayField; day: PlainDate; hiredOn: PlainDate };
  'month-before-hire': { month: Month; hiredOn: PlainDate };
  'before-submission': { field: DayField; day: PlainDate; submittedOn: PlainDate };
  'before-request': { field: DayField; day: PlainDate; requestedOn: PlainDate };
  // --- the facts do not permit the action
  'accepted-before': { filing: Filing; on: PlainDate };
  'nobody-left': { employeeId: string };
  'not-overpaid': { months: readonly Month[]; overpaid: readonly Month[] };
  'way-not-known': { months: readonly Month[] };
  'paper-not-asked-for': { caseId: string; document: string; asked: readonly string[] };
  'papers-of-unit-case': { caseId: string };
  'answer-not-taken': { caseId: string; answer: AnswerCode; takes: readonly AnswerCode[] };
  /** Null: no person was named, but the answer needs one. */
  'person-not-named': { caseId: string; about: string | null; people: readonly string[] };
  /** Only the answer `is-employee` needs an employee. */
  'employee-with-answer': { answer: AnswerCode };
  'void-already': { factId: string; voidedBy: string };
  'is-a-void': { factId: string };
  'from-hr-system': { factId: string; source: string };
  'in-service': SpellRef;
  'unit-not-known': { employeeId: string };
  'name-not-known': { employeeId: string };
  'several-employments': { employeeId: string; spellIds: readonly [string, string] };
  'nothing-to-void': { employeeId: string };
  'not-suspended': { employeeId: string };
  'nothing-changed': { employeeId: string };
  'not-first-of-base-year': { from: Month; region: string; month: number; right: string };
  'no-employee-named': { unitId: string };
  'not-one-move': { unitId: string };
  'move-before-begin': { employeeId: string; unitId: string; begins: readonly PlainDate[]; day: PlainDate };
}

export type ProblemCode = keyof Problems;

export type ProblemOf<Code extends ProblemCode> = Readonly<{ code: Code } & Problems[Code]>;
export type Problem = { [Code in ProblemCode]: ProblemOf<Code> }[ProblemCode];

export function refused<Code extends ProblemCode>(code: Code, figures: Problems[Code]): Refused {
  return { is: 'refused', problem: { code, ...figures } as Problem };
}
