import type { Ledger, LedgerKind } from '../../../domain/ledger/ledger.ts';
import { LEDGER_KINDS } from '../../../domain/ledger/ledger.ts';
import { yuanText } from '../../../domain/letter/case-card.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import {
  FINDING_KINDS,
  type Finding,
  type Reconciliation,
} from '../../../domain/reconcile/reconcile-month.ts';
import { FINDING_KIND_TEXTS } from '../../../domain/reconcile/texts.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import type { Fen } from '../../../domain/values/money.ts';
import { type Month, monthOf, plusMonths } from '../../../domain/values/month.ts';
import type { AnyFact } from '../../staff-actions/shown-facts.ts';
import type { ActionForm, Filled } from '../forms.ts';
import type { Viewer } from '../speaker.ts';
import { casePath, personPath, type TimelineEntry, unitPath } from '../views.ts';
import { FactLine } from './case.tsx';
import { FormList } from './form.tsx';
import { Layout, type Notice } from './layout.tsx';
import { Card, Pages, pageOf, pathWith, Scroll, Select, Table } from './parts.tsx';

type NamedUnit = Pick<Unit, 'unitId' | 'name'>;

// ---------------------------------------------------------------- a month's bill against the roster

const FINDINGS_PER_PAGE = 20;
/** Older bills are not compared. */
const MONTHS_BACK = 36;

interface MonthProps {
  readonly viewer: Viewer;
  readonly unit: NamedUnit;
  readonly month: Month;
  /** Undefined if the unit is too large for a page. */
  readonly found: Reconciliation | undefined;
  readonly page: number;
}

/** Compares a month's bill with the people in service: who is on it by mistake, and who is missing. */
export function MonthPage({ viewer, unit, month, found, page: pageNumber }: MonthProps) {
  const { say } = viewer;
  const path = unitPath(unit.unitId, `/months/${month}`);
  const title = `${unit.name} · ${month}`;
  const findings = found?.findings ?? [];
  const oldest = plusMonths(monthOf(viewer.today), -MONTHS_BACK);
  const { page, pages, shown } = pageOf(findings, pageNumber, FINDINGS_PER_PAGE);
  return (
    <Layout speaker={viewer} title={title} at={path}>
      <p>
        <a href={unitPath(unit.unitId)}>{unit.name}</a>
      </p>
      <p class="card">{say(headOf(found))}</p>
      {FINDING_KINDS.map((kind) => {
        const some = shown.filter((it) => it.kind === kind);
        if (some.length === 0) return null;
        const count = findings.filter((it) => it.kind === kind).length;
        return (
          <section class="card">
            <h2>{`${say(FINDING_KIND_TEXTS[kind])} ${count}`}</h2>
            <ul class="plain">
              {some.map((finding) => (
                <FindingLine viewer={viewer} finding={finding} />
              ))}
            </ul>
          </section>
        );
      })}
      <Pages
        viewer={viewer}
        page={page}
        pages={pages}
        total={{ zh: `共 ${findings.length} 处`, en: counted(findings.length, 'difference') }}
        pathOf={(number) => pathWith(path, { page: number })}
      />
      <nav class="row" aria-label={say({ zh: '其他月份', en: 'Other months' })}>
        {[plusMonths(month, -1), plusMonths(month, 1)]
          .filter((other) => other <= monthOf(viewer.today) && other >= oldest)
          .map((other) => (
            <a href={unitPath(unit.unitId, `/months/${other}`)}>{other}</a>
          ))}
      </nav>
    </Layout>
  );
}

function headOf(found: Reconciliation | undefined): Texts {
  if (found === undefined)
    return {
      zh: '人数太多，页面上不能核对；请联系管理员。',
      en: 'There are too many people to compare here; ask your administrator.',
    };
  const { billKnown, charges, findings } = found;
  if (!billKnown)
    return {
      zh: '还没有这个月的账单，不能核对谁没有缴。',
      en: 'There is no bill of this month yet, so it is not known for whom nothing was paid.',
    };
  const differ = findings.length;
  return {
    zh: `账单 ${charges} 条（已减冲减）；${differ === 0 ? '与在职人员一致。' : `与在职人员不符 ${differ} 处。`}`,
    en: `${counted(charges, 'charge')} on the bill, without those that a negative row cancels; ${differ === 0 ? 'the bill agrees with the people in service.' : `${counted(differ, 'difference')} from the people in service.`}`,
  };
}

function FindingLine({ viewer, finding }: { readonly viewer: Viewer; readonly finding: Finding }) {
  const { say, language, wording } = viewer;
  const { employeeId, name, masked, charges, unitAmount, personalAmount, caseId, because } = finding;
  const who =
    employeeId === undefined ? [name, masked].filter(Boolean).join(' · ') : wording.who(employeeId, name);
  return (
    <li>
      {employeeId === undefined || finding.kind === 'unknown-person' ? (
        <strong>{who === '' ? '?' : who}</strong>
      ) : (
        <a href={personPath(employeeId)}>{who}</a>
      )}{' '}
      {charges > 0 &&
        say({
          zh: `单位 ${yuanText(unitAmount)}，个人 ${yuanText(personalAmount)}`,
          en: `unit ${yuanText(unitAmount)}, person ${yuanText(personalAmount)}`,
        })}{' '}
      {caseId !== undefined && <a href={casePath(caseId)}>{say({ zh: '待办', en: 'case' })}</a>}
      {because.map((reason) => (
        <div class="muted small">{reasonText(reason, language)}</div>
      ))}
    </li>
  );
}

// ---------------------------------------------------------------- ledgers

const LEDGER_NAMES: Readonly<Record<LedgerKind, Texts>> = {
  leavers: { zh: '离职台账', en: 'Leavers' },
  joiners: { zh: '入职台账', en: 'Joiners' },
  overpayments: { zh: '多缴台账', en: 'Overpayments' },
  notices: { zh: '报送时效台账', en: 'How late hires and leaves were reported' },
};

const ROWS_PER_PAGE = 15;

interface LedgerProps {
  readonly viewer: Viewer;
  readonly unit: NamedUnit;
  readonly kind: LedgerKind;
  readonly month: Month;
  readonly months: readonly Month[];
  /** Undefined if the unit is too large for a page. */
  readonly ledger: Ledger | undefined;
  readonly page: number;
}

/** The ledger of a month as a table, and as files with the same columns. */
export function LedgerPage({ viewer, unit, kind, month, months, ledger, page: pageNumber }: LedgerProps) {
  const { say } = viewer;
  const path = unitPath(unit.unitId, '/ledgers');
  const title = `${unit.name} · ${say({ zh: '台账', en: 'Ledgers' })}`;
  const rows = ledger?.rows ?? [];
  const { page, pages, shown } = pageOf(rows, pageNumber, ROWS_PER_PAGE);
  const name = `${say(LEDGER_NAMES[kind])} ${month}`;
  return (
    <Layout speaker={viewer} title={title} at={path}>
      <p>
        <a href={unitPath(unit.unitId)}>{unit.name}</a>
      </p>
      <form method="get" action={path} class="filters card">
        <Select
          name="kind"
          label={say({ zh: '台账', en: 'Ledger' })}
          value={kind}
          options={LEDGER_KINDS.map((each) => [each, say(LEDGER_NAMES[each])])}
        />
        <Select
          name="month"
          label={say({ zh: '月份', en: 'Month' })}
          value={month}
          options={[...new Set([month, ...months])].map((each) => [each, each])}
        />
        <button type="submit">{say({ zh: '查看', en: 'Show' })}</button>
      </form>
      <h2>{name}</h2>
      {ledger === undefined ? (
        <p class="card">
          {say({
            zh: '人数太多，页面上不能列出；请联系管理员。',
            en: 'There are too many people for this page; ask your administrator.',
          })}
        </p>
      ) : (
        <>
          <p class="row">
            <a class="tap" href={`${path}/${kind}-${month}.xlsx`}>
              {say({ zh: '下载 XLSX', en: 'Download XLSX' })}
            </a>
            <a class="tap" href={`${path}/${kind}-${month}.csv`}>
              {say({ zh: '下载 CSV', en: 'Download CSV' })}
            </a>
          </p>
          {shown.length === 0 ? (
            <p class="card">{say({ zh: '这个月没有。', en: 'There are none in this month.' })}</p>
          ) : (
            <LedgerTable ledger={{ ...ledger, rows: shown }} name={name} kind={kind} />
          )}
          <Pages
            viewer={viewer}
            page={page}
            pages={pages}
            total={{ zh: `共 ${rows.length} 行`, en: counted(rows.length, 'row') }}
            pathOf={(number) => pathWith(path, { kind, month, page: number })}
          />
        </>
      )}
    </Layout>
  );
}

/** Headers are Chinese in every language, as in HR's own files. */
function LedgerTable({
  ledger: { columns, rows },
  name,
  kind,
}: {
  readonly ledger: Ledger;
  readonly name: string;
  readonly kind: LedgerKind;
}) {
  return (
    <Scroll label={name}>
      <Table lang="zh-CN" caption={name} heads={columns.map(({ header }) => header)}>
        {rows.map((row) => (
          <tr>
            {row.map((value, column) => {
              const text = typeof value === 'number' ? yuanText(value as Fen) : (value ?? '');
              if (column > 0) return <td>{text}</td>;
              return (
                <th scope="row">
                  {kind === 'notices' ? text : <a href={personPath(String(text))}>{text}</a>}
                </th>
              );
            })}
          </tr>
        ))}
      </Table>
    </Scroll>
  );
}

// ---------------------------------------------------------------- bases

/** Consecutive months with the same band. */
export interface BandRun {
  readonly from: Month;
  readonly to: Month;
  readonly floor?: Fen | undefined;
  readonly ceiling?: Fen | undefined;
  readonly because: readonly Reason[];
}

interface BasesProps {
  readonly viewer: Viewer;
  readonly unit: NamedUnit;
  readonly bands: readonly BandRun[];
  readonly declared: readonly TimelineEntry[];
  /** Undefined if the viewer is not allowed to record a declaration. */
  readonly form: ActionForm | undefined;
  readonly seen: string;
  readonly caseId: string | undefined;
  readonly mayUndo: (fact: AnyFact) => boolean;
  readonly filled?: Filled | undefined;
  readonly notice?: Notice | undefined;
}

/** A unit's contribution bases: the band of each month, the declared bases, and the form for a declaration. */
export function BasesPage(props: BasesProps) {
  const { viewer, unit, bands, declared, form, seen, caseId, filled, notice } = props;
  const { say } = viewer;
  const path = unitPath(unit.unitId, '/bases');
  const title = `${unit.name} · ${say({ zh: '缴费基数', en: 'Bases' })}`;
  return (
    <Layout speaker={viewer} title={title} at={path} notice={notice}>
      <p class="row">
        <a href={unitPath(unit.unitId)}>{unit.name}</a>
        {caseId !== undefined && (
          <a href={casePath(caseId)}>
            {say({ zh: '待办：年度缴费基数申报', en: 'Case: declare the bases' })}
          </a>
        )}
      </p>
      <div class="two">
        <Bands viewer={viewer} bands={bands} />
        <div>
          {form !== undefined && (
            <FormList
              viewer={viewer}
              forms={[form]}
              path={path}
              seen={seen}
              filled={filled}
              open={form.action}
            />
          )}
          <Card title={say({ zh: '已申报', en: 'Declared' })}>
            {declared.length === 0 && (
              <p class="muted">{say({ zh: '还没有登记。', en: 'Nothing has been recorded yet.' })}</p>
            )}
            <ol class="time">
              {declared.slice(0, MOST_DECLARED).map((entry) => (
                <FactLine viewer={viewer} entry={entry} path={path} mayUndo={props.mayUndo} />
              ))}
            </ol>
          </Card>
        </div>
      </div>
    </Layout>
  );
}

const MOST_DECLARED = 20;

function Bands({ viewer, bands }: Pick<BasesProps, 'viewer' | 'bands'>) {
  const { say, language } = viewer;
  const unknown = say({ zh: '未知', en: 'not known' });
  const title = say({ zh: '缴费基数上下限', en: 'Limits of the base' });
  return (
    <Card title={title}>
      <Table
        caption={title}
        heads={[
          say({ zh: '月份', en: 'Months' }),
          say({ zh: '下限', en: 'Floor' }),
          say({ zh: '上限', en: 'Ceiling' }),
        ]}
      >
        {bands.map(({ from, to, floor, ceiling, because }) => (
          <tr>
            <th scope="row">
              {from === to ? from : `${from} – ${to}`}
              {because.map((reason) => (
                <div class="muted small">{reasonText(reason, language)}</div>
              ))}
            </th>
            <td>{floor === undefined ? unknown : yuanText(floor)}</td>
            <td>{ceiling === undefined ? unknown : yuanText(ceiling)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}
