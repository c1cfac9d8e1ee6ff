import * as z from 'zod/mini';
import type { CaseContext } from '../../domain/cases/case-parts.ts';
import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import { type FilingState, hasBegun, isEmployment, type Spell } from '../../domain/employment/spell.ts';
import { CHANNELS, FILINGS } from '../../domain/facts/insurance.ts';
import {
  day,
  employeeId,
  line,
  money,
  monthOfYear,
  shortText,
  spellId,
} from '../../domain/facts/schema-parts.ts';
import { isRemovalOpen, standing } from '../../domain/rules/evidence/standing.ts';
import { monthOf, plusMonths } from '../../domain/values/month.ts';
import { once } from '../../domain/values/once.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { EmployeeRecord } from '../ports.ts';
import { placesOf } from './cases.ts';
import { beforeHire, dayAhead } from './impossible-days.ts';
import { type Action, type Refused, refused } from './outcome.ts';
import { knownEmployee, type Statement, spellRef, stateFacts, withSpell } from './state-facts.ts';

const about = { employeeId, filing: z.enum(FILINGS), spellId: z.optional(spellId), on: day };

/** A filing that was submitted, accepted or rejected. */
export const filingInput = once(() =>
  z.discriminatedUnion('step', [
    z.object({
      step: z.literal('submitted'),
      ...about,
      channel: z.optional(z.enum(CHANNELS)),
      receiptNo: z.optional(line(100)),
      declaredBase: z.optional(money),
    }),
    z.object({ step: z.literal('accepted'), ...about, effectiveMonth: z.optional(monthOfYear) }),
    z.object({ step: z.literal('rejected'), ...about, reason: shortText }),
  ]),
);
export type FilingInput = z.infer<ReturnType<typeof filingInput>>;

/** Records the state of a filing with the agency (R1, R2, G4). */
export const recordFiling: Action<typeof filingInput> = async (input, submission, ports) => {
  const record = await knownEmployee(input.employeeId, submission, ports);
  if ('is' in record) return record;
  const ahead = dayAhead(input.step, input.on, ports);
  if (ahead !== undefined) return ahead;
  const contextOf = await placesOf(ports);
  const isOpenAgain = (spell: Spell) => isContradicted(input.filing, spell, contextOf(spell.unitId));
  const spell = spellOf(input, record, isOpenAgain);
  if ('is' in spell) return spell;
  const same = sameFiling(input, spell, record);
  if (same !== undefined) return { is: 'duplicate', factIds: [same], spells: record.spells };
  const problem = impossible(input, spell, isOpenAgain(spell));
  if (problem !== undefined) return problem;
  const { step, ...data } = input;
  const statement = { kind: `filing.${step}`, data } as FilingStatement;
  const named = input.spellId === undefined ? await withSpell(statement, spell, record, ports) : statement;
  return stateFacts(input.employeeId, record, [named], submission, ports);
};

type FilingStatement = Extract<Statement, { kind: `filing.${string}` }>;

/** Whether the agency's own files contradict the recorded acceptance (E3, E5). Then the filing is needed again. */
function isContradicted(filing: FilingInput['filing'], spell: Spell, context: CaseContext): boolean {
  if (spell.filings[filing]?.is !== 'accepted') return false;
  const standingOfSpell = standing(spell, context);
  if (filing === 'removal') return isRemovalOpen(standingOfSpell, context.asOf);
  return filing === 'enrolment' && standingOfSpell.notCovered !== undefined;
}

/** The spell in the input, or the only one that the filing can be about. */
function spellOf(
  input: FilingInput,
  { spells }: EmployeeRecord,
  isOpenAgain: (spell: Spell) => boolean,
): Spell | Refused {
  const { filing, on, spellId: givenId, employeeId: who } = input;
  const possible = spells.filter((spell) => canBeFiled(filing, spell));
  if (givenId !== undefined) {
    const named = possible.find((spell) => spell.spellId === givenId);
    return named ?? refused('unknown-spell', { spellId: givenId, spells: possible.map(spellRef) });
  }
  const pending = possible.filter((spell) => isPending(filing, spell) || isOpenAgain(spell));
  // If no filing is pending, an input with the day of a recorded filing is about that filing.
  const restated = possible.filter((spell) => spell.filings[filing]?.on === on);
  const candidates = [pending, restated, possible].find((some) => some.length > 0) ?? [];
  const [spell, another] = candidates;
  if (another !== undefined) return refused('several-spells', { spells: candidates.map(spellRef) });
  if (spell !== undefined) return spell;
  const inService = spells.some(({ situation }) => situation.is === 'employed');
  return filing === 'removal' && inService
    ? refused('nobody-left', { employeeId: who })
    : refused('no-spell', { employeeId: who });
}

/** A removal needs a leave, with or without its day; other filings need a hire. */
function canBeFiled(filing: FilingInput['filing'], { situation, missingDate }: Spell): boolean {
  if (filing !== 'removal') return isEmployment(situation);
  return situation.is === 'left' || situation.is === 'never-hired' || missingDate !== undefined;
}

/** Whether the filing is not accepted yet. A change of information can always be filed again. */
function isPending(filing: FilingInput['filing'], { filings, situation, changes = [] }: Spell): boolean {
  if (filing !== 'information-change') return filings[filing]?.is !== 'accepted';
  return changes.length > 0 || situation.is === 'employed';
}

/** The id of the fact that already states this; undefined if the statement is new. */
function sameFiling(
  input: FilingInput,
  { spellId: meant, filings }: Spell,
  { facts }: EmployeeRecord,
): string | undefined {
  const { filing, on } = input;
  const state = filings[filing];
  const again = state?.is === 'accepted' ? state.again : undefined;
  if (![state, again].some((known) => known !== undefined && isComplete(input, known))) return undefined;
  const kind = `filing.${input.step}` as const;
  return effectiveFacts(facts).findLast(
    (fact) =>
      fact.kind === kind &&
      fact.data.filing === filing &&
      fact.data.on === on &&
      (fact.data.spellId ?? meant) === meant,
  )?.factId;
}

/**
 * Whether the folded state has everything that the input states. A declared base is not folded, so it is always new.
 */
function isComplete(input: FilingInput, state: FilingState): boolean {
  if (input.step !== state.is || input.on !== state.on) return false;
  const isSame = <T>(stated: T | undefined, known: T | undefined) => stated === undefined || stated === known;
  switch (input.step) {
    case 'submitted':
      return (
        state.is === 'submitted' &&
        input.declaredBase === undefined &&
        isSame<string>(input.channel, state.channel) &&
        isSame(input.receiptNo, state.receiptNo)
      );
    case 'accepted':
      return state.is === 'accepted' && isSame(input.effectiveMonth, state.effectiveMonth);
    case 'rejected':
      return state.is === 'rejected' && input.reason === state.reason;
  }
}

const MOST_MONTHS_AHEAD = 12;

/** Checks the input against the days of the spell and its filing. */
function impossible(input: FilingInput, spell: Spell, isOpenAgain: boolean): Refused | undefined {
  const { filing, on, step } = input;
  const tooEarly = beforeHire(step, on, spell);
  if (tooEarly !== undefined) return tooEarly;
  const state = spell.filings[filing];
  const submittedOn = state && submissionDay(state, on);
  if (step !== 'submitted' && submittedOn !== undefined && on < submittedOn)
    return refused('before-submission', { field: step, day: on, submittedOn });
  const isSettled = state?.is === 'accepted' && on > state.on && !isOpenAgain;
  if (step === 'submitted' && filing !== 'information-change' && isSettled)
    return refused('accepted-before', { filing, on: state.on });
  return step === 'accepted' ? impossibleMonth(input, spell) : undefined;
}

/** If known, the day of the submission that the agency answered on this day. */
function submissionDay(state: FilingState, on: PlainDate): PlainDate | undefined {
  if (state.is === 'submitted') return state.on;
  const again = state.is === 'accepted' && on > state.on ? state.again : undefined;
  return again?.on ?? state.submittedOn;
}

function impossibleMonth(
  { filing, on, effectiveMonth }: Extract<FilingInput, { step: 'accepted' }>,
  { situation }: Spell,
): Refused | undefined {
  if (effectiveMonth === undefined) return undefined;
  if (filing === 'enrolment' && hasBegun(situation) && effectiveMonth < monthOf(situation.start.on))
    return refused('month-before-hire', { month: effectiveMonth, hiredOn: situation.start.on });
  const latest = plusMonths(monthOf(on), MOST_MONTHS_AHEAD);
  return effectiveMonth > latest ? refused('month-far-ahead', { month: effectiveMonth, latest }) : undefined;
}
