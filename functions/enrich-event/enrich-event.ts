import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { appendFacts } from '../intake/append-facts.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import {
  type Clock,
  type DetailsRequest,
  SecretUnavailable,
  type SourceNotes,
  type Telemetry,
  type Unmapped,
} from '../ports.ts';
import { ApiMisunderstood, ApiUnavailable, type Details } from '../sources/api/hr-api.ts';
import { type ApiPorts, configuredAccess } from '../sources/configured-access.ts';
import { factsOf } from './facts-of.ts';

export interface EnrichPorts extends FoldPorts, ApiPorts, Telemetry {
  /** The mapping of a source; undefined without an entry in the registry. */
  readonly mapping: (source: string) => Promise<SourceMapping | undefined>;
  readonly notes: Pick<SourceNotes, 'unmapped'>;
  readonly clock: Clock;
}

export type Enriched =
  | 'stored'
  | 'nothing-new'
  /** The deployment cannot call this HR system's API. The notice stays open, and staff are asked for the day. */
  | 'no-api'
  | 'not-understood'
  /** The request is tried again after `not-yet` and after `unavailable`. */
  | 'not-yet'
  | 'unavailable';

/**
 * Asks the HR system for what its event left out, and records the answer. It is idempotent: known statements are not
 * stored again.
 * @throws what the store throws. Then the request is tried again, too.
 */
export async function enrichEvent(request: DetailsRequest, ports: EnrichPorts): Promise<Enriched> {
  const { log } = ports;
  const { source, deliveryId, employeeId } = request;
  const ids = { source, deliveryId, employeeId };
  try {
    const details = await detailsFor(request, ports);
    if (details === undefined) {
      log.warn('no API is configured for this HR system; its handler is asked for the day', ids);
      return 'no-api';
    }
    return await recordAnswer(details, request, ports, ids);
  } catch (error) {
    if (error instanceof ApiMisunderstood) return failed(error.problems, ports, ids);
    if (!(error instanceof ApiUnavailable) && !(error instanceof SecretUnavailable)) throw error;
    log.warn('an HR system could not be reached; it is tried again', { ...ids, why: error.message });
    return 'unavailable';
  }
}

/**
 * The answer of the HR system.
 * @returns undefined if there is no API.
 * @throws ApiUnavailable, ApiMisunderstood, SecretUnavailable.
 */
async function detailsFor(request: DetailsRequest, ports: EnrichPorts): Promise<Details | undefined> {
  const { source } = request;
  const api = await ports.apis.get(source)?.load();
  if (api === undefined) return undefined;
  const access = await configuredAccess(api, await ports.mapping(source), ports);
  return access && api.details(request, access);
}

type Ids = Readonly<Record<string, string>>;

async function recordAnswer(
  details: Details,
  request: DetailsRequest,
  ports: EnrichPorts,
  ids: Ids,
): Promise<Enriched> {
  if (details.is === 'not-yet') return tooEarly(details.why, ports, ids);
  await noteUnmapped(details.unmapped, request, ports);
  if (details.is === 'not-understood') return failed(details.problems, ports, ids);
  const { employeeId, source } = request;
  const record = await ports.employees.load(employeeId);
  const { facts, problems, isTooEarly } = factsOf(details, request, record, ports.clock.now());
  const outcome = facts.length === 0 ? 'duplicate' : await appendFacts({ employeeId, facts }, ports);
  if (problems.length > 0) return failed(problems, ports, ids);
  if (isTooEarly) return tooEarly(`${source} does not show what is known of the person`, ports, ids);
  ports.meter.count('DetailsFetched');
  ports.log.info('an HR system was asked for details', { ...ids, facts: facts.length });
  return outcome === 'taken' ? 'stored' : 'nothing-new';
}

function tooEarly(why: string, { log }: EnrichPorts, ids: Ids): Enriched {
  log.info('an HR system does not have the data of its own event yet; it is asked again', { ...ids, why });
  return 'not-yet';
}

/** Problems name fields, expected forms, departments and units, never people. */
function failed(problems: readonly string[], { log, meter }: EnrichPorts, ids: Ids): Enriched {
  meter.count('DetailsFailed');
  log.error('the details of an event could not be understood', { ...ids, problems: problems.join('; ') });
  return 'not-understood';
}

async function noteUnmapped(
  unmapped: readonly Unmapped[] = [],
  { source }: DetailsRequest,
  { notes }: EnrichPorts,
): Promise<void> {
  if (unmapped.length > 0) await notes.unmapped(source, unmapped);
}
