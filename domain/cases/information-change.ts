import type { FilingState, InformationChange, Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { dayOfWord, isRemoved, standing } from '../rules/evidence/standing.ts';
import { originOf } from '../rules/origin.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import {
  type CaseContext,
  FILING_ACTIONS,
  partsOf,
  type SpellCaseKind,
  type WakeContext,
} from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { filingStateOf } from './enrolment.ts';
import { filingSteps } from './steps.ts';

/**
 * G4: a name, identity number or other detail of an enrolled person changed, and the agency has the old one on file.
 * Open from the change until an `information-change` filed on or after it is accepted, or the person is off the roster.
 */
export const informationChange: SpellCaseKind = {
  kind: 'information-change',
  wakesOn: firstChangeOn,
  open: openInformationChange,
  actions: () => [...FILING_ACTIONS, 'document-received'],
};

function openInformationChange(spell: Spell, context: CaseContext): Case | undefined {
  const { policy, asOf, unit } = context;
  const changes = changesToFile(spell, context).filter(({ on }) => on <= asOf);
  const [first] = changes.toSorted((a, b) => compareText(a.on, b.on));
  if (first === undefined) return undefined;
  const state = stateOf(spell.filings['information-change'], first, context);
  const parts = partsOf(spell, 'information-change');
  return {
    ...parts,
    knownAt:
      [parts.knownAt, ...changes.map(({ knownAt }) => knownAt)].sort(compareText).at(-1) ?? parts.knownAt,
    state,
    eventOn: first.on,
    openedOn: first.on,
    documents: documentsFor('information-change', spell.documents, { channel: unit?.channel }),
    steps: filingSteps('information-change', state, context),
    because: [
      ...changes.flatMap(changeReasons),
      { rule: 'G4', code: 'change-who', values: {} },
      ...term(policy, asOf),
    ],
  };
}

function firstChangeOn(spell: Spell, context: WakeContext): PlainDate {
  return changesToFile(spell, context).reduce((since, { on }) => earlierOf(since, on), NEVER);
}

/** What changed before the enrolment was accepted, or before the person was first on the list, went into it. */
function changesToFile(spell: Spell, context: WakeContext): readonly InformationChange[] {
  const { changes = [] } = spell;
  if (changes.length === 0) return [];
  const stands = standing(spell, context);
  const { accepted, listed } = stands.enrolment;
  const since = accepted?.on ?? (listed && dayOfWord(listed));
  if (since === undefined || isRemoved(stands)) return [];
  return changes.filter(({ on }) => on >= since);
}

/** A filing of before the change was about something else. */
function stateOf(
  filing: FilingState | undefined,
  { on }: InformationChange,
  context: CaseContext,
): CaseState {
  if (filing === undefined || filing.on < on) return { is: 'open' };
  return filingStateOf(filing, context, { blocks: false });
}

function changeReasons({ fields, on }: InformationChange): readonly Reason[] {
  return fields.map((field) => ({ rule: 'G4', code: `changed-${field}`, values: { on } }));
}

function term(policy: Policy, asOf: PlainDate): readonly Reason[] {
  const days = policy.inForce('agencyRegistrationWorkingDays', asOf);
  if (!days.known) return [];
  return [{ rule: 'G4', code: 'change-term', values: { days: days.value }, ...originOf(days) }];
}
