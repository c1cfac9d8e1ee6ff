import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SOURCES } from '../functions/sources/sources.ts';
import { parseTimeOfDay, sameDayInChina } from './time-of-day.ts';

/** The sources of settings: CDK's context and the process's environment variables. */
interface SettingSources {
  readonly context: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** An error about invalid settings. The message names each of them with its value and what is allowed. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';
}

/** Minutes from the run to the check of its completion. */
export const CHECK_AFTER = 90;

/** Minutes from the run to the removal of old personal data, on which nothing else depends. */
export const RETAIN_AFTER = 100;

/** Minutes from the pull of the rosters to the run: enough to read them, and for a second attempt. */
export const PULL_BEFORE = 150;

/**
 * The functions' Node options. They limit the space for new objects to 8 MB: data that are read page by page are soon
 * garbage, and more space would only use memory.
 */
export const NODE_OPTIONS = '--max-semi-space-size=8';

const ALLOWED: Readonly<Record<string, string>> = {
  stage: '1 to 16 of a-z, 0-9 and -',
  sender: 'a mail address in plain ASCII, alone or as "name <address>"',
  scheduleAt:
    'a time HH:MM whose check 90 minutes later is on the same day in China: in Asia/Shanghai 00:00 to 22:29',
  zone: 'an IANA time zone such as Asia/Shanghai',
  mailTransport: 'ses or smtp; only smtp in a cn- region, where SES does not exist',
  smtp: '{"host", "port"} together with mailTransport smtp, and absent with ses',
  'smtp.host': 'a host name',
  'smtp.port': 'a port from 1 to 65535 except 25, which Lambda cannot reach',
  sesDomain:
    "the domain of the sender's address or a parent domain, in lower case; absent with smtp and in a cn- region, where SES does not exist",
  sesConfigurationSet: 'the name of a configuration set: 1 to 64 letters, digits, - and _; absent with smtp',
  fallbackMailbox: 'a mail address in plain ASCII',
  alarmMailbox: 'a mail address in plain ASCII, or absent',
  sendsPerSecond: 'a number of mails per second from 0.5 to 1000',
  region: 'an AWS region such as ap-southeast-1 or cn-north-1, or absent',
  account: '12 digits, or absent',
  sources: `one or more of ${[...SOURCES.keys()].sort().join(', ')}, separated by commas`,
  apiHosts:
    'one or more source=host, separated by commas; each source is in sources and has an API; or absent',
  hookKey: '16 to 64 letters, digits and -, or absent; create one with openssl rand -hex 16',
  receiveConcurrency: 'a whole number from 1 to 1000, or absent',
  unsigned: 'feishu if it is in sources, or absent',
  caseLink: 'an http or https address with {caseId}, {employeeId} or {unitId} in it, or absent',
  retentionYears: 'a whole number of years from 2 to 50',
  hardened: 'on or off',
  dashboard: 'on or off',
  portal: 'on or off',
  portalDomain: 'a host name in lower case, together with portalCertificateArn; absent with portal off',
  portalCertificateArn:
    "the ARN of a certificate of AWS Certificate Manager in the stack's region, together with portalDomain",
};

/** The names of all settings. Nested settings have a dot in the name. Other `CANBAO_*` variables are not settings. */
export const SETTING_NAMES = Object.keys(ALLOWED);

/**
 * The form of an address. Addresses are part of IAM policies and SNS subscriptions, which accept only ASCII. There, *,
 * ? and $ would be patterns.
 */
const ADDRESS = String.raw`[A-Za-z0-9.!#%&'+/=^_|~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const API_HOST = /^[a-z]+=[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const address = z.string().regex(new RegExp(`^${ADDRESS}$`, 'u'));

/** Comma-separated names, or a list of names. A repeated name is used once. */
const names = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [...new Set([given].flat().flatMap((text) => text.split(/[\s,]+/)))].filter(Boolean))
  .refine((list) => list.length > 0);

const matching = (form: RegExp) => z.string().regex(form);
const onOrOff = z.enum(['on', 'off']);

const schema = z
  .strictObject({
    /** The stage is part of every physical name, so that several stages fit in one account. */
    stage: matching(/^[a-z0-9-]{1,16}$/).default('dev'),
    /** The From of every mail: `canbao@example.com` or `参保管家 <canbao@example.com>`. */
    sender: matching(new RegExp(`^(${ADDRESS}|[^<>\\p{Cc}]+ <${ADDRESS}>)$`, 'u')).default(
      '参保管家 <canbao@example.com>',
    ),
    /** When the day's digests are planned, in `zone`. */
    scheduleAt: z.string().refine(isTimeOfDay, { abort: true }).default('08:30'),
    zone: z.string().refine(isZone, { abort: true }).default('Asia/Shanghai'),
    mailTransport: z.enum(['ses', 'smtp']).default('ses'),
    smtp: z
      .strictObject({
        host: matching(/^[A-Za-z0-9.-]+$/),
        port: z.coerce
          .number()
          .int()
          .min(1)
          .max(65_535)
          .refine((port) => port !== 25),
      })
      .optional(),
    /** The domain that the deployment itself verifies in SES. */
    sesDomain: matching(DOMAIN).optional(),
    /** An existing configuration set to use for mail. If absent, the stack creates one. */
    sesConfigurationSet: matching(/^[A-Za-z0-9_-]{1,64}$/).optional(),
    /** The mail address that gets the cases of units without a handler. */
    fallbackMailbox: address.default('canbao-admin@example.com'),
    alarmMailbox: address.optional(),
    /** The account's limit at the mail service, for all functions together. */
    sendsPerSecond: z.coerce.number().min(0.5).max(1000).default(1),
    region: matching(/^[a-z]{2,}(-[a-z]+)+-\d$/).optional(),
    account: matching(/^\d{12}$/).optional(),
    /** The HR systems that push, by the last part of their path under /hooks/. */
    sources: names.default(['standard']).refine((list) => list.every((name) => SOURCES.has(name))),
    /** An unguessable part of the path of every source. */
    hookKey: matching(/^[A-Za-z0-9-]{16,64}$/).optional(),
    /** The maximum number of concurrent instances of receive-event. */
    receiveConcurrency: z.coerce.number().int().min(1).max(1000).optional(),
    /** Additional hosts that may receive the keys of an HR system's API, each as `<source>=<host>`. */
    apiHosts: names.refine((list) => list.every((one) => API_HOST.test(one))).optional(),
    /** The sources that may send without a signature, for a trial. */
    unsigned: names.refine((list) => list.every((name) => name === 'feishu')).optional(),
    /** The URL of a case's page in the company's own system. */
    caseLink: matching(/^https?:\/\/[^\s"'<>]*\{(caseId|employeeId|unitId)\}[^\s"'<>]*$/).optional(),
    /** Years for which personal data are kept after the end of the last employment. */
    retentionYears: z.coerce.number().int().min(2).max(50).default(10),
    /** Whether secrets, logs and queues are encrypted with the company's own key. */
    hardened: onOrOff.default('off'),
    dashboard: onOrOff.default('off'),
    portal: onOrOff.default('on'),
    /** The portal's own host name; without it, the address of the HTTP API is used. */
    portalDomain: matching(DOMAIN).optional(),
    portalCertificateArn: matching(/^arn:aws(-cn)?:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/).optional(),
  })
  .superRefine((given, context) => {
    const { mailTransport, smtp, sender, sesDomain, sesConfigurationSet, region, scheduleAt, zone } = given;
    const refuse = (name: string, value: unknown) =>
      context.addIssue({ code: 'custom', path: [name], params: { value } });
    if (!sameDayInChina(parseTimeOfDay(scheduleAt) ?? 0, CHECK_AFTER, zone)) refuse('scheduleAt', scheduleAt);
    if ((smtp === undefined) === (mailTransport === 'smtp')) refuse('smtp', smtp);
    if (mailTransport === 'ses' && isChina(region)) refuse('mailTransport', `ses (region ${region})`);
    if (sesDomain !== undefined) {
      if (isChina(region)) refuse('sesDomain', `${sesDomain} (region ${region})`);
      else if (mailTransport === 'smtp') refuse('sesDomain', `${sesDomain} (mailTransport smtp)`);
      else if (!domainsOf(addressOf(sender)).includes(sesDomain))
        refuse('sesDomain', `${sesDomain} (sender ${addressOf(sender)})`);
    }
    if (sesConfigurationSet !== undefined && mailTransport === 'smtp')
      refuse('sesConfigurationSet', `${sesConfigurationSet} (mailTransport smtp)`);
    const askedAt = (given.apiHosts ?? []).map((one) => one.split('=')[0] ?? '');
    if (askedAt.some((name) => !given.sources.includes(name) || !SOURCES.get(name)?.hasApi))
      refuse('apiHosts', `${given.apiHosts?.join(', ')} (sources ${given.sources.join(', ')})`);
    if (given.unsigned?.some((name) => !given.sources.includes(name)))
      refuse('unsigned', `${given.unsigned.join(', ')} (sources ${given.sources.join(', ')})`);
    const { portal, portalDomain, portalCertificateArn } = given;
    if (portalDomain !== undefined && portal === 'off')
      refuse('portalDomain', `${portalDomain} (portal off)`);
    else if (portalDomain !== undefined && portalCertificateArn === undefined)
      refuse('portalDomain', `${portalDomain} (no portalCertificateArn)`);
    if (portalCertificateArn !== undefined && portalDomain === undefined)
      refuse('portalCertificateArn', `${portalCertificateArn} (no portalDomain)`);
  });

export type MailSettings =
  | {
      readonly transport: 'ses';
      /** The setting `sesDomain`. It is the sender's domain or a parent of it. */
      readonly domain?: string;
      readonly configurationSet?: string;
    }
  | { readonly transport: 'smtp'; readonly host: string; readonly port: number };

type MailSetting = 'mailTransport' | 'smtp' | 'sesDomain' | 'sesConfigurationSet';

/** The options of a deployment. All have defaults, so a fresh checkout can be synthesized; see README.md. */
export type Settings = Readonly<Omit<z.output<typeof schema>, MailSetting>> & { readonly mail: MailSettings };

export function isChina(region: string | undefined): boolean {
  return region?.startsWith('cn-') ?? false;
}

/** The address without the sender's name: `参保管家 <canbao@example.com>` → `canbao@example.com`. */
export function addressOf(sender: string): string {
  return /<([^<>]+)>$/.exec(sender)?.[1] ?? sender;
}

/** The domains of an address without the top-level one: `hr@mail.example.cn` → `mail.example.cn`, `example.cn`. */
export function domainsOf(address: string): readonly string[] {
  const labels = address
    .slice(address.indexOf('@') + 1)
    .toLowerCase()
    .split('.');
  return labels.slice(0, -1).map((_, first) => labels.slice(first).join('.'));
}

/** The settings of this deployment. @throws SettingsWrong with every invalid setting, its value and what is allowed. */
export function readSettings(sources: SettingSources): Settings {
  const given = gatherSettings(sources);
  // In China the region matters, for example because SES cannot be used there. Elsewhere the profile's
  // region has no influence on the stack.
  if (isChina(sources.env.CDK_DEFAULT_REGION)) given.region ??= sources.env.CDK_DEFAULT_REGION;
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new SettingsWrong(complaint(parsed.error.issues, given));
  const {
    mailTransport: _,
    smtp,
    sesDomain: domain,
    sesConfigurationSet: configurationSet,
    ...rest
  } = parsed.data;
  const ses = {
    transport: 'ses',
    ...(domain && { domain }),
    ...(configurationSet && { configurationSet }),
  } as const;
  return { ...rest, mail: smtp ? { transport: 'smtp', ...smtp } : ses };
}

/**
 * Settings that can be deployed but are unsuitable in the long run. Each warning has an id for CDK and says what to do.
 */
export function warningsFor(settings: Settings): readonly { readonly id: string; readonly text: string }[] {
  const samples = [settings.sender, settings.fallbackMailbox].map(addressOf);
  const warnings = [];
  if (samples.some((mailbox) => mailbox.endsWith('@example.com')))
    warnings.push({
      id: 'canbao:sample-mailbox',
      text: `Mail goes from and to sample addresses (${samples.join(', ')}): set sender and fallbackMailbox before you deploy.`,
    });
  if (settings.alarmMailbox === undefined)
    warnings.push({
      id: 'canbao:no-alarm-mailbox',
      text: 'Nobody is subscribed to the alarms: set alarmMailbox, or subscribe something else to the alarm topic.',
    });
  for (const source of settings.unsigned ?? [])
    warnings.push({
      id: `canbao:unsigned-${source}`,
      text: `${source} may send without a signature: anybody who saw one event can forge others. This is only for trials: give its secret an encryptKey and remove the setting unsigned.`,
    });
  return warnings;
}

function isTimeOfDay(text: string): boolean {
  return parseTimeOfDay(text) !== undefined;
}

/**
 * Whether the zone is written exactly as in the IANA list. EventBridge Scheduler rejects +08:00 and asia/shanghai, which
 * Intl also accepts.
 */
function isZone(zone: string): boolean {
  if (!/^[A-Z][\w+/-]*$/.test(zone)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return timeZone === zone || timeZone.toLowerCase() !== zone.toLowerCase();
  } catch {
    return false;
  }
}

function complaint(issues: readonly z.core.$ZodIssue[], given: unknown): string {
  const lines = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(
        (key) =>
          `${[...issue.path, key].join('.')}: is not a setting; the settings are ${SETTING_NAMES.join(', ')}`,
      );
    const name = issue.path.join('.');
    const value = (issue.code === 'custom' && issue.params?.value) || valueAt(given, issue.path);
    return `${name}: ${JSON.stringify(value) ?? 'nothing'} cannot be used; allowed is ${ALLOWED[name]}`;
  });
  return `The deployment's settings are wrong (context key canbao in cdk.json, or CANBAO_* variables):\n  ${lines.join('\n  ')}`;
}

/** The context key of the settings as one object, and the prefix of single settings. */
const CONTEXT_KEY = 'canbao';

/**
 * The given settings, unchecked, in rising precedence: the object under the context key `canbao` (cdk.json),
 * environment variables (`CANBAO_SCHEDULE_AT` for `scheduleAt`, `CANBAO_SMTP_HOST` for `smtp.host`; an empty one counts
 * as absent), and single settings in the context (`-c canbao.scheduleAt=09:00`). A nested setting (`smtp`) is given as
 * JSON in a variable or on the command line.
 */
function gatherSettings({ context, env }: SettingSources): Record<string, unknown> {
  const given = objectIn(context[CONTEXT_KEY]);
  for (const name of SETTING_NAMES) {
    const value = env[variableFor(name)];
    if (value) assign(given, name, value);
  }
  for (const [key, value] of Object.entries(context))
    if (key.startsWith(`${CONTEXT_KEY}.`)) assign(given, key.slice(CONTEXT_KEY.length + 1), value);
  return given;
}

/** The variable of a setting: `smtp.host` → `CANBAO_SMTP_HOST`. */
export function variableFor(name: string): string {
  return `CANBAO_${name.replace(/[A-Z]/g, '_$&').replace('.', '_').toUpperCase()}`;
}

/** The value of a setting with a dotted name, for display; undefined if it is not set. */
function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], given);
}

function objectIn(value: unknown): Record<string, unknown> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(
      `The context key '${CONTEXT_KEY}' is ${JSON.stringify(value)}; it must be an object of settings. Give a single one as -c ${CONTEXT_KEY}.stage=test`,
    );
  return structuredClone(value) as Record<string, unknown>;
}

function assign(given: Record<string, unknown>, name: string, value: unknown): void {
  const [first = name, ...rest] = name.split('.');
  if (rest.length > 0) given[first] = { ...objectOrEmpty(given[first]), [rest.join('.')]: value };
  else given[first] = SETTING_NAMES.some((inner) => inner.startsWith(`${first}.`)) ? fromJson(value) : value;
}

/** Parses JSON. A text that is not JSON stays unchanged, and the check of its setting rejects it. */
function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function objectOrEmpty(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * The context of cdk.json. With it the app gives the same result without the CDK command line, whose values take
 * precedence.
 */
export function projectContext(): Record<string, unknown> {
  const file = new URL('../cdk.json', import.meta.url);
  const { context } = JSON.parse(readFileSync(file, 'utf8')) as { context: Record<string, unknown> };
  return context;
}
