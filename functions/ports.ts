import type { StaffAction } from '../domain/cases/case.ts';
import type { PreviousDigest, WhyUndeliverable } from '../domain/digest/digest.ts';
import type { Forgotten } from '../domain/employment/forget.ts';
import type { Spell } from '../domain/employment/spell.ts';
import type { Fact } from '../domain/facts/fact.ts';
import type { KeptFinding } from '../domain/roster/finding.ts';
import type { Coverage } from '../domain/units/coverage.ts';
import type { Registry, Unit } from '../domain/units/unit.ts';
import type { Extent, UnitFact } from '../domain/units/unit-facts.ts';
import type { UnknownCharge, UnknownRow } from '../domain/units/unknown-charge.ts';
import type { Month } from '../domain/values/month.ts';
import type { Instant, PlainDate } from '../domain/values/plain-date.ts';

/** The ports of all functions. Adapters are in functions/adapters. */

export interface Clock {
  now(): Instant;
}

/** Counts for alarms and the dashboard. The alarms in infra/ use the same names of metrics. */
export interface Meter {
  count(metric: Metric, value?: number): void;
}

export type Metric =
  | 'EventAccepted'
  | 'EventDuplicate'
  | 'EventIgnored'
  | 'EventQuarantined'
  | 'QuarantineFull'
  | 'EventMalformed'
  | 'EventUnsigned'
  | 'EventMismatched'
  | 'RetiringSecretUsed'
  | 'DetailsFetched'
  | 'DetailsFailed'
  | 'SourceSilent'
  | 'RosterImplausible'
  | 'DigestSent'
  | 'DigestSkipped'
  | 'DigestFailed'
  | 'LeaverGuideSent'
  | 'LeaverGuideFailed'
  | 'CaseNotComputed'
  | 'RecordUnreadable'
  | 'RunPlanned'
  | 'RunIncomplete'
  | 'RunComplete'
  | 'SignInCodeSent'
  | 'SignInCodeFailed'
  | 'AddressUndeliverable'
  | 'NobodyReachable'
  | 'PortalActionRecorded';

export interface Telemetry {
  readonly meter: Meter;
  readonly log: Log;
}

/** Log lines contain ids and counts only, never names, wages or payloads. */
export interface Log {
  info(message: string, ids?: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, ids?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, ids?: Readonly<Record<string, string | number | boolean>>): void;
}

// ---------------------------------------------------------------- stored records

/**
 * The key of a stored item, shown to administrators. It consists of ids; for staff records it includes the mail
 * address.
 */
export interface RecordKey {
  readonly pk: string;
  readonly sk: string;
}

/** Called for each stored record that this release cannot read: truncated, outdated or of another type. */
export type OnUnreadable = (record: RecordKey) => void;

/** A query's readable items, and the keys of the unreadable ones. */
export interface Found<T, Unreadable = RecordKey> {
  readonly items: readonly T[];
  readonly unreadable: readonly Unreadable[];
}

/** The operation needs stored records that cannot be read. It can be repeated once these records are corrected. */
export class RecordUnreadable extends Error {
  override readonly name = 'RecordUnreadable';

  constructor(records: readonly RecordKey[]) {
    const named = records.map(({ pk, sk }) => `${pk} ${sk}`).join(', ');
    super(
      `stored records of this employee or unit cannot be read: ${named}; void each FACT by its id and state it again, then try again`,
    );
  }
}

// ---------------------------------------------------------------- HR systems

/** A vendor value without an entry in the registry's mapping. */
export interface Unmapped {
  readonly field: 'unit' | 'reason' | 'category';
  readonly value: string;
}

/** A request for the details of a person from the HR system's API, after an event that named only the person. */
export interface DetailsRequest {
  readonly source: string;
  /** The id of the event's delivery. It is part of the ids of the resulting facts. */
  readonly deliveryId: string;
  /** Our id of the person, with the mapping's prefix. */
  readonly employeeId: string;
  /** The API's keys for the person, e.g. `{"employmentId": "…"}`. */
  readonly keys: Readonly<Record<string, string>>;
  readonly about: 'hire' | 'leave' | 'change';
  /** The time of the event, as the HR system states it. */
  readonly statedAt: Instant;
  /** How many seconds to wait before asking, because the API may lag behind the event. */
  readonly delaySeconds: number;
}

// ---------------------------------------------------------------- employees

export interface EmployeeStore {
  /** Reads all facts and all folded spells of the employee, in one read of one partition. */
  load(employeeId: string): Promise<EmployeeRecord>;
  /** Stores the delivery, the facts and the spells in one transaction. @throws TooLargeToStore */
  commit(commit: Commit): Promise<CommitOutcome>;
  /**
   * The id of the employee whose facts the delivery contained. Deliveries are recorded for 30 days; undefined if there
   * is no record.
   */
  employeeOfDelivery(source: string, deliveryId: string): Promise<string | undefined>;
}

/** An unreadable item that the fold of the employee needs. */
export interface UnreadableFact {
  readonly record: RecordKey;
  /**
   * The id of the fact, read from the item's key. If this fact is voided, the item is ignored. Absent if the item is
   * not a fact.
   */
  readonly factId?: string;
}

export interface EmployeeRecord {
  readonly version: number;
  readonly facts: readonly Fact[];
  readonly spells: readonly Spell[];
  /** The facts that cannot be read, and also the item with the version if the version cannot be read. */
  readonly unreadableFacts: readonly UnreadableFact[];
  /** Unreadable snapshots: the next fold rewrites or deletes them. */
  readonly unreadableSpellIds: readonly string[];
  /** Other employee ids with the same identity number, now or formerly. */
  readonly samePersonAs: readonly string[];
  /** The person's last day of service; absent during service, and after the personal data were removed. */
  readonly goneSince?: PlainDate;
  /** Present if personal data were removed. Later facts about the time until then are stored without personal data. */
  readonly forgotten?: Forgotten;
  /** Unreadable facts that are voided: they are ignored but still stored. */
  readonly voidedUnreadable?: readonly RecordKey[];
}

export interface Commit {
  readonly employeeId: string;
  /** The version that was loaded; the commit is stale if there is a newer one. */
  readonly version: number;
  readonly delivery?: Delivery;
  readonly facts: readonly Fact[];
  readonly spells: readonly SpellSnapshot[];
  /** Ids of spells that the fold no longer produces. Their snapshots are deleted, or emptied without that permission. */
  readonly goneSpellIds: readonly string[];
  /** False if the writer has no permission to delete. */
  readonly mayDelete?: false;
  /**
   * The keyed hash of the identity number in the facts, and the other employee ids that are expected to have the same
   * number.
   */
  readonly identity?: { readonly hash: string; readonly alsoUnder: readonly string[] };
  readonly samePersonAs: readonly string[];
  /** The person's last day of service; absent during service, and after the personal data were removed. */
  readonly goneSince?: PlainDate | undefined;
}

export interface Delivery {
  readonly source: string;
  readonly deliveryId: string;
  readonly receivedAt: Instant;
  /** When the delivery first arrived. Present only if it was in quarantine until `receivedAt`. */
  readonly cameAt?: Instant;
}

export interface SpellSnapshot {
  readonly spell: Spell;
  /** The first day on which the spell could have an open case or a guide to mail. */
  readonly wakeOn: PlainDate;
}

/** A snapshot's position in the list of its unit's snapshots, which is sorted by `wakeOn`. */
export interface SnapshotRef {
  readonly employeeId: string;
  readonly spellId: string;
  readonly wakeOn: PlainDate;
}

export type CommitOutcome =
  | { readonly is: 'committed' }
  /** The delivery was recorded before. */
  | { readonly is: 'duplicate' }
  /** Another writer changed the employee since the record was loaded: load and fold again. */
  | { readonly is: 'stale' }
  /** The identity number also belongs to other ids, exactly these: fold again with them. */
  | { readonly is: 'same-person'; readonly employeeIds: readonly string[] };

/** Removes personal data. Apart from the masking of old records, no other code changes stored facts. */
export interface PersonalData {
  /** Ids of employees whose last day of service is before the day, the earliest first. */
  goneBefore(day: PlainDate): Promise<readonly string[]>;
  /**
   * In one transaction, replaces the facts with the same ids, deletes the records in `gone`, and records the removal.
   */
  rewrite(step: {
    readonly employeeId: string;
    /** The version that was loaded. The result is `stale` if the store has a newer one. */
    readonly version: number;
    readonly facts: readonly Fact[];
    readonly gone: readonly RecordKey[];
    readonly forgotten: Forgotten;
    readonly samePersonAs: readonly string[];
  }): Promise<'done' | 'stale'>;
  /** Removes the links between the identity number with that hash and these employees. */
  unlink(identityHash: string, employeeIds: readonly string[]): Promise<void>;
  /** Replaces the stored facts about units that have the same ids. */
  rewriteUnitFacts(facts: readonly UnitFact[]): Promise<void>;
  /** Removes the names of these employees from the unit's activities. */
  unnameActivities(unitId: string, employeeIds: readonly string[]): Promise<void>;
}

export interface Quarantine {
  /**
   * Encrypts and keeps a verified but unreadable body, for a person to look at. The result is `full` if the source has
   * reached the day's limit of unsigned bodies: then the body is counted but not kept. Signed bodies are always kept.
   */
  keep(
    delivery: Delivery,
    body: Uint8Array,
    problems: readonly string[],
  ): Promise<'kept' | 'duplicate' | 'full'>;
  /**
   * The number of events quarantined after `since`, and the keys of those that cannot be read. If a day has too many
   * events to read, all events of that day are counted.
   */
  countSince(since: Instant): Promise<{ readonly count: number; readonly unreadable: readonly RecordKey[] }>;
}

/** A quarantined event's key: the day in China on which it arrived, and its delivery. */
export interface QuarantineKey {
  readonly day: PlainDate;
  readonly source: string;
  readonly deliveryId: string;
}

export interface QuarantinedEvent extends QuarantineKey {
  readonly receivedAt: Instant;
  readonly problems: readonly string[];
}

/** An administrator's access to the quarantine. */
export interface QuarantineStore {
  /** Events of these days, both included, without their bodies. */
  list(from: PlainDate, to: PlainDate): Promise<readonly QuarantinedEvent[]>;
  /** An event with its verified body. @throws SecretUnavailable when its encryption key is missing. */
  find(key: QuarantineKey): Promise<(QuarantinedEvent & { readonly body: Uint8Array }) | undefined>;
  remove(key: QuarantineKey): Promise<void>;
  /** Replaces the problems after another attempt. */
  noteProblems(key: QuarantineKey, problems: readonly string[]): Promise<void>;
}

/** Requests to process a quarantined event again, see replay-event. */
export interface ReplayQueue {
  ask(event: QuarantineKey): Promise<void>;
}

// ---------------------------------------------------------------- secrets

/**
 * One entry of a source's secret. Several entries are valid at the same time, so that one can be replaced without
 * interruption.
 */
export interface SourceSecret {
  /** The name of the entry, which may be logged. */
  readonly id: string;
  /** Whether the end of the entry's validity is set. Senders must then switch to another entry. */
  readonly retiring: boolean;
  /** The parts by name; the names depend on the vendor. If the entry is a plain text, its only part is `key`. */
  readonly parts: Readonly<Record<string, string>>;
  /** Why the entry is unusable; absent if it is usable. */
  readonly problem?: string;
}

export interface Secrets {
  /** All valid entries of the source. @throws SecretUnavailable when none can be loaded. */
  sourceSecrets(source: string, options?: { readonly fresh: boolean }): Promise<readonly SourceSecret[]>;
  identityKey(): Promise<Uint8Array>;
}

// ---------------------------------------------------------------- sources

/** Why a request was rejected: malformed, without a signature, or with a wrong signature, key, time or address. */
export type Refusal = 'malformed' | 'unsigned' | 'mismatched';

/** How many requests to one HR system's address were rejected, by reason. */
export interface Refusals extends Readonly<Record<Refusal, number>> {
  readonly source: string;
}

/** Records about each HR system, for the silence alarm and the administrator. */
export interface SourceNotes {
  /** Records that the source sent something. Only the day is stored. */
  heard(source: string, at: Instant): Promise<void>;
  /**
   * Counts a rejected request. The first hundred of a day are written one by one, later ones by the hundred, so up to
   * 99 per function instance may be missing.
   */
  refused(source: string, why: Refusal, at: Instant): Promise<void>;
  /** Records values of the source that the registry's mapping does not contain. */
  unmapped(source: string, values: readonly Unmapped[]): Promise<void>;
}

/** Reads when the deployment's HR systems sent something. */
export interface SourcesHeard {
  readonly sources: readonly string[];
  /** The days in China on which the source sent something, from `from` on, the earliest first. */
  daysHeard(source: string, from: PlainDate): Promise<readonly PlainDate[]>;
  /**
   * The numbers of rejected requests from the day `from` to the day before `until`, in China. Sources without rejected
   * requests are left out.
   */
  refusals(from: PlainDate, until: PlainDate): Promise<readonly Refusals[]>;
}

/** Requests for the details that events leave out, see enrich-event. */
export interface DetailsQueue {
  ask(request: DetailsRequest): Promise<void>;
}

// ---------------------------------------------------------------- the daily run

export interface SpellReader {
  /** The unit's spells with wakeOn on or before `day`. */
  due(unitId: string, day: PlainDate): Promise<FoundSpells>;
  /** The same spells as {@link SpellReader.due}, page by page, for callers that need not keep all of them in memory. */
  duePages(unitId: string, day: PlainDate): AsyncIterable<FoundSpells>;
  /** Spells by key, due or not; missing ones are left out. */
  byId(ids: readonly { readonly employeeId: string; readonly spellId: string }[]): Promise<FoundSpells>;
}

export type FoundSpells = Found<Spell, UnreadableSpell>;

/** A spell whose snapshot is unreadable: only its ids and its unit are known, from the item's key and index. */
export interface UnreadableSpell {
  readonly employeeId: string;
  readonly spellId: string;
  readonly unitId: string;
  readonly record: RecordKey;
}

/** The progress of a rebuild, so that an interrupted one can continue. */
interface RebuildMark {
  /** Employees up to this id are done. */
  readonly after: string;
  readonly done: number;
  /** The number of all employees; absent if they were not counted. */
  readonly total?: number;
}

export interface RebuildMarks {
  /** @param unitId undefined for all units. @returns undefined if no rebuild of the unit, or of all, stopped early. */
  find(unitId: string | undefined): Promise<RebuildMark | undefined>;
  keep(unitId: string | undefined, mark: RebuildMark): Promise<void>;
  remove(unitId: string | undefined): Promise<void>;
}

export interface RegistryReader {
  load(): Promise<RegistryRecord>;
}

export interface UnmappedValue extends Unmapped {
  readonly source: string;
}

export interface UnitFacts {
  /**
   * Adds facts about units. It is idempotent. Facts about imports are also folded into the unit's coverage, the list of
   * its imported files.
   * @returns `duplicate` if all these facts were stored before.
   * @throws RecordUnreadable when stored facts about the unit's imports cannot be read; the added facts are kept.
   */
  append(facts: readonly UnitFact[]): Promise<'taken' | 'duplicate'>;
  /**
   * All facts about the unit's imports and about the people matched to their rows, and the voids of these facts.
   * RegistryRecord does not contain these facts.
   */
  ofImports(unitId: string): Promise<Found<UnitFact>>;
  /**
   * Folds the unit's imports and unknown rows into its coverage again.
   * @returns whether the coverage changed.
   * @throws RecordUnreadable when facts about the unit's imports cannot be read; the coverage stays unchanged.
   */
  foldCoverage(unitId: string): Promise<boolean>;
}

/** Rows of bills and lists without a certain person, kept by unit. */
export interface UnknownCharges {
  /** The charges of unknown people, each charge once. If `month` is given, only the charges of that month. */
  list(unitId: string, month?: Month): Promise<Found<UnknownCharge>>;
  /** Every stored row, whether its person is unknown or ambiguous. */
  rows(unitId: string): Promise<Found<UnknownRow>>;
  keep(rows: readonly UnknownRow[]): Promise<void>;
  remove(rows: readonly Pick<UnknownRow, 'id' | 'unitId' | 'month'>[]): Promise<void>;
}

/**
 * Differences between a roster and the facts. They are kept until staff handle them, but at most some days after the
 * last roster that showed them.
 */
export interface RosterFindings {
  list(unitId: string): Promise<Found<KeptFinding>>;
  /** The findings of one source, page by page. */
  pages(unitId: string, source: string): AsyncIterable<Found<KeptFinding>>;
  /**
   * Stores each finding by its unit, source, employee and kind. It replaces an earlier finding with the same four
   * values.
   */
  keep(findings: readonly KeptFinding[]): Promise<void>;
  remove(findings: readonly KeptFinding[]): Promise<void>;
}

export interface RegistryRecord {
  readonly registry: Registry;
  /** Units that facts name but the registry does not know. */
  readonly unregisteredUnitIds: readonly string[];
  /** The day in China on which each unit was registered; absent for units registered before this was recorded. */
  readonly registeredOn: ReadonlyMap<string, PlainDate>;
  /** All facts about units themselves, registered or not, except their imports. */
  readonly unitFacts: readonly UnitFact[];
  /** The coverage of each unit: which files of the agency were imported. A unit without imports has no entry. */
  readonly coverage: ReadonlyMap<string, Coverage>;
  /** Values that HR systems sent in the last 60 days and that no mapping contains. */
  readonly unmapped: readonly UnmappedValue[];
  readonly unreadable: readonly RecordKey[];
  /** Ids of units with an unreadable fact: their data may be wrong. */
  readonly unitsInDoubt: ReadonlySet<string>;
}

/** The data of one unit that the cases of its spells need. */
export interface UnitContext {
  /** Undefined if the unit is not registered. */
  readonly unit: Unit | undefined;
  readonly coverage?: Coverage | undefined;
  /** All units in the unit's region, including the unit itself. */
  readonly unitsInRegion?: ReadonlySet<string> | undefined;
  readonly registeredOn?: PlainDate | undefined;
}

export type Outcome = 'sent' | 'nothing-to-say' | 'already-sent' | 'failed';

export interface Runs {
  /** Opens (or reopens) the day's run for these recipients. @returns the number of this attempt, from 1. */
  open(run: {
    readonly day: PlainDate;
    readonly scheduledAt: Instant;
    readonly workingDay: boolean;
    readonly recipients: readonly string[];
  }): Promise<number>;
  /** The recipients that are not in the day's run. There are none if the day has no run. */
  notCounted(day: PlainDate, recipients: readonly string[]): Promise<NotCounted>;
  /** Adds a recipient to the day's run. It is idempotent. */
  countIn(day: PlainDate, recipient: string): Promise<void>;
  /** The day's run, with the number of recipients by outcome in the latest attempt; undefined if the day had no run. */
  find(day: PlainDate): Promise<RunRecord | undefined>;
  /** The recipient's digests that listed or counted the case, from the day `from` on, ordered by day. */
  mailsAbout(query: {
    readonly caseId: string;
    readonly recipient: string;
    readonly from: PlainDate;
  }): Promise<readonly MailAboutCase[]>;
  /**
   * Claims the right to send to `recipient` for `day`. A claim expires, so that after a crash the mail can still be
   * sent.
   */
  claim(claim: {
    readonly day: PlainDate;
    readonly recipient: string;
    readonly now: Instant;
    readonly lapsesAt: Instant;
  }): Promise<Claim>;
  recordSent(sent: {
    readonly day: PlainDate;
    readonly recipient: string;
    readonly attempt: number;
    readonly messageId: string;
    /** The mail service's id of the mail, if it gives one. */
    readonly transportId?: string | undefined;
    readonly sentAt: Instant;
    readonly since: PreviousDigest;
  }): Promise<void>;
  /**
   * Records that the recipient's mail server accepted the mail. Only the first acceptance is kept. Ignored if another
   * `transportId` is recorded: then another mail was delivered, for example one of another deployment.
   */
  recordDelivered(delivered: {
    readonly day: PlainDate;
    readonly recipient: string;
    readonly transportId: string;
    readonly at: Instant;
  }): Promise<void>;
  /**
   * Releases a claim without a mail and records the outcome. `already-sent` means that a later attempt found the mail
   * sent; it changes nothing for the attempt that sent it. An earlier attempt never overwrites the outcome of a later
   * one.
   */
  release(release: {
    readonly day: PlainDate;
    readonly recipient: string;
    readonly attempt: number;
    readonly outcome: Outcome;
  }): Promise<void>;
}

/** A digest that listed or counted a case. Its text is not kept. */
export interface MailAboutCase {
  readonly day: PlainDate;
  readonly recipient: string;
  readonly sentAt: Instant;
  readonly messageId: string;
  /** The mail service's id of the mail, if it gives one. */
  readonly transportId?: string;
  /** When the recipient's server accepted the mail, if known. */
  readonly deliveredAt?: Instant;
}

export interface NotCounted {
  readonly attempt: number;
  readonly recipients: readonly string[];
}

export interface RunRecord {
  readonly day: PlainDate;
  readonly attempt: number;
  readonly workingDay: boolean;
  readonly recipients: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

export type Claim =
  /**
   * The claim succeeded. `since` has the previous digest. The first claim of the day fixes it, so that a second attempt
   * composes the same mail.
   */
  | {
      readonly is: 'claimed';
      readonly since: PreviousDigest | undefined;
      /** Unreadable records of earlier digests; they are treated as absent. */
      readonly unreadable: readonly RecordKey[];
    }
  | { readonly is: 'already-sent' }
  /** Another attempt has a valid claim. */
  | { readonly is: 'held' };

export interface DigestRequest {
  readonly day: PlainDate;
  readonly scheduledAt: Instant;
  readonly attempt: number;
  readonly recipient: string;
}

export interface DigestQueue {
  send(requests: readonly DigestRequest[]): Promise<void>;
  /** Moves a request that can never succeed, or the text of an unreadable one, to a queue with an alarm. */
  setAside(request: DigestRequest | string, reason: string): Promise<void>;
}

// ---------------------------------------------------------------- the leaver's guide

/**
 * One leaver's guide, requested by the run of `day`. It has only ids; address and name are read when the guide is sent.
 */
export interface GuideRequest {
  readonly kind: 'leaver-guide';
  readonly day: PlainDate;
  readonly unitId: string;
  readonly employeeId: string;
  readonly spellId: string;
}

export interface GuideQueue {
  send(requests: readonly GuideRequest[]): Promise<void>;
}

// ---------------------------------------------------------------- follow-up work of imports

/** A part of the daily follow-up work of a unit's imports, small enough for one queue message. */
export type FollowUpRequest = { readonly day: PlainDate; readonly unitId: string } & (
  | { readonly kind: 'wake-days'; readonly employeeIds: readonly string[] }
  /** Looks up the person of each of these stored rows again. */
  | { readonly kind: 'unknown-rows'; readonly rowIds: readonly string[] }
);

export interface FollowUpQueue {
  send(requests: readonly FollowUpRequest[]): Promise<void>;
}

export interface GuideKey {
  readonly employeeId: string;
  readonly spellId: string;
}

/** Ensures that each spell gets at most one mail with a leaver's guide, also across several days. */
export interface GuideDeliveries {
  /** Claims the right to send. A claim expires, so that after a crash the guide can still be sent. */
  claim(claim: GuideKey & { readonly now: Instant; readonly lapsesAt: Instant }): Promise<GuideClaim>;
  /** Records that the mail was sent, or that its address will never accept it. Then there are no more attempts. */
  settle(done: GuideKey & SettledDelivery): Promise<void>;
  /** Releases the claim without a mail. */
  release(key: GuideKey): Promise<void>;
}

export interface SettledDelivery {
  readonly outcome: 'sent' | 'refused';
  readonly at: Instant;
}

export type GuideClaim =
  | { readonly is: 'claimed' }
  /** Another attempt has a valid claim. */
  | { readonly is: 'held' }
  | ({ readonly is: 'settled' } & SettledDelivery)
  /** The record is settled, but its outcome cannot be read. The mail is not sent a second time. */
  | { readonly is: 'unreadable' };

// ---------------------------------------------------------------- the staff portal

/** A request for a sign-in code. Only the queue's handler checks whether the address is registered. */
export interface CodeRequest {
  /** The mail address in lower case, the same as the addressee's key. */
  readonly address: string;
  readonly browser: string;
  readonly requestedAt: Instant;
}

export interface CodeQueue {
  ask(request: CodeRequest): Promise<void>;
}

/** Sign-in codes and the limits on requesting them. Persons, browsers and codes are stored as hashes. */
export interface SignInCodes {
  /** Counts one request. @returns false if there were already `most` requests within `seconds`. */
  allows(limit: {
    readonly of: 'address' | 'ip';
    readonly tag: string;
    readonly most: number;
    readonly seconds: number;
    readonly now: Instant;
  }): Promise<boolean>;
  /** Stores the hash of a code for one browser. It replaces the browser's earlier code. */
  keep(code: {
    readonly person: string;
    readonly browser: string;
    readonly codeHash: string;
    readonly now: Instant;
    readonly lapsesAt: Instant;
  }): Promise<void>;
  /** The browser with the person's latest valid code; undefined if there is none. */
  latest(person: string, now: Instant): Promise<string | undefined>;
  /**
   * Counts one attempt.
   * @returns the hash to compare the code with; undefined if the person has no valid code or has used all `most`
   * attempts.
   */
  tryOut(attempt: {
    readonly person: string;
    readonly browser: string;
    readonly now: Instant;
    readonly most: number;
  }): Promise<string | undefined>;
  /** Removes the code. @returns false if another request used it first. */
  use(code: {
    readonly person: string;
    readonly browser: string;
    readonly codeHash: string;
  }): Promise<boolean>;
}

/** A signed-in browser. A session has no roles: the person's roles are looked up with each request. */
export interface Session {
  readonly id: string;
  readonly address: string;
  readonly begunAt: Instant;
  readonly endsAt: Instant;
  readonly lastSeenOn: PlainDate;
  /** Whether the person signed in on a computer that others also use. */
  readonly shared: boolean;
  /** The names of browser and system, for the person to recognise. */
  readonly browser: string;
}

/** Sessions by the hash of the person's address. */
export interface Sessions {
  begin(person: string, session: Session): Promise<void>;
  find(person: string, id: string): Promise<Session | undefined>;
  list(person: string): Promise<readonly Session[]>;
  /** The day of the person's last visit, also after the session's end; kept for 400 days. */
  lastSeenOn(person: string): Promise<PlainDate | undefined>;
  seen(person: string, id: string, on: PlainDate): Promise<void>;
  end(person: string, id: string): Promise<void>;
}

/**
 * An entry about something that staff recorded in the portal or on the command line. Entries are listed by unit and
 * time. The recorded facts are stored elsewhere.
 */
export interface ActivityEntry {
  readonly at: Instant;
  /** The addressee's key of the person in the portal, or the identity of the person who ran the command. */
  readonly by: string;
  readonly unitId: string;
  readonly action: StaffAction | 'list-import' | 'roster-import' | 'undone';
  readonly caseId?: string;
  /** The id of the employee that the entry is about, if the entry is not about a case. */
  readonly employeeId?: string;
  readonly employeeName?: string;
  readonly file?: string;
  readonly factIds: readonly string[];
}

export interface Activities {
  note(entry: ActivityEntry): Promise<void>;
  /** The entries of one unit, latest first. */
  list(
    unitId: string,
    query: { readonly most: number; readonly since?: Instant },
  ): Promise<readonly ActivityEntry[]>;
}

/** Actions on the deployment itself; each is recorded before it is done. */
export const AUDITED_ACTIONS = [
  'registry-applied',
  'secret-put',
  'secret-dropped',
  'quarantine-replayed',
  'quarantine-dropped',
  'rebuilt',
  'sign-in-code',
  'address-tried-again',
  'data-removed',
] as const;

export interface AuditEntry {
  readonly at: Instant;
  /** The identity of the AWS credentials, the key of an addressee, or `operator:` and the local user name. */
  readonly by: string;
  readonly verified: boolean;
  readonly action: (typeof AUDITED_ACTIONS)[number];
  /** The affected ids and addresses. Never a secret. */
  readonly about: readonly string[];
}

/** Each entry is kept for ten years and never changed. */
export interface AuditLog {
  note(entry: AuditEntry): Promise<void>;
  /** Latest first. */
  list(query: { readonly most: number; readonly since?: Instant }): Promise<readonly AuditEntry[]>;
}

/** Tags of a mail, so that delivery events can be assigned to it. */
export interface MailTags {
  readonly kind: 'digest' | 'leaver-guide' | 'sign-in-code';
  readonly run: PlainDate;
  /** The recipient, as a hash of the addressee's key. */
  readonly to: string;
  /** The spell of a guide, in characters that mail services accept. Only guides have this tag. */
  readonly guide?: string;
}

// ---------------------------------------------------------------- files that staff upload

/** An uploaded file, or the undo of an import, while it is being processed. It is kept for an hour. */
export interface Upload {
  /** A hash of the content. The confirmation must name it. */
  readonly id: string;
  readonly unitId: string;
  readonly kind: UploadKind;
  readonly file: string;
  /** In a trial run, waiting for confirmation, being stored, or stored. */
  readonly state: 'checking' | 'checked' | 'storing' | 'stored';
  /**
   * Whether the upload is small enough to be processed within a request. Otherwise it is processed through the queue.
   */
  readonly isQuick: boolean;
  /** The time limit of the current processing. If processing is not finished by then, it has failed. */
  readonly workingUntil: Instant;
  readonly people: number;
  readonly answers: UploadAnswers;
  /**
   * The addressee's key of the person who uploaded the file; after the confirmation, of the person who confirmed it.
   */
  readonly by: string;
  readonly lapsesAt: Instant;
  /** The version number, which increases with each step. */
  readonly version: number;
}

export type UploadKind = 'bill' | 'list' | 'roster' | 'undo';

/** The uploading person's answers to questions about the file. */
export interface UploadAnswers {
  readonly extent?: Extent;
  readonly earlier?: 'replace' | 'add';
  /** True if the person said that the roster is right although a large share of the people left. */
  readonly allLeft?: true;
  readonly reason?: string;
}

/**
 * Uploads with the rows that were read from the file, and with the preview, both encrypted. The file itself is not
 * stored.
 */
export interface Uploads {
  /** Stores an upload. It replaces an earlier upload with the same id. */
  begin(upload: Upload, content: unknown): Promise<void>;
  /** @returns undefined if the upload has expired or belongs to another unit. */
  find(unitId: string, id: string, now: Instant): Promise<Upload | undefined>;
  /** @returns the changed upload; undefined if another request changed it first. */
  step(upload: Upload, change: Partial<Upload>): Promise<Upload | undefined>;
  content(upload: Upload): Promise<unknown>;
  keepPreview(upload: Upload, preview: unknown): Promise<void>;
  preview(upload: Upload): Promise<unknown>;
}

/** The queue of uploads that take longer to process than a request may. */
export interface UploadQueue {
  ask(upload: Pick<Upload, 'unitId' | 'id'>): Promise<void>;
}

export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
  readonly tags?: MailTags;
}

export interface Mailer {
  /**
   * @returns the mail service's id of the mail, if it gives one.
   * @throws MailRefused when this mail will never be accepted. After MailFailed or any other error the mail can be sent
   * again. The cause of MailRefused and MailFailed is a MailFailure.
   */
  send(mail: Mail): Promise<string | undefined>;
}

export class MailFailed extends Error {
  override readonly name = 'MailFailed';
}

export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  /** Whether the mailbox does not exist. If so, other mail to the address would fail too. */
  readonly noMailbox: boolean;

  constructor(
    message: string,
    { noMailbox = false, ...options }: ErrorOptions & { noMailbox?: boolean } = {},
  ) {
    super(message, options);
    this.noMailbox = noMailbox;
  }
}

export interface UndeliverableAddress {
  readonly address: string;
  readonly since: Instant;
  readonly why: WhyUndeliverable;
}

/** The outcome of one mail to an address. Outcomes are ordered by `sentAt`, even if they arrive in another order. */
export type MailOutcome =
  | { readonly is: 'delivered'; readonly sentAt: Instant }
  | { readonly is: WhyUndeliverable; readonly sentAt: Instant };

/** The state of mail addresses. Repeated outcomes, and outcomes in another order, give the same state. */
export interface MailAddresses {
  /** Addresses that reject mail, sorted by address. */
  undeliverable(): Promise<readonly UndeliverableAddress[]>;
  /** @returns whether the address changed from accepting to rejecting mail. */
  note(address: string, outcome: MailOutcome): Promise<boolean>;
  /** Resets the address. @returns false if it was accepting mail. */
  tryAgain(address: string): Promise<boolean>;
}

/** The data exceed the limits of the store, so trying again is useless. */
export class TooLargeToStore extends Error {
  override readonly name = 'TooLargeToStore';
}

export class SecretUnavailable extends Error {
  override readonly name: string = 'SecretUnavailable';
}

/** The secret has no entry yet. */
export class SecretEmpty extends SecretUnavailable {
  override readonly name = 'SecretEmpty';
}
