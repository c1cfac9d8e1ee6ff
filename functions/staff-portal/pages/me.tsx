import { ROLE_TEXTS } from '../../../domain/units/texts.ts';
import type { Session } from '../../ports.ts';
import type { Viewer } from '../speaker.ts';
import { instantText } from './case.tsx';
import { Layout } from './layout.tsx';

interface MeProps {
  readonly viewer: Viewer;
  readonly sessions: readonly Session[];
}

export function MePage({ viewer, sessions }: MeProps) {
  const { say, wording, person, session: own } = viewer;
  const title = say({ zh: '我的账户', en: 'My account' });
  return (
    <Layout speaker={viewer} title={title} heading={person.name} at="/me">
      <div class="card">
        <p>{person.email}</p>
        <ul>
          {person.administers && <li>{say({ zh: '管理员：全部单位', en: 'administrator: all units' })}</li>}
          {[...person.rolesByUnit].map(([unitId, roles]) => (
            <li>
              {`${viewer.unitName(unitId)}${wording.colon}${roles.map((role) => say(ROLE_TEXTS[role])).join(say({ zh: '、', en: ', ' }))}`}
            </li>
          ))}
        </ul>
        <p class="muted small">
          {say({
            zh: '单位和角色由管理员登记，不在这里修改。',
            en: 'Only the administrator changes units and roles.',
          })}
        </p>
        <form method="post" action="/sign-out">
          <button type="submit">{say({ zh: '退出登录', en: 'Sign out' })}</button>
        </form>
      </div>
      <h2>{say({ zh: '已登录的浏览器', en: 'Signed-in browsers' })}</h2>
      <ul class="plain">
        {sessions.map((session) => (
          <li class="card">
            <strong>{session.browser}</strong>
            {session.id === own.id && say({ zh: '（当前）', en: ' (this one)' })}
            {session.shared && say({ zh: '（公用电脑）', en: ' (shared computer)' })}
            <div class="muted small">
              {say({
                zh: `登录于 ${instantText(session.begunAt)}，最近使用 ${session.lastSeenOn}，到期 ${instantText(session.endsAt)}`,
                en: `since ${instantText(session.begunAt)}, last used ${session.lastSeenOn}, ends ${instantText(session.endsAt)}`,
              })}
            </div>
            {session.id !== own.id && (
              <form method="post" action="/me/sessions/end">
                <input type="hidden" name="session" value={session.id} />
                <button type="submit" class="plain">
                  {say({ zh: '结束', en: 'End this session' })}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Layout>
  );
}
