import * as z from 'zod/mini';

/**
 * A function's environment variables, read once when it starts. An empty variable counts as absent.
 * @throws naming every variable that is missing or wrong, and what is expected; never showing a value.
 */
export function readEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message || 'is missing or wrong'}`,
  );
  throw new Error(`the function's environment cannot be used: ${problems.join('; ')}`);
}

/**
 * Variables of one kind, by the lower-case rest of their names: `WEBHOOK_SECRET_ARN_FEISHU` under `feishu`.
 * @throws naming the prefix when there is none.
 */
export function readFamily(
  prefix: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const found = Object.entries(variables).flatMap(([name, value]) =>
    name.startsWith(prefix) && value ? [[name.slice(prefix.length).toLowerCase(), value] as const] : [],
  );
  if (found.length === 0)
    throw new Error(`the function's environment cannot be used: it has no variable ${prefix}…`);
  return Object.fromEntries(found);
}

/** The names of this deployment's sources, with commas between. */
export const sourcesSchema = z.pipe(
  z.string(),
  z.transform((text: string) => text.split(',')),
);
