import type { StaffAction } from '../../../domain/cases/case.ts';
import { actionsOf } from '../../../domain/cases/case-kinds.ts';
import { UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import { writeCard } from '../../../domain/letter/case-card.ts';
import type { Row } from '../../../domain/letter/letter.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { detailText } from '../../../domain/letter/spell-text.ts';
import { counted } from '../../../domain/values/language.ts';
import { type AnyFact, effectiveDayOf, factText } from '../../staff-actions/shown-facts.ts';
import { type Filled, formsOf } from '../forms.ts';
import { may, mayAbout } from '../may.ts';
import type { Viewer } from '../speaker.ts';
import { type CaseView, casePath, inPath, personPath, type TimelineEntry, unitPath } from '../views.ts';
import { FormList } from './form.tsx';
import { Layout, type Notice } from './layout.tsx';
import { Card, caseName, kindText } from './parts.tsx';

interface CaseProps {
  readonly viewer: Viewer;
  readonly view: CaseView;
  readonly mayUndo: (fact: AnyFact) => boolean;
  /** A rejected form with its submitted values. */
  readonly filled?: Filled | undefined;
  /** The notice about what was just recorded. */
  readonly notice?: Notice | undefined;
  readonly platform: { readonly name: string; readonly url: string };
}

/** The form that is shown first after a submission to the agency. */
const PRIMARY_AFTER: Partial<Record<string, StaffAction>> = {
  submitted: 'filing-accepted',
  'refund-requested': 'refund-settled',
};

/** One case: its deadline and reasons, the next form, documents, steps, and the timeline. */
export function CasePage(props: CaseProps) {
  const { viewer, view, notice } = props;
  const { say } = viewer;
  const { subject, listed, employeeName } = view;
  const title = caseName({ ...subject, employeeName }, viewer);
  return (
    <Layout speaker={viewer} title={title} at={casePath(view.caseId)} notice={notice}>
      <p class="muted row">
        {subject.employeeId !== undefined && <span>{viewer.unitName(subject.unitId)}</span>}
        {linksOf(props).map(({ path, text }) => (
          <a href={path}>{text}</a>
        ))}
        <a href={casePath(view.caseId, '/evidence')}>{say({ zh: '证据页', en: 'Evidence' })}</a>
        {listed?.case.deadline !== undefined && (
          <a href={casePath(view.caseId, '.ics')}>{say({ zh: '加到日历', en: 'Add to calendar' })}</a>
        )}
      </p>
      <div class="two">
        <div>
          {listed === undefined ? (
            <p class="card">
              {say({
                zh: '这件待办现在没有打开：已办结，或依据的记录变了。下面是全部记录。',
                en: 'This case is not open now: it is done, or its facts have changed. All records are below.',
              })}
            </p>
          ) : (
            <OpenCase {...props} />
          )}
        </div>
        <div>
          <Timeline {...props} />
        </div>
      </div>
      {listed === undefined && <Forms {...props} />}
    </Layout>
  );
}

/** Links to the person, the unit and, if the case is about them, its bases; none if the viewer cannot see the unit. */
function linksOf({ viewer, view: { subject } }: CaseProps) {
  const { say, person } = viewer;
  const { unitId, employeeId, kind } = subject;
  if (unitId === UNKNOWN_UNIT || !may(person, 'see', unitId)) return [];
  return [
    ...(employeeId === undefined
      ? []
      : [
          {
            path: personPath(employeeId),
            text: say({ zh: '此人的全部记录', en: 'Everything about this person' }),
          },
        ]),
    ...(kind === 'declare-bases'
      ? [{ path: unitPath(unitId, '/bases'), text: say({ zh: '缴费基数', en: 'Bases' }) }]
      : []),
    { path: unitPath(unitId), text: say({ zh: '单位概况', en: 'The unit' }) },
  ];
}

function OpenCase(props: CaseProps) {
  const { viewer, view, platform } = props;
  const { say, wording, language, today } = viewer;
  const { listed } = view;
  if (listed === undefined) return null;
  const { case: it, urgency } = listed;
  const item = { ...listed, unitName: viewer.unitName(it.unitId), news: [] };
  const facts = writeCard(item, today, language, wording).rows.filter(
    ({ label }) => label !== wording.labels.steps,
  );
  const steps = (it.steps ?? []).map((reason) => reasonText(reason, language));
  const reasons = it.because.map((reason) => ({ reason, text: reasonText(reason, language) }));
  return (
    <>
      <section class="card" aria-label={say({ zh: '概况', en: 'Summary' })}>
        <span class={`tag ${urgency}`}>{wording.urgencies[urgency]}</span>
        <dl class="rows">
          {facts.map((row) => (
            <CaseRow row={row} />
          ))}
        </dl>
        <p class="row">
          <a class="button" href={platform.url} rel="noreferrer">
            {say({ zh: `去${platform.name}办理`, en: `Go to ${platform.name}` })}
          </a>
          <button
            class="plain"
            type="button"
            data-copy={copyText(props)}
            data-done={say({ zh: '已复制', en: 'Copied' })}
            hidden
          >
            {say({ zh: '复制信息', en: 'Copy the details' })}
          </button>
        </p>
      </section>
      <Forms {...props} />
      {steps.length > 0 && (
        <details>
          <summary>
            {say({ zh: `怎么办（${steps.length} 步）`, en: `What to do (${counted(steps.length, 'step')})` })}
          </summary>
          <ol>
            {steps.map((text) => (
              <li>{text}</li>
            ))}
          </ol>
        </details>
      )}
      <details>
        <summary>{say({ zh: `依据（${reasons.length} 条）`, en: `Reasons (${reasons.length})` })}</summary>
        <ul>
          {reasons.map(({ reason, text }) => (
            <li>
              {text}
              {[reason.law, reason.source].some((each) => each !== undefined) && (
                <div class="muted small">{[reason.law, reason.source].filter(Boolean).join(' · ')}</div>
              )}
            </li>
          ))}
        </ul>
        <p class="muted small">{wording.hedge}</p>
      </details>
    </>
  );
}

export function CaseRow({ row: { label, text, weight } }: { readonly row: Row }) {
  const sentences = typeof text === 'string' ? [text] : text;
  return (
    <>
      <dt>{label}</dt>
      {sentences.map((sentence) => (
        <dd>{weight === 'strong' ? <strong>{sentence}</strong> : sentence}</dd>
      ))}
    </>
  );
}

/** Name, date and unit as text, to paste into the agency's page. */
function copyText({ view, viewer }: CaseProps): string {
  const { subject, employeeName } = view;
  const unitName = viewer.unitName(subject.unitId);
  return [
    employeeName ?? subject.employeeId ?? unitName,
    subject.employeeId ?? '',
    unitName,
    kindText(subject.kind, viewer),
    subject.open?.eventOn ?? '',
  ]
    .filter((part) => part !== '')
    .join('\t');
}

/** The forms of a case. The most likely one is open, the others are folded. */
function Forms({ viewer, view, filled }: CaseProps) {
  const { say, person } = viewer;
  const { subject, caseId } = view;
  const allowed = formsOf(subject).filter(({ action }) => mayAbout(person, action, subject));
  const takesBill = subject.open !== undefined && actionsOf(subject.open).includes('bill-import');
  const wanted = filled?.action ?? PRIMARY_AFTER[subject.open?.state.is ?? ''];
  const primary = allowed.find(({ action }) => action === wanted) ?? allowed[0];
  return (
    <section aria-label={say({ zh: '登记', en: 'Record' })}>
      <h2>{say({ zh: '登记结果', en: 'Record what was done' })}</h2>
      {takesBill && (
        <p class="card">
          {say({
            zh: '导入含有这些月份的账单后，这件待办自动办结。',
            en: 'The case is done once a bill with these months is imported.',
          })}{' '}
          {mayAbout(person, 'bill-import', subject) ? (
            <a href={unitPath(subject.unitId, '/bills')}>{say({ zh: '上传账单', en: 'Upload the bill' })}</a>
          ) : (
            say({ zh: '请把账单文件交给经办人或财务。', en: 'Hand the file to the handler or to finance.' })
          )}
        </p>
      )}
      <FormList
        viewer={viewer}
        forms={allowed}
        path={casePath(caseId)}
        seen={view.seen}
        filled={filled}
        open={primary?.action}
      />
    </section>
  );
}

const SHOWN_AT_FIRST = 8;

function Timeline({ viewer, view, mayUndo }: CaseProps) {
  const { say } = viewer;
  const { timeline, caseId } = view;
  const line = (entry: TimelineEntry) => (
    <FactLine viewer={viewer} entry={entry} mayUndo={mayUndo} path={casePath(caseId)} />
  );
  const [first, rest] = [timeline.slice(0, SHOWN_AT_FIRST), timeline.slice(SHOWN_AT_FIRST, 60)];
  return (
    <Card title={say({ zh: '记录', en: 'Records' })}>
      {first.length === 0 ? (
        <p class="muted">{say({ zh: '还没有记录。', en: 'Nothing has been recorded yet.' })}</p>
      ) : (
        <ol class="time">{first.map(line)}</ol>
      )}
      {rest.length > 0 && (
        <details>
          <summary>
            {say({ zh: `更早的 ${rest.length} 条`, en: counted(rest.length, 'earlier record') })}
          </summary>
          <ol class="time">{rest.map(line)}</ol>
        </details>
      )}
    </Card>
  );
}

interface FactLineProps extends Pick<CaseProps, 'viewer' | 'mayUndo'> {
  readonly entry: TimelineEntry;
  readonly path: string;
}

/** One fact of a timeline: content, time, author, and a link to undo it. */
export function FactLine({ viewer, entry: { fact, isVoided }, path, mayUndo }: FactLineProps) {
  const { say, whoStated } = viewer;
  return (
    <li>
      <strong class={isVoided ? 'void' : ''}>{say(factText(fact))}</strong>{' '}
      {isVoided && <span>{say({ zh: '（已撤销）', en: '(undone)' })}</span>}
      <div>{`${effectiveDayOf(fact)} · ${detailText(withoutIds(fact.data), viewer)}`}</div>
      <div class="muted small">
        {`${whoStated(fact)} · ${instantText(fact.receivedAt)}`}{' '}
        {!isVoided && mayUndo(fact) && (
          <a href={`${path}/undo/${inPath(fact.factId)}`}>{say({ zh: '撤销', en: 'Undo' })}</a>
        )}
      </div>
    </li>
  );
}

/** The data of a fact without the ids and the author, which the page shows elsewhere. */
export function withoutIds(data: object): object {
  const { spellId: _spell, caseId: _case, by: _by, unitId: _unit, ...rest } = data as Record<string, unknown>;
  return rest;
}

/** An instant as China time, to the minute. */
export function instantText(at: string): string {
  const inChina = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${inChina.slice(0, 10)} ${inChina.slice(11, 16)}`;
}
