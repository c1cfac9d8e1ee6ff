import type { Child, JSX } from 'hono/jsx';
import type { Texts } from '../../../domain/values/language.ts';
import type { Speaker } from '../speaker.ts';
import { ErrorSummary } from './form.tsx';
import { Layout } from './layout.tsx';
import { Why } from './parts.tsx';

interface SignInProps {
  readonly speaker: Speaker;
  readonly next: string;
  /** The address from the link. It is not verified. */
  readonly offered?: string | undefined;
  readonly address?: string | undefined;
  readonly problem?: string | undefined;
}

export function SignInPage({ speaker, next, offered, address, problem }: SignInProps) {
  const { say } = speaker;
  const title = say({ zh: '登录', en: 'Sign in' });
  return (
    <Layout speaker={speaker} title={title} heading="" at="/sign-in">
      <div class="card">
        <h1>{title}</h1>
        <p>
          {say({
            zh: '我们把六位验证码发到您的工作邮箱；不需要密码。',
            en: 'We send a six-digit code to your work e-mail address; you need no password.',
          })}
        </p>
        {offered !== undefined && problem === undefined && (
          <form method="post" action="/sign-in">
            <input type="hidden" name="next" value={next} />
            <input type="hidden" name="address" value={offered} />
            <p>
              <button type="submit">{`${say({ zh: '发送验证码到', en: 'Send a code to' })} ${offered}`}</button>
            </p>
          </form>
        )}
        <SignInForm
          speaker={speaker}
          action="/sign-in"
          next={next}
          label={{ zh: '邮箱地址', en: 'E-mail address' }}
          name="address"
          input={{ type: 'email', autocomplete: 'email', value: address ?? '' }}
          problem={problem}
          submit={{ zh: '发送验证码', en: 'Send me a code' }}
          isQuiet={offered !== undefined && problem === undefined}
        />
      </div>
    </Layout>
  );
}

interface CodeProps {
  readonly speaker: Speaker;
  readonly next: string;
  readonly address: string;
  readonly problem?: string | undefined;
}

export function CodePage({ speaker, next, address, problem }: CodeProps) {
  const { say } = speaker;
  const title = say({ zh: '输入验证码', en: 'Enter the code' });
  return (
    <Layout speaker={speaker} title={title} heading="" at="/sign-in/code">
      <div class="card">
        <h1>{title}</h1>
        <p>
          {say({
            zh: `如果 ${address} 登记在册，验证码一分钟内会到；15 分钟内有效，只能用一次。`,
            en: `If ${address} is registered, a code arrives within a minute. It is valid for 15 minutes and works once.`,
          })}
        </p>
        <SignInForm
          speaker={speaker}
          action="/sign-in/code"
          next={next}
          label={{ zh: '六位验证码', en: 'Six-digit code' }}
          name="code"
          input={{ type: 'text', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 12 }}
          problem={problem}
          submit={{ zh: '登录', en: 'Sign in' }}
        >
          <label class="pick">
            <input type="checkbox" name="shared" value="yes" />
            {say({
              zh: '这是公用电脑（8 小时后自动退出）',
              en: 'Others use this computer too (you are signed out after 8 hours)',
            })}
          </label>
        </SignInForm>
        <details>
          <summary>{say({ zh: '没有收到？', en: 'No mail received?' })}</summary>
          <p>
            {say({
              zh: '看一下垃圾邮件；每个地址一小时最多请求 5 次。地址没有登记的收不到任何邮件，请找管理员。',
              en: 'Check the junk mail; an address can request 5 codes an hour. An unregistered address gets no mail: ask your administrator.',
            })}
          </p>
          <form method="post" action="/sign-in">
            <input type="hidden" name="next" value={next} />
            <input type="hidden" name="address" value={address} />
            <button type="submit" class="plain">
              {say({ zh: '再发一次', en: 'Send another code' })}
            </button>{' '}
            <a href="/sign-in">{say({ zh: '换一个地址', en: 'Another address' })}</a>
          </form>
        </details>
      </div>
    </Layout>
  );
}

interface SignInFormProps {
  readonly speaker: Speaker;
  readonly action: string;
  readonly next: string;
  readonly label: Texts;
  readonly name: string;
  readonly input: JSX.IntrinsicElements['input'];
  readonly problem: string | undefined;
  readonly submit: Texts;
  /** True if another form on the page is the main one. */
  readonly isQuiet?: boolean;
  readonly children?: Child;
}

/** A form with one field. */
function SignInForm(props: SignInFormProps) {
  const { speaker, action, next, label, name, input, problem, submit, isQuiet = false, children } = props;
  return (
    <form method="post" action={action} novalidate>
      {problem !== undefined && (
        <ErrorSummary speaker={speaker} issues={[{ field: name, message: problem }]} prefix="sign-in" />
      )}
      <input type="hidden" name="next" value={next} />
      <div class={problem === undefined ? 'field' : 'field bad'}>
        <label for={`sign-in-${name}`}>{speaker.say(label)}</label>
        <input
          id={`sign-in-${name}`}
          name={name}
          {...input}
          {...(problem !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'sign-in-why' })}
        />
        <Why id="sign-in" problem={problem} />
      </div>
      {children}
      <p>
        <button type="submit" class={isQuiet ? 'plain' : ''}>
          {speaker.say(submit)}
        </button>
      </p>
    </form>
  );
}
