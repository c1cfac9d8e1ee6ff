import { userInfo } from 'node:os';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbActivities } from '../adapters/dynamodb/activities.ts';
import { dynamodbAuditLog } from '../adapters/dynamodb/audit-log.ts';
import { cleanItems } from '../adapters/dynamodb/clean-items.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { sendDirectly } from '../adapters/dynamodb/direct-requests.ts';
import { dynamodbPersonalData } from '../adapters/dynamodb/personal-data.ts';
import { dynamodbQuarantineAdmin } from '../adapters/dynamodb/quarantine.ts';
import { dynamodbRebuildMarks } from '../adapters/dynamodb/rebuild-marks.ts';
import { NOT_REPORTED } from '../adapters/dynamodb/records.ts';
import { applyRegistry, registerUndated } from '../adapters/dynamodb/registry.ts';
import { dynamodbSignInCodes } from '../adapters/dynamodb/sign-ins.ts';
import { dynamodbStores } from '../adapters/dynamodb/stores.ts';
import { lambdaFunction } from '../adapters/lambda-function.ts';
import { secretWriter } from '../adapters/secret-writer.ts';
import { type DataKey, dataKeyOf } from '../adapters/secrets.ts';
import { detailsQueueNamed } from '../adapters/sqs-details-queue.ts';
import { hostsSchema } from '../environment.ts';
import type { OnUnreadable } from '../ports.ts';
import { SOURCES } from '../sources/sources.ts';
import type { Place, Store } from './deployment.ts';

/** The part of a {@link Store} that needs only the table and its encryption keys. */
export function tableStore(
  client: ReturnType<typeof dynamodbClient>,
  table: string,
  { identityKey, ...seal }: Pick<DataKey, 'identityKey' | 'sealBody' | 'openBody'>,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): Omit<Store, 'details' | 'secrets' | 'secretName' | 'caller' | 'settings' | 'planDigests' | 'close'> {
  const {
    heardOf,
    guides: _,
    ...stores
  } = dynamodbStores(client, table, { clock: systemClock, onUnreadable });
  return {
    ...stores,
    applyRegistry: async (wanted, today) => void (await applyRegistry(client, table, wanted, today)),
    registerUndated: (today) => registerUndated(client, table, today),
    cleanItems: (onProgress) => cleanItems(client, table, onProgress),
    rebuildMarks: dynamodbRebuildMarks(client, table),
    identityKey,
    signInCodes: dynamodbSignInCodes(client, table),
    activities: dynamodbActivities(client, table, onUnreadable),
    personalData: dynamodbPersonalData(client, table),
    audit: dynamodbAuditLog(client, table, onUnreadable),
    quarantine: dynamodbQuarantineAdmin(client, table, seal, onUnreadable),
    heard: heardOf([...SOURCES.keys()].sort()),
  };
}

/** The store of a deployment at the given endpoints. */
export function deploymentStore(place: Place, onUnreadable: OnUnreadable = NOT_REPORTED): Store {
  const dynamodb = dynamodbClient(place.dynamodb);
  const throttles = sendDirectly(dynamodb);
  const planDigests = lambdaFunction(place.planDigests, place.lambda);
  const pullRoster = lambdaFunction(place.pullRoster, place.lambda);
  const dataKey = dataKeyOf(`${place.secretPrefix}data-key`, place.secrets);
  const secrets = secretWriter(place.secrets);
  const details = detailsQueueNamed(place.detailsQueue, place.queues);
  return {
    ...tableStore(dynamodb, place.table, dataKey, onUnreadable),
    details,
    throttles,
    secrets,
    secretName: (part) => `${place.secretPrefix}${part}`,
    caller: async () =>
      place.isHere
        ? { who: `operator:${systemUser()}`, verified: false }
        : { who: await cloudCaller(), verified: true },
    ...(place.mailbox !== undefined && { removeMails: mailsRemovedFrom(place.mailbox) }),
    settings: {
      async fallbackMailbox() {
        const variables = await planDigests.variables();
        return variables && (variables.FALLBACK_MAILBOX ?? '');
      },
      async apiHosts() {
        const variables = await pullRoster.variables();
        return variables && (hostsSchema.safeParse(variables.API_HOSTS).data ?? {});
      },
    },
    planDigests: (day) => planDigests.invoke({ day }),
    close: () => {
      dynamodb.destroy();
      planDigests.close();
      pullRoster.close();
      dataKey.close();
      details.close();
      secrets.close();
    },
  };
}

/** Removes mails from the mailbox of a stack on this machine. @throws Error if the mailbox does not answer. */
function mailsRemovedFrom(mailbox: string) {
  return async (texts: readonly string[]) => {
    const body = new URLSearchParams(texts.map((text) => ['text', text] as [string, string]));
    const answer = await fetch(`${mailbox}/remove`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`the mailbox answered ${answer.status}`);
    return Number(await answer.text());
  };
}

/** The code is loaded on use, because most commands do not need the caller. */
async function cloudCaller(): Promise<string> {
  const { callerArn } = await import('../adapters/caller-identity.ts');
  return callerArn();
}

/** The name of the system user. In a container the user id may have no name; then it is the id. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
