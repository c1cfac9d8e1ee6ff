import { rmSync } from 'node:fs';
import { writeFileAtomically } from './data-directory.ts';

/** `<data>/local.json`: the running stack's description for tools. */
export interface LocalJson {
  /** URLs. */
  readonly api: string;
  /** Absent where the portal is off. */
  readonly portal?: string;
  readonly mail: string;
  readonly dynamodb: string;
  readonly sqs: string;
  readonly lambda: string;
  readonly region: string;
  readonly table: string;
  /** Of senders of Standard Webhooks, by source, `whsec_…`. */
  readonly webhookSecrets: Readonly<Record<string, string>>;
  /** Of other senders, by source and the names of the vendor's parts. */
  readonly sourceSecrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Logical id → physical name. */
  readonly functions: Readonly<Record<string, string>>;
  /** Logical id → URL. */
  readonly queues: Readonly<Record<string, string>>;
  readonly pid: number;
}

/** Holds signing secrets, so only its owner can read it. @returns removes it. */
export function writeLocalJson(file: string, content: LocalJson): () => void {
  writeFileAtomically(file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
  return () => rmSync(file, { force: true });
}
