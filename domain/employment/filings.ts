import { byStatement, compareText, type Fact, type FactOf } from '../facts/fact.ts';
import type { Filing } from '../facts/insurance.ts';
import { compact } from '../values/compact.ts';
import { laterOf, type PlainDate } from '../values/plain-date.ts';
import type { Segment } from './segments.ts';
import { endBy, type FilingState, type FirstAccepted } from './spell.ts';

/**
 * G4: the last day on which an accepted information change was filed: the day of its submission, otherwise of its
 * acceptance. Undefined if none was accepted. A change after that day was not part of it.
 */
export function informationFiledOn(facts: readonly Fact[]): PlainDate | undefined {
  let state: FilingState | undefined;
  let filedOn: PlainDate | undefined;
  for (const fact of facts.filter(isFiling).sort(byDay)) {
    if (fact.data.filing !== 'information-change') continue;
    state = after(state, fact);
    if (state.is !== 'accepted') continue;
    const on = filedDayOf(state);
    filedOn = filedOn === undefined ? on : laterOf(filedOn, on);
  }
  return filedOn;
}

/** The day of the submission that a filing's state is about, otherwise the day of the agency's answer. */
export function filedDayOf(state: FilingState): PlainDate {
  return state.is === 'submitted' ? state.on : (state.submittedOn ?? state.on);
}

type FilingFact = FactOf<'filing.submitted' | 'filing.accepted' | 'filing.rejected'>;

/** The state of each filing of each segment: spell id → filing → state. */
export type FilingsBySpell = ReadonlyMap<string, Readonly<Partial<Record<Filing, FilingState>>>>;

/** Whether a filing of this kind is already accepted for the spell. */
type IsSettled = (place: { readonly spellId: string }) => boolean;

/**
 * Assigns a filing to a spell. A filing names an employee and a day, but rarely a spell. If it names a spell, it
 * belongs to that spell. Otherwise it belongs to the latest spell that it can be about and that has no accepted filing
 * of its kind yet.
 * @param segments in order of their starts.
 * @param neverHired spells of leaves without a known hire; a removal may be about one of them.
 */
export function filingsOf(
  segments: readonly Segment[],
  facts: readonly Fact[],
  neverHired: readonly { readonly spellId: string }[] = [],
): FilingsBySpell {
  const states = new Map<string, Partial<Record<Filing, FilingState>>>();
  const standing = segments.filter(({ situation }) => situation.is !== 'cancelled');
  for (const fact of facts.filter(isFiling).sort(byDay)) {
    for (const spellId of spellsFor(fact, standing, neverHired, states)) {
      const before = states.get(spellId) ?? {};
      const next = after(before[fact.data.filing], fact);
      states.set(spellId, { ...before, [fact.data.filing]: next });
    }
  }
  return states;
}

function isFiling(fact: Fact): fact is FilingFact {
  return fact.kind.startsWith('filing.');
}

function byDay(a: FilingFact, b: FilingFact): number {
  return compareText(a.data.on, b.data.on) || byStatement(a, b);
}

function spellsFor(
  fact: FilingFact,
  standing: readonly Segment[],
  neverHired: readonly { readonly spellId: string }[],
  states: FilingsBySpell,
): readonly string[] {
  const { filing, spellId } = fact.data;
  const isNamed = (place: { readonly spellId: string }) => place.spellId === spellId;
  if (spellId !== undefined && (standing.some(isNamed) || neverHired.some(isNamed))) return [spellId];
  const stateOf = ({ spellId }: { readonly spellId: string }) => states.get(spellId)?.[filing];
  const settled: IsSettled = (place) => stateOf(place)?.is === 'accepted';
  // An acceptance with the same day may be stated a second time, for example to add its effective month.
  const isRestated = (place: Segment) => settled(place) && stateOf(place)?.on === fact.data.on;
  const restated = fact.kind === 'filing.accepted' ? standing.findLast(isRestated) : undefined;
  if (restated !== undefined) return [restated.spellId];
  const segment =
    filing === 'removal' ? removalOf(fact, standing, settled) : enrolmentOf(fact, standing, settled);
  const unknown = filing === 'removal' ? neverHired.filter((place) => !settled(place)) : [];
  const hasLeft = segment?.situation.is === 'left' && !settled(segment);
  if (unknown.length > 0 && !hasLeft) return unknown.map(({ spellId }) => spellId);
  return segment === undefined ? [] : [segment.spellId];
}

/**
 * An enrolment or information change belongs to a spell in service on its day, otherwise to an announced hire,
 * otherwise to a spell that is over.
 */
function enrolmentOf(
  { data: { on } }: FilingFact,
  segments: readonly Segment[],
  settled: IsSettled,
): Segment | undefined {
  const begun = segments.filter(({ situation }) => situation.start.on <= on);
  const inService = begun.filter(({ situation }) => situation.is !== 'left' || situation.end.on >= on);
  return (
    inService.findLast((segment) => !settled(segment)) ??
    segments.find((segment) => segment.situation.start.on > on && !settled(segment)) ??
    begun.findLast((segment) => !settled(segment)) ??
    begun.at(-1)
  );
}

/**
 * A removal belongs to the latest past leave without an accepted removal, otherwise to an announced leave. If no such
 * leave was reported, it belongs to the latest spell in service.
 */
function removalOf(
  { data: { on } }: FilingFact,
  segments: readonly Segment[],
  settled: IsSettled,
): Segment | undefined {
  const left = segments.filter(({ situation }) => endBy(situation, on) !== undefined);
  const leaving = segments.filter(({ situation }) => situation.is === 'left' && situation.end.on > on);
  return (
    left.findLast((segment) => !settled(segment)) ??
    leaving.find((segment) => !settled(segment)) ??
    segments.findLast(({ situation }) => situation.is === 'employed' && situation.start.on <= on) ??
    left.at(-1)
  );
}

/**
 * The state after the next fact. A later rejection reopens an accepted filing. If an accepted filing is submitted again
 * on a later day, the acceptance stays and the submission is kept beside it, because the agency's files show whether it
 * was needed. An information change that is submitted, accepted or rejected after an acceptance is a new filing.
 */
function after(earlier: FilingState | undefined, fact: FilingFact): FilingState {
  const { on, filing } = fact.data;
  const isNew = filing === 'information-change' && earlier?.is === 'accepted' && on > earlier.on;
  const before = isNew ? undefined : earlier;
  const knownAt = fact.receivedAt;
  const first = compact({ firstAccepted: filing === 'enrolment' ? firstAccepted(before, on) : undefined });
  switch (fact.kind) {
    case 'filing.accepted': {
      const { effectiveMonth } = fact.data;
      // A rejected submission is not the one that is accepted now, so its day is left out.
      const answered = before?.is === 'rejected' ? undefined : submissionOf(before);
      return { is: 'accepted', on, knownAt, ...compact({ effectiveMonth }), ...answered, ...first };
    }
    case 'filing.rejected':
      return { is: 'rejected', on, knownAt, reason: fact.data.reason, ...submissionOf(before), ...first };
    case 'filing.submitted': {
      const { receiptNo, channel } = fact.data;
      const submitted = { is: 'submitted', on, knownAt, ...compact({ receiptNo, channel }) } as const;
      if (filing === 'information-change' && before !== undefined && on > before.on) return submitted;
      if (before?.is === 'accepted') {
        if (on > before.on) return { ...before, again: submitted };
        // A submission on the same day or earlier is the one that was accepted.
        return before.submittedOn === undefined ? { ...before, ...submission(on, receiptNo) } : before;
      }
      const rejected = filing === 'enrolment' ? rejectionIn(before) : undefined;
      return { ...submitted, ...compact({ rejected }), ...first };
    }
  }
}

/** The first of several acceptances; undefined if no acceptance on an earlier day is known. */
function firstAccepted(before: FilingState | undefined, on: PlainDate): FirstAccepted | undefined {
  if (before?.firstAccepted !== undefined) return before.firstAccepted;
  if (before?.is !== 'accepted' || before.on >= on) return undefined;
  const { effectiveMonth, submittedOn } = before;
  return { on: before.on, ...compact({ effectiveMonth, submittedOn }) };
}

function rejectionIn(before: FilingState | undefined) {
  if (before?.is === 'submitted') return before.rejected;
  return before?.is === 'rejected' ? { on: before.on, reason: before.reason } : undefined;
}

/** The submission that the agency's answer is about: the open one, otherwise the one of the previous answer. */
function submissionOf(before: FilingState | undefined): ReturnType<typeof submission> | undefined {
  if (before === undefined) return undefined;
  const submitted = before.is === 'accepted' ? before.again : before;
  if (submitted?.is === 'submitted') return submission(submitted.on, submitted.receiptNo);
  if (before.is === 'submitted' || before.submittedOn === undefined) return undefined;
  return submission(before.submittedOn, before.receiptNo);
}

function submission(submittedOn: PlainDate, receiptNo: string | undefined) {
  return { submittedOn, ...compact({ receiptNo }) };
}
