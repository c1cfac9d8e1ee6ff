import type { HrApi } from './api/hr-api.ts';

export interface ApiEntry {
  /** Loads it with its first question. */
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
