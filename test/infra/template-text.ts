/** Writes values of a template in a short readable form. */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Removes the eight hexadecimal digits that CDK appends to a logical id. */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/**
 * The value in short form: `{"Fn::GetAtt": ["FactsTable164BB042", "Arn"]}` becomes `FactsTable.Arn`. References and
 * joins are shortened too.
 */
export function inWords(value: Json): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value);
  const [[intrinsic, argument] = ['', '']] = Object.entries(value);
  if (intrinsic === 'Ref') return withoutHash(String(argument));
  if (intrinsic === 'Fn::GetAtt') {
    const [logicalId, attribute] = argument as readonly string[];
    return `${withoutHash(logicalId ?? '')}.${attribute}`;
  }
  if (intrinsic === 'Fn::Join') {
    const [separator, parts] = argument as readonly [string, readonly Json[]];
    return parts.map(inWords).join(separator);
  }
  return JSON.stringify(value);
}

/** The value as a list if it is a single one. */
export function listOf<Value>(value: Value | readonly Value[]): readonly Value[] {
  return Array.isArray(value) ? value : [value as Value];
}
