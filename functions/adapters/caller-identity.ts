import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

/** Returns the ARN of the environment's AWS credentials. Every identity is allowed to ask for its own ARN. */
export async function callerArn(
  place: Pick<STSClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): Promise<string> {
  const client = new STSClient(place);
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (Arn === undefined) throw new Error('STS did not return the caller');
    return Arn;
  } finally {
    client.destroy();
  }
}
