import { stringify } from 'csv-stringify/sync';

/** Without it Excel takes UTF-8 for the system's own encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows as text with commas, lines ended as Excel ends them. What a spreadsheet would run as a formula (a name that
 * begins with = + - @) gets an apostrophe in front, which spreadsheets take for "this is text".
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { escape_formulas: true, record_delimiter: 'windows' });
}
