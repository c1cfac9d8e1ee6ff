import type { Source } from './webhook/source.ts';

/** The properties of a source that are needed before it is loaded. */
export interface SourceEntry {
  /** Loads the source with its first event, so that loading does not delay the events of other sources. */
  load(): Promise<Source>;
  /** Who generates its secret: the deployment, or the vendor, whose secret an administrator enters. */
  readonly secret: 'ours' | 'theirs';
  /** The method by which the sender verifies us before it posts events, unless it is a POST. */
  readonly handshake?: 'GET' | 'OPTIONS';
  /** Whether its senders authenticate by a key after the source's name in the path. */
  readonly isKeyInPath?: boolean;
  /** Whether its sender uses our own contract, with our employee ids and units. Then no mapping is read for it. */
  readonly isContract?: boolean;
  /** Whether its events leave out data that its own API returns, see enrich-event. */
  readonly hasApi?: boolean;
}

/** Every HR system that can push, by the last part of its path. A new one needs one file and one line here. */
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
