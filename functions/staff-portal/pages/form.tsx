import { printable } from '../../../domain/letter/letter.ts';
import { problemText } from '../../sources/webhook/problem-texts.ts';
import type { ActionForm, Field, Filled, Issue, Option, Values } from '../forms.ts';
import type { Speaker } from '../speaker.ts';

interface SignInFormProps {
  readonly speaker: Speaker;
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly field: {
    readonly name: string;
    readonly label: string;
    readonly type: 'email' | 'text';
    readonly autocomplete: string;
    readonly numeric?: boolean;
    readonly value: string;
  };
  readonly flag?: { readonly name: string; readonly label: string };
  readonly problem?: string | undefined;
  readonly submit: string;
  /** A secondary form: another form on the page is the main one. */
  readonly isQuiet?: boolean;
}

/** A form with one field, for signing in. */
export function SignInForm({
  speaker,
  action,
  hidden,
  field,
  flag,
  problem,
  submit,
  isQuiet = false,
}: SignInFormProps) {
  return (
    <form method="post" action={action} novalidate>
      {problem !== undefined && (
        <ErrorSummary speaker={speaker} issues={[{ field: field.name, message: problem }]} prefix="sign-in" />
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class={problem === undefined ? 'field' : 'field bad'}>
        <label for={`sign-in-${field.name}`}>{field.label}</label>
        <input
          id={`sign-in-${field.name}`}
          name={field.name}
          type={field.type}
          value={field.value}
          autocomplete={field.autocomplete}
          {...(field.numeric === true && { inputmode: 'numeric', maxlength: 12 })}
          {...(problem !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'sign-in-why' })}
        />
        {problem !== undefined && (
          <p class="why" id="sign-in-why">
            {problem}
          </p>
        )}
      </div>
      {flag !== undefined && (
        <label class="pick">
          <input type="checkbox" name={flag.name} value="yes" />
          {flag.label}
        </label>
      )}
      <p>
        <button type="submit" class={isQuiet ? 'plain' : ''}>
          {submit}
        </button>
      </p>
    </form>
  );
}

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

interface CaseFormProps {
  readonly speaker: Speaker;
  readonly form: ActionForm;
  /** The URL that receives the form. */
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** The submitted values, after an error. */
  readonly values?: Values | undefined;
  readonly issues?: readonly Issue[];
}

function CaseForm({ speaker, form, action, hidden, values, issues = [] }: CaseFormProps) {
  const prefix = form.action;
  return (
    <form method="post" action={action} novalidate>
      {issues.length > 0 && <ErrorSummary speaker={speaker} issues={issues} prefix={prefix} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {form.fields.map((field) => (
        <FieldOf
          speaker={speaker}
          field={field}
          id={`${prefix}-${field.name}`}
          values={values}
          problem={issues.find((issue) => issue.field === field.name)?.message}
        />
      ))}
      <button type="submit">{speaker.say(form.submit)}</button>
    </form>
  );
}

interface FormListProps {
  readonly speaker: Speaker;
  readonly forms: readonly ActionForm[];
  readonly path: string;
  /** Hidden values that each form sends in addition to its fields and id. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly newFormId: () => string;
  readonly filled?: Filled | undefined;
  /** The most likely form is open, the others are folded. */
  readonly open?: ActionForm['action'] | undefined;
}

export function FormList({ speaker, forms, path, hidden, newFormId, filled, open }: FormListProps) {
  return (
    <>
      {forms.map((form) => {
        const own = filled?.action === form.action ? filled : undefined;
        return (
          <details open={form.action === open && form.fields.length > 0}>
            <summary>{speaker.say(form.title)}</summary>
            <CaseForm
              speaker={speaker}
              form={form}
              action={`${path}/do/${form.action}`}
              hidden={{ form: own?.formId ?? newFormId(), ...hidden }}
              {...(own !== undefined && { values: own.values, issues: own.issues })}
            />
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
  const more = {
    ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
    ...(problem !== undefined && { 'aria-invalid': 'true' }),
    ...(field.required === true && { required: true }),
  };
  const label = `${say(field.label)}${field.required === true ? '' : say({ zh: '（选填）', en: ' (optional)' })}`;
  const notes = (
    <>
      {field.hint !== undefined && (
        <p class="muted small" id={`${id}-hint`}>
          {say(field.hint)}
        </p>
      )}
      {problem !== undefined && (
        <p class="why" id={`${id}-why`}>
          {issueText(problem, speaker)}
        </p>
      )}
    </>
  );
  const given = values?.[field.name];
  const className = problem === undefined ? 'field' : 'field bad';
  switch (field.is) {
    case 'day':
    case 'month':
      return (
        <div class={className}>
          <label for={id}>{label}</label>
          {notes}
          <input
            id={id}
            name={field.name}
            type={field.is === 'day' ? 'date' : 'month'}
            value={given?.[0] ?? field.value ?? ''}
            placeholder={field.is === 'day' ? 'YYYY-MM-DD' : 'YYYY-MM'}
            {...(field.min !== undefined && { min: field.min })}
            {...(field.max !== undefined && { max: field.max })}
            {...more}
          />
        </div>
      );
    case 'line':
    case 'money':
      return (
        <div class={className}>
          <label for={id}>{label}</label>
          {notes}
          <input
            id={id}
            name={field.name}
            type="text"
            value={printable(given?.[0] ?? field.value ?? '')}
            {...(field.is === 'money' && { inputmode: 'decimal' })}
            {...(field.most !== undefined && { maxlength: field.most })}
            {...more}
          />
        </div>
      );
    case 'flag':
      return (
        <div class={className}>
          {notes}
          <label class="pick">
            <input id={id} type="checkbox" name={field.name} value="yes" checked={given !== undefined} />
            {say(field.label)}
          </label>
        </div>
      );
    case 'some':
      return (
        <fieldset
          class={className}
          id={id}
          {...(described.length > 0 && { 'aria-describedby': described.join(' ') })}
        >
          <legend>{label}</legend>
          {notes}
          {field.options.map((option) => (
            <Pick
              kind="checkbox"
              name={field.name}
              option={option}
              checked={(given ?? field.value).includes(option.value)}
              speaker={speaker}
            />
          ))}
        </fieldset>
      );
    case 'choice': {
      const chosen = given?.[0] ?? field.value;
      const other = values?.[`${field.name}.other`]?.[0] ?? '';
      return (
        <fieldset
          class={className}
          id={id}
          {...(described.length > 0 && { 'aria-describedby': described.join(' ') })}
        >
          <legend>{label}</legend>
          {notes}
          {field.options.map((option) => (
            <Pick
              kind="radio"
              name={field.name}
              option={option}
              checked={chosen === option.value}
              speaker={speaker}
              id={`${id}-${option.value}`}
            />
          ))}
          {field.other !== undefined && (
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
  }
}

interface PickProps {
  readonly kind: 'checkbox' | 'radio';
  readonly name: string;
  readonly option: Option;
  readonly checked: boolean;
  readonly speaker: Speaker;
  readonly id?: string;
}

function Pick({ kind, name, option, checked, speaker, id }: PickProps) {
  return (
    <label class="pick">
      <input
        type={kind}
        name={name}
        value={option.value}
        checked={checked}
        {...(id !== undefined && { id })}
      />
      {speaker.say(option.text)}
    </label>
  );
}
