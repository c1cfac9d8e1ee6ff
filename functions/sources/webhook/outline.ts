const MOST_LINES = 200;
/** The limit of levels. No HR system's events have so many. */
const DEEPEST = 20;

/** The fields of a body, one per line with the type of the value: `data.hiredOn: text of 10`. */
export function outlineOf(content: string): string[] {
  const lines = fieldsOf(parsed(content) ?? content, '', DEEPEST);
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… ${more}`] : lines;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown, path: string, levels: number): string[] {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length > 0 && levels === 0) return [`${path}: …`];
    if (entries.length > 0)
      return entries.flatMap(([name, inner]) =>
        fieldsOf(inner, path === '' ? name : `${path}.${name}`, levels - 1),
      );
  }
  return [`${path || 'body'}: ${kindOf(value)}`];
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return `text of ${value.length}`;
  if (Array.isArray(value)) return 'empty list';
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return 'empty object';
}
