import { CASE_KINDS, URGENCIES } from '../../../domain/cases/case.ts';
import type { UndeliverableStaff } from '../../../domain/digest/digest.ts';
import { yuanText } from '../../../domain/letter/case-card.ts';
import { dayText, stateInShort } from '../../../domain/letter/case-in-short.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import { sumKnown } from '../../../domain/values/money.ts';
import { chinaDayOf } from '../../../domain/values/plain-date.ts';
import type { ListedCase } from '../../casework/list-cases.ts';
import type { ActivityEntry } from '../../ports.ts';
import { actionText } from '../../staff-actions/activity-texts.ts';
import { mayFile } from '../may.ts';
import type { Viewer } from '../speaker.ts';
import { casePath, type Inbox, inPath, kindOf, TABS, type Tab } from '../views.ts';
import { Layout } from './layout.tsx';
import { caseName, Flash, kindText, MoneyFigures, Pages, pageOf, Select, Table, whoOf } from './parts.tsx';

export interface InboxQuery {
  readonly tab: Tab;
  readonly urgency: string;
  readonly kind: string;
  readonly unit: string;
  readonly name: string;
  readonly page: number;
}

const PER_PAGE = 25;

const TAB_NAMES: Readonly<Record<Tab, Texts>> = {
  mine: { zh: '我的', en: 'Mine' },
  all: { zh: '全部', en: 'All' },
  waiting: { zh: '等待答复', en: 'Waiting for an answer' },
  done: { zh: '30 天内办结', en: 'Done in the last 30 days' },
};

/** The inbox's URL with these filters; default values are left out. */
export function inboxPath(query: Partial<InboxQuery>): string {
  const { tab = 'mine', page = 1, ...filters } = query;
  const parameters = new URLSearchParams({
    ...(tab !== 'mine' && { tab }),
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return parameters === '' ? '/' : `/?${parameters}`;
}

export function filtered(
  cases: readonly ListedCase[],
  { urgency, kind, unit, name }: InboxQuery,
): ListedCase[] {
  const wanted = name.trim().toLowerCase();
  return cases.filter(({ case: it, urgency: its }) => {
    const who = `${it.employeeName ?? ''} ${it.employeeId ?? ''}`.toLowerCase();
    return (
      (urgency === '' || its === urgency) &&
      (kind === '' || it.kind === kind) &&
      (unit === '' || it.unitId === unit) &&
      (wanted === '' || who.includes(wanted))
    );
  });
}

interface InboxProps {
  readonly viewer: Viewer;
  readonly inbox: Inbox;
  readonly query: InboxQuery;
  readonly done: readonly ActivityEntry[];
  /** The notice about what was just recorded. */
  readonly notice?: string | undefined;
  /** Staff whose mail cannot be delivered: the viewer, or staff of the viewer's units. */
  readonly unmailed?: readonly UndeliverableStaff[];
}

/** The inbox: counts, two meters, tabs, filters, and a page of cases to tick. */
export function InboxPage({ viewer, inbox, query, done, notice, unmailed = [] }: InboxProps) {
  const { say, wording, today } = viewer;
  const { tab } = query;
  const inTab = tab === 'done' ? [] : inbox.cases[tab];
  const found = filtered(inTab, query);
  const { page, pages, shown } = pageOf(found, query.page, PER_PAGE);
  const title = say({ zh: '待办', en: 'Cases' });
  return (
    <Layout speaker={viewer} title={title} heading="" at="/">
      <Flash text={notice} />
      {unmailed.length > 0 && (
        <Flash
          text={say({
            zh: `这些地址收不到邮件，已停发：${unmailed.map(({ address }) => address).join('、')}。请告诉管理员正确的地址。`,
            en: `Mail to these addresses cannot be delivered and is no longer sent: ${unmailed.map(({ address }) => address).join(', ')}. Give the administrator the right address.`,
          })}
        />
      )}
      <h1>{`${title} · ${wording.date(today)}`}</h1>
      <dl class="figures">
        {URGENCIES.map((urgency) => (
          <div>
            <dt>
              <a class={urgency} href={inboxPath({ tab: tab === 'done' ? 'mine' : tab, urgency })}>
                {wording.urgencies[urgency]}
              </a>
            </dt>
            <dd>
              {inbox.cases[tab === 'all' ? 'all' : 'mine'].filter((it) => it.urgency === urgency).length}
            </dd>
          </div>
        ))}
        <MoneyFigures viewer={viewer} of={inbox} />
      </dl>
      <ul class="tabs">
        {TABS.map((each) => (
          <li>
            <a href={inboxPath({ tab: each })} {...(each === tab && { 'aria-current': 'page' })}>
              {each === 'done' ? say(TAB_NAMES[each]) : `${say(TAB_NAMES[each])} ${inbox.cases[each].length}`}
            </a>
          </li>
        ))}
      </ul>
      {tab === 'done' ? (
        <DoneList viewer={viewer} done={done} />
      ) : (
        <>
          <Filters viewer={viewer} inbox={inbox} query={query} cases={inTab} />
          {shown.length === 0 ? (
            <p class="card">{say({ zh: '这里没有待办。', en: 'There are no cases here.' })}</p>
          ) : (
            <CaseTable viewer={viewer} inbox={inbox} cases={shown} />
          )}
          <Pages
            viewer={viewer}
            page={page}
            pages={pages}
            total={{ zh: `共 ${found.length} 件`, en: counted(found.length, 'case') }}
            pathOf={(number) => inboxPath({ ...query, page: number })}
          />
        </>
      )}
      {inbox.notComputed > 0 && <p class="muted">{wording.administration.notComputed(inbox.notComputed)}</p>}
    </Layout>
  );
}

interface FiltersProps {
  readonly viewer: Viewer;
  readonly inbox: Inbox;
  readonly query: InboxQuery;
  readonly cases: readonly ListedCase[];
}

function Filters({ viewer, inbox, query, cases }: FiltersProps) {
  const { say, wording } = viewer;
  const kinds = CASE_KINDS.filter((kind) => cases.some(({ case: it }) => it.kind === kind));
  const any = say({ zh: '不限', en: 'any' });
  const isFiltered = query.urgency + query.kind + query.unit + query.name !== '';
  return (
    <details open={isFiltered}>
      <summary>{say({ zh: '筛选', en: 'Filter' })}</summary>
      <form method="get" action="/" class="filters">
        <input type="hidden" name="tab" value={query.tab} />
        <Select
          name="urgency"
          label={say({ zh: '紧急程度', en: 'Urgency' })}
          any={any}
          value={query.urgency}
          options={URGENCIES.map((each) => [each, wording.urgencies[each]])}
        />
        <Select
          name="kind"
          label={say({ zh: '种类', en: 'Kind' })}
          any={any}
          value={query.kind}
          options={kinds.map((each) => [each, wording.kinds[each]])}
        />
        {inbox.unitIds.length > 1 && (
          <Select
            name="unit"
            label={say({ zh: '参保单位', en: 'Unit' })}
            any={any}
            value={query.unit}
            options={inbox.unitIds.map((each) => [each, viewer.unitName(each)])}
          />
        )}
        <div>
          <label for="filter-name">{say({ zh: '姓名或工号', en: 'Name or employee id' })}</label>
          <input id="filter-name" name="name" type="search" value={query.name} />
        </div>
        <div class="row">
          <button type="submit">{say({ zh: '筛选', en: 'Filter' })}</button>
          {isFiltered && <a href={inboxPath({ tab: query.tab })}>{say({ zh: '清除', en: 'Clear' })}</a>}
        </div>
      </form>
    </details>
  );
}

interface TableProps {
  readonly viewer: Viewer;
  readonly inbox: Pick<Inbox, 'quiet'>;
  readonly cases: readonly ListedCase[];
}

function CaseTable({ viewer, inbox, cases }: TableProps) {
  const { say } = viewer;
  const canTick = cases.some(({ case: it }) => mayFile(viewer.person, it));
  return (
    <form method="post" action="/batch/choose">
      <Table
        class="cases"
        caption={say({ zh: '待办列表', en: 'List of cases' })}
        heads={[
          <span class="hidden">{say({ zh: '选中', en: 'Tick' })}</span>,
          say({ zh: '谁，什么事', en: 'Who and what' }),
          say({ zh: '建议办理日', en: 'Act by' }),
          say({ zh: '进展', en: 'State' }),
          say({ zh: '金额', en: 'Money' }),
        ]}
      >
        {cases.map((listed) => (
          <CaseRow viewer={viewer} inbox={inbox} listed={listed} />
        ))}
      </Table>
      {canTick && (
        <p class="row">
          <button class="plain" type="button" data-all="c" hidden>
            {say({ zh: '全选／取消', en: 'Tick all or none' })}
          </button>
          <button type="submit">
            {say({ zh: '一起登记选中的', en: 'Record the ticked cases together' })}
          </button>
        </p>
      )}
    </form>
  );
}

function CaseRow({ viewer, inbox, listed }: Omit<TableProps, 'cases'> & { readonly listed: ListedCase }) {
  const { wording, unitName } = viewer;
  const { case: it, urgency, daysLeft } = listed;
  const amount = sumKnown([it.money?.unitPart, it.money?.personalPart]);
  return (
    <tr>
      <td class="tick">
        {mayFile(viewer.person, it) && (
          <input
            type="checkbox"
            name="c"
            value={inPath(it.caseId)}
            aria-label={`${whoOf(it, viewer)} ${wording.kinds[it.kind]}`}
          />
        )}
      </td>
      <th scope="row">
        <a href={casePath(it.caseId)}>{caseName(it, viewer)}</a>
        {it.employeeId !== undefined && <div class="muted small">{unitName(it.unitId)}</div>}
      </th>
      <td>
        <span class={`tag ${urgency}`}>{wording.urgencies[urgency]}</span>{' '}
        {dayText(it, daysLeft, viewer.language)}
      </td>
      <td>
        {stateInShort(it, viewer.today, viewer.language)}
        {inbox.quiet.has(it.caseId) && (
          <div class="muted small">{viewer.say({ zh: '暂不提醒', en: 'quiet for now' })}</div>
        )}
      </td>
      <td>{amount !== undefined && amount > 0 ? yuanText(amount) : ''}</td>
    </tr>
  );
}

interface DoneProps {
  readonly viewer: Viewer;
  readonly done: readonly ActivityEntry[];
}

function DoneList({ viewer, done }: DoneProps) {
  const { say } = viewer;
  if (done.length === 0)
    return (
      <p class="card">
        {say({
          zh: '30 天内没有在这里登记后办结的待办。',
          en: 'In the last 30 days, nothing that was recorded in the staff portal has closed a case.',
        })}
      </p>
    );
  return (
    <ul class="plain">
      {done.slice(0, 2 * PER_PAGE).map(({ caseId = '', employeeName, unitId, action, at }) => {
        const unit = viewer.unitName(unitId);
        return (
          <li class="card">
            <a href={casePath(caseId)}>{`${employeeName ?? unit} · ${kindText(kindOf(caseId), viewer)}`}</a>
            <div class="muted small">{`${unit} · ${say(actionText(action))} · ${chinaDayOf(at)}`}</div>
          </li>
        );
      })}
    </ul>
  );
}
