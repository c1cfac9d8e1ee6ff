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

/** Facts between the unit, the agency and the money: filings, charges, refunds, documents, cards. */

export const FILINGS = ['enrolment', 'removal', 'information-change'] as const;
export type Filing = (typeof FILINGS)[number];

export const CHANNELS = ['online', 'counter', 'agency'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 补差, 补缴: charged for a month in addition to, or after, its regular charge. False equals absent (F1). */
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
    /** Numbers identical lines of one bill: absent for the first, 2 for the second. */
    occurrence: z.optional(z.number().check(z.int(), z.gte(2))),
    supplement: z.optional(supplement()),
  }),
);

/** A negative line of a bill: the agency repaid part of a month, or offset it. The amounts are positive. */
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

/** The agency's list of insured people of that day lists the person at the unit. */
export const insuredListed = once(() => z.object({ employeeId, unitId, on: day, since: z.optional(day) }));

export const ENDED_STATUSES = ['suspended', 'ended'] as const;

/** The agency's list of that day shows the person's insurance at the unit as 暂停 or 终止, with the start of that state. */
export const insuredEnded = once(() =>
  z.object({ employeeId, unitId, on: day, since: z.optional(day), status: z.enum(ENDED_STATUSES) }),
);

/** The person's name on file at the agency on that day. */
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

/** The result of the guide for one leaver: mailed, rejected by the address, or not sent while it was useful. */
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

/** The roles in which a person acted, as they were at that time. Absent: for everybody. */
export const rolesThere = once(() => z.array(z.object({ unitId, role: z.enum(ROLES) })));

/** What staff say about a case: "I have seen it", "ask me again on that day". */
export const caseAcknowledged = once(() =>
  z.object({ employeeId, caseId: line(400), by: who, on: day, roles: z.optional(rolesThere()) }),
);
export const caseSnoozed = once(() =>
  z.object({ employeeId, caseId: line(400), by: who, on: day, until: day, roles: z.optional(rolesThere()) }),
);

/** Possible answers to a case's question. The kind of the case decides which of them fit. */
export const ANSWERS = [
  /** The agency insures the person, whatever the list says. */
  'insured',
  /** No person in the case needs to be insured. */
  'not-due',
  'due',
  /** The leave or suspension was filed with the agency. */
  'filed',
  'not-filed',
  /** The person is not ours; the charges are claimed back. */
  'not-ours',
  /** The charges for the person were refunded or given up. */
  'settled',
  /** The person on the bill is the employee named in the answer. */
  'is-employee',
  /** Our recorded day is right. */
  'day-right',
  /** The list was checked: everything else is in order. */
  'checked',
] as const;
export type AnswerCode = (typeof ANSWERS)[number];

/** An answer of staff to a case's question. It is valid until evidence of a later month. */
export const questionAnswered = once(() =>
  z.object({ employeeId, caseId: line(400), answer: z.enum(ANSWERS), on: day }),
);

/** A remark on a case. It changes no obligation and is no news. */
export const caseNoted = once(() => z.object({ employeeId, caseId: line(400), text: line(500), on: day }));
