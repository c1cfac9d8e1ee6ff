import * as z from 'zod/mini';

/**
 * Parses a function's environment; an empty variable is treated as absent. A key that ends with `_` is a {@link
 * familySchema}.
 * @throws Error that names every missing or wrong variable and what is expected, never a value.
 */
export function readEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> {
  const set = Object.entries(variables).filter((one): one is [string, string] => Boolean(one[1]));
  const names = schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : [];
  const families = names
    .filter((name) => name.endsWith('_'))
    .map((prefix) => [prefix, familyOf(prefix, set)]);
  const read = schema.safeParse(Object.fromEntries([...set, ...families]));
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return name.endsWith('_')
      ? `it has no variable ${name}…`
      : `${name}: ${message || 'is missing or wrong'}`;
  });
  throw new Error(`the function's environment cannot be used: ${problems.join('; ')}`);
}

function familyOf(
  prefix: string,
  variables: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variables.flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length).toLowerCase(), value]] : [],
    ),
  );
}

/** Variables with a common prefix: `WEBHOOK_SECRET_ARN_FEISHU` becomes `feishu` for the key `WEBHOOK_SECRET_ARN_`. */
export const familySchema = z
  .record(z.string(), z.string())
  .check(z.refine((family) => Object.keys(family).length > 0));

export const everyFunction = {
  SERVICE_NAME: z.string(),
  METRIC_NAMESPACE: z.string(),
  TABLE_NAME: z.string(),
};

/** The names of this deployment's sources, separated by commas. */
export const sourcesSchema = z.pipe(
  z.string(),
  z.transform((text: string) => text.split(',')),
);

/** Allowed API hosts by source, for example `dingtalk=a.example.cn,dingtalk=b.example.cn`. */
export const hostsSchema = z.pipe(
  z.string().check(z.regex(/^[a-z]+=[a-z0-9.-]+(,[a-z]+=[a-z0-9.-]+)*$/)),
  z.transform((text: string) => {
    const pairs = text.split(',').map((one) => one.split('='));
    const bySource = [...Map.groupBy(pairs, ([source = '']) => source)];
    return Object.fromEntries(bySource.map(([source, some]) => [source, some.map(([, host = '']) => host)]));
  }),
);
