import type { Urgency } from '../../../domain/cases/case.ts';
import { CHANNEL_TEXTS } from '../../../domain/facts/texts.ts';
import type { MonthTrend } from '../../../domain/ledger/trends.ts';
import { unitText, yuanText } from '../../../domain/letter/case-card.ts';
import { STALE_AFTER_MONTHS, staleSince } from '../../../domain/policy/local-policy.ts';
import { isParameterName } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_NAMING, parameterValueText } from '../../../domain/policy/parameter-texts.ts';
import { ROLE_TEXTS } from '../../../domain/units/texts.ts';
import { counted } from '../../../domain/values/language.ts';
import type { Fen } from '../../../domain/values/money.ts';
import { chinaDayOf, daysBetween, type PlainDate } from '../../../domain/values/plain-date.ts';
import type { Viewer } from '../speaker.ts';
import type { SeenUnit, UnitSums, UnitView } from '../units.ts';
import { unitPath } from '../views.ts';
import { Chart } from './chart.tsx';
import { inboxPath } from './inbox.tsx';
import { Layout } from './layout.tsx';
import { Card, MoneyFigures, Pages, pathWith, Table } from './parts.tsx';
import { UPLOAD_PAGES } from './uploads.tsx';

interface UnitsProps {
  readonly viewer: Viewer;
  readonly units: readonly { readonly unit: SeenUnit; readonly sums: UnitSums }[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** The viewer's units with their open cases. */
export function UnitsPage({ viewer, units, page, pages, total }: UnitsProps) {
  const { say } = viewer;
  const title = say({ zh: '单位', en: 'Units' });
  return (
    <Layout speaker={viewer} title={title} at="/units">
      <ul class="plain">
        {units.map(({ unit, sums }) => (
          <li class="card">
            <h2>
              <a href={unitPath(unit.unitId)}>{unit.name}</a>
            </h2>
            <p class="muted small">{unit.unit?.region ?? notRegistered(viewer)}</p>
            <Sums viewer={viewer} unitId={unit.unitId} sums={sums} />
          </li>
        ))}
      </ul>
      <Pages
        viewer={viewer}
        page={page}
        pages={pages}
        total={{ zh: `共 ${total} 个单位`, en: counted(total, 'unit') }}
        pathOf={(number) => pathWith('/units', { page: number })}
      />
    </Layout>
  );
}

function notRegistered({ say }: Viewer): string {
  return say({ zh: '没有登记；请联系管理员', en: 'not registered; ask your administrator' });
}

const URGENCIES: readonly Urgency[] = ['overdue', 'today', 'soon'];

function Sums({
  viewer,
  unitId,
  sums,
}: {
  readonly viewer: Viewer;
  readonly unitId: string;
  readonly sums: UnitSums;
}) {
  const { wording, say } = viewer;
  return (
    <dl class="figures">
      {URGENCIES.map((urgency) => (
        <div>
          <dt>
            <a class={urgency} href={inboxPath({ tab: 'all', unit: unitId, urgency })}>
              {wording.urgencies[urgency]}
            </a>
          </dt>
          <dd>{sums.cases.filter((it) => it.urgency === urgency).length}</dd>
        </div>
      ))}
      <div>
        <dt>
          <a href={inboxPath({ tab: 'all', unit: unitId })}>{say({ zh: '全部待办', en: 'All cases' })}</a>
        </dt>
        <dd>{sums.cases.length}</dd>
      </div>
      <MoneyFigures viewer={viewer} of={sums} />
    </dl>
  );
}

interface UnitProps {
  readonly viewer: Viewer;
  readonly view: UnitView;
}

/** Overview of a unit: money, months, staff, the agency's answers, and the age of its files. */
export function UnitPage(props: UnitProps) {
  const { viewer, view } = props;
  const { say, wording } = viewer;
  const { unitId, name, unit, sums } = view;
  const about = unit && [
    unit.region,
    say(CHANNEL_TEXTS[unit.channel]),
    ...(unit.agency === undefined ? [] : [unit.agency.name]),
    ...(unit.creditCode === undefined ? [] : [unit.creditCode]),
  ];
  return (
    <Layout speaker={viewer} title={unitText(name, wording)} at={unitPath(unitId)}>
      <p class="muted">{about?.join(' · ') ?? notRegistered(viewer)}</p>
      <section class="card" aria-label={say({ zh: '概况', en: 'Summary' })}>
        <Sums viewer={viewer} unitId={unitId} sums={sums} />
        <Links {...props} />
      </section>
      <div class="two">
        <div>
          <Trends {...props} />
        </div>
        <div>
          <Freshness {...props} />
          <Staff {...props} />
          <LocalPolicy {...props} />
        </div>
      </div>
    </Layout>
  );
}

function Links({ viewer, view }: UnitProps) {
  const { say } = viewer;
  const { unitId, unit } = view;
  const pages =
    unit === undefined
      ? []
      : [
          { path: unitPath(unitId, '/ledgers'), text: say({ zh: '台账', en: 'Ledgers' }) },
          { path: unitPath(unitId, '/bases'), text: say({ zh: '缴费基数', en: 'Bases' }) },
          ...Object.entries(UPLOAD_PAGES).map(([page, { title }]) => ({
            path: unitPath(unitId, `/${page}`),
            text: say(title),
          })),
        ];
  const links = [
    { path: pathWith('/people', { unit: unitId }), text: say({ zh: '人员', en: 'People' }) },
    ...pages,
  ];
  return (
    <ul class="plain row">
      {links.map(({ path, text }) => (
        <li>
          <a class="tap" href={path}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Trends({ viewer, view }: UnitProps) {
  const { say } = viewer;
  const { trends, unit } = view;
  if (unit === undefined) return null;
  if (trends === undefined)
    return (
      <p class="card">
        {say({
          zh: '人数较多，这里不画图；请看台账。',
          en: 'There are too many people for charts here; see the ledgers.',
        })}
      </p>
    );
  const ordered = trends.toReversed();
  const months = ordered.map(({ month }) => month);
  const overpaid = ordered.map((it) => it.overpaid);
  const span = `${months[0] ?? ''} – ${months.at(-1) ?? ''}`;
  const hires = say({ zh: '入职', en: 'hires' });
  const leaves = say({ zh: '离职', en: 'leaves' });
  return (
    <>
      <Card
        title={say({ zh: '每月多缴', en: 'Overpaid by month' })}
        label={say({ zh: '多缴', en: 'Overpaid' })}
      >
        <Chart
          name={say({ zh: '每月多缴金额柱状图', en: 'Bar chart of money overpaid by month' })}
          description={say({
            zh: `${span}，合计 ${yuanText(sum(overpaid))}，数字见下表。`,
            en: `${span}, ${yuanText(sum(overpaid))} in total; the table below has the figures.`,
          })}
          months={months}
          series={[{ name: say({ zh: '多缴', en: 'overpaid' }), values: overpaid }]}
          textOf={(value) => yuanText(value as Fen)}
        />
        <Months viewer={viewer} view={view} trends={trends} />
      </Card>
      <Card
        title={say({ zh: '从发生到确认的天数', en: 'Days from the event to its confirmation' })}
        label={say({ zh: '办理天数', en: 'Days' })}
      >
        <Chart
          name={say({
            zh: '入职、离职到确认天数柱状图',
            en: 'Bar chart of days from hires and leaves to their confirmation',
          })}
          description={say({
            zh: `${span}，每月中位数；由受理登记、账单或参保名单确认。`,
            en: `${span}, the median of each month; confirmed by an acceptance, a bill or a list.`,
          })}
          months={months}
          series={[
            { name: hires, values: ordered.map(({ hireDays }) => hireDays) },
            { name: leaves, values: ordered.map(({ leaveDays }) => leaveDays) },
          ]}
          textOf={(value) => say({ zh: `${value} 天`, en: counted(value, 'day') })}
        />
        <details>
          <summary>{say({ zh: '数字', en: 'Figures' })}</summary>
          <Table
            caption={say({ zh: '从发生到确认的天数', en: 'Days to the confirmation' })}
            heads={[say({ zh: '月份', en: 'Month' }), hires, leaves]}
          >
            {trends.map(({ month, hireDays, leaveDays }) => (
              <tr>
                <th scope="row">{month}</th>
                <td>{hireDays ?? '—'}</td>
                <td>{leaveDays ?? '—'}</td>
              </tr>
            ))}
          </Table>
        </details>
      </Card>
    </>
  );
}

function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((all, each) => (all + each) as Fen, 0 as Fen);
}

function Months({ viewer, view, trends }: UnitProps & { readonly trends: readonly MonthTrend[] }) {
  const { say } = viewer;
  const { unitId, coverage } = view;
  return (
    <Table
      caption={say({ zh: '每月多缴和账单', en: 'Overpaid money and bills by month' })}
      heads={[
        say({ zh: '月份', en: 'Month' }),
        say({ zh: '多缴', en: 'Overpaid' }),
        say({ zh: '人数', en: 'People' }),
        say({ zh: '账单', en: 'Bill' }),
      ]}
    >
      {trends.map(({ month, overpaid, overpaidPeople, unknownAmounts }) => {
        const bill = coverage.bills.findLast((it) => it.month === month);
        return (
          <tr>
            <th scope="row">
              <a href={unitPath(unitId, `/months/${month}`)}>{month}</a>
            </th>
            <td>
              {yuanText(overpaid)}
              {unknownAmounts > 0 && (
                <div class="muted small">
                  {say({
                    zh: `另 ${unknownAmounts} 人金额未知`,
                    en: `${unknownAmounts} more with an unknown amount`,
                  })}
                </div>
              )}
            </td>
            <td>{overpaidPeople}</td>
            <td>
              {bill === undefined
                ? '—'
                : say({ zh: `${bill.people} 人`, en: counted(bill.people, 'person', 'people') })}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

function Freshness({ viewer, view }: UnitProps) {
  const { say, today } = viewer;
  const { coverage, findings, reportedOn, people } = view;
  const [bill, list] = [coverage.bills.at(-1), coverage.lists.at(-1)];
  const none = say({ zh: '还没有', en: 'none yet' });
  const seen = findings
    .map(({ seenAt }) => chinaDayOf(seenAt))
    .sort()
    .at(-1);
  const rows: readonly (readonly [string, string])[] = [
    [say({ zh: '在职人数', en: 'In service' }), people === undefined ? '—' : String(people)],
    [
      say({ zh: '最近一次入离职信息', en: 'Last report of a hire or leave' }),
      reportedOn === undefined ? none : agoText(reportedOn, today, viewer),
    ],
    [
      say({ zh: '最新账单', en: 'Latest bill' }),
      bill === undefined ? none : `${bill.month} · ${agoText(bill.asOf, today, viewer)}`,
    ],
    [
      say({ zh: '最新参保名单', en: 'Latest list of insured people' }),
      list === undefined ? none : agoText(list.on, today, viewer),
    ],
    [
      say({ zh: '花名册差异', en: 'Differences of the roster' }),
      seen === undefined ? none : `${findings.length} · ${agoText(seen, today, viewer)}`,
    ],
  ];
  return (
    <Card title={say({ zh: '数据新旧', en: 'Age of the data' })}>
      <dl class="rows">
        {rows.map(([label, text]) => (
          <>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </Card>
  );
}

function agoText(day: PlainDate, today: PlainDate, { say }: Viewer): string {
  const days = daysBetween(day, today);
  if (days < 0) return day;
  return say({ zh: `${day}（${days} 天前）`, en: `${day} (${counted(days, 'day')} ago)` });
}

function Staff({ viewer, view }: UnitProps) {
  const { say } = viewer;
  const staff = view.unit?.staff ?? [];
  const title = say({ zh: '负责人', en: 'Staff' });
  return (
    <Card title={title}>
      {staff.length === 0 ? (
        <p class="muted">{say({ zh: '没有登记。', en: 'No staff are registered.' })}</p>
      ) : (
        <ul class="plain">
          {staff.map(({ name, email, roles }) => (
            <li>
              {`${name} · ${roles.map((role) => say(ROLE_TEXTS[role])).join(say({ zh: '、', en: ', ' }))}`}
              <div class="muted small">{email}</div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const MOST_POLICY = 40;

function LocalPolicy({ viewer, view }: UnitProps) {
  const { say, today, language } = viewer;
  const entries = Object.entries(view.unit?.localPolicy ?? {}).slice(0, MOST_POLICY);
  const title = say({ zh: '当地政策（经办机构告知）', en: 'Local policy, as stated by the agency' });
  return (
    <Card title={title}>
      {entries.length === 0 && <p class="muted">{say({ zh: '没有登记。', en: 'None registered.' })}</p>}
      <ul class="plain">
        {entries.map(([name, { value, from, until, source, verifiedOn }]) => {
          const isStale = staleSince(verifiedOn, STALE_AFTER_MONTHS) <= today;
          const label = isParameterName(name)
            ? `${PARAMETER_NAMING[name][language]}${viewer.wording.colon}${parameterValueText(name, value, language)}`
            : `${name}${viewer.wording.colon}${value}`;
          const days = [
            say({ zh: `自 ${from}`, en: `from ${from}` }),
            ...(until === undefined ? [] : [say({ zh: `至 ${until}`, en: `until ${until}` })]),
          ];
          return (
            <li>
              {label}
              <div class="muted small">
                {`${days.join(' ')} · ${source} · ${say({ zh: '核实于', en: 'verified' })} ${agoText(verifiedOn, today, viewer)}`}
              </div>
              {isStale && (
                <div class="small">
                  <strong>{say({ zh: '请再核实', en: 'to be verified again' })}</strong>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
