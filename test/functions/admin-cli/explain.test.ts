import { describe, expect, it } from 'vitest';
import { daysBetween, type PlainDate } from '../../../domain/values/plain-date.ts';
import { type DeadlineExample, ENROLMENT_EXAMPLES, REMOVAL_EXAMPLES } from '../../examples/deadlines.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';

interface Explained {
  readonly actBy: string;
  readonly localCutOff: string | null;
  readonly because: readonly { readonly rule: string; readonly text: string; readonly law?: string }[];
}

/** Examples of what the command line can be asked: an agency's day and local policy come from the registry. */
const askable = ({ given }: DeadlineExample) =>
  given.agencyCutOffDay === undefined &&
  given.localPolicy === undefined &&
  given.lastPayableMonth === undefined;

function expectedJson({ given, expected }: DeadlineExample) {
  const { statutoryDueOn, lastLawfulDay, localCutOff = null, actBy, deathNoticeDueOn } = expected;
  const asOf = (given.asOf ?? given.event) as PlainDate;
  return {
    statutoryDueOn,
    lastLawfulDay,
    localCutOff,
    actBy,
    daysLeft: daysBetween(asOf, actBy as PlainDate),
    ...(deathNoticeDueOn === undefined ? {} : { deathNoticeDueOn }),
    because: expect.any(Array),
  };
}

const optionsOf = ({ given }: DeadlineExample) => [
  '--region',
  given.region ?? '成都',
  '--as-of',
  given.asOf ?? given.event,
];

describe('canbao explain enrolment', () => {
  it.each(ENROLMENT_EXAMPLES.filter(askable))('$name', async (example) => {
    const args = ['explain', 'enrolment', '--hired', example.given.event, ...optionsOf(example)];
    const answer = await canbaoJson<Explained>(args);
    expect(answer).toEqual(expectedJson(example));
    for (const { text } of answer.because) expect(text).toMatch(/\p{Script=Han}/u);
  });

  it('has null for a cut-off that nobody knows, and says that it is unknown', async () => {
    const answer = await canbaoJson<Explained>(['explain', 'enrolment', '--hired', '2026-01-16']);
    expect(answer.localCutOff).toBeNull();
    expect(answer.because).toContainEqual(
      expect.objectContaining({ rule: 'D4', confidence: 'unknown', parameter: 'enrolmentCutOffDay' }),
    );
  });

  it('looks from today in China where no day is given', async () => {
    const answer = await canbaoJson(['explain', 'enrolment', '--hired', '2026-11-30']);
    expect(answer).toMatchObject({ statutoryDueOn: '2026-12-30', actBy: '2026-12-30', daysLeft: 29 });
  });

  it('speaks English when asked, and cites the law', async () => {
    const args = ['explain', 'enrolment', '--hired', '2026-01-16', '--language', 'en'];
    const { because } = await canbaoJson<Explained>(args);
    expect(because[0]).toMatchObject({
      rule: 'R1',
      law: '社会保险法 58',
      text: 'Employed from 2026-01-16: enrolment is due within 30 days, by 2026-02-15.',
    });
    expect((await runCanbao(args)).out).toContain('Act by: Sat 2026-02-14');
  });

  it('tells people each date, why, and that a region ships no data', async () => {
    const { code, out } = await runCanbao([
      ...['explain', 'enrolment', '--hired', '2026-01-16'],
      ...['--region', '大连', '--as-of', '2026-02-13'],
    ]);
    expect(code).toBe(0);
    expect(out).toContain('建议办理日：2026-02-14（周六），还有 1 天');
    expect(out).toContain('法定期限：2026-02-15（周日）');
    expect(out).toContain('顺延后期限：2026-02-24（周二）');
    expect(out).toContain('〔民法典 203〕');
    expect(out).toContain('没有内置“大连”的数据，只按全国规定和辽宁省规定计算');
  });
});

it('refuses a region that it does not know, with the nearest that it does', async () => {
  const { code, err } = await runCanbao([
    'explain',
    'enrolment',
    '--hired',
    '2026-01-16',
    '--region',
    '上诲',
  ]);
  expect(code).toBe(2);
  expect(err).toContain('没有叫“上诲”的地区，最接近的是 上海');
});

describe('canbao explain removal', () => {
  it.each(REMOVAL_EXAMPLES.filter(askable))('$name', async (example) => {
    const reason = example.given.reason === undefined ? [] : ['--reason', example.given.reason];
    const args = ['explain', 'removal', '--left', example.given.event, ...reason, ...optionsOf(example)];
    expect(await canbaoJson(args)).toEqual(expectedJson(example));
  });

  it('gives the second date of a death only for a death', async () => {
    const args = ['explain', 'removal', '--left', '2026-09-30', '--reason'];
    expect(await canbaoJson([...args, 'deceased'])).toHaveProperty('deathNoticeDueOn');
    expect(await canbaoJson([...args, 'retired'])).not.toHaveProperty('deathNoticeDueOn');
  });
});

describe('canbao explain identity', () => {
  it.each<[string, object, string]>([
    [
      '11010519491231002X',
      { valid: true, kind: 'resident-id', birthDate: '1949-12-31', sex: 'female' },
      'a resident identity card',
    ],
    ['110105194912310021', { valid: false, kind: 'resident-id', problem: 'check-digit' }, 'a slip'],
    ['110105194902300028', { valid: false, kind: 'resident-id', problem: 'birth-date' }, 'no day of birth'],
    ['110105491231002', { valid: false, kind: 'resident-id', problem: 'fifteen-digits' }, 'an old number'],
    ['E12345678', { valid: false, kind: null, problem: 'not-checkable' }, 'a passport'],
    ['123', { valid: false, kind: null, problem: 'length' }, 'anything else'],
  ])('%s: %o, %s', async (number, expected) => {
    expect(await canbaoJson(['explain', 'identity', number])).toEqual(expected);
  });

  it('takes a number in groups, as it is printed on papers', async () => {
    expect(await canbaoJson(['explain', 'identity', '110105', '19491231', '002x'])).toMatchObject({
      valid: true,
    });
  });

  it.each([
    [['explain', 'identity', '11010519491231002X']],
    [['explain', 'identity', '110105194912310021']],
    [['explain', 'identity', '11010519491231002X', '--json']],
    [['explain', 'credit-code', '11010519491231002X']],
    [['explain', '11010519491231002X']],
    [['11010519491231002X']],
    [['explain', 'enrolment', '--hired', '2026-01-01', '11010519491231002X']],
    [['explain', 'enrolment', '--hired', '11010519491231002X']],
    [['explain', 'enrolment', '--hired', '１１０１０５１９４９１２３１００２Ｘ']],
    [['explain', 'enrolment', '--hired', '110105 19491231 002X']],
    [['explain', 'enrolment', '--11010519491231002X']],
    [['cases', '--local', '--language', '11010519491231002X']],
  ])('never echoes the number: %o', async (args) => {
    const { out, err } = await runCanbao(args);
    expect(`${out}${err}`).not.toMatch(/19491231|１９４９/);
    expect(`${out}${err}`).not.toBe('');
  });
});

describe('canbao explain credit-code', () => {
  it.each([
    ['91350100M000100Y43', { valid: true, kind: 'unified-social-credit-code' }],
    ['91350100M000100Y44', { valid: false, kind: 'unified-social-credit-code', problem: 'check-symbol' }],
    ['9135', { valid: false, kind: 'unified-social-credit-code', problem: 'length' }],
  ])('%s: %o', async (code, expected) => {
    expect(await canbaoJson(['explain', 'credit-code', code])).toEqual(expected);
  });
});
