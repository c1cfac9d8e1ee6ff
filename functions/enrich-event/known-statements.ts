import { createHash } from 'node:crypto';
import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import { hasBegun, type MissingDate, missingDates, type Spell } from '../../domain/employment/spell.ts';
import type { Fact, FactData, FactKind, FactOf } from '../../domain/facts/fact.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import type { DetailsRequest, EmployeeRecord } from '../ports.ts';
import { type Cancellation, isLagging } from '../sources/api/hr-api.ts';
import { factIdOf } from '../sources/webhook/source.ts';

type Notice = FactOf<'employee.hire_noticed' | 'employee.leave_noticed'>;

/** What is known about an employee when an HR system is asked. Most methods are about one employment. */
export interface KnownStatements {
  /** The latest statement of the hire, if it is in force. */
  hire(employmentId: string | undefined, hiredOn?: PlainDate): FactOf<'employee.hired'> | undefined;
  /** The latest statement of the leave from the last employment, if it is in force. */
  leave(employmentId: string | undefined): FactOf<'employee.terminated'> | undefined;
  /** The notices of one source whose day is still missing. */
  openNotices(of: MissingDate['of'], source: string, employmentId: string | undefined): readonly Notice[];
  readonly spell: Spell | undefined;
  /** The spell of which only a notice is known. The digest asks for its day. */
  readonly noticed: Spell | undefined;
}

export function knownStatements({
  facts: all,
  spells,
}: Pick<EmployeeRecord, 'facts' | 'spells'>): KnownStatements {
  const facts = effectiveFacts(all);
  const begun = spells
    .filter(({ situation }) => hasBegun(situation))
    .sort((a, b) => (begin(a) < begin(b) ? -1 : 1));
  const missing = spells.flatMap(missingDates);
  const known: KnownStatements = {
    hire(employmentId, hiredOn) {
      const statement = last(facts, ['employee.hired', 'employee.hire_cancelled'], employmentId);
      if (statement?.kind !== 'employee.hired') return undefined;
      const left = last(facts, ['employee.terminated'], employmentId);
      // If the HR system does not name employments, a day of hire after the last leave means a rehire.
      const isAgain =
        hiredOn !== undefined &&
        left !== undefined &&
        statement.data.hiredOn <= left.data.lastWorkingDay &&
        left.data.lastWorkingDay < hiredOn;
      return isAgain ? undefined : statement;
    },
    leave(employmentId) {
      const statement = last(facts, ['employee.terminated', 'employee.termination_cancelled'], employmentId);
      if (statement?.kind !== 'employee.terminated') return undefined;
      const hire = last(facts, ['employee.hired'], employmentId);
      return hire !== undefined && statement.data.lastWorkingDay < hire.data.hiredOn ? undefined : statement;
    },
    openNotices(of, source, employmentId) {
      if (!missing.some((each) => each.of === of)) return [];
      const dated = of === 'hire' ? known.hire(employmentId) : known.leave(employmentId);
      return facts.filter(
        (fact): fact is Notice =>
          fact.kind === NOTICES[of] &&
          fact.factId.startsWith(`${source}:`) &&
          isSame(employmentIdIn(fact), employmentId) &&
          (dated === undefined || dated.statedAt < fact.statedAt),
      );
    },
    spell: begun.at(-1),
    noticed: spells.find(({ situation }) => situation.is === 'noticed'),
  };
  return known;
}

const NOTICES = { hire: 'employee.hire_noticed', leave: 'employee.leave_noticed' } as const;

function begin({ situation }: Spell): PlainDate | '' {
  return hasBegun(situation) ? situation.start.on : '';
}

/** @param facts in the order of their statements. */
function last<Kind extends FactKind>(
  facts: readonly Fact[],
  kinds: readonly Kind[],
  employmentId: string | undefined,
): FactOf<Kind> | undefined {
  const wanted = new Set<FactKind>(kinds);
  const found = facts.findLast((fact) => wanted.has(fact.kind) && isSame(employmentIdIn(fact), employmentId));
  return found as FactOf<Kind> | undefined;
}

function employmentIdIn({ data }: Fact): string | undefined {
  return 'employmentId' in data ? data.employmentId : undefined;
}

/** Whether two employment ids are the same. A missing id matches any other. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/**
 * Cancels the recorded leave or hire and its notices, because it was cancelled or never existed. If the vendor's answer
 * just does not contain the leave or hire, only statements of the same source are cancelled, and the notice that caused the request
 * stays: if an event and an answer contradict each other, a person must decide.
 */
export function withdrawals(
  cancelled: Cancellation,
  request: DetailsRequest,
  known: KnownStatements,
  now: Instant,
): { readonly newFacts: readonly NewFact[]; readonly isTooEarly: boolean } {
  const { employeeId, source, about } = request;
  const isSilent = cancelled.by === 'silence';
  const isOwn = ({ factId }: Fact) => factId.startsWith(`${source}:`);
  const standing =
    cancelled.what === 'leave' ? known.leave(cancelled.employmentId) : known.hire(cancelled.employmentId);
  const cancellations =
    standing !== undefined && (!isSilent || isOwn(standing)) ? [cancellation(standing)] : [];
  const notices =
    isSilent && about === cancelled.what
      ? []
      : known.openNotices(cancelled.what, source, cancelled.employmentId);
  const voids = notices.map(
    ({ factId }): NewFact => ({
      kind: 'fact.voided',
      data: { factId, employeeId, reason: `${source} shows that this ${cancelled.what} did not happen` },
    }),
  );
  const newFacts = [...cancellations, ...voids];
  const isTooEarly = isSilent && newFacts.length > 0 && isLagging(request, now);
  return { newFacts: isTooEarly ? [] : newFacts, isTooEarly };
}

function cancellation(
  standing: NonNullable<ReturnType<KnownStatements['leave'] | KnownStatements['hire']>>,
): NewFact {
  const { employeeId, employmentId } = standing.data;
  const who = { employeeId, ...(employmentId !== undefined && { employmentId }) };
  return standing.kind === 'employee.terminated'
    ? {
        kind: 'employee.termination_cancelled',
        data: { ...who, lastWorkingDay: standing.data.lastWorkingDay },
      }
    : { kind: 'employee.hire_cancelled', data: { ...who, hiredOn: standing.data.hiredOn } };
}

/** A fact before it has an id. */
export type NewFact = {
  [Kind in FactKind]: { readonly kind: Kind; readonly data: FactData<Kind> };
}[FactKind];

/** The number of characters of a hash in an id. They are enough to distinguish all statements about one person. */
const HASH_LENGTH = 12;

/** A fact from an answer. Its id is derived from the delivery and the answer, so that the same answer is one fact. */
export function detailsFact({ kind, data }: NewFact, request: DetailsRequest, now: Instant): Fact {
  const content = JSON.stringify([kind, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
  return {
    kind,
    factId: `${factIdOf(request)}:details:${hash}`,
    employeeId: request.employeeId,
    statedAt: kind === 'employee.hire_noticed' || now < request.statedAt ? request.statedAt : now,
    receivedAt: now,
    data,
  } as Fact;
}
