import { type ZipEntry, zipOf } from './zip-of.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface WorkbookText {
  /** The contents of `<worksheet>` by sheet name, in order. */
  readonly sheets: Readonly<Record<string, string | ZipEntry>>;
  /** The contents of `<sst>`. */
  readonly sharedStrings?: string | ZipEntry;
  readonly date1904?: boolean;
  /** The names of hidden sheets. */
  readonly hidden?: readonly string[];
  /** The codes of number formats. A cell with ` s="1"` has the first one. */
  readonly formats?: readonly string[];
}

/** A workbook written by hand, for contents that no regular program writes. */
export function workbookOf(workbook: WorkbookText): Buffer {
  const { sheets, sharedStrings, date1904 = false, hidden = [], formats } = workbook;
  const names = Object.keys(sheets);
  const tabs = names.map(
    (name, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`,
  );
  const related = names.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  const parts = Object.values(sheets).map((sheet, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    within('worksheet', sheet),
  ]);
  return zipOf({
    '_rels/.rels': relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${tabs.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...related,
      ...(formats === undefined ? [] : [relation('rId98', 'styles', 'styles.xml')]),
      ...(sharedStrings === undefined ? [] : [relation('rId99', 'sharedStrings', 'sharedStrings.xml')]),
    ]),
    ...(sharedStrings !== undefined && { 'xl/sharedStrings.xml': within('sst', sharedStrings) }),
    ...(formats !== undefined && { 'xl/styles.xml': stylesOf(formats) }),
    ...Object.fromEntries(parts),
  });
}

function stylesOf(formats: readonly string[]): string {
  const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const codes = formats.map((code, i) => `<numFmt numFmtId="${165 + i}" formatCode="${escaped(code)}"/>`);
  const styles = [0, ...formats.map((_, i) => 165 + i)].map((id) => `<xf numFmtId="${id}"/>`);
  const content = `<numFmts>${codes.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs>`;
  return `<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="${MAIN}">${content}</styleSheet>`;
}

/** The rows as the XML of a sheet: inline texts, numbers, or the given XML of a cell. */
export function sheetData(
  rows: readonly (readonly (string | number | { readonly xml: string } | null)[])[],
): string {
  const lines = rows.map((row, i) => {
    const cells = row.map((value, column) => {
      const at = `${String.fromCharCode(65 + column)}${i + 1}`;
      if (value === null) return '';
      if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
      if (typeof value === 'object') return `<c r="${at}"${value.xml}</c>`;
      return `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    });
    return `<row r="${i + 1}">${cells.join('')}</row>`;
  });
  return `<sheetData>${lines.join('')}</sheetData>`;
}

function within(root: string, part: string | ZipEntry): string | ZipEntry {
  const wrapped = (content: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${MAIN}">${content}</${root}>`;
  return typeof part === 'string' ? wrapped(part) : { ...part, content: wrapped(String(part.content)) };
}

function relations(some: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}">${some.join('')}</Relationships>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}
