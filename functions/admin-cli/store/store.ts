import type { Registry } from '../../../domain/units/unit.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { UnknownCharges } from '../../import-bill/store-bill.ts';
import type { EmployeeStore, RegistryReader, Runs, SpellReader, SpellSnapshot } from '../../ports.ts';
import type { Words } from '../frame/frame.ts';
import { readLocalJson } from './local-json.ts';
import { tellingProblems } from './store-problems.ts';

/** Which store: `--local` or `--data`, else a deployed stage. */
export interface StoreChoice {
  readonly local?: boolean;
  readonly data?: string;
  readonly stage?: string;
}

/** Everything of a deployment that commands reach, wherever it runs. */
export interface Store {
  readonly employees: EmployeeStore;
  readonly registry: RegistryReader;
  readonly spells: SpellReader;
  readonly runs: Pick<Runs, 'find'>;
  /** Makes the stored registry the given one, in one step. */
  applyRegistry(registry: Registry): Promise<void>;
  /** The employee's snapshots as they are stored, with their days. */
  snapshots(employeeId: string): Promise<readonly SpellSnapshot[]>;
  /** Every employee, or those of one unit, in an order that `after` takes up again. */
  employeeIds(of: { readonly unitId?: string; readonly after?: string }): AsyncIterable<string>;
  /** Every employee id that carries the identity number of a hash made with {@link Store.identityKey}. */
  peopleWith(identityHash: string): Promise<readonly string[]>;
  /** Charges on bills for people whom nobody has told us of. */
  readonly unknownCharges: UnknownCharges;
  /** The deployment's own key for hashing identity numbers. */
  identityKey(): Promise<Uint8Array>;
  /** Runs the deployed plan-digests for the day. */
  planDigests(day: PlainDate): Promise<unknown>;
  close(): void;
}

export type StoreOpener = (choice: StoreChoice, say: (words: Words) => string) => Promise<Store>;

/** Where a deployment's parts answer, and under which names. */
interface Place {
  readonly table: string;
  readonly planDigests: string;
  readonly dataKey: string;
  readonly dynamodb: ServicePlace;
  readonly lambda: ServicePlace;
  readonly secrets: ServicePlace;
}

type ServicePlace = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** Opens the chosen store. The SDK is loaded here, so commands that need no store start without it. */
export const openStore: StoreOpener = async (choice, say) => {
  const place = placeOf(choice, say);
  const [client, employees, registry, spells, runs, ids, stored, people, unknown, key, functions] =
    await Promise.all([
      import('../../adapters/dynamodb/client.ts'),
      import('../../adapters/dynamodb/employees.ts'),
      import('../../adapters/dynamodb/registry.ts'),
      import('../../adapters/dynamodb/spells.ts'),
      import('../../adapters/dynamodb/runs.ts'),
      import('../../adapters/dynamodb/employee-ids.ts'),
      import('../../adapters/dynamodb/stored-snapshots.ts'),
      import('../../adapters/dynamodb/people.ts'),
      import('../../adapters/dynamodb/unknown-charges.ts'),
      import('../../adapters/identity-key.ts'),
      import('../../adapters/lambda-function.ts'),
    ]);
  const dynamodb = client.dynamodbClient(place.dynamodb);
  const planDigests = functions.lambdaFunction(place.planDigests, place.lambda);
  const identityKey = key.identityKeyOf(place.dataKey, place.secrets);
  const { table } = place;
  const store: Store = {
    employees: employees.dynamodbEmployees(dynamodb, table),
    registry: registry.dynamodbRegistry(dynamodb, table),
    spells: spells.dynamodbSpells(dynamodb, table),
    runs: runs.dynamodbRuns(dynamodb, table),
    applyRegistry: async (wanted) => void (await registry.applyRegistry(dynamodb, table, wanted)),
    snapshots: (employeeId) => stored.storedSnapshots(dynamodb, table, employeeId),
    employeeIds: (of) => ids.employeeIds(dynamodb, table, of),
    peopleWith: people.dynamodbPeople(dynamodb, table),
    unknownCharges: unknown.dynamodbUnknownCharges(dynamodb, table),
    identityKey: identityKey.read,
    planDigests: (day) => planDigests.invoke({ day }),
    close: () => {
      dynamodb.destroy();
      planDigests.close();
      identityKey.close();
    },
  };
  return tellingProblems(store, { ...place, local: isLocal(choice) }, say);
};

function isLocal({ local, data }: StoreChoice): boolean {
  return local === true || data !== undefined;
}

function placeOf(choice: StoreChoice, say: (words: Words) => string): Place {
  if (!isLocal(choice)) {
    const stage = choice.stage ?? 'dev';
    return {
      table: `canbao-${stage}`,
      planDigests: `canbao-${stage}-plan-digests`,
      dataKey: `canbao/${stage}/data-key`,
      dynamodb: {},
      lambda: {},
      secrets: {},
    };
  }
  const { dynamodb, lambda, region, table, functions } = readLocalJson(choice.data, say);
  const credentials = { accessKeyId: 'canbao', secretAccessKey: 'local' };
  return {
    table,
    planDigests: Object.values(functions).find((name) => name.endsWith('-plan-digests')) ?? 'plan-digests',
    // The stage is in the table's name: canbao-dev.
    dataKey: `canbao/${table.replace(/^canbao-/, '')}/data-key`,
    dynamodb: { endpoint: dynamodb, region, credentials },
    lambda: { endpoint: lambda, region, credentials },
    // One gateway answers for both.
    secrets: { endpoint: lambda, region, credentials },
  };
}
