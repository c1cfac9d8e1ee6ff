import { openCases } from '../../../domain/cases/case-kinds.ts';
import { NO_REGION, policyOf } from '../../../domain/regions/policy-of.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { managedSecrets } from '../../../functions/adapters/secrets.ts';
import {
  type Enriched,
  type EnrichPorts,
  enrichEvent,
} from '../../../functions/enrich-event/enrich-event.ts';
import type { DetailsRequest } from '../../../functions/ports.ts';
import { HR_APIS } from '../../../functions/sources/hr-apis.ts';
import type { EmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import type { RegistryFile } from '../../support/fakes/registry.ts';
import { type FakeSecretsManager, secretsManager } from '../../support/fakes/secrets-manager.ts';
import { SECRET } from '../../support/signed-request.ts';
import { testAccessTo } from '../../support/vendors/an-access.ts';
import { type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';

/**
 * All steps from a thin event to its stored facts. The clock, the log, the meter, the notes, the queue and Secrets
 * Manager are fakes.
 */
export interface EnrichingStage extends ReceivingStage {
  readonly enrichPorts: EnrichPorts;
  readonly apiSecrets: FakeSecretsManager;
  enrich(request: DetailsRequest): Promise<Enriched>;
  /** Handles the requests for details that are waiting, in their order. */
  workOff(): Promise<Enriched[]>;
  /** The kinds of the employee's open cases on the day, each with its act-by date. */
  cases(employeeId: string, day: string): Promise<readonly string[]>;
}

export async function enrichingStage(
  dynamodb: EmbeddedDynamoDb,
  told: {
    readonly registry: RegistryFile;
    readonly secrets?: Readonly<Record<string, object>>;
    /** The API secret of each source, as an administrator enters it. */
    readonly apiSecrets: Readonly<Record<string, object>>;
  },
): Promise<EnrichingStage> {
  const stage = await receivingStage(dynamodb, { registry: told.registry, secrets: told.secrets ?? {} });
  const { clock, log, meter, notes, ports } = stage;
  const held = Object.entries(told.apiSecrets).map(([source, secret]) => [source, JSON.stringify(secret)]);
  const apiSecrets = secretsManager({ data: `{"current":"${SECRET}"}`, ...Object.fromEntries(held) });
  const arns = Object.fromEntries(held.map(([source]) => [source, source]));
  const enrichPorts: EnrichPorts = {
    ...ports,
    apis: HR_APIS,
    access: testAccessTo(clock),
    secrets: managedSecrets(arns, 'data', clock, apiSecrets.client),
    log,
    meter,
    notes,
  };
  const enrich = (request: DetailsRequest) => enrichEvent(request, enrichPorts);
  return {
    ...stage,
    enrichPorts,
    apiSecrets,
    enrich,
    async workOff() {
      const outcomes: Enriched[] = [];
      for (const request of stage.asked.splice(0)) outcomes.push(await enrich(request));
      return outcomes;
    },
    async cases(employeeId, day) {
      const { spells } = await ports.employees.load(employeeId);
      const policy = policyOf(NO_REGION);
      const context = { unit: undefined, policy, asOf: plainDate(day), calendar: ports.calendar };
      return spells
        .flatMap((spell) => openCases(spell, context))
        .map(({ kind, deadline }) => (deadline === undefined ? kind : `${kind} by ${deadline.actBy}`));
    },
  };
}
