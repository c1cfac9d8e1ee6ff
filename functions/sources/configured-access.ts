import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { SecretEmpty, type Secrets, SecretUnavailable, type SourceSecret } from '../ports.ts';
import { type AccessSettings, type AccessTo, accessTo } from './api/api-access.ts';
import type { ApiAccess, HrApi } from './api/hr-api.ts';
import { type ApiEntry, HR_APIS } from './hr-apis.ts';
import { identitySealer } from './webhook/identity.ts';
import { noMapping } from './webhook/mapping.ts';
import { usableEntries } from './webhook/secrets.ts';

/** The APIs of this deployment's HR systems, and the ports to call them. */
export interface ApiPorts {
  readonly apis: ReadonlyMap<string, ApiEntry>;
  readonly access: AccessTo;
  /** The APIs' secrets, by source. */
  readonly secrets: Pick<Secrets, 'sourceSecrets' | 'identityKey'>;
}

/** The APIs of the HR systems that the deployment has a secret for, each with its own rate limiter. */
export function configuredApis(
  secretArns: Readonly<Record<string, string>>,
  settings: AccessSettings,
): Pick<ApiPorts, 'apis' | 'access'> {
  return {
    apis: new Map([...HR_APIS].filter(([name]) => Object.hasOwn(secretArns, name))),
    access: accessTo(settings),
  };
}

/**
 * The access to an HR system's API; undefined if the API has no secret entry.
 * @param mapping of the registry.
 * @throws ApiUnavailable if the mapping names a host that is not allowed, SecretUnavailable if the secret is unreadable
 * or has no usable entry.
 */
export async function configuredAccess(
  api: HrApi,
  mapping: SourceMapping | undefined,
  { access, secrets }: Omit<ApiPorts, 'apis'>,
): Promise<ApiAccess | undefined> {
  const entries = await secrets.sourceSecrets(api.name).catch((error: unknown) => {
    if (error instanceof SecretEmpty) return undefined;
    throw error;
  });
  if (entries === undefined) return undefined;
  const secret = usableEntry(api, entries);
  const sealIdentity = identitySealer(await secrets.identityKey());
  return access(api, { secret, mapping: mapping ?? noMapping(api.name), sealIdentity });
}

/** A usable entry. Entries without an end are preferred. @throws SecretUnavailable with the problem of each entry. */
function usableEntry(
  { problemOfSecret }: Pick<HrApi, 'problemOfSecret'>,
  entries: readonly SourceSecret[],
): SourceSecret {
  const { usable, problems } = usableEntries(entries, problemOfSecret);
  const secret = usable.find(({ retiring }) => !retiring) ?? usable[0];
  if (secret !== undefined) return secret;
  throw new SecretUnavailable(`no entry of the API's secret can be used: ${problems}`);
}
