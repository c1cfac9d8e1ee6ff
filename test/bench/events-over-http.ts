import { startLocalStack } from '../../infra/local/local-stack.ts';
import { createStops } from '../../infra/local/stops.ts';
import { againstPuts, inMicroseconds } from './against-puts.ts';
import type { Delivery } from './deliveries.ts';
import { clientOf } from './embedded-table.ts';
import { type Figure, figure } from './figure.ts';
import type { Sizes } from './sizes.ts';
import type { Workshop } from './workshop.ts';

/**
 * Events through everything that `npm start` runs (HTTP API, bundled function in its thread, database), against
 * bare conditional puts on the same database.
 */
export async function eventsOverHttp(workshop: Workshop, sizes: Sizes['events']): Promise<Figure> {
  const stops = createStops();
  workshop.stops.add(stops.run);
  try {
    const stack = await startLocalStack({
      data: workshop.directory('stack'),
      assemblyDirectory: workshop.assemblyDirectory,
      schedules: false,
    });
    stops.add(stack.stop);
    const client = clientOf(stack.dynamodb, stack.region);
    stops.add(() => client.destroy());
    const secret = stack.webhookSecrets.standard;
    if (secret === undefined) throw new Error('the stack has no signing secret of the source standard');
    const url = `${stack.api}/hooks/standard`;
    const deliver = (delivery: Delivery) => post(url, delivery);
    const measured = await againstPuts({ deliver, secret, client, tableName: stack.table }, sizes);
    return figure({
      name: 'events-over-http',
      what: `an event posted to the local stack, ${sizes.inFlight} in flight, against a bare conditional put`,
      ...inMicroseconds(measured),
    });
  } finally {
    await stops.run();
  }
}

async function post(url: string, { headers, body }: Delivery): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (answer.status !== 202 || !text.includes('"accepted"'))
    throw new Error(`${headers['webhook-id']} was answered with ${answer.status} ${text}`);
}
