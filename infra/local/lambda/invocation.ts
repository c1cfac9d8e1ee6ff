/** What became of one invocation. */
export type Invocation =
  /** `payload` is the JSON that the function returned; undefined when it returned nothing. */
  | { readonly ok: true; readonly requestId: string; readonly payload: string | undefined }
  | { readonly ok: false; readonly requestId: string; readonly error: FunctionError };

/** As Lambda reports it to whoever invoked; `trace` goes to the log and to invokers, never to an HTTP client. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** From the runner to a worker. */
export interface InvokeMessage {
  readonly requestId: string;
  /** The event as JSON. */
  readonly event: string;
  readonly deadline: number;
}

/** From a worker to the runner: first that it has loaded the function or could not, then one for each invocation. */
export type WorkerMessage =
  | { readonly is: 'loaded' }
  | { readonly is: 'not-loaded'; readonly error: FunctionError }
  | { readonly is: 'returned'; readonly payload: string | undefined }
  | { readonly is: 'failed'; readonly error: FunctionError };

/** What a worker is started with. */
export interface WorkerStart {
  readonly file: string;
  readonly handlerName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}
