import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { type ApiPorts, configuredAccess } from '../hris-api/configured-access.ts';
import type { RosterPerson } from '../hris-api/hr-api.ts';

/**
 * Everybody whom the HR system lists as employed, to the last page.
 *
 * @returns undefined where its API cannot tell, or nobody has entered how to ask it.
 * @throws ApiUnavailable, ApiMisunderstood, SecretUnavailable; a list that breaks off is none.
 */
export async function listedPeople(
  source: string,
  mapping: SourceMapping | undefined,
  ports: ApiPorts,
): Promise<readonly RosterPerson[] | undefined> {
  const api = await ports.apis.get(source)?.load();
  if (api?.roster === undefined) return undefined;
  const access = await configuredAccess(api, mapping, ports);
  if (access === undefined) return undefined;
  const people: RosterPerson[] = [];
  for await (const person of api.roster(access)) people.push(person);
  return people;
}
