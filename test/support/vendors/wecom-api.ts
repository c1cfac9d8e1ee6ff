import {
  tokens,
  type VendorAnswer,
  type VendorRequest,
  type VendorServer,
  vendorServer,
} from './vendor-server.ts';

/** The data of WeCom's address book. */
export interface WecomApi extends VendorServer {
  readonly members: Map<
    string,
    Readonly<Record<string, unknown>> & { readonly department: readonly number[] }
  >;
  expireTokens(): void;
}

export const WECOM_KEY = { corpId: 'ww1', corpSecret: 'wecom-secret' };

export async function wecomApi(): Promise<WecomApi> {
  const members: WecomApi['members'] = new Map();
  const given = tokens();
  const server = await vendorServer((request) => {
    if (request.path === '/cgi-bin/gettoken') return tokenFor(request);
    if (!given.takes(request.query.get('access_token')))
      return { json: { errcode: 42001, errmsg: 'access_token expired' } };
    return { json: { errcode: 0, errmsg: 'ok', ...answerTo(request) } };
  });

  function tokenFor({ query }: VendorRequest): VendorAnswer {
    if (query.get('corpid') !== WECOM_KEY.corpId || query.get('corpsecret') !== WECOM_KEY.corpSecret)
      return { json: { errcode: 40001, errmsg: 'invalid credential' } };
    return { json: { errcode: 0, errmsg: 'ok', access_token: given.give(), expires_in: 7200 } };
  }

  function answerTo({ path, query }: VendorRequest): object {
    if (path === '/cgi-bin/user/get') {
      const userid = query.get('userid') ?? '';
      const found = members.get(userid);
      return found === undefined ? { errcode: 60111, errmsg: 'userid not found' } : { userid, ...found };
    }
    if (path === '/cgi-bin/department/simplelist') {
      const ids = new Set([...members.values()].flatMap(({ department }) => department));
      return { department_id: [...ids].map((id) => ({ id, parentid: 0, order: id })) };
    }
    const wanted = Number(query.get('department_id'));
    const inIt = [...members].filter(([, { department }]) => department.includes(wanted));
    return { userlist: inIt.map(([userid, told]) => ({ userid, ...told })) };
  }

  return Object.assign(server, { members, expireTokens: given.expire });
}
