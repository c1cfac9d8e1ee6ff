/** Where settings come from: CDK's context and the process's environment variables. */
export interface SettingSources {
  readonly context: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The context key that holds the settings as one object, and the prefix of those given one by one. */
const CONTEXT_KEY = 'canbao';

/**
 * Settings as given, not yet checked, in rising precedence: the object under the context key `canbao` (cdk.json),
 * environment variables (`CANBAO_SCHEDULE_AT` for `scheduleAt`, `CANBAO_SMTP_HOST` for `smtp.host`; an empty one
 * counts as absent), and single settings in the context (`-c canbao.scheduleAt=09:00`).
 * @param names every setting there is, a nested one with a dot; other `CANBAO_*` variables are not settings
 */
export function gatherSettings(
  { context, env }: SettingSources,
  names: readonly string[],
): Record<string, unknown> {
  const given = objectIn(context[CONTEXT_KEY]);
  for (const name of names) {
    const value = env[variableFor(name)];
    if (value) assign(given, name, value);
  }
  for (const [key, value] of Object.entries(context))
    if (key.startsWith(`${CONTEXT_KEY}.`)) assign(given, key.slice(CONTEXT_KEY.length + 1), value);
  return given;
}

/** `smtp.host` → `CANBAO_SMTP_HOST`. */
export function variableFor(name: string): string {
  return `CANBAO_${name.replace(/[A-Z]/g, '_$&').replace('.', '_').toUpperCase()}`;
}

/** The value under a dotted name, for showing it; undefined where there is none. */
export function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
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
  if (rest.length === 0) {
    given[first] = value;
    return;
  }
  const inner = objectOrEmpty(given[first]);
  assign(inner, rest.join('.'), value);
  given[first] = inner;
}

function objectOrEmpty(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
