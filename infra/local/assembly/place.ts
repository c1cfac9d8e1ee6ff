/** Where the assembly "is deployed to": what pseudo parameters and names of resources are made of. */
export interface Place {
  readonly region: string;
  readonly account: string;
  /** Origin of the SQS endpoint that queue URLs point to, e.g. `http://127.0.0.1:4100`. */
  readonly queueOrigin: string;
  /** Origin under which the HTTP API answers. */
  readonly apiOrigin: string;
}

/** The account that the embedded SQS puts into its own ARNs; it knows no other. */
export const LOCAL_ACCOUNT = '000000000000';

/** Any region that has every service the stack may use; taken when the stack was synthesized for any region. */
export const DEFAULT_REGION = 'ap-southeast-1';

export function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

export function urlSuffixOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}
