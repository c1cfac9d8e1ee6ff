import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { PlainDate } from '../../../domain/values/plain-date.ts';

/**
 * The keys of the only table. An id is last in a key, or escaped, or between parts without `#`, so that its characters
 * cannot be misread.
 */

export type Item = Record<string, AttributeValue>;

export const BY_UNIT = 'byUnit';

/**
 * In the index, the HEAD items of people who left have this value as `unitId`, and are sorted by the last day of
 * service. No unit id begins with a space.
 */
export const GONE = ' gone';

const item = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

/**
 * Escapes an id that another id follows, so that unit `BJ#a:x` with fact `y` and unit `BJ` with fact `a:x#y` get
 * different keys.
 */
function escaped(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('#', '%23');
}

/** Reverses {@link escaped}. Ids that an earlier release wrote unescaped stay unchanged. */
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
  /** The delivery of the guide for the leaver of this spell. */
  guide: (employeeId: string, spellId: string) => item(`EMPLOYEE#${employeeId}`, `GUIDE#${spellId}`),
  delivery: (source: string, deliveryId: string) => item(`DELIVERY#${source}#${deliveryId}`, 'DELIVERY'),
  /** All employee ids with one identity number, by its keyed hash. */
  person: (hash: string) => item(`PERSON#${hash}`, 'EMPLOYEES'),
  /** The progress of an interrupted rebuild, of one unit or of everybody. */
  rebuild: (unitId: string | undefined) => item('REBUILD', unitId === undefined ? 'ALL' : `UNIT#${unitId}`),
  /** A row of a unit's bill or list of insured people whose person is unknown or doubtful. */
  unknownCharge: (unitId: string, month: string, id: string) => item(`UNKNOWN#${unitId}`, `${month}#${id}`),
  unknownCharges: (unitId: string) => `UNKNOWN#${unitId}`,
  /** A difference between a pulled roster and a person's facts. Source names and kinds contain no `#`. */
  rosterFinding: (unitId: string, source: string, employeeId: string, kind: string) =>
    item(`ROSTER#${unitId}`, `${source}#${employeeId}#${kind}`),
  rosterFindings: (unitId: string) => `ROSTER#${unitId}`,
  quarantine: (day: PlainDate, source: string, deliveryId: string) =>
    item(`QUARANTINE#${day}`, `${source}#${deliveryId}`),
  quarantineDay: (day: PlainDate) => `QUARANTINE#${day}`,
  /** The body of a quarantined event. A body can be large, so it is not in the item that lists read. */
  quarantinedBody: (day: PlainDate, source: string, deliveryId: string) =>
    item(`QUARANTINE-BODY#${day}`, `${source}#${deliveryId}`),
  quarantineCount: (day: PlainDate, source: string) => item(`QUARANTINE-COUNT#${day}`, source),
  quarantineCounts: (day: PlainDate) => `QUARANTINE-COUNT#${day}`,
  /** The registry's settings: units, fallback staff and mappings. No function writes them. */
  registry: 'REGISTRY',
  /**
   * Items that functions write: about units, and unmapped values. They are read together with the settings, whose sort
   * keys have other prefixes.
   */
  stated: STATED,
  unit: (unitId: string) => item('REGISTRY', `UNIT#${unitId}`),
  fallbackStaff: (email: string) => item('REGISTRY', `STAFF#${email}`),
  /** A unit that facts name. It shows the administrator which units are not registered. */
  seenUnit: (unitId: string) => item(STATED, `SEEN#${unitId}`),
  /** A fact about a unit itself. */
  unitFact: (unitId: string, factId: string) => item(STATED, `FACT#${escaped(unitId)}#${factId}`),
  /** The unit's imports and matches folded into one item. */
  cover: (unitId: string) => item(STATED, `COVER#${unitId}`),
  /**
   * A fact about an import of the unit, or about the person of an import's row. These facts are stored apart from the
   * registry, because each month adds some.
   */
  importFact: (unitId: string, factId: string) => item(`UNITFACT#${unitId}`, `FACT#${factId}`),
  importFacts: (unitId: string) => `UNITFACT#${unitId}`,
  /** An HR system's mapping. */
  sourceMapping: (source: string) => item('REGISTRY', `SOURCE#${source}`),
  /** A value of an HR system that its mapping did not contain. Source and field names contain no `#`. */
  unmapped: (source: string, field: string, value: string) =>
    item(STATED, `UNMAPPED#${source}#${field}#${value}`),
  source: (source: string) => `SOURCE#${source}`,
  /** A day on which an HR system sent something. */
  heard: (source: string, day: PlainDate) => item(`SOURCE#${source}`, `HEARD#${day}`),
  /**
   * How many requests were refused on a day. The key sorts before HEARD#, because an earlier release reads all keys
   * from HEARD# on.
   */
  refusals: (source: string, day: PlainDate) => item(`SOURCE#${source}`, `COUNT#${day}`),
  runDay: (day: PlainDate) => `RUN#${day}`,
  run: (day: PlainDate) => item(`RUN#${day}`, 'RUN'),
  mail: (day: PlainDate, recipient: string) => item(`RUN#${day}`, `MAIL#${recipient}`),
  /** The delivery state of each mail address, by the addressee's key. */
  mailAddresses: 'MAIL-ADDRESS',
  mailAddress: (address: string) => item('MAIL-ADDRESS', address),
  /**
   * How many sign-in codes were requested for a mail address or from an IP address. The key has the hash of the
   * address.
   */
  signInLimit: (of: string, tag: string) => item(`LIMIT#${of}#${tag}`, 'LIMIT'),
  /** A person's sign-in records, by the hash of the address. */
  signIn: (person: string) => `SIGN-IN#${person}`,
  signInCode: (person: string, browser: string) => item(`SIGN-IN#${person}`, `CODE#${browser}`),
  session: (person: string, id: string) => item(`SIGN-IN#${person}`, `SESSION#${id}`),
  lastSeen: (person: string) => item(`SIGN-IN#${person}`, 'LAST-SEEN'),
  /** An upload's state, and the encrypted parts of its content. */
  upload: (id: string, part: string) => item(`UPLOAD#${id}`, part),
  uploadParts: (id: string) => `UPLOAD#${id}`,
  activities: (unitId: string) => `ACTIVITY#${unitId}`,
  activity: (unitId: string, at: string, id: string) => item(`ACTIVITY#${unitId}`, `${at}#${id}`),
  /** The audit log of the deployment. */
  audits: 'ADMINISTRATION',
  audit: (at: string, id: string) => item('ADMINISTRATION', `${at}#${id}`),
  /**
   * The digest sent to a recipient on a day. The keys are sorted by day, so the last digest before a day can be found.
   */
  digestSent: (recipient: string, day: PlainDate) => item(`RECIPIENT#${recipient}`, day),
  /**
   * The parts of a digest that is too large for one item. No day begins with `PART#`, so a part is never read as a
   * digest.
   */
  digestPart: (recipient: string, part: { day: PlainDate; content: string; number: number }) =>
    item(
      `RECIPIENT#${recipient}`,
      `${keys.digestParts(part.day, part.content)}${String(part.number).padStart(4, '0')}`,
    ),
  digestParts: (day: string, content: string) => `PART#${day}#${content}#`,
} as const;

/** The key under which an earlier release stored a `stated` item. */
export function formerlyAt({ sk }: Item): Item {
  return { pk: { S: keys.registry }, ...(sk && { sk }) };
}

/** The partitions by content, as key patterns, to restrict a function's permissions. */
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

/** The part of a sort key after the first `#`. */
export function idIn(sortKey: AttributeValue | undefined): string {
  const text = textOf(sortKey);
  return text.slice(text.indexOf('#') + 1);
}

export function textOf(value: AttributeValue | undefined): string {
  if (value?.S === undefined)
    throw new Error('an item of the table has no value for a required text attribute');
  return value.S;
}

export function numberOf(value: AttributeValue | undefined): number {
  return value?.N === undefined ? 0 : Number(value.N);
}

/** The condition that there is no valid claim at `:now`. A claim that is not a string (`:text`) is invalid. */
export const UNCLAIMED =
  'attribute_not_exists(claimedUntil) OR NOT attribute_type(claimedUntil, :text) OR claimedUntil <= :now';

/** The value of the expiry attribute: DynamoDB deletes the item `days` after `now`, with a delay. */
export function expiry(now: string, days: number): AttributeValue {
  return { N: String(Math.floor(Date.parse(now) / 1000) + days * 86_400) };
}
