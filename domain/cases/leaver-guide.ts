import { isWrittenTo } from '../employment/person.ts';
import type { End, Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { needsNoRemoval } from '../rules/eligibility/enrolment-due.ts';
import type { Unit } from '../units/unit.ts';
import { addDays, chinaDayOf, laterOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind } from './case-parts.ts';
import { step } from './steps.ts';

/** The document that staff record when they passed the guide on by other means. */
const GUIDE_DOCUMENT = '离职人员医保指南';

/**
 * G1: the leaver's address rejects mail, so staff must pass the guide on by other means. The case is open until a
 * `document.received` fact records that they did so, but only as long as a guide is useful.
 */
export const leaverGuide: SpellCaseKind = {
  kind: 'leaver-guide',
  wakesOn: guideWakesOn,
  open: openLeaverGuide,
  actions: () => ['document-received'],
};

function openLeaverGuide(spell: Spell, { asOf }: CaseContext): Case | undefined {
  if (!isAwaitingHandOver(spell)) return undefined;
  const { guide, employeeId, situation } = spell;
  if (asOf < guide.on || asOf > helpsUntil(situation.end)) return undefined;
  return {
    ...partsOf(spell, 'leaver-guide'),
    knownAt: guide.knownAt,
    state: { is: 'open' },
    eventOn: situation.end.on,
    openedOn: guide.on,
    documents: [{ name: GUIDE_DOCUMENT, required: false, received: false }],
    steps: [step('step-send-guide', { employeeId }), step('step-record-guide')],
    because: [{ rule: 'G1', code: 'guide-refused', values: { on: guide.on } }],
  };
}

/** The days on which the daily run may mail the guide. Both ends are included. */
interface MailWindow {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** The unit of the spell, undefined if the registry does not contain it, and the policy of its region. */
interface GuidePlace {
  readonly unit: Pick<Unit, 'leaverGuide'> | undefined;
  readonly policy: Policy;
}

/**
 * For how many days after the last working day a guide is still mailed. This is not a legal figure. It roughly equals
 * the three months within which a gap can be closed (R10). After that the dates in the guide have passed, and the guide
 * would only alarm the person.
 */
const HELPS_FOR_DAYS = 90;

/**
 * The days on which the guide may be mailed to this leaver. Undefined if the unit did not switch the guide on for
 * leavers of that day, HR stated no mail address, no guide is sent after a leave for this reason, the person was not to
 * be insured here, the guide is settled, or the leave became known too late. The first day is the one after the last
 * working day, or the day on which the leave became known, if that is later.
 *
 * There is one guide per spell: neither a corrected last day nor a new leave after a cancelled one sends another,
 * because many HR systems correct a leave in that way. The handler then sends the new dates by hand.
 */
export function mailWindow(spell: Spell, { unit, policy }: GuidePlace): MailWindow | undefined {
  const { situation, guide } = spell;
  if (situation.is !== 'left' || guide !== undefined || unit?.leaverGuide === undefined) return undefined;
  const { end } = situation;
  if (end.personalEmail === undefined || !isWrittenTo(end.reason)) return undefined;
  if (end.on < unit.leaverGuide.from || needsNoRemoval(spell, policy)) return undefined;
  const from = laterOf(addDays(end.on, 1), chinaDayOf(end.knownAt));
  const until = helpsUntil(end);
  return from <= until ? { from, until } : undefined;
}

/** The last day on which the daily run mails a guide, or asks staff to pass on a rejected one. */
function helpsUntil({ on }: End): PlainDate {
  return addDays(on, HELPS_FOR_DAYS);
}

type GuideTask =
  | 'send'
  /** The guide was neither mailed nor passed on while it was useful, so it is dropped. */
  | 'give-up';

/** What the daily run of `day` must do about the guide of this spell; undefined if there is nothing to do. */
export function guideTask(spell: Spell, place: GuidePlace, day: PlainDate): GuideTask | undefined {
  if (isAwaitingHandOver(spell)) return day > helpsUntil(spell.situation.end) ? 'give-up' : undefined;
  const window = mailWindow(spell, place);
  if (window === undefined || day < window.from) return undefined;
  return day <= window.until ? 'send' : 'give-up';
}

/**
 * The first day on which the daily run must mail the guide or staff must pass it on; {@link NEVER} once it is settled.
 */
function guideWakesOn(spell: Spell, place: GuidePlace): PlainDate {
  if (isAwaitingHandOver(spell)) return spell.guide.on;
  return mailWindow(spell, place)?.from ?? NEVER;
}

type Refused = Spell & {
  readonly situation: Extract<Spell['situation'], { is: 'left' }>;
  readonly guide: NonNullable<Spell['guide']>;
};

/** Whether the address rejected the mail and staff have not recorded that they passed the guide on. */
function isAwaitingHandOver(spell: Spell): spell is Refused {
  const { situation, guide, documents } = spell;
  if (situation.is !== 'left' || guide?.is !== 'refused') return false;
  return !documents.some(({ caseKind }) => caseKind === 'leaver-guide');
}
