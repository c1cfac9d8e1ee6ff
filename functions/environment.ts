import type * as z from 'zod/mini';

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
