import { describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { otherSpellsOf } from '../../../domain/employment/other-spells.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { listCases } from '../../../functions/casework/list-cases.ts';
import { charged, hired } from '../../support/facts.ts';
import { readMail } from '../../support/read-mail.ts';
import { stage } from './send-digest-stage.ts';

const DAY = '2026-12-01';
const [BEIJING, CHENGDU] = ['li@example.com', 'wang@example.com'];

/** A person who was hired in Beijing in November and in Chengdu a week later, and was charged only in Beijing. */
function coveredTwice() {
  const inBeijing = [hired('2026-11-02', 'u-bj'), charged('u-bj', '2026-11')];
  const inChengdu = [hired('2026-11-09', 'u-cd', {}, { employeeId: 'E2' })];
  const first = foldSpells('E1', inBeijing);
  const second = foldSpells('E2', inChengdu, otherSpellsOf(first));
  return [...foldSpells('E1', inBeijing, otherSpellsOf(second)), ...second];
}

const texts = async (it: ReturnType<typeof stage>) =>
  new Map(
    await Promise.all(
      it.mailer.sent.map(async (mail) => [mail.to.toLowerCase(), (await readMail(mail)).text ?? ''] as const),
    ),
  );

describe('double-cover', () => {
  test('is in the digests of both units, named after the unit that has the case', async () => {
    const it = stage(DAY, coveredTwice());
    await it.runDay(DAY);
    const mails = await texts(it);
    for (const handler of [BEIJING, CHENGDU]) {
      const text = mails.get(handler) ?? '';
      expect(text.match(/重复参保 · 成都示例有限公司/g)).toHaveLength(1);
      expect(text).toContain('只有单位 u-bj 已为此人参保');
    }
  });

  test('is listed once for all units, and once for each unit', async () => {
    const { registry, spells, unknownCharges, rosterFindings } = stage(DAY, coveredTwice());
    const record = await registry.load();
    const ports = { spells, unknownCharges, rosterFindings };
    for (const units of [['u-bj', 'u-cd'], ['u-bj'], ['u-cd']]) {
      const { cases } = await listCases(plainDate(DAY), units, record, ports);
      const double = cases.filter((it) => it.case.kind === 'double-cover');
      expect(double.map((it) => [it.case.caseId, it.case.unitIds])).toEqual([
        ['E2/2026-11-09/double-cover', ['u-cd', 'u-bj']],
      ]);
    }
  });

  test('is no longer listed once it is over', async () => {
    const it = stage(DAY, coveredTwice());
    await it.runDay(DAY);
    const [first, second] = coveredTwice();
    if (first === undefined || second === undefined) throw new Error('two spells');
    it.spells.put({ ...first, otherSpells: [] }, { ...second, otherSpells: [] });
    await it.runDay('2026-12-02');
    const { cases } = await listCases(
      plainDate('2026-12-02'),
      ['u-bj', 'u-cd'],
      await it.registry.load(),
      it,
    );
    expect(cases.map((listed) => listed.case.kind)).not.toContain('double-cover');
  });
});

describe('confirm-existing', () => {
  test('is one card of the mail, with the first names and a count', async () => {
    const spells = Array.from({ length: 27 }, (_, i) => `E${1001 + i}`).flatMap((id) =>
      foldSpells(id, [hired('2021-03-01', 'u-bj', { name: `职工${id}` }, { employeeId: id })]),
    );
    const it = stage(DAY, spells);
    await it.runDay(DAY);
    const text = (await texts(it)).get(BEIJING) ?? '';
    expect(text.match(/存量人员待核对/g)).toHaveLength(1);
    expect(text).toContain('已有 27 人');
    expect(text).toContain('职工E1001（E1001）');
    expect(text).toContain('另有 17 人');
    expect(text).not.toContain('E1011');
    expect(text).not.toContain('增员申报');
  });
});
