import type { Child } from 'hono/jsx';
import type { UndeliverableStaff } from '../../../domain/digest/digest.ts';
import type { Silence } from '../../../domain/digest/silence.ts';
import type { Unwatched } from '../../../domain/digest/unwatched.ts';
import { counted } from '../../../domain/values/language.ts';
import type { AuditEntry, QuarantinedEvent, UnmappedValue } from '../../ports.ts';
import { problemText } from '../../sources/webhook/problem-texts.ts';
import { auditText } from '../../staff-actions/activity-texts.ts';
import type { Viewer } from '../speaker.ts';
import { eventIdOf, inPath } from '../views.ts';
import { instantText } from './case.tsx';
import { Layout } from './layout.tsx';
import { Card } from './parts.tsx';

const TRY_AGAIN = { zh: '重新发送', en: 'Try again' };
const MOST_EVENTS = 30;
const MOST_PROBLEMS = 5;

interface AdminProps {
  readonly viewer: Viewer;
  readonly silent: readonly Silence[];
  readonly unmapped: readonly UnmappedValue[];
  /** Staff whose mail cannot be delivered. */
  readonly unmailed: readonly UndeliverableStaff[];
  readonly unwatched: readonly Unwatched[];
  /** The quarantined events, latest first. */
  readonly quarantined: readonly QuarantinedEvent[];
  readonly acts: readonly AuditEntry[];
  readonly notice?: string | undefined;
}

/** The administrator's page: problems that need attention, and the audit log. */
export function AdminPage(props: AdminProps) {
  const { viewer, silent, unmapped, unmailed, unwatched, notice } = props;
  const { say, wording } = viewer;
  const title = say({ zh: '管理', en: 'Administration' });
  return (
    <Layout
      speaker={viewer}
      title={title}
      at="/admin"
      notice={notice === undefined ? undefined : { text: notice }}
    >
      <p>
        <a href="/admin/registry">{say({ zh: '现在的登记', en: 'The current registry' })}</a>
      </p>
      <Lines
        title={say({ zh: '收不到邮件的人', en: 'Undeliverable mail' })}
        none={say({ zh: '都能收到。', en: 'All mail can be delivered.' })}
        lines={unmailed.map((staff) => (
          <form method="post" action="/admin/mail/retry">
            {wording.administration.undeliverable(staff)}
            <input type="hidden" name="address" value={staff.address} />{' '}
            <button type="submit" class="plain" aria-label={`${say(TRY_AGAIN)} ${staff.address}`}>
              {say(TRY_AGAIN)}
            </button>
          </form>
        ))}
      />
      <Lines
        title={wording.unwatched.heading}
        none={say({ zh: '没有。', en: 'There are none.' })}
        lines={unwatched.map(wording.unwatched.line)}
      />
      <Lines
        title={say({ zh: '沉默的人事系统', en: 'Silent HR systems' })}
        none={say({ zh: '都照常发来事件。', en: 'All of them send events as usual.' })}
        lines={silent.map(wording.administration.silent)}
      />
      <Lines
        title={say({ zh: '没有对应关系的词', en: 'Values without a mapping' })}
        none={say({ zh: '没有。', en: 'There are none.' })}
        lines={unmapped.map(wording.administration.unmapped)}
      />
      <QuarantineSection {...props} />
      <Acts {...props} />
    </Layout>
  );
}

interface LinesProps {
  readonly title: string;
  readonly none: string;
  readonly lines: readonly Child[];
}

export function Lines({ title, none, lines }: LinesProps) {
  return (
    <Card title={title}>
      {lines.length === 0 ? (
        <p class="muted">{none}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function QuarantineSection({ viewer, quarantined }: AdminProps) {
  const { say } = viewer;
  const title = say({ zh: '隔离的事件', en: 'Events in quarantine' });
  const shown = quarantined.slice(0, MOST_EVENTS);
  if (shown.length === 0)
    return <Lines title={title} none={say({ zh: '没有。', en: 'There are none.' })} lines={[]} />;
  return (
    <Card title={title}>
      <p class="muted small">
        {say({
          zh: `共 ${quarantined.length} 个，签名无误、内容无法识别，保留 90 天。补好对应关系或在人事系统更正后重放；内容含个人信息，不在这里显示。`,
          en: `${quarantined.length} in total: signed but not understood, kept for 90 days. Replay them after the mapping or the sender is corrected. They contain personal data, which is not shown here.`,
        })}
      </p>
      <form method="post" action="/admin/quarantine/replay">
        <ul class="plain">
          {shown.map((event) => (
            <li>
              <label class="pick">
                <input type="checkbox" name="e" value={inPath(eventIdOf(event))} />
                <span>{`${event.source} · ${event.deliveryId}`}</span>
              </label>
              <Problems viewer={viewer} event={event} />
              <p class="muted small row">
                <span>{instantText(event.receivedAt)}</span>
                <a
                  href={`/admin/quarantine/${inPath(eventIdOf(event))}/drop`}
                  aria-label={`${say({ zh: '丢弃', en: 'Drop' })} ${event.source} ${event.deliveryId}`}
                >
                  {say({ zh: '丢弃', en: 'Drop' })}
                </a>
              </p>
            </li>
          ))}
        </ul>
        <p class="row">
          <button class="plain" type="button" data-all="e" hidden>
            {say({ zh: '全选／取消', en: 'Tick all or none' })}
          </button>
          <button type="submit">{say({ zh: '重放选中的', en: 'Replay the ticked events' })}</button>
        </p>
      </form>
      {quarantined.length > shown.length && (
        <p class="muted">
          {say({
            zh: `另有 ${quarantined.length - shown.length} 个更早的。`,
            en: `… and ${counted(quarantined.length - shown.length, 'earlier event')}.`,
          })}
        </p>
      )}
    </Card>
  );
}

function Problems({ viewer, event }: { readonly viewer: Viewer; readonly event: QuarantinedEvent }) {
  const { problems } = event;
  return (
    <ul class="small">
      {problems.slice(0, MOST_PROBLEMS).map((problem) => (
        <li>{problemText(problem, viewer.language)}</li>
      ))}
      {problems.length > MOST_PROBLEMS && <li>…</li>}
    </ul>
  );
}

function Acts({ viewer, acts }: AdminProps) {
  const { say, staffName } = viewer;
  return (
    <Lines
      title={say({ zh: '最近的管理操作', en: 'What administrators did last' })}
      none={say({ zh: '没有。', en: 'Nothing yet.' })}
      lines={acts.map(({ at, by, verified, action, about }) => (
        <>
          <strong>{say(auditText(action))}</strong> {about.join(', ').slice(0, 300)}
          <div class="muted small">
            {`${staffName(by)}${verified ? '' : say({ zh: '（未核实）', en: ' (unverified)' })} · ${instantText(at)}`}
          </div>
        </>
      ))}
    />
  );
}

interface DropProps {
  readonly viewer: Viewer;
  readonly event: QuarantinedEvent;
}

/** Asks for confirmation before an event is dropped. */
export function DropPage({ viewer, event }: DropProps) {
  const { say } = viewer;
  const title = say({ zh: '丢弃这个事件', en: 'Drop this event' });
  return (
    <Layout speaker={viewer} title={title}>
      <div class="card">
        <p>
          <strong>{`${event.source} · ${event.deliveryId}`}</strong>
        </p>
        <Problems viewer={viewer} event={event} />
        <p>
          {say({
            zh: '丢弃后不能恢复：它告知的入职、离职等不会再被处理，须由人事系统重新发送。',
            en: 'A dropped event cannot be restored: the hire or leave in it is lost unless the HR system sends the event again.',
          })}
        </p>
        <form method="post" action={`/admin/quarantine/${inPath(eventIdOf(event))}/drop`}>
          <p class="row">
            <button type="submit">{say({ zh: '丢弃', en: 'Drop the event' })}</button>
            <a href="/admin">{say({ zh: '不丢弃', en: 'Keep the event' })}</a>
          </p>
        </form>
      </div>
    </Layout>
  );
}
