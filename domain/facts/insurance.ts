import * as z from 'zod/mini';
import { once } from '../values/once.ts';
import {
  day,
  employeeId,
  line,
  money,
  monthOfYear,
  personName,
  shortText,
  spellId,
  unitId,
  who,
} from './schema-parts.ts';

/**
 * Facts about dealings with the agency: filings, charges, refunds, documents, cards; and records of staff about cases.
 */

export const FILINGS = ['enrolment', 'removal', 'information-change'] as const;
export type Filing = (typeof FILINGS)[number];

export const CHANNELS = ['online', 'counter', 'agency'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 补差, 补缴: a charge for a month in addition to, or after, its regular charge. False equals absent (F1). */
const supplement = once(() =>
  z.pipe(
    z.boolean(),
    z.transform((value): true | undefined => value || undefined),
  ),
);

export const charged = once(() =>
  z.object({
    employeeId,
    unitId,
    month: monthOfYear,
    unitAmount: money,
    personalAmount: money,
    base: z.optional(money),
    chargedOn: z.optional(day),
    /** Numbers the identical lines of one bill: absent for the first, 2 for the second. */
    occurrence: z.optional(z.number().check(z.int(), z.gte(2))),
    supplement: z.optional(supplement()),
  }),
);

/**
 * A negative line of a bill: the agency repaid or offset a charge of the month, in full or in part. The amounts are
 * positive.
 */
export const offset = once(() =>
  z.object({
    employeeId,
    unitId,
    month: monthOfYear,
    unitAmount: money,
    personalAmount: money,
    chargedOn: z.optional(day),
    occurrence: z.optional(z.number().check(z.int(), z.gte(2))),
  }),
);

/** The agency's list of insured people of the day `on` includes the person at the unit. `since`: insured since. */
export const insuredListed = once(() => z.object({ employeeId, unitId, on: day, since: z.optional(day) }));

export const ENDED_STATUSES = ['suspended', 'ended'] as const;

/**
 * The agency's list of the day `on` shows the person's insurance at the unit as 暂停 or 终止. `since`: the start of that
 * status.
 */
export const insuredEnded = once(() =>
  z.object({ employeeId, unitId, on: day, since: z.optional(day), status: z.enum(ENDED_STATUSES) }),
);

/** The name that the agency has on file for the person on that day. */
export const informationSeen = once(() => z.object({ employeeId, unitId, name: personName, on: day }));

/** The common fields of facts about filings. */
const filed = once(() => ({ employeeId, filing: z.enum(FILINGS), on: day, spellId: z.optional(spellId) }));

export const filingSubmitted = once(() =>
  z.object({
    ...filed(),
    channel: z.optional(z.enum(CHANNELS)),
    receiptNo: z.optional(line(100)),
    declaredBase: z.optional(money),
  }),
);
export const filingAccepted = once(() => z.object({ ...filed(), effectiveMonth: z.optional(monthOfYear) }));
export const filingRejected = once(() => z.object({ ...filed(), reason: shortText }));

/** The common fields of facts about overpaid months. */
const claimed = once(() => ({
  employeeId,
  months: z.array(monthOfYear).check(z.minLength(1), z.maxLength(120)),
  on: day,
  spellId: z.optional(spellId),
}));
const way = once(() => z.enum(['refund', 'offset']));

const refund = once(() => z.object({ ...claimed(), way: way(), amount: z.optional(money) }));
export const refundRequested = refund;
export const refundSettled = refund;
export const refundDenied = once(() =>
  z.object({ ...claimed(), way: z.optional(way()), amount: z.optional(money), reason: shortText }),
);

export const documentReceived = once(() =>
  z.object({ employeeId, caseKind: line(60), document: line(100), on: day, spellId: z.optional(spellId) }),
);

const cardKind = once(() => z.enum(['electronic', 'physical']));
const card = once(() =>
  z.object({ employeeId, kind: cardKind(), on: day, replaces: z.optional(z.boolean()) }),
);
export const cardRequested = card;
export const cardIssued = card;

export const GUIDE_OUTCOMES = ['sent', 'refused', 'too-late'] as const;

/**
 * The result of the guide for one leaver: sent by mail, rejected by the mail service, or not sent while it was useful.
 */
export const guideSettled = once(() =>
  z.object({ employeeId, spellId: line(400), outcome: z.enum(GUIDE_OUTCOMES), on: day }),
);

/** The roles of staff at a unit. */
export const ROLES = ['handler', 'finance', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/** A role at one unit. */
export interface RoleThere {
  readonly unitId: string;
  readonly role: Role;
}

/** The roles that the person had at that time. Absent: the statement applies to everybody who gets the case. */
export const rolesThere = once(() => z.array(z.object({ unitId, role: z.enum(ROLES) })));

/** Staff acknowledge a case ("I have seen it") or snooze it ("remind me again on that day"). */
export const caseAcknowledged = once(() =>
  z.object({ employeeId, caseId: line(400), by: who, on: day, roles: z.optional(rolesThere()) }),
);
export const caseSnoozed = once(() =>
  z.object({ employeeId, caseId: line(400), by: who, on: day, until: day, roles: z.optional(rolesThere()) }),
);

/** Possible answers to a case's question. The kind of the case decides which of them are possible. */
export const ANSWERS = [
  /** The agency confirms that the person is insured, although the list says otherwise. */
  'insured',
  /** No person in the case needs to be insured. */
  'not-due',
  'due',
  /** The leave or suspension was filed with the agency. */
  'filed',
  'not-filed',
  /** The person is not our employee; the charges are claimed back. */
  'not-ours',
  /** The charges for the person were refunded or given up. */
  'settled',
  /** The person on the bill is the employee named in the answer. */
  'is-employee',
  /** The recorded first working day is right. */
  'day-right',
  /** The list was checked: everything else is in order. */
  'checked',
] as const;
export type AnswerCode = (typeof ANSWERS)[number];

/** An answer of staff to a case's question. It is valid until the agency's files of a later month say otherwise. */
export const questionAnswered = once(() =>
  z.object({ employeeId, caseId: line(400), answer: z.enum(ANSWERS), on: day }),
);

/** A remark on a case. It changes no obligation, and the digest does not report it. */
export const caseNoted = once(() => z.object({ employeeId, caseId: line(400), text: line(500), on: day }));
