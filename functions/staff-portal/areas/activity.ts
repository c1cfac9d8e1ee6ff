import type { Hono } from 'hono';
import { type Env, type PortalPorts, page } from '../answers.ts';
import { may } from '../may.ts';
import { ActivityPage } from '../pages/activity.tsx';
import { isInTimeToUndo, isUndoable } from '../record.ts';
import { activitiesOf, unitsSeenBy } from '../views.ts';
import { mayUndoImport } from './uploads.ts';

const MOST_ENTRIES = 60;

export function addActivity(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/activity', async (c) => {
    const viewer = c.get('viewer');
    const record = c.get('record');
    const { person } = viewer;
    const all = unitsSeenBy(person, record);
    const filter = { unit: c.req.query('unit') ?? '', by: c.req.query('by') ?? '' };
    const unitIds = filter.unit === '' ? all : all.filter((unitId) => unitId === filter.unit);
    const found = await activitiesOf(unitIds, { most: MOST_ENTRIES * 4 }, ports);
    const entries = found.filter(({ by }) => filter.by === '' || by === filter.by).slice(0, MOST_ENTRIES);
    const undone = new Set(found.flatMap(({ action, factIds }) => (action === 'undone' ? factIds : [])));
    const props = {
      viewer,
      entries,
      unitIds: all,
      people: [...new Set(found.map(({ by }) => by))],
      filter,
      mayUndo: ({ action, unitId, at, factIds }: (typeof entries)[number]) => {
        if (factIds.some((factId) => undone.has(factId))) return false;
        if (action === 'bill-import' || action === 'list-import') return mayUndoImport(viewer, unitId, at);
        return isUndoable(action) && may(person, action, unitId) && isInTimeToUndo(viewer, at);
      },
    };
    return page(c, ActivityPage(props));
  });
}
