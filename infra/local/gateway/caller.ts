/** Who calls which service, as the request's signature names them. */
export interface Caller {
  readonly accessKeyId: string;
  readonly service: string;
}

const CREDENTIAL = /Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/;

/** @returns undefined when the request is not signed. */
export function callerOf(authorization: string | undefined): Caller | undefined {
  const [, accessKeyId, service] = CREDENTIAL.exec(authorization ?? '') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}
