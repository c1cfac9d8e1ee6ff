import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { noMapping } from '../hris/mapping.ts';
import { identitySealer } from '../hris/seal-identity.ts';
import { type AccessTo, usableEntry } from '../hris-api/api-access.ts';
import type { RosterPerson } from '../hris-api/hr-api.ts';
import type { ApiEntry } from '../hris-api/hr-apis.ts';
import { SecretEmpty, type Secrets, SecretUnavailable } from '../ports.ts';

export interface ListingPorts {
  /** Of the sources that this deployment takes. */
  readonly apis: ReadonlyMap<string, ApiEntry>;
  readonly access: AccessTo;
  /** The APIs' secrets, by source. */
  readonly secrets: Pick<Secrets, 'sourceSecrets' | 'identityKey'>;
}

/**
 * Everybody whom the HR system lists as employed, to the last page.
 *
 * @returns undefined where its API cannot tell, or nobody has entered how to ask it.
 * @throws ApiUnavailable, ApiMisunderstood, SecretUnavailable; a list that breaks off is none.
 */
export async function listedPeople(
  source: string,
  mapping: SourceMapping | undefined,
  { apis, access, secrets }: ListingPorts,
): Promise<readonly RosterPerson[] | undefined> {
  const api = await apis.get(source)?.load();
  if (api?.roster === undefined) return undefined;
  const entries = await secrets.sourceSecrets(source).catch((error: unknown) => {
    if (error instanceof SecretEmpty) return undefined;
    throw error;
  });
  if (entries === undefined) return undefined;
  const { secret, problems } = usableEntry(api, entries);
  if (secret === undefined)
    throw new SecretUnavailable(`no entry of the API's secret can be used: ${problems.join('; ')}`);
  const sealIdentity = identitySealer(await secrets.identityKey());
  const people: RosterPerson[] = [];
  for await (const person of api.roster(
    access(api, { secret, mapping: mapping ?? noMapping(source), sealIdentity }),
  ))
    people.push(person);
  return people;
}
