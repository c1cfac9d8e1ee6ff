import { type VendorServer, vendorServer } from './vendor-server.ts';

/** The data of BambooHR by employee id. */
export interface BambooHrApi extends VendorServer {
  readonly employees: Map<string, Readonly<Record<string, string | null>>>;
}

export const BAMBOOHR_KEY = { companyDomain: 'acme', apiKey: 'bamboohr-secret' };

const LOGIN = `Basic ${Buffer.from(`${BAMBOOHR_KEY.apiKey}:x`).toString('base64')}`;

export async function bambooHrApi(): Promise<BambooHrApi> {
  const employees: BambooHrApi['employees'] = new Map();
  const server = await vendorServer(({ path, query, headers, body }) => {
    if (headers.authorization !== LOGIN) return { status: 401, json: '' };
    if (path === '/api/v1/reports/custom') {
      const fields = (body?.fields ?? []) as readonly string[];
      const all = [...employees].map(([id, told]) => asked({ id, ...told }, fields));
      return { json: { title: body?.title, fields: [], employees: all } };
    }
    const id = /^\/api\/v1\/employees\/([^/]+)$/.exec(path)?.[1] ?? '';
    const found = employees.get(decodeURIComponent(id));
    if (found === undefined) return { status: 404, json: '' };
    return { json: { id, ...asked(found, query.get('fields')?.split(',') ?? []) } };
  });
  return Object.assign(server, { employees });
}

function asked(told: Readonly<Record<string, string | null>>, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(told).filter(([name]) => fields.includes(name)));
}
