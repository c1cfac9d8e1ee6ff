import {
  tokens,
  type VendorAnswer,
  type VendorRequest,
  type VendorServer,
  vendorServer,
} from './vendor-server.ts';

/** The personnel data of DingTalk; tests change them as people would in its console. */
export interface DingtalkApi extends VendorServer {
  /** The roster fields of each person, by field code. */
  readonly staff: Map<string, Readonly<Record<string, string>>>;
  readonly dismissals: Map<string, object>;
  expireTokens(): void;
}

export const DINGTALK_KEY = { appKey: 'ding1', appSecret: 'dingtalk-secret', agentId: '4242' };

/** A time on the day in China, in the form in which DingTalk writes a last working day. */
export function afternoonOf(day: string): number {
  return Date.parse(`${day}T17:45:12+08:00`);
}

/** A server for DingTalk's newer and older APIs, which have two hosts in reality. */
export async function dingtalkApi(): Promise<DingtalkApi> {
  const staff = new Map<string, Readonly<Record<string, string>>>();
  const dismissals = new Map<string, object>();
  const given = tokens();
  const server = await vendorServer((request) => {
    if (request.path === '/v1.0/oauth2/accessToken') return tokenFor(request);
    if (request.path.startsWith('/topapi/')) return older(request);
    if (!given.takes(request.headers['x-acs-dingtalk-access-token'] as string | undefined))
      return { status: 400, json: { code: 'InvalidAuthentication', message: '不合法的access_token' } };
    return newer(request);
  });

  function tokenFor({ body }: VendorRequest): VendorAnswer {
    if (body?.appKey !== DINGTALK_KEY.appKey || body.appSecret !== DINGTALK_KEY.appSecret)
      return {
        status: 400,
        json: { code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
      };
    return { json: { accessToken: given.give(), expireIn: 7200 } };
  }

  function newer({ path, query, body }: VendorRequest): VendorAnswer {
    if (path === '/v1.0/hrm/employees/dimissionInfos') {
      const ids = JSON.parse(query.get('userIdList') ?? '[]') as readonly string[];
      return { json: { result: ids.flatMap((id) => infoOf(id)) } };
    }
    const wanted = (body?.fieldFilterList ?? []) as readonly string[];
    const result = ((body?.userIdList ?? []) as readonly string[]).flatMap((id) => rosterOf(id, wanted));
    return { json: { result } };
  }

  function infoOf(userId: string): readonly object[] {
    const info = dismissals.get(userId);
    return info === undefined ? [] : [{ userId, ...info }];
  }

  function rosterOf(userId: string, wanted: readonly string[]): readonly object[] {
    const fields = staff.get(userId);
    if (fields === undefined) return [];
    const told = Object.entries(fields).filter(([code]) => wanted.includes(code));
    const fieldDataList = told.map(([fieldCode, label]) => ({
      fieldCode,
      fieldName: fieldCode,
      fieldValueList: [{ itemIndex: 0, value: label, label }],
    }));
    return [{ corpId: 'dingcorp', userId, unionId: `u-${userId}`, fieldDataList }];
  }

  function older({ query, body }: VendorRequest): VendorAnswer {
    if (!given.takes(query.get('access_token')))
      return { json: { errcode: 88, sub_code: '40014', sub_msg: '不合法的access_token' } };
    const start = Number(body?.offset ?? 0);
    const ids = [...staff.keys()];
    const end = start + 2;
    return {
      json: {
        errcode: 0,
        result: { data_list: ids.slice(start, end), ...(end < ids.length && { next_cursor: end }) },
      },
    };
  }

  return Object.assign(server, { staff, dismissals, expireTokens: given.expire });
}
