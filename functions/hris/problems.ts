import * as z from 'zod/mini';
import english from 'zod/v4/locales/en.js';

// zod/mini has no words of its own; these name what was expected and never show a value.
z.config(english());

const MOST_PROBLEMS = 20;

/** What is wrong with an input, one line a problem: `data.hiredOn: must be a calendar day, YYYY-MM-DD`. */
export function problemsOf(error: z.core.$ZodError, path: readonly string[]): readonly string[] {
  return error.issues.slice(0, MOST_PROBLEMS).map((issue) => {
    const where = [...path, ...issue.path.map(String)].join('.') || 'body';
    return `${where}: ${issue.message}`;
  });
}
