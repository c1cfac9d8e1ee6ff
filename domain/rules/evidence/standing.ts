import { onOrAfter } from '../../calendar/working-days.ts';
import { leaveFiled } from '../../employment/other-spells.ts';
import {
  endOfSpell,
  type FilingState,
  type FirstAccepted,
  inServiceOn,
  isEmployment,
  type Listing,
  lastAnswer,
  type OtherSpell,
  type Spell,
  type Submission,
} from '../../employment/spell.ts';
import { compareText } from '../../facts/fact.ts';
import { compact } from '../../values/compact.ts';
import { firstDayOf, type Month, monthOf, monthsFromTo, plusMonths } from '../../values/month.ts';
import { addDays, NEVER, type PlainDate } from '../../values/plain-date.ts';
import { statutoryTerm } from '../origin.ts';
import { isPayableBy } from '../overpayment/overpaid-charges.ts';
import {
  type Absence,
  absencesOf,
  billOf,
  chargedMonthsOf,
  type EvidenceContext,
  isPersonCharged,
  lastPayableOf,
  listOf,
  type Source,
} from './absence.ts';
import { acceptanceEffectiveFrom, expectedFrom, firstMonthInTime, isPayableIn } from './expected.ts';

/** One file's statement about a person: a bill for its month, a list for its date. */
export interface FileEntry {
  readonly month: Month;
  readonly is: 'listed' | 'not-listed';
  readonly source: Source;
  /** The state shown by a list. */
  readonly listing?: Listing;
}

export type Accepted = Extract<FilingState, { is: 'accepted' }>;
type Rejected = Extract<FilingState, { is: 'rejected' }>;

/** The filing by which an enrolment began. */
export type FirstFiling = { readonly is: 'submitted'; readonly on: PlainDate } | FirstAcceptance;
type FirstAcceptance = { readonly is: 'accepted' } & FirstAccepted;

export interface EnrolmentStanding {
  /** Nothing is left to file: the agency listed the person at the unit, or accepted the enrolment. */
  readonly isConfirmed: boolean;
  /** E1: the first file during the service that names the person. Its month is the first one paid for. */
  readonly listed?: FileEntry;
  readonly lastListed?: FileEntry;
  /** The acceptance of the enrolment, unless the enrolment was rejected later. */
  readonly accepted?: Accepted;
  /**
   * E17: the rejection of an enrolment after the latest listed month. It makes a question; the enrolment is not due
   * again.
   */
  readonly rejectedSince?: Pick<Rejected, 'on' | 'reason'>;
  /** A filing made after the latest listed month or after the acceptance, and its state. */
  readonly again?: Submission | Rejected;
  /** The filing by which the enrolment began. A filing made after a file already named the person does not count. */
  readonly first?: FirstFiling;
  /**
   * E1: whether the enrolment was filed after the last lawful day. Undefined if the enrolment is not confirmed, or if
   * this is unknown.
   */
  readonly isLate?: boolean;
  /**
   * E2: the months of absence, if the person has left and is absent from every month for which an enrolment was still
   * possible in time (see firstMonthInTime).
   */
  readonly neverListed?: readonly Absence[];
  /**
   * E2: the person has left and some months are unknown. Nothing is left to file, and nothing is said about these
   * months.
   */
  readonly isPast?: true;
}

/** The state of a removal, by filings and the agency's files together. */
export type RemovalStanding =
  /** The person has not left. `accepted`: the agency accepted a removal nevertheless. */
  | { readonly is: 'none'; readonly accepted?: Accepted }
  /** The removal is still to do. `listed`: a file names the person after the acceptance (E5), or after the leave. */
  | { readonly is: 'open'; readonly accepted?: Accepted; readonly listed?: FileEntry }
  /** The removal is done. It has the evidence, and the first month without the person. */
  | {
      readonly is: 'confirmed';
      readonly by: 'acceptance' | 'bill' | 'list' | 'move' | 'answer';
      readonly from: Month;
      readonly accepted?: Accepted;
      readonly entry?: FileEntry;
      /** For a move: the unit where the person is insured now. */
      readonly unitId?: string;
    }
  /** E6: the person returned before the removal was filed. From that day on, nobody is to be removed. */
  | { readonly is: 'withdrawn'; readonly on: PlainDate }
  /** E6: the enrolment of a later spell at the unit is confirmed, which ends this removal. */
  | { readonly is: 'superseded'; readonly on: PlainDate };

/**
 * E3: the person is in service but absent from the agency's files, although they were listed before or the enrolment
 * was accepted.
 */
export interface NotCovered {
  /** The first month whose bill or list does not name the person. */
  readonly since: Month;
  /** All files that show the absence, in order of months. */
  readonly entries: readonly FileEntry[];
}

/**
 * E9: the person was charged for every whole month between two spells, and no removal is recorded except a rejected
 * one.
 */
export interface ChargedGap {
  readonly backOn: PlainDate;
  /** The months between the last payable one and the return that were charged, under whichever employee id. */
  readonly months: readonly Month[];
  /** The answer of staff: whether the leave was filed. */
  readonly filed?: boolean;
}

export interface Standing {
  readonly enrolment: EnrolmentStanding;
  readonly removal: RemovalStanding;
  readonly notCovered?: NotCovered;
  /** E3: months of absence in service that lie before a listed month and after a listed or accepted one. */
  readonly missed: readonly Absence[];
  /** E4: the latest month of absence in service, while the enrolment is not confirmed. */
  readonly unlisted?: Absence;
  /** E9: the gap after this spell; only on the earlier of the two spells. */
  readonly gap?: ChargedGap;
  /** Every month of absence, in service and after. */
  readonly absences: readonly Absence[];
}

/**
 * R13: the state of a spell's enrolment and removal. A filing only claims something; the agency's own files prove it.
 * For each month the strongest statement decides (E17). The order in which files and facts arrived does not matter. The
 * answer does not depend on today: if something applies from a certain day, the answer gives that day.
 */
export function standing(spell: Spell, context: EvidenceContext): Standing {
  const known = lastStandings.get(spell);
  if (known !== undefined && isSameContext(known.context, context)) return known.answer;
  const answer = standingOf(spell, context);
  lastStandings.set(spell, { context, answer });
  return answer;
}

/** The last standing of each spell is cached, because every kind of case asks for it in the same context. */
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
  const evidence = { absences, entries: entriesOf(spell, absences, context) };
  const removal = removalOf(spell, evidence, context);
  const enrolment = enrolmentOf(spell, evidence, removal, context);
  const notCovered = notCoveredOf(spell, evidence, enrolment, context);
  const gap = gapOf(spell, context);
  const unlisted = enrolment.isConfirmed ? undefined : unlistedOf(spell, evidence, context);
  const missed = missedOf(spell, evidence, enrolment, context);
  return { enrolment, removal, missed, absences, ...compact({ notCovered, unlisted, gap }) };
}

/** Whether the removal is still to do on the day. */
export function isRemovalOpen({ removal }: Pick<Standing, 'removal'>, asOf: PlainDate): boolean {
  return removal.is === 'open' || (removal.is === 'withdrawn' && asOf < removal.on);
}

/** Whether the person is off the unit's list, by the strongest statement. */
export function isRemoved({ removal }: Pick<Standing, 'removal'>): boolean {
  return removal.is === 'confirmed' || (removal.is === 'none' && removal.accepted !== undefined);
}

interface Evidence {
  readonly absences: readonly Absence[];
  readonly entries: readonly FileEntry[];
}

/**
 * The statements of the files, the strongest last. They are sorted by month; within a month bills come first, then
 * lists by date.
 */
function entriesOf(
  spell: Spell,
  absences: readonly Absence[],
  context: EvidenceContext,
): readonly FileEntry[] {
  const { charges, listings = [] } = spell;
  // If a month has several charges, the bill of the first charge is named.
  const factIds = new Map(charges.toReversed().map(({ month, factId }) => [month, factId]));
  const charged = chargedMonthsOf(spell).map(
    (month): FileEntry => ({ month, is: 'listed', source: billOf(month, context, factIds.get(month)) }),
  );
  const absent = absences.map(({ month, source }): FileEntry => ({ month, is: 'not-listed', source }));
  const listed = listings.map(
    (listing): FileEntry => ({
      month: monthOf(listing.on),
      is: listing.is === 'listed' ? 'listed' : 'not-listed',
      source: listOf(listing, context),
      listing,
    }),
  );
  return [...charged, ...absent, ...listed].sort((a, b) => compareText(rankOf(a), rankOf(b)));
}

function rankOf({ month, listing }: FileEntry): string {
  return listing === undefined ? month : `${month} ${listing.on}`;
}

/** The strongest of all statements in the agency's files; undefined if no file says anything about the person. */
export function lastEntryOf(spell: Spell, context: EvidenceContext): FileEntry | undefined {
  return entriesOf(spell, absencesOf(spell, context), context).at(-1);
}

/**
 * The statements of the files about the time in service: bills of its months, lists dated in it. A charge for a month
 * that an earlier spell at the unit must pay belongs to that earlier spell, if the removal from it was filed.
 */
function inService(spell: Spell, { entries }: Evidence, { policy }: EvidenceContext): readonly FileEntry[] {
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
  return entries.filter(({ month, listing }) => {
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
  const listedEntries = inService(spell, evidence, context).filter(({ is }) => is === 'listed');
  const [earliest, last] = [listedEntries[0], listedEntries.at(-1)];
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
    ...compact({ listed, lastListed, accepted, again, first }),
    ...(isRejectedSince && !isKnownInsured && { rejectedSince: rejected }),
  };
  if (listed === undefined && hasFileAfterLeave(removal)) {
    const neverListed = neverListedIn(spell, evidence, context);
    if (neverListed.length > 0) return { isConfirmed: true, ...common, neverListed };
    if (!isConfirmed) return { isConfirmed: true, ...common, isPast: true };
  }
  if (!isConfirmed) return { isConfirmed, ...common };
  const isLate = latenessOf(spell, { listed, first }, evidence, context);
  return { isConfirmed, ...common, ...compact({ isLate }) };
}

/**
 * Whether a file about the time after the leave shows the person, as off the list or still on it. The enrolment is then
 * a matter of the past.
 */
function hasFileAfterLeave(removal: RemovalStanding): boolean {
  if (removal.is === 'confirmed') return removal.entry !== undefined;
  return removal.is === 'open' && removal.listed !== undefined;
}

/** The last rejection, even if the filing was submitted again since. */
function rejectionOf(filing: FilingState | undefined): Pick<Rejected, 'on' | 'reason'> | undefined {
  if (filing?.is === 'submitted') return filing.rejected;
  return filing?.is === 'rejected' ? filing : undefined;
}

/** A filing made after the latest listed month. If no file names the person: a submission after the acceptance. */
function filedAgain(
  filing: FilingState | undefined,
  lastListed: FileEntry | undefined,
): Submission | Rejected | undefined {
  const pending = filing?.is === 'accepted' ? filing.again : filing;
  if (pending === undefined) return undefined;
  const isAgain =
    lastListed === undefined ? filing?.is === 'accepted' : monthOf(pending.on) > lastListed.month;
  return isAgain ? pending : undefined;
}

/**
 * The filing by which the enrolment began. If the latest filing was made after the day of a file that names the person,
 * the enrolment began with an earlier filing. Then the first acceptance is returned, if there was one.
 */
function firstFiling(
  filing: FilingState | undefined,
  listed: FileEntry | undefined,
): FirstFiling | undefined {
  if (filing === undefined) return undefined;
  const listedOn = listed?.listing?.on ?? listed?.source.on;
  const { firstAccepted } = filing;
  const filedOn = filing.is === 'accepted' ? (filing.submittedOn ?? filing.on) : filing.on;
  if (listedOn !== undefined && listedOn < filedOn) {
    return firstAccepted && { is: 'accepted', ...firstAccepted };
  }
  return filing.is === 'rejected' ? undefined : filing;
}

/**
 * The entry of a list. If the list states since when the person is insured, and this was in an earlier month, the entry
 * gets that month, but no month before the service.
 */
function withSince(entry: FileEntry, startOn: PlainDate): FileEntry {
  const since = entry.listing?.since;
  if (since === undefined) return entry;
  const month = monthOf(since >= startOn ? since : startOn);
  return month < entry.month ? { ...entry, month } : entry;
}

/** A charge under another employee id of the same person at the unit, for a month that only this spell must pay. */
function firstElsewhere(spell: Spell, context: EvidenceContext): FileEntry | undefined {
  const { situation, otherSpells, unitId } = spell;
  if (!isEmployment(situation)) return undefined;
  const from = monthOf(situation.start.on);
  const lastPayable = lastPayableOf(spell, context.policy);
  const here = otherSpells.filter((other) => other.unitId === unitId);
  const [month] = here
    .flatMap(({ chargedMonths = [] }) => chargedMonths.flatMap((span) => monthsFromTo(span.from, span.to)))
    .filter((month) => month >= from && (lastPayable === undefined || month <= lastPayable))
    .filter((month) => !here.some((other) => isPayableBy(other, month, context.policy)))
    .sort();
  return month === undefined ? undefined : { month, is: 'listed', source: billOf(month, context) };
}

/** Phrases in a rejection that mean: the person is already on this unit's list. */
const INSURED_HERE = [
  /已(经)?(在|于)?(本|贵)(单位|公司)(正常|办理)?参保/,
  /(本|贵)(单位|公司)已(经)?(正常|办理)?(增员|参保)/,
  /already (insured|enrolled|registered) (here|at this (unit|employer|company))/i,
];

function isInsuredHere(reason: string): boolean {
  return INSURED_HERE.some((pattern) => pattern.test(reason));
}

/** E2: "never on the list" needs absence in every makeable payable month, and at least one such month. */
function neverListedIn(spell: Spell, { absences }: Evidence, context: EvidenceContext): readonly Absence[] {
  const { situation } = spell;
  const lastPayable = lastPayableOf(spell, context.policy);
  if (!isEmployment(situation) || lastPayable === undefined) return [];
  const makeable = monthsFromTo(firstMonthInTime(situation.start.on, context), lastPayable).filter((month) =>
    isPayableIn(spell, month, context.policy),
  );
  const isSure =
    makeable.length > 0 && makeable.every((month) => absences.some((absence) => absence.month === month));
  return isSure ? absences.filter(({ month }) => isPayableIn(spell, month, context.policy)) : [];
}

/**
 * E1: in time means submitted or accepted by the last lawful day. If neither is known, the enrolment is late only if
 * the person is absent from the makeable month of the last lawful day. Undefined if unknown.
 */
function latenessOf(
  spell: Spell,
  { listed, first }: { readonly listed: FileEntry | undefined; readonly first: FirstFiling | undefined },
  { absences }: Evidence,
  context: EvidenceContext,
): boolean | undefined {
  const lastLawfulDay = lastLawfulDayOf(spell, context);
  if (lastLawfulDay === undefined) return undefined;
  if (first !== undefined) {
    const filedOn = first.is === 'accepted' ? (first.submittedOn ?? first.on) : first.on;
    return filedOn > lastLawfulDay;
  }
  const last = firstMonthInTime(lastLawfulDay, context);
  if (absences.some(({ month }) => month === last)) return true;
  return listed !== undefined && listed.month <= last ? false : undefined;
}

/** The last day on which the enrolment is lawful (社会保险法 58, 民法典 203); undefined if the person has no service. */
export function lastLawfulDayOf(
  { situation }: Pick<Spell, 'situation'>,
  { policy, calendar }: EvidenceContext,
): PlainDate | undefined {
  if (!isEmployment(situation)) return undefined;
  const { on } = situation.start;
  // A hire before the law came into force gets the term of the present law.
  const { days } = statutoryTerm('enrolmentDays', on, NEVER, policy);
  return onOrAfter(addDays(on, days), calendar).day;
}

function removalOf(spell: Spell, evidence: Evidence, context: EvidenceContext): RemovalStanding {
  const { filings } = spell;
  const end = endOfSpell(spell);
  const lastPayable = lastPayableOf(spell, context.policy);
  const accepted = filings.removal?.is === 'accepted' ? filings.removal : undefined;
  if (end === undefined || lastPayable === undefined) {
    return { is: 'none', ...compact({ accepted }) };
  }
  const back = returnOf(spell);
  const effectiveFrom = accepted && laterMonth(removalEffectiveFrom(accepted), plusMonths(lastPayable, 1));
  const last = lastEntryAfter(spell, end.on, lastPayable, evidence);
  const contradicted =
    accepted !== undefined &&
    effectiveFrom !== undefined &&
    last &&
    contradicts(last, accepted, effectiveFrom);
  if (accepted !== undefined && effectiveFrom !== undefined && !contradicted) {
    return {
      is: 'confirmed',
      by: 'acceptance',
      from: effectiveFrom,
      accepted,
      ...(last?.is === 'not-listed' && { entry: last }),
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
    return { is: 'confirmed', by, from: endedFrom(last, lastPayable), entry: last };
  }
  const moved = movedTo(spell, evidence, context);
  if (moved !== undefined) return moved;
  const answered = answeredFiled(spell);
  if (answered !== undefined && (last === undefined || last.month <= monthOf(answered))) {
    return { is: 'confirmed', by: 'answer', from: plusMonths(monthOf(answered), 1) };
  }
  return { is: 'open', ...compact({ accepted, listed: last }) };
}

/** E17: an accepted removal applies from its effective month, otherwise from the month after the acceptance. */
export function removalEffectiveFrom({ on, effectiveMonth }: Accepted): Month {
  return effectiveMonth ?? plusMonths(monthOf(on), 1);
}

/**
 * E5: whether the file lists the person in a month for which the removal was accepted. A list from before the
 * acceptance does not contradict it.
 */
function contradicts({ is, month, listing }: FileEntry, accepted: Accepted, effectiveFrom: Month): boolean {
  if (is === 'not-listed' || month < effectiveFrom) return false;
  return listing === undefined || listing.on > accepted.on;
}

/**
 * The strongest statement about the months after the last payable one and before a return. This includes a list dated
 * after the leave that shows the end of insurance.
 */
function lastEntryAfter(
  spell: Spell,
  endOn: PlainDate,
  lastPayable: Month,
  { entries }: Evidence,
): FileEntry | undefined {
  const back = returnOf(spell);
  const until = back && monthOf(back.startOn);
  return entries.findLast(({ month, is, listing }) => {
    if (until !== undefined && (listing === undefined ? month >= until : listing.on >= (back?.startOn ?? '')))
      return false;
    if (month > lastPayable) return true;
    return is === 'not-listed' && listing !== undefined && listing.on >= endOn;
  });
}

/**
 * The first month in which the person is off the list: the month of the file, or the month after the list's "since" day
 * if that is earlier, but never before the month after the last payable one.
 */
function endedFrom({ month, listing }: FileEntry, lastPayable: Month): Month {
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

/** Whether the later spell has an enrolment of its own: accepted, or charged or listed in one of its months. */
function isEnrolledAgain(back: OtherSpell, { situation }: Spell): boolean {
  if (back.enrolledOn !== undefined) return true;
  const { lastListing, chargedMonths = [] } = back;
  if (lastListing?.is === 'listed' && lastListing.on >= back.startOn) return true;
  const from = monthOf(back.startOn);
  const leftIn = situation.is === 'left' ? monthOf(situation.end.on) : from;
  return chargedMonths.some(({ to }) => to >= from && to > leftIn);
}

/**
 * E10: an enrolment confirmed at the next unit, in the same region, settles the removal here, unless this unit's list
 * names the person in the first month of that enrolment or later.
 */
function movedTo(
  spell: Spell,
  { entries }: Evidence,
  { unitsInRegion }: EvidenceContext,
): Extract<RemovalStanding, { is: 'confirmed' }> | undefined {
  const next = enrolledAtNext(spell);
  if (next === undefined || unitsInRegion?.has(next.unitId) !== true) return undefined;
  if (entries.some(({ is, month }) => is === 'listed' && month >= next.from)) return undefined;
  return { is: 'confirmed', by: 'move', from: next.from, unitId: next.unitId };
}

/** The unit where a moved person is enrolled now, and from which month on. Undefined until that is confirmed. */
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
function answeredFiled(spell: Spell): PlainDate | undefined {
  const last = lastAnswer(spell, 'removal');
  return last?.answer === 'filed' ? last.on : undefined;
}

/**
 * Whether E3 looks at the month. The month must be payable here and after the month of the hire, because the local rule
 * decides on the month of the hire (E16).
 */
function countsInService(spell: Spell, entry: FileEntry, context: EvidenceContext): boolean {
  const { situation } = spell;
  if (!isEmployment(situation)) return false;
  return entry.month > monthOf(situation.start.on) && isPayableIn(spell, entry.month, context.policy);
}

function notCoveredOf(
  spell: Spell,
  evidence: Evidence,
  { listed, lastListed, accepted }: EnrolmentStanding,
  context: EvidenceContext,
): NotCovered | undefined {
  const entries = inService(spell, evidence, context);
  if (entries.at(-1)?.is !== 'not-listed' || (listed === undefined && accepted === undefined))
    return undefined;
  const from = listed?.month ?? expectedFrom(spell, context);
  if (from === undefined) return undefined;
  const since = lastListed === undefined ? 0 : entries.lastIndexOf(lastListed) + 1;
  const against = entries
    .slice(since)
    .filter(({ is, month }) => is === 'not-listed' && month >= from)
    .filter((entry) => accepted === undefined || isAfterAcceptance(entry, accepted, context))
    .filter((entry) =>
      entry.listing !== undefined
        ? isPayableIn(spell, entry.month, context.policy)
        : countsInService(spell, entry, context),
    )
    .filter((entry) => !isAnswered(spell, entry, evidence));
  const [first] = against;
  return first && { since: first.month, entries: against };
}

/**
 * E17: whether the file can contradict the acceptance. A bill can if its month is the effective month or later, a list
 * if it is dated after the acceptance.
 */
function isAfterAcceptance(
  { month, listing }: FileEntry,
  accepted: Accepted,
  context: EvidenceContext,
): boolean {
  return listing === undefined
    ? month >= acceptanceEffectiveFrom(accepted, context)
    : listing.on > accepted.on;
}

/**
 * Whether an answer of staff covers the file. The answer covers the months up to the last file issued by the day of the
 * answer; a file of a later month is a new question.
 */
function isAnswered(spell: Spell, { month }: FileEntry, { entries }: Evidence): boolean {
  const answer = lastAnswer(spell, 'not-covered');
  if (answer === undefined) return false;
  const about = entries.findLast(({ source }) => source.on !== undefined && source.on <= answer.on);
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
    const entry: FileEntry = { month, is: 'not-listed', source };
    const isBetween =
      month < lastListed.month && (month > listed.month || (from !== undefined && month >= from));
    return isBetween && countsInService(spell, entry, context) && !isAnswered(spell, entry, evidence);
  });
}

function unlistedOf(spell: Spell, { absences }: Evidence, context: EvidenceContext): Absence | undefined {
  const { situation } = spell;
  if (!isEmployment(situation)) return undefined;
  const from = firstMonthInTime(situation.start.on, context);
  return absences.findLast(({ month }) => month >= from && isPayableIn(spell, month, context.policy));
}

/** E9 asks only if at most this many whole months lie between two spells. */
const MAX_MONTHS_BETWEEN = 3;

/**
 * E9: the months between this spell and the next one at the unit, if every whole month between them was charged and no
 * removal is recorded except a rejected one; otherwise undefined.
 */
function gapOf(spell: Spell, context: EvidenceContext): ChargedGap | undefined {
  const { situation, filings } = spell;
  const back = returnOf(spell);
  if (situation.is !== 'left' || back === undefined) return undefined;
  if (filings.removal !== undefined && filings.removal.is !== 'rejected') return undefined;
  const whole = wholeMonthsBetween(situation.end.on, back.startOn);
  if (whole.length === 0 || whole.length > MAX_MONTHS_BETWEEN) return undefined;
  if (!whole.every((month) => isPersonCharged(spell, month))) return undefined;
  const lastPayable = lastPayableOf(spell, context.policy) ?? monthOf(situation.end.on);
  const months = monthsFromTo(plusMonths(lastPayable, 1), plusMonths(monthOf(back.startOn), -1));
  return {
    backOn: back.startOn,
    months: months.filter((month) => isPersonCharged(spell, month)),
    ...compact({ filed: leaveFiled(spell) }),
  };
}

function wholeMonthsBetween(endOn: PlainDate, startOn: PlainDate): readonly Month[] {
  return monthsFromTo(plusMonths(monthOf(endOn), 1), plusMonths(monthOf(startOn), -1));
}

/**
 * E9 for the later of the two spells: the person was charged in every month since the leave, so the enrolment is part
 * of that question. It ends once a file does not name the person, or staff answered that the leave was filed.
 */
export function isBackUnremoved(spell: Spell, context: EvidenceContext): boolean {
  return leftUnremoved(spell) !== undefined && absencesOf(spell, context).length === 0;
}

/**
 * E9 for both spells: the months whose charges are in question. They may be charged under the employee id of either
 * spell. They stay out of the overpayment if staff answered that the leave was not filed.
 */
export function monthsInQuestion(spell: Spell, context: EvidenceContext): readonly Month[] {
  const { gap } = standing(spell, context);
  const after = gap === undefined || gap.filed === true ? [] : gap.months;
  const left = leftUnremoved(spell);
  if (left === undefined) return after;
  const before = monthsFromTo(monthOf(left.endOn), plusMonths(monthOf(left.backOn), -1));
  return [...before.filter((month) => !isPayableBy(left, month, context.policy)), ...after];
}

/** E9: the previous spell at the unit, if its leave is in question because of this one. */
function leftUnremoved(spell: Spell): (OtherSpell & LeaveAndReturn) | undefined {
  const { situation, otherSpells, unitId } = spell;
  if (!isEmployment(situation)) return undefined;
  const { on: backOn } = situation.start;
  const [previous] = otherSpells
    .filter((other) => other.unitId === unitId && other.startOn < backOn)
    .sort((a, b) => compareText(b.startOn, a.startOn));
  if (previous?.endOn === undefined || previous.endOn >= backOn) return undefined;
  if (previous.removalFiledOn !== undefined || previous.leaveFiled === true) return undefined;
  const whole = wholeMonthsBetween(previous.endOn, backOn);
  if (whole.length === 0 || whole.length > MAX_MONTHS_BETWEEN) return undefined;
  if (!whole.every((month) => isPersonCharged(spell, month))) return undefined;
  return { ...previous, endOn: previous.endOn, backOn };
}

interface LeaveAndReturn {
  readonly endOn: PlainDate;
  readonly backOn: PlainDate;
}

/** The date of a list, or the first day of a bill's month. */
export function dayOfEntry({ month, listing }: FileEntry): PlainDate {
  return listing?.on ?? firstDayOf(month);
}
