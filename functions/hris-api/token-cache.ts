import type { Clock } from '../ports.ts';
import type { TokenCache } from './hr-api.ts';

/** So long before its end a token is exchanged, or halfway where its whole life is shorter than twice that. */
const EARLY_SECONDS = 300;

interface Held {
  readonly token: string;
  readonly goodUntil: number;
}

/** Keeps tokens of vendors for this instance. They are never stored: another instance fetches its own. */
export function tokenCache(clock: Clock): TokenCache {
  const held = new Map<string, Held>();
  return async (key, fetch, refused) => {
    const known = held.get(key);
    const now = Date.parse(clock.now());
    if (known !== undefined && known.token !== refused && now < known.goodUntil) return known.token;
    const { token, secondsToLive } = await fetch();
    const early = Math.min(EARLY_SECONDS, secondsToLive / 2);
    held.set(key, { token, goodUntil: now + (secondsToLive - early) * 1000 });
    return token;
  };
}
