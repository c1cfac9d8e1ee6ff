/** One call of a function to a service, and what IAM would have to allow for it. */
export interface RecordedCall {
  /** Logical id of the calling function; undefined for anybody else. */
  readonly caller: string | undefined;
  /** As IAM abbreviates it: `dynamodb`, `sqs`, `ses`, `secretsmanager`, `lambda`. */
  readonly service: string;
  /** The API's name of what was called, e.g. `TransactWriteItems`. */
  readonly action: string;
  /** The rights that the call needs: the parts of a transaction each their own. */
  readonly needs: readonly Need[];
}

export interface Need {
  /** e.g. `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN of the table, index, queue, secret, identity or function. */
  readonly resource: string;
}

export interface Recorder {
  readonly calls: readonly RecordedCall[];
  record(call: RecordedCall): void;
}

export function createRecorder(): Recorder {
  const calls: RecordedCall[] = [];
  return { calls, record: (call) => void calls.push(call) };
}
