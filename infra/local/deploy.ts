import type { DataDirectory } from './data-directory.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import type { LocalStackOptions } from './local-stack-options.ts';
import { functionNamed, type Runtime, startRuntime } from './runtime.ts';
import { openSecretStore, type SecretStore } from './secrets/secret-store.ts';
import type { Servers } from './servers.ts';
import { createClients, createResources, startSweeping } from './services.ts';
import type { Stops } from './stops.ts';

/** What is deployed and runs. */
export interface Deployed {
  readonly deployment: Deployment;
  readonly secrets: SecretStore;
  readonly runtime: Runtime;
}

/** Creates the resources of the assembly, starts what calls its functions and opens the API. */
export async function deploy(
  servers: Servers,
  options: LocalStackOptions,
  data: DataDirectory,
  stops: Stops,
): Promise<Deployed> {
  const { gateway, api, services, endpoints, origins } = servers;
  const { warn = () => undefined } = options;
  const deployment = readDeployment(
    servers.assemblyDirectory,
    { apiOrigin: api.url, queueOrigin: endpoints.sqs },
    warn,
  );
  const { place, routes } = deployment;
  const clients = createClients(services, place.region, stops);
  await createResources(clients, deployment);
  await startSweeping(clients, deployment, stops, warn);
  const secrets = openSecretStore(data.secrets, deployment.secrets, options.secretValues);
  const runtime = startRuntime({
    deployment,
    clients,
    queues: services.queues,
    endpoints,
    functionLog: data.functionLog,
    verbose: options.verbose ?? false,
    schedules: options.schedules ?? true,
    stops,
    warn,
  });
  gateway.serve({ place, secrets, origins, ...runtime });
  api.serve({ place, routes, functionFor: (arn) => functionNamed(runtime.functions, arn) });
  // Requests under way need everything else, so the API stops first.
  stops.add(api.stop);
  return { deployment, secrets, runtime };
}
