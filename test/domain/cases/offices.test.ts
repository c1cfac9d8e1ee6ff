import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { Case, CaseKind } from '../../../domain/cases/case.ts';
import { openCases, openUnitCases } from '../../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { unitGuide } from '../../../domain/guides/unit-guide.ts';
import { writeCard } from '../../../domain/letter/case-card.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { ZH } from '../../../domain/letter/zh.ts';
import { type Unit, unitSchema } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { accepted, charged, EMPLOYEE, hired, inOrder, left, submitted } from '../../support/facts.ts';
import { linesOf } from '../../support/guides.ts';
import { type Told, toldPolicy } from '../../support/stated-policy.ts';

/** Which office does what since the collection was reformed, in which order, and within how many days. */

interface At {
  readonly region: string;
  readonly asOf?: string;
  readonly told?: Told;
  readonly unit?: Partial<Pick<Unit, 'channel' | 'establishedOn'>>;
}

const MARK = '（待核实）';

function placeOf({ region, asOf = '2026-11-12', told = {}, unit = {} }: At) {
  const registered = unitSchema.parse({
    unitId: 'U1',
    name: '示例',
    region,
    channel: 'counter',
    staff: [],
    ...unit,
  });
  return { unit: registered, policy: toldPolicy(region, told), calendar, asOf: plainDate(asOf) };
}

function caseOf(kind: CaseKind, at: At, ...facts: readonly Fact[]): Case {
  const cases = foldSpells(EMPLOYEE, inOrder(...facts)).flatMap((spell) => openCases(spell, placeOf(at)));
  const found = cases.find((it) => it.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

const stepsOf = ({ steps = [] }: Case): readonly string[] => steps.map((step) => reasonText(step, 'zh'));
const HIRED = hired('2026-11-02', 'U1');
const ENROLLED = [hired('2025-03-03', 'U1'), accepted('enrolment', '2025-03-05')];

describe('the steps of an enrolment', () => {
  it('file at the agency, then declare and pay at the tax office within the region’s window', () => {
    expect(stepsOf(caseOf('enrolment', { region: '北京' }, HIRED)).slice(-2)).toEqual([
      '受理后向税务部门申报该职工的缴费工资。',
      '在北京每月 10 日至 25 日的缴费期内向税务部门确认并缴费；首次缴费后增员才算办完，不缴费没有待遇。',
    ]);
    expect(stepsOf(caseOf('enrolment', { region: '南京' }, HIRED)).at(-1)).toContain(
      '在南京每月 25 日前向税务部门确认并缴费',
    );
  });

  it('name the social-insurance agency in 上海 for either channel', () => {
    for (const channel of ['counter', 'online'] as const) {
      const [first] = stepsOf(caseOf('enrolment', { region: '上海', unit: { channel } }, HIRED));
      expect(first).toContain('社会保险经办机构');
      expect(first).toContain('不在医保经办机构');
      expect(first).not.toContain(MARK);
    }
  });

  it('follow the national procedure with marked offices where the region is unknown', () => {
    const steps = stepsOf(caseOf('enrolment', { region: '成都' }, HIRED));
    expect(steps[0]).toContain(`参保地医保经办服务大厅${MARK}`);
    expect(steps.at(-2)).toBe(`受理后向税务部门${MARK}申报该职工的缴费工资。`);
    expect(steps.at(-1)).toContain('成都的缴费期未知，请向主管税务机关核实');
  });

  it('follow what the unit’s own agency said', () => {
    const told = {
      registrationOffice: { value: 'medical', from: '2026-01-01' },
      declarationOffice: { value: 'agency', from: '2026-01-01' },
      paymentWindowTo: { value: 20, from: '2026-01-01' },
    };
    const steps = stepsOf(caseOf('enrolment', { region: '成都', told }, HIRED));
    expect(steps[0]).not.toContain(MARK);
    expect(steps.at(-2)).toBe('登记时一并向经办机构（本单位登记）申报该职工的缴费工资。');
    expect(steps.at(-1)).toContain('每月 20 日（本单位登记）前');
  });

  it('start with linking the unit at the tax office when the unit is new', () => {
    const at = { region: '北京', unit: { establishedOn: plainDate('2026-09-01') } };
    expect(stepsOf(caseOf('enrolment', at, HIRED)).join()).toContain('签订三方协议');
    const older = { region: '北京', unit: { establishedOn: plainDate('2026-08-12') } };
    expect(stepsOf(caseOf('enrolment', older, HIRED)).join()).not.toContain('三方协议');
  });

  it('wait for the agency, and ask for no payment while another employer blocks the enrolment', () => {
    const waiting = caseOf('enrolment', { region: '北京' }, HIRED, submitted('enrolment', '2026-11-03'));
    expect(waiting.steps?.map(({ code }) => code)).toEqual([
      'step-await-agency',
      'step-declare-wage',
      'step-pay-window',
    ]);
    const blocked = hired('2026-11-02', 'U1', { previousCover: { region: '天津', removed: false } });
    const codes = caseOf('enrolment', { region: '北京' }, blocked).steps?.map(({ code }) => code);
    expect(codes).toEqual(['step-ask-employer-before', 'step-keep-proof', 'step-file-again']);
  });

  it('cite the source of the payment window', () => {
    const item = {
      case: caseOf('enrolment', { region: '北京' }, HIRED),
      unitName: '示例',
      news: [],
      urgency: 'later' as const,
    };
    const sources: string[] = [];
    writeCard(item, plainDate('2026-11-12'), 'zh', ZH, {
      numberOf: (source) => sources.push(source),
      all: () => sources,
    });
    expect(sources.join()).toContain('国家税务总局北京市税务局公告2023年第5号');
  });
});

describe('the steps of a removal', () => {
  it('end with checking this month’s bill at the tax office', () => {
    const steps = stepsOf(caseOf('removal', { region: '北京' }, ...ENROLLED, left('2026-11-06')));
    expect(steps.at(-1)).toBe('核对本月的税务缴费账单：此人已申报在内的，先更正申报再缴费。');
  });
});

describe('the steps of a refund', () => {
  const overpaid = [
    ...ENROLLED,
    left('2026-08-14'),
    accepted('removal', '2026-09-20'),
    charged('U1', '2026-09'),
  ];

  it('correct at the agency, then apply at the tax office, marked where no local guide says so', () => {
    const order = [
      'step-correct-at-agency',
      'step-apply-refund',
      'step-pay-person-back',
      'step-report-refund',
    ];
    const told = { refundWay: { value: 'refund', from: '2026-01-01' } };
    for (const region of ['广州', '成都']) {
      const it = caseOf('overpayment', { region, told }, ...overpaid);
      expect(it.steps?.map(({ code }) => code)).toEqual(order);
      expect(stepsOf(it)[1]?.includes(MARK)).toBe(region === '成都');
      expect(stepsOf(it)[1]).toContain('医保与其他险种分别申请；经办机构审核后退款');
    }
  });
});

describe('the steps of a back-payment', () => {
  it('tell ordinary arrears from months that the agency assesses first', () => {
    const late = [hired('2026-08-10', 'U1'), accepted('enrolment', '2026-10-12')];
    const steps = stepsOf(caseOf('back-payment', { region: '北京' }, ...late));
    expect(steps[0]).toBe('一般欠费（已登记、未缴费的月份）：按月向税务部门申报补缴。');
    expect(steps[1]).toBe('特殊补缴（登记之前的月份）：先由经办机构核定，再向税务部门缴费。');
  });
});

describe('the declaration of the year’s bases', () => {
  const declaring = (at: At) => {
    const place = placeOf({ asOf: '2026-07-02', ...at });
    const [found] = openUnitCases(
      { ...place, unitId: 'U1', unitFacts: [], dueSpells: [], unknownCharges: [], rosterFindings: [] },
      ['declare-bases'],
    );
    if (found === undefined) throw new Error('nothing to declare');
    return found;
  };

  it('is made to the tax office through the unit’s channel', () => {
    expect(stepsOf(declaring({ region: '北京' }))).toContain(
      '带齐材料到办税服务厅向税务部门申报年度缴费工资，索取回执。',
    );
    expect(stepsOf(declaring({ region: '上海', unit: { channel: 'online' } })).join()).toContain(
      `向税务部门${MARK}申报年度缴费工资`,
    );
  });

  it('is made to the agency where the unit’s own agency says so', () => {
    const told = { declarationOffice: { value: 'agency', from: '2026-01-01' } };
    expect(stepsOf(declaring({ region: '北京', told })).join()).toContain(
      '向经办机构（本单位登记）申报年度缴费工资',
    );
  });

  it('states a processing time from before the reform, and marks it as such', () => {
    const says = (at: At) =>
      declaring(at)
        .because.map((reason) => reasonText(reason, 'zh'))
        .join('');
    expect(says({ region: '南京', asOf: '2026-01-05' })).toContain(
      `征收改革前的办事指南规定经办机构 5 个工作日${MARK}`,
    );
    const told = { baseDeclarationWorkingDays: { value: 3, from: '2026-01-01' } };
    expect(says({ region: '南京', asOf: '2026-01-05', told })).toContain(
      '申报后应在 3 个工作日（本单位登记）内办结',
    );
  });

  it('does not count as late by a day from a weak source', () => {
    const { policy, ...place } = placeOf({ region: '北京', asOf: '2025-07-28' });
    const weak = {
      ...policy,
      inForce: ((name, day) => {
        const answer = policy.inForce(name, day);
        return name === 'baseDeclarationUntil' && answer.known ? { ...answer, confidence: 'low' } : answer;
      }) as typeof policy.inForce,
    };
    const context = {
      ...place,
      unitId: 'U1',
      unitFacts: [],
      dueSpells: [],
      unknownCharges: [],
      rosterFindings: [],
    };
    const [sure] = openUnitCases({ ...context, policy }, ['declare-bases']);
    const [doubtful] = openUnitCases({ ...context, policy: weak }, ['declare-bases']);
    expect(sure?.deadline?.actBy).toBe('2025-07-25');
    expect(doubtful).not.toHaveProperty('deadline');
    expect(doubtful?.because.map((reason) => reasonText(reason, 'zh')).join('')).toContain(
      `年度申报可能截止于 2025-07-25${MARK}，已过`,
    );
  });
});

describe('the guide for a new unit', () => {
  it('names both offices in order, and says that cover starts with the first payment', () => {
    const guide = unitGuide({ day: plainDate('2026-11-12'), policy: toldPolicy('北京') }, calendar);
    const codes = linesOf(guide).map(({ says }) => says.code);
    const order = [
      'step-link-tax-office',
      'unit-enrol-people',
      'step-declare-wage',
      'step-pay-window',
      'unit-two-offices',
      'unit-monthly',
      'unit-declare-year',
    ] as const;
    expect(codes.filter((code) => order.some((it) => it === code))).toEqual(order);
    const text = linesOf(guide)
      .map(({ says }) => reasonText(says, 'zh'))
      .join('');
    expect(text).toContain('只登记不缴费，职工没有待遇');
    const shanghai = unitGuide({ day: plainDate('2026-11-12'), policy: toldPolicy('上海') }, calendar);
    expect(
      linesOf(shanghai)
        .map(({ says }) => reasonText(says, 'zh'))
        .join(''),
    ).toContain('增减人员在所在区的社会保险经办机构登记');
  });
});
