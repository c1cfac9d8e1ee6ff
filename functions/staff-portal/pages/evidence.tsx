import { writeCard } from '../../../domain/letter/case-card.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { detailText } from '../../../domain/letter/spell-text.ts';
import { counted } from '../../../domain/values/language.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { ListedCase } from '../../casework/list-cases.ts';
import { effectiveDayOf, factText } from '../../staff-actions/shown-facts.ts';
import type { Evidence } from '../evidence.ts';
import type { Viewer } from '../speaker.ts';
import { casePath } from '../views.ts';
import { CaseRow, instantText, withoutIds } from './case.tsx';
import { Layout } from './layout.tsx';
import { Card, caseName, whoOf } from './parts.tsx';

interface EvidenceProps {
  readonly viewer: Viewer;
  readonly evidence: Evidence;
}

/** A page to print: what was known about a case, what was done and when, and who was notified. */
export function EvidencePage(props: EvidenceProps) {
  const { viewer, evidence } = props;
  const { say, wording, today, now } = viewer;
  const { view, acted, receipts, hash } = evidence;
  const { subject, employeeName, listed, timeline } = view;
  const about = { ...subject, employeeName };
  const title = say({ zh: '证据页', en: 'Evidence' });
  return (
    <Layout speaker={viewer} title={`${title} · ${whoOf(about, viewer)}`} heading={caseName(about, viewer)}>
      <p class="noprint row">
        <button type="button" data-print hidden>
          {say({ zh: '打印', en: 'Print' })}
        </button>
        <a href={casePath(view.caseId)}>{say({ zh: '回到待办', en: 'Back to the case' })}</a>
      </p>
      <section class="card" aria-label={say({ zh: '概况', en: 'Summary' })}>
        <dl class="rows">
          <Term
            name={say({ zh: '参保单位', en: 'Unit' })}
            text={`${viewer.unitName(subject.unitId)}（${subject.unitId}）`}
          />
          <Term name={say({ zh: '待办编号', en: 'Case' })} text={view.caseId} />
          <Term
            name={say({ zh: '现在', en: 'Now' })}
            text={
              listed === undefined
                ? say({
                    zh: '没有打开：已办结，或依据的记录变了',
                    en: 'not open: it is done, or its facts have changed',
                  })
                : wording.urgencies[listed.urgency]
            }
          />
          <Term
            name={say({ zh: '首次登记办理', en: 'First recorded action' })}
            text={
              acted === undefined
                ? say({ zh: '还没有', en: 'not yet' })
                : `${acted.on} · ${say(factText(acted.fact))}`
            }
          />
          <Term name={say({ zh: '本页生成于', en: 'This page was created' })} text={instantText(now)} />
        </dl>
      </section>
      <Timeline {...props} />
      <h2>{say({ zh: '日期和金额的依据', en: 'Reasons for the date and the money' })}</h2>
      {acted !== undefined && (
        <AsOf
          viewer={viewer}
          title={say({
            zh: `办理日 ${acted.on}，按登记前收到的记录`,
            en: `On ${acted.on}, the day of the first recorded action, from the records received before that action`,
          })}
          day={acted.on}
          listed={acted.listed}
        />
      )}
      <AsOf
        viewer={viewer}
        title={say({ zh: `今天 ${today}`, en: `Today, ${today}` })}
        day={today}
        listed={listed}
      />
      <Mails {...props} />
      <Card title={say({ zh: '回执', en: 'Receipts' })}>
        {receipts.length === 0 ? (
          <p class="muted">{say({ zh: '没有登记回执号。', en: 'No receipt number was recorded.' })}</p>
        ) : (
          <ul>
            {receipts.map(({ fact, receiptNo }) => (
              <li>{`${receiptNo} · ${say(factText(fact))} · ${effectiveDayOf(fact)}`}</li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={say({ zh: '校验值', en: 'Checksum' })}>
        <p>
          {say({
            zh: `${timeline.length} 条记录的 SHA-256：`,
            en: `SHA-256 of ${counted(timeline.length, 'record')}: `,
          })}
          <code>{hash}</code>
        </p>
        <p class="muted small">
          {say({
            zh: '由全部记录的规范 JSON 算出；管理员可以另行导出记录重新计算，记录有增改则不同。',
            en: 'Computed from the canonical JSON of all records. An administrator can export the records and compute the checksum again; it changes with each new record.',
          })}
        </p>
      </Card>
    </Layout>
  );
}

function Term({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

function Timeline({ viewer, evidence }: EvidenceProps) {
  const { say, whoStated } = viewer;
  const { view, voids } = evidence;
  return (
    <Card title={say({ zh: '全部记录', en: 'All records' })}>
      <ol class="time">
        {view.timeline.toReversed().map(({ fact }) => {
          const voiding = voids.get(fact.factId);
          const [source] = fact.factId.split(':');
          const vouched = fact.by?.verified !== false;
          return (
            <li>
              <strong class={voiding === undefined ? '' : 'void'}>{say(factText(fact))}</strong>
              {` · ${say({ zh: '生效', en: 'effective' })} ${effectiveDayOf(fact)}`}
              <div>{detailText(withoutIds(fact.data), viewer)}</div>
              <div class="muted small">
                {say({
                  zh: `陈述 ${instantText(fact.statedAt)} · 收到 ${instantText(fact.receivedAt)} · 来源 ${source} · ${whoStated(fact)}${vouched ? '' : '（未核实）'} · ${fact.factId}`,
                  en: `stated ${instantText(fact.statedAt)} · received ${instantText(fact.receivedAt)} · source ${source} · ${whoStated(fact)}${vouched ? '' : ' (unverified)'} · ${fact.factId}`,
                })}
              </div>
              {voiding !== undefined && (
                <div>
                  {say({
                    zh: `已撤销：${voiding.data.reason}（${whoStated(voiding)}，${instantText(voiding.receivedAt)}）`,
                    en: `Undone: ${voiding.data.reason} (${whoStated(voiding)}, ${instantText(voiding.receivedAt)})`,
                  })}
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

interface AsOfProps {
  readonly viewer: Viewer;
  readonly title: string;
  readonly day: PlainDate;
  readonly listed: ListedCase | undefined;
}

/** The case on a given day: its deadline, state and money, and every reason with article and source. */
function AsOf({ viewer, title, day, listed }: AsOfProps) {
  const { say, wording, language } = viewer;
  if (listed === undefined)
    return (
      <section class="card" aria-label={title}>
        <h3>{title}</h3>
        <p>{say({ zh: '待办没有打开。', en: 'The case is not open.' })}</p>
      </section>
    );
  const { case: it } = listed;
  const item = { ...listed, unitName: viewer.unitName(it.unitId), news: [] };
  const { rows } = writeCard(item, day, language, wording);
  const { steps, documents } = wording.labels;
  return (
    <section class="card" aria-label={title}>
      <h3>{title}</h3>
      <dl class="rows">
        {rows
          .filter(({ label }) => label !== steps && label !== documents)
          .map((row) => (
            <CaseRow row={row} />
          ))}
      </dl>
      <ol>
        {it.because.map((reason) => (
          <li>
            {reasonText(reason, language)}
            <div class="muted small">
              {[reason.rule, reason.law, reason.source].filter((part) => part !== undefined).join(' · ')}
            </div>
          </li>
        ))}
      </ol>
      <p class="muted small">{wording.hedge}</p>
    </section>
  );
}

function Mails({ viewer, evidence }: EvidenceProps) {
  const { say, staffName } = viewer;
  const { mails } = evidence;
  const title = say({ zh: '发出的提醒', en: 'Mails about this case' });
  return (
    <Card title={title}>
      {mails.length === 0 ? (
        <p class="muted">{say({ zh: '没有。', en: 'There are none.' })}</p>
      ) : (
        <ul>
          {mails.map(({ day, recipient, sentAt, messageId, transportId, deliveredAt }) => (
            <li>
              {`${day} · ${staffName(recipient)} ${recipient} · ${say({ zh: '发出', en: 'sent' })} ${instantText(sentAt)} · `}
              {deliveredAt === undefined
                ? say({ zh: '是否送达未知', en: 'delivery unknown' })
                : `${say({ zh: '送达', en: 'delivered' })} ${instantText(deliveredAt)}`}
              <div class="muted small">
                {[messageId, ...(transportId === undefined ? [] : [transportId])].join(' · ')}
              </div>
            </li>
          ))}
        </ul>
      )}
      <p class="muted small">
        {say({
          zh: '列出 400 天内发给现在收到这件待办的人和在其上登记过的人、其中列出或计入这件待办的每日提醒。邮件正文不保存。',
          en: 'Digests of the last 400 days that listed or counted the case, to people who receive it now or recorded something about it. The texts of mails are not stored.',
        })}
      </p>
    </Card>
  );
}
