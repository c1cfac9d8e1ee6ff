import type { Child } from 'hono/jsx';
import { CASE_KINDS, type CaseKind } from '../../../domain/cases/case.ts';
import type { MoneyTotal, MoneyTotals } from '../../../domain/digest/money-totals.ts';
import { yuanText } from '../../../domain/letter/case-card.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import type { Viewer } from '../speaker.ts';

interface About {
  readonly kind: CaseKind;
  readonly unitId: string;
  readonly employeeId?: string | undefined;
  readonly employeeName?: string | undefined;
}

/** The employee of a case, or the unit of a unit's own case. */
export function whoOf(
  { employeeId, employeeName, unitId }: Omit<About, 'kind'>,
  { wording, unitName }: Viewer,
): string {
  return employeeId === undefined ? unitName(unitId) : wording.who(employeeId, employeeName);
}

export function caseName(about: About, viewer: Viewer): string {
  return `${whoOf(about, viewer)} · ${kindText(about.kind, viewer)}`;
}

/** The name of a kind of case. An unknown kind, for example of another release, is displayed as it is. */
export function kindText(kind: string, { wording }: Pick<Viewer, 'wording'>): string {
  const known = CASE_KINDS.find((each) => each === kind);
  return known === undefined ? kind : wording.kinds[known];
}

/** A URL with these parameters; empty ones are left out. */
export function pathWith(path: string, parameters: Readonly<Record<string, string | number>>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  const query = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}

interface CardProps {
  readonly title: string;
  /** A text for screen readers that is shorter than the title. */
  readonly label?: string;
  readonly children?: Child;
}

/** A section with a heading. */
export function Card({ title, label = title, children }: CardProps) {
  return (
    <section class="card" aria-label={label}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface TableProps {
  readonly caption: string;
  /** The headers of the columns. */
  readonly heads: readonly Child[];
  readonly class?: string;
  readonly lang?: string;
  readonly children?: Child;
}

export function Table({ caption, heads, children, ...attributes }: TableProps) {
  return (
    <table {...attributes}>
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** The notice about what was just done; nothing is shown without a text. */
export function Flash({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p class="notice" role="status">
      {text}
    </p>
  );
}

/** States what is wrong with a field. @param id the field's id. */
export function Why({ id, problem, ...more }: { id: string; problem: string | undefined; role?: string }) {
  if (problem === undefined) return null;
  return (
    <p class="why" id={`${id}-why`} {...more}>
      {problem}
    </p>
  );
}

/** The two sums of open cases, as entries of a list of figures. They are never added together. */
export function MoneyFigures({ viewer, of }: { readonly viewer: Viewer; readonly of: MoneyTotals }) {
  return (
    <>
      <MoneyFigure viewer={viewer} label={{ zh: '可追回', en: 'To claim back' }} total={of.toClaim} />
      <MoneyFigure viewer={viewer} label={{ zh: '待补缴', en: 'To pay' }} total={of.toPay} />
    </>
  );
}

interface MoneyFigureProps {
  readonly viewer: Viewer;
  readonly label: Texts;
  readonly total: MoneyTotal;
}

function MoneyFigure({ viewer, label, total }: MoneyFigureProps) {
  const { say } = viewer;
  const { amount, cases, unknown } = total;
  const more =
    unknown > 0 ? say({ zh: `，${unknown} 件金额未知`, en: `, ${unknown} of unknown amount` }) : '';
  return (
    <div>
      <dt>{say(label)}</dt>
      <dd>
        {yuanText(amount)}{' '}
        <span class="muted small">{`${say({ zh: `${cases} 件`, en: counted(cases, 'case') })}${more}`}</span>
      </dd>
    </div>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  /** The text of the option for "no choice". If it is undefined, a choice is required. */
  readonly any?: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
}

export function Select({ name, label, any, value, options }: SelectProps) {
  return (
    <div>
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name}>
        {any !== undefined && <option value="">{any}</option>}
        {options.map(([each, text]) => (
          <option value={each} selected={each === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface PagesProps {
  readonly viewer: Viewer;
  readonly page: number;
  readonly pages: number;
  readonly total: Texts;
  readonly pathOf: (page: number) => string;
}

export function Pages({ viewer, page, pages, total, pathOf }: PagesProps) {
  const { say } = viewer;
  if (pages <= 1) return null;
  return (
    <nav class="row" aria-label={say({ zh: '分页', en: 'Pages' })}>
      {page > 1 && <a href={pathOf(page - 1)}>{say({ zh: '上一页', en: 'Previous' })}</a>}
      <span>
        {say({ zh: `第 ${page} / ${pages} 页，${total.zh}`, en: `page ${page} of ${pages}, ${total.en}` })}
      </span>
      {page < pages && <a href={pathOf(page + 1)}>{say({ zh: '下一页', en: 'Next' })}</a>}
    </nav>
  );
}

/** The items of one page of a list. @param pageNumber the page from 1; a number beyond the last gives the last page. */
export function pageOf<T>(items: readonly T[], pageNumber: number, perPage: number) {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const page = Math.min(Math.max(1, pageNumber), pages);
  return { page, pages, shown: items.slice((page - 1) * perPage, page * perPage) };
}

export function pageNumber(text: string | undefined): number {
  return Number(/^\d{1,4}$/.exec(text ?? '')?.[0] ?? 1);
}

interface ScrollProps {
  readonly label: string;
  readonly children?: Child;
}

/** Lets a wide table scroll on its own, also with the keyboard. */
export function Scroll({ label, children }: ScrollProps) {
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      {children}
    </section>
  );
}
