import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { PlainDate } from '../../../domain/values/plain-date.ts';

/** The one table: which item lives under which key. Ids come last in a key or are escaped, so no character in them can mislead. */

export type Item = Record<string, AttributeValue>;

export const BY_UNIT = 'byUnit';

/** In the place of a unit in the index: the heads of those who are gone, by the day. No unit's id begins with a blank. */
export const GONE = ' gone';

const item = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

/** An id before another one in a key: unit `BJ#a:x` with fact `y` is not unit `BJ` with fact `a:x#y`. */
function escaped(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('#', '%23');
}

/** The id that {@link escaped} wrote; one that an earlier release wrote as it was stays as it is. */
export function unescaped(id: string): string {
  return id.replaceAll('%23', '#').replaceAll('%25', '%');
}

const STATED = 'STATED';

export const keys = {
  employee: (employeeId: string) => `EMPLOYEE#${employeeId}`,
  head: (employeeId: string) => item(`EMPLOYEE#${employeeId}`, 'HEAD'),
  fact: (employeeId: string, on: PlainDate, factId: string) =>
    item(`EMPLOYEE#${employeeId}`, `FACT#${on}#${factId}`),
  spell: (employeeId: string, spellId: string) => item(`EMPLOYEE#${employeeId}`, `SPELL#${spellId}`),
  /** What became of the mail with the guide for the leaver of this spell. */
  guide: (employeeId: string, spellId: string) => item(`EMPLOYEE#${employeeId}`, `GUIDE#${spellId}`),
  delivery: (source: string, deliveryId: string) => item(`DELIVERY#${source}#${deliveryId}`, 'DELIVERY'),
  /** Everybody who carries one identity number, by its keyed hash. */
  person: (hash: string) => item(`PERSON#${hash}`, 'EMPLOYEES'),
  /** How far the last rebuild came that was interrupted: of one unit, or of everybody. */
  rebuild: (unitId: string | undefined) => item('REBUILD', unitId === undefined ? 'ALL' : `UNIT#${unitId}`),
  /** Charges on a unit's bill for somebody whom nobody has told us of. */
  unknownCharge: (unitId: string, month: string, id: string) => item(`UNKNOWN#${unitId}`, `${month}#${id}`),
  unknownCharges: (unitId: string) => `UNKNOWN#${unitId}`,
  /** Where a pulled roster and the facts about somebody of the unit differ; no `#` in the name of a source or a kind. */
  rosterFinding: (unitId: string, source: string, employeeId: string, kind: string) =>
    item(`ROSTER#${unitId}`, `${source}#${employeeId}#${kind}`),
  rosterFindings: (unitId: string) => `ROSTER#${unitId}`,
  quarantine: (day: PlainDate, source: string, deliveryId: string) =>
    item(`QUARANTINE#${day}`, `${source}#${deliveryId}`),
  quarantineDay: (day: PlainDate) => `QUARANTINE#${day}`,
  /** Apart from what lists show: it can be large. */
  quarantinedBody: (day: PlainDate, source: string, deliveryId: string) =>
    item(`QUARANTINE-BODY#${day}`, `${source}#${deliveryId}`),
  quarantineCount: (day: PlainDate, source: string) => item(`QUARANTINE-COUNT#${day}`, source),
  quarantineCounts: (day: PlainDate) => `QUARANTINE-COUNT#${day}`,
  /** The settings, which no function writes. */
  registry: 'REGISTRY',
  /** What events and staff state beside the settings, and is read with them: no name in it is one of a setting. */
  stated: STATED,
  unit: (unitId: string) => item('REGISTRY', `UNIT#${unitId}`),
  fallbackStaff: (email: string) => item('REGISTRY', `STAFF#${email}`),
  /** A unit that facts have named; tells the administrator which ones the registry lacks. */
  seenUnit: (unitId: string) => item(STATED, `SEEN#${unitId}`),
  /** A fact about a unit itself. */
  unitFact: (unitId: string, factId: string) => item(STATED, `FACT#${escaped(unitId)}#${factId}`),
  /** The unit's imports and matches folded into one item. */
  cover: (unitId: string) => item(STATED, `COVER#${unitId}`),
  /** A fact about an import of the unit, or about whom a row of its files names: apart from the registry, since each
   * month brings some. */
  importFact: (unitId: string, factId: string) => item(`UNITFACT#${unitId}`, `FACT#${factId}`),
  importFacts: (unitId: string) => `UNITFACT#${unitId}`,
  /** An HR system's mapping. */
  sourceMapping: (source: string) => item('REGISTRY', `SOURCE#${source}`),
  /** A word of an HR system that its mapping lacked when it came; no `#` in the name of a source or a field. */
  unmapped: (source: string, field: string, value: string) =>
    item(STATED, `UNMAPPED#${source}#${field}#${value}`),
  source: (source: string) => `SOURCE#${source}`,
  /** A day on which an HR system was heard of. */
  heard: (source: string, day: PlainDate) => item(`SOURCE#${source}`, `HEARD#${day}`),
  /** How many requests were refused on a day. Before HEARD#, which an earlier release reads to the end. */
  refusals: (source: string, day: PlainDate) => item(`SOURCE#${source}`, `COUNT#${day}`),
  runDay: (day: PlainDate) => `RUN#${day}`,
  run: (day: PlainDate) => item(`RUN#${day}`, 'RUN'),
  mail: (day: PlainDate, recipient: string) => item(`RUN#${day}`, `MAIL#${recipient}`),
  /** What mails to each address came to, by the addressee's key. */
  mailAddresses: 'MAIL-ADDRESS',
  mailAddress: (address: string) => item('MAIL-ADDRESS', address),
  /** How many sign-in codes an address or an IP address asked for; by their hashes. */
  signInLimit: (of: string, tag: string) => item(`LIMIT#${of}#${tag}`, 'LIMIT'),
  /** What belongs to somebody's sign-in, by the hash of the address. */
  signIn: (person: string) => `SIGN-IN#${person}`,
  signInCode: (person: string, browser: string) => item(`SIGN-IN#${person}`, `CODE#${browser}`),
  session: (person: string, id: string) => item(`SIGN-IN#${person}`, `SESSION#${id}`),
  lastSeen: (person: string) => item(`SIGN-IN#${person}`, 'LAST-SEEN'),
  /** What somebody uploaded: its state, and sealed pieces of what was read of it. */
  upload: (id: string, part: string) => item(`UPLOAD#${id}`, part),
  uploadParts: (id: string) => `UPLOAD#${id}`,
  activities: (unitId: string) => `ACTIVITY#${unitId}`,
  activity: (unitId: string, at: string, id: string) => item(`ACTIVITY#${unitId}`, `${at}#${id}`),
  /** What was done to the deployment itself. */
  audits: 'ADMINISTRATION',
  audit: (at: string, id: string) => item('ADMINISTRATION', `${at}#${id}`),
  /** What was told to whom on which day, so that the digest before any day can be found. */
  digestSent: (recipient: string, day: PlainDate) => item(`RECIPIENT#${recipient}`, day),
  /** What of it one item does not hold. No day begins like this: nobody takes a part for a digest. */
  digestPart: (recipient: string, part: { day: PlainDate; content: string; number: number }) =>
    item(
      `RECIPIENT#${recipient}`,
      `${keys.digestParts(part.day, part.content)}${String(part.number).padStart(4, '0')}`,
    ),
  digestParts: (day: string, content: string) => `PART#${day}#${content}#`,
} as const;

/** Where an earlier release put what is `stated`. */
export function formerlyAt({ sk }: Item): Item {
  return { pk: { S: keys.registry }, ...(sk && { sk }) };
}

/** The partitions by what lies in them, as patterns of their keys: a function may be held to some of them. */
export const PARTITIONS = {
  employees: 'EMPLOYEE#*',
  deliveries: 'DELIVERY#*',
  people: 'PERSON#*',
  registry: 'REGISTRY',
  stated: STATED,
  imports: 'UNITFACT#*',
  unknownCharges: 'UNKNOWN#*',
  rosterFindings: 'ROSTER#*',
  quarantine: 'QUARANTINE#*',
  quarantineBodies: 'QUARANTINE-BODY#*',
  quarantineCounts: 'QUARANTINE-COUNT#*',
  sources: 'SOURCE#*',
  runs: 'RUN#*',
  digests: 'RECIPIENT#*',
  signIns: 'SIGN-IN#*',
  signInLimits: 'LIMIT#*',
  activities: 'ACTIVITY#*',
  mailAddresses: 'MAIL-ADDRESS',
  uploads: 'UPLOAD#*',
  audits: 'ADMINISTRATION',
} as const;

export type Partition = keyof typeof PARTITIONS;

/** What follows the first `#` of a sort key. */
export function idIn(sortKey: AttributeValue | undefined): string {
  const text = textOf(sortKey);
  return text.slice(text.indexOf('#') + 1);
}

export function textOf(value: AttributeValue | undefined): string {
  if (value?.S === undefined)
    throw new Error('an item of the table lacks a text attribute that it must have');
  return value.S;
}

export function numberOf(value: AttributeValue | undefined): number {
  return value?.N === undefined ? 0 : Number(value.N);
}

/** The condition under which nobody holds a claim, at `:now`; a claim that is no `:text` holds nothing. */
export const UNCLAIMED =
  'attribute_not_exists(claimedUntil) OR NOT attribute_type(claimedUntil, :text) OR claimedUntil <= :now';

/** The attribute by which DynamoDB deletes an item some time after `seconds` from `now`. */
export function expiry(now: string, days: number): AttributeValue {
  return { N: String(Math.floor(Date.parse(now) / 1000) + days * 86_400) };
}
