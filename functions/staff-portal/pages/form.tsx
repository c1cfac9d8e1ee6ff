import { randomUUID } from 'node:crypto';
import type { JSX } from 'hono/jsx';
import { printable } from '../../../domain/letter/letter.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { problemText } from '../../sources/webhook/problem-texts.ts';
import type { ActionForm, Field, Filled, Issue, Values } from '../forms.ts';
import type { Speaker, Viewer } from '../speaker.ts';
import { Why } from './parts.tsx';

/** A list of problems above the form, each with a link to its field. */
export function ErrorSummary({
  speaker,
  issues,
  prefix,
}: {
  readonly speaker: Speaker;
  readonly issues: readonly Issue[];
  readonly prefix: string;
}) {
  return (
    <div class="errors" role="alert" tabindex={-1} data-focus>
      <h2>{speaker.say({ zh: '没有保存，请更正', en: 'Nothing was saved; please correct' })}</h2>
      <ul>
        {issues.map(({ field, message }) => (
          <li>
            {field === '' ? (
              issueText(message, speaker)
            ) : (
              <a href={`#${prefix}-${field}`}>{issueText(message, speaker)}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A schema's own message in the page's language, if there is one. */
function issueText(message: string, { language, say }: Speaker): string {
  return /^Invalid (input|option)/.test(message)
    ? say({ zh: '请填写这一项', en: 'this field is required' })
    : problemText(message, language);
}

interface FormListProps {
  readonly viewer: Viewer;
  readonly forms: readonly ActionForm[];
  /** The path of the page. */
  readonly path: string;
  /** What the page shows now, to notice a change before the form is sent. */
  readonly seen: string;
  readonly filled?: Filled | undefined;
  /** The form that is open because it is the most likely one; the others are folded. */
  readonly open?: ActionForm['action'] | undefined;
}

export function FormList({ viewer, forms, path, seen, filled, open }: FormListProps) {
  return (
    <>
      {forms.map(({ action, title, fields, submit }) => {
        const { formId = randomUUID(), values, issues = [] } = filled?.action === action ? filled : {};
        return (
          <details open={action === open && fields.length > 0}>
            <summary>{viewer.say(title)}</summary>
            <form method="post" action={`${path}/do/${action}`} novalidate>
              {issues.length > 0 && <ErrorSummary speaker={viewer} issues={issues} prefix={action} />}
              <input type="hidden" name="form" value={formId} />
              <input type="hidden" name="seen" value={seen} />
              <input type="hidden" name="at" value={viewer.now} />
              {fields.map((field) => (
                <FieldOf
                  speaker={viewer}
                  field={field}
                  id={`${action}-${field.name}`}
                  values={values}
                  problem={issues.find((issue) => issue.field === field.name)?.message}
                />
              ))}
              <button type="submit">{viewer.say(submit)}</button>
            </form>
          </details>
        );
      })}
    </>
  );
}

interface FieldProps {
  readonly speaker: Speaker;
  readonly field: Field;
  readonly id: string;
  readonly values?: Values | undefined;
  readonly problem?: string | undefined;
}

export function FieldOf({ speaker, field, id, values, problem }: FieldProps) {
  const { say } = speaker;
  const described = [
    ...(field.hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-why`]),
  ];
  const describedBy = described.length > 0 && { 'aria-describedby': described.join(' ') };
  const label = `${say(field.label)}${field.required === true ? '' : say({ zh: '（选填）', en: ' (optional)' })}`;
  const notes = (
    <>
      {field.hint !== undefined && (
        <p class="muted small" id={`${id}-hint`}>
          {say(field.hint)}
        </p>
      )}
      <Why id={id} problem={problem && issueText(problem, speaker)} />
    </>
  );
  const given = values?.[field.name];
  const className = problem === undefined ? 'field' : 'field bad';
  if (field.is === 'flag')
    return (
      <div class={className}>
        {notes}
        <label class="pick">
          <input id={id} type="checkbox" name={field.name} value="yes" checked={given !== undefined} />
          {say(field.label)}
        </label>
      </div>
    );
  if (field.is === 'some' || field.is === 'choice') {
    const isOne = field.is === 'choice';
    const chosen = isOne ? [given?.[0] ?? field.value] : (given ?? field.value);
    const other = values?.[`${field.name}.other`]?.[0] ?? '';
    return (
      <fieldset class={className} id={id} {...describedBy}>
        <legend>{label}</legend>
        {notes}
        {field.options.map(({ value, text }) => (
          <label class="pick">
            <input
              type={isOne ? 'radio' : 'checkbox'}
              name={field.name}
              value={value}
              checked={chosen.includes(value)}
              {...(isOne && { id: `${id}-${value}` })}
            />
            {say(text)}
          </label>
        ))}
        {isOne && field.other !== undefined && (
          <>
            <label for={`${id}-text`}>{say({ zh: '其他原因', en: 'Another reason' })}</label>
            <input
              id={`${id}-text`}
              name={`${field.name}.other`}
              type="text"
              maxlength={field.other.most}
              value={printable(other)}
              data-other={`${id}-other`}
            />
          </>
        )}
      </fieldset>
    );
  }
  return (
    <div class={className}>
      <label for={id}>{label}</label>
      {notes}
      <input
        id={id}
        name={field.name}
        {...inputOf(field, given?.[0] ?? field.value ?? '')}
        {...describedBy}
        {...(problem !== undefined && { 'aria-invalid': 'true' })}
        {...(field.required === true && { required: true })}
      />
    </div>
  );
}

interface UndoReasonProps extends Pick<FieldProps, 'speaker' | 'id' | 'problem'> {
  /** The reason that is filled in at first. */
  readonly value: Texts;
}

export function UndoReason({ value, ...props }: UndoReasonProps) {
  const label = { zh: '为什么撤销', en: 'Reason for the undo' };
  const text = props.speaker.say(value);
  const field = { name: 'reason', is: 'line', label, required: true, most: 300, value: text } as const;
  return <FieldOf {...props} field={field} />;
}

type InputField = Extract<Field, { readonly is: 'day' | 'month' } | { readonly is: 'line' | 'money' }>;

/** The attributes of an input for a day, a month, a text or an amount. */
function inputOf(field: InputField, value: string): JSX.IntrinsicElements['input'] {
  switch (field.is) {
    case 'day':
      return {
        type: 'date',
        value,
        placeholder: 'YYYY-MM-DD',
        ...compact({ min: field.min, max: field.max }),
      };
    case 'month':
      return { type: 'month', value, placeholder: 'YYYY-MM', ...compact({ min: field.min, max: field.max }) };
    case 'line':
    case 'money':
      return {
        type: 'text',
        value: printable(value),
        ...(field.is === 'money' && { inputmode: 'decimal' }),
        ...compact({ maxlength: field.most }),
      };
  }
}
