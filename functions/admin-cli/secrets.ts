import * as z from 'zod/mini';
import { addDays, chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import { KEPT_DAYS } from '../adapters/dynamodb/quarantine.ts';
import { entryOf, isLive, type SecretEntry } from '../adapters/secret-entries.ts';
import { FRESH_FOR_MILLISECONDS } from '../adapters/secrets.ts';
import type { Store } from '../deployment/deployment.ts';
import { SOURCES } from '../sources/sources.ts';
import { problemText } from '../sources/webhook/problem-texts.ts';
import { problemOfKey } from '../sources/webhook/standard-webhooks.ts';
import { noteAct } from './activity.ts';
import { readTextFile } from './frame/files.ts';
import type { CommandContext } from './frame/frame.ts';
import { argument, day, flag, text } from './frame/kinds.ts';
import { type GroupSpec, storeCommand } from './frame/spec.ts';

/**
 * This stands in place of an HR system's name. It names the key that hashes identity numbers and seals the quarantine.
 */
const DATA_KEY = 'data-key';
/** The entry that hashes identity numbers. It is never removed. */
const HASHING = 'current';

const SOURCE = argument({
  zh: '人事系统，如 feishu；data-key 为数据密钥',
  en: 'HR system, e.g. feishu, or data-key for the data key',
});
const API = flag({ zh: '用于查询接口的密钥', en: "the secret of the HR system's API" });

const SECRETS_SHOW = storeCommand({
  name: 'show',
  about: { zh: '列出各条密钥及其有效期，不显示内容', en: 'list the entries and their validity only' },
  args: { source: SOURCE },
  options: { api: API },
  examples: ['canbao secrets show feishu --local', 'canbao secrets show feishu --api --stage prod'],
  async run(asked, context, store) {
    return entriesResult(await readSecret(asked, store, context), context);
  },
});

const SECRETS_PUT = storeCommand({
  name: 'put',
  about: {
    zh: '录入一条密钥，或给已有的一条定下停用日',
    en: 'add a secret, or set the day on which an existing one stops being valid',
  },
  args: {
    source: SOURCE,
    entry: argument({ zh: '自定的名称，如 current、2027', en: 'a name of your own, e.g. current, 2027' }),
  },
  options: {
    api: API,
    from: text(
      {
        zh: 'JSON 文件，内容由人事系统后台给出；- 为标准输入。不在命令行里写密钥',
        en: "a JSON file with the values from the vendor's console; - for standard input. Never put a secret on the command line",
      },
      'file',
    ),
    notBefore: day({ zh: '从这一天起有效', en: 'valid from this day on' }),
    notAfter: day({ zh: '到这一天为止有效', en: 'valid until the end of this day' }),
  },
  examples: [
    'canbao secrets put feishu current --from feishu.json --stage prod',
    'canbao secrets put feishu current --not-after 2026-12-31 --stage prod',
    'openssl rand -base64 32 | canbao secrets put data-key 2027 --from - --stage prod',
  ],
  async run(asked, context, store) {
    const { entry: id, from, source } = asked;
    if (source === DATA_KEY && id === HASHING) throw unchangeableEntry(context);
    const secret = await readSecret(asked, store, context);
    const stored = secret.entries[id];
    const before = stored === undefined ? undefined : entryOf(id, stored);
    const parts = from === undefined ? before?.parts : partsIn(from, context);
    if (parts === undefined) {
      throw context.badUsage({
        zh: `还没有 ${id} 这一条；请用 --from 给出它的内容`,
        en: `there is no entry ${id} yet; give its content with --from`,
      });
    }
    const problem = secret.problemOf(parts);
    if (problem !== undefined) {
      const what = problemText(problem, context.language);
      throw context.failure({ zh: `没有录入：${what}`, en: `nothing was changed: ${what}` });
    }
    // The key whose validity began last seals the quarantine, so by default a new key is valid from today on.
    const since = source === DATA_KEY ? chinaDayOf(context.clock.now()) : undefined;
    const notBefore = asked.notBefore ?? before?.notBefore ?? since;
    const notAfter = asked.notAfter ?? before?.notAfter;
    const entry = { ...parts, ...(notBefore && { notBefore }), ...(notAfter && { notAfter }) };
    const changed = { ...secret, entries: { ...secret.entries, [id]: entry } };
    const now = context.clock.now();
    if (isAnyLive(secret, now) && !isAnyLive(changed, now)) {
      throw context.failure({
        zh: `没有录入：${id} 是现在唯一有效的一条，这样一改就没有有效的了，事件都收不进来；请先录入新的`,
        en: `nothing was changed: ${id} is the only live entry, and with these days there would be none; add the new one first`,
      });
    }
    await noteAct('secret-put', [changed.name, id], store, context);
    await store.secrets.write(changed.name, changed.entries);
    return entriesResult(changed, context);
  },
});

/** Removes an entry, unless it is the only valid one or the quarantine may still need it. */
const SECRETS_DROP = storeCommand({
  name: 'drop',
  about: { zh: '删除一条密钥', en: 'remove an entry' },
  args: {
    source: SOURCE,
    entry: argument({
      zh: '名称，见 canbao secrets show',
      en: 'the name of the entry, as shown by canbao secrets show',
    }),
  },
  options: { api: API },
  examples: [
    'canbao secrets drop feishu 2026 --stage prod',
    'canbao secrets drop data-key 2026 --stage prod',
  ],
  async run(asked, context, store) {
    const { entry: id, source } = asked;
    if (source === DATA_KEY && id === HASHING) throw unchangeableEntry(context);
    const secret = await readSecret(asked, store, context);
    const { [id]: removed, ...entries } = secret.entries;
    if (removed === undefined) {
      const there = Object.keys(entries).join(', ') || '—';
      throw context.badUsage({
        zh: `没有 ${id} 这一条；有 ${there}`,
        en: `there is no entry ${id}; the entries are ${there}`,
      });
    }
    if (!isAnyLive({ ...secret, entries }, context.clock.now())) {
      throw context.failure({
        zh: `没有删除：${id} 是现在唯一有效的一条，删除后事件都收不进来；请先录入新的`,
        en: `nothing was removed: ${id} is the only live entry, and without it no event could be received; add the new one first`,
      });
    }
    if (source === DATA_KEY) requireUnneeded(entryOf(id, removed), context);
    await noteAct('secret-dropped', [secret.name, id], store, context);
    await store.secrets.write(secret.name, entries);
    const until = new Date(Date.parse(context.clock.now()) + FRESH_FOR_MILLISECONDS).toISOString();
    const { json, lines } = entriesResult({ ...secret, entries }, context);
    const text = { zh: `${id} 最迟自 ${until} 起不再有效`, en: `${id} is not accepted after ${until}` };
    return { json: { ...json, notAfter: until }, lines: [...lines, text] };
  },
});

function unchangeableEntry({ failure }: CommandContext) {
  return failure({
    zh: `数据密钥的 ${HASHING} 不能更换或删除：证件号码的散列都由它算出，换了就认不出任何人；更换封存密钥请另录一条`,
    en: `${HASHING} of the data key cannot be changed: it hashes identity numbers, and with another key no person would be recognised; add another entry, which is then used for sealing`,
  });
}

/** @throws CommandFailed while the quarantine may contain events sealed with the key. */
function requireUnneeded({ id, notAfter }: SecretEntry, { clock, failure }: CommandContext): void {
  if (notAfter === undefined)
    throw failure({
      zh: `没有删除：请先用 canbao secrets put ${DATA_KEY} ${id} --not-after 定下停用日`,
      en: `nothing was removed: first set the day on which the entry ends, with canbao secrets put ${DATA_KEY} ${id} --not-after …`,
    });
  const from = addDays(chinaDayOf(notAfter as Instant), KEPT_DAYS + 1);
  if (chinaDayOf(clock.now()) >= from) return;
  throw failure({
    zh: `没有删除：隔离区里可能还有用 ${id} 封存的内容；${from} 起可删除`,
    en: `nothing was removed: events in quarantine may be sealed with ${id}; it can be removed from ${from} on`,
  });
}

export const SECRETS: GroupSpec = {
  name: 'secrets',
  about: {
    zh: '人事系统的密钥和数据密钥：查看、录入、更换、停用；几个可同时有效',
    en: "HR systems' secrets and the data key: show, add, replace, retire; several can be live at once",
  },
  commands: [SECRETS_SHOW, SECRETS_PUT, SECRETS_DROP],
};

/** A loaded secret, and where to write it. */
interface ReadSecret {
  readonly name: string;
  readonly entries: Awaited<ReturnType<Store['secrets']['read']>> & object;
  /** States what is wrong with the parts of an entry; undefined if the entry is usable. */
  problemOf(parts: Readonly<Record<string, string>>): string | undefined;
}

/**
 * The secret for a source's signatures or its API.
 * @throws BadUsage for an unknown source; CommandFailed if it is not deployed.
 */
async function readSecret(
  { source, api = false }: { readonly source: string; readonly api?: boolean },
  store: Store,
  context: CommandContext,
): Promise<ReadSecret> {
  if (source === DATA_KEY && !api) return secretOf(DATA_KEY, ({ key }) => problemOfKey(key));
  const entry = SOURCES.get(source);
  if (entry === undefined || (api && !entry.hasApi)) {
    const names = [...SOURCES].flatMap(([name, other]) => (!api || other.hasApi ? [name] : []));
    const known = [...names, ...(api ? [] : [DATA_KEY])].join(', ');
    throw context.badUsage({
      zh: `没有 ${source}；可用的有 ${known}`,
      en: `there is no ${source}; the sources are ${known}`,
    });
  }
  const { problemOfSecret } = api ? await apiOf(source) : await entry.load();
  return secretOf(api ? `api/${source}` : `webhook/${source}`, problemOfSecret);

  async function secretOf(part: string, problemOf: ReadSecret['problemOf']): Promise<ReadSecret> {
    const name = store.secretName(part);
    const entries = await store.secrets.read(name);
    if (entries !== undefined) return { name, entries, problemOf };
    throw context.failure({
      zh: `没有密钥 ${name}：部署设置 sources 里没有 ${source}`,
      en: `there is no secret ${name}: the deployment's setting 'sources' does not include ${source}`,
    });
  }
}

async function apiOf(source: string) {
  const { HR_APIS } = await import('../sources/hr-apis.ts');
  const entry = HR_APIS.get(source);
  if (entry === undefined) throw new Error(`${source} has no API`);
  return entry.load();
}

/** Whether any entry is valid now. Without one, every event would be answered with 503. */
function isAnyLive({ entries, problemOf }: Omit<ReadSecret, 'name'>, now: string): boolean {
  return Object.entries(entries).some(([id, stored]) => {
    const entry = entryOf(id, stored);
    return isLive(entry, now) && entry.problem === undefined && problemOf(entry.parts) === undefined;
  });
}

const STATES = {
  live: { zh: '有效', en: 'live' },
  retiring: { zh: '即将停用', en: 'retiring' },
  'not-yet': { zh: '尚未生效', en: 'not yet live' },
  over: { zh: '已停用', en: 'retired' },
  unusable: { zh: '不可用', en: 'cannot be used' },
};

function entriesResult({ name, entries, problemOf }: ReadSecret, context: CommandContext) {
  const { say, language } = context;
  const now = context.clock.now();
  const listed = Object.entries(entries).map(([id, stored]) => {
    const entry = entryOf(id, stored);
    const problem = entry.problem ?? problemOf(entry.parts);
    const { parts, notBefore, notAfter } = entry;
    const state = problem === undefined ? stateOf(entry, now) : 'unusable';
    return { id, state, parts: Object.keys(parts), notBefore, notAfter, problem } as const;
  });
  const lines = listed.map(({ id, state, parts, notBefore, notAfter, problem }) =>
    [
      `  ${id}  ${say(STATES[state])}  ${parts.join(', ')}`,
      notBefore && say({ zh: `自 ${notBefore}`, en: `from ${notBefore}` }),
      notAfter && say({ zh: `至 ${notAfter}`, en: `until ${notAfter}` }),
      problem && problemText(problem, language),
    ]
      .filter(Boolean)
      .join('  '),
  );
  const none = lines.length === 0 && { zh: '  还没有录入', en: '  no entry yet' };
  return { json: { secret: name, entries: listed }, lines: [name, none, ...lines] };
}

function stateOf(entry: SecretEntry, now: string): Exclude<keyof typeof STATES, 'unusable'> {
  if (isLive(entry, now)) return entry.notAfter === undefined ? 'live' : 'retiring';
  return entry.notBefore !== undefined && now < entry.notBefore ? 'not-yet' : 'over';
}

const partsSchema = z.union([z.string(), z.record(z.string(), z.string())]);

/**
 * The parts of an entry in a file. A file with one plain line has only the key.
 * @throws CommandFailed that quotes none of the content.
 */
function partsIn(file: string, context: CommandContext): Readonly<Record<string, string>> {
  const content = readTextFile(file, context).trim();
  const read = partsSchema.safeParse(jsonOrLine(content));
  if (read.success) return typeof read.data === 'string' ? { key: read.data.trim() } : read.data;
  throw context.failure({
    zh: `${file} 应是一个 JSON 对象，值都是文本，例如 {"token": "…"}，或只有一行密钥`,
    en: `${file} must be one JSON object of texts such as {"token": "…"}, or one line that is the key`,
  });
}

function jsonOrLine(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content.includes('\n') ? undefined : content;
  }
}
