import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import { wakeOn } from '../../../domain/cases/case-kinds.ts';
import { guideTask, mailWindow } from '../../../domain/cases/leaver-guide.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { leaverMail } from '../../../domain/letter/leaver-mail.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { type Unit, unitSchema } from '../../../domain/units/unit.ts';
import { NEVER, plainDate } from '../../../domain/values/plain-date.ts';
import { accepted, EMPLOYEE, guideSettled, hired, inOrder, left, moved } from '../../support/facts.ts';

const CONTACT = { personalEmail: 'zhao@personal.example', hukouRegion: '北京', residencePermit: false };
const ENROLLED = [hired('2025-03-03', 'U1'), accepted('enrolment', '2025-03-05')];
const LEAVER = [...ENROLLED, left('2026-06-15', 'resigned', CONTACT), accepted('removal', '2026-06-15')];

const unitThat = (more: object = {}): Unit =>
  unitSchema.parse({
    unitId: 'U1',
    name: '北京示例科技有限公司',
    region: '北京',
    channel: 'online',
    staff: [],
    leaverGuide: { from: '2026-01-01' },
    ...more,
  });

const placeOf = (unit: Unit) => ({ unit, policy: policyOf(unit.region, unit.localPolicy), calendar });
const HERE = placeOf(unitThat());

function spellOf(...facts: readonly Fact[]): Spell {
  const [spell] = foldSpells(EMPLOYEE, inOrder(...facts));
  if (spell === undefined) throw new Error('no spell');
  return spell;
}

describe('the guide for a leaver', () => {
  it('is sent within ninety days from the day after the last working day', () => {
    expect(mailWindow(spellOf(...LEAVER), HERE)).toEqual({ from: '2026-06-16', until: '2026-09-13' });
  });

  it.each([
    ['2026-06-15', undefined],
    ['2026-06-16', 'send'],
    ['2026-09-13', 'send'],
    ['2026-09-14', 'give-up'],
  ])('has on %s the task: %s', (day, task) => {
    expect(guideTask(spellOf(...LEAVER), HERE, plainDate(day))).toBe(task);
  });

  it('is not sent to a person who continues at another of our units', () => {
    const [gone] = foldSpells(EMPLOYEE, inOrder(...ENROLLED, moved('2026-06-16', 'U2')));
    expect(gone && mailWindow(gone, HERE)).toBeUndefined();
    const told = inOrder(...ENROLLED, left('2026-06-15', 'resigned', CONTACT), moved('2026-06-16', 'U2'));
    expect(foldSpells(EMPLOYEE, told).map((spell) => mailWindow(spell, HERE))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is not sent when the leave becomes known too late for it to help', () => {
    const late = { receivedAt: '2026-09-14T02:00:00.000Z', statedAt: '2026-09-14T02:00:00.000Z' };
    const facts = [...ENROLLED, left('2026-06-15', 'resigned', CONTACT, late)];
    const [spell] = foldSpells(EMPLOYEE, facts);
    expect(spell && mailWindow(spell, HERE)).toBeUndefined();
  });

  it.each([
    ['not settled yet', [], '2026-06-16'],
    ['sent', [guideSettled('2025-03-03', 'sent', '2026-06-16')], NEVER],
    ['refused', [guideSettled('2025-03-03', 'refused', '2026-06-16')], '2026-06-16'],
    ['given up as too late', [guideSettled('2025-03-03', 'too-late', '2026-09-14')], NEVER],
    ['settled for another spell', [guideSettled('2020-01-01', 'sent', '2026-06-16')], '2026-06-16'],
  ])('wakes the spell on the right day: %s', (_, more, day) => {
    expect(wakeOn(spellOf(...LEAVER, ...more), HERE)).toBe(day);
  });

  it('wakes no spell where the unit has not switched it on', () => {
    expect(wakeOn(spellOf(...LEAVER), placeOf(unitThat({ leaverGuide: undefined })))).toBe(NEVER);
  });
});

describe('the contact that HR states for the guide', () => {
  const contactIn = (...facts: readonly Fact[]) =>
    /personal\.example|hukouRegion|residencePermit/.test(JSON.stringify(spellOf(...facts)));

  it('keeps the latest stated value of each field', () => {
    const { situation } = spellOf(
      ...ENROLLED,
      left('2026-06-15', 'resigned', CONTACT),
      left('2026-06-18', 'resigned', { personalEmail: 'new@personal.example' }),
      left('2026-06-19'),
    );
    expect(situation).toMatchObject({
      end: { on: '2026-06-19', ...CONTACT, personalEmail: 'new@personal.example' },
    });
  });

  it('is in the snapshot only while the guide may need it', () => {
    expect(contactIn(...LEAVER)).toBe(true);
    expect(contactIn(...LEAVER, guideSettled('2025-03-03', 'sent', '2026-06-16'))).toBe(false);
    expect(contactIn(...LEAVER, guideSettled('2025-03-03', 'refused', '2026-06-16'))).toBe(false);
    expect(contactIn(...ENROLLED, left('2026-06-15', 'deceased', CONTACT))).toBe(false);
    expect(contactIn(left('2026-06-15', 'resigned', CONTACT))).toBe(false);
  });
});

describe('the mail to a leaver', () => {
  const SOURCE = '朝阳区医保中心张老师电话 010-0000';
  const mail = (unit = unitThat(), answered = true) =>
    leaverMail(
      {
        spell: spellOf(...LEAVER),
        unit,
        policy: policyOf(unit.region, unit.localPolicy),
        day: plainDate('2026-06-16'),
        language: 'zh',
        answered,
      },
      calendar,
    );

  it('names neither the source of a local rule nor other internal notes', () => {
    const told = { value: 10, from: '2026-01-01', source: SOURCE, verifiedOn: '2026-01-02' };
    const localPolicy = { relationTransferWorkingDays: told };
    const written = mail(unitThat({ localPolicy }));
    expect(written?.text).toContain('10 个工作日');
    expect(`${written?.text}${written?.html}`).not.toContain('张老师');
  });

  it('refers questions to the personnel department where replies reach nobody', () => {
    expect(mail()?.text).toContain('请直接回复');
    expect(mail(unitThat(), false)?.text).toContain('请联系北京示例科技有限公司的人事部门');
    expect(mail(unitThat(), false)?.text).not.toContain('请直接回复');
  });
});
