import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { Texts } from '../../domain/values/language.ts';
import { type ApiHosts, refusedHost } from './api/api-access.ts';
import type { HrApi } from './api/hr-api.ts';

export interface ApiEntry {
  /** Loads the API with the first request to it. */
  load(): Promise<HrApi>;
}

/**
 * The APIs of HR systems, by the names of their sources. A new one needs one file, one line here, and `hasApi` in
 * sources.ts.
 */
export const HR_APIS: ReadonlyMap<string, ApiEntry> = new Map(
  Object.entries<ApiEntry>({
    feishu: { load: async () => (await import('./feishu/api.ts')).feishuApi },
    dingtalk: { load: async () => (await import('./dingtalk/api.ts')).dingtalkApi },
    wecom: { load: async () => (await import('./wecom/api.ts')).wecomApi },
    bamboohr: { load: async () => (await import('./bamboohr/api.ts')).bambooHrApi },
  }),
);

/** A warning for each HR system whose mapping names a host that is not allowed: its API is never called. */
export async function refusedHosts(
  sources: readonly SourceMapping[],
  allowed: ApiHosts,
): Promise<readonly Texts[]> {
  const refused = sources.map(async (mapping) => {
    const { source, api } = mapping;
    const entry = api?.baseUrl === undefined ? undefined : HR_APIS.get(source);
    const host = entry && refusedHost(await entry.load(), mapping, allowed);
    if (host === undefined) return [];
    return [
      {
        zh: `人事系统 ${source} 的 api.baseUrl 是 ${host}，既不是厂商的地址，也不在部署设置 apiHosts 中，系统不会向它查询`,
        en: `the api.baseUrl of HR system ${source} is at ${host}, which is neither the vendor's nor in the deployment's setting 'apiHosts': this API is not called`,
      },
    ];
  });
  return (await Promise.all(refused)).flat();
}
