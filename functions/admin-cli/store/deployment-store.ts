import { dataKeyOf } from '../../adapters/data-key.ts';
import { dynamodbClient } from '../../adapters/dynamodb/client.ts';
import { lambdaFunction } from '../../adapters/lambda-function.ts';
import { secretKeeper } from '../../adapters/secret-keeper.ts';
import { detailsQueueNamed } from '../../adapters/sqs-details-queue.ts';
import type { Place, Store } from './store.ts';
import { tableStore } from './table-store.ts';

/** The store of a deployment, wherever its parts answer. */
export function deploymentStore(place: Place): Store {
  const dynamodb = dynamodbClient(place.dynamodb);
  const planDigests = lambdaFunction(place.planDigests, place.lambda);
  const dataKey = dataKeyOf(`${place.secretPrefix}data-key`, place.secrets);
  const secrets = secretKeeper(place.secrets);
  const details = detailsQueueNamed(place.detailsQueue, place.queues);
  return {
    ...tableStore(dynamodb, place.table, dataKey),
    details,
    secrets,
    secretName: (part) => `${place.secretPrefix}${part}`,
    planDigests: (day) => planDigests.invoke({ day }),
    close: () => {
      dynamodb.destroy();
      planDigests.close();
      dataKey.close();
      details.close();
      secrets.close();
    },
  };
}
