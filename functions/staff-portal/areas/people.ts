import type { Hono } from 'hono';
import { CASE_KINDS } from '../../../domain/cases/case.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { AnyFact } from '../../staff-actions/shown-facts.ts';
import { type C, type Env, only, type PortalPorts, page } from '../answers.ts';
import { type ActionForm, PERSON_ACTIONS, type PersonAction, personForm } from '../forms.ts';
import { may } from '../may.ts';
import { pageNumber } from '../pages/parts.tsx';
import { PeoplePage, PersonPage } from '../pages/people.tsx';
import { cursorFrom, findPeople, isOffered, type PersonView, readPerson, unitsConcerned } from '../people.ts';
import { mayUndo } from '../record.ts';
import { fromPath, personPath, unitsSeenBy } from '../views.ts';
import { addRecordPage, type RecordPage } from './recording.ts';

const LONGEST_TEXT = 100;

export function addPeople(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/people', async (c) => {
    const viewer = c.get('viewer');
    const record = c.get('record');
    const all = unitsSeenBy(viewer.person, record);
    const [text, unit] = [(c.req.query('q') ?? '').slice(0, LONGEST_TEXT), c.req.query('unit') ?? ''];
    const unitIds = unit === '' ? all : all.filter((unitId) => unitId === unit);
    // A search needs a name or a unit.
    const after = cursorFrom(c.req.query('after') ?? '');
    const found = text + unit === '' ? undefined : await findPeople({ text, after }, unitIds, ports);
    return page(c, PeoplePage({ viewer, query: { text, unit }, found, unitIds: all }));
  });
  const read = async (c: C) => {
    const { person, today } = c.get('viewer');
    const employeeId = fromPath(c.req.param('person') ?? '');
    const view = employeeId && (await readPerson(employeeId, person, today, c.get('record'), ports));
    return view ? recordPage(c, view) : undefined;
  };
  addRecordPage(app, '/people/:person', read, ports);
}

/**
 * The forms that the viewer may use. A hire needs one unit at which the viewer may record it. Every other form needs
 * its permission at every unit concerned.
 */
function formsFor(c: C, { employeeId, allSpells }: PersonView): readonly ActionForm[] {
  const { person, today } = c.get('viewer');
  const { units } = c.get('record').registry;
  const hireAt = units
    .filter(({ unitId }) => may(person, 'hire', unitId))
    .map(({ unitId, name }) => ({ value: unitId, text: { zh: name, en: name } }));
  const concerned = unitsConcerned(allSpells);
  const mayRecord = (action: PersonAction) =>
    action === 'hire' ? hireAt.length > 0 : concerned.every((unitId) => may(person, action, unitId));
  return PERSON_ACTIONS.filter(mayRecord).map((action) => personForm(action, { employeeId, today, hireAt }));
}

function recordPage(c: C, view: PersonView): RecordPage {
  const { employeeId, name, spells, seen, timeline } = view;
  const viewer = c.get('viewer');
  const forms = formsFor(c, view);
  const mayUndoIt = undoable(c, view);
  return {
    path: personPath(employeeId),
    seen,
    timeline,
    about: { unitId: spells[0]?.unitId ?? '', employeeId, ...compact({ employeeName: name }) },
    changed: { zh: '此人的记录有了新内容。', en: 'Something was recorded about this person.' },
    mayUndo: mayUndoIt,
    formOf(given, values) {
      const action = PERSON_ACTIONS.find((each) => each === given);
      if (action === undefined) return undefined;
      const at = action === 'hire' ? only(values, 'unitId') : '';
      if (at !== '' && !may(viewer.person, 'hire', at)) return 'forbidden';
      return forms.find((form) => form.action === action) ?? 'forbidden';
    },
    show: (more) =>
      PersonPage({
        viewer,
        view,
        forms: forms.filter(({ action }) => isOffered(action, view.allSpells)),
        mayUndo: mayUndoIt,
        page: pageNumber(c.req.query('page')),
        monthsPage: pageNumber(c.req.query('months')),
        ...more,
      }),
  };
}

/** Whether the viewer may undo a fact about the person, depending on its kind and units. */
function undoable(c: C, { spells, unitsOf }: PersonView) {
  const { person, today } = c.get('viewer');
  const own = [...new Set(spells.map(({ unitId }) => unitId))];
  return (fact: AnyFact): boolean => {
    if (!('employeeId' in fact)) return false;
    const concerned = unitsOf(fact);
    const ofCase = 'caseId' in fact.data ? fact.data.caseId : '';
    const kind = CASE_KINDS.find((each) => ofCase.endsWith(`/${each}`)) ?? 'needs-person';
    return (concerned.length === 0 ? own : concerned).every((unitId) =>
      mayUndo(person, fact, { kind, unitIds: [unitId] }, today),
    );
  };
}
