import { entryOf, isLive } from '../../adapters/secret-entries.ts';
import { SOURCES } from '../../sources/sources.ts';
import { BadUsage, CommandFailed, type Frame } from '../frame/frame.ts';
import type { Store, StoreChoice } from '../store/store.ts';

/** Whose secret is meant: what its events are signed with, or what its API is asked with. */
export interface SecretChoice extends StoreChoice {
  readonly api?: boolean;
}

/** A secret that was read, and where it goes back to. */
export interface ReadSecret {
  readonly name: string;
  readonly entries: Awaited<ReturnType<Store['secrets']['read']>> & object;
  /** What is wrong with the parts of an entry; undefined when it can be used. */
  problemOf(parts: Readonly<Record<string, string>>): string | undefined;
}

/** @throws BadUsage for what is no source; CommandFailed where it is not deployed. */
export async function readSecret(
  source: string,
  { api = false }: SecretChoice,
  store: Store,
  { say }: Frame,
): Promise<ReadSecret> {
  const entry = SOURCES.get(source);
  if (entry === undefined || (api && !entry.hasApi)) {
    const known = [...SOURCES].filter(([, other]) => !api || other.hasApi).map(([name]) => name);
    throw new BadUsage(
      say({
        zh: `没有 ${source}；可用的有 ${known.join(', ')}`,
        en: `there is no ${source}; there are ${known.join(', ')}`,
      }),
    );
  }
  const name = store.secretName(api ? `api/${source}` : `webhook/${source}`);
  const entries = await store.secrets.read(name);
  if (entries === undefined) {
    throw new CommandFailed(
      say({
        zh: `没有密钥 ${name}：部署设置 sources 里没有 ${source}`,
        en: `there is no secret ${name}: the setting sources of the deployment does not name ${source}`,
      }),
    );
  }
  const { problemOfSecret } = api ? await apiOf(source) : await entry.load();
  return { name, entries, problemOf: problemOfSecret };
}

/** Whether any entry can be used now: without one every event would be answered with 503, and some senders give up soon. */
export function isAnyLive({ entries, problemOf }: Omit<ReadSecret, 'name'>, now: string): boolean {
  return Object.entries(entries).some(([id, stored]) => {
    const entry = entryOf(id, stored);
    return isLive(entry, now) && entry.problem === undefined && problemOf(entry.parts) === undefined;
  });
}

async function apiOf(source: string) {
  const { HR_APIS } = await import('../../sources/hr-apis.ts');
  const entry = HR_APIS.get(source);
  if (entry === undefined) throw new Error(`${source} has no API`);
  return entry.load();
}
