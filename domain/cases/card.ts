import { addWorkingDays } from '../calendar/working-days.ts';
import type { Card, Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import { isRemoved, standing } from '../rules/evidence/standing.ts';
import { originOf } from '../rules/origin.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { step } from './steps.ts';

/**
 * G4: a requested card has not arrived. The case is open from the request until a card of its kind is issued or the
 * person is off the agency's list. Once the usual time for a card has passed, staff ask the agency. For an electronic
 * card they may ask from the next working day.
 */
export const card: SpellCaseKind = {
  kind: 'card',
  wakesOn: firstRequestOn,
  open: openCard,
  actions: ({ documents }) => [
    'card-issued',
    ...(documents.length > 0 ? (['document-received'] as const) : []),
  ],
};

function openCard(spell: Spell, context: CaseContext): Case | undefined {
  const { asOf, calendar, unit } = context;
  const [first] = awaited(spell, context).filter(({ on }) => on <= asOf);
  if (first === undefined) return undefined;
  const term = termOf(first, context);
  const { workingDays } = term;
  const chaseFrom =
    workingDays === undefined ? undefined : addWorkingDays(first.on, workingDays + 1, calendar).day;
  return {
    ...partsOf(spell, 'card'),
    state: { is: 'submitted', on: first.on, ...(chaseFrom !== undefined && { chaseFrom }) },
    eventOn: first.on,
    openedOn: first.on,
    documents:
      first.kind === 'physical' ? documentsFor('card', spell.documents, { channel: unit?.channel }) : [],
    steps: [awaitStep(chaseFrom, asOf), step('step-use-electronic'), step('step-record-card')],
    because: [
      {
        rule: 'G4',
        code: first.replaces ? `card-replacement-${first.kind}` : `card-requested-${first.kind}`,
        values: { on: first.on },
      },
      ...term.because,
    ],
  };
}

function awaitStep(chaseFrom: PlainDate | undefined, asOf: PlainDate): Reason {
  if (chaseFrom === undefined) return step('step-await-card-term-unknown');
  return chaseFrom <= asOf ? step('step-chase-card') : step('step-await-card', { chaseFrom });
}

function firstRequestOn(spell: Spell, context: WakeContext): PlainDate {
  return awaited(spell, context).reduce((since, { on }) => earlierOf(since, on), NEVER);
}

/** The requests for which no card of the same kind was issued since, earliest first. */
function awaited(spell: Spell, context: WakeContext): readonly Card[] {
  const { cards } = spell;
  if (cards.length === 0 || isRemoved(standing(spell, context))) return [];
  const requests = cards.filter((each) => each.is === 'requested' && !isAnswered(each, cards));
  return requests.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function isAnswered({ kind, on }: Card, cards: readonly Card[]): boolean {
  return cards.some((each) => each.is === 'issued' && each.kind === kind && each.on >= on);
}

/**
 * The longest usual time in working days; 0 for an electronic card. The time for a physical card is from a weak source,
 * and the reason says so.
 */
function termOf(
  { kind, on }: Card,
  { policy }: CaseContext,
): { readonly workingDays?: number; readonly because: readonly Reason[] } {
  if (kind === 'electronic') return { workingDays: 0, because: [] };
  const { days, because } = physicalCardTerm(on, policy);
  return { ...(days !== undefined && { workingDays: days.most }), because: [because] };
}

/** G4: the usual working days until a physical card that was requested on the day arrives; undefined if unknown. */
export function physicalCardTerm(
  on: PlainDate,
  policy: Policy,
): { readonly days?: { readonly least: number; readonly most: number }; readonly because: Reason } {
  const least = policy.inForce('cardReplacementWorkingDaysLeast', on);
  const most = policy.inForce('cardReplacementWorkingDaysMost', on);
  if (!least.known || !most.known) {
    const unknown = least.known ? most : least;
    return { because: { rule: 'G4', code: 'card-term-unknown', values: {}, ...originOf(unknown) } };
  }
  const days = { least: least.value, most: most.value };
  return { days, because: { rule: 'G4', code: 'card-term', values: days, ...originOf(most) } };
}
