import { BAMBOOHR_KEY, type BambooHrApi, bambooHrApi } from '../../support/vendors/bamboohr-api.ts';
import { DINGTALK_KEY, type DingtalkApi, dingtalkApi } from '../../support/vendors/dingtalk-api.ts';
import { FEISHU_KEY, type FeishuApi, feishuApi } from '../../support/vendors/feishu-api.ts';
import { WECOM_KEY, type WecomApi, wecomApi } from '../../support/vendors/wecom-api.ts';
import type { RegistryFile } from '../stack-calls.ts';

/** Local servers that simulate the APIs of all HR systems that have one. */
export interface Apis {
  readonly feishu: FeishuApi;
  readonly dingtalk: DingtalkApi;
  readonly bamboohr: BambooHrApi;
  readonly wecom: WecomApi;
  /** The secrets that an administrator enters, by the secret's name. */
  readonly secretValues: Readonly<Record<string, string>>;
  /** The registry's mappings of these HR systems. */
  readonly mappings: NonNullable<RegistryFile['sources']>;
  stop(): Promise<void>;
}

const KEYS = { feishu: FEISHU_KEY, dingtalk: DINGTALK_KEY, bamboohr: BAMBOOHR_KEY, wecom: WECOM_KEY };

export async function startApis(): Promise<Apis> {
  const [feishu, dingtalk, bamboohr, wecom] = await Promise.all([
    feishuApi(),
    dingtalkApi(),
    bambooHrApi(),
    wecomApi(),
  ]);
  const servers = { feishu, dingtalk, bamboohr, wecom };
  const api = (source: keyof typeof servers) => ({ source, api: { baseUrl: servers[source].url } });
  return {
    ...servers,
    secretValues: Object.fromEntries(
      Object.entries(KEYS).map(([source, current]) => [
        `canbao/dev/api/${source}`,
        JSON.stringify({ current }),
      ]),
    ),
    mappings: [
      { ...api('feishu'), idPrefix: 'f-', units: { D1: 'CD' } },
      { ...api('dingtalk'), idPrefix: 'dt-', units: { 11: 'CD' } },
      { ...api('bamboohr'), idPrefix: 'b-', units: { Chengdu: 'CD' } },
      {
        ...api('wecom'),
        idPrefix: 'wc-',
        units: { 2: 'CD' },
        fields: { hiredOn: '入职日期', lastWorkingDay: '离职日期', reason: '离职原因' },
        reasons: { 辞职: 'resigned' },
      },
    ],
    stop: async () => {
      await Promise.all(Object.values(servers).map((server) => server.stop()));
    },
  };
}
