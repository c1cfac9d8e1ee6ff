import type { CaseKind } from '../../../domain/cases/case.ts';
import { unitText } from '../../../domain/letter/case-card.ts';
import { clipped } from '../../../domain/letter/case-in-short.ts';
import type { ActivityEntry } from '../../ports.ts';
import { actionText } from '../../staff-actions/activity-texts.ts';
import type { Viewer } from '../speaker.ts';
import { inPath } from '../views.ts';
import { instantText } from './case.tsx';
import { Layout } from './layout.tsx';
import { UndoImport } from './uploads.tsx';

interface ActivityProps {
  readonly viewer: Viewer;
  readonly entries: readonly ActivityEntry[];
  readonly unitNames: ReadonlyMap<string, string>;
  readonly unitIds: readonly string[];
  /** Names of staff by their keys. */
  readonly people: ReadonlyMap<string, string>;
  readonly filter: { readonly unit: string; readonly by: string };
  readonly mayUndo: (entry: ActivityEntry) => boolean;
}

/** The page of the case or person concerned. */
function pathOf({ caseId, employeeId }: ActivityEntry): string | undefined {
  if (caseId !== undefined) return `/cases/${inPath(caseId)}`;
  return employeeId === undefined ? undefined : `/people/${inPath(employeeId)}`;
}

/** The list of recorded activities, each with its author and time. */
export function ActivityPage({
  viewer,
  entries,
  unitNames,
  unitIds,
  people,
  filter,
  mayUndo,
}: ActivityProps) {
  const { say, wording } = viewer;
  const title = say({ zh: '登记记录', en: 'Activity' });
  const unit = (unitId: string) => unitText(unitNames.get(unitId) ?? unitId, wording);
  const any = say({ zh: '不限', en: 'any' });
  return (
    <Layout speaker={viewer} title={title} at="/activity">
      <h1>{title}</h1>
      <form method="get" action="/activity" class="filters card">
        <div>
          <label for="activity-unit">{say({ zh: '参保单位', en: 'Unit' })}</label>
          <select id="activity-unit" name="unit">
            <option value="">{any}</option>
            {unitIds.map((each) => (
              <option value={each} selected={each === filter.unit}>
                {unit(each)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="activity-by">{say({ zh: '登记人', en: 'By' })}</label>
          <select id="activity-by" name="by">
            <option value="">{any}</option>
            {[...people].map(([key, name]) => (
              <option value={key} selected={key === filter.by}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{say({ zh: '筛选', en: 'Filter' })}</button>
      </form>
      {entries.length === 0 ? (
        <p class="card">{say({ zh: '还没有登记记录。', en: 'Nothing has been recorded yet.' })}</p>
      ) : (
        <ul class="plain">
          {entries.map((entry) => {
            const { caseId, employeeId, action, at, by, unitId, employeeName, file, factIds } = entry;
            const path = pathOf(entry);
            const [imported] = factIds.flatMap((factId) => /^bill:([\w-]+)$/.exec(factId)?.[1] ?? []);
            const kind = caseId?.slice(caseId.lastIndexOf('/') + 1) as CaseKind | undefined;
            return (
              <li class="card">
                <strong>{say(actionText(action))}</strong>{' '}
                {path === undefined ? (
                  <span>{clipped(file ?? employeeName ?? factIds.join(' '), 80)}</span>
                ) : (
                  <a href={path}>
                    {kind === undefined
                      ? wording.who(employeeId ?? '', employeeName)
                      : `${employeeName ?? unit(unitId)} · ${wording.kinds[kind] ?? kind}`}
                  </a>
                )}
                <div class="muted small">
                  {`${people.get(by) ?? by} · ${instantText(at)} · ${unit(unitId)}`}{' '}
                  {path !== undefined && factIds[0] !== undefined && mayUndo(entry) && (
                    <a href={`${path}/undo/${inPath(factIds[0])}`}>{say({ zh: '撤销', en: 'Undo' })}</a>
                  )}
                </div>
                {caseId === undefined && imported !== undefined && mayUndo(entry) && (
                  <UndoImport viewer={viewer} unitId={unitId} id={imported} file={file ?? ''} />
                )}
              </li>
            );
          })}
        </ul>
      )}
      <p class="muted small">
        {say({
          zh: '这里列出员工和管理员登记、导入的；人事系统发来的在各待办的“记录”里。',
          en: 'What staff and administrators recorded and imported; events from HR systems are in the records of each case.',
        })}
      </p>
    </Layout>
  );
}
