import { onOrAfter } from '../../calendar/working-days.ts';
import {
  type FilingState,
  type FirstAccepted,
  inServiceOn,
  isEmployment,
  type Listing,
  type OtherSpell,
  type Spell,
  type Submission,
} from '../../employment/spell.ts';
import { firstDayOf, type Month, monthOf, monthsFromTo, plusMonths } from '../../values/month.ts';
import { addDays, type Instant, NEVER, type PlainDate } from '../../values/plain-date.ts';
import { statutoryTerm } from '../origin.ts';
import { isPayableBy } from '../overpayment/overpaid-charges.ts';
import {
  type Absence,
  absencesOf,
  billOf,
  chargedMonthsOf,
  type EvidenceContext,
  isCharged,
  isPersonCharged,
  lastPayableOf,
  listOf,
  type Source,
} from './absence.ts';
import { acceptanceSpeaksFrom, expectedFrom, isPayableIn, makeableMonth } from './expected.ts';

/** What the agency's own files say of a person for a month or, of a list, on a day of it. */
export interface Word {
  readonly month: Month;
  readonly is: 'listed' | 'not-listed';
  readonly source: Source;
  /** What a list called the state, and since when. */
  readonly listing?: Listing;
}

export type Accepted = Extract<FilingState, { is: 'accepted' }>;
type Rejected = Extract<FilingState, { is: 'rejected' }>;

/** The filing by which an enrolment began. */
export type FirstFiling = { readonly is: 'submitted'; readonly on: PlainDate } | FirstAcceptance;
type FirstAcceptance = { readonly is: 'accepted' } & FirstAccepted;

export interface EnrolmentStanding {
  /** Whether nothing is left to be filed: the agency had the person on the unit's list, or accepted. */
  readonly isConfirmed: boolean;
  /** E1: the first word in service that has the person on the unit's list; its month is the first one paid for. */
  readonly listed?: Word;
  /** The latest such word. */
  readonly lastListed?: Word;
  /** What the agency answered, where it accepted and no later rejection stands. */
  readonly accepted?: Accepted;
  /** E17: a rejection of after the latest listed month: a question, not an enrolment that is due again. */
  readonly rejectedSince?: Pick<Rejected, 'on' | 'reason'>;
  /** What was filed again after the latest listed month or the acceptance, and how far it is. */
  readonly again?: Submission | Rejected;
  /** The filing by which the enrolment began; what was filed once a file had the person is not the first. */
  readonly first?: FirstFiling;
  /** E1: not confirmed by the last lawful day; undefined while it is not confirmed, or nobody can tell. */
  readonly isLate?: boolean;
  /** E2: gone, and absent from every month that could have been made: those months. */
  readonly neverListed?: readonly Absence[];
  /** E2: gone, with months of which nobody knows: nothing is left to be filed, and nothing is claimed. */
  readonly isMoot?: true;
}

/** Where a removal stands once evidence has had its say. */
export type RemovalStanding =
  /** Nobody has left; `accepted`: the agency took the person off the list all the same. */
  | { readonly is: 'none'; readonly accepted?: Accepted }
  /** Still to be done; `listed`: the agency has the person on the list though it had accepted (E5), or after the leave. */
  | { readonly is: 'open'; readonly accepted?: Accepted; readonly listed?: Word }
  /** Done: by what, and from which month on, where that is known. */
  | {
      readonly is: 'confirmed';
      readonly by: 'acceptance' | 'bill' | 'list' | 'move' | 'answer';
      readonly from: Month;
      readonly accepted?: Accepted;
      readonly word?: Word;
      /** Of a move: where the person is insured now. */
      readonly unitId?: string;
    }
  /** E6: back at the unit before it was filed: nothing to remove from the day of the return on. */
  | { readonly is: 'withdrawn'; readonly on: PlainDate }
  /** E6: the enrolment of a later spell at the unit is confirmed, so that of the earlier one is over. */
  | { readonly is: 'superseded'; readonly on: PlainDate };

/** E3: on the list before, or accepted, and absent since while in service. */
export interface NotCovered {
  /** The first month, or that of the list, for which the agency does not have the person. */
  readonly since: Month;
  /** Each word that says so, in the order of the months. */
  readonly words: readonly [Word, ...Word[]];
  /** When the first of them was taken in. */
  readonly knownAt: Instant | undefined;
}

/** E9: charged through the whole months between two spells, with no removal filed. */
export interface ChargedGap {
  /** The first day back. */
  readonly backOn: PlainDate;
  /** The months between the last payable one and the return. */
  readonly months: readonly Month[];
  /** What staff answered to whether the leave was filed. */
  readonly filed?: boolean;
}

export interface Standing {
  readonly enrolment: EnrolmentStanding;
  readonly removal: RemovalStanding;
  readonly notCovered?: NotCovered;
  /** E3: months absent in service between months that were listed, or accepted for, and later listed ones. */
  readonly missed: readonly Absence[];
  /** E4: the latest month in service whose whole file does not have the person, while the enrolment is not confirmed. */
  readonly unlisted?: Absence;
  /** E9, on the earlier of the two spells. */
  readonly gap?: ChargedGap;
  /** Every month that a whole file knows the person to be absent from, in service and after. */
  readonly absences: readonly Absence[];
}

/**
 * R13: whose word counts for a spell. A filing is a claim, the agency's own lists are proof: for each month the strongest
 * word decides (E17), whatever the order in which bills, hires, leaves and filings came. It does not depend on the day:
 * where something holds from a day on, that day is given.
 */
export function standing(spell: Spell, context: EvidenceContext): Standing {
  const known = lastStandings.get(spell);
  if (known !== undefined && isSameContext(known.context, context)) return known.answer;
  const answer = standingOf(spell, context);
  lastStandings.set(spell, { context, answer });
  return answer;
}

/** Every kind of case asks for the standing of a spell, in the same context. */
const lastStandings = new WeakMap<Spell, { readonly context: EvidenceContext; readonly answer: Standing }>();

function isSameContext(a: EvidenceContext, b: EvidenceContext): boolean {
  return (
    a.policy === b.policy &&
    a.calendar === b.calendar &&
    a.unit === b.unit &&
    a.coverage === b.coverage &&
    a.unitsInRegion === b.unitsInRegion
  );
}

function standingOf(spell: Spell, context: EvidenceContext): Standing {
  const absences = absencesOf(spell, context);
  const evidence = { absences, words: wordsOf(spell, absences, context) };
  const removal = removalOf(spell, evidence, context);
  const enrolment = enrolmentOf(spell, evidence, removal, context);
  const notCovered = notCoveredOf(spell, evidence, enrolment, context);
  const gap = gapOf(spell, context);
  const unlisted = enrolment.isConfirmed ? undefined : unlistedOf(spell, evidence, context);
  return {
    enrolment,
    removal,
    ...(notCovered !== undefined && { notCovered }),
    missed: missedOf(spell, evidence, enrolment, context),
    ...(unlisted !== undefined && { unlisted }),
    ...(gap !== undefined && { gap }),
    absences,
  };
}

/** Whether the removal has still to be done on the day. */
export function isRemovalOpen({ removal }: Pick<Standing, 'removal'>, asOf: PlainDate): boolean {
  return removal.is === 'open' || (removal.is === 'withdrawn' && asOf < removal.on);
}

/** Whether the person is off the unit's list, by the strongest word. */
export function isRemoved({ removal }: Pick<Standing, 'removal'>): boolean {
  return removal.is === 'confirmed' || (removal.is === 'none' && removal.accepted !== undefined);
}

interface Evidence {
  readonly absences: readonly Absence[];
  readonly words: readonly Word[];
}

/** What files say, in the order of their strength: by month, in a month a list after bills, lists by their days. */
function wordsOf(spell: Spell, absences: readonly Absence[], context: EvidenceContext): readonly Word[] {
  const { charges, listings = [] } = spell;
  const charged = chargedMonthsOf(spell).map((month): Word => {
    const factId = charges.find((charge) => charge.month === month)?.factId;
    return { month, is: 'listed', source: billOf(month, context, factId) };
  });
  const absent = absences.map(({ month, source }): Word => ({ month, is: 'not-listed', source }));
  const listed = listings.map((listing): Word => {
    const source = listOf(listing, context);
    return {
      month: monthOf(listing.on),
      is: listing.is === 'listed' ? 'listed' : 'not-listed',
      source,
      listing,
    };
  });
  return [...charged, ...absent, ...listed]
    .map((word, index) => ({ word, index }))
    .sort((a, b) =>
      rankOf(a.word) < rankOf(b.word) ? -1 : rankOf(a.word) > rankOf(b.word) ? 1 : a.index - b.index,
    )
    .map(({ word }) => word);
}

function rankOf({ month, listing }: Word): string {
  return listing === undefined ? month : `${month} ${listing.on}`;
}

/** The strongest word of all, whatever it is about: what the agency's files say of the person now. */
export function lastWordOf(spell: Spell, context: EvidenceContext): Word | undefined {
  return wordsOf(spell, absencesOf(spell, context), context).at(-1);
}

/**
 * The words about the service: of its months, lists from its first day on. A charge of a month that an earlier spell at
 * the unit has to pay speaks for that one where its removal was filed.
 */
function inService(spell: Spell, { words }: Evidence, { policy }: EvidenceContext): readonly Word[] {
  const { situation, otherSpells, unitId, employeeId, spellId } = spell;
  if (!isEmployment(situation)) return [];
  const { on: startOn } = situation.start;
  const lastPayable = lastPayableOf(spell, policy);
  const removed = otherSpells.filter(
    (other) =>
      other.unitId === unitId &&
      `${other.employeeId}/${other.spellId}` !== `${employeeId}/${spellId}` &&
      other.startOn < startOn &&
      other.removalFiledOn !== undefined,
  );
  return words.filter(({ month, listing }) => {
    if (lastPayable !== undefined && month > lastPayable) return false;
    if (listing !== undefined) return listing.on >= startOn && inServiceOn(situation, listing.on);
    return month >= monthOf(startOn) && !removed.some((other) => isPayableBy(other, month, policy));
  });
}

function enrolmentOf(
  spell: Spell,
  evidence: Evidence,
  removal: RemovalStanding,
  context: EvidenceContext,
): EnrolmentStanding {
  const { situation, filings } = spell;
  if (!isEmployment(situation)) return { isConfirmed: false };
  const listedWords = inService(spell, evidence, context).filter(({ is }) => is === 'listed');
  const [earliest, last] = [listedWords[0], listedWords.at(-1)];
  const listed =
    earliest === undefined ? firstElsewhere(spell, context) : withSince(earliest, situation.start.on);
  const accepted = filings.enrolment?.is === 'accepted' ? filings.enrolment : undefined;
  const rejected = rejectionOf(filings.enrolment);
  const lastListed = last ?? listed;
  const isRejectedSince = rejected && lastListed && monthOf(rejected.on) > lastListed.month;
  const isKnownInsured =
    rejected !== undefined &&
    isInsuredHere(rejected.reason) &&
    !evidence.absences.some(({ month }) => month >= monthOf(rejected.on));
  const isConfirmed =
    listed !== undefined ||
    accepted !== undefined ||
    (isKnownInsured && filings.enrolment?.is === 'rejected');
  const again = filedAgain(filings.enrolment, lastListed);
  const first = firstFiling(filings.enrolment, listed);
  const common = {
    ...(listed !== undefined && { listed }),
    ...(lastListed !== undefined && { lastListed }),
    ...(accepted !== undefined && { accepted }),
    ...(isRejectedSince && !isKnownInsured && { rejectedSince: rejected }),
    ...(again !== undefined && { again }),
    ...(first !== undefined && { first }),
  };
  if (listed === undefined && saysAfterLeave(removal)) {
    const neverListed = neverListedIn(spell, evidence, context);
    if (neverListed.length > 0) return { isConfirmed: true, ...common, neverListed };
    if (!isConfirmed) return { isConfirmed: true, ...common, isMoot: true };
  }
  if (!isConfirmed) return { isConfirmed, ...common };
  const isLate = latenessOf(spell, { listed, first }, evidence, context);
  return { isConfirmed, ...common, ...(isLate !== undefined && { isLate }) };
}

/** Of somebody gone the files say that the agency has the person off its list, or still on it: enrolled or not, that is over. */
function saysAfterLeave(removal: RemovalStanding): boolean {
  if (removal.is === 'confirmed') return removal.word !== undefined;
  return removal.is === 'open' && removal.listed !== undefined;
}

/** The rejection that stands, also where the filing was submitted again since. */
function rejectionOf(filing: FilingState | undefined): Pick<Rejected, 'on' | 'reason'> | undefined {
  if (filing?.is === 'submitted') return filing.rejected;
  return filing?.is === 'rejected' ? filing : undefined;
}

/** A filing of after the latest listed month; where no file has the person, a submission of after the acceptance. */
function filedAgain(
  filing: FilingState | undefined,
  lastListed: Word | undefined,
): Submission | Rejected | undefined {
  const pending = filing?.is === 'accepted' ? filing.again : filing;
  if (pending === undefined) return undefined;
  const isAgain =
    lastListed === undefined ? filing?.is === 'accepted' : monthOf(pending.on) > lastListed.month;
  return isAgain ? pending : undefined;
}

/**
 * A filing that was made after the day of a file with the person is not the one by which the enrolment began. That is the
 * first acceptance, where there was one.
 */
function firstFiling(filing: FilingState | undefined, listed: Word | undefined): FirstFiling | undefined {
  if (filing === undefined) return undefined;
  const listedOn = listed?.listing?.on ?? listed?.source.on;
  const { firstAccepted } = filing;
  const filedOn = filing.is === 'accepted' ? (filing.submittedOn ?? filing.on) : filing.on;
  if (listedOn !== undefined && listedOn < filedOn) {
    return firstAccepted && { is: 'accepted', ...firstAccepted };
  }
  return filing.is === 'rejected' ? undefined : filing;
}

/** A list that names the day says since when; not before the service. */
function withSince(word: Word, startOn: PlainDate): Word {
  const since = word.listing?.since;
  if (since === undefined) return word;
  const month = monthOf(since >= startOn ? since : startOn);
  return month < word.month ? { ...word, month } : word;
}

/** Charged under another id of the same person at the unit, in a month that only this spell has to pay. */
function firstElsewhere(spell: Spell, context: EvidenceContext): Word | undefined {
  const { situation, otherSpells, unitId } = spell;
  if (!isEmployment(situation)) return undefined;
  const from = monthOf(situation.start.on);
  const lastPayable = lastPayableOf(spell, context.policy);
  const months = otherSpells
    .filter((other) => other.unitId === unitId)
    .flatMap((other) =>
      (other.chargedMonths ?? [])
        .flatMap((span) => monthsFromTo(span.from, span.to))
        .filter((month) => !isPayableBy(other, month, context.policy)),
    )
    .filter((month) => month >= from && (lastPayable === undefined || month <= lastPayable))
    .filter(
      (month) =>
        !otherSpells.some((other) => other.unitId === unitId && isPayableBy(other, month, context.policy)),
    )
    .sort();
  const [month] = months;
  return month === undefined ? undefined : { month, is: 'listed', source: billOf(month, context) };
}

/** What agencies write when the person is on this unit's own list already. */
const INSURED_HERE = [
  /已(经)?(在|于)?(本|贵)(单位|公司)(正常|办理)?参保/,
  /(本|贵)(单位|公司)已(经)?(正常|办理)?(增员|参保)/,
  /already (insured|enrolled|registered) (here|at this (unit|employer|company))/i,
];

function isInsuredHere(reason: string): boolean {
  return INSURED_HERE.some((pattern) => pattern.test(reason));
}

/** E2: "never on the list" needs every month that could be made and had to be paid, and is not said of none. */
function neverListedIn(spell: Spell, { absences }: Evidence, context: EvidenceContext): readonly Absence[] {
  const { situation } = spell;
  const lastPayable = lastPayableOf(spell, context.policy);
  if (!isEmployment(situation) || lastPayable === undefined) return [];
  const makeable = monthsFromTo(makeableMonth(situation.start.on, context), lastPayable).filter((month) =>
    isPayableIn(spell, month, context.policy),
  );
  const isSure =
    makeable.length > 0 && makeable.every((month) => absences.some((absence) => absence.month === month));
  return isSure ? absences.filter(({ month }) => isPayableIn(spell, month, context.policy)) : [];
}

/**
 * E1: in time means submitted or accepted by the last lawful day. Where neither is known, late only if the person is
 * absent from the month that could still be made on that day; undefined where nobody knows.
 */
function latenessOf(
  spell: Spell,
  { listed, first }: { readonly listed: Word | undefined; readonly first: FirstFiling | undefined },
  { absences }: Evidence,
  context: EvidenceContext,
): boolean | undefined {
  const lastLawfulDay = lastLawfulDayOf(spell, context);
  if (lastLawfulDay === undefined) return undefined;
  if (first !== undefined) {
    const filedOn = first.is === 'accepted' ? (first.submittedOn ?? first.on) : first.on;
    return filedOn > lastLawfulDay;
  }
  const last = makeableMonth(lastLawfulDay, context);
  if (absences.some(({ month }) => month === last)) return true;
  return listed !== undefined && listed.month <= last ? false : undefined;
}

/** The last day on which the enrolment is lawful (社会保险法 58, 民法典 203); undefined where there is no service. */
export function lastLawfulDayOf(
  { situation }: Pick<Spell, 'situation'>,
  { policy, calendar }: EvidenceContext,
): PlainDate | undefined {
  if (!isEmployment(situation)) return undefined;
  const { on } = situation.start;
  // Of a hire that is older than the law the days of the law as it stands.
  const { days } = statutoryTerm('enrolmentDays', on, NEVER, policy);
  return onOrAfter(addDays(on, days), calendar).day;
}

function removalOf(spell: Spell, evidence: Evidence, context: EvidenceContext): RemovalStanding {
  const { situation, filings } = spell;
  const end = situation.is === 'left' || situation.is === 'never-hired' ? situation.end : undefined;
  const lastPayable = lastPayableOf(spell, context.policy);
  const accepted = filings.removal?.is === 'accepted' ? filings.removal : undefined;
  if (end === undefined || lastPayable === undefined) {
    return { is: 'none', ...(accepted !== undefined && { accepted }) };
  }
  const back = returnOf(spell);
  const speaksFrom = accepted && laterMonth(removalSpeaksFrom(accepted), plusMonths(lastPayable, 1));
  const last = lastWordAfter(spell, end.on, lastPayable, evidence);
  const contradicted =
    accepted !== undefined && speaksFrom !== undefined && last && contradicts(last, accepted, speaksFrom);
  if (accepted !== undefined && speaksFrom !== undefined && !contradicted) {
    return {
      is: 'confirmed',
      by: 'acceptance',
      from: speaksFrom,
      accepted,
      ...(last?.is === 'not-listed' && { word: last }),
    };
  }
  if (back !== undefined) {
    if (isEnrolledAgain(back, spell)) return { is: 'superseded', on: back.startOn };
    if (filings.removal === undefined || filings.removal.is === 'rejected') {
      return { is: 'withdrawn', on: back.startOn };
    }
  }
  if (last?.is === 'not-listed') {
    const by = last.listing === undefined && last.source.is === 'bill' ? 'bill' : 'list';
    return { is: 'confirmed', by, from: endedFrom(last, lastPayable), word: last };
  }
  const moved = movedTo(spell, evidence, context);
  if (moved !== undefined) return moved;
  const answered = answeredFiled(spell);
  if (answered !== undefined && (last === undefined || last.month <= monthOf(answered))) {
    return { is: 'confirmed', by: 'answer', from: plusMonths(monthOf(answered), 1) };
  }
  return {
    is: 'open',
    ...(accepted !== undefined && { accepted }),
    ...(last !== undefined && { listed: last }),
  };
}

/** E17: an accepted removal speaks from its effective month, else from the month after it. */
export function removalSpeaksFrom({ on, effectiveMonth }: Accepted): Month {
  return effectiveMonth ?? plusMonths(monthOf(on), 1);
}

/** E5: still on the list in a month for which the acceptance had taken the person off; a list of before it says nothing. */
function contradicts({ is, month, listing }: Word, accepted: Accepted, speaksFrom: Month): boolean {
  if (is === 'not-listed' || month < speaksFrom) return false;
  return listing === undefined || listing.on > accepted.on;
}

/** The strongest word about the months after the last payable one; lists count from the leave on where they end it. */
function lastWordAfter(
  spell: Spell,
  endOn: PlainDate,
  lastPayable: Month,
  { words }: Evidence,
): Word | undefined {
  const back = returnOf(spell);
  const until = back && monthOf(back.startOn);
  return words.findLast(({ month, is, listing }) => {
    if (until !== undefined && (listing === undefined ? month >= until : listing.on >= (back?.startOn ?? '')))
      return false;
    if (month > lastPayable) return true;
    return is === 'not-listed' && listing !== undefined && listing.on >= endOn;
  });
}

/** Since when the person is off the list: the month after the day that the list gives, not before the first unpaid one. */
function endedFrom({ month, listing }: Word, lastPayable: Month): Month {
  const since = listing?.since;
  const from = since === undefined ? month : plusMonths(monthOf(since), 1);
  return laterMonth(from < month ? from : month, plusMonths(lastPayable, 1));
}

function laterMonth(a: Month, b: Month): Month {
  return a >= b ? a : b;
}

/** E6: the next spell of the person at this unit. */
export function returnOf({ situation, otherSpells, unitId }: Spell): OtherSpell | undefined {
  if (situation.is !== 'left') return undefined;
  const { end } = situation;
  return otherSpells
    .filter((other) => other.unitId === unitId && other.startOn > end.on)
    .reduce<OtherSpell | undefined>((a, b) => (a !== undefined && a.startOn <= b.startOn ? a : b), undefined);
}

/** Whether the later spell is enrolled for itself: accepted, charged, or on a list, in a month of its own. */
function isEnrolledAgain(back: OtherSpell, { situation }: Spell): boolean {
  if (back.enrolledOn !== undefined) return true;
  const { lastListing, chargedMonths = [] } = back;
  if (lastListing?.is === 'listed' && lastListing.on >= back.startOn) return true;
  const from = monthOf(back.startOn);
  const leftIn = situation.is === 'left' ? monthOf(situation.end.on) : from;
  return chargedMonths.some(({ to }) => to >= from && to > leftIn);
}

/**
 * E10: confirmed at the unit that the person moved to, in the same region, settles the removal here, unless this unit
 * still has the person on its list in that or a later month.
 */
function movedTo(
  spell: Spell,
  { words }: Evidence,
  { unitsInRegion }: EvidenceContext,
): Extract<RemovalStanding, { is: 'confirmed' }> | undefined {
  const next = enrolledAtNext(spell);
  if (next === undefined || unitsInRegion?.has(next.unitId) !== true) return undefined;
  if (words.some(({ is, month }) => is === 'listed' && month >= next.from)) return undefined;
  return { is: 'confirmed', by: 'move', from: next.from, unitId: next.unitId };
}

/** Where somebody who was moved is enrolled now, and from which month on; undefined while that is not confirmed. */
export function enrolledAtNext({
  situation,
  otherSpells,
}: Spell): { readonly unitId: string; readonly from: Month } | undefined {
  if (situation.is !== 'left' || situation.end.reason !== 'moved-to-other-unit') return undefined;
  const { toUnitId, on } = situation.end;
  const next = otherSpells.find((other) => other.unitId === toUnitId && other.startOn > on);
  if (next === undefined) return undefined;
  const months = [
    next.enrolledOn && monthOf(next.enrolledOn),
    next.lastListing?.is === 'listed' && next.lastListing.on >= next.startOn
      ? monthOf(next.lastListing.on)
      : undefined,
    next.chargedMonths
      ?.map((span) => laterMonth(span.from, monthOf(next.startOn)))
      .find((month, i) => month <= (next.chargedMonths?.[i]?.to ?? '')),
  ].filter((month): month is Month => month !== undefined);
  const [from] = months.sort();
  return from === undefined ? undefined : { unitId: next.unitId, from };
}

/** The day on which staff answered that the leave was filed with the agency. */
function answeredFiled({ answers = [] }: Spell): PlainDate | undefined {
  const last = answers.findLast(({ caseId }) => caseId.endsWith('/removal'));
  return last?.answer === 'filed' ? last.on : undefined;
}

/** What of the service counts for E3: after the month of the hire, which is the local rule's (E16), and to be paid here. */
function countsInService(spell: Spell, word: Word, context: EvidenceContext): boolean {
  const { situation } = spell;
  if (!isEmployment(situation)) return false;
  return word.month > monthOf(situation.start.on) && isPayableIn(spell, word.month, context.policy);
}

function notCoveredOf(
  spell: Spell,
  evidence: Evidence,
  { listed, lastListed, accepted }: EnrolmentStanding,
  context: EvidenceContext,
): NotCovered | undefined {
  const words = inService(spell, evidence, context);
  if (words.at(-1)?.is !== 'not-listed' || (listed === undefined && accepted === undefined)) return undefined;
  const from = listed?.month ?? expectedFrom(spell, context);
  if (from === undefined) return undefined;
  const since = lastListed === undefined ? 0 : words.lastIndexOf(lastListed) + 1;
  const [first, ...more] = words
    .slice(since)
    .filter(({ is, month }) => is === 'not-listed' && month >= from)
    .filter((word) => accepted === undefined || isAfterAcceptance(word, accepted, context))
    .filter((word) =>
      word.listing !== undefined
        ? isPayableIn(spell, word.month, context.policy)
        : countsInService(spell, word, context),
    )
    .filter((word) => !isAnswered(spell, word, evidence));
  if (first === undefined) return undefined;
  const known = [first, ...more].map(({ source }) => source.knownAt).filter((at) => at !== undefined);
  return { since: first.month, words: [first, ...more], knownAt: known.sort()[0] };
}

/** E17: a bill of before the month from which an acceptance speaks, or a list of before its day, does not contradict it. */
function isAfterAcceptance({ month, listing }: Word, accepted: Accepted, context: EvidenceContext): boolean {
  return listing === undefined ? month >= acceptanceSpeaksFrom(accepted, context) : listing.on > accepted.on;
}

/**
 * What staff answered holds until evidence of a later month than the answer was about: the files issued by its day.
 */
function isAnswered({ answers = [] }: Spell, { month }: Word, { words }: Evidence): boolean {
  const answer = answers.findLast(({ caseId }) => caseId.endsWith('/not-covered'));
  if (answer === undefined) return false;
  const about = words.findLast(({ source }) => source.on !== undefined && source.on <= answer.on);
  return month <= (about?.month ?? plusMonths(monthOf(answer.on), -1));
}

function missedOf(
  spell: Spell,
  evidence: Evidence,
  { listed, lastListed, accepted }: EnrolmentStanding,
  context: EvidenceContext,
): readonly Absence[] {
  if (lastListed === undefined || listed === undefined) return [];
  const from = accepted === undefined ? listed.month : expectedFrom(spell, context);
  return evidence.absences.filter(({ month, source }) => {
    const word: Word = { month, is: 'not-listed', source };
    const isBetween =
      month < lastListed.month && (month > listed.month || (from !== undefined && month >= from));
    return isBetween && countsInService(spell, word, context) && !isAnswered(spell, word, evidence);
  });
}

function unlistedOf(spell: Spell, { absences }: Evidence, context: EvidenceContext): Absence | undefined {
  const { situation } = spell;
  if (!isEmployment(situation)) return undefined;
  const from = makeableMonth(situation.start.on, context);
  return absences.findLast(({ month }) => month >= from && isPayableIn(spell, month, context.policy));
}

/** At most so many whole months between two spells are one question (E9). */
const MOST_MONTHS_BETWEEN = 3;

/** E9: the months between this spell and the next one at the unit, all of them charged though no removal was filed. */
function gapOf(spell: Spell, context: EvidenceContext): ChargedGap | undefined {
  const { situation, filings } = spell;
  const back = returnOf(spell);
  if (situation.is !== 'left' || back === undefined) return undefined;
  if (filings.removal !== undefined && filings.removal.is !== 'rejected') return undefined;
  const whole = wholeMonthsBetween(situation.end.on, back.startOn);
  if (whole.length === 0 || whole.length > MOST_MONTHS_BETWEEN) return undefined;
  if (!whole.every((month) => isPersonCharged(spell, month))) return undefined;
  const lastPayable = lastPayableOf(spell, context.policy) ?? monthOf(situation.end.on);
  const months = monthsFromTo(plusMonths(lastPayable, 1), plusMonths(monthOf(back.startOn), -1));
  const filed = filedAnswer(spell);
  return {
    backOn: back.startOn,
    months: months.filter((month) => isCharged(spell, month)),
    ...(filed !== undefined && { filed }),
  };
}

function filedAnswer({ answers = [] }: Spell): boolean | undefined {
  const last = answers.findLast(({ caseId }) => caseId.endsWith('/unfiled-leave'));
  return last === undefined ? undefined : last.answer === 'filed';
}

function wholeMonthsBetween(endOn: PlainDate, startOn: PlainDate): readonly Month[] {
  return monthsFromTo(plusMonths(monthOf(endOn), 1), plusMonths(monthOf(startOn), -1));
}

/**
 * E9, as the later of the two spells sees it: charged through the months since the person left, so that the enrolment is
 * in question with the leave. Over once a file does not have the person, or staff answered that the leave was filed.
 */
export function isBackUnremoved(spell: Spell, context: EvidenceContext): boolean {
  const { situation, otherSpells, unitId } = spell;
  if (!isEmployment(situation)) return false;
  const { on } = situation.start;
  const before = otherSpells.find(({ unitId: at, endOn, removalFiledOn, leaveFiled, chargedMonths = [] }) => {
    if (at !== unitId || endOn === undefined || endOn >= on) return false;
    if (removalFiledOn !== undefined || leaveFiled === true) return false;
    const whole = wholeMonthsBetween(endOn, on);
    if (whole.length === 0 || whole.length > MOST_MONTHS_BETWEEN) return false;
    return whole.every((month) => chargedMonths.some(({ from, to }) => from <= month && month <= to));
  });
  return before !== undefined && absencesOf(spell, context).length === 0;
}

/** The first day of the month, for what is dated by a month alone. */
export function dayOfWord({ month, listing }: Word): PlainDate {
  return listing?.on ?? firstDayOf(month);
}
