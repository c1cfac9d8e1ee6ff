import { expect, it } from 'vitest';
import { NO_COVERAGE } from '../../../domain/units/coverage.ts';
import { registrySchema, unitSchema } from '../../../domain/units/unit.ts';
import type { Fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { addDays } from '../../../domain/values/plain-date.ts';
import { Understanding } from '../../../functions/files/understood.ts';
import { InboxPage } from '../../../functions/staff-portal/pages/inbox.tsx';
import { PersonPage } from '../../../functions/staff-portal/pages/people.tsx';
import { RegistryPage } from '../../../functions/staff-portal/pages/registry.tsx';
import { MonthPage } from '../../../functions/staff-portal/pages/unit-tables.tsx';
import { UnitPage, UnitsPage } from '../../../functions/staff-portal/pages/units.tsx';
import { UploadPage } from '../../../functions/staff-portal/pages/upload.tsx';
import { UploadsPage } from '../../../functions/staff-portal/pages/uploads.tsx';
import type { Inbox } from '../../../functions/staff-portal/views.ts';
import { NOW, TODAY, viewerIn } from './hostile-viewer.ts';

const viewer = viewerIn('en');
const unit = unitSchema.parse({ unitId: 'U1', name: 'x', region: '北京', channel: 'online', staff: [] });
const times = <T>(count: number, it: T): T[] => Array.from({ length: count }, () => it);
const totalOf = (cases: number) => ({ amount: 0 as Fen, cases, unknown: 0 });
const sums = { cases: [], toClaim: totalOf(0), toPay: totalOf(0) };

function inbox(count: number) {
  const cases = { mine: [], all: [], waiting: [] };
  const none: Inbox = { ...sums, cases, quiet: new Set(), unitIds: [], notComputed: 0 };
  const query = { tab: 'mine', urgency: '', kind: '', unit: '', name: '', page: 1 } as const;
  return InboxPage({ viewer, inbox: { ...none, toPay: totalOf(count) }, query, done: [] });
}

function personPage(notShown: number) {
  const lists = { spells: [], allSpells: [], open: [], closed: [], charges: [], timeline: [] };
  const view = { employeeId: 'E1', name: 'x', seen: '', unitsOf: () => [], ...lists, notShown };
  return PersonPage({ viewer, view, forms: [], page: 1, monthsPage: 1, mayUndo: () => false });
}

function unitPage(days: number) {
  const view = { unitId: 'U1', name: 'x', unit, sums, coverage: NO_COVERAGE, findings: [] };
  return UnitPage({ viewer, view: { ...view, reportedOn: addDays(TODAY, -days) } });
}

function registryPage(count: number) {
  const formerIds = Object.fromEntries(times(count, 'x').map((id, index) => [`${id}${index}`, 'y']));
  const sources = [{ source: 'feishu', silentAfterWorkingDays: count, formerIds }];
  const registry = registrySchema.parse({ units: [], sources });
  return RegistryPage({ viewer, registry, unregisteredUnitIds: [], warnings: [] });
}

function monthPage(count: number) {
  const of = {
    month: month('2026-10'),
    unitAmount: 0 as Fen,
    personalAmount: 0 as Fen,
    charges: 0,
    because: [],
  };
  const findings = times(count, { kind: 'unknown-person', ...of } as const);
  const found = { month: of.month, billKnown: true, charges: count, findings };
  return MonthPage({ viewer, unit, month: of.month, found, page: 1 });
}

function uploadsPage(people: number) {
  const one = { import: 'x', file: 'x', of: ['2026-10'], people, receivedAt: NOW, by: 'x', mayUndo: false };
  return UploadsPage({ viewer, path: 'bills', unit, mayUpload: false, imports: [one], findings: [] });
}

function rosterPreview(people: number) {
  const of = { id: 'a', unitId: 'U1', kind: 'roster', file: 'x', state: 'checked', isQuick: true } as const;
  const upload = { ...of, workingUntil: NOW, lapsesAt: NOW, people: 0, answers: {}, by: 'x', version: 1 };
  const understood = new Understanding().understood();
  const some = { count: people, first: [] };
  const implausible = [{ unitId: 'U1', employed: people, leaving: 1 }];
  const preview = { is: 'roster', people, complete: true, implausible, findings: some, bad: some } as const;
  const read = { ...preview, understood, headers: [] };
  return UploadPage({
    viewer,
    unit,
    upload,
    preview: read,
    isCutShort: false,
    issues: [],
    hasChanged: false,
  });
}

it.each<[string, (count: number) => unknown, string, string]>([
  ['the cases of a sum', inbox, '1 case<', '2 cases<'],
  ['records of other units', personPage, 'Not listed: 1 more record of', 'Not listed: 2 more records of'],
  ['the days since a report', unitPage, '(1 day ago)', '(2 days ago)'],
  ['days without an event', registryPage, 'after 1 working day without', 'after 2 working days without'],
  ['former ids', registryPage, '1 former id<', '2 former ids<'],
  ['the charges on a bill', monthPage, '1 charge on the bill', '2 charges on the bill'],
  ['differences from a bill', monthPage, '1 difference from', '2 differences from'],
  ['the people of an import', uploadsPage, '1 person', '2 people'],
  ['the differences of a roster', rosterPreview, '>1 difference<', '>2 differences<'],
  ['unreadable rows', rosterPreview, '1 row cannot', '2 rows cannot'],
  ['the people of a roster', rosterPreview, '1 person; compared', '2 people; compared'],
  ['the people in service', rosterPreview, '1 of 1 person in service', '1 of 2 people in service'],
  [
    'units on several pages',
    (total) => UnitsPage({ viewer, units: [], page: 1, pages: 2, total }),
    'of 2, 1 unit<',
    'of 2, 2 units<',
  ],
])('an English page has a singular and a plural for %s', (_, pageWith, one, two) => {
  expect(String(pageWith(1))).toContain(one);
  expect(String(pageWith(2))).toContain(two);
});
