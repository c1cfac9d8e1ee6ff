import type { Calendar } from '../../calendar/calendar.ts';
import { isWithin } from '../../employment/charges.ts';
import { endOfSpell, hasBegun, type Listing, type Spell } from '../../employment/spell.ts';
import { compareText, importIn } from '../../facts/fact.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Coverage, Doubt } from '../../units/coverage.ts';
import type { Unit } from '../../units/unit.ts';
import { lastDayOf, type Month, monthOf, monthsFromTo } from '../../values/month.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../../values/plain-date.ts';
import { sureCutOffs } from '../deadline/cut-offs.ts';
import { payableUntil } from '../overpayment/overpaid-charges.ts';

/** The input of the evidence rules besides the spell. Contexts of cases contain it. */
export interface EvidenceContext {
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** Used only for the cut-off days of the company that files for the unit. */
  readonly unit?: Pick<Unit, 'agency'> | undefined;
  /** The agency's imported files, as far as they are about the unit as a whole; absent: no file was imported. */
  readonly coverage?: Coverage | undefined;
  /** Our units in the region of this one, including itself. Absent if unknown. Then no move settles a removal (E10). */
  readonly unitsInRegion?: ReadonlySet<string> | undefined;
}

/** A file of the agency, as named in reasons. */
export interface Source {
  readonly is: 'bill' | 'list';
  /** The month of the bill; for a list, the month of its date. */
  readonly month: Month;
  /** The date of issue of the bill, or the date of the list; absent if not recorded. */
  readonly on?: PlainDate;
  readonly file?: string;
  readonly by?: string;
  /** When the file was imported. If a later import replaced it and was then voided, the time of that void. */
  readonly knownAt?: Instant;
}

/** A month whose complete file does not name the person. */
export interface Absence {
  readonly month: Month;
  readonly source: Source;
}

/** The months that the agency charged for the spell itself, each once, in order. */
export function chargedMonthsOf({ charges, chargedMonths = [] }: Spell): readonly Month[] {
  const months = new Set(chargedMonths.flatMap(({ from, to }) => monthsFromTo(from, to)));
  for (const { month } of charges) months.add(month);
  return [...months].sort(compareText);
}

/**
 * Whether the month was charged at the spell's unit for the same person in another spell, under this or another
 * employee id.
 */
function chargedToOthers({ unitId, otherSpells }: Spell, month: Month): boolean {
  return otherSpells.some(
    (other) => other.unitId === unitId && other.chargedMonths && isWithin(other.chargedMonths, month),
  );
}

export function isCharged(spell: Spell, month: Month): boolean {
  const { charges, chargedMonths = [] } = spell;
  return isWithin(chargedMonths, month) || charges.some((charge) => charge.month === month);
}

/** Whether the agency charged the unit for the person in the month, under whichever employee id. */
export function isPersonCharged(spell: Spell, month: Month): boolean {
  return isCharged(spell, month) || chargedToOthers(spell, month);
}

/**
 * The first imported complete file of each month, in order of months: a bill, or a list of insured people. Files issued
 * before the month's cut-off are left out. A person whom such a file does not name was not insured here in that month.
 */
function wholeFiles(
  coverage: Coverage,
  isFinal: (month: Month, on: PlainDate) => boolean,
): readonly Source[] {
  const { bills, lists, earlierWholeMonths } = coverage;
  const files = [
    ...earlierWholeMonths.flatMap(({ from, to }) =>
      monthsFromTo(from, to).map((month): Source => ({ is: 'bill', month })),
    ),
    ...bills
      .filter(({ extent, month, asOf }) => extent === 'whole' && isFinal(month, asOf))
      .map(({ month, asOf, file, by, knownAt }) => sourceOf('bill', month, asOf, { file, by, knownAt })),
    ...lists
      .filter(({ extent, on }) => extent === 'whole' && isFinal(monthOf(on), on))
      .map(({ on, file, by, knownAt }) => sourceOf('list', monthOf(on), on, { file, by, knownAt })),
  ];
  const byMonth = Map.groupBy(files, ({ month }) => month);
  return [...byMonth.values()].map(firstImported).sort((a, b) => compareText(a.month, b.month));
}

function firstImported(files: readonly Source[]): Source {
  return files.reduce((a, b) => ((a.knownAt ?? '') <= (b.knownAt ?? '') ? a : b));
}

interface FileReceived {
  readonly file: string;
  readonly by?: string | undefined;
  readonly knownAt: Instant;
}

function sourceOf(
  is: Source['is'],
  month: Month,
  on: PlainDate,
  { file, by, knownAt }: FileReceived,
): Source {
  return { is, month, on, file, knownAt, ...(by !== undefined && { by }) };
}

/**
 * The months in which the person is absent (R13), in order. In such a month there is a complete file that was issued on
 * or after the cut-off, or, if the cut-off is unknown, on or after the month's last day. The person was not charged
 * under any employee id, no list shows that the person was insured in the month, and no unmatched row could be the
 * person. Months before the hire are left out.
 */
export function absencesOf(spell: Spell, context: EvidenceContext): readonly Absence[] {
  const { coverage } = context;
  if (coverage === undefined) return [];
  const { situation } = spell;
  const from = hasBegun(situation) ? monthOf(situation.start.on) : undefined;
  const lastPayable = lastPayableOf(spell, context.policy);
  const isFinal = (month: Month, on: PlainDate) => {
    const isAfter = lastPayable !== undefined && month > lastPayable;
    return on >= finalFrom(month, isAfter ? 'removalCutOffDay' : 'enrolmentCutOffDay', context);
  };
  return wholeFiles(coverage, isFinal)
    .filter(({ month }) => from === undefined || month >= from)
    .filter(({ month }) => !isPersonCharged(spell, month) && !isOnAList(spell, month))
    .filter(({ month }) => !isInDoubt(spell, month, context))
    .map((source) => ({ month: source.month, source }));
}

/** Whether any month since the start of the spell has a complete file. */
export function hasWholeFile(spell: Spell, { coverage }: EvidenceContext): boolean {
  if (coverage === undefined || !hasBegun(spell.situation)) return false;
  const from = monthOf(spell.situation.start.on);
  return wholeFiles(coverage, () => true).some(({ month }) => month >= from);
}

/** The last payable month of a known leave, announced or past; undefined without one. */
export function lastPayableOf(spell: Spell, policy: Policy): Month | undefined {
  const end = endOfSpell(spell);
  return end && payableUntil(end, policy).month;
}

/**
 * The first day on which a bill of the month is final: the region's cut-off (the latest one, if sources differ), or the
 * month's last day if no cut-off is certain. The cut-off day of the company that files for the unit is ignored, because
 * such a company asks for documents earlier than it files.
 */
function finalFrom(
  month: Month,
  parameter: 'enrolmentCutOffDay' | 'removalCutOffDay',
  { policy, calendar }: EvidenceContext,
): PlainDate {
  return sureCutOffs(month, { parameter, policy }, calendar).at(-1)?.on ?? lastDayOf(month);
}

/**
 * Whether a list names the person in the month. The last list of the month under this id decides. Without such a list,
 * a later list may state that the person was already insured in the month, or the latest list under another id may be
 * of that month.
 */
function isOnAList({ listings = [], otherSpells, unitId }: Spell, month: Month): boolean {
  const last = listings.findLast(({ on }) => monthOf(on) === month);
  if (last !== undefined) return last.is === 'listed';
  const isSince = listings.some(
    ({ is, on, since }) =>
      is === 'listed' && since !== undefined && monthOf(since) <= month && month < monthOf(on),
  );
  if (isSince) return true;
  return otherSpells.some(
    ({ unitId: at, lastListing }) =>
      at === unitId && lastListing?.is === 'listed' && monthOf(lastListing.on) === month,
  );
}

/**
 * Whether an unmatched row in a file of the month could be this person. If so, it is not known whether the person is
 * absent.
 */
export function isInDoubt(
  spell: Spell,
  month: Month,
  { coverage }: Pick<EvidenceContext, 'coverage'>,
): boolean {
  if (coverage === undefined) return false;
  if (coverage.monthsInDoubt.includes(month)) return true;
  const ownHash = spell.person.identity?.hash;
  const numbers = coverage.numbersInDoubt?.find((doubt) => doubt.month === month);
  if (numbers?.hashes.some((hash) => ownHash === undefined || ownHash.startsWith(hash))) return true;
  return coverage.doubts.some((doubt) => doubt.month === month && couldBe(doubt, spell));
}

/**
 * Whether an unmatched row could be this person: both have the same identity number. If one of them has no number:
 * their names are equal, the row's masked name fits, the person has no name, or the row has neither number nor name.
 */
function couldBe({ hash, name }: Doubt, { person }: Spell): boolean {
  const ownHash = person.identity?.hash;
  if (hash !== undefined && ownHash !== undefined) return hash === ownHash;
  if (name === undefined || person.name === undefined) return hash === undefined || person.name === undefined;
  return couldBeName(name, person.name);
}

const MASKED = /[*×○〇]+/;

/** 张*, *敏 and 张** can all be 张敏: one or more marks in a row stand for one letter or more. */
function couldBeName(stated: string, name: string): boolean {
  const [row, mine] = [stated, name].map((text) => text.normalize('NFKC').replaceAll(/[\s·]/g, ''));
  if (row === undefined || mine === undefined || row === mine) return row === mine;
  if (!MASKED.test(row)) return false;
  const parts = row.split(MASKED).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 'u').test(mine);
}

/**
 * The bill from which a charge came: the bill named in its fact id, otherwise the only bill of the month, otherwise a
 * complete one.
 */
export function billOf(month: Month, { coverage }: EvidenceContext, factId?: string): Source {
  const ofMonth = (coverage?.bills ?? []).filter((bill) => bill.month === month);
  const named = ofMonth.find((bill) => factId !== undefined && bill.import === importIn(factId));
  const found =
    named ?? (ofMonth.length === 1 ? ofMonth[0] : ofMonth.find(({ extent }) => extent === 'whole'));
  return found === undefined ? { is: 'bill', month } : sourceOf('bill', month, found.asOf, found);
}

/** The day in China on which the file was received; if not recorded, the last day of its month. */
export function sourceKnownOn({ knownAt, month }: Source): PlainDate {
  return knownAt === undefined ? lastDayOf(month) : chinaDayOf(knownAt);
}

/** The list from which an entry came, as far as it is known. */
export function listOf({ on, factId, knownAt }: Listing, { coverage }: EvidenceContext): Source {
  const ofDay = (coverage?.lists ?? []).filter((list) => list.on === on);
  const found = ofDay.find((list) => list.import === importIn(factId)) ?? ofDay.at(-1);
  const bare: Source = { is: 'list', month: monthOf(on), on, knownAt };
  return found === undefined ? bare : { ...sourceOf('list', monthOf(on), on, found), knownAt };
}

/** Whether the agency's files say anything about the person: a charge, a listing, or an absence. */
export function hasEvidence(spell: Spell, context: EvidenceContext): boolean {
  return (
    spell.charges.length > 0 ||
    spell.chargedMonths !== undefined ||
    spell.listings !== undefined ||
    absencesOf(spell, context).length > 0
  );
}
