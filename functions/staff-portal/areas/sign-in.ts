import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { printable } from '../../../domain/letter/letter.ts';
import { LANGUAGES } from '../../../domain/values/language.ts';
import { recipientTag } from '../../mail/recipient-tag.ts';
import {
  addresseeWith,
  addressIn,
  enterCode,
  newSecret,
  requestCode,
  sessionToken,
} from '../../sign-in/sign-in.ts';
import {
  COOKIE,
  type Env,
  LANGUAGE_COOKIE,
  only,
  PENDING_COOKIE,
  PENDING_SECONDS,
  type PortalPorts,
  page,
  SESSION_COOKIE,
  speakerBefore,
  valuesOf,
  YEAR_SECONDS,
} from '../answers.ts';
import { CodePage, SignInPage } from '../pages/sign-in.tsx';
import { browserName, localPath } from '../requests.ts';
import { fromPath, inPath } from '../views.ts';

export function addSignIn(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/sign-in', (c) => {
    const next = localPath(c.req.query('next'));
    const hint = fromPath(c.req.query('r') ?? '');
    const offered = hint === undefined ? undefined : addressIn(hint);
    return page(c, SignInPage({ speaker: speakerBefore(c), next, offered }));
  });
  app.post('/sign-in', async (c) => {
    const values = await valuesOf(c);
    const [next, typed] = [localPath(only(values, 'next')), only(values, 'address')];
    const speaker = speakerBefore(c);
    const address = addressIn(typed);
    if (address === undefined) {
      const problem = speaker.say({
        zh: '请填写完整的邮箱地址，例如 wang.fang@example.com',
        en: 'Enter a complete mail address, e.g. grace@example.com',
      });
      return page(c, SignInPage({ speaker, next, address: printable(typed), problem }), 422);
    }
    const secret = newSecret();
    const result = await requestCode({ address, secret, ip: c.env.ip }, ports);
    if (result === 'too-many') {
      const problem = speaker.say({
        zh: '请求太多，请一小时后再试，或请管理员代取验证码',
        en: 'Too many requests: try again in an hour, or ask your administrator for a code',
      });
      return page(c, SignInPage({ speaker, next, address, problem }), 429);
    }
    setCookie(c, PENDING_COOKIE, `${secret}.${inPath(address)}`, { ...COOKIE, maxAge: PENDING_SECONDS });
    return c.redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, 303);
  });
  app.get('/sign-in/code', (c) => {
    const pending = pendingIn(c);
    const next = localPath(c.req.query('next'));
    if (pending === undefined) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
    return page(c, CodePage({ speaker: speakerBefore(c), next, address: pending.address }));
  });
  app.post('/sign-in/code', async (c) => {
    const pending = pendingIn(c);
    const values = await valuesOf(c);
    const next = localPath(only(values, 'next'));
    if (pending === undefined) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
    const { address, secret } = pending;
    const addressee = addresseeWith(address, await ports.registry.load(), ports.fallbackMailbox);
    const shared = values.shared !== undefined;
    const browser = browserName(c.req.header('user-agent'));
    const begun = await enterCode(
      { addressee, address, secret, code: only(values, 'code'), shared, browser },
      ports,
    );
    if (begun === undefined) {
      const speaker = speakerBefore(c);
      const problem = speaker.say({
        zh: '验证码不对或已失效；输错 5 次或超过 15 分钟后请重新获取',
        en: 'The code is wrong or has expired; after 5 attempts or 15 minutes, request another code',
      });
      ports.log.warn('a sign-in code was refused', { recipient: recipientTag(address) });
      return page(c, CodePage({ speaker, next, address, problem }), 422);
    }
    const { session } = begun;
    const seconds = Math.floor((Date.parse(session.endsAt) - Date.parse(session.begunAt)) / 1000);
    deleteCookie(c, PENDING_COOKIE, COOKIE);
    setCookie(c, SESSION_COOKIE, sessionToken(address, begun.secret), {
      ...COOKIE,
      // On a shared computer the cookie ends with the browser session.
      ...(!shared && { maxAge: seconds }),
    });
    ports.log.info('a person signed in', { recipient: recipientTag(address) });
    return c.redirect(next, 303);
  });
  app.post('/language', async (c) => {
    const values = await valuesOf(c);
    const language = LANGUAGES.find((each) => each === only(values, 'language'));
    if (language !== undefined) setCookie(c, LANGUAGE_COOKIE, language, { ...COOKIE, maxAge: YEAR_SECONDS });
    return c.redirect(localPath(only(values, 'back')), 303);
  });
}

function pendingIn(c: Context): { readonly secret: string; readonly address: string } | undefined {
  const [, secret, encoded] = /^([\w-]{43})\.([\w-]+)$/.exec(getCookie(c, PENDING_COOKIE) ?? '') ?? [];
  const address = encoded && addressIn(fromPath(encoded) ?? '');
  return secret === undefined || !address ? undefined : { secret, address };
}
