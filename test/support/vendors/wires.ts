import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Answer } from '../../../functions/receive-event/answers.ts';
import { hookRequestOf, sourceOf } from '../../../functions/receive-event/hook-request.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import type { Letter, Reply, SenderClock, Wire } from './vendor.ts';

/** Delivers requests over HTTP to the server with `/hooks`. */
export function httpWire(api: string): Wire {
  return async ({ method, path, headers, body }) => {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(method === 'POST' && { body }),
    });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
      seconds: 0,
    };
  };
}

/** Delivers requests within this process, in the form in which API Gateway passes them on. */
export function processWire(receive: (source: string, request: HookRequest) => Promise<Answer>): Wire {
  return async (letter) => {
    const event = gatewayEventOf(letter);
    const { status, headers, body } = await receive(sourceOf(event), hookRequestOf(event));
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { status, headers: headers ?? {}, body: Buffer.from(text), seconds: 0 };
  };
}

/** A request in the form in which API Gateway passes it on. */
export function gatewayEventOf({ method, path, headers, body }: Letter): APIGatewayProxyEventV2 {
  const [, source = '', key, rawQueryString = ''] =
    /^\/hooks\/([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(path) ?? [];
  const event = {
    routeKey: `${method} /hooks/${source}${key === undefined ? '' : '/{key}'}`,
    requestContext: { http: { method, sourceIp: '203.0.113.7' } },
    pathParameters: { ...(key !== undefined && { key }) },
    rawQueryString,
    headers,
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
  return event as unknown as APIGatewayProxyEventV2;
}

/** A wire that loses the first `times` responses. The requests arrive. */
export function losingAnswers(wire: Wire, times: number): Wire {
  return failing(wire, times, async (letter) => {
    await wire(letter);
    return undefined;
  });
}

/** A wire that loses the first `times` requests. */
export function losingLetters(wire: Wire, times: number): Wire {
  return failing(wire, times, async () => undefined);
}

/** A wire that delays the first `times` responses by the given seconds. */
export function slow(wire: Wire, seconds: number, times: number): Wire {
  return failing(wire, times, async (letter): Promise<Reply | undefined> => {
    const reply = await wire(letter);
    return reply && { ...reply, seconds };
  });
}

function failing(wire: Wire, times: number, other: Wire): Wire {
  let left = times;
  return (letter) => {
    left -= 1;
    return left >= 0 ? other(letter) : wire(letter);
  };
}

/** This machine's clock, except that it is slow by the given seconds. Tests can move it. */
export function clockBehind(seconds: number): SenderClock {
  let behind = seconds * 1_000;
  return {
    now: () => Date.now() - behind,
    advance: (by) => {
      behind -= by * 1_000;
    },
  };
}
