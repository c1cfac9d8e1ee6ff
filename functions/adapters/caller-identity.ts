import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

/**
 * Who the environment's AWS credentials belong to. Every identity may ask this, whatever its policies.
 * @param place where a tool wants to reach another STS than the environment's.
 * @returns the ARN of the user or of the role's session.
 */
export async function callerArn(
  place: Pick<STSClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): Promise<string> {
  const client = new STSClient(place);
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (Arn === undefined) throw new Error('STS did not say who the caller is');
    return Arn;
  } finally {
    client.destroy();
  }
}
