import { clipped } from '../../../domain/letter/case-in-short.ts';
import type { ActivityEntry } from '../../ports.ts';
import { actionText } from '../../staff-actions/activity-texts.ts';
import type { Viewer } from '../speaker.ts';
import { casePath, inPath, kindOf, personPath } from '../views.ts';
import { instantText } from './case.tsx';
import { Layout } from './layout.tsx';
import { kindText, Select } from './parts.tsx';
import { UndoImport } from './uploads.tsx';

interface ActivityProps {
  readonly viewer: Viewer;
  readonly entries: readonly ActivityEntry[];
  readonly unitIds: readonly string[];
  /** The keys of the people whose entries were found. */
  readonly people: readonly string[];
  readonly filter: { readonly unit: string; readonly by: string };
  readonly mayUndo: (entry: ActivityEntry) => boolean;
}

/** The page of the case or person concerned. */
function pathOf({ caseId, employeeId }: ActivityEntry): string | undefined {
  if (caseId !== undefined) return casePath(caseId);
  return employeeId === undefined ? undefined : personPath(employeeId);
}

/** The list of recorded activities, each with its author and time. */
export function ActivityPage({ viewer, entries, unitIds, people, filter, mayUndo }: ActivityProps) {
  const { say, wording, unitName, staffName } = viewer;
  const title = say({ zh: '登记记录', en: 'Activity' });
  const any = say({ zh: '不限', en: 'any' });
  return (
    <Layout speaker={viewer} title={title} at="/activity">
      <form method="get" action="/activity" class="filters card">
        <Select
          name="unit"
          label={say({ zh: '参保单位', en: 'Unit' })}
          any={any}
          value={filter.unit}
          options={unitIds.map((each) => [each, unitName(each)])}
        />
        <Select
          name="by"
          label={say({ zh: '登记人', en: 'By' })}
          any={any}
          value={filter.by}
          options={people.map((key) => [key, staffName(key)])}
        />
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
            const kind = caseId === undefined ? undefined : kindOf(caseId);
            return (
              <li class="card">
                <strong>{say(actionText(action))}</strong>{' '}
                {path === undefined ? (
                  <span>{clipped(file ?? employeeName ?? factIds.join(' '), 80)}</span>
                ) : (
                  <a href={path}>
                    {kind === undefined
                      ? wording.who(employeeId ?? '', employeeName)
                      : `${employeeName ?? unitName(unitId)} · ${kindText(kind, viewer)}`}
                  </a>
                )}
                <div class="muted small">
                  {`${staffName(by)} · ${instantText(at)} · ${unitName(unitId)}`}{' '}
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
