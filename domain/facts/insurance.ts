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

/** What happens between the unit, the agency and the money: filings, charges, refunds, documents, cards. */

export const FILINGS = ['enrolment', 'removal', 'information-change'] as const;
export type Filing = (typeof FILINGS)[number];

export const CHANNELS = ['online', 'counter', 'agency'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 补差, 补缴: charged for a month in addition to, or after, its regular charge. False equals absent (F1). */
const supplement = once(() =>
  z.pipe(
    z.boolean(),
    z.transform((is): true | undefined => is || undefined),
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
    /** Which of several lines of one bill that are equal in everything: absent for the first, 2 for the second. */
    occurrence: z.optional(z.number().check(z.int(), z.gte(2))),
    supplement: z.optional(supplement()),
  }),
);

/** A negative line of a bill: the agency gave part of a month back, or set it off. The amounts are positive. */
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

/** On that day the agency's list of insured people had the person among the unit's. */
export const insuredListed = once(() => z.object({ employeeId, unitId, on: day, since: z.optional(day) }));

export const ENDED_STATUSES = ['suspended', 'ended'] as const;

/** On that day the agency's list showed the person's insurance at the unit as 暂停 or 终止, and since when. */
export const insuredEnded = once(() =>
  z.object({ employeeId, unitId, on: day, since: z.optional(day), status: z.enum(ENDED_STATUSES) }),
);

/** The name that the agency has on file for the person on that day. */
export const informationSeen = once(() => z.object({ employeeId, unitId, name: personName, on: day }));

/** What every fact about a filing says. */
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

/** What every fact about overpaid months says. */
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

/** What became of the guide for one leaver: mailed, not taken by that address, or never sent while it would have helped. */
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

/** As whom somebody spoke: their roles when they spoke, whatever the registry says later. Absent: for everybody. */
export const rolesThere = once(() => z.array(z.object({ unitId, role: z.enum(ROLES) })));

/** What staff say about a case: "I have seen it", "ask me again on that day". */
export const caseAcknowledged = once(() =>
  z.object({ employeeId, caseId: line(400), by: who, on: day, roles: z.optional(rolesThere()) }),
);
export const caseSnoozed = once(() =>
  z.object({ employeeId, caseId: line(400), by: who, on: day, until: day, roles: z.optional(rolesThere()) }),
);

/** What staff can answer to a question that a case asks. Which answers fit, the kind of the case says. */
export const ANSWERS = [
  /** The agency has the person, whatever the list says. */
  'insured',
  /** The case does not require anybody to be insured. */
  'not-due',
  /** Insurance is due for the person. */
  'due',
  /** The leave, or the suspension, was filed with the agency. */
  'filed',
  'not-filed',
  /** The person is not ours; what was charged is claimed back. */
  'not-ours',
  /** What was charged for the person came back, or is given up. */
  'settled',
  /** The person on the bill is the employee that the answer names. */
  'is-employee',
  /** The day that we have is right. */
  'day-right',
  /** The list was checked: the rest is in order. */
  'checked',
] as const;
export type AnswerCode = (typeof ANSWERS)[number];

/** What staff answered to the question of a case. It holds until evidence of a later month. */
export const questionAnswered = once(() =>
  z.object({ employeeId, caseId: line(400), answer: z.enum(ANSWERS), on: day }),
);

/** A remark on a case. It changes no obligation and is no news. */
export const caseNoted = once(() => z.object({ employeeId, caseId: line(400), text: line(500), on: day }));
