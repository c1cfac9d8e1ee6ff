import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { StatedBy } from '../../domain/facts/fact.ts';
import type { Registry } from '../../domain/units/unit.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { SecretWriter } from '../adapters/secret-keeper.ts';
import type { UnknownCharges } from '../imports/store-bill.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import { registryContext } from '../intake/registry-lookup.ts';
import type {
  Activities,
  AuditLog,
  Clock,
  DetailsQueue,
  EmployeeStore,
  MailAddresses,
  PersonalData,
  QuarantineStore,
  RebuildMarks,
  RegistryReader,
  RosterFindings,
  Runs,
  SignInCodes,
  SourceNotes,
  SourcesHeard,
  SpellReader,
  SpellSnapshot,
  UnitFacts,
} from '../ports.ts';
import type { ApiHosts } from '../sources/api/api-access.ts';

/** Everything of a deployment that is reached from outside its functions, wherever it runs. */
export interface Store {
  readonly employees: EmployeeStore;
  readonly registry: RegistryReader;
  readonly spells: SpellReader;
  readonly runs: Pick<Runs, 'find'>;
  /** Makes the stored registry the given one, in one step. */
  applyRegistry(registry: Registry, today: PlainDate): Promise<void>;
  /** Keeps today as the day of registration of the units that have none. @returns their ids. */
  registerUndated(today: PlainDate): Promise<readonly string[]>;
  /** Replaces stored masks of an earlier release by those made now. @returns how many items were rewritten, and how many employees there are. */
  maskStoredAnew(
    onProgress?: (employees: number) => void,
  ): Promise<{ readonly masked: number; readonly employees: number }>;
  readonly rebuildMarks: RebuildMarks;
  readonly unitFacts: UnitFacts;
  /** The employee's snapshots as they are stored, with their days. */
  snapshots(employeeId: string): Promise<readonly SpellSnapshot[]>;
  /** All snapshots of the unit with their days, page by page. */
  unitSnapshots(unitId: string): AsyncIterable<readonly SpellSnapshot[]>;
  /** Every employee, or those of one unit, in an order that `after` takes up again. */
  employeeIds(of: { readonly unitId?: string; readonly after?: string }): AsyncIterable<string>;
  /** Every employee id that carries the identity number of a hash made with {@link Store.identityKey}. */
  peopleWith(identityHash: string): Promise<readonly string[]>;
  /** Charges on bills for people whom nobody has told us of. */
  readonly unknownCharges: UnknownCharges;
  /** Where pulled rosters and the facts differ. */
  readonly rosterFindings: RosterFindings;
  /** The deployment's own key for hashing identity numbers. */
  identityKey(): Promise<Uint8Array>;
  readonly quarantine: QuarantineStore;
  readonly notes: SourceNotes;
  /** Sign-in codes of the portal, for somebody whom no mail reaches. */
  readonly signInCodes: Pick<SignInCodes, 'keep' | 'latest'>;
  readonly activities: Activities;
  readonly audit: AuditLog;
  readonly mailAddresses: MailAddresses;
  /** Personal data as they are removed. */
  readonly personalData: PersonalData;
  /** Deletes the mails kept on this machine in which one of these texts stands; undefined where mails are not kept. */
  removeMails?(texts: readonly string[]): Promise<number>;
  /** When each HR system that is known was heard. */
  readonly heard: SourcesHeard;
  /** Where what an HR system's events leave out is asked for. */
  readonly details: DetailsQueue;
  readonly secrets: Pick<SecretWriter, 'read' | 'write'>;
  /** The name of a secret of this deployment: `webhook/feishu` → `canbao/prod/webhook/feishu`. */
  secretName(part: string): string;
  /** Who calls: the identity of the AWS credentials; on this machine the system's user, whom nobody vouches for. */
  caller(): Promise<Pick<StatedBy, 'who' | 'verified'>>;
  /** Settings as the deployed functions have them; undefined where the caller may not read them. */
  readonly settings: {
    fallbackMailbox(): Promise<string | undefined>;
    apiHosts(): Promise<ApiHosts | undefined>;
  };
  /** Runs the deployed plan-digests for the day. */
  planDigests(day: PlainDate): Promise<unknown>;
  /** How often the table has refused for want of capacity so far; absent where nobody counts. */
  readonly throttles?: () => number;
  close(): void;
}

/** The store as facts are taken in through it, the same way as those of an HR system. */
export function foldPorts({ employees, registry }: Store, clock: Clock): FoldPorts {
  const { unit, order } = registryContext(registry, clock);
  return { employees, unit, order, calendar: publishedCalendar };
}

/** Where a deployment's parts answer, and under which names. */
export interface Place {
  readonly table: string;
  readonly planDigests: string;
  readonly pullRoster: string;
  /** What the names of all its secrets begin with. */
  readonly secretPrefix: string;
  /** Where mails are kept on this machine. */
  readonly mailbox?: string | undefined;
  readonly dynamodb: ServicePlace;
  readonly lambda: ServicePlace;
  readonly secrets: ServicePlace;
  readonly detailsQueue: string;
  readonly queues: ServicePlace;
  /** On this machine there is no cloud identity to ask for. */
  readonly isHere: boolean;
}

/** What a stack on this machine tells of itself. */
interface StackHere {
  readonly mail?: string | undefined;
  readonly dynamodb: string;
  readonly lambda: string;
  readonly sqs: string;
  readonly region: string;
  readonly table: string;
  readonly functions: Readonly<Record<string, string>>;
}

type ServicePlace = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** Where the parts of a stack on this machine answer. */
export function placeHere({ mail, dynamodb, lambda, sqs, region, table, functions }: StackHere): Place {
  const credentials = { accessKeyId: 'canbao', secretAccessKey: 'local' };
  const named = (name: string) =>
    Object.values(functions).find((known) => known.endsWith(`-${name}`)) ?? name;
  return {
    table,
    mailbox: mail,
    planDigests: named('plan-digests'),
    pullRoster: named('pull-roster'),
    // The stage is in the table's name: canbao-dev.
    secretPrefix: `canbao/${table.replace(/^canbao-/, '')}/`,
    dynamodb: { endpoint: dynamodb, region, credentials },
    lambda: { endpoint: lambda, region, credentials },
    // One gateway answers for both.
    secrets: { endpoint: lambda, region, credentials },
    detailsQueue: `${table}-details`,
    queues: { endpoint: sqs, region, credentials },
    isHere: true,
  };
}
