import { detailText } from '../../../domain/letter/spell-text.ts';
import type { ChangedCase } from '../../casework/case-changes.ts';
import { factText } from '../../staff-actions/shown-facts.ts';
import type { UndoEffect } from '../../staff-actions/undo.ts';
import type { Viewer } from '../speaker.ts';
import { inPath } from '../views.ts';
import { instantText } from './case.tsx';
import { UndoReason } from './form.tsx';
import { Layout } from './layout.tsx';
import { caseName } from './parts.tsx';

interface UndoProps {
  readonly viewer: Viewer;
  readonly path: string;
  readonly effect: UndoEffect;
  readonly formId: string;
  readonly problem?: string | undefined;
}

/** A preview of undoing one fact; nothing has changed yet. */
export function UndoPage({ viewer, path, effect, formId, problem }: UndoProps) {
  const { say } = viewer;
  const { fact, opens, closes, changes } = effect;
  const title = say({ zh: '撤销这条登记', en: 'Undo this record' });
  return (
    <Layout speaker={viewer} title={title}>
      <div class="card">
        <p>
          <strong>{say(factText(fact))}</strong>
          {` · ${detailText(fact.data, viewer)}`}
        </p>
        <p class="muted small">{`${viewer.whoStated(fact)} · ${instantText(fact.receivedAt)}`}</p>
        <h2>{say({ zh: '撤销以后', en: 'After the undo' })}</h2>
        <Cases viewer={viewer} label={say({ zh: '重新打开', en: 'Opens' })} cases={opens} />
        <Cases viewer={viewer} label={say({ zh: '结束', en: 'Closes' })} cases={closes} />
        <Cases viewer={viewer} label={say({ zh: '变化', en: 'Changes' })} cases={changes} />
        {opens.length + closes.length + changes.length === 0 && (
          <p>{say({ zh: '今天的待办没有变化。', en: 'Today’s cases do not change.' })}</p>
        )}
        <form method="post" action={`${path}/undo/${inPath(fact.factId)}`} novalidate>
          <input type="hidden" name="form" value={formId} />
          <UndoReason
            speaker={viewer}
            id="undo-reason"
            value={{ zh: '登记有误', en: 'recorded by mistake' }}
            problem={problem}
          />
          <p class="row">
            <button type="submit">{say({ zh: '撤销', en: 'Undo' })}</button>
            <a href={path}>{say({ zh: '不撤销', en: 'Keep the record' })}</a>
          </p>
        </form>
        <p class="muted small">
          {say({
            zh: '记录本身会保留并标明已撤销；要恢复，请重新登记。',
            en: 'The record stays and is marked as undone. To restore it, enter the same record again.',
          })}
        </p>
      </div>
    </Layout>
  );
}

interface CasesProps {
  readonly viewer: Viewer;
  readonly label: string;
  readonly cases: readonly ChangedCase[];
}

function Cases({ viewer, label, cases }: CasesProps) {
  if (cases.length === 0) return null;
  const named = cases.map((it) => caseName(it, viewer));
  return <p>{`${label}${viewer.wording.colon}${named.join(' / ')}`}</p>;
}
