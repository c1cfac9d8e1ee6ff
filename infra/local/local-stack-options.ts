/** How a local stack is to run. */
export interface LocalStackOptions {
  /** The directory that keeps everything. */
  readonly data: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly mailPort?: number;
  /** Removes what earlier runs kept in `data`. */
  readonly fresh?: boolean;
  /** The functions' logs go to stderr too. */
  readonly verbose?: boolean;
  /** A synthesized assembly to run; synthesized anew when absent. */
  readonly assemblyDirectory?: string;
  /** Variables for synthesizing, on top of the process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What an administrator enters into secrets, by their names. */
  readonly secretValues?: Readonly<Record<string, string>>;
  /** Services to use in place of the embedded ones, as URLs. */
  readonly endpoints?: { readonly dynamodb?: string | undefined; readonly ses?: string | undefined };
  /** Notes every call of the functions to a service; see `calls`. */
  readonly record?: boolean;
  /** Whether schedules fire by themselves; true unless said otherwise. */
  readonly schedules?: boolean;
  /** Gives up synthesizing. */
  readonly signal?: AbortSignal;
  readonly warn?: (message: string) => void;
  /** An embedded part ended by itself: nothing works any more. */
  readonly onFatal?: (message: string) => void;
}
