import {
  tokens,
  type VendorAnswer,
  type VendorRequest,
  type VendorServer,
  vendorServer,
} from './vendor-server.ts';

/** The data of Feishu; tests change them as people would in its console. */
export interface FeishuApi extends VendorServer {
  /** Employees by employment id. The list of all employees is also made from this map. */
  readonly employees: Map<string, object>;
  /** Offboardings by employment id. */
  readonly offboardings: Map<string, readonly object[]>;
  /** The address book, by user id. */
  readonly users: Map<string, object>;
  expireTokens(): void;
}

export const FEISHU_KEY = { appId: 'cli_a1', appSecret: 'feishu-secret' };

/** An employee in the list of Feishu's personnel system. */
export function feishuEmployee(id: string, told: object = {}): object {
  return {
    employment_id: id,
    effective_date: '2026-03-02',
    employment_status: { enum_name: 'hired', display: [{ lang: 'zh-CN', value: '在职' }] },
    department_id: 'D1',
    company_id: 'C1',
    person_info: { legal_name: '王芳' },
    ...told,
  };
}

export function feishuOffboarding(
  id: string,
  offboarding_date: string,
  told: object = {},
  info: object = {},
) {
  return {
    offboarding_id: `off-${id}`,
    status: 'Approved',
    application_info: { apply_initiating_time: '2026-06-01 10:00:00' },
    offboarding_info: {
      employment_id: id,
      offboarding_date,
      reason: { enum_name: 'voluntary', display: [{ lang: 'zh-CN', value: '主动离职' }] },
      social_insurance_end_date: '2026-06',
      ...info,
    },
    ...told,
  };
}

/** A server for the calls of Feishu's open platform that we use. */
export async function feishuApi(): Promise<FeishuApi> {
  const employees = new Map<string, object>();
  const offboardings = new Map<string, readonly object[]>();
  const users = new Map<string, object>();
  const given = tokens();
  const server = await vendorServer((request) => {
    if (request.path === '/open-apis/auth/v3/tenant_access_token/internal') return tokenFor(request);
    if (!given.takes(request.headers.authorization?.replace(/^Bearer /, '')))
      return { status: 400, json: { code: 99991663, msg: 'Invalid access token for authorization.' } };
    return ok(dataFor(request));
  });

  function tokenFor({ body }: VendorRequest): VendorAnswer {
    if (body?.app_id !== FEISHU_KEY.appId || body.app_secret !== FEISHU_KEY.appSecret)
      return { json: { code: 10014, msg: 'app secret invalid' } };
    return { json: { code: 0, msg: 'ok', tenant_access_token: given.give(), expire: 7200 } };
  }

  function dataFor({ path, body, query }: VendorRequest): object | undefined {
    const ids = (body?.employment_ids ?? []) as readonly string[];
    if (path === '/open-apis/corehr/v2/employees/batch_get')
      return { items: ids.flatMap((id) => employees.get(id) ?? []) };
    if (path === '/open-apis/corehr/v1/offboardings/search')
      return { items: ids.flatMap((id) => offboardings.get(id) ?? []), has_more: false, page_token: '' };
    if (path === '/open-apis/corehr/v2/employees/search') return employeePage(query.get('page_token'));
    const user = users.get(
      decodeURIComponent(/^\/open-apis\/contact\/v3\/users\/(.+)$/.exec(path)?.[1] ?? ''),
    );
    return user && { user };
  }

  /** Two people per page, so that a few people fill several pages. */
  function employeePage(token: string | null): object {
    const start = Number(token ?? 0);
    const all = [...employees.values()];
    const end = start + 2;
    return { items: all.slice(start, end), has_more: end < all.length, page_token: String(end) };
  }

  return Object.assign(server, { employees, offboardings, users, expireTokens: given.expire });
}

function ok(data: object | undefined): VendorAnswer {
  return data === undefined
    ? { status: 400, json: { code: 41012, msg: 'user id not exist' } }
    : { json: { code: 0, msg: 'success', data } };
}
