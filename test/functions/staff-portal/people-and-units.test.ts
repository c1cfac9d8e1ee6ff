import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { FACT_SCHEMAS } from '../../../domain/facts/fact-schemas.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { detailText } from '../../../domain/letter/spell-text.ts';
import type { Finding } from '../../../domain/reconcile/reconcile-month.ts';
import { NO_COVERAGE } from '../../../domain/units/coverage.ts';
import { unitSchema } from '../../../domain/units/unit.ts';
import { UNIT_FACT_SCHEMAS } from '../../../domain/units/unit-facts.ts';
import type { Language } from '../../../domain/values/language.ts';
import type { Fen } from '../../../domain/values/money.ts';
import { month, plusMonths } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { download } from '../../../functions/staff-portal/answers.ts';
import { PERSON_ACTIONS, personForm } from '../../../functions/staff-portal/forms.ts';
import { mayFile } from '../../../functions/staff-portal/may.ts';
import { BatchPage } from '../../../functions/staff-portal/pages/batch.tsx';
import { PeoplePage, PersonPage } from '../../../functions/staff-portal/pages/people.tsx';
import { BasesPage, LedgerPage, MonthPage } from '../../../functions/staff-portal/pages/unit-tables.tsx';
import { UnitPage, UnitsPage } from '../../../functions/staff-portal/pages/units.tsx';
import {
  cursorFrom,
  cursorInPath,
  findPeople,
  isOffered,
  readPerson,
  unitsConcerned,
} from '../../../functions/staff-portal/people.ts';
import { resultOf } from '../../../functions/staff-portal/requests.ts';
import { speakerOf } from '../../../functions/staff-portal/speaker.ts';
import { lastMonths } from '../../../functions/staff-portal/units.ts';
import * as the from '../../support/facts.ts';
import { staffStage } from '../../support/staff-stage.ts';
import { expectEscaped, HOSTILE, NOW, person, TODAY, viewerIn } from './hostile-viewer.ts';

const UNIT = {
  ...unitSchema.parse({ unitId: 'U1', name: 'x', region: '北京', channel: 'online', staff: [] }),
  name: HOSTILE,
  region: HOSTILE,
  staff: [{ name: HOSTILE, email: HOSTILE, roles: ['handler' as const], language: 'zh' as const }],
  agency: { name: HOSTILE },
  localPolicy: {
    unitMedicalRate: { value: HOSTILE, from: TODAY, source: HOSTILE, verifiedOn: plainDate('2026-01-05') },
    [HOSTILE]: { value: HOSTILE, from: TODAY, until: TODAY, source: HOSTILE, verifiedOn: TODAY },
  },
};
const seen = { unitId: HOSTILE, name: HOSTILE, unit: UNIT };
const NONE = { amount: 0 as Fen, cases: 0, unknown: 1 };
const sums = { cases: [], toClaim: NONE, toPay: NONE };

const ABOUT = { name: HOSTILE, department: HOSTILE };
const FACTS: readonly Fact[] = the.inOrder(
  the.hired('2020-01-06', 'U1', ABOUT),
  ...Array.from({ length: 80 }, (_, index) =>
    the.charged('U1', plusMonths(month('2020-01'), index), [980, 203], { base: 9800 }),
  ),
  ...Array.from({ length: 80 }, (_, index) =>
    the.rejected('enrolment', `2020-02-${String(1 + (index % 28)).padStart(2, '0')}`, `${HOSTILE}${index}`),
  ),
);
const spells = foldSpells(HOSTILE, FACTS);

const finding: Finding = {
  kind: 'unknown-person',
  month: month('2026-10'),
  employeeId: HOSTILE,
  name: HOSTILE,
  masked: HOSTILE,
  unitAmount: 98000 as Fen,
  personalAmount: 20300 as Fen,
  charges: 1,
  caseId: HOSTILE,
  because: [{ rule: 'F3', code: 'bill-person-known-since', values: { knownAs: [HOSTILE] } }],
};
const timeline = FACTS.map((fact) => ({ fact, isVoided: false }));
const filled = {
  formId: HOSTILE,
  values: { firstWorkingDay: [HOSTILE], unitId: [HOSTILE], name: [HOSTILE] },
  issues: [{ field: 'name', message: HOSTILE }],
};
const common = {
  mayUndo: () => true,
  notice: { text: HOSTILE, undo: HOSTILE },
};

function pagesIn(language: Language): Readonly<Record<string, unknown>> {
  const viewer = viewerIn(language);
  const months = lastMonths(TODAY);
  return {
    people: PeoplePage({
      viewer,
      query: { text: HOSTILE, unit: HOSTILE },
      found: {
        people: Array.from({ length: 25 }, (_, index) => ({
          employeeId: `${HOSTILE}${index}`,
          name: HOSTILE,
          spells,
        })),
        lookedThrough: 2000,
        next: { unitId: HOSTILE, employeeId: HOSTILE, spellId: HOSTILE, wakeOn: TODAY },
      },
      unitIds: ['U1', HOSTILE],
    }),
    person: PersonPage({
      viewer,
      view: {
        employeeId: HOSTILE,
        name: HOSTILE,
        spells,
        allSpells: spells,
        open: [],
        closed: [`${HOSTILE}/enrolment`],
        charges: FACTS.flatMap((fact) =>
          fact.kind === 'contribution.charged' ? [{ ...fact.data, unitId: HOSTILE }] : [],
        ),
        timeline,
        unitsOf: () => [],
        notShown: 3,
        seen: HOSTILE,
      },
      forms: PERSON_ACTIONS.map((action) =>
        personForm(action, {
          employeeId: HOSTILE,
          today: TODAY,
          hireAt: [{ value: HOSTILE, text: { zh: HOSTILE, en: HOSTILE } }],
        }),
      ),
      page: 1,
      monthsPage: 1,
      filled: { action: 'change', ...filled },
      ...common,
    }),
    units: UnitsPage({
      viewer,
      units: Array.from({ length: 20 }, () => ({ unit: seen, sums })),
      page: 1,
      pages: 2,
      total: 40,
    }),
    unit: UnitPage({
      viewer,
      view: {
        ...seen,
        sums,
        trends: months.map((each, index) => ({
          month: each,
          overpaid: (index * 100_000) as Fen,
          overpaidPeople: index,
          unknownAmounts: 1,
          hireDays: index,
        })),
        people: 12,
        reportedOn: TODAY,
        coverage: NO_COVERAGE,
        findings: [],
      },
    }),
    month: MonthPage({
      viewer,
      unit: seen,
      month: month('2026-10'),
      found: {
        month: month('2026-10'),
        billKnown: true,
        charges: 900,
        findings: Array.from({ length: 900 }, () => finding),
      },
      page: 1,
    }),
    ledger: LedgerPage({
      viewer,
      unit: seen,
      kind: 'leavers',
      month: month('2026-10'),
      months,
      ledger: {
        title: '离职台账',
        unitName: HOSTILE,
        month: month('2026-10'),
        columns: Array.from({ length: 18 }, () => ({ header: HOSTILE, kind: 'text' as const, width: 10 })),
        rows: Array.from({ length: 1000 }, () => Array.from({ length: 18 }, () => HOSTILE)),
      },
      page: 1,
    }),
    bases: BasesPage({
      viewer,
      unit: seen,
      bands: months.map((each) => ({ from: each, to: each, floor: 1 as Fen, because: finding.because })),
      declared: timeline,
      form: personForm('leave', { employeeId: HOSTILE, today: TODAY, hireAt: [] }),
      seen: HOSTILE,
      caseId: HOSTILE,
      filled: { action: 'leave', ...filled },
      ...common,
    }),
    batch: BatchPage({
      viewer,
      items: Array.from({ length: 50 }, (_, index) => {
        const caseId = `E${index}/2026-11-02/not-covered`;
        const about = {
          kind: 'not-covered',
          unitId: 'U1',
          unitIds: ['U1'],
          employeeId: `E${index}`,
        } as const;
        return {
          view: {
            caseId,
            subject: { caseId, ...about, findings: [], today: TODAY },
            listed: undefined,
            employeeName: HOSTILE,
            timeline: [],
            seen: '',
          },
          on: HOSTILE,
        };
      }),
      leftOut: 1,
      formId: HOSTILE,
      step: 'filing-submitted',
      receiptNo: HOSTILE,
      channel: '',
      fileProblem: HOSTILE,
    }),
  };
}

describe.each(['zh', 'en'] as const)('the pages in %s', (language) => {
  it.each(Object.entries(pagesIn(language)))(
    'have text from others escaped in the page %s, with at most 30 KB',
    (_name, content) => {
      const html = printable(String(content));
      expectEscaped(html);
      expect(html).not.toMatch(/[\u202e\u2066]/);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30_720);
    },
  );
});

describe('findPeople', () => {
  const stage = staffStage();
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      foldSpells(`E${index}`, the.inOrder(the.hired('2026-01-05', 'U1', { name: `赵${index}` }))),
    ).flat();
  /** The ports for `count` people, whose spells come in pages as from the real index. */
  const portsOf = (count: number) => {
    const all = people(count).map((spell) => ({ spell, wakeOn: TODAY }));
    let read = 0;
    return {
      read: () => read,
      employees: stage.ports.employees,
      async *unitSnapshots(_unitId: string, after?: { readonly employeeId: string }) {
        const first =
          after === undefined ? 0 : all.findIndex(({ spell }) => spell.employeeId === after.employeeId) + 1;
        for (let from = first; from < all.length; from += 700) {
          read += 1;
          yield all.slice(from, from + 700);
        }
      },
    };
  };

  it('searches the company in limited parts, and continues where it stopped', async () => {
    const ports = portsOf(5000);
    const asked = { text: '赵4999', after: undefined };
    const first = await findPeople(asked, ['U1'], ports);
    expect([first.people, first.lookedThrough, ports.read()]).toEqual([[], 2000, 3]);
    const second = await findPeople({ ...asked, after: first.next }, ['U1'], ports);
    const third = await findPeople({ ...asked, after: second.next }, ['U1'], ports);
    expect(third).toMatchObject({ people: [{ employeeId: 'E4999' }], lookedThrough: 1000 });
    expect(third.next).toBeUndefined();
    const many = await findPeople({ text: '', after: undefined }, ['U1'], portsOf(60));
    expect([many.people.length, many.lookedThrough]).toEqual([25, 25]);
    expect((await findPeople({ text: '赵', after: undefined }, [], portsOf(60))).people).toEqual([]);
  });

  it.each([
    '',
    'x',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('["U1","E1","",""]').toString('base64url'),
  ])('continues from no invalid place: %j', (text) => {
    expect(cursorFrom(text)).toBeUndefined();
  });

  it('continues from the place that it gave', () => {
    const place = { unitId: HOSTILE, employeeId: '员工', spellId: '2026-01-05', wakeOn: TODAY };
    expect(cursorFrom(cursorInPath(place))).toEqual(place);
  });
});

describe('the page of a person', () => {
  it('shows each of two units only its own records', async () => {
    const stage = staffStage();
    await stage.take(
      ...the.inOrder(
        the.hired('2026-01-05', 'U1', { name: '赵敏' }),
        the.charged('U1', '2026-02'),
        the.left('2026-05-29'),
        the.hired('2026-07-01', 'U2', { name: '赵敏', department: '机密' }),
        the.charged('U2', '2026-08'),
        the.accepted('enrolment', '2026-07-06', '2026-07'),
      ),
    );
    const record = await stage.registry.load();
    const view = await readPerson('E1', person, TODAY, record, stage.ports);
    expect(view?.spells.map(({ unitId }) => unitId)).toEqual(['U1']);
    expect(view?.charges.map(({ month: each }) => each)).toEqual(['2026-02']);
    expect(view?.timeline.map(({ fact }) => fact.kind).toSorted()).toEqual([
      'contribution.charged',
      'employee.hired',
      'employee.terminated',
    ]);
    expect(view?.notShown).toBe(3);
    const all = { ...person, administers: true };
    expect((await readPerson('E1', all, TODAY, record, stage.ports))?.timeline).toHaveLength(6);
    const other = { ...person, rolesByUnit: new Map([['U9', ['handler' as const]]]) };
    expect(await readPerson('E1', other, TODAY, record, stage.ports)).toBeUndefined();
    // A leave recorded now would end the employment at U2, so it concerns only that unit.
    expect(unitsConcerned(await stage.spells())).toEqual(['U2']);
  });

  it.each([
    ['U1', 'U1', true],
    ['U2', 'U1', true],
    ['U3', 'U1', false],
    ['U1', undefined, true],
    ['U2', undefined, true],
    ['U3', undefined, false],
  ])('of unit %s shows a transfer from %s to U2: %s', async (unitId, from, isShown) => {
    const stage = staffStage();
    await stage.take(
      ...the.inOrder(
        the.hired('2025-01-06', 'U3', { name: '赵敏' }),
        the.left('2025-06-30'),
        the.hired('2026-01-05', 'U1', { name: '赵敏' }),
        the.moved('2026-05-04', 'U2', from),
      ),
    );
    const viewer = { ...person, administers: false, rolesByUnit: new Map([[unitId, ['handler' as const]]]) };
    const view = await readPerson('E1', viewer, TODAY, await stage.registry.load(), stage.ports);
    const kinds = view?.timeline.map(({ fact }) => fact.kind);
    expect(kinds?.includes('employee.transferred')).toBe(isShown);
    expect(view?.notShown).toBe(4 - (kinds?.length ?? 0));
  });

  it('shows a voided record as void to the unit of the record', async () => {
    const stage = staffStage();
    await stage.take(
      ...the.inOrder(
        the.hired('2026-01-05', 'U1', { name: '赵敏' }),
        the.charged('U1', '2026-02'),
        the.left('2026-03-02'),
        the.hired('2026-06-01', 'U2', { name: '赵敏' }),
      ),
    );
    const at = '2026-07-01T02:00:00.000Z';
    await stage.take(the.voided('f2', { id: 'v1', statedAt: at, receivedAt: at }));
    const record = await stage.registry.load();
    const view = await readPerson('E1', person, TODAY, record, stage.ports);
    expect(view?.timeline.find(({ fact }) => fact.factId === 'f2')?.isVoided).toBe(true);
    expect(view?.charges).toEqual([]);
    expect(view?.timeline.map(({ fact }) => fact.factId).toSorted()).toEqual(['f1', 'f2', 'f3', 'v1']);
    const other = { ...person, rolesByUnit: new Map([['U2', ['handler' as const]]]) };
    const atOther = await readPerson('E1', other, TODAY, record, stage.ports);
    expect(atOther?.timeline.map(({ fact }) => fact.factId)).toEqual(['f4']);
  });

  it.each([
    ['in service', [the.hired('2026-01-05', 'U1')], ['leave', 'change']],
    [
      'suspended',
      [the.hired('2026-01-05', 'U1'), the.left('2026-05-29', 'suspended')],
      ['leave', 'resume', 'change', 'hire'],
    ],
    [
      'no longer employed',
      [the.hired('2026-01-05', 'U1'), the.left('2026-05-29')],
      ['leave', 'change', 'hire'],
    ],
  ] as const)('offers only suitable actions to a person who is %s', (_name, facts, offered) => {
    const own = foldSpells('E1', the.inOrder(...facts));
    expect(PERSON_ACTIONS.filter((action) => isOffered(action, own))).toEqual(offered);
  });
});

describe('a batch of cases', () => {
  it.each([
    ['not-covered', true],
    ['enrolment', true],
    ['removal', true],
    ['information-change', true],
    ['overpayment', false],
    ['back-payment', false],
  ] as const)('accepts a case of the kind %s: %s', (kind, takes) => {
    const state = { is: 'open' } as const;
    const it = {
      caseId: `E1/1/${kind}`,
      kind,
      unitId: 'U1',
      state,
      openedOn: TODAY,
      knownAt: NOW,
      documents: [],
      because: [],
    };
    expect(mayFile(person, it)).toBe(takes);
    expect(mayFile({ ...person, rolesByUnit: new Map([['U1', ['manager']]]) }, it)).toBe(false);
  });
});

describe('a downloaded file', () => {
  it('has a safe name in its header, and its exact bytes', async () => {
    const app = new Hono();
    const bytes = Buffer.from([0x50, 0x4b, 0xff, 0x00, 0xfe]);
    app.get('/x', (c) => download(c, `台账"\r\n';(*)-2026.xlsx`, bytes));
    app.get('/c', (c) => download(c, 'a.csv', Buffer.from('\uFEFF姓名')));
    const result = await resultOf(await app.request('/x'));
    expect(result.headers?.['content-disposition']).toMatch(
      /^attachment; filename="canbao\.xlsx"; filename\*=UTF-8''[\w%.-]+$/,
    );
    expect(Buffer.from(result.body ?? '', 'base64')).toEqual(bytes);
    expect(result.isBase64Encoded).toBe(true);
    // The file keeps its byte order mark, by which Excel recognizes UTF-8.
    expect((await resultOf(await app.request('/c'))).body).toBe('\uFEFF姓名');
  });
});

/** All parts of a schema, nested ones included, each with the name of its field. */
function partsOf(schema: unknown, field = ''): readonly { field: string; def: Record<string, unknown> }[] {
  const { def } = (schema as { readonly _zod: { readonly def: Record<string, unknown> } })._zod;
  const inner = [def.innerType, def.element, def.in].filter((it) => it !== undefined);
  return [
    { field, def },
    ...inner.flatMap((it) => partsOf(it, field)),
    ...Object.entries(def.shape ?? {}).flatMap(([name, it]) => partsOf(it, name)),
  ];
}

describe('detailText', () => {
  const schemas = Object.values({ ...FACT_SCHEMAS, ...UNIT_FACT_SCHEMAS }).map((schema) => schema());
  const parts = schemas.flatMap((schema) => partsOf(schema));
  const valuesOf = ({ field, def }: (typeof parts)[number]) =>
    def.type === 'enum' ? Object.values(def.entries as object).map((value: string) => [field, value]) : [];
  const enums = [...new Map(parts.flatMap(valuesOf).map((it) => [it.join(' '), it])).values()];
  const fields = [...new Set(parts.map(({ field }) => field))].filter(
    (name) => !['', 'employeeId', 'hash'].includes(name),
  );
  const zh = speakerOf('zh');

  it.each(enums)('has Chinese words for %s %s', (field = '', value) => {
    expect(detailText({ [field]: value }, zh)).not.toMatch(/[A-Za-z]/);
  });

  it.each(fields)('has a Chinese name for the field %s', (field) => {
    expect(detailText({ [field]: '值' }, zh)).not.toMatch(/[A-Za-z]/);
  });

  it('is tested with more than thirty enumerated values', () => {
    expect(enums.length).toBeGreaterThan(30);
  });
});
