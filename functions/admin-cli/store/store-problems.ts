import type { Texts } from '../../../domain/values/language.ts';
import type { Store } from '../../deployment/deployment.ts';
import { CommandFailed } from '../frame/frame.ts';

interface Where {
  readonly table: string;
  readonly planDigests: string;
  readonly local: boolean;
}

type Translate = (texts: Texts) => string;

/** The same store, with errors that explain what to do. */
export function explainingProblems(store: Store, where: Where, say: Translate): Store {
  return explaining(store, (error) => {
    const explanation = explanationOf(error, where);
    return explanation === undefined ? error : new CommandFailed(say(explanation), { cause: error });
  });
}

/** Wraps every method of the object and of the objects in it. */
function explaining<T extends object>(target: T, explained: (error: unknown) => unknown): T {
  const wrapped = Object.entries(target).map(([name, part]) => {
    if (typeof part !== 'function') return [name, isPart(part) ? explaining(part, explained) : part];
    const call = (...args: unknown[]) => {
      const result: unknown = part.apply(target, args);
      if (result instanceof Promise) return result.catch((error) => Promise.reject(explained(error)));
      return isAsyncIterable(result) ? iterating(result, explained) : result;
    };
    return [name, call];
  });
  return Object.fromEntries(wrapped) as T;
}

/** Texts and lists, such as the names of the sources, are not wrapped. */
function isPart(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function isAsyncIterable(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

async function* iterating(items: AsyncIterable<unknown>, explained: (error: unknown) => unknown) {
  try {
    yield* items;
  } catch (error) {
    throw explained(error);
  }
}

function explanationOf(error: unknown, { table, planDigests, local }: Where): Texts | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isUnreachable(error)) {
    return local
      ? {
          zh: '本机系统没有应答；请运行 npm start 后再试',
          en: 'the stack on this machine does not answer; run `npm start` and try again',
        }
      : { zh: `连不上 AWS（${error.message}）`, en: `AWS cannot be reached (${error.message})` };
  }
  switch (error.name) {
    case 'ResourceNotFoundException':
      return {
        zh: `这个账号和区域里没有 ${table} 或 ${planDigests}；请先部署，或用 --stage、AWS_PROFILE、AWS_REGION 指明位置，本机系统请加 --local`,
        en: `there is no ${table} or ${planDigests} in this account and region; deploy first, choose the place with --stage, AWS_PROFILE and AWS_REGION, or use --local`,
      };
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return {
        zh: '没有可用的 AWS 凭据；请设置 AWS_PROFILE 并登录，本机系统请加 --local',
        en: 'there are no AWS credentials; set AWS_PROFILE and log in, or use --local',
      };
    case 'AccessDeniedException':
    case 'UnrecognizedClientException':
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'InvalidClientTokenId':
      return {
        zh: `AWS 拒绝了请求（${error.name}）；请检查 AWS_PROFILE 的权限，并重新登录`,
        en: `AWS refused (${error.name}); check the permissions of AWS_PROFILE, and log in again`,
      };
  }
  if (/region is missing/i.test(error.message)) {
    return {
      zh: '没有指明 AWS 区域；请设置 AWS_REGION，本机系统请加 --local',
      en: 'no AWS region is set; set AWS_REGION, or use --local',
    };
  }
  return undefined;
}

function isUnreachable(error: Error): boolean {
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'EAI_AGAIN'];
  const { code, cause } = error as NodeJS.ErrnoException;
  return codes.includes(code ?? '') || (cause instanceof Error && isUnreachable(cause));
}
