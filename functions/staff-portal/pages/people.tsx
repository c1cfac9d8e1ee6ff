import type { Spell } from '../../../domain/employment/spell.ts';
import { CATEGORY_TEXTS } from '../../../domain/facts/texts.ts';
import { yuanText } from '../../../domain/letter/case-card.ts';
import { dayText } from '../../../domain/letter/case-in-short.ts';
import { situationText } from '../../../domain/letter/spell-text.ts';
import { counted } from '../../../domain/values/language.ts';
import type { AnyFact } from '../../staff-actions/shown-facts.ts';
import type { ActionForm, Filled } from '../forms.ts';
import { cursorInPath, type FoundPeople, type FoundPerson, type PersonView } from '../people.ts';
import type { Viewer } from '../speaker.ts';
import { casePath, kindOf, personPath, unitPath } from '../views.ts';
import { FactLine } from './case.tsx';
import { FormList } from './form.tsx';
import { Layout, type Notice } from './layout.tsx';
import { Card, kindText, Pages, pageOf, pathWith, Select, Table } from './parts.tsx';

interface PeopleProps {
  readonly viewer: Viewer;
  readonly query: { readonly text: string; readonly unit: string };
  /** The people found; undefined before a search. */
  readonly found: FoundPeople | undefined;
  readonly unitIds: readonly string[];
}

/** Searches people by name or employee id in the viewer's units. */
export function PeoplePage({ viewer, query, found, unitIds }: PeopleProps) {
  const { say, unitName } = viewer;
  const title = say({ zh: '人员', en: 'People' });
  return (
    <Layout speaker={viewer} title={title} at="/people">
      <form method="get" action="/people" class="filters card">
        <div>
          <label for="people-q">{say({ zh: '姓名或工号', en: 'Name or employee id' })}</label>
          <input id="people-q" name="q" type="search" maxlength={100} value={query.text} />
        </div>
        {unitIds.length > 1 && (
          <Select
            name="unit"
            label={say({ zh: '参保单位', en: 'Unit' })}
            any={say({ zh: '不限', en: 'any' })}
            value={query.unit}
            options={unitIds.map((each) => [each, unitName(each)])}
          />
        )}
        <button type="submit">{say({ zh: '查找', en: 'Search' })}</button>
      </form>
      {found === undefined ? (
        <p class="muted">
          {say({
            zh: '按姓名或工号查找；只选单位则逐页列出该单位的人员。',
            en: 'Search by name or employee id, or choose only a unit to list its people.',
          })}
        </p>
      ) : (
        <Results viewer={viewer} query={query} found={found} />
      )}
    </Layout>
  );
}

function Results({
  viewer,
  query,
  found,
}: Omit<PeopleProps, 'unitIds' | 'found'> & { readonly found: FoundPeople }) {
  const { say } = viewer;
  const { people, lookedThrough, next } = found;
  return (
    <>
      {people.length === 0 ? (
        <p class="card">{say({ zh: '这里没有找到。', en: 'No person was found.' })}</p>
      ) : (
        <ul class="plain">
          {people.map((person) => (
            <Result viewer={viewer} person={person} />
          ))}
        </ul>
      )}
      <p class="muted small">
        {say({
          zh: `查看了 ${lookedThrough} 段劳动关系${next === undefined ? '，已全部看完' : '，还没有看完'}。`,
          en: `Employments searched: ${lookedThrough}${next === undefined ? '; these are all' : '; there are more'}.`,
        })}
      </p>
      {next !== undefined && (
        <p>
          <a href={pathWith('/people', { q: query.text, unit: query.unit, after: cursorInPath(next) })}>
            {say({ zh: '继续查找', en: 'Continue' })}
          </a>
        </p>
      )}
    </>
  );
}

function Result({ viewer, person }: { readonly viewer: Viewer; readonly person: FoundPerson }) {
  const { employeeId, name, spells } = person;
  return (
    <li class="card">
      <a href={personPath(employeeId)}>{viewer.wording.who(employeeId, name)}</a>
      {spells.map((spell) => (
        <div class="muted small">{`${viewer.unitName(spell.unitId)} · ${situationText(spell, viewer.say)}`}</div>
      ))}
    </li>
  );
}

interface PersonProps {
  readonly viewer: Viewer;
  readonly view: PersonView;
  readonly forms: readonly ActionForm[];
  readonly mayUndo: (fact: AnyFact) => boolean;
  /** The current page of the timeline, from 1. `monthsPage` is the page of the charged months. */
  readonly page: number;
  readonly monthsPage: number;
  readonly filled?: Filled | undefined;
  readonly notice?: Notice | undefined;
}

const FACTS_PER_PAGE = 20;
const MONTHS_PER_PAGE = 12;
const MOST_CLOSED = 20;

/** One person: employments, cases, charges, timeline, and forms for what the HR systems do not report. */
export function PersonPage(props: PersonProps) {
  const { viewer, view, forms, filled, notice } = props;
  const { say, wording } = viewer;
  const { employeeId, name, seen } = view;
  const path = personPath(employeeId);
  const title = wording.who(employeeId, name);
  return (
    <Layout speaker={viewer} title={title} at={path} notice={notice}>
      <div class="two">
        <div>
          <Spells {...props} />
          <Cases {...props} />
          {forms.length > 0 && (
            <>
              <h2>
                {say({
                  zh: '人事系统没有告知的，在这里登记',
                  en: 'Record what the HR systems do not report',
                })}
              </h2>
              <FormList
                viewer={viewer}
                forms={forms}
                path={path}
                seen={seen}
                filled={filled}
                open={filled?.action}
              />
            </>
          )}
          <Charges {...props} />
        </div>
        <Facts {...props} />
      </div>
    </Layout>
  );
}

function Spells({ viewer, view }: PersonProps) {
  const { say, unitName } = viewer;
  return (
    <Card title={say({ zh: '劳动关系', en: 'Employments' })}>
      <ul class="plain">
        {view.spells.map((spell) => (
          <li>
            <a href={unitPath(spell.unitId)}>{unitName(spell.unitId)}</a>
            <div>{situationText(spell, say)}</div>
            <div class="muted small">{aboutSpell(spell, viewer)}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function aboutSpell({ person }: Spell, { say }: Viewer): string {
  const { department, category, identity } = person;
  return [department, say(CATEGORY_TEXTS[category]), identity?.masked]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function Cases({ viewer, view }: PersonProps) {
  const { say, wording } = viewer;
  const { open, closed } = view;
  if (open.length + closed.length === 0) return null;
  return (
    <Card title={say({ zh: '待办', en: 'Cases' })}>
      <ul class="plain">
        {open.map(({ case: it, urgency, daysLeft }) => (
          <li>
            <a href={casePath(it.caseId)}>{wording.kinds[it.kind]}</a>{' '}
            <span class={`tag ${urgency}`}>{wording.urgencies[urgency]}</span>{' '}
            {dayText(it, daysLeft, viewer.language)}
          </li>
        ))}
        {closed.slice(0, MOST_CLOSED).map((caseId) => (
          <li>
            <a href={casePath(caseId)}>{kindText(kindOf(caseId), viewer)}</a>{' '}
            <span class="muted">{say({ zh: '没有打开', en: 'not open' })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Charges({ viewer, view, monthsPage, page: factsPage }: PersonProps) {
  const { say } = viewer;
  const { charges, employeeId } = view;
  if (charges.length === 0) return null;
  const { page, pages, shown } = pageOf(charges, monthsPage, MONTHS_PER_PAGE);
  const title = say({ zh: '扣缴', en: 'Charges' });
  return (
    <Card title={title}>
      <Table
        caption={say({ zh: '按月扣缴', en: 'Charges by month' })}
        heads={[
          say({ zh: '月份', en: 'Month' }),
          say({ zh: '单位', en: 'Unit' }),
          say({ zh: '个人', en: 'Person' }),
        ]}
      >
        {shown.map(({ month, unitId, unitAmount, personalAmount, base, supplement }) => (
          <tr>
            <th scope="row">
              {month}
              <div class="muted small">
                {[
                  viewer.unitName(unitId),
                  ...(supplement === true ? [say({ zh: '补差补缴', en: 'supplement' })] : []),
                  ...(base === undefined
                    ? []
                    : [say({ zh: `基数 ${yuanText(base)}`, en: `base ${yuanText(base)}` })]),
                ].join(' · ')}
              </div>
            </th>
            <td>{yuanText(unitAmount)}</td>
            <td>{yuanText(personalAmount)}</td>
          </tr>
        ))}
      </Table>
      <Pages
        viewer={viewer}
        page={page}
        pages={pages}
        total={{ zh: `共 ${charges.length} 条`, en: counted(charges.length, 'charge') }}
        pathOf={(months) => pathWith(personPath(employeeId), { page: factsPage, months })}
      />
    </Card>
  );
}

function Facts({ viewer, view, mayUndo, page: pageNumber, monthsPage: months }: PersonProps) {
  const { say } = viewer;
  const { timeline, employeeId, notShown } = view;
  const { page, pages, shown } = pageOf(timeline, pageNumber, FACTS_PER_PAGE);
  const path = personPath(employeeId);
  const title = say({ zh: '记录', en: 'Records' });
  return (
    <Card title={title}>
      <ol class="time">
        {shown.map((entry) => (
          <FactLine viewer={viewer} entry={entry} mayUndo={mayUndo} path={path} />
        ))}
      </ol>
      <Pages
        viewer={viewer}
        page={page}
        pages={pages}
        total={{ zh: `共 ${timeline.length} 条`, en: counted(timeline.length, 'record') }}
        pathOf={(number) => pathWith(path, { page: number, months })}
      />
      {notShown > 0 && (
        <p class="muted small">
          {say({
            zh: `另有 ${notShown} 条只属于其他单位，没有列出。`,
            en: `Not listed: ${counted(notShown, 'more record')} of other units only.`,
          })}
        </p>
      )}
    </Card>
  );
}
