import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { StatedBy } from '../../domain/facts/fact.ts';
import type { Registry } from '../../domain/units/unit.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { SecretWriter } from '../adapters/secret-writer.ts';
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

/** Access to a deployment from outside its functions. */
export interface Store {
  readonly employees: EmployeeStore;
  readonly registry: RegistryReader;
  readonly spells: SpellReader;
  readonly runs: Pick<Runs, 'find'>;
  applyRegistry(registry: Registry, today: PlainDate): Promise<void>;
  /** Records today as the registration day of units that have none. @returns their ids. */
  registerUndated(today: PlainDate): Promise<readonly string[]>;
  /**
   * Replaces stored masks of an earlier release, and deletes the emptied items of spells that no longer exist.
   * @returns how many masks were replaced, and how many employees there are.
   */
  cleanItems(
    onProgress?: (employees: number) => void,
  ): Promise<{ readonly masked: number; readonly employees: number }>;
  readonly rebuildMarks: RebuildMarks;
  readonly unitFacts: UnitFacts;
  /** The employee's stored snapshots with their wake days. */
  snapshots(employeeId: string): Promise<readonly SpellSnapshot[]>;
  /** All snapshots of the unit with their wake days, page by page. */
  unitSnapshots(unitId: string): AsyncIterable<readonly SpellSnapshot[]>;
  /** All employee ids, or those of one unit, in an order that `after` can continue. */
  employeeIds(of: { readonly unitId?: string; readonly after?: string }): AsyncIterable<string>;
  /**
   * All employee ids whose identity number has this hash. The hash is made with the key of {@link Store.identityKey}.
   */
  peopleWith(identityHash: string): Promise<readonly string[]>;
  /** Rows of bills and lists whose person is unknown or doubtful. */
  readonly unknownCharges: UnknownCharges;
  /** Differences between pulled rosters and facts. */
  readonly rosterFindings: RosterFindings;
  identityKey(): Promise<Uint8Array>;
  readonly quarantine: QuarantineStore;
  readonly notes: SourceNotes;
  /** Sign-in codes of the portal, for people whose mail cannot be delivered. */
  readonly signInCodes: Pick<SignInCodes, 'keep' | 'latest'>;
  readonly activities: Activities;
  readonly audit: AuditLog;
  readonly mailAddresses: MailAddresses;
  readonly personalData: PersonalData;
  /** Deletes mails stored on this machine that contain one of these texts; undefined if mails are not stored. */
  removeMails?(texts: readonly string[]): Promise<number>;
  readonly heard: SourcesHeard;
  /** The queue of requests for the details that events leave out. */
  readonly details: DetailsQueue;
  readonly secrets: Pick<SecretWriter, 'read' | 'write'>;
  /** The name of a secret of this deployment: `webhook/feishu` → `canbao/prod/webhook/feishu`. */
  secretName(part: string): string;
  /**
   * The caller: the identity of the AWS credentials. For a deployment on this machine it is the name of the system
   * user, which is not authenticated.
   */
  caller(): Promise<Pick<StatedBy, 'who' | 'verified'>>;
  /**
   * Settings of the deployed functions. A setting is undefined if the caller is not allowed to read it, and empty if it
   * is not set.
   */
  readonly settings: {
    fallbackMailbox(): Promise<string | undefined>;
    apiHosts(): Promise<ApiHosts | undefined>;
  };
  /** Runs the deployed plan-digests for the day. */
  planDigests(day: PlainDate): Promise<unknown>;
  /** How many times the table was throttled so far; absent if it is not counted. */
  readonly throttles?: () => number;
  close(): void;
}

/** The ports for appending facts to the store. They are the same as for events of an HR system. */
export function foldPorts({ employees, registry }: Store, clock: Clock): FoldPorts {
  const { unit, order } = registryContext(registry, clock);
  return { employees, unit, order, calendar: publishedCalendar };
}

/** The endpoints and names of a deployment's parts. */
export interface Place {
  readonly table: string;
  readonly planDigests: string;
  readonly pullRoster: string;
  readonly secretPrefix: string;
  readonly mailbox?: string | undefined;
  readonly dynamodb: ServicePlace;
  readonly lambda: ServicePlace;
  readonly secrets: ServicePlace;
  readonly detailsQueue: string;
  readonly queues: ServicePlace;
  /** Whether the deployment runs on this machine. If so, the caller has no cloud identity. */
  readonly isHere: boolean;
}

/** The description of a stack on this machine. */
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

/** The endpoints of a stack on this machine. */
export function placeHere({ mail, dynamodb, lambda, sqs, region, table, functions }: StackHere): Place {
  const credentials = { accessKeyId: 'canbao', secretAccessKey: 'local' };
  const named = (name: string) =>
    Object.values(functions).find((known) => known.endsWith(`-${name}`)) ?? name;
  return {
    table,
    mailbox: mail,
    planDigests: named('plan-digests'),
    pullRoster: named('pull-roster'),
    // The table's name contains the stage: canbao-dev.
    secretPrefix: `canbao/${table.replace(/^canbao-/, '')}/`,
    dynamodb: { endpoint: dynamodb, region, credentials },
    lambda: { endpoint: lambda, region, credentials },
    // The same local gateway serves Lambda and Secrets Manager.
    secrets: { endpoint: lambda, region, credentials },
    detailsQueue: `${table}-details`,
    queues: { endpoint: sqs, region, credentials },
    isHere: true,
  };
}
