import { filedDayOf } from '../employment/filings.ts';
import { type FilingState, filesKnownAt, type InformationChange, type Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { dayOfEntry, isRemoved, standing } from '../rules/evidence/standing.ts';
import { originOf } from '../rules/origin.ts';
import { compact } from '../values/compact.ts';
import { isMasked, sameName } from '../values/person-name.ts';
import { earlierOf, NEVER, newestOf, type PlainDate } from '../values/plain-date.ts';
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
 * G4, E14: a name, identity number or other detail of an enrolled person changed, and the agency still has the old one.
 * The case is open from the change until the agency accepts an `information-change` that was filed on the day of the
 * change or later, or the person is off the agency's list. A new name needs no filing if an agency file of the day of
 * the change or later has it.
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
  const oldName = oldNameSeen(spell, changes);
  return {
    ...partsOf(spell, 'information-change'),
    knownAt: newestOf([spell, ...changes].map(({ knownAt }) => knownAt)) ?? spell.knownAt,
    ...(oldName.length > 0 && compact({ filesKnownAt: filesKnownAt(spell) })),
    state,
    eventOn: first.on,
    openedOn: first.on,
    documents: documentsFor('information-change', spell.documents, { channel: unit?.channel }),
    steps: filingSteps('information-change', state, context),
    because: [
      ...changes.flatMap(changeReasons),
      ...oldName,
      { rule: 'G4', code: 'change-who', values: {} },
      ...term(policy, asOf),
    ],
  };
}

function firstChangeOn(spell: Spell, context: WakeContext): PlainDate {
  return changesToFile(spell, context).reduce((since, { on }) => earlierOf(since, on), NEVER);
}

/**
 * The changes that still must be filed. Changes before the accepted enrolment, or before the first listing, were part
 * of the enrolment. A new name that an agency file already has needs no filing.
 */
function changesToFile(spell: Spell, context: WakeContext): readonly InformationChange[] {
  const { changes = [] } = spell;
  if (changes.length === 0) return [];
  const stands = standing(spell, context);
  const { accepted, listed } = stands.enrolment;
  const since = accepted?.on ?? (listed && dayOfEntry(listed));
  if (since === undefined || isRemoved(stands)) return [];
  return changes
    .filter(({ on }) => on >= since)
    .map((change) => withoutSeenName(change, spell))
    .filter(({ fields }) => fields.length > 0);
}

/** The change without the name, if an agency file of the day of the change or later already has the new name. */
function withoutSeenName(change: InformationChange, { person, seenName }: Spell): InformationChange {
  if (seenName === undefined || person.name === undefined || seenName.on < change.on) return change;
  if (isMasked(seenName.name) || !sameName(person.name, seenName.name)) return change;
  return { ...change, fields: change.fields.filter((field) => field !== 'name') };
}

/** A reason if an agency file of the day of the change or later still has the old name. */
function oldNameSeen({ seenName }: Spell, changes: readonly InformationChange[]): readonly Reason[] {
  const isSeen = changes.some(
    ({ fields, on }) => fields.includes('name') && seenName !== undefined && seenName.on >= on,
  );
  if (!isSeen || seenName === undefined) return [];
  return [{ rule: 'E14', code: 'seen-old-name', values: { name: seenName.name, on: seenName.on } }];
}

/** The state of the filing. A filing from before the change was about an earlier change and does not count. */
function stateOf(
  filing: FilingState | undefined,
  { on }: InformationChange,
  context: CaseContext,
): CaseState {
  if (filing === undefined || filedDayOf(filing) < on) return { is: 'open' };
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
