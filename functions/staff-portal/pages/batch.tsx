import { CHANNELS } from '../../../domain/facts/insurance.ts';
import { CHANNEL_TEXTS } from '../../../domain/facts/texts.ts';
import { dayText } from '../../../domain/letter/case-in-short.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { Viewer } from '../speaker.ts';
import { type CaseView, inPath } from '../views.ts';
import { Layout } from './layout.tsx';
import { Flash, Why, whoOf } from './parts.tsx';

/** The most cases in a batch. A person could not check a larger one. */
export const MOST_IN_BATCH = 50;

export const BATCH_STEPS = ['filing-submitted', 'filing-accepted'] as const;
export type BatchStep = (typeof BATCH_STEPS)[number];

const STEP_TEXTS: Readonly<Record<BatchStep, Texts>> = {
  'filing-submitted': { zh: '已提交', en: 'submitted' },
  'filing-accepted': { zh: '已受理', en: 'accepted' },
};

export interface BatchItem {
  readonly view: CaseView;
  readonly on: string;
  readonly problem?: string;
}

interface BatchProps {
  readonly viewer: Viewer;
  readonly items: readonly BatchItem[];
  /** How many ticked cases are left out because they are of another kind, closed, or not permitted. */
  readonly leftOut: number;
  readonly formId: string;
  readonly step: BatchStep;
  readonly receiptNo: string;
  readonly channel: string;
  /** What is wrong with the roster uploaded for identity numbers. */
  readonly fileProblem?: string | undefined;
  /** How many cases were recorded; the others failed. */
  readonly recorded?: number;
}

/** The ticked cases of one kind. Each has its own day, and all have one receipt number. */
export function BatchPage(props: BatchProps) {
  const { viewer, items, leftOut, formId, step, receiptNo, channel, recorded, fileProblem } = props;
  const { say, wording, today } = viewer;
  const kind = items[0]?.view.subject.kind;
  const title = say({ zh: '一起登记', en: 'Record together' });
  const failed = items.filter(({ problem }) => problem !== undefined).length;
  return (
    <Layout speaker={viewer} title={kind === undefined ? title : `${title} · ${wording.kinds[kind]}`}>
      {recorded !== undefined && recorded > 0 && (
        <Flash text={say({ zh: `已登记 ${recorded} 件。`, en: `Cases recorded: ${recorded}.` })} />
      )}
      {failed > 0 && (
        <div class="errors" role="alert">
          <h2>
            {say({
              zh: `${failed} 件没有登记，请更正`,
              en: `Cases not recorded: ${failed}; please correct them`,
            })}
          </h2>
          <ul>
            {items.map(({ view, problem }, index) =>
              problem === undefined ? null : (
                <li>
                  <a href={`#on-${index}`}>{`${nameOf(view, viewer)}${wording.colon}${problem}`}</a>
                </li>
              ),
            )}
          </ul>
        </div>
      )}
      {leftOut > 0 && (
        <p class="card">
          {say({
            zh: `另有 ${leftOut} 件没有列入：种类不同、已办结、不归您登记，或超过 ${MOST_IN_BATCH} 件。`,
            en: `Cases left out: ${leftOut}. They are of another kind, done, not yours to record, or above the limit of ${MOST_IN_BATCH}.`,
          })}
        </p>
      )}
      {items.length === 0 ? (
        <p>
          <a href="/">
            {say({
              zh: '请先在待办里勾选要申报的几件',
              en: 'First tick the cases to file in the list of cases',
            })}
          </a>
        </p>
      ) : (
        <form method="post" action="/batch" novalidate class="card">
          <input type="hidden" name="form" value={formId} />
          <fieldset class="field">
            <legend>{say({ zh: '登记为', en: 'Record as' })}</legend>
            {BATCH_STEPS.map((each) => (
              <label class="pick">
                <input type="radio" name="step" value={each} checked={each === step} />
                {say(STEP_TEXTS[each])}
              </label>
            ))}
          </fieldset>
          <div class="field">
            <label for="batch-receipt">
              {say({
                zh: '回执号（选填，只用于已提交）',
                en: 'Receipt number (optional, only for “submitted”)',
              })}
            </label>
            <input id="batch-receipt" name="receiptNo" type="text" maxlength={100} value={receiptNo} />
          </div>
          <div class="field">
            <label for="batch-channel">
              {say({
                zh: '办理途径（选填，只用于已提交）',
                en: 'Way of filing (optional, only for “submitted”)',
              })}
            </label>
            <select id="batch-channel" name="channel">
              <option value="">{say({ zh: '不填', en: 'not stated' })}</option>
              {CHANNELS.map((each) => (
                <option value={each} selected={each === channel}>
                  {say(CHANNEL_TEXTS[each])}
                </option>
              ))}
            </select>
          </div>
          {items.map(({ view, on, problem }, index) => (
            <div class={problem === undefined ? 'field' : 'field bad'}>
              <input type="hidden" name="c" value={inPath(view.caseId)} />
              <label for={`on-${index}`}>{nameOf(view, viewer)}</label>
              <div class="muted small">
                {view.listed === undefined
                  ? ''
                  : dayText(view.listed.case, view.listed.daysLeft, viewer.language)}
              </div>
              <Why id={`on-${index}`} problem={problem} />
              <input
                id={`on-${index}`}
                name="on"
                type="date"
                value={on}
                max={today}
                {...(problem !== undefined && {
                  'aria-invalid': 'true',
                  'aria-describedby': `on-${index}-why`,
                })}
              />
            </div>
          ))}
          <p>
            <button type="submit">
              {say({ zh: `保存 ${items.length} 件`, en: `Save ${items.length}` })}
            </button>
          </p>
          {recorded === undefined && <Workbook viewer={viewer} problem={fileProblem} />}
        </form>
      )}
    </Layout>
  );
}

interface WorkbookProps {
  readonly viewer: Viewer;
  readonly problem: string | undefined;
}

/**
 * The part of the form that downloads the same cases as a workbook for the agency's platform, with or without identity
 * numbers from a roster.
 */
function Workbook({ viewer, problem }: WorkbookProps) {
  const { say } = viewer;
  return (
    <fieldset>
      <legend>{say({ zh: '导出表格，用于官方平台', en: 'A workbook for the official platform' })}</legend>
      <p>
        <button type="submit" class="plain" formaction="/batch/export">
          {say({ zh: '下载表格（证件号码留空）', en: 'Download, without identity numbers' })}
        </button>
      </p>
      <div class={problem === undefined ? 'field' : 'field bad'}>
        <label for="batch-roster">{say({ zh: '花名册（CSV 或 XLSX）', en: 'Roster (CSV or XLSX)' })}</label>
        <p class="muted small" id="batch-roster-hint">
          {say({
            zh: '按工号填入证件号码；花名册只用于这一次，不保存。',
            en: 'Identity numbers are filled in from the roster, matched by employee id; the roster is not kept.',
          })}
        </p>
        <Why id="batch-roster" problem={problem} role="alert" />
        <input
          id="batch-roster"
          name="roster"
          type="file"
          accept=".csv,.xlsx"
          aria-describedby={
            problem === undefined ? 'batch-roster-hint' : 'batch-roster-hint batch-roster-why'
          }
        />
      </div>
      <button type="submit" class="plain" formaction="/batch/fill" formenctype="multipart/form-data">
        {say({ zh: '填入证件号码并下载', en: 'Fill in the numbers and download' })}
      </button>
    </fieldset>
  );
}

function nameOf({ subject, employeeName }: CaseView, viewer: Viewer): string {
  const who = whoOf({ ...subject, employeeName }, viewer);
  return subject.employeeId === undefined ? who : `${who} · ${viewer.unitName(subject.unitId)}`;
}
