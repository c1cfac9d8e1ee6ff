import type { StaffAction } from '../domain/cases/case.ts';
import type { PreviousDigest, WhyUndeliverable } from '../domain/digest/digest.ts';
import type { Forgotten } from '../domain/employment/forget.ts';
import type { Spell } from '../domain/employment/spell.ts';
import type { Fact } from '../domain/facts/fact.ts';
import type { KeptFinding } from '../domain/roster/finding.ts';
import type { Coverage } from '../domain/units/coverage.ts';
import type { Registry, Unit } from '../domain/units/unit.ts';
import type { Extent, UnitFact } from '../domain/units/unit-facts.ts';
import type { Instant, PlainDate } from '../domain/values/plain-date.ts';

/** The few things that the functions need from outside, in their own words. Adapters live in functions/adapters. */

export interface Clock {
  now(): Instant;
}

/** Counts for alarms and the dashboard; names are listed in infra's alarms. */
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

/** What a function reports of its work. */
export interface Telemetry {
  readonly meter: Meter;
  readonly log: Log;
}

/** Carries ids and counts, never names, wages or payloads. */
export interface Log {
  info(message: string, ids?: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, ids?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, ids?: Readonly<Record<string, string | number | boolean>>): void;
}

// ---------------------------------------------------------------- stored records

/** The key of a stored item: names it to people and in the log, and says nothing of its content. */
export interface RecordKey {
  readonly pk: string;
  readonly sk: string;
}

/** Hears of each stored record that this release cannot read: cut off, of an older form, of another type. */
export type OnUnreadable = (record: RecordKey) => void;

/** What a query found: what could be read, and what names the rest. */
export interface Found<T, Unreadable = RecordKey> {
  readonly items: readonly T[];
  readonly unreadable: readonly Unreadable[];
}

/** Something rests on stored records that cannot be read: it is right again once they are corrected. */
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

/** A thin event names a person; this asks the HR system's own API for the rest. */
export interface DetailsRequest {
  readonly source: string;
  /** The delivery that brought the event; names the facts that come of it. */
  readonly deliveryId: string;
  /** Ours, with the mapping's prefix. */
  readonly employeeId: string;
  /** What the API finds the person by, e.g. `{"employmentId": "…"}`. */
  readonly keys: Readonly<Record<string, string>>;
  readonly about: 'hire' | 'leave' | 'change';
  /** When the HR system says that it happened. */
  readonly statedAt: Instant;
  /** How long to wait before reading back, as the vendor advises. */
  readonly delaySeconds: number;
}

// ---------------------------------------------------------------- employees

export interface EmployeeStore {
  /** One read of one partition: all facts of the employee and what was folded from them. */
  load(employeeId: string): Promise<EmployeeRecord>;
  /** One transaction: the delivery, the facts, the spells. Everything or nothing. @throws TooLargeToStore */
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Who a delivery was about, while its record lasts (30 days); none when unknown. */
  employeeOfDelivery(source: string, deliveryId: string): Promise<string | undefined>;
}

/** A stored item of an employee without which nothing can be folded. */
export interface UnreadableFact {
  readonly record: RecordKey;
  /** Its own id, as its key has it: voided, it no longer counts. Absent for what is no fact. */
  readonly factId?: string;
}

export interface EmployeeRecord {
  readonly version: number;
  readonly facts: readonly Fact[];
  readonly spells: readonly Spell[];
  /** What cannot be read besides the facts. */
  readonly unreadableFacts: readonly UnreadableFact[];
  /** Snapshots that cannot be read: the next fold writes them anew, or deletes them. */
  readonly unreadableSpellIds: readonly string[];
  /** Other employee ids that carry, or once carried, the same identity number. */
  readonly samePersonAs: readonly string[];
  /** Since when nobody is in service, as the record says; absent while somebody is, and once the data were removed. */
  readonly goneSince?: PlainDate;
  /** That personal data were removed; facts that come later about that time are kept without them. */
  readonly forgotten?: Forgotten;
  /** Facts that cannot be read and that were voided: they count no longer, and still lie there. */
  readonly voidedUnreadable?: readonly RecordKey[];
}

export interface Commit {
  readonly employeeId: string;
  /** The version that was loaded; the commit is refused as stale when another came first. */
  readonly version: number;
  readonly delivery?: Delivery;
  readonly facts: readonly Fact[];
  readonly spells: readonly SpellSnapshot[];
  /** Snapshots that no longer come out of the fold. */
  readonly goneSpellIds: readonly string[];
  /** Keyed hash of the identity number that the facts bring, and the other ids believed to carry it. */
  readonly identity?: { readonly hash: string; readonly alsoUnder: readonly string[] };
  readonly samePersonAs: readonly string[];
  /** Since when nobody is in service; absent while somebody is. */
  readonly goneSince?: PlainDate | undefined;
}

export interface Delivery {
  readonly source: string;
  readonly deliveryId: string;
  readonly receivedAt: Instant;
  /** When it came first, where it lay in quarantine until `receivedAt`. */
  readonly cameAt?: Instant;
}

export interface SpellSnapshot {
  readonly spell: Spell;
  /** First day on which the spell could need anyone's attention. */
  readonly wakeOn: PlainDate;
}

/** Where a snapshot stands among those of its unit. */
export interface SnapshotRef {
  readonly employeeId: string;
  readonly spellId: string;
  readonly wakeOn: PlainDate;
}

export type CommitOutcome =
  | { readonly is: 'committed' }
  /** The delivery was taken in before. */
  | { readonly is: 'duplicate' }
  /** Somebody else wrote the employee in between: load and fold again. */
  | { readonly is: 'stale' }
  /** The identity number is known under exactly these other ids: fold again, knowing them. */
  | { readonly is: 'same-person'; readonly employeeIds: readonly string[] };

/** Personal data as they are removed; only who removes them writes over what is stored. */
export interface PersonalData {
  /** The ids of those of whom nobody is in service since before the day, the earliest first. */
  goneBefore(day: PlainDate): Promise<readonly string[]>;
  /** Puts facts in the place of those with their ids, and notes it; everything or nothing. */
  rewrite(step: {
    readonly employeeId: string;
    /** The version that was loaded; stale when somebody else wrote since. */
    readonly version: number;
    readonly facts: readonly Fact[];
    /** Records that are deleted. */
    readonly gone: readonly RecordKey[];
    readonly forgotten: Forgotten;
    readonly samePersonAs: readonly string[];
  }): Promise<'done' | 'stale'>;
  /** The identity number of that hash no longer leads to these employees. */
  unlink(identityHash: string, employeeIds: readonly string[]): Promise<void>;
  /** Puts facts about units in the place of those with their ids. */
  rewriteUnitFacts(facts: readonly UnitFact[]): Promise<void>;
  /** Takes the names of these employees out of what staff did at the unit. @returns out of how many entries. */
  unnameActivities(unitId: string, employeeIds: readonly string[]): Promise<number>;
}

export interface Quarantine {
  /**
   * Keeps a verified body that cannot be understood, encrypted, for a person to look at. `full` where the source has sent
   * as many unsigned ones today as are kept: it is counted and not kept. A signed one always is.
   */
  keep(
    delivery: Delivery,
    body: Uint8Array,
    problems: readonly string[],
  ): Promise<'kept' | 'duplicate' | 'full'>;
  /** How many were put in quarantine after `since`, of a day with very many all of that day, and what lies there unreadable. */
  countSince(since: Instant): Promise<{ readonly count: number; readonly unreadable: readonly RecordKey[] }>;
}

/** Where a quarantined event lies: the day in China on which it came, and its delivery. */
export interface QuarantineKey {
  readonly day: PlainDate;
  readonly source: string;
  readonly deliveryId: string;
}

export interface QuarantinedEvent extends QuarantineKey {
  readonly receivedAt: Instant;
  readonly problems: readonly string[];
}

/** Quarantine as an administrator works on it. */
export interface QuarantineStore {
  /** What came in these days, both counted, without its bodies. */
  list(from: PlainDate, to: PlainDate): Promise<readonly QuarantinedEvent[]>;
  /** With its body as it was verified. @throws SecretUnavailable when the key it was sealed with is gone. */
  find(key: QuarantineKey): Promise<(QuarantinedEvent & { readonly body: Uint8Array }) | undefined>;
  remove(key: QuarantineKey): Promise<void>;
  /** What is still wrong with it after another try. */
  noteProblems(key: QuarantineKey, problems: readonly string[]): Promise<void>;
}

/** Where an event in quarantine is named that is to be taken in again; see replay-event. */
export interface ReplayQueue {
  ask(event: QuarantineKey): Promise<void>;
}

// ---------------------------------------------------------------- secrets

/** One entry of a source's secret. Several are live at once, so that one can be exchanged without a pause. */
export interface SourceSecret {
  /** Names the entry in logs; never the secret itself. */
  readonly id: string;
  /** Its end is set: whoever still uses it has to change over. */
  readonly retiring: boolean;
  /** What the vendor needs, by name; `key` where an entry is one text alone. */
  readonly parts: Readonly<Record<string, string>>;
  /** Why it cannot be used whatever its parts. */
  readonly problem?: string;
}

export interface Secrets {
  /** Every entry of the source that is live now. @throws SecretUnavailable when none can be loaded. */
  sourceSecrets(source: string, options?: { readonly fresh: boolean }): Promise<readonly SourceSecret[]>;
  /** For hashing identity numbers. */
  identityKey(): Promise<Uint8Array>;
}

// ---------------------------------------------------------------- sources

/**
 * Why a request was not taken in: it is not as its sender writes, carries no signature, or its signature, key, time or
 * address does not fit.
 */
export type Refusal = 'malformed' | 'unsigned' | 'mismatched';

/** How many requests to one HR system's address were refused, by why. */
export interface Refusals extends Readonly<Record<Refusal, number>> {
  readonly source: string;
}

/** What is noted of each HR system, for the watch on silence and for the administrator. */
export interface SourceNotes {
  /** The source was heard of at that moment; kept once for each day. */
  heard(source: string, at: Instant): Promise<void>;
  /** Counts a refused request; a flood is counted by the hundred, so up to 99 of each instance may be missing. */
  refused(source: string, why: Refusal, at: Instant): Promise<void>;
  /** Words of the source that the registry's mapping lacks. */
  unmapped(source: string, words: readonly Unmapped[]): Promise<void>;
}

/** When the HR systems of this deployment were heard. */
export interface SourcesHeard {
  readonly sources: readonly string[];
  /** The days in China, from `from` on, in their order. */
  daysHeard(source: string, from: PlainDate): Promise<readonly PlainDate[]>;
  /** What was refused from `from` to the day before `until`, in China; only sources of which something was. */
  refusals(from: PlainDate, until: PlainDate): Promise<readonly Refusals[]>;
}

/** Where details of thin events are asked for; see enrich-event. */
export interface DetailsQueue {
  ask(request: DetailsRequest): Promise<void>;
}

// ---------------------------------------------------------------- the daily run

export interface SpellReader {
  /** The spells of the unit that could need somebody on `day`: those with wakeOn on or before it. */
  due(unitId: string, day: PlainDate): Promise<FoundSpells>;
  /** The same page by page, for who counts and holds none of them. */
  duePages(unitId: string, day: PlainDate): AsyncIterable<FoundSpells>;
  /** Spells by key, whether due or not; those that no longer exist are left out. */
  byId(ids: readonly { readonly employeeId: string; readonly spellId: string }[]): Promise<FoundSpells>;
}

export type FoundSpells = Found<Spell, UnreadableSpell>;

/** All that is known of a spell whose snapshot cannot be read: what its key and its place in the index say. */
export interface UnreadableSpell {
  readonly employeeId: string;
  readonly spellId: string;
  readonly unitId: string;
  readonly record: RecordKey;
}

/** How far a rebuild came, so that an interrupted one can be gone on with. */
export interface RebuildMark {
  /** All up to this employee are done. */
  readonly after: string;
  readonly done: number;
  /** How many there are, where they were counted. */
  readonly total?: number;
}

export interface RebuildMarks {
  /** Of the rebuild of one unit, or of everybody; undefined where none was interrupted. */
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
   * Adds facts about units; `duplicate` where all of them were taken in before. Repeating it does no harm. Facts about
   * imports are folded into the unit's coverage as well.
   * @throws RecordUnreadable when stored facts about the unit's imports cannot be read; what was added is kept.
   */
  append(facts: readonly UnitFact[]): Promise<'taken' | 'duplicate'>;
  /** All facts about the unit's imports and matches, with what voids them; none of them is among the registry's. */
  ofImports(unitId: string): Promise<Found<UnitFact>>;
  /**
   * Folds the unit's imports and unknown rows into its coverage again. @returns whether it differs from what was stored.
   * @throws RecordUnreadable when facts about the unit's imports cannot be read; the coverage stays as it was.
   */
  foldCoverage(unitId: string): Promise<boolean>;
}

/** Where pulled rosters and the facts differ, kept until a person has looked at it; gone some days after the last pull. */
export interface RosterFindings {
  list(unitId: string): Promise<Found<KeptFinding>>;
  /** Those of one source, page by page. */
  pages(unitId: string, source: string): AsyncIterable<Found<KeptFinding>>;
  /** Puts each under its unit, source, employee and kind, in place of what stood there. */
  keep(findings: readonly KeptFinding[]): Promise<void>;
  remove(findings: readonly KeptFinding[]): Promise<void>;
}

export interface RegistryRecord {
  readonly registry: Registry;
  /** Units that facts name but the registry does not know. */
  readonly unregisteredUnitIds: readonly string[];
  /** The day on which each unit was registered, in China; none for those registered before that was kept. */
  readonly registeredOn: ReadonlyMap<string, PlainDate>;
  /** Everything that is known of units themselves, registered or not, apart from their imports. */
  readonly unitFacts: readonly UnitFact[];
  /** What the agency's files say of each unit as a whole; none where nothing was imported. */
  readonly coverage: ReadonlyMap<string, Coverage>;
  /** Words of HR systems that came lately and that no mapping knows. */
  readonly unmapped: readonly UnmappedValue[];
  /** What of it cannot be read. */
  readonly unreadable: readonly RecordKey[];
  /** Units about which a fact cannot be read: what is said of them may be wrong. */
  readonly unitsInDoubt: ReadonlySet<string>;
}

/** What is known of one unit that the cases of its spells rest on. */
export interface UnitContext {
  /** Undefined where the registry does not know it. */
  readonly unit: Unit | undefined;
  readonly coverage?: Coverage | undefined;
  /** Our units in its region, itself among them. */
  readonly unitsInRegion?: ReadonlySet<string> | undefined;
  readonly registeredOn?: PlainDate | undefined;
}

export type Outcome = 'sent' | 'nothing-to-say' | 'already-sent' | 'failed';

export interface Runs {
  /** Opens (or reopens) the run of the day for these recipients. @returns the number of this attempt, from 1. */
  open(run: {
    readonly day: PlainDate;
    readonly scheduledAt: Instant;
    readonly workingDay: boolean;
    readonly recipients: readonly string[];
  }): Promise<number>;
  /** Of these, who the latest attempt does not count; nobody where there was no run. */
  notCounted(day: PlainDate, recipients: readonly string[]): Promise<NotCounted>;
  /** Counts somebody more, once. */
  countIn(day: PlainDate, recipient: string): Promise<void>;
  /** The run of the day with what became of each recipient in its latest attempt; undefined when there was none. */
  find(day: PlainDate): Promise<RunRecord | undefined>;
  /** The digests from a day on in which the recipient had the case, in the order of the days. */
  mailsAbout(asked: {
    readonly caseId: string;
    readonly recipient: string;
    readonly from: PlainDate;
  }): Promise<readonly MailAboutCase[]>;
  /** Claims the right to send to `recipient` for `day`; a claim lapses, so that a crash does not silence anybody. */
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
    /** What the mail service calls the mail, where it says so. */
    readonly transportId?: string | undefined;
    readonly sentAt: Instant;
    readonly since: PreviousDigest;
  }): Promise<void>;
  /** The recipient's mail server took the mail. Keeps the first time; nothing for a mail of another deployment. */
  recordDelivered(delivered: {
    readonly day: PlainDate;
    readonly recipient: string;
    readonly transportId: string;
    readonly at: Instant;
  }): Promise<void>;
  /**
   * Gives a claim back without a mail, with what became of it. `already-sent` notes that a later attempt found the
   * mail sent; it changes nothing for the attempt that sent it. A lower attempt never replaces what a higher one noted.
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
  /** The addressee's key. */
  readonly recipient: string;
  readonly sentAt: Instant;
  readonly messageId: string;
  /** What the mail service calls it, where it says so. */
  readonly transportId?: string;
  /** When the recipient's server took it, where that is told. */
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
  /** Ours; `since` is fixed with the first claim of the day, so a second attempt composes the same mail. */
  | {
      readonly is: 'claimed';
      readonly since: PreviousDigest | undefined;
      /** Records of earlier digests that cannot be read: they count as if there were none. */
      readonly unreadable: readonly RecordKey[];
    }
  | { readonly is: 'already-sent' }
  /** Another attempt holds it and has not lapsed. */
  | { readonly is: 'held' };

export interface DigestRequest {
  readonly day: PlainDate;
  readonly scheduledAt: Instant;
  readonly attempt: number;
  readonly recipient: string;
}

export interface DigestQueue {
  send(requests: readonly DigestRequest[]): Promise<void>;
  /** Puts a request aside that can never succeed, or the text of one that cannot be read, where an alarm watches. */
  setAside(request: DigestRequest | string, reason: string): Promise<void>;
}

// ---------------------------------------------------------------- the leaver's guide

/** One leaver's guide, as the run of `day` asks for it: ids alone, address and name are read when it is sent. */
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

// ---------------------------------------------------------------- what the daily run repeats of imports

/** A share of what the daily run does for a unit after imports: few enough that one message of a batch is soon done. */
export type PassRequest = { readonly day: PlainDate; readonly unitId: string } & (
  | { readonly kind: 'wake-days'; readonly employeeIds: readonly string[] }
  /** Ids of rows that are kept for nobody. */
  | { readonly kind: 'unknown-rows'; readonly rowIds: readonly string[] }
);

export interface PassQueue {
  send(requests: readonly PassRequest[]): Promise<void>;
}

export interface GuideKey {
  readonly employeeId: string;
  readonly spellId: string;
}

/** One mail for one spell, whatever the day: a record beside the employee's. */
export interface GuideDeliveries {
  /** Claims the right to send; a claim lapses, so that a crash does not silence the guide for good. */
  claim(claim: GuideKey & { readonly now: Instant; readonly lapsesAt: Instant }): Promise<GuideClaim>;
  /** The mail left, or its address will never take it: no other attempt is made. */
  settle(done: GuideKey & SettledDelivery): Promise<void>;
  /** Gives the claim back without a mail. */
  release(key: GuideKey): Promise<void>;
}

export interface SettledDelivery {
  readonly outcome: 'sent' | 'refused';
  readonly at: Instant;
}

export type GuideClaim =
  | { readonly is: 'claimed' }
  /** Another attempt holds it and has not lapsed. */
  | { readonly is: 'held' }
  | ({ readonly is: 'settled' } & SettledDelivery)
  /** It was settled, and cannot be read how: nobody is written to a second time. */
  | { readonly is: 'unreadable' };

// ---------------------------------------------------------------- the staff portal

/** Somebody asked for a sign-in code. Whether the address is anybody's, only who works the queue off finds out. */
export interface CodeRequest {
  /** As an addressee's key: in lower case. */
  readonly address: string;
  /** The hash of the secret that the asking browser keeps in a cookie. */
  readonly browser: string;
  readonly requestedAt: Instant;
}

export interface CodeQueue {
  ask(request: CodeRequest): Promise<void>;
}

/** Sign-in codes and the limits on asking for them. Persons and browsers go by hashes; codes are never kept. */
export interface SignInCodes {
  /** Counts one request. @returns false where `most` were counted since the window of `seconds` began. */
  allows(limit: {
    readonly of: 'address' | 'ip';
    readonly tag: string;
    readonly most: number;
    readonly seconds: number;
    readonly now: Instant;
  }): Promise<boolean>;
  /** Keeps the hash of a code for one browser, in place of an earlier one. */
  keep(code: {
    readonly person: string;
    readonly browser: string;
    readonly codeHash: string;
    readonly now: Instant;
    readonly lapsesAt: Instant;
  }): Promise<void>;
  /** The browser whose code, of those that have not lapsed, was kept last. */
  latest(person: string, now: Instant): Promise<string | undefined>;
  /** Counts one try. @returns the hash to compare with; undefined where none is left, or all `most` tries are used. */
  tryOut(attempt: {
    readonly person: string;
    readonly browser: string;
    readonly now: Instant;
    readonly most: number;
  }): Promise<string | undefined>;
  /** Removes the code. @returns false where another request used it first. */
  use(code: {
    readonly person: string;
    readonly browser: string;
    readonly codeHash: string;
  }): Promise<boolean>;
}

/** A signed-in browser. It holds no roles: they are looked up with each request. */
export interface Session {
  /** The hash of the secret in the browser's cookie. */
  readonly id: string;
  /** The addressee's key. */
  readonly address: string;
  readonly begunAt: Instant;
  readonly endsAt: Instant;
  readonly lastSeenOn: PlainDate;
  /** On a computer that others use. */
  readonly shared: boolean;
  /** The browser and system by name, for the person to recognise. */
  readonly browser: string;
}

/** Sessions by the hash of the person's address. */
export interface Sessions {
  begin(person: string, session: Session): Promise<void>;
  find(person: string, id: string): Promise<Session | undefined>;
  list(person: string): Promise<readonly Session[]>;
  /** The day on which the person was last there, also after the session's end; kept for 400 days. */
  lastSeenOn(person: string): Promise<PlainDate | undefined>;
  seen(person: string, id: string, on: PlainDate): Promise<void>;
  end(person: string, id: string): Promise<void>;
}

/** What somebody recorded, on the portal or the command line. The facts themselves are kept elsewhere; this lists them by unit and time. */
export interface ActivityEntry {
  readonly at: Instant;
  /** The addressee's key, or who ran the command. */
  readonly by: string;
  readonly unitId: string;
  readonly action: StaffAction | 'list-import' | 'roster-import' | 'undone';
  /** Absent where it is about no case. */
  readonly caseId?: string;
  /** Where it is about a person and no case. */
  readonly employeeId?: string;
  readonly employeeName?: string;
  /** The name of the file that was imported. */
  readonly file?: string;
  readonly factIds: readonly string[];
}

export interface Activities {
  note(entry: ActivityEntry): Promise<void>;
  /** Of one unit, the latest first. */
  list(
    unitId: string,
    asked: { readonly most: number; readonly since?: Instant },
  ): Promise<readonly ActivityEntry[]>;
}

/** What somebody did to the deployment itself; each is noted before it is done. */
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
  /** The identity of the AWS credentials, the key of an addressee, or `operator:` and the user of this machine. */
  readonly by: string;
  /** Whether somebody vouches for `by`. */
  readonly verified: boolean;
  readonly action: (typeof AUDITED_ACTIONS)[number];
  /** What it was done to, by ids and addresses. Never a secret. */
  readonly about: readonly string[];
}

/** Kept for ten years; nothing in it is changed or removed. */
export interface AuditLog {
  note(entry: AuditEntry): Promise<void>;
  /** The latest first. */
  list(asked: { readonly most: number; readonly since?: Instant }): Promise<readonly AuditEntry[]>;
}

/** What a mail is, so that what comes back from it finds its way. */
export interface MailTags {
  readonly kind: 'digest' | 'leaver-guide' | 'sign-in-code';
  readonly run: PlainDate;
  /** The recipient tag of the addressee's key. */
  readonly to: string;
  /** Of a guide: whose, in characters that a mail service takes. */
  readonly guide?: string;
}

// ---------------------------------------------------------------- files that staff upload

/** A file that somebody uploaded, or the undo of an import, until it is done; kept for an hour. */
export interface Upload {
  /** A hash of what was read: whoever confirms it names that. */
  readonly id: string;
  readonly unitId: string;
  readonly kind: UploadKind;
  /** The file's name. */
  readonly file: string;
  /** Being tried out, waiting for somebody to confirm, being stored, stored. */
  readonly state: 'checking' | 'checked' | 'storing' | 'stored';
  /** Small enough for a request; else it waits in the queue. */
  readonly isQuick: boolean;
  /** While it is checked or stored: after that moment the work was cut short. */
  readonly workingUntil: Instant;
  /** How many people are done. */
  readonly people: number;
  readonly answers: UploadAnswers;
  /** The addressee's key of whoever uploaded it, then of whoever confirmed it. */
  readonly by: string;
  readonly lapsesAt: Instant;
  /** Counts the steps. */
  readonly version: number;
}

export type UploadKind = 'bill' | 'list' | 'roster' | 'undo';

/** What whoever uploads a file says of it where that is in question. */
export interface UploadAnswers {
  readonly extent?: Extent;
  readonly earlier?: 'replace' | 'add';
  /** A roster by which a large share of the people left is right. */
  readonly allLeft?: true;
  /** Why an import is undone. */
  readonly reason?: string;
}

/** Uploads with what was read of them and what they would change, both sealed. The file itself is kept nowhere. */
export interface Uploads {
  /** Takes the place of an earlier upload of the same id. */
  begin(upload: Upload, content: unknown): Promise<void>;
  /** @returns undefined where it has lapsed, or is another unit's. */
  find(unitId: string, id: string, now: Instant): Promise<Upload | undefined>;
  /** @returns the upload as changed; undefined where somebody else changed it first. */
  step(upload: Upload, change: Partial<Upload>): Promise<Upload | undefined>;
  content(upload: Upload): Promise<unknown>;
  keepPreview(upload: Upload, preview: unknown): Promise<void>;
  preview(upload: Upload): Promise<unknown>;
}

/** Where uploads wait that take longer than a request may. */
export interface UploadQueue {
  ask(upload: Pick<Upload, 'unitId' | 'id'>): Promise<void>;
}

export interface Mail {
  readonly from: string;
  readonly to: string;
  /** The whole MIME message. */
  readonly raw: Uint8Array;
  readonly tags?: MailTags;
}

export interface Mailer {
  /**
   * @returns what the mail service calls the mail, where it says so.
   * @throws MailRefused when this mail will never be taken. MailFailed or any other error is worth another try. The cause
   * of both is a MailFailure.
   */
  send(mail: Mail): Promise<string | undefined>;
}

export class MailFailed extends Error {
  override readonly name = 'MailFailed';
}

export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  /** The server says that there is no such mailbox: no other mail to the address would do better. */
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
  /** The addressee's key. */
  readonly address: string;
  readonly since: Instant;
  readonly why: WhyUndeliverable;
}

/** What became of one mail to an address; `sentAt` puts the mails in their order, however late the news comes. */
export type MailOutcome =
  | { readonly is: 'delivered'; readonly sentAt: Instant }
  | { readonly is: WhyUndeliverable; readonly sentAt: Instant };

/** What is known of the addresses that mail goes to. Repeating an outcome, or another order, makes no difference. */
export interface MailAddresses {
  /** Those that take no mail, in the order of their addresses. */
  undeliverable(): Promise<readonly UndeliverableAddress[]>;
  /** @returns whether the address takes no mail from here on and did before. */
  note(address: string, outcome: MailOutcome): Promise<boolean>;
  /** Forgets what became of mails up to now. @returns false where the address takes mail as it is. */
  tryAgain(address: string): Promise<boolean>;
}

/** What was to be written is more than the store can ever hold: trying again is in vain. */
export class TooLargeToStore extends Error {
  override readonly name = 'TooLargeToStore';
}

export class SecretUnavailable extends Error {
  override readonly name: string = 'SecretUnavailable';
}

/** Nobody has entered anything into the secret yet. */
export class SecretEmpty extends SecretUnavailable {
  override readonly name = 'SecretEmpty';
}
