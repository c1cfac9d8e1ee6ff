import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  type LambdaClientConfig,
} from '@aws-sdk/client-lambda';

interface DeployedFunction {
  /**
   * @returns the function's result.
   * @throws Error with the function's own message when it failed.
   */
  invoke(event: unknown): Promise<unknown>;
  /**
   * The function's environment variables; empty if no function has this name, undefined if the caller is not allowed to
   * read them.
   */
  variables(): Promise<Readonly<Record<string, string>> | undefined>;
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
    async variables() {
      try {
        const read = await client.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
        return read.Environment?.Variables ?? {};
      } catch (error) {
        const problem = error instanceof Error ? error.name : '';
        if (problem === 'ResourceNotFoundException') return {};
        if (problem === 'AccessDeniedException') return undefined;
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}
