/** Writes values of a template in a short readable form. */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** CDK appends eight hexadecimal digits to a logical id; they mean nothing to a reader. */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/** `{"Fn::GetAtt": ["FactsTable164BB042", "Arn"]}` → `FactsTable.Arn`; joins and references likewise. */
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

/** One value or several, as a list. */
export function listOf<Value>(value: Value | readonly Value[]): readonly Value[] {
  return Array.isArray(value) ? value : [value as Value];
}
