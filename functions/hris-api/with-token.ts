import type { ApiAccess, FetchToken } from './hr-api.ts';

export interface TokenUse<T> {
  readonly key: string;
  readonly fetch: FetchToken;
  /** Whether the vendor's answer says that the token is good no more. */
  readonly isRefused: (answer: T) => boolean;
}

/** Calls with the token at hand; where the vendor takes it no longer, once more with a new one. */
export async function withToken<T>(
  access: Pick<ApiAccess, 'token'>,
  { key, fetch, isRefused }: TokenUse<T>,
  call: (token: string) => Promise<T>,
): Promise<T> {
  const token = await access.token(key, fetch);
  const answer = await call(token);
  return isRefused(answer) ? call(await access.token(key, fetch, token)) : answer;
}
