import type { Source } from './webhook/source.ts';

/** What has to be known of a source before it is loaded. */
export interface SourceEntry {
  /** Loads it with its first event, so that each source costs the others nothing. */
  load(): Promise<Source>;
  /** Who makes up its secret: the deployment, or the vendor, who gives it to an administrator to enter. */
  readonly secret: 'ours' | 'theirs';
  /** How its sender makes sure of us before it posts events, where not by a POST. */
  readonly handshake?: 'GET' | 'OPTIONS';
  /** Its senders prove themselves by a key behind the source's name in the path. */
  readonly isKeyInPath?: boolean;
  /** Its sender uses our own contract with our employee ids and units: no mapping is read for it. */
  readonly isContract?: boolean;
  /** Its events leave out data that its own API returns; see enrich-event. */
  readonly hasApi?: boolean;
}

/** Every HR system that can push, by the last part of its path. Adding one is one file and one line here. */
export const SOURCES: ReadonlyMap<string, SourceEntry> = new Map(
  Object.entries<SourceEntry>({
    standard: {
      load: async () => (await import('./standard/standard.ts')).standardSource,
      secret: 'ours',
      isContract: true,
    },
    feishu: {
      load: async () => (await import('./feishu/feishu.ts')).feishuSource,
      secret: 'theirs',
      hasApi: true,
    },
    bamboohr: {
      load: async () => (await import('./bamboohr/bamboohr.ts')).bambooHrSource,
      secret: 'theirs',
      hasApi: true,
    },
    dingtalk: {
      load: async () => (await import('./dingtalk/dingtalk.ts')).dingtalkSource,
      secret: 'theirs',
      hasApi: true,
    },
    wecom: {
      load: async () => (await import('./wecom/wecom.ts')).wecomSource,
      secret: 'theirs',
      handshake: 'GET',
      hasApi: true,
    },
    xinrenxinshi: {
      load: async () => (await import('./xinrenxinshi/xinrenxinshi.ts')).xinrenxinshiSource,
      secret: 'ours',
      isKeyInPath: true,
    },
    cloudevents: {
      load: async () => (await import('./cloudevents/cloudevents.ts')).cloudeventsSource,
      secret: 'ours',
      handshake: 'OPTIONS',
      isContract: true,
    },
  }),
);

/** The sources that the deployment has a secret for. */
export function sourcesWith(secretArns: Readonly<Record<string, string>>): ReadonlyMap<string, SourceEntry> {
  return new Map([...SOURCES].filter(([name]) => Object.hasOwn(secretArns, name)));
}
