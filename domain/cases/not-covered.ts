import { inServiceOn, isEmployment, type Spell } from '../employment/spell.ts';
import type { Reason } from '../reasons/reason.ts';
import { sourceKnownOn } from '../rules/evidence/absence.ts';
import { enrolmentAccepted, entryReasons } from '../rules/evidence/evidence-reasons.ts';
import { type Standing, standing } from '../rules/evidence/standing.ts';
import { earlierOf, laterOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import {
  type CaseContext,
  FILING_ACTIONS,
  partsByFiles,
  type SpellCaseKind,
  type WakeContext,
} from './case-parts.ts';
import { filingStateOf } from './enrolment.ts';
import { filingSteps, step } from './steps.ts';

/**
 * E3: the person is in service but the agency's files no longer list them, although they did before or the enrolment
 * was accepted. The case is due today, because a person who falls ill now may have no cover. A rejection after the
 * latest listed month leads to the same case (E17). The case closes with the next charge or list with the person, a new
 * acceptance, the leave, or an answer.
 */
export const notCovered: SpellCaseKind = {
  kind: 'not-covered',
  wakesOn: notCoveredOpensOn,
  open: openNotCovered,
  actions: () => ['answered', ...FILING_ACTIONS, 'bill-import', 'leave'],
};

function openNotCovered(spell: Spell, context: CaseContext): Case | undefined {
  const openedOn = notCoveredOpensOn(spell, context);
  if (!inServiceOn(spell.situation, context.asOf) || openedOn > context.asOf) return undefined;
  const stands = standing(spell, context);
  const entries = stands.notCovered?.entries ?? [];
  const { again } = stands.enrolment;
  const state: CaseState = again === undefined ? { is: 'open' } : filingStateOf(again, context);
  return {
    ...partsByFiles(
      spell,
      'not-covered',
      entries.map(({ source }) => source.knownAt),
    ),
    state,
    eventOn: spell.situation.start.on,
    openedOn,
    answers: ['insured', 'not-due'],
    documents: [],
    steps: [
      step('step-ask-agency-whether-listed'),
      ...(state.is === 'open' ? [step('step-enrol-again')] : filingSteps('enrolment', state, context)),
      step('step-import-next-bill'),
      step('step-answer-not-covered'),
    ],
    because: because(stands, context),
  };
}

/**
 * The first day on which it is known that the person is not covered; {@link NEVER} if nothing contradicts the cover.
 */
function notCoveredOpensOn(spell: Spell, context: WakeContext): PlainDate {
  const { situation } = spell;
  if (!isEmployment(situation)) return NEVER;
  const { notCovered, enrolment, removal } = standing(spell, context);
  const since = (notCovered?.entries ?? [])
    .map(({ source }) => sourceKnownOn(source))
    .reduce(earlierOf, NEVER);
  const { rejectedSince } = enrolment;
  const isAsked = rejectedSince !== undefined && !isAnswered(spell, rejectedSince.on);
  const opensOn = isAsked ? earlierOf(since, rejectedSince.on) : since;
  // There is no case if the missing cover became known only after the leave, or if evidence from after the leave
  // confirms the removal.
  const removedOn =
    removal.is === 'confirmed' ? (removal.entry?.source.on ?? removal.accepted?.on) : undefined;
  const knownOn = laterOf(opensOn, removedOn ?? opensOn);
  const isOver = situation.is === 'left' && situation.end.on < knownOn;
  return isOver ? NEVER : laterOf(opensOn, situation.start.on);
}

function isAnswered({ answers = [] }: Spell, rejectedOn: PlainDate): boolean {
  return answers.some(({ caseId, on }) => caseId.endsWith('/not-covered') && on >= rejectedOn);
}

/** The reasons: since which month, which files show it, and which statement they contradict. */
function because({ notCovered, enrolment, removal }: Standing, context: CaseContext): readonly Reason[] {
  const { accepted, lastListed, rejectedSince } = enrolment;
  const listed = lastListed === undefined ? [] : entryReasons('E3', [lastListed]);
  if (notCovered === undefined) {
    if (rejectedSince === undefined || lastListed === undefined) return listed;
    const { on, reason } = rejectedSince;
    const values = { on, reason, month: lastListed.month };
    return [{ rule: 'E17', code: 'rejected-though-listed', values }, ...listed];
  }
  const removed = removal.is === 'none' ? removal.accepted : undefined;
  return [
    { rule: 'E3', code: 'not-covered-since', values: { month: notCovered.since } },
    ...entryReasons('E3', notCovered.entries),
    ...(accepted === undefined ? [] : [enrolmentAccepted('E3', accepted, context)]),
    ...listed,
    ...(removed === undefined
      ? []
      : [{ rule: 'E3', code: 'removal-accepted-in-service', values: { on: removed.on } } as const]),
  ];
}
