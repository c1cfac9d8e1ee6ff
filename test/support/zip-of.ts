import { crc32, deflateRawSync } from 'node:zlib';

/** The declared sizes and checksum of an entry, if they differ from the real ones. */
export interface ZipEntry {
  readonly content: string | Buffer;
  readonly declaredSize?: number;
  readonly declaredCrc?: number;
}

/** A ZIP file of deflated entries. The declared sizes may be false, as in a ZIP bomb. */
export function zipOf(entries: Readonly<Record<string, string | ZipEntry>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(entries)) {
    const { content, declaredSize, declaredCrc } = typeof given === 'string' ? { content: given } : given;
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain, { level: 1 });
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(declaredCrc ?? crc32(plain), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(declaredSize ?? plain.length, 8);
    const path = Buffer.from(name);
    const local = Buffer.concat([header(0x04034b50, 10, 8), sizes, lengths(path), path, packed]);
    const central = Buffer.concat([
      Buffer.concat([number(0x02014b50, 4), number(20, 2)]),
      header(undefined, 10, 8),
      sizes,
      lengths(path),
      Buffer.alloc(10),
      number(0, 0),
      number(offset, 4),
      path,
    ]);
    locals.push(local);
    directory.push(central);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = directory.length;
  const end = [
    number(0x06054b50, 4),
    Buffer.alloc(4),
    number(count, 2),
    number(count, 2),
    number(central.length, 4),
    number(offset, 4),
    Buffer.alloc(2),
  ];
  return Buffer.concat([...locals, central, ...end]);
}

/**
 * The fields at the start of local and central headers: the version, the flag for UTF-8 names, the method, and an empty
 * time.
 */
function header(signature: number | undefined, version: number, method: number): Buffer {
  return Buffer.concat([
    signature === undefined ? Buffer.alloc(0) : number(signature, 4),
    number(version, 2),
    number(0x0800, 2),
    number(method, 2),
    Buffer.alloc(4),
  ]);
}

function lengths(path: Buffer): Buffer {
  return Buffer.concat([number(path.length, 2), number(0, 2)]);
}

function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (bytes > 0) buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
