import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { SecretEmpty, type Secrets, SecretUnavailable, type SourceSecret } from '../ports.ts';
import { type AccessSettings, type AccessTo, accessTo } from './api/api-access.ts';
import type { ApiAccess, HrApi } from './api/hr-api.ts';
import { type ApiEntry, HR_APIS } from './hr-apis.ts';
import { identitySealer } from './webhook/identity.ts';
import { noMapping } from './webhook/mapping.ts';
import { usableEntries } from './webhook/secrets.ts';

/** The APIs of this deployment's HR systems, and what it takes to ask them. */
export interface ApiPorts {
  /** Of the sources that this deployment takes. */
  readonly apis: ReadonlyMap<string, ApiEntry>;
  readonly access: AccessTo;
  /** The APIs' secrets, by source. */
  readonly secrets: Pick<Secrets, 'sourceSecrets' | 'identityKey'>;
}

/** The APIs of the HR systems that the deployment has a secret for, each asked at its own pace. */
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
 * The access to an HR system's API; undefined if none was entered. @param mapping of the registry.
 * @throws ApiUnavailable where the mapping leads to a host that is not allowed, SecretUnavailable where its secret cannot be read, or no entry of it can be used.
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

/** One that is not about to end, where there is one that can be used. @throws SecretUnavailable naming what is wrong with each. */
function usableEntry(
  { problemOfSecret }: Pick<HrApi, 'problemOfSecret'>,
  entries: readonly SourceSecret[],
): SourceSecret {
  const { usable, problems } = usableEntries(entries, problemOfSecret);
  const secret = usable.find(({ retiring }) => !retiring) ?? usable[0];
  if (secret !== undefined) return secret;
  throw new SecretUnavailable(`no entry of the API's secret can be used: ${problems}`);
}
