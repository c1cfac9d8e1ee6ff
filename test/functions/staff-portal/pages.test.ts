import { describe, expect, it } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import type { Language } from '../../../domain/values/language.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { type Instant, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import type { ListedCase } from '../../../functions/casework/list-cases.ts';
import { Understanding } from '../../../functions/files/understood.ts';
import type { Upload } from '../../../functions/ports.ts';
import { voidsOf } from '../../../functions/staff-actions/shown-facts.ts';
import { calendarEntry } from '../../../functions/staff-portal/calendar-entry.ts';
import { formFor, latestSnooze, type Subject } from '../../../functions/staff-portal/forms.ts';
import { AdminPage, DropPage } from '../../../functions/staff-portal/pages/admin.tsx';
import { CasePage } from '../../../functions/staff-portal/pages/case.tsx';
import { EvidencePage } from '../../../functions/staff-portal/pages/evidence.tsx';
import { filtered, InboxPage, type InboxQuery } from '../../../functions/staff-portal/pages/inbox.tsx';
import { kindText } from '../../../functions/staff-portal/pages/parts.tsx';
import { RegistryPage } from '../../../functions/staff-portal/pages/registry.tsx';
import { UploadPage } from '../../../functions/staff-portal/pages/upload.tsx';
import { UploadsPage } from '../../../functions/staff-portal/pages/uploads.tsx';
import { dryRun, mayUndo } from '../../../functions/staff-portal/record.ts';
import { browserName, localPath } from '../../../functions/staff-portal/requests.ts';
import { languageFor } from '../../../functions/staff-portal/speaker.ts';
import { type CaseView, fromPath, type Inbox, inPath } from '../../../functions/staff-portal/views.ts';
import { expectEscaped, HOSTILE, NOW, person, TODAY, viewerIn } from './hostile-viewer.ts';

function enrolment(index: number, more: Partial<Case> = {}): Case {
  const employeeId = `E${index}`;
  return {
    caseId: `${employeeId}/2026-11-02/enrolment`,
    kind: 'enrolment',
    employeeId,
    employeeName: HOSTILE,
    spellId: '2026-11-02',
    unitId: 'BJ',
    state: { is: 'rejected', on: plainDate('2026-11-20'), reason: HOSTILE },
    eventOn: plainDate('2026-11-02'),
    openedOn: plainDate('2026-11-02'),
    knownAt: '2026-11-02T01:00:00.000Z' as Instant,
    deadline: {
      statutoryDueOn: plainDate('2026-12-02'),
      lastLawfulDay: plainDate('2026-12-02'),
      actBy: plainDate('2026-12-02'),
      assumedCalendar: false,
    },
    documents: [{ name: HOSTILE, required: true, received: false }],
    because: [
      {
        ...{ rule: 'D4', code: 'cut-off-unknown', values: { region: HOSTILE } },
        ...{ source: HOSTILE, law: HOSTILE, confidence: 'unknown' },
      },
    ],
    ...more,
  };
}

const listed = (it: Case): ListedCase => ({
  case: it,
  urgency: 'soon',
  daysLeft: 1,
  notes: [],
  attentions: [],
});

function inboxOf(cases: readonly ListedCase[]): Inbox {
  const none = { amount: 0, cases: 0, unknown: 0 } as Inbox['toClaim'];
  return {
    cases: { mine: cases, all: cases, waiting: [] },
    toClaim: none,
    toPay: none,
    quiet: new Set(cases.map(({ case: { caseId } }) => caseId)),
    unitIds: ['BJ', HOSTILE],
    notComputed: 0,
  };
}

const QUERY: InboxQuery = { tab: 'all', urgency: '', kind: '', unit: '', name: '', page: 1 };

function subjectOf(open: Case): Subject {
  const { caseId, kind, unitId, employeeId, spellId } = open;
  return {
    caseId,
    kind,
    unitId,
    unitIds: [unitId],
    ...(employeeId !== undefined && { employeeId }),
    ...(spellId !== undefined && { spellId }),
    open,
    findings: [],
    today: TODAY,
  };
}

function noted(text: string, more: Partial<Fact> = {}): Fact {
  return {
    kind: 'case.noted',
    factId: 'staff:1',
    employeeId: 'E1',
    statedAt: NOW,
    receivedAt: NOW,
    by: { who: person.key, verified: true },
    data: { employeeId: 'E1', caseId: 'E1/2026-11-02/enrolment', text, on: TODAY },
    ...more,
  } as Fact;
}

function casePage(language: Language): string {
  const open = enrolment(1);
  return String(
    CasePage({
      viewer: viewerIn(language),
      view: { ...viewOf(open), timeline: [{ fact: noted(HOSTILE), isVoided: false }] },
      mayUndo: () => true,
      filled: {
        action: 'filing-rejected',
        formId: HOSTILE,
        values: { reason: ['other'], 'reason.other': [HOSTILE], on: [HOSTILE] },
        issues: [{ field: 'on', message: HOSTILE }],
      },
      notice: { text: HOSTILE },
      platform: { name: HOSTILE, url: 'https://example.com' },
    }),
  );
}

function uploadsPage(language: Language, path: 'bills' | 'roster'): string {
  const finding = {
    kind: 'unit-differs',
    employeeId: HOSTILE,
    name: HOSTILE,
    unitId: 'BJ',
    mends: [],
  } as const;
  const values = { ours: HOSTILE, theirs: HOSTILE, asOf: TODAY };
  const roster = { unitIds: ['BJ'], asOf: TODAY, complete: true, people: [] };
  return String(
    UploadsPage({
      viewer: viewerIn(language),
      path,
      unit: { unitId: 'BJ', name: HOSTILE },
      mayUpload: true,
      imports: [
        {
          import: HOSTILE,
          file: HOSTILE,
          of: [HOSTILE],
          people: 1,
          receivedAt: NOW,
          by: HOSTILE,
          mayUndo: true,
        },
      ],
      findings: [
        {
          source: HOSTILE,
          finding: { ...finding, code: 'roster-unit', values },
          roster,
          foundAt: NOW,
          seenAt: NOW,
        },
      ],
      notice: HOSTILE,
      filled: {
        of: 'upload',
        values: { sheet: [HOSTILE], on: [HOSTILE] },
        issues: [{ field: 'file', message: HOSTILE }],
      },
    }),
  );
}

function uploadPage(language: Language, state: Upload['state']): string {
  const problem = { line: 2, sheet: HOSTILE, column: HOSTILE, code: 'not-a-day', values: {} } as const;
  const who = { employeeId: HOSTILE, employeeName: HOSTILE };
  const one = { caseId: 'E1/a/enrolment', kind: 'enrolment', unitId: 'BJ', ...who } as const;
  const some = <T>(...first: T[]) => ({ count: 90, first });
  const earlier = { import: 'x', file: HOSTILE, people: 3, importedOn: '2026-11-01', by: HOSTILE };
  const understood = new Understanding();
  understood.readSheet(HOSTILE, [1], [{ field: HOSTILE, column: 0, header: HOSTILE, isHidden: false }]);
  understood.ask(HOSTILE, HOSTILE);
  return String(
    UploadPage({
      viewer: viewerIn(language),
      unit: { unitId: 'BJ', name: HOSTILE },
      upload: {
        id: 'a',
        unitId: 'BJ',
        kind: 'bill',
        file: HOSTILE,
        state,
        isQuick: true,
        workingUntil: NOW,
        people: 0,
        answers: { extent: 'whole' },
        by: HOSTILE,
        lapsesAt: NOW,
        version: 1,
      },
      preview: {
        is: 'import',
        factId: `bill:${HOSTILE}`,
        isRepeated: true,
        months: [
          {
            month: month('2026-10'),
            people: 1,
            unitAmount: fen(1),
            personalAmount: fen(1),
            extent: 'whole',
            asks: true,
            expected: 9,
            missing: some({ employeeId: HOSTILE, name: HOSTILE }),
            earlier: [earlier],
          },
        ],
        counts: {
          people: 1,
          newFacts: 1,
          knownFacts: 1,
          unknownPeople: 1,
          unknownCharges: 1,
          doubtfulRows: 1,
        },
        unknown: some({ ...problem, code: 'unknown-person', values: { who: HOSTILE } }),
        proposals: some({ name: HOSTILE, could: [HOSTILE] }),
        changes: { opens: some(one), closes: some(one), changes: some(one) },
        isUnsaid: false,
        understood: understood.understood(),
        lastLineOpen: 9,
        bad: some({ line: 2, sheet: HOSTILE, cells: [HOSTILE, 'x'.repeat(500)], problems: [problem] }),
        headers: [HOSTILE],
      },
      isCutShort: false,
      issues: [{ field: 'partly', message: HOSTILE }],
      hasChanged: true,
    }),
  );
}

function viewOf(open: Case): CaseView {
  return {
    caseId: open.caseId,
    subject: subjectOf(open),
    listed: listed(open),
    employeeName: HOSTILE,
    timeline: [{ fact: noted(HOSTILE), isVoided: true }],
    seen: 'abc',
  };
}

function evidencePage(language: Language): string {
  const view = viewOf(enrolment(1));
  const fact = noted(HOSTILE);
  const reason = { ...noted(''), kind: 'fact.voided', data: { factId: 'staff:1', reason: HOSTILE } } as Fact;
  const ids = { messageId: HOSTILE, transportId: HOSTILE };
  const mail = { day: TODAY, recipient: HOSTILE, ...ids, sentAt: NOW, deliveredAt: NOW };
  return String(
    EvidencePage({
      viewer: viewerIn(language),
      evidence: {
        view,
        voids: voidsOf([fact, reason]),
        acted: { fact, on: TODAY, ...(view.listed && { listed: view.listed }) },
        receipts: [{ fact, receiptNo: HOSTILE }],
        mails: [mail],
        hash: 'ab',
      },
    }),
  );
}

const EVENT = {
  day: TODAY,
  source: HOSTILE,
  deliveryId: HOSTILE,
  receivedAt: NOW,
  problems: Array.from({ length: 7 }, () => HOSTILE),
};

function adminPages(language: Language): string {
  const viewer = viewerIn(language);
  const admin = AdminPage({
    viewer,
    silent: [{ source: HOSTILE, lastHeardOn: TODAY, workingDays: 9, usual: 5 }],
    unmailed: [{ address: HOSTILE, since: TODAY, why: 'bounced', unitIds: [HOSTILE] }],
    unwatched: [{ unitId: HOSTILE, unitName: HOSTILE, overdue: 2, workingDays: 6 }],
    unmapped: [{ source: HOSTILE, field: 'unit', value: HOSTILE }],
    quarantined: [EVENT],
    acts: [
      { at: EVENT.receivedAt, by: HOSTILE, verified: false, action: 'secret-put', about: [HOSTILE] },
      { at: EVENT.receivedAt, by: 'x', verified: true, action: HOSTILE as 'rebuilt', about: [] },
    ],
    notice: HOSTILE,
  });
  const entry = { value: HOSTILE, from: TODAY, source: HOSTILE, verifiedOn: TODAY };
  const registry = registrySchema.parse({
    units: [{ unitId: 'BJ', name: 'x', region: '北京', channel: 'online', staff: [] }],
    sources: [{ source: 'feishu', units: { 研发: 'BJ' }, formerIds: { a: 'b' } }],
  });
  const [unit] = registry.units;
  const staff = [{ name: HOSTILE, email: HOSTILE, roles: ['handler' as const], language }];
  const named = unit && { ...unit, name: HOSTILE, region: HOSTILE, staff, localPolicy: { [HOSTILE]: entry } };
  const page = RegistryPage({
    viewer,
    registry: {
      ...registry,
      units: named ? [named] : [],
      fallbackStaff: [{ name: HOSTILE, email: HOSTILE }],
    },
    unregisteredUnitIds: [HOSTILE],
    warnings: [{ zh: HOSTILE, en: HOSTILE }],
  });
  return [admin, DropPage({ viewer, event: EVENT }), page].map(String).join('');
}

describe.each(['zh', 'en'] as const)('text from others in %s', (language) => {
  const inbox = String(
    InboxPage({
      viewer: viewerIn(language),
      inbox: inboxOf([listed(enrolment(1))]),
      query: { ...QUERY, name: HOSTILE, urgency: HOSTILE },
      done: [],
      notice: HOSTILE,
    }),
  );

  it.each([
    ['the inbox', inbox],
    ['a case', casePage(language)],
    ['the files of a unit', uploadsPage(language, 'bills')],
    ['the roster of a unit', uploadsPage(language, 'roster')],
    ['the preview of an upload', uploadPage(language, 'checked')],
    ['a stored upload', uploadPage(language, 'stored')],
    ['the evidence of a case', evidencePage(language)],
    ['the pages of administrators', adminPages(language)],
  ])('is escaped in %s, in text and in attributes', (_name, html) => {
    expectEscaped(html);
  });
});

describe('the inbox page', () => {
  const many = Array.from({ length: 2000 }, (_, index) =>
    listed(enrolment(index, { employeeName: `职工${index}` })),
  );

  it('is divided into pages of at most 30 KB for 2,000 cases', () => {
    const seen = new Set<string>();
    for (const page of [1, 2, 40, 80, 81]) {
      const html = String(
        InboxPage({ viewer: viewerIn('zh'), inbox: inboxOf(many), query: { ...QUERY, page }, done: [] }),
      );
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30_720);
      const shown = [...html.matchAll(/href="(\/cases\/[^"]+)"/g)].map(([, href = '']) => href);
      expect(shown).toHaveLength(25);
      if (page <= 80) for (const href of shown) expect(seen.has(href)).toBe(false);
      for (const href of shown) seen.add(href);
      expect(html).toContain('共 2000 件');
    }
  });

  it('shows when a case was done as a day in China', () => {
    const at = '2026-11-30T16:30:00.000Z' as Instant;
    const about = { unitId: 'BJ', caseId: enrolment(1).caseId, factIds: ['staff:1'] };
    const done = [{ at, by: person.key, action: 'filing-accepted' as const, ...about }];
    const query = { ...QUERY, tab: 'done' as const };
    const html = String(InboxPage({ viewer: viewerIn('zh'), inbox: inboxOf([]), query, done }));
    expect(html).toContain('登记已受理 · 2026-12-01<');
  });

  it('filters by urgency, kind, unit and name', () => {
    const some = [
      listed(enrolment(1)),
      { ...listed(enrolment(2, { employeeName: '李想', unitId: 'SH' })), urgency: 'overdue' as const },
    ];
    expect(filtered(some, { ...QUERY, urgency: 'overdue' })).toHaveLength(1);
    expect(filtered(some, { ...QUERY, unit: 'SH' })).toHaveLength(1);
    expect(filtered(some, { ...QUERY, name: ' 李 ' })).toHaveLength(1);
    expect(filtered(some, { ...QUERY, name: 'e2' })).toHaveLength(1);
    expect(filtered(some, { ...QUERY, kind: 'removal' })).toHaveLength(0);
    expect(filtered(some, QUERY)).toHaveLength(2);
  });
});

describe('inPath and fromPath', () => {
  it.each(['E1/2026-11-02/enrolment', '员工?#%/ä/2026/removal', 'unit/北京/declare-bases', HOSTILE])(
    'keep the id %s, with characters that no gateway decodes',
    (id) => {
      expect(inPath(id)).toMatch(/^[\w-]+$/);
      expect(fromPath(inPath(id))).toBe(id);
    },
  );

  it.each(['', '!', 'a=', 'eHh4/', '_w', 'a'.repeat(1300)])('refuse the segment %j', (segment) => {
    expect(fromPath(segment)).toBeUndefined();
  });
});

it.each([
  ['/cases/a?b=c', '/cases/a?b=c'],
  ['/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/a\\b', '/'],
  ['/a\nb', '/'],
  ['https://evil.example', '/'],
  ['', '/'],
  [undefined, '/'],
])('localPath after signing in changes %j into %s', (given, expected) => {
  expect(localPath(given)).toBe(expected);
});

it.each([
  ['en', { language: 'zh' }, undefined, 'en'],
  [undefined, { language: 'en' }, 'zh-CN', 'en'],
  [undefined, undefined, 'en-GB,en;q=0.9', 'en'],
  [undefined, undefined, 'fr', 'zh'],
  ['xx', undefined, undefined, 'zh'],
] as const)(
  'languageFor with the cookie %s, the person %o and the browser %s gives %s',
  (cookie, of, accept, expected) => {
    expect(languageFor(cookie, of, accept)).toBe(expected);
  },
);

it.each([
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537', 'Chrome · Windows'],
  ['Mozilla/5.0 (iPhone) MicroMessenger/8 wxwork/4 Safari', '企业微信 · iOS'],
  [undefined, '浏览器'],
])('browserName calls the browser %s %s', (agent, expected) => {
  expect(browserName(agent)).toBe(expected);
});

describe('mayUndo', () => {
  const of = { kind: 'enrolment', unitIds: ['BJ'], spellId: '2026-11-02' } as const;
  const old = noted('x', { receivedAt: '2026-10-01T00:00:00.000Z' as Instant });
  const administrator = { ...person, administers: true };
  it('allows those who may record it for 30 days, and later only the administrator', () => {
    expect(mayUndo(person, noted('x'), of, TODAY)).toBe(true);
    expect(mayUndo(person, old, of, TODAY)).toBe(false);
    expect(mayUndo(administrator, old, of, TODAY)).toBe(true);
    expect(mayUndo({ ...person, rolesByUnit: new Map() }, noted('x'), of, TODAY)).toBe(false);
  });

  it('refuses facts of an HR system, and to staff those about another unit’s employment', () => {
    const { by: _by, ...stated } = noted('x');
    expect(mayUndo(administrator, stated as Fact, of, TODAY)).toBe(false);
    const data = { employeeId: 'E1', filing: 'enrolment', on: TODAY, spellId: 'another' };
    const filed = noted('x', { kind: 'filing.submitted', data } as unknown as Partial<Fact>);
    expect(mayUndo(person, filed, of, TODAY)).toBe(false);
    expect(mayUndo(administrator, filed, of, TODAY)).toBe(true);
  });
});

it('dryRun writes nothing, and gives the outcome only if no write was needed', async () => {
  let written = 0;
  const write = async () => {
    written += 1;
    return { is: 'committed' } as const;
  };
  const ports = {
    employees: { commit: write },
    unitFacts: { append: write },
    rosterFindings: { keep: write },
  };
  const inner = ports as unknown as Parameters<typeof dryRun>[1];
  const known = { is: 'duplicate', factIds: ['staff:1'], spells: [] } as const;
  expect(await dryRun(async () => known, inner)).toEqual(known);
  const writing = (of: (reading: typeof inner) => Promise<unknown>) =>
    dryRun(async (reading) => of(reading).then(() => known), inner);
  expect(await writing(({ unitFacts }) => unitFacts.append([]))).toBeUndefined();
  expect(await writing(({ rosterFindings }) => rosterFindings.keep([]))).toBeUndefined();
  expect(written).toBe(0);
});

describe('calendarEntry', () => {
  const name = `${'王'.repeat(40)}\\;,\r\nDTEND:20300101`;
  const entry = (day = '2026-12-31') =>
    calendarEntry({
      caseId: 'E1/2026-11-02/enrolment',
      day: day as PlainDate,
      summary: name,
      description: `第一行\n${name}`,
      url: 'https://canbao.example.cn/cases/RTEv',
      now: '2026-12-01T04:05:06.789Z' as Instant,
    });

  it('is folded, escaped and all-day, and has the same id each time', () => {
    const text = entry();
    const lines = text.split('\r\n');
    expect(lines.pop()).toBe('');
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n\uFFFD]/);
    }
    const whole = text.replaceAll('\r\n ', '').trim().split('\r\n');
    const unfolded = new Map(
      whole.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const),
    );
    const read = (text = '') => text.replaceAll(/\\([\\;,n])/g, (_, it) => (it === 'n' ? '\n' : it));
    expect(read(unfolded.get('SUMMARY'))).toBe(name.replace('\r\n', ' \n'));
    expect(read(unfolded.get('DESCRIPTION'))).toBe(`第一行\n${name.replace('\r\n', ' \n')}`);
    expect(unfolded.get('DTSTART;VALUE=DATE')).toBe('20261231');
    expect(unfolded.get('DTEND;VALUE=DATE')).toBe('20270101');
    expect(unfolded.get('DTSTAMP')).toBe('20261201T040506Z');
    expect(unfolded.get('URL')).toBe('https://canbao.example.cn/cases/RTEv');
    expect(unfolded.has('DTEND')).toBe(false);
    expect(entry('2026-12-30')).toContain(`UID:${unfolded.get('UID')}`);
  });
});

describe('a form', () => {
  it('drops empty fields, takes a custom reason, and names the field of a problem', () => {
    const form = formFor('filing-rejected', subjectOf(enrolment(1)));
    const wrong = form?.record({ on: ['2026-02-30'], reason: [''] });
    expect(wrong).toMatchObject({ ok: false, issues: [{ field: 'on' }, { field: 'reason' }] });
    const on = ['2026-12-01'];
    const other = { on, reason: ['other'], 'reason.other': ['章不清楚'] };
    expect(form?.record(other)).toMatchObject({ ok: true });
    expect(form?.record({ on, 'reason.other': [' '] })).toMatchObject({ ok: false });
    const submitted = formFor('filing-submitted', subjectOf(enrolment(1)));
    expect(submitted?.record({ on, receiptNo: [' '] })).toMatchObject({ ok: true });
  });

  it.each(['constructor', 'toString', 'xxx'])('does not exist for the word %s in a path', (word) => {
    expect(formFor(word, subjectOf(enrolment(1)))).toBeUndefined();
  });

  it('lets a case be snoozed only until close to its day', () => {
    expect(latestSnooze(enrolment(1))).toBe('2026-11-27' satisfies string as PlainDate);
    expect(formFor('snoozed', subjectOf(enrolment(1)))).toBeUndefined();
    const { deadline: _deadline, ...without } = enrolment(1);
    expect(formFor('snoozed', subjectOf(without))).toBeDefined();
  });
});

describe('the name of a kind of case', () => {
  it.each([
    ['removal', 'Removal'],
    ['of-another-release', 'of-another-release'],
    ['constructor', 'constructor'],
  ])('for %s is %s', (kind, name) => {
    expect(kindText(kind, viewerIn('en'))).toBe(name);
  });
});
