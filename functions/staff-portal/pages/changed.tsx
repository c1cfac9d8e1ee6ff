import { detailText } from '../../../domain/letter/spell-text.ts';
import type { Viewer } from '../speaker.ts';
import { type AnyFact, type CaseView, inPath } from '../views.ts';
import { factText } from '../words.ts';
import { instantText } from './case.tsx';
import { Layout } from './layout.tsx';

interface ChangedProps {
  readonly viewer: Viewer;
  readonly view: CaseView;
  /** What was stated since the form was opened. */
  readonly since: readonly AnyFact[];
  readonly whoStated: (fact: AnyFact) => string;
  /** Where the form goes again. */
  readonly action: string;
  /** All that was filled in, with the case as it is now. */
  readonly fields: readonly (readonly [string, string])[];
}

/** The case is no longer what the form was filled in against: what happened, by whom, and whether to go on. */
export function ChangedPage({ viewer, view, since, whoStated, action, fields }: ChangedProps) {
  const { say } = viewer;
  const title = say({ zh: '这件待办在您填写时变了', en: 'The case changed while you filled in the form' });
  return (
    <Layout speaker={viewer} viewer={viewer} title={title}>
      <h1>{title}</h1>
      <div class="card">
        <p>
          {view.listed === undefined
            ? say({ zh: '它现在没有打开。', en: 'It is not open now.' })
            : say({
                zh: '它的状态、日期或金额和您看到的不同。',
                en: 'Its state, days or money are not what you saw.',
              })}
        </p>
        {since.length > 0 && (
          <ul>
            {since.map((fact) => (
              <li>{`${say(factText(fact))} · ${detailText(fact.data, viewer)} · ${whoStated(fact)} · ${instantText(fact.receivedAt)}`}</li>
            ))}
          </ul>
        )}
        <form method="post" action={action}>
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p class="row">
            <button type="submit">{say({ zh: '仍然登记', en: 'Record it all the same' })}</button>
            <a href={`/cases/${inPath(view.caseId)}`}>
              {say({ zh: '不登记，看现在的情况', en: 'Do not; show me the case as it is' })}
            </a>
          </p>
        </form>
      </div>
    </Layout>
  );
}
