import { posix } from 'node:path';
import { FileRefused } from '../../import-bill/bill-file.ts';
import { xmlEvents } from './xml-events.ts';
import type { ZipParts } from './zip-parts.ts';

/** Which parts of a workbook hold what. */
export interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedStrings: string | undefined;
  /** Days are counted from 1904, as old Macs did. */
  readonly date1904: boolean;
}

/** These parts list a few names each. */
const MOST_BYTES = 4 * 1024 ** 2;

/** @throws FileRefused for a ZIP file that is no workbook. */
export async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const main = (await relations(zip, '_rels/.rels', '')).find(({ type }) => type.endsWith('/officeDocument'));
  const part = main?.target ?? 'xl/workbook.xml';
  if (!zip.has(part)) throw new FileRefused({ code: 'not-a-workbook' });
  const folder = posix.dirname(part);
  const related = await relations(zip, `${folder}/_rels/${posix.basename(part)}.rels`, folder);
  const found: { name: string; id: string | undefined }[] = [];
  let date1904 = false;
  const parsed = xmlEvents(part, zip.read(part, MOST_BYTES), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name === 'sheet') found.push({ name: attributes.name ?? '', id: idIn(attributes) });
    },
  });
  for await (const _ of parsed);
  const sheets = found.flatMap(({ name, id }) => {
    const target = related.find((it) => it.id === id && it.type.endsWith('/worksheet'))?.target;
    return target === undefined || !zip.has(target) ? [] : [{ name, part: target }];
  });
  const sharedStrings = related.find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  return { sheets, sharedStrings, date1904 };
}

/** `r:id`, whatever the file calls the namespace. */
function idIn(attributes: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relations(zip: ZipParts, part: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  if (!zip.has(part)) return found;
  const parsed = xmlEvents(part, zip.read(part, MOST_BYTES), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name === 'Relationship') found.push({ id: Id, type: Type, target: absolute(Target, folder) });
    },
  });
  for await (const _ of parsed);
  return found;
}

function absolute(target: string, folder: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
}
