import { rmSync } from 'node:fs';
import { writeFileAtomically } from './data-directory.ts';

/** `<data>/local.json`: the running stack's description for tools. */
export interface LocalJson {
  readonly api: string;
  /** Absent if the portal is off. */
  readonly portal?: string;
  readonly mail: string;
  readonly dynamodb: string;
  readonly sqs: string;
  readonly lambda: string;
  readonly region: string;
  readonly table: string;
  /** Secrets of Standard Webhooks senders by source, `whsec_…`. */
  readonly webhookSecrets: Readonly<Record<string, string>>;
  /** Secrets of other senders by source, then by the vendor's name of each part. */
  readonly sourceSecrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Logical id → physical name. */
  readonly functions: Readonly<Record<string, string>>;
  /** Logical id → URL. */
  readonly queues: Readonly<Record<string, string>>;
  readonly pid: number;
}

/** Contains signing secrets, so only its owner can read it. @returns a function that removes it. */
export function writeLocalJson(file: string, content: LocalJson): () => void {
  writeFileAtomically(file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
  return () => rmSync(file, { force: true });
}
