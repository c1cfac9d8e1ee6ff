import { onOrBefore } from '../calendar/working-days.ts';
import { isEmployment, type Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { enrolmentDueOf, needsNoRemoval } from '../rules/eligibility/enrolment-due.ts';
import { isBeforeCanbao, leftBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { isRemovalOpen, standing } from '../rules/evidence/standing.ts';
import { unitAnswers } from '../units/unit-facts.ts';
import { addDays, type Instant, newestOf, type PlainDate } from '../values/plain-date.ts';
import type { Case, CasePerson } from './case.ts';
import { type UnitCaseContext, type UnitCaseKind, unitCaseIdOf, unitPartsOf } from './case-parts.ts';
import { step } from './steps.ts';

/** The list of insured people is to be uploaded within this many days after the registration of the unit. */
const DAYS_TO_CONFIRM = 30;

/** The reason names at most this many people; `people` contains all of them. */
const MAX_NAMED = 10;

/**
 * E7: people who were hired or left long before the unit was registered, if neither a filing nor the agency's files show
 * whether they are insured. There is one case for all of them instead of an overdue case for each, because the list of
 * insured people shows who is enrolled. A person is no longer in the case after the first filing, the first
 * agency file that shows anything about them, or the answer `checked`, which covers the people known at that time.
 */
export const confirmExisting: UnitCaseKind = {
  kind: 'confirm-existing',
  open: openConfirmExisting,
  actions: () => ['bill-import'],
};

function openConfirmExisting(context: UnitCaseContext): Case | undefined {
  const { unitId, registeredOn, calendar, asOf } = context;
  if (registeredOn === undefined || registeredOn > asOf) return undefined;
  const open = existingPeople(context);
  const knownAt = newestOf(open.map(({ since }) => since.knownAt));
  if (knownAt === undefined) return undefined;
  const people = open.map(({ person }) => person);
  const left = open.filter(({ hasLeft }) => hasLeft).length;
  const { day: actBy, assumed } = onOrBefore(addDays(registeredOn, DAYS_TO_CONFIRM), calendar);
  return {
    ...unitPartsOf(unitId, 'confirm-existing'),
    state: { is: 'open' },
    openedOn: registeredOn,
    knownAt,
    // This date is set by this product, not by law. Nothing is overdue by law until it is known who is insured.
    deadline: { statutoryDueOn: actBy, lastLawfulDay: actBy, actBy, assumedCalendar: assumed },
    answers: ['checked'],
    people,
    documents: [],
    steps: [step('step-upload-insured-list'), step('step-answer-checked')],
    because: [
      { rule: 'E7', code: 'existing-people', values: { people: people.length, registeredOn } },
      ...(left === 0 ? [] : [{ rule: 'E7', code: 'existing-leavers', values: { people: left } } as const]),
      namesOf(people),
    ],
  };
}

interface ExistingPerson {
  readonly person: CasePerson;
  readonly since: { readonly on: PlainDate; readonly knownAt: Instant };
  readonly hasLeft: boolean;
}

function existingPeople(context: UnitCaseContext): readonly ExistingPerson[] {
  const { unitId, unitFacts, asOf, dueSpells } = context;
  const checked = unitAnswers(unitFacts, unitCaseIdOf(unitId, 'confirm-existing')).filter(
    ({ answer, on }) => answer === 'checked' && on <= asOf,
  );
  const found: ExistingPerson[] = [];
  for (const spell of dueSpells) {
    const since = existingSince(spell, context);
    if (since === undefined) continue;
    const { employeeId, person } = spell;
    const isChecked = checked.some(
      ({ about, knownAt }) => (about ?? employeeId) === employeeId && since.knownAt <= knownAt,
    );
    if (isChecked) continue;
    const named = { key: employeeId, employeeId, ...(person.name !== undefined && { name: person.name }) };
    found.push({ person: named, since, hasLeft: leftBeforeCanbao(spell, context) });
  }
  const byEmployee = new Map(found.toReversed().map((existing) => [existing.person.key, existing]));
  return [...byEmployee.values()].sort((a, b) => compareText(a.person.key, b.person.key));
}

/**
 * The start of the spell, or the leave if the hire is not known; undefined if the spell does not belong to this case.
 */
function existingSince(spell: Spell, context: UnitCaseContext): ExistingPerson['since'] | undefined {
  const { situation } = spell;
  const { policy } = context;
  if (!isEmployment(situation)) {
    return situation.is === 'never-hired' && leftBeforeCanbao(spell, context) ? situation.end : undefined;
  }
  if (situation.is === 'left' && situation.end.on <= context.asOf) {
    // Only leaves long before the registration belong here. After a later leave the removal is due whatever the list
    // shows, and has a case of its own.
    const isPending = leftBeforeCanbao(spell, context) && !needsNoRemoval(spell, policy);
    return isPending && isRemovalOpen(standing(spell, context), context.asOf) ? situation.start : undefined;
  }
  if (!isBeforeCanbao(spell, context) || standing(spell, context).enrolment.isConfirmed) return undefined;
  return enrolmentDueOf(spell, situation.start.on, policy).enrolment === 'due' ? situation.start : undefined;
}

function namesOf(people: readonly CasePerson[]) {
  const first = people
    .slice(0, MAX_NAMED)
    .map(({ key, name }) => (name === undefined ? key : `${name}（${key}）`));
  const more = people.length - first.length;
  return more === 0
    ? ({ rule: 'E7', code: 'existing-names', values: { people: first } } as const)
    : ({ rule: 'E7', code: 'existing-names-and-more', values: { people: first, more } } as const);
}
