import type { Hono } from 'hono';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Unwatched } from '../../../domain/digest/unwatched.ts';
import { overdueDays } from '../../../domain/digest/unwatched.ts';
import { counted } from '../../../domain/values/language.ts';
import { addDays, parsePlainDate } from '../../../domain/values/plain-date.ts';
import { silentSources } from '../../casework/silent-sources.ts';
import { unwatchedUnits } from '../../casework/unwatched-units.ts';
import type { AuditEntry, QuarantinedEvent, RegistryRecord } from '../../ports.ts';
import { addressIn } from '../../sign-in/sign-in.ts';
import { refusedHosts } from '../../sources/hr-apis.ts';
import { tryAgain, undeliverable } from '../../staff-actions/mail-addresses.ts';
import { type C, type Env, notFound, only, type PortalPorts, page, valuesOf } from '../answers.ts';
import { AdminPage, DropPage } from '../pages/admin.tsx';
import { RegistryPage } from '../pages/registry.tsx';
import type { Viewer } from '../speaker.ts';
import { eventIdOf, fromPath, inPath, readInbox } from '../views.ts';

/**
 * Events are kept for 90 days. An event received just after midnight in China may be stored under the previous UTC day.
 */
const QUARANTINE_DAYS = 91;
const MOST_REPLAYED = 50;
const LATEST_ACTS = 20;

/** Pages and forms for administrators only. Everybody else gets "not found". */
export function addAdministration(app: Hono<Env>, ports: PortalPorts): void {
  app.use('/admin', onlyAdministrators);
  app.use('/admin/*', onlyAdministrators);
  app.get('/admin', async (c) => {
    const viewer = c.get('viewer');
    const { registry, unmapped } = c.get('record');
    const { today } = viewer;
    const [silent, unmailed, unwatched, quarantined, acts] = await Promise.all([
      silentSources(today, registry.sources, ports.heard, publishedCalendar),
      undeliverable(ports),
      unwatchedBy(viewer, c.get('record'), ports),
      quarantinedEvents(c, ports),
      ports.audit.list({ most: LATEST_ACTS }),
    ]);
    const problems = { silent, unmapped, unmailed, unwatched, quarantined };
    return page(c, AdminPage({ viewer, ...problems, acts, notice: noticeIn(c) }));
  });
  app.get('/admin/registry', async (c) => {
    const { registry, unregisteredUnitIds } = c.get('record');
    const warnings = await refusedHosts(registry.sources, ports.apiHosts ?? {});
    return page(c, RegistryPage({ viewer: c.get('viewer'), registry, unregisteredUnitIds, warnings }));
  });
  app.post('/admin/quarantine/replay', async (c) => {
    const wanted = new Set((await valuesOf(c)).e ?? []);
    const events = (await quarantinedEvents(c, ports)).filter((event) =>
      wanted.has(inPath(eventIdOf(event))),
    );
    // The oldest events are chosen first.
    const chosen = events.toReversed().slice(0, MOST_REPLAYED);
    for (const event of chosen) {
      const { day, source, deliveryId } = event;
      await noteAct(c, 'quarantine-replayed', eventIdOf(event), ports);
      await ports.replays.ask({ day, source, deliveryId });
    }
    return c.redirect(`/admin?replayed=${chosen.length}`, 303);
  });
  app.post('/admin/mail/retry', async (c) => {
    const address = addressIn(only(await valuesOf(c), 'address'));
    if (address === undefined) return notFound(c);
    await noteAct(c, 'address-tried-again', address, ports);
    await tryAgain(address, ports);
    return c.redirect('/admin?done=1', 303);
  });
  app.get('/admin/quarantine/:event/drop', async (c) => {
    const event = await eventNamed(c, ports);
    return event === undefined ? notFound(c) : page(c, DropPage({ viewer: c.get('viewer'), event }));
  });
  app.post('/admin/quarantine/:event/drop', async (c) => {
    const event = await eventNamed(c, ports);
    if (event === undefined) return notFound(c);
    await noteAct(c, 'quarantine-dropped', eventIdOf(event), ports);
    await ports.quarantined.remove(event);
    return c.redirect('/admin?done=1', 303);
  });
}

function noticeIn(c: C): string | undefined {
  const { say } = c.get('viewer');
  if (c.req.query('done') === '1') return say({ zh: '已完成。', en: 'Done.' });
  const replayed = /^\d{1,2}$/.exec(c.req.query('replayed') ?? '')?.[0];
  return (
    replayed &&
    say({
      zh: `已安排重放 ${replayed} 个事件，片刻后刷新本页。`,
      en: `Replay of ${counted(Number(replayed), 'event')} requested: reload this page in a moment.`,
    })
  );
}

/** Units with overdue cases that none of their handlers has looked at for some time. */
async function unwatchedBy(
  { person, today }: Viewer,
  record: RegistryRecord,
  ports: PortalPorts,
): Promise<readonly Unwatched[]> {
  const { cases } = await readInbox(person, today, record, ports);
  const units = record.registry.units.map((unit) => ({
    unit,
    overdue: overdueDays(
      cases.all.flatMap(({ case: it }) => ((it.unitIds ?? [it.unitId]).includes(unit.unitId) ? [it] : [])),
      today,
    ),
  }));
  const unreachable = new Set((await ports.mailAddresses.undeliverable()).map(({ address }) => address));
  return unwatchedUnits(
    units,
    { day: today, record, unreachable },
    { ...ports, calendar: publishedCalendar },
  );
}

async function onlyAdministrators(c: C, next: () => Promise<void>) {
  if (!c.get('viewer').person.administers) return notFound(c);
  await next();
  return undefined;
}

/** Quarantined events without their bodies, latest first. */
async function quarantinedEvents(c: C, { quarantined }: PortalPorts): Promise<readonly QuarantinedEvent[]> {
  const { today } = c.get('viewer');
  const events = await quarantined.list(addDays(today, -QUARANTINE_DAYS), today);
  return events.toSorted((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
}

async function eventNamed(c: C, { quarantined }: PortalPorts): Promise<QuarantinedEvent | undefined> {
  const id = fromPath(c.req.param('event') ?? '');
  const day = parsePlainDate(id?.slice(0, 10) ?? '');
  if (day === undefined) return undefined;
  return (await quarantined.list(day, day)).find((event) => eventIdOf(event) === id);
}

function noteAct(c: C, action: AuditEntry['action'], about: string, { audit }: PortalPorts): Promise<void> {
  const { now: at, person } = c.get('viewer');
  return audit.note({ at, by: person.key, verified: true, action, about: [about] });
}
