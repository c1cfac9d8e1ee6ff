import { detailText } from '../../../domain/letter/spell-text.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { type AnyFact, factText } from '../../staff-actions/shown-facts.ts';
import type { Viewer } from '../speaker.ts';
import { instantText } from './case.tsx';
import { Layout } from './layout.tsx';

interface ChangedProps {
  readonly viewer: Viewer;
  readonly path: string;
  readonly changed: Texts;
  /** Facts stated since the form was opened. */
  readonly since: readonly AnyFact[];
  /** The URL to which the form is sent again. */
  readonly action: string;
  /** All submitted values, and `seen` of the page as it is now. */
  readonly fields: readonly (readonly [string, string])[];
}

/** Shown if the page changed after the form was opened: the changes, their authors, and whether to continue. */
export function ChangedPage({ viewer, path, changed, since, action, fields }: ChangedProps) {
  const { say } = viewer;
  const title = say({ zh: '内容在您填写时变了', en: 'The records changed while you filled in the form' });
  return (
    <Layout speaker={viewer} title={title}>
      <div class="card">
        <p>{say(changed)}</p>
        {since.length > 0 && (
          <ul>
            {since.map((fact) => (
              <li>{`${say(factText(fact))} · ${detailText(fact.data, viewer)} · ${viewer.whoStated(fact)} · ${instantText(fact.receivedAt)}`}</li>
            ))}
          </ul>
        )}
        <form method="post" action={action}>
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p class="row">
            <button type="submit">{say({ zh: '仍然登记', en: 'Record my entry anyway' })}</button>
            <a href={path}>
              {say({ zh: '不登记，看现在的情况', en: 'Do not record my entry; show the current state' })}
            </a>
          </p>
        </form>
      </div>
    </Layout>
  );
}
