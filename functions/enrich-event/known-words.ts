import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import { hasBegun, type MissingDate, missingDates, type Spell } from '../../domain/employment/spell.ts';
import type { Fact, FactKind, FactOf } from '../../domain/facts/fact.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { EmployeeRecord } from '../ports.ts';

type Notice = FactOf<'employee.hire_noticed' | 'employee.leave_noticed'>;

/** What is known of an employee when an HR system is asked again, one employment at a time. */
export interface KnownWords {
  /** The last word on the hire, where it stands. */
  hire(employmentId: string | undefined, hiredOn?: PlainDate): FactOf<'employee.hired'> | undefined;
  /** The last word on the leave from the employment that began last, where it stands. */
  leave(employmentId: string | undefined): FactOf<'employee.terminated'> | undefined;
  /** Notices that nothing answers, of one source. */
  openNotices(of: MissingDate['of'], source: string, employmentId: string | undefined): readonly Notice[];
  /** Where the person is, or was last, employed. */
  readonly spell: Spell | undefined;
  /** What the digest asks for. */
  readonly noticed: Spell | undefined;
}

export function knownWords({ facts: all, spells }: Pick<EmployeeRecord, 'facts' | 'spells'>): KnownWords {
  const facts = effectiveFacts(all);
  const begun = spells
    .filter(({ situation }) => hasBegun(situation))
    .sort((a, b) => (begin(a) < begin(b) ? -1 : 1));
  const missing = spells.flatMap(missingDates);
  const words: KnownWords = {
    hire(employmentId, hiredOn) {
      const word = last(facts, ['employee.hired', 'employee.hire_cancelled'], employmentId);
      if (word?.kind !== 'employee.hired') return undefined;
      const left = last(facts, ['employee.terminated'], employmentId);
      // Hired again, where the HR system gives employments no names.
      const isAgain =
        hiredOn !== undefined &&
        left !== undefined &&
        word.data.hiredOn <= left.data.lastWorkingDay &&
        left.data.lastWorkingDay < hiredOn;
      return isAgain ? undefined : word;
    },
    leave(employmentId) {
      const word = last(facts, ['employee.terminated', 'employee.termination_cancelled'], employmentId);
      if (word?.kind !== 'employee.terminated') return undefined;
      const hire = last(facts, ['employee.hired'], employmentId);
      return hire !== undefined && word.data.lastWorkingDay < hire.data.hiredOn ? undefined : word;
    },
    openNotices(of, source, employmentId) {
      if (!missing.some((each) => each.of === of)) return [];
      const dated = of === 'hire' ? words.hire(employmentId) : words.leave(employmentId);
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
  return words;
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

/** Whoever gives an employment no name may mean any. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
