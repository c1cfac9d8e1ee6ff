import type { Child } from 'hono/jsx';
import { PORTAL_SCRIPT, STYLESHEET } from '../assets.ts';
import type { Speaker, Viewer } from '../speaker.ts';

/** What was just done. */
export interface Notice {
  readonly text: string;
  /** The path of the page that undoes what was recorded. */
  readonly undo?: string | undefined;
}

interface LayoutProps {
  /** The signed-in person; before sign-in only the language. */
  readonly speaker: Speaker | Viewer;
  /** The title of the browser window. */
  readonly title: string;
  /** By default the title; empty if the page has its own heading. */
  readonly heading?: string;
  readonly notice?: Notice | undefined;
  /** The path of the current page, which the navigation bar marks. */
  readonly at?: string;
  /** Whether the page reloads by itself while something is being processed. */
  readonly reloads?: boolean;
  readonly children?: Child;
}

const RELOAD_SECONDS = 4;

/** The layout of every page: stylesheet, optional script, navigation bar and language switch. */
export function Layout(props: LayoutProps) {
  const { speaker, title, heading = title, notice, at, reloads = false, children } = props;
  const { say, wording, language } = speaker;
  const product = say({ zh: '参保管家', en: 'Canbao' });
  return (
    <html lang={wording.htmlLanguage}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${product}`}</title>
        <link rel="stylesheet" href={STYLESHEET.path} />
        <script src={PORTAL_SCRIPT.path} defer></script>
        {reloads && (
          <noscript>
            <meta http-equiv="refresh" content={String(RELOAD_SECONDS)} />
          </noscript>
        )}
      </head>
      <body {...(reloads && { 'data-reload': String(RELOAD_SECONDS) })}>
        <a class="skip" href="#content">
          {say({ zh: '跳到正文', en: 'Skip to content' })}
        </a>
        <header class="top">
          <nav class="bar" aria-label={say({ zh: '主导航', en: 'Main' })}>
            <a class="brand" href="/">
              {product}
            </a>
            {'person' in speaker && (
              <>
                <BarLink path="/" at={at} text={say({ zh: '待办', en: 'Cases' })} />
                <BarLink path="/units" at={at} text={say({ zh: '单位', en: 'Units' })} />
                <BarLink path="/people" at={at} text={say({ zh: '人员', en: 'People' })} />
                <BarLink path="/activity" at={at} text={say({ zh: '登记记录', en: 'Activity' })} />
                {speaker.person.administers && (
                  <BarLink path="/admin" at={at} text={say({ zh: '管理', en: 'Administration' })} />
                )}
                <BarLink path="/me" at={at} text={speaker.person.name} />
              </>
            )}
          </nav>
        </header>
        <main id="content">
          {notice !== undefined && (
            <p class="notice" role="status">
              {notice.text}{' '}
              {notice.undo !== undefined && <a href={notice.undo}>{say({ zh: '撤销', en: 'Undo' })}</a>}
            </p>
          )}
          {heading !== '' && <h1>{heading}</h1>}
          {children}
        </main>
        <footer class="foot">
          <span>
            {say({
              zh: '日期和金额系推算，不是法律意见',
              en: 'Dates and amounts are calculated; they are not legal advice',
            })}
          </span>
          <form method="post" action="/language">
            <input type="hidden" name="language" value={language === 'en' ? 'zh' : 'en'} />
            <input type="hidden" name="back" value={at ?? '/'} />
            <button type="submit" class="plain" lang={language === 'en' ? 'zh-CN' : 'en'}>
              {language === 'en' ? '中文' : 'English'}
            </button>
          </form>
        </footer>
      </body>
    </html>
  );
}

function BarLink({
  path,
  at,
  text,
}: {
  readonly path: string;
  readonly at?: string | undefined;
  readonly text: string;
}) {
  return at === path ? (
    <a href={path} aria-current="page">
      {text}
    </a>
  ) : (
    <a href={path}>{text}</a>
  );
}

interface MessageProps {
  readonly speaker: Speaker | Viewer;
  readonly title: string;
  readonly text: string;
}

/** A page with a single message: not found, not allowed, failed. */
export function MessagePage({ speaker, title, text }: MessageProps) {
  return (
    <Layout speaker={speaker} title={title}>
      <p>{text}</p>
      <p>
        <a href="/">{speaker.say({ zh: '回到待办', en: 'Back to the cases' })}</a>
      </p>
    </Layout>
  );
}
