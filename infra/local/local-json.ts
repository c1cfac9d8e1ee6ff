import { rmSync } from 'node:fs';
import { writeFileAtomically } from './data-directory.ts';

/** `<data>/local.json`: the running stack's description for tools. */
export interface LocalJson {
  readonly api: string;
  /** This address is absent if the portal is off. */
  readonly portal?: string;
  readonly mail: string;
  readonly dynamodb: string;
  readonly sqs: string;
  readonly lambda: string;
  readonly region: string;
  readonly table: string;
  /** The secrets of senders that use Standard Webhooks, by source. They begin with `whsec_`. */
  readonly webhookSecrets: Readonly<Record<string, string>>;
  /** The secrets of other senders by source, then by the vendor's name of each part. */
  readonly sourceSecrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The physical names of functions by logical id. */
  readonly functions: Readonly<Record<string, string>>;
  /** The URLs of queues by logical id. */
  readonly queues: Readonly<Record<string, string>>;
  readonly pid: number;
}

/** Writes the file. It contains signing secrets, so only its owner can read it. @returns a function that removes it. */
export function writeLocalJson(file: string, content: LocalJson): () => void {
  writeFileAtomically(file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
  return () => rmSync(file, { force: true });
}
