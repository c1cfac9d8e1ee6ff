import type { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A Secrets Manager in memory that counts its calls; tests change its secrets and make it fail. */
export interface FakeSecretsManager {
  readonly client: SecretsManagerClient;
  calls: number;
  down: boolean;
  hold(id: string, value: string): void;
}

export function secretsManager(values: Readonly<Record<string, string>>): FakeSecretsManager {
  const held = new Map(Object.entries(values));
  const manager: FakeSecretsManager = {
    calls: 0,
    down: false,
    hold: (id, value) => void held.set(id, value),
    client: {
      send: async (command: GetSecretValueCommand) => answer(command),
    } as unknown as SecretsManagerClient,
  };
  function answer({ input }: GetSecretValueCommand): { SecretString: string } {
    manager.calls += 1;
    const SecretString = held.get(input.SecretId ?? '');
    if (manager.down || SecretString === undefined)
      throw Object.assign(new Error('it is down'), { name: 'InternalServiceError' });
    return { SecretString };
  }
  return manager;
}
