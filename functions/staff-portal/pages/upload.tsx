import { yuanText } from '../../../domain/letter/case-card.ts';
import { clipped } from '../../../domain/letter/case-in-short.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { findingReason } from '../../../domain/roster/finding.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import type { Fen } from '../../../domain/values/money.ts';
import type {
  ImportPreview,
  Preview,
  RosterPreview,
  ShownCase,
  ShownMonth,
  Some,
} from '../../import-upload/work-upload.ts';
import type { BadRow, RowProblem } from '../../imports/bill-row.ts';
import { openLastLineText, rowProblemText } from '../../imports/problem-texts.ts';
import { understoodText } from '../../imports/understood-texts.ts';
import type { Upload, UploadKind } from '../../ports.ts';
import { storedText } from '../../staff-actions/apply-import.ts';
import { refusalText } from '../../staff-actions/refusals.ts';
import type { Issue } from '../forms.ts';
import type { Viewer } from '../speaker.ts';
import { casePath, unitPath } from '../views.ts';
import { ErrorSummary, UndoReason } from './form.tsx';
import { Layout } from './layout.tsx';
import { Card, caseName } from './parts.tsx';
import { UndoImport, UPLOAD_PAGES, type UploadPath } from './uploads.tsx';

interface UploadProps {
  readonly viewer: Viewer;
  readonly unit: { readonly unitId: string; readonly name: string };
  readonly upload: Upload;
  /** The result of the trial; undefined while the upload is processed. */
  readonly preview: Preview | undefined;
  /** True if the processing stopped before it was done. */
  readonly isCutShort: boolean;
  readonly issues: readonly Issue[];
  /** True if another person has changed the answers since. */
  readonly hasChanged: boolean;
}

const PATHS: Readonly<Record<UploadKind, UploadPath>> = {
  bill: 'bills',
  list: 'insured',
  roster: 'roster',
  undo: 'bills',
};

const STATES: Readonly<Record<Upload['state'], Texts>> = {
  checking: { zh: '正在读取', en: 'being read' },
  checked: { zh: '预览，还没有保存', en: 'a preview, nothing is stored yet' },
  storing: { zh: '正在保存', en: 'being stored' },
  stored: { zh: '已保存', en: 'stored' },
};

/** One upload: progress, content, effects, and the form that stores it. */
export function UploadPage(props: UploadProps) {
  const { viewer, unit, upload, preview, isCutShort, issues, hasChanged } = props;
  const { say, wording } = viewer;
  const path = PATHS[upload.kind];
  const what =
    upload.kind === 'undo' ? say({ zh: '撤销导入', en: 'Undo an import' }) : say(UPLOAD_PAGES[path].title);
  const title = `${unit.name} · ${what}`;
  const isWorking = preview === undefined && !isCutShort;
  return (
    <Layout
      speaker={viewer}
      title={title}
      at={unitPath(unit.unitId, `/uploads/${upload.id}`)}
      reloads={isWorking}
    >
      <p>
        <strong>{clipped(upload.file, 80)}</strong>
        {`${wording.colon}${isCutShort ? say({ zh: '中断了', en: 'interrupted' }) : say(STATES[upload.state])}`}
      </p>
      {isWorking && (
        <p class="card" role="status">
          {say({
            zh: `人数较多，需要几分钟：已处理 ${upload.people} 人。本页自动刷新；可以离开，稍后回来。`,
            en: `Many people take a few minutes: ${upload.people} done. The page reloads by itself; you may leave and come back.`,
          })}
        </p>
      )}
      {isCutShort && <NextSteps {...props} />}
      {hasChanged && (
        <p class="errors" role="alert">
          {say({
            zh: '内容在您查看时变了，没有保存；请再看一遍后确认。',
            en: 'The preview changed while you viewed it, so nothing was stored; check the preview again and confirm.',
          })}
        </p>
      )}
      {issues.length > 0 && <ErrorSummary speaker={viewer} issues={issues} prefix="upload" />}
      {upload.state === 'stored' && <Stored {...props} />}
      {preview?.is === 'import' && <ImportSeen {...props} preview={preview} />}
      {preview?.is === 'roster' && <RosterSeen {...props} preview={preview} />}
      {preview?.is === 'undo' && preview.refused === undefined && <Changes {...props} of={preview.changes} />}
      {preview?.is === 'undo' && preview.refused !== undefined && (
        <p class="card">{say(refusalText(preview.refused))}</p>
      )}
      {upload.state === 'checked' && preview !== undefined && <Confirm {...props} preview={preview} />}
      <p>
        <a href={unitPath(unit.unitId, `/${path}`)}>
          {upload.state === 'stored'
            ? say({ zh: '回到本单位的文件', en: 'Back to the files of the unit' })
            : say({ zh: '不保存，另传一份', en: 'Do not store this file; upload another one' })}
        </a>
      </p>
    </Layout>
  );
}

function actionOf({ unitId, id }: Upload, step: 'check' | 'confirm'): string {
  return unitPath(unitId, `/uploads/${id}/${step}`);
}

function NextSteps({ viewer, upload }: UploadProps) {
  const { say } = viewer;
  return (
    <form
      method="post"
      action={actionOf(upload, upload.state === 'storing' ? 'confirm' : 'check')}
      class="card"
    >
      <p>
        {say({
          zh: '没有做完。接着做即可，已保存的不会重复。',
          en: 'The work was not finished. Continue: nothing is stored twice.',
        })}
      </p>
      <button type="submit">{say({ zh: '接着做', en: 'Continue' })}</button>
    </form>
  );
}

function Stored({ viewer, unit, upload, preview }: UploadProps) {
  const { say } = viewer;
  const text = {
    import: { zh: '已保存。待办已按它更新。', en: 'Stored. The cases are up to date.' },
    roster: { zh: '差异已列出，请逐条确认。', en: 'The differences are listed; settle each of them.' },
    undo: { zh: '已撤销，待办已更新。', en: 'Undone. The cases are up to date.' },
  }[preview?.is ?? 'import'];
  return (
    <div class="notice" role="status">
      <p>{say(text)}</p>
      {preview?.is === 'roster' && (
        <p>
          <a href={unitPath(unit.unitId, '/roster')}>
            {say({ zh: '去逐条确认', en: 'Settle the differences' })}
          </a>
        </p>
      )}
      {preview?.is === 'import' && (
        <UndoImport
          viewer={viewer}
          unitId={unit.unitId}
          id={preview.factId.replace(/^bill:/, '')}
          file={upload.file}
        />
      )}
    </div>
  );
}

// ---------------------------------------------------------------- what was read, and what it changes

function ImportSeen(props: UploadProps & { readonly preview: ImportPreview }) {
  const { viewer, preview, upload } = props;
  const { say } = viewer;
  const { counts, months, offsets, statuses, proposals, isRepeated } = preview;
  const isStored = upload.state === 'stored';
  const lines: readonly (Texts | false)[] = [
    storedText(counts, isStored),
    counts.unknownPeople > 0 && {
      zh: `不认识的人 ${counts.unknownPeople} 个；在人事系统出现后自动认领`,
      en: `Unknown people: ${counts.unknownPeople}; their rows are stored once they are known`,
    },
    counts.doubtfulRows > 0 && {
      zh: `不能确定是谁的 ${counts.doubtfulRows} 行`,
      en: `Rows with an uncertain person: ${counts.doubtfulRows}`,
    },
    offsets !== undefined && {
      zh: `冲减（负数）${offsets.rows} 行，单位 ${yuanText(offsets.unitAmount as Fen)}，个人 ${yuanText(offsets.personalAmount as Fen)}`,
      en: `Offsets (negative rows): ${offsets.rows}, unit ${yuanText(offsets.unitAmount as Fen)}, personal ${yuanText(offsets.personalAmount as Fen)}`,
    },
    statuses !== undefined && {
      zh: `参保 ${statuses.insured ?? 0} 人，暂停 ${statuses.suspended ?? 0}，终止 ${statuses.ended ?? 0}，其他险种 ${statuses['other-scheme'] ?? 0}，待问 ${statuses.asked ?? 0}`,
      en: `Insured ${statuses.insured ?? 0}, suspended ${statuses.suspended ?? 0}, ended ${statuses.ended ?? 0}, in another scheme ${statuses['other-scheme'] ?? 0}, unknown ${statuses.asked ?? 0}`,
    },
    isRepeated &&
      !isStored && {
        zh: '这份文件导入过；是完整还是部分保持当时所说，要改请先撤销那次导入',
        en: 'This file was imported before and still counts as complete or as a part, as was stated at that import. To change that, undo the earlier import first',
      },
  ];
  return (
    <>
      <Card title={say({ zh: '内容', en: 'Content' })}>
        {months.map((month) => (
          <Month viewer={viewer} month={month} hasSums={upload.kind === 'bill'} />
        ))}
        {months.length === 0 && <p>{say({ zh: '没有一行可以保存。', en: 'There is nothing to store.' })}</p>}
        <ul>
          {lines.map((line) => line !== false && <li>{say(line)}</li>)}
          {proposals.first.map(({ name, could }) => (
            <li>
              {say({
                zh: '只有姓名相同，须人工确认：',
                en: 'Only the name matches; please confirm: ',
              })}
              {`${clipped(name, 40)} → ${could.join(' / ')}`}
            </li>
          ))}
        </ul>
      </Card>
      <Bad {...props} preview={preview} />
      <Unknown viewer={viewer} rows={preview.unknown} />
      <Changes {...props} of={preview.changes} />
      <Understood {...props} preview={preview} />
    </>
  );
}

function Month({
  viewer,
  month,
  hasSums,
}: {
  readonly viewer: Viewer;
  readonly month: ShownMonth;
  readonly hasSums: boolean;
}) {
  const { say, wording } = viewer;
  const missing = month.missing.first.map(({ employeeId, name }) => wording.who(employeeId, name));
  const more = month.missing.count - missing.length;
  const sums = hasSums
    ? say({
        zh: `，单位 ${yuanText(month.unitAmount)}，个人 ${yuanText(month.personalAmount)}`,
        en: `, unit ${yuanText(month.unitAmount)}, personal ${yuanText(month.personalAmount)}`,
      })
    : '';
  return (
    <>
      <h3>{month.month}</h3>
      <p>
        {say({ zh: `${month.people} 人`, en: counted(month.people, 'person', 'people') })}
        {sums}
        {say({
          zh: `；按${month.extent === 'whole' ? '完整' : '部分'}文件处理；应在其中 ${month.expected} 人，缺 ${month.missing.count} 人`,
          en: `; used as ${month.extent === 'whole' ? 'a complete file' : 'a part'}; expected people ${month.expected}, missing ${month.missing.count}`,
        })}
      </p>
      {missing.length > 0 && (
        <p class="muted small">
          {`${say({ zh: '缺', en: 'Missing' })}${wording.colon}${missing.join(say({ zh: '、', en: ', ' }))}${more > 0 ? ` … +${more}` : ''}`}
        </p>
      )}
    </>
  );
}

function RosterSeen(props: UploadProps & { readonly preview: RosterPreview }) {
  const { viewer, preview, upload } = props;
  const { say, language } = viewer;
  const { people, findings, complete } = preview;
  if (upload.state === 'stored') return null;
  return (
    <>
      <Card
        title={say({ zh: `${findings.count} 处与记录不符`, en: counted(findings.count, 'difference') })}
        label={say({ zh: '内容', en: 'Content' })}
      >
        <p>
          {say({
            zh: `${people} 人；${complete ? '按全部在职人员核对' : '不在其中的人不作判断'}`,
            en: `${counted(people, 'person', 'people')}; ${complete ? 'compared as the list of everybody employed' : 'people not on the roster are ignored'}`,
          })}
        </p>
        <ul>
          {findings.first.map((finding) => (
            <li>{reasonText(findingReason(finding), language)}</li>
          ))}
        </ul>
        <More viewer={viewer} of={findings} />
      </Card>
      <Bad {...props} preview={preview} />
      <Understood {...props} preview={preview} />
    </>
  );
}

function More({ viewer, of }: { readonly viewer: Viewer; readonly of: Some<unknown> }) {
  const more = of.count - of.first.length;
  if (more <= 0) return null;
  return <p class="muted">{viewer.say({ zh: `……另有 ${more} 条`, en: `… and ${more} more` })}</p>;
}

/** Unreadable rows with their cells; people correct the file and upload it again. */
function Bad({ viewer, preview }: UploadProps & { readonly preview: ImportPreview | RosterPreview }) {
  const { say } = viewer;
  const { bad } = preview;
  if (bad.count === 0) return null;
  return (
    <section class="errors" aria-label={say({ zh: '读不通的行', en: 'Rows that cannot be read' })}>
      <h2>{say({ zh: `${bad.count} 行读不通`, en: `${counted(bad.count, 'row')} cannot be read` })}</h2>
      <p>
        {say({
          zh: '请改好文件里的这些行，重新上传整份。',
          en: 'Correct these rows in the file and upload the whole file again.',
        })}
      </p>
      <ul>
        {bad.first.map((row) => (
          <li>
            <strong>{placeText(row, viewer)}</strong>
            {row.problems
              .map((problem) => ` ${say(rowProblemText(problem))}`)
              .join(say({ zh: '；', en: '; ' }))}
            <div class="muted small">{cellsText(row)}</div>
          </li>
        ))}
      </ul>
      <More viewer={viewer} of={bad} />
    </section>
  );
}

function placeText({ line, sheet }: Pick<RowProblem, 'line' | 'sheet'>, { say }: Viewer): string {
  const name = sheet === undefined ? undefined : clipped(sheet, 40);
  return name === undefined
    ? say({ zh: `第 ${line} 行：`, en: `Line ${line}:` })
    : say({ zh: `工作表“${name}”第 ${line} 行：`, en: `Sheet "${name}", line ${line}:` });
}

const MOST_CELLS = 12;

function cellsText({ cells }: Pick<BadRow, 'cells'>): string {
  const texts = cells.slice(0, MOST_CELLS).map((cell) => clipped(String(cell ?? ''), 30) || '—');
  return `${texts.join(' | ')}${cells.length > MOST_CELLS ? ' | …' : ''}`;
}

function Unknown({ viewer, rows }: { readonly viewer: Viewer; readonly rows: Some<RowProblem> }) {
  const { say } = viewer;
  if (rows.count === 0) return null;
  return (
    <details>
      <summary>
        {say({ zh: `不认识的人（${rows.count} 行）`, en: `Unknown people (${counted(rows.count, 'row')})` })}
      </summary>
      <ul>
        {rows.first.map((problem) => (
          <li>{`${placeText(problem, viewer)} ${say(rowProblemText(problem))}`}</li>
        ))}
      </ul>
      <More viewer={viewer} of={rows} />
    </details>
  );
}

function Understood({ viewer, preview }: UploadProps & { readonly preview: ImportPreview | RosterPreview }) {
  const { say } = viewer;
  const open = openLastLineText(preview.lastLineOpen);
  return (
    <details>
      <summary>{say({ zh: '文件是怎样读的', en: 'How the file was read' })}</summary>
      <ul>
        {understoodText(preview.understood).map((line) => (
          <li>{clipped(say(line), 600)}</li>
        ))}
        {open !== undefined && <li>{say(open)}</li>}
      </ul>
    </details>
  );
}

function Changes({ viewer, upload, of }: UploadProps & { readonly of: ImportPreview['changes'] }) {
  const { say } = viewer;
  const title =
    upload.state === 'stored'
      ? { zh: '待办的变化', en: 'What changed in the cases' }
      : { zh: '保存以后的待办', en: 'Cases afterwards' };
  const groups = [
    [{ zh: '新增', en: 'Opens' }, of.opens],
    [{ zh: '关闭', en: 'Closes' }, of.closes],
    [{ zh: '变化', en: 'Changes' }, of.changes],
  ] as const;
  return (
    <Card title={say(title)}>
      {groups.every(([, { count }]) => count === 0) && (
        <p>{say({ zh: '没有变化。', en: 'Nothing changes.' })}</p>
      )}
      {groups.map(([label, cases]) =>
        cases.count === 0 ? null : (
          <>
            <h3>{`${say(label)} ${cases.count}`}</h3>
            <ul>
              {cases.first.map((it) => (
                <li>
                  <CaseNamed viewer={viewer} it={it} />
                </li>
              ))}
            </ul>
            <More viewer={viewer} of={cases} />
          </>
        ),
      )}
    </Card>
  );
}

function CaseNamed({ viewer, it }: { readonly viewer: Viewer; readonly it: ShownCase }) {
  return <a href={casePath(it.caseId)}>{caseName(it, viewer)}</a>;
}

// ---------------------------------------------------------------- questions, and the form that stores it

/** Questions that must be answered before the upload is stored. */
export function openQuestions(
  preview: Preview,
  answers: Upload['answers'],
): ('extent' | 'earlier' | 'allLeft')[] {
  if (preview.is === 'undo') return [];
  if (preview.is === 'roster') {
    return preview.implausible.length > 0 && answers.allLeft !== true ? ['allLeft'] : [];
  }
  const asks = preview.months.some((month) => month.asks) && answers.extent === undefined;
  return [...(asks ? (['extent'] as const) : []), ...(preview.isUnsaid ? (['earlier'] as const) : [])];
}

function Confirm(props: UploadProps & { readonly preview: Preview }) {
  const { viewer, upload, preview } = props;
  const { say } = viewer;
  if (preview.is === 'undo' && preview.refused !== undefined) return null;
  if (preview.is === 'import' && preview.months.length === 0) return null;
  if (preview.is === 'roster' && preview.findings.count === 0)
    return (
      <p class="card">
        {say({
          zh: '与记录一致，没有要处理的。',
          en: 'The roster agrees with the records; there is nothing to settle.',
        })}
      </p>
    );
  const submit = {
    import: { zh: '确认保存', en: 'Confirm and store' },
    roster: { zh: '列出差异，逐条确认', en: 'List the differences to settle them' },
    undo: { zh: '撤销这次导入', en: 'Undo this import' },
  }[preview.is];
  const hasBad = preview.is !== 'undo' && preview.bad.count > 0;
  if (openQuestions(preview, upload.answers).length > 0) return <Questions {...props} preview={preview} />;
  return (
    <>
      <Questions {...props} preview={preview} />
      <form method="post" action={actionOf(upload, 'confirm')} novalidate class="card">
        <input type="hidden" name="seen" value={String(upload.version)} />
        {preview.is === 'undo' && (
          <UndoReason
            speaker={viewer}
            id="upload-reason"
            value={{ zh: '导入有误', en: 'imported by mistake' }}
            problem={props.issues.find(({ field }) => field === 'reason')?.message}
          />
        )}
        {hasBad && (
          <label class="pick">
            <input id="upload-partly" type="checkbox" name="partly" value="yes" />
            {say({
              zh: '不改文件，只处理其余的行（按部分文件）',
              en: 'Leave these rows out and store the others (as a part of the file)',
            })}
          </label>
        )}
        <button type="submit">{say(submit)}</button>
      </form>
    </>
  );
}

interface QuestionProps {
  readonly viewer: Viewer;
  readonly name: 'extent' | 'earlier';
  readonly legend: string;
  readonly options: readonly (readonly [string, Texts])[];
  readonly chosen: string | undefined;
}

function Question({ viewer, name, legend, options, chosen }: QuestionProps) {
  return (
    <fieldset class="field" id={`upload-${name}`}>
      <legend>{legend}</legend>
      {options.map(([value, text]) => (
        <label class="pick">
          <input type="radio" name={name} value={value} checked={value === chosen} />
          {viewer.say(text)}
        </label>
      ))}
    </fieldset>
  );
}

/** The form for the open questions. When it is sent, a trial runs with the answers. */
function Questions({ viewer, upload, preview }: UploadProps & { readonly preview: Preview }) {
  const { say } = viewer;
  const { answers } = upload;
  const months = preview.is === 'import' ? preview.months : [];
  const asking = months.filter(({ asks }) => asks);
  const earlier = months.flatMap((month) => (month.extent === 'whole' ? month.earlier : []));
  const implausible = preview.is === 'roster' ? preview.implausible : [];
  if (asking.length + earlier.length + implausible.length === 0) return null;
  const missing = Math.max(0, ...asking.map((month) => month.missing.count));
  const files = [...new Set(earlier.map(({ file, people }) => `${clipped(file, 60)} (${people})`))].join(
    ', ',
  );
  return (
    <form method="post" action={actionOf(upload, 'check')} novalidate class="card">
      <h2>{say({ zh: '请先回答', en: 'Please answer first' })}</h2>
      {asking.length > 0 && (
        <Question
          viewer={viewer}
          name="extent"
          legend={say({
            zh: `缺 ${missing} 个应在其中的人。这份文件是？（已离职而没有登记的，请先登记离职再上传）`,
            en: `The file lacks ${counted(missing, 'person', 'people')} who should be in it. Is the file complete? (If some of them have left, first record the leave, then upload the file again.)`,
          })}
          options={[
            [
              'whole',
              {
                zh: '完整：不在其中的人就是没有参保',
                en: 'complete: people not in the file are not insured',
              },
            ],
            [
              'part',
              {
                zh: '只是一部分：对不在其中的人不作判断',
                en: 'only a part: the file says nothing about the other people',
              },
            ],
          ]}
          chosen={answers.extent}
        />
      )}
      {earlier.length > 0 && (
        <Question
          viewer={viewer}
          name="earlier"
          legend={say({
            zh: `同月已有完整文件：${files}。这份是？`,
            en: `There is already a complete file for the month: ${files}. What is the new file?`,
          })}
          options={[
            ['replace', { zh: '代替它', en: 'it replaces the earlier file' }],
            ['add', { zh: '另外的，两份都算', en: 'it is another file; both count' }],
          ]}
          chosen={answers.earlier}
        />
      )}
      {implausible.length > 0 && (
        <label class="pick">
          <input
            id="upload-allLeft"
            type="checkbox"
            name="allLeft"
            value="yes"
            checked={answers.allLeft === true}
          />
          {implausible
            .map(({ employed, leaving }) =>
              say({
                zh: `在职 ${employed} 人中有 ${leaving} 人不在花名册上，多半是文件不完整。确实都已离职`,
                en: `Not on the roster: ${leaving} of ${counted(employed, 'person', 'people')} in service. The roster is probably incomplete: tick only if all of them have left`,
              }),
            )
            .join(' ')}
        </label>
      )}
      <button type="submit" class={openQuestions(preview, answers).length > 0 ? '' : 'plain'}>
        {say({ zh: '按这个回答重新预览', en: 'Preview with this answer' })}
      </button>
    </form>
  );
}
