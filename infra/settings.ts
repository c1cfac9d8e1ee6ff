import * as z from 'zod';
import { SOURCES } from '../functions/sources/sources.ts';
import { gatherSettings, type SettingSources, valueAt } from './setting-sources.ts';
import { parseTimeOfDay, sameDayInChina } from './time-of-day.ts';

/** What a deployment can choose. Everything has a default, so that a checkout synthesizes as it is. */
export interface Settings {
  /** Part of every physical name: several stages fit in one account. */
  readonly stage: string;
  /** The From of every digest: `canbao@example.com` or `参保管家 <canbao@example.com>`. */
  readonly sender: string;
  /** When the day's digests are planned, `HH:MM` in `zone`. */
  readonly scheduleAt: string;
  readonly zone: string;
  readonly mail: MailSettings;
  /** Who hears of units without a handler. */
  readonly fallbackMailbox: string;
  /** Who is woken by alarms; subscribed to the alarm topic when given. */
  readonly alarmMailbox?: string | undefined;
  /** What the mail service allows the account, all functions together. */
  readonly sendsPerSecond: number;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  /** The HR systems that push, by the last part of their path under /hooks/. */
  readonly sources: readonly string[];
  /** Address of a case's page, with `{caseId}`, `{employeeId}` or `{unitId}` in it. */
  readonly caseLink?: string | undefined;
}

export type MailSettings =
  | { readonly transport: 'ses' }
  | { readonly transport: 'smtp'; readonly host: string; readonly port: number };

/** Settings that cannot be used; the message says which, with which value, and what is allowed. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';
}

/** How many minutes after the run its completion is checked. */
export const CHECK_AFTER = 90;

/** How many minutes before the run the rosters are pulled: time enough to be read, and for a second try. */
export const PULL_BEFORE = 150;

const ALLOWED: Readonly<Record<string, string>> = {
  stage: '1 to 16 of a-z, 0-9 and -',
  sender: 'a mail address, alone or as "name <address>"',
  scheduleAt:
    'a time HH:MM whose check 90 minutes later is on the same day in China: in Asia/Shanghai 00:00 to 22:29',
  zone: 'an IANA time zone such as Asia/Shanghai',
  mailTransport: 'ses or smtp; only smtp in a cn- region, where SES does not exist',
  smtp: '{"host", "port"} together with mailTransport smtp, and absent with ses',
  'smtp.host': 'a host name',
  'smtp.port': 'a port from 1 to 65535',
  fallbackMailbox: 'a mail address',
  alarmMailbox: 'a mail address, or absent',
  sendsPerSecond: 'a number from 0.5 to 1000; slower, a batch of digests would not fit in one invocation',
  region: 'an AWS region such as ap-southeast-1 or cn-north-1, or absent',
  account: '12 digits, or absent',
  sources: `one or more of ${[...SOURCES.keys()].sort().join(', ')}, with commas between`,
  caseLink: 'an http or https address with {caseId}, {employeeId} or {unitId} in it, or absent',
};

const NAMES = Object.keys(ALLOWED);

const ADDRESS = String.raw`[^\s<>@,;"]+@[^\s<>@,;"]+\.[^\s<>@,;"]+`;
const address = z.string().regex(new RegExp(`^${ADDRESS}$`, 'u'));

const schema = z
  .strictObject({
    stage: z
      .string()
      .regex(/^[a-z0-9-]{1,16}$/)
      .default('dev'),
    sender: z
      .string()
      .regex(new RegExp(`^(${ADDRESS}|[^<>\\p{Cc}]+ <${ADDRESS}>)$`, 'u'))
      .default('参保管家 <canbao@example.com>'),
    scheduleAt: z.string().refine(isTimeOfDay, { abort: true }).default('08:30'),
    zone: z.string().refine(isZone, { abort: true }).default('Asia/Shanghai'),
    mailTransport: z.enum(['ses', 'smtp']).default('ses'),
    smtp: z
      .strictObject({
        host: z.string().regex(/^[A-Za-z0-9.-]+$/),
        port: z.coerce.number().int().min(1).max(65_535),
      })
      .optional(),
    fallbackMailbox: address.default('canbao-admin@example.com'),
    alarmMailbox: address.optional(),
    sendsPerSecond: z.coerce.number().min(0.5).max(1000).default(1),
    region: z
      .string()
      .regex(/^[a-z]{2,}(-[a-z]+)+-\d$/)
      .optional(),
    account: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    sources: z
      .union([z.string(), z.array(z.string())])
      .default('standard')
      .transform((given) =>
        [...new Set([given].flat().flatMap((names) => names.split(/[\s,]+/)))].filter(Boolean),
      )
      .refine((names) => names.length > 0 && names.every((name) => SOURCES.has(name))),
    caseLink: z
      .string()
      .regex(/^https?:\/\/[^\s"'<>]*\{(caseId|employeeId|unitId)\}[^\s"'<>]*$/)
      .optional(),
  })
  .superRefine(({ mailTransport, smtp, region, scheduleAt, zone }, context) => {
    const refuse = (name: string, value: unknown) =>
      context.addIssue({ code: 'custom', path: [name], params: { value } });
    if (!sameDayInChina(parseTimeOfDay(scheduleAt) ?? 0, CHECK_AFTER, zone)) refuse('scheduleAt', scheduleAt);
    if ((smtp === undefined) === (mailTransport === 'smtp')) refuse('smtp', smtp);
    if (mailTransport === 'ses' && isChina(region)) refuse('mailTransport', `ses (region ${region})`);
  });

/** Whether the region lies in the partition aws-cn. */
export function isChina(region: string | undefined): boolean {
  return region?.startsWith('cn-') ?? false;
}

/** The address alone: `参保管家 <canbao@example.com>` → `canbao@example.com`. */
export function addressOf(sender: string): string {
  return /<([^<>]+)>$/.exec(sender)?.[1] ?? sender;
}

/**
 * The settings of this deployment; see gatherSettings for where they come from.
 * @throws SettingsWrong that names every bad setting, its value and what is allowed.
 */
export function readSettings(sources: SettingSources): Settings {
  const given = gatherSettings(sources, NAMES);
  // A profile that points to China changes what the stack may contain; elsewhere it stays free of any region.
  if (isChina(sources.env.CDK_DEFAULT_REGION)) given.region ??= sources.env.CDK_DEFAULT_REGION;
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new SettingsWrong(complaint(parsed.error.issues, given));
  const { mailTransport, smtp, ...rest } = parsed.data;
  return { ...rest, mail: smtp ? { transport: 'smtp', ...smtp } : { transport: 'ses' } };
}

function isTimeOfDay(text: string): boolean {
  return parseTimeOfDay(text) !== undefined;
}

/** EventBridge Scheduler takes names, not offsets such as +08:00, which Intl would take as well. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function complaint(issues: readonly z.core.$ZodIssue[], given: unknown): string {
  const lines = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(
        (key) => `${[...issue.path, key].join('.')}: is no setting; there are ${NAMES.join(', ')}`,
      );
    const name = issue.path.join('.');
    const value = (issue.code === 'custom' && issue.params?.value) || valueAt(given, issue.path);
    return `${name}: ${JSON.stringify(value) ?? 'nothing'} cannot be used; allowed is ${ALLOWED[name]}`;
  });
  return `The deployment's settings are wrong (context key canbao in cdk.json, or CANBAO_* variables):\n  ${lines.join('\n  ')}`;
}
