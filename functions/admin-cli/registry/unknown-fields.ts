/** What stands in a file and means nothing: a field that reading dropped is most likely a slip of the pen. */
export function unknownFields(written: unknown, read: unknown, path: readonly string[] = []): string[] {
  if (typeof written !== 'object' || written === null || typeof read !== 'object' || read === null) return [];
  return Object.entries(written).flatMap(([name, value]) => {
    const place = [...path, name];
    if (!Object.hasOwn(read, name)) return [`${place.join('.')}: no such field`];
    return unknownFields(value, (read as Readonly<Record<string, unknown>>)[name], place);
  });
}
