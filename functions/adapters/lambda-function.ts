import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';

interface DeployedFunction {
  /**
   * @returns the function's result.
   * @throws Error with the function's own message when it failed.
   */
  invoke(event: unknown): Promise<unknown>;
  close(): void;
}

export function lambdaFunction(
  name: string,
  place: Pick<LambdaClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DeployedFunction {
  const client = new LambdaClient(place);
  return {
    async invoke(event) {
      const { FunctionError, Payload } = await client.send(
        new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
      );
      const answer: unknown = JSON.parse(Payload?.transformToString() || 'null');
      if (FunctionError === undefined) return answer;
      const { errorMessage = FunctionError } = (answer ?? {}) as { errorMessage?: string };
      throw new Error(`${name} failed: ${errorMessage}`);
    },
    close: () => client.destroy(),
  };
}
