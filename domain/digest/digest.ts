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

export interface DigestInput {
  readonly recipient: Recipient;
  readonly day: PlainDate;
  /** What the previous digest covered and listed; undefined for the first one. */
  readonly since: PreviousDigest | undefined;
  /** The open cases of all units for which the recipient is responsible. M3 selects from them. */
  readonly cases: readonly RecipientCase[];
  /** Cases that the previous digest listed and that are no longer open, with the reason. */
  readonly ended: readonly EndedCase[];
  /** Only for recipients of the administrator's part: fallback staff, or the fallback mailbox. */
  readonly administration?: Administration;
  /** Units that the recipient manages or administers and whose handlers have not looked at overdue cases. */
  readonly unwatched?: readonly Unwatched[];
}

export interface Recipient {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/**
 * A case in the form in which a recipient gets it, with the recipient's roles, the unit's name, and the
 * acknowledgements and snoozes of staff.
 */
export interface RecipientCase {
  readonly case: Case;
  readonly unitName: string;
  readonly roles: readonly Role[];
  readonly attentions: readonly Attention[];
  /** The page on which staff handle the case: the agency's service or the company's own page. */
  readonly link?: string;
}

export interface EndedCase {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly employeeName?: string;
  /** Absent for a case about the unit itself. */
  readonly employeeId?: string;
  readonly unitName: string;
  /**
   * Done: a fact closed it. Withdrawn: the hire, leave or fact behind it was cancelled. Moved: the case is open but no
   * longer goes to this recipient. Unreadable: the case may be open, but its records cannot be read. The last two are
   * reported only for cases with money.
   */
  readonly how: 'done' | 'withdrawn' | 'moved' | 'unreadable';
  /**
   * `told`: the money at stake in the previous digest. `gone`: why it is no longer at stake. Absent if no money was at
   * stake.
   */
  readonly money?: { readonly told: MoneyParts; readonly gone: readonly ClearedMoney[] };
}

/** Problems that the administrator of Canbao must fix. This part is shown only if there is a problem. */
export interface Administration {
  /** Units that have cases but no reachable handler: their cases go to the fallback staff. */
  readonly unitsWithoutHandler: readonly { readonly unitId: string; readonly cases: number }[];
  /** Units that are named in events but not registered. */
  readonly unregisteredUnits: readonly { readonly unitId: string; readonly cases: number }[];
  /** Events put in quarantine since the last digest. */
  readonly quarantined: number;
  /** Requests to HR systems' addresses that were refused since the day of the last digest. */
  readonly refused?: readonly RefusedRequests[];
  /** Spells and units whose cases could not be computed. */
  readonly notComputed: number;
  readonly undeliverable?: readonly UndeliverableStaff[];
  readonly silent?: readonly Silence[];
  /** HR systems from which this deployment accepts events, but which the registry does not list. */
  readonly unlisted?: readonly string[];
  /** Values from HR systems that the registry's mapping does not contain. */
  readonly unmapped?: readonly UnmappedText[];
  /** HR systems from which events without a signature are accepted. */
  readonly unsigned?: readonly string[];
  readonly unreadable?: readonly UnreadableKey[];
  /** Policy values that need a review. They are shown once a week. */
  readonly policy?: PolicyWatch;
}

/** Why an address gets no mail. `delayed`: on three days mails could not be delivered, and none was delivered since. */
export type WhyUndeliverable = 'bounced' | 'complained' | 'refused' | 'delayed';

export interface UndeliverableStaff {
  readonly address: string;
  readonly since: PlainDate;
  readonly why: WhyUndeliverable;
  /** The units for which the person at this address is responsible; none for fallback staff. */
  readonly unitIds: readonly string[];
}

/**
 * How many requests to one HR system's address were refused, because they had no signature, a wrong signature, or an
 * unexpected format.
 */
export interface RefusedRequests {
  readonly source: string;
  readonly unsigned: number;
  readonly mismatched: number;
  readonly malformed: number;
}

/** The key of a stored record, without its content. */
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

/** The content of one mail and its order, before wording. */
export interface Digest {
  readonly recipient: Recipient;
  readonly day: PlainDate;
  /** The roles in which the recipient gets the cases; empty if there are no cases. */
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
  /** The difference from the money in the previous digest, if any. */
  readonly moneyChange?: MoneyChange;
  readonly link?: string;
}

/** Why a case is news today (M2). The last five are about its money. */
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

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The data of a digest that are stored because the next digest is compared with them. */
export interface PreviousDigest {
  /** The last day that the previous digest covered. */
  readonly coveredUntil: PlainDate;
  /** When the previous digest was composed; facts received later are news. */
  readonly composedAt: Instant;
  readonly caseIds: readonly string[];
  /** The money that the digest showed; if absent, the next digest reports no change of money. */
  readonly told?: DigestMoney;
  /** The administrator's part of the digest; if absent, everything in the next administrator's part is news. */
  readonly administration?: Administration;
  /** The units that the digest listed as unwatched. */
  readonly unwatched?: readonly string[];
}

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
