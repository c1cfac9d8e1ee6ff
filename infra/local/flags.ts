import { parseArgs } from 'node:util';

/** The options at the start. Each flag can also be set as a variable `CANBAO_*`; the flag takes precedence. */
export type Flags = Readonly<ReturnType<typeof parseFlags>>;

/** An invalid flag or variable; the message says what is allowed. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

export const USAGE = `Runs Canbao on this machine: npm start -- [flags]

  --port 8787       port of the HTTP API (CANBAO_PORT); 0 takes any free port
  --mail-port 8005  port of the mailbox (CANBAO_MAIL_PORT); 0 takes any free port
  --data .canbao    directory for all data (CANBAO_DATA)
  --fresh           delete the data of earlier runs there (CANBAO_FRESH=1)
  --no-demo         do not play the demo (CANBAO_NO_DEMO=1)
  --print           print the demo's whole mails instead of one line for each (CANBAO_PRINT=1)
  --verbose         show the functions' logs (they are always in <data>/functions.log)
  --help            show this

DYNAMODB_ENDPOINT points to another DynamoDB than the embedded one; --fresh leaves its tables as they are.`;

const OPTIONS = {
  port: { type: 'string' },
  'mail-port': { type: 'string' },
  data: { type: 'string' },
  fresh: { type: 'boolean' },
  'no-demo': { type: 'boolean' },
  print: { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws BadUsage naming the flag or variable and what is allowed. */
export function parseFlags(args: readonly string[], variables: Readonly<Record<string, string | undefined>>) {
  const { tokens, values } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) refuse(token);
  const text = (flag: 'port' | 'mail-port' | 'data', fallback: string) => {
    const given = values[flag];
    if (typeof given === 'string') return { value: given, name: `--${flag}` };
    const variable = variableFor(flag);
    const value = variables[variable];
    return value ? { value, name: variable } : { value: fallback, name: `--${flag}` };
  };
  const yes = (flag: 'fresh' | 'no-demo' | 'print') =>
    values[flag] === true || isYes(variableFor(flag), variables);
  return {
    port: portFrom(text('port', '8787')),
    mailPort: portFrom(text('mail-port', '8005')),
    data: text('data', '.canbao').value,
    fresh: yes('fresh'),
    demo: !yes('no-demo'),
    print: yes('print'),
    verbose: values.verbose === true,
    help: values.help === true,
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function refuse(token: Token): void {
  const allowed = `allowed are ${Object.keys(OPTIONS)
    .map((name) => `--${name}`)
    .join(', ')}`;
  if (token.kind === 'positional') throw new BadUsage(`"${token.value}" is not a flag; ${allowed}`);
  if (token.kind !== 'option') return;
  if (!Object.hasOwn(OPTIONS, token.name)) throw new BadUsage(`${token.rawName} is not a flag; ${allowed}`);
  const { type } = OPTIONS[token.name as keyof typeof OPTIONS];
  if (type === 'string' && lacksValue(token))
    throw new BadUsage(`${token.rawName} needs a value, e.g. ${example(token.name)}`);
  if (type === 'boolean' && token.value !== undefined) throw new BadUsage(`${token.rawName} takes no value`);
}

/**
 * Whether a flag has no value, as in `--data --fresh`. A value that begins with a dash must be given as `--data=-x`.
 */
function lacksValue({ value, inlineValue }: Extract<Token, { kind: 'option' }>): boolean {
  return !value || (!inlineValue && value.startsWith('-'));
}

function example(name: string): string {
  return name === 'data' ? '--data .canbao' : `--${name} 0`;
}

function variableFor(flag: string): string {
  return `CANBAO_${flag.toUpperCase().replace('-', '_')}`;
}

function portFrom({ value, name }: { readonly value: string; readonly name: string }): number {
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port;
  throw new BadUsage(`${name} is "${value}"; allowed is a port from 0 to 65535, 0 for any free one`);
}

function isYes(name: string, variables: Readonly<Record<string, string | undefined>>): boolean {
  const value = (variables[name] ?? '').toLowerCase();
  if (['', '0', 'false', 'no'].includes(value)) return false;
  if (['1', 'true', 'yes'].includes(value)) return true;
  throw new BadUsage(`${name} is "${variables[name]}"; allowed are 1, true, yes, 0, false, no`);
}
