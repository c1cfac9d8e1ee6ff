import { randomUUID } from 'node:crypto';
import { ROSTER_FILE } from '../../../domain/facts/source-order.ts';
import { clipped } from '../../../domain/letter/case-in-short.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { findingReason, type KeptFinding } from '../../../domain/roster/finding.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { UploadKind } from '../../ports.ts';
import type { Field, Issue, Values } from '../forms.ts';
import { LARGEST_FILE } from '../requests.ts';
import type { Viewer } from '../speaker.ts';
import { unitPath } from '../views.ts';
import { instantText } from './case.tsx';
import { ErrorSummary, FieldOf } from './form.tsx';
import { Layout } from './layout.tsx';
import { Flash, Why } from './parts.tsx';

const SHEET: Field = {
  name: 'sheet',
  is: 'line',
  label: { zh: '工作表', en: 'Sheet' },
  hint: {
    zh: '一般不用填；文件里有几张表而读错时写表名',
    en: 'only if the file has several sheets and the wrong one is read',
  },
  most: 100,
};

interface UploadPageTexts {
  readonly kind: UploadKind;
  readonly title: Texts;
  readonly what: Texts;
  /** The label of the day of the file; a bill has its own months instead. */
  readonly day?: Texts;
  /** The fields that are needed only if the file is read wrongly. */
  readonly fields: readonly Field[];
}

/** The upload pages of a unit, by the last part of their paths. */
export const UPLOAD_PAGES = {
  bills: {
    kind: 'bill',
    title: { zh: '缴费账单', en: 'Bills' },
    what: {
      zh: '从税务局或医保经办机构下载的缴费明细。没有缴费的月份、多缴的月份由它看出。',
      en: 'The bill as downloaded from the tax bureau or the agency. The bill shows which months were not paid or were overpaid.',
    },
    fields: [
      SHEET,
      {
        name: 'monthIs',
        is: 'choice',
        label: { zh: '月份的含义（只有一个月份列时）', en: 'Meaning of the month (if there is one column)' },
        options: [
          { value: 'period', text: { zh: '费款所属月', en: 'the month paid for' } },
          {
            value: 'collected',
            text: {
              zh: '扣款月，缴的是上月的费',
              en: 'the month of payment: the contribution is for the month before',
            },
          },
        ],
      },
      {
        name: 'month',
        is: 'month',
        label: {
          zh: '月份（只在文件没有一行时填：该月无人参保）',
          en: 'Month (for a file without any row: no insured people)',
        },
      },
    ],
  },
  insured: {
    kind: 'list',
    title: { zh: '参保人员名单', en: 'Insured people' },
    what: {
      zh: '医保经办机构的单位参保人员名单：谁已参保、谁已停保。',
      en: "The agency's list of the unit's insured people: who is insured and who no longer is.",
    },
    day: { zh: '名单是哪一天的', en: 'The day of the list' },
    fields: [SHEET],
  },
  roster: {
    kind: 'roster',
    title: { zh: '花名册核对', en: 'Roster' },
    what: {
      zh: '在职人员花名册，与收到的入职、离职消息核对；差异由您逐条确认，上传本身不改变任何记录。',
      en: 'The list of people employed, compared with the reported hires and leaves. You settle each difference; the upload itself changes no record.',
    },
    day: { zh: '花名册是哪一天的', en: 'The day of the roster' },
    fields: [SHEET],
  },
} as const satisfies Readonly<Record<string, UploadPageTexts>>;
export type UploadPath = keyof typeof UPLOAD_PAGES;

export interface ListedImport {
  readonly import: string;
  readonly file: string;
  /** The months of a bill, or the day of a list. */
  readonly of: readonly string[];
  readonly people: number;
  readonly receivedAt: Instant;
  readonly by: string | undefined;
  readonly mayUndo: boolean;
}

interface UploadsProps {
  readonly viewer: Viewer;
  readonly path: UploadPath;
  readonly unit: { readonly unitId: string; readonly name: string };
  readonly mayUpload: boolean;
  readonly imports: readonly ListedImport[];
  readonly findings: readonly KeptFinding[];
  readonly notice?: string | undefined;
  readonly filled?: FilledUpload | undefined;
}

/** A rejected form with its submitted values. */
export interface FilledUpload {
  readonly of: 'upload' | 'difference';
  readonly values: Values;
  readonly issues: readonly Issue[];
}

/** A unit's upload page, with earlier uploads or the roster's differences. */
export function UploadsPage(props: UploadsProps) {
  const { viewer, path, unit, mayUpload, notice, filled } = props;
  const { say } = viewer;
  const title = `${unit.name} · ${say(UPLOAD_PAGES[path].title)}`;
  const at = unitPath(unit.unitId, `/${path}`);
  return (
    <Layout speaker={viewer} title={title} at={at}>
      <nav class="tabs" aria-label={say({ zh: '本单位的文件', en: 'Files of the unit' })}>
        {(Object.keys(UPLOAD_PAGES) as UploadPath[]).map((each) => (
          <a href={unitPath(unit.unitId, `/${each}`)} {...(each === path && { 'aria-current': 'page' })}>
            {say(UPLOAD_PAGES[each].title)}
          </a>
        ))}
      </nav>
      <Flash text={notice} />
      {filled?.of === 'difference' && (
        <ErrorSummary speaker={viewer} issues={filled.issues} prefix="difference" />
      )}
      {mayUpload ? (
        <UploadForm {...props} />
      ) : (
        <p class="card">
          {say({
            zh: '您可以查看；由经办人或财务上传。',
            en: 'You may view files; only the handler or finance may upload them.',
          })}
        </p>
      )}
      {path === 'roster' ? <Differences {...props} /> : <Imports {...props} />}
    </Layout>
  );
}

function UploadForm({ viewer, path, unit, filled }: UploadsProps) {
  const { say, today } = viewer;
  const { issues = [], values } = filled?.of === 'upload' ? filled : {};
  const problem = (name: string) => issues.find(({ field }) => field === name)?.message;
  const why = problem('file');
  const { what, day, fields }: UploadPageTexts = UPLOAD_PAGES[path];
  return (
    <form method="post" action={unitPath(unit.unitId, `/${path}`)} enctype="multipart/form-data" class="card">
      {issues.length > 0 && <ErrorSummary speaker={viewer} issues={issues} prefix="upload" />}
      <p>{say(what)}</p>
      <div class={why === undefined ? 'field' : 'field bad'}>
        <label for="upload-file">
          {say({ zh: '文件（XLSX 或 CSV，最大 4 MB）', en: 'File (XLSX or CSV, up to 4 MB)' })}
        </label>
        <Why id="upload-file" problem={why} />
        <input
          id="upload-file"
          name="file"
          type="file"
          required
          accept=".csv,.xlsx,.txt"
          data-most={String(LARGEST_FILE)}
          data-large={say({ zh: '文件超过 4 MB', en: 'the file is larger than 4 MB' })}
          {...(why !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'upload-file-why' })}
        />
      </div>
      {day !== undefined && (
        <FieldOf
          speaker={viewer}
          field={{ name: 'on', is: 'day', label: day, required: true, value: today, max: today }}
          id="upload-on"
          values={values}
          problem={problem('on')}
        />
      )}
      {path === 'roster' && (
        <FieldOf
          speaker={viewer}
          field={{
            name: 'complete',
            is: 'flag',
            label: {
              zh: '它列出本单位全部在职人员（不在其中的视为可能已离职）',
              en: 'The roster lists everybody employed at this unit (people who are missing may have left)',
            },
          }}
          id="upload-complete"
          values={values?.complete === undefined ? undefined : values}
        />
      )}
      <details open={issues.some(({ field }) => field !== 'file' && field !== 'on')}>
        <summary>
          {say({ zh: '读错时才需要', en: 'Settings, needed only if the file is read wrongly' })}
        </summary>
        {fields.map((field) => (
          <FieldOf
            speaker={viewer}
            field={field}
            id={`upload-${field.name}`}
            values={values}
            problem={problem(field.name)}
          />
        ))}
      </details>
      <button type="submit">{say({ zh: '上传并预览', en: 'Upload and preview' })}</button>
      <p class="muted small">
        {say({
          zh: '先给您看读到了什么、会改变什么，确认后才保存。文件本身不保存。',
          en: 'You first see what was read and what it would change; the data are stored only after you confirm. The file itself is not kept.',
        })}
      </p>
    </form>
  );
}

const MOST_IMPORTS = 24;

function Imports({ viewer, unit, imports }: UploadsProps) {
  const { say } = viewer;
  return (
    <section aria-label={say({ zh: '已导入', en: 'Imported' })}>
      <h2>{say({ zh: '已导入', en: 'Imported' })}</h2>
      {imports.length === 0 && <p class="card">{say({ zh: '还没有。', en: 'Nothing yet.' })}</p>}
      <ul class="plain">
        {imports.slice(0, MOST_IMPORTS).map((it) => (
          <li class="card">
            <strong>{it.of.slice(0, 12).join(say({ zh: '、', en: ', ' }))}</strong>{' '}
            {say({ zh: `${it.people} 人`, en: counted(it.people, 'person', 'people') })}
            <div class="muted small">
              {[clipped(it.file, 80), it.by, instantText(it.receivedAt)].filter(Boolean).join(' · ')}
            </div>
            {it.mayUndo && <UndoImport viewer={viewer} unitId={unit.unitId} id={it.import} file={it.file} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface UndoImportProps {
  readonly viewer: Viewer;
  readonly unitId: string;
  readonly id: string;
  readonly file: string;
}

/** A button that opens a preview of undoing an import. The button itself undoes nothing. */
export function UndoImport({ viewer, unitId, id, file }: UndoImportProps) {
  const { say } = viewer;
  return (
    <form method="post" action={unitPath(unitId, '/undo-import')}>
      <input type="hidden" name="import" value={id} />
      <button
        type="submit"
        class="plain"
        aria-label={say({ zh: `撤销 ${clipped(file, 40)}`, en: `Undo ${clipped(file, 40)}` })}
      >
        {say({ zh: '撤销…', en: 'Undo…' })}
      </button>
    </form>
  );
}

const MOST_FINDINGS = 50;

function Differences({ viewer, unit, findings, mayUpload }: UploadsProps) {
  const { say, language } = viewer;
  const open = findings.filter(({ dismissedAt }) => dismissedAt === undefined);
  const quiet = findings.length - open.length;
  return (
    <section aria-label={say({ zh: '差异', en: 'Differences' })}>
      <h2>{say({ zh: `待处理的差异（${open.length}）`, en: `Differences (${open.length})` })}</h2>
      {open.length === 0 && (
        <p class="card">{say({ zh: '没有待处理的差异。', en: 'There are no differences.' })}</p>
      )}
      <ul class="plain">
        {open.slice(0, MOST_FINDINGS).map(({ finding, source, roster, seenAt }, index) => (
          <li class="card">
            <p>{reasonText(findingReason(finding), language)}</p>
            <p class="muted small">
              {source === ROSTER_FILE
                ? say({ zh: `上传的花名册（${roster.asOf}）`, en: `the roster uploaded (${roster.asOf})` })
                : say({ zh: `人事系统 ${source}`, en: `HR system ${source}` })}
              {` · ${instantText(seenAt)}`}
            </p>
            {mayUpload && (
              <div class="row">
                {finding.mends.length > 0 || finding.kind === 'unit-differs' ? (
                  <form method="post" action={unitPath(unit.unitId, '/roster/roster-confirmed')}>
                    <input type="hidden" name="form" value={randomUUID()} />
                    <input type="hidden" name="employeeIds" value={finding.employeeId} />
                    {finding.kind === 'unit-differs' && (
                      <div class="field">
                        <label for={`moved-${index}`}>
                          {say({ zh: '调动生效日', en: 'Day of the transfer' })}
                        </label>
                        <input
                          id={`moved-${index}`}
                          name="effectiveOn"
                          type="date"
                          placeholder="YYYY-MM-DD"
                        />
                      </div>
                    )}
                    <button type="submit">
                      {say({ zh: '花名册是对的，据此登记', en: 'The roster is right: record what it says' })}
                    </button>
                  </form>
                ) : (
                  <span>
                    {say({
                      zh: '花名册没有写明日期，请在人事系统更正或登记日期。',
                      en: 'The roster gives no day: enter the day in the HR system, or record it.',
                    })}
                  </span>
                )}
                <form method="post" action={unitPath(unit.unitId, '/roster/roster-dismissed')}>
                  <input type="hidden" name="form" value={randomUUID()} />
                  <input type="hidden" name="employeeIds" value={finding.employeeId} />
                  <button type="submit" class="plain">
                    {say({ zh: '不用处理', en: 'Dismiss' })}
                  </button>
                </form>
              </div>
            )}
          </li>
        ))}
      </ul>
      {open.length > MOST_FINDINGS && (
        <p>
          {say({
            zh: `先处理这 ${MOST_FINDINGS} 处，其余随后列出。`,
            en: `The first ${MOST_FINDINGS}; the others follow once these are settled.`,
          })}
        </p>
      )}
      <p class="muted small">
        {say({
          zh: `另有 ${quiet} 处已标为不用处理。上传的花名册的差异保留 14 天。`,
          en: `Dismissed: ${counted(quiet, 'more difference')}. Differences of an uploaded roster are kept for 14 days.`,
        })}
      </p>
    </section>
  );
}
