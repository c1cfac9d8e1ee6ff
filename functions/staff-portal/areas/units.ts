import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { unitCaseIdOf } from '../../../domain/cases/case-parts.ts';
import { LEDGER_KINDS, type Ledger, type LedgerKind } from '../../../domain/ledger/ledger.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { contributionBand } from '../../../domain/rules/contribution/contribution-base.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { type Month, monthOf, parseMonth, plusMonths } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { deriveCases, NO_TELEMETRY } from '../../casework/derive-cases.ts';
import { ledgerCsv, ledgerFileName } from '../../files/csv-files.ts';
import { ledgerFrom } from '../../imports/gather-ledger.ts';
import { reconcileUnit } from '../../imports/gather-month.ts';
import { unitContext } from '../../intake/registry-lookup.ts';
import { unitCasesOf } from '../../staff-actions/cases.ts';
import type { AnyFact } from '../../staff-actions/shown-facts.ts';
import { type C, download, type Env, forbidden, notFound, type PortalPorts, page } from '../answers.ts';
import { formFor, type Subject } from '../forms.ts';
import { may, type PortalAction } from '../may.ts';
import { pageNumber, pageOf } from '../pages/parts.tsx';
import { type BandRun, BasesPage, LedgerPage, MonthPage } from '../pages/unit-tables.tsx';
import { UnitPage, UnitsPage } from '../pages/units.tsx';
import { mayUndo } from '../record.ts';
import { lastMonths, readUnitView, type SeenUnit, sumsOf, unitSeen, unitSpells } from '../units.ts';
import { fromPath, timelineOf, unitPath, unitsSeenBy } from '../views.ts';
import { addRecordPage, type RecordPage } from './recording.ts';

const UNITS_PER_PAGE = 20;
/** No page or file of the portal includes more employments than this. */
const MOST_SPELLS = 20_000;
/** Comparing with a bill reads every employment, so the limit is lower. */
const MOST_COMPARED = 3_000;

export function addUnits(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/units', async (c) => {
    const viewer = c.get('viewer');
    const record = c.get('record');
    const all = unitsSeenBy(viewer.person, record).flatMap(
      (unitId) => unitSeen(unitId, viewer.person, record) ?? [],
    );
    const current = pageNumber(c.req.query('page'));
    const { shown, ...paging } = pageOf(all, current, UNITS_PER_PAGE);
    const ids = shown.map(({ unitId }) => unitId);
    const sums = await sumsOf(ids, viewer.today, record, ports);
    const units = shown.flatMap((unit) => {
      const own = sums.get(unit.unitId);
      return own === undefined ? [] : [{ unit, sums: own }];
    });
    return page(c, UnitsPage({ viewer, units, ...paging, total: all.length }));
  });
  app.get('/units/:unit', async (c) => {
    const seen = unitNamed(c);
    if (seen === undefined) return notFound(c);
    const viewer = c.get('viewer');
    const view = await readUnitView(seen, viewer.today, c.get('record'), ports);
    return page(c, UnitPage({ viewer, view }));
  });
  addMonths(app, ports);
  addLedgers(app, ports);
  addBases(app, ports);
}

function unitNamed(c: C): SeenUnit | undefined {
  return unitSeen(fromPath(c.req.param('unit') ?? ''), c.get('viewer').person, c.get('record'));
}

/**
 * Answers requests about a registered unit, if the viewer may do the action there. Only a registered unit has a policy,
 * ledgers and files.
 */
export function ofUnit(
  answer: (c: C, unit: Unit) => Response | Promise<Response>,
  action: PortalAction = 'see',
) {
  return (c: C): Response | Promise<Response> => {
    const unit = unitNamed(c)?.unit;
    if (unit === undefined) return notFound(c);
    return may(c.get('viewer').person, action, unit.unitId) ? answer(c, unit) : forbidden(c);
  };
}

function addMonths(app: Hono<Env>, ports: PortalPorts): void {
  const answer = async (c: C, unit: Unit) => {
    const month = parseMonth(c.req.param('month') ?? '');
    const viewer = c.get('viewer');
    const { today } = viewer;
    if (month === undefined || month > monthOf(today)) return notFound(c);
    const { unitId } = unit;
    const record = c.get('record');
    const spells = await unitSpells(unitId, MOST_COMPARED, ports);
    const found =
      spells &&
      (await reconcileUnit(
        { unit, month, asOf: today },
        {
          ...ports,
          spells: {
            async *duePages() {
              yield { items: spells, unreadable: [] };
            },
          },
          casesOf: (some, _, asOf) =>
            deriveCases(some, unitContext(unitId, record), asOf, NO_TELEMETRY).flatMap(({ cases }) => cases),
        },
      ));
    const current = pageNumber(c.req.query('page'));
    return page(c, MonthPage({ viewer, unit, month, found, page: current }));
  };
  app.get('/units/:unit/months/:month', ofUnit(answer));
}

function addLedgers(app: Hono<Env>, ports: PortalPorts): void {
  const ledgerOf = async (c: C, unit: Unit, kind: LedgerKind, month: Month): Promise<Ledger | undefined> => {
    const spells = await unitSpells(unit.unitId, MOST_SPELLS, ports);
    const context = unitContext(unit.unitId, c.get('record'));
    const on = { asOf: c.get('viewer').today, calendar: publishedCalendar };
    return spells && ledgerFrom(kind, spells, { ...context, ...on, unit, month });
  };
  const ledgersPage = async (c: C, unit: Unit) => {
    const viewer = c.get('viewer');
    const months = lastMonths(viewer.today);
    const kind = LEDGER_KINDS.find((each) => each === c.req.query('kind')) ?? 'leavers';
    const month = parseMonth(c.req.query('month') ?? '') ?? plusMonths(monthOf(viewer.today), -1);
    const ledger = await ledgerOf(c, unit, kind, month);
    const current = pageNumber(c.req.query('page'));
    return page(c, LedgerPage({ viewer, unit, kind, month, months, ledger, page: current }));
  };
  const ledgerFile = async (c: C, unit: Unit) => {
    const [, named, day = '', ending] =
      /^([a-z]+)-(\d{4}-\d{2})\.(csv|xlsx)$/.exec(c.req.param('file') ?? '') ?? [];
    const kind = LEDGER_KINDS.find((each) => each === named);
    const month = parseMonth(day);
    if (kind === undefined || month === undefined) return notFound(c);
    const ledger = await ledgerOf(c, unit, kind, month);
    if (ledger === undefined) return notFound(c);
    if (ending === 'csv') return download(c, ledgerFileName(ledger, 'csv'), ledgerCsv(ledger));
    const { ledgerXlsx } = await import('../../files/ledger-xlsx.ts');
    return download(c, ledgerFileName(ledger, 'xlsx'), await ledgerXlsx(ledger));
  };
  app.get('/units/:unit/ledgers', ofUnit(ledgersPage));
  app.get('/units/:unit/ledgers/:file', ofUnit(ledgerFile));
}

// ---------------------------------------------------------------- bases

function addBases(app: Hono<Env>, ports: PortalPorts): void {
  const read = async (c: C) => {
    const unit = unitNamed(c)?.unit;
    return unit && basesPage(c, unit, ports);
  };
  addRecordPage(app, '/units/:unit/bases', read, ports);
}

/** A unit's declared bases, and the form for a declaration if the viewer may record one. */
async function basesPage(c: C, unit: Unit, ports: PortalPorts): Promise<RecordPage> {
  const viewer = c.get('viewer');
  const record = c.get('record');
  const { unitId } = unit;
  const { today, person } = viewer;
  const caseId = unitCaseIdOf(unitId, 'declare-bases');
  const open = (await unitCasesOf(unitId, record, today, ports)).find((it) => it.caseId === caseId);
  const subject: Subject = {
    caseId,
    kind: 'declare-bases',
    unitId,
    unitIds: [unitId],
    ...(open !== undefined && { open }),
    findings: [],
    today,
  };
  const own = record.unitFacts.filter((fact) => fact.unitId === unitId);
  const declared = timelineOf(own).filter(({ fact }) => fact.kind === 'unit.bases_declared');
  const form = may(person, 'bases-declared', unitId) ? formFor('bases-declared', subject) : undefined;
  const isUndoable = (fact: AnyFact) => mayUndo(person, fact, subject, today);
  const known = declared.map(({ fact, isVoided }) => `${fact.factId} ${isVoided}`);
  const hash = createHash('sha256').update(known.join('\n')).digest('hex').slice(0, 16);
  return {
    path: unitPath(unitId, '/bases'),
    seen: hash,
    timeline: declared,
    about: { unitId, caseId },
    changed: {
      zh: '这个单位的申报记录有了新内容。',
      en: 'Something was recorded about the unit’s declarations.',
    },
    mayUndo: isUndoable,
    formOf: (action) => (action === 'bases-declared' ? (form ?? 'forbidden') : undefined),
    show: (more) =>
      BasesPage({
        viewer,
        unit,
        bands: bandsOf(unit, today),
        declared,
        form,
        seen: hash,
        caseId: open?.caseId,
        mayUndo: isUndoable,
        ...more,
      }),
  };
}

/**
 * The contribution bands of the last twelve months, latest first. Consecutive months with the same band are grouped.
 */
function bandsOf({ region, localPolicy }: Unit, today: PlainDate): readonly BandRun[] {
  const policy = policyOf(region, localPolicy);
  const runs: BandRun[] = [];
  for (const month of lastMonths(today)) {
    const band = contributionBand(month, policy);
    const { floor, ceiling } = band.known ? band : {};
    const last = runs.at(-1);
    if (last !== undefined && last.floor === floor && last.ceiling === ceiling)
      runs[runs.length - 1] = { ...last, from: month };
    else runs.push({ from: month, to: month, floor, ceiling, because: band.because });
  }
  return runs;
}
