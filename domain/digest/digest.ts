import type { Calendar } from '../calendar/working-days.ts';
import type { Case, CaseKind, Timing, Urgency } from '../cases/case.ts';
import type { Attention } from '../employment/spell.ts';
import type { PolicyWatch } from '../regions/policy-watch.ts';
import type { MoneyParts } from '../rules/money-at-stake.ts';
import type { Role } from '../units/unit.ts';
import type { Language } from '../values/language.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import { coveredUntil } from './news.ts';
import { type ClearedMoney, type DigestMoney, digestMoneyOf, type MoneyChange } from './reported-money.ts';
import type { Silence } from './silence.ts';
import type { Unwatched } from './unwatched.ts';

/** All that one person's mail of one day is made from. */
export interface DigestInput {
  readonly recipient: Recipient;
  readonly day: PlainDate;
  /** What the digest before this one covered and listed; undefined for the first. */
  readonly since: PreviousDigest | undefined;
  /** The open cases of every unit that the recipient answers for; M3 picks from them. */
  readonly cases: readonly UnitCase[];
  /** Cases that the digest before listed and that are open no more, with why. */
  readonly ended: readonly EndedCase[];
  /** Only for who gets the administrator's part: fallback staff, or the fallback mailbox. */
  readonly administration?: Administration;
  /** Units that the recipient manages or administers and whose overdue cases nobody looks at. */
  readonly unwatched?: readonly Unwatched[];
}

export interface Recipient {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/** A case as its recipient gets it: in which roles, under which unit's name, with what staff said about it. */
export interface UnitCase {
  readonly case: Case;
  readonly unitName: string;
  readonly roles: readonly Role[];
  readonly attentions: readonly Attention[];
  /** Where to go on with it: the agency's service or the company's own page. */
  readonly link?: string;
}

export interface EndedCase {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly employeeName?: string;
  /** Absent where the case was the unit's own. */
  readonly employeeId?: string;
  readonly unitName: string;
  /**
   * Done: a fact closed it. Withdrawn: the hire, leave or fact that it rested on was taken back. Moved: it is open, and no
   * longer this recipient's. Unreadable: it may be open. The last two are told only of cases with money.
   */
  readonly how: 'done' | 'withdrawn' | 'moved' | 'unreadable';
  /** What the digest before said to be at stake, and why it is no more; absent where it said nothing. */
  readonly money?: { readonly told: MoneyParts; readonly gone: readonly ClearedMoney[] };
}

/** What the person who runs Canbao needs to mend, as counts and unit ids; shown when anything is not zero. */
export interface Administration {
  /** Units with cases and no handler: their cases come to the fallback staff. */
  readonly unitsWithoutHandler: readonly { readonly unitId: string; readonly cases: number }[];
  /** Units that events name but the registry does not. */
  readonly unregisteredUnits: readonly { readonly unitId: string; readonly cases: number }[];
  /** Events put in quarantine since the last digest. */
  readonly quarantined: number;
  /** Requests to the addresses of HR systems that were refused since the day of the last digest. */
  readonly refused?: readonly RefusedRequests[];
  /** Spells, and cases of units themselves, that could not be computed. */
  readonly notComputed: number;
  /** Staff who cannot be reached by mail. */
  readonly undeliverable?: readonly UndeliverableStaff[];
  /** HR systems that have sent nothing for too long. */
  readonly silent?: readonly Silence[];
  /** HR systems that this deployment takes, of several, and that the registry does not list. */
  readonly unlisted?: readonly string[];
  /** Words of HR systems that the registry's mapping does not know. */
  readonly unmapped?: readonly UnmappedText[];
  /** HR systems that may send without a signature. */
  readonly unsigned?: readonly string[];
  /** Stored records that cannot be read, by their keys. */
  readonly unreadable?: readonly UnreadableKey[];
  /** What of policy has to be looked at again; once a week. */
  readonly policy?: PolicyWatch;
}

/** Why an address takes no mail. `delayed`: none of the last mails, on three days, could be delivered. */
export type WhyUndeliverable = 'bounced' | 'complained' | 'refused' | 'delayed';

export interface UndeliverableStaff {
  readonly address: string;
  readonly since: PlainDate;
  readonly why: WhyUndeliverable;
  /** The units that they answer for; none for fallback staff. */
  readonly unitIds: readonly string[];
}

/** How many requests to one HR system's address were refused: without a signature, with one that does not fit, not as it writes. */
export interface RefusedRequests {
  readonly source: string;
  readonly unsigned: number;
  readonly mismatched: number;
  readonly malformed: number;
}

/** Names a stored record, and says nothing of its content. */
export interface UnreadableKey {
  readonly pk: string;
  readonly sk: string;
}

/** A department, reason or type as an HR system wrote it. */
export interface UnmappedText {
  readonly source: string;
  readonly field: 'unit' | 'reason' | 'category';
  readonly value: string;
}

/** One mail before it has words: what is in it, in which order. */
export interface Digest {
  readonly recipient: Recipient;
  readonly day: PlainDate;
  /** In which the recipient gets the cases; none where there are no cases. */
  readonly roles: readonly Role[];
  readonly items: readonly DigestItem[];
  readonly ended: readonly EndedCase[];
  readonly administration?: Administration;
  readonly unwatched?: readonly Unwatched[];
  readonly counts: Readonly<Record<Urgency, number>>;
}

export interface DigestItem extends Timing {
  readonly case: Case;
  readonly unitName: string;
  readonly news: readonly News[];
  /** Where the money at stake differs from what the digest before said. */
  readonly moneyChange?: MoneyChange;
  readonly link?: string;
}

/** Why a case is news today (M2); the last ones are about its money. */
export type News =
  | 'opened'
  | 'changed'
  | 'threshold'
  | 'past-act-by'
  | 'overdue'
  | 'unanswered'
  | 'month-added'
  | 'estimate-replaced'
  | 'late-fee-begun'
  | 'money-changed'
  | 'monthly';

export interface RenderedDigest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The window that a digest reports on: what came after the one before. */
export interface PreviousDigest {
  /** Days up to and including this one were covered by the digest before. */
  readonly coveredUntil: PlainDate;
  /** When the digest before was composed, by the clock: facts taken in later are news. */
  readonly composedAt: Instant;
  /** The cases that it listed. */
  readonly caseIds: readonly string[];
  /** What it said of their money; without it, no change of money is told. */
  readonly told?: DigestMoney;
  /** The administrator's part as it showed it; without it, everything there counts as new. */
  readonly administration?: Administration;
  /** The units that it said nobody looks at. */
  readonly unwatched?: readonly string[];
}

/** What the next digest has to know about this one, once this one was sent. */
export function previousDigestOf(digest: Digest, composedAt: Instant, calendar: Calendar): PreviousDigest {
  return {
    coveredUntil: coveredUntil(digest.day, calendar),
    composedAt,
    caseIds: digest.items.map((item) => item.case.caseId),
    told: digestMoneyOf(digest.items.map((item) => item.case)),
    ...(digest.administration === undefined ? {} : { administration: digest.administration }),
    ...(digest.unwatched && { unwatched: digest.unwatched.map(({ unitId }) => unitId) }),
  };
}
