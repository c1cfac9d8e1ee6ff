import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveFacts } from '../../../domain/employment/effective-facts.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { SourceOrder } from '../../../domain/facts/source-order.ts';
import { compareSources } from '../../../domain/facts/source-order.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { SOURCES } from '../../../functions/sources/sources.ts';
import {
  EMPLOYEE,
  hireCancelled,
  hired,
  leaveCancelled,
  left,
  moved,
  noticed,
  resumed,
  updated,
  voided,
} from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { histories, retold } from './histories.ts';

/** R14: which source has more authority. Facts are stated a day apart, unless a test gives the time. */

const ORDER: SourceOrder = { sources: ['standard', 'feishu'] };

/** The facts of several sources. Each id names its source, and the facts are stated a day apart in this order. */
function told(...facts: readonly (readonly [source: string, fact: Fact])[]): readonly Fact[] {
  return facts.map(([source, it], index) => {
    const at = `2026-03-${String(index + 1).padStart(2, '0')}T02:00:00.000Z` as Instant;
    return { ...it, factId: `${source}:d${index + 1}`, statedAt: at, receivedAt: at };
  });
}

const ofFeishu = (facts: readonly Fact[]) => facts.map((it) => ['feishu', it] as const);

const fold = (facts: readonly Fact[], order = ORDER) => foldSpells(EMPLOYEE, facts, [], order);

function outline(spells: readonly Spell[]): readonly string[] {
  return spells.map(({ unitId, situation }) => {
    const start = 'start' in situation ? situation.start.on : '';
    const end = situation.is === 'left' ? `${situation.end.on} ${situation.end.reason}` : situation.is;
    return `${unitId} ${start} ${end}`;
  });
}

/** Each dispute as `source and statement without effect / source and statement in effect`. */
function questions(spells: readonly Spell[]): readonly string[] {
  const word = ({ source, is, day, value }: NonNullable<Spell['disputes']>[number]['said']) =>
    [source, is, day ?? value].filter(Boolean).join(' ');
  return spells.flatMap(({ disputes = [] }) =>
    disputes.map(({ said, held }) => `${word(said)} / ${word(held)}`),
  );
}

const HIRE = hired('2026-01-05', 'U1');

describe('a statement of a source (R14)', () => {
  it('raises a question instead of ending an employment of a stronger source', () => {
    const spells = fold(told(['feishu', HIRE], ['xinrenxinshi', left('2026-02-28', 'dismissed')]));
    expect(outline(spells)).toEqual(['U1 2026-01-05 employed']);
    expect(questions(spells)).toEqual(['xinrenxinshi left 2026-02-28 / feishu hired 2026-01-05']);
  });

  it('does not void a fact of a stronger source', () => {
    const facts = told(['standard', HIRE], ['cloudevents', voided('standard:d1')]);
    expect(outline(fold(facts))).toEqual(['U1 2026-01-05 employed']);
    expect(questions(fold(facts))).toEqual(['cloudevents voided standard:d1 / standard hired 2026-01-05']);
    expect(outline(fold(facts, { sources: ['cloudevents', 'standard'] }))).toEqual([]);
  });

  it('voids facts of its own source or a weaker one', () => {
    expect(fold(told(['feishu', HIRE], ['feishu', voided('feishu:d1')]))).toEqual([]);
    expect(fold(told(['feishu', HIRE], ['standard', voided('feishu:d1')]))).toEqual([]);
    expect(fold(told(['standard', HIRE], ['staff', voided('standard:d1')]))).toEqual([]);
  });

  it('does not undo the void of a stronger source', () => {
    const facts = told(
      ['feishu', HIRE],
      ['standard', voided('feishu:d1')],
      ['feishu', voided('standard:d2')],
    );
    expect(outline(fold(facts))).toEqual([]);
  });

  it('ends an employment of a weaker source', () => {
    const spells = fold(told(['xinrenxinshi', HIRE], ['feishu', left('2026-02-28')]));
    expect(outline(spells)).toEqual(['U1 2026-01-05 2026-02-28 resigned']);
    expect(questions(spells)).toEqual([]);
  });

  it('loses against a stronger source even if it came earlier or both stated the hire', () => {
    const facts = told(
      ['xinrenxinshi', HIRE],
      ['xinrenxinshi', left('2026-02-28', 'dismissed')],
      ['feishu', HIRE],
    );
    expect(outline(fold(facts))).toEqual(['U1 2026-01-05 employed']);
    expect(questions(fold(facts))).toEqual(['xinrenxinshi left 2026-02-28 / feishu hired 2026-01-05']);
  });

  it.each<[string, Fact, readonly string[]]>([
    [
      'another day of hire',
      hired('2026-01-12', 'U1'),
      ['xinrenxinshi hired 2026-01-12 / feishu hired 2026-01-05'],
    ],
    ['another unit', hired('2026-01-05', 'U2'), ['xinrenxinshi hired 2026-01-05 / feishu hired 2026-01-05']],
    [
      'a cancelled hire',
      hireCancelled({ hiredOn: '2026-01-05' }),
      ['xinrenxinshi hire-cancelled / feishu hired 2026-01-05'],
    ],
    ['a move', moved('2026-02-02', 'U2'), ['xinrenxinshi moved 2026-02-02 / feishu hired 2026-01-05']],
  ])('changes nothing of a stronger source by %s, and raises a question', (_, weak, asked) => {
    const spells = fold(told(['feishu', HIRE], ['xinrenxinshi', weak]));
    expect(outline(spells)).toEqual(['U1 2026-01-05 employed']);
    expect(questions(spells)).toEqual(asked);
  });

  it('neither cancels a leave of a stronger source nor changes its day', () => {
    const leave = ['feishu', left('2026-02-27')] as const;
    for (const weak of [leaveCancelled({ lastWorkingDay: '2026-02-27' }), left('2026-03-31')]) {
      const spells = fold(told(['feishu', HIRE], leave, ['xinrenxinshi', weak]));
      expect(outline(spells)).toEqual(['U1 2026-01-05 2026-02-27 resigned']);
      expect(questions(spells)).toHaveLength(1);
    }
  });

  it('does not resume a person whom a stronger source suspended', () => {
    const spells = fold(
      told(
        ['feishu', HIRE],
        ['feishu', left('2026-02-27', 'suspended')],
        ['xinrenxinshi', resumed('2026-03-16')],
      ),
    );
    expect(outline(spells)).toEqual(['U1 2026-01-05 2026-02-27 suspended']);
    expect(questions(spells)).toEqual(['xinrenxinshi resumed 2026-03-16 / feishu hired 2026-01-05']);
  });

  it('counts where it contradicts nothing: the same hire, or a hire after the leave', () => {
    const spells = fold(
      told(
        ['feishu', HIRE],
        ['xinrenxinshi', HIRE],
        ['feishu', left('2026-02-27')],
        ['xinrenxinshi', hired('2026-03-02', 'U1')],
      ),
    );
    expect(outline(spells)).toEqual(['U1 2026-01-05 2026-02-27 resigned', 'U1 2026-03-02 employed']);
    expect(questions(spells)).toEqual([]);
  });

  it('raises one question, however often it is repeated', () => {
    const leave = ['xinrenxinshi', left('2026-02-28')] as const;
    expect(questions(fold(told(['feishu', HIRE], leave, leave, leave)))).toHaveLength(1);
  });
});

describe('a question about a leave (R14)', () => {
  const asked = [
    ['feishu', HIRE],
    ['xinrenxinshi', left('2026-02-28', 'dismissed')],
  ] as const;

  it('closes when staff record the leave, whatever its day', () => {
    for (const day of ['2026-02-28', '2026-02-27']) {
      const spells = fold(told(...asked, ['staff', left(day, 'dismissed')]));
      expect(outline(spells)).toEqual([`U1 2026-01-05 ${day} dismissed`]);
      expect(questions(spells)).toEqual([]);
    }
  });

  it('closes when the stronger source states the same', () => {
    const spells = fold(told(...asked, ['feishu', left('2026-02-28', 'dismissed')]));
    expect(outline(spells)).toEqual(['U1 2026-01-05 2026-02-28 dismissed']);
    expect(questions(spells)).toEqual([]);
  });

  it('closes when staff void the statement, and stays closed when it is repeated', () => {
    const spells = fold(told(...asked, ['staff', voided('xinrenxinshi:d2')], ['xinrenxinshi', asked[1][1]]));
    expect(outline(spells)).toEqual(['U1 2026-01-05 employed']);
    expect(questions(spells)).toEqual([]);
  });
});

describe('a correction by staff (R14)', () => {
  const LEAVE = left('2026-02-27');
  const MOVE = moved('2026-02-02', 'U2', 'U1');
  const MOVED = 'U1 2026-01-05 2026-02-08 moved-to-other-unit';
  const UNCANCELLED = leaveCancelled({ lastWorkingDay: '2026-02-27' });
  const NOT_HIRED = hireCancelled({ hiredOn: '2026-01-05' });

  it.each<[string, readonly Fact[], readonly [source: string, correction: Fact], string]>([
    ['of a day of hire', [HIRE], ['staff', hired('2026-01-07', 'U1')], 'U1 2026-01-07 employed'],
    ['of a day of leave', [HIRE, LEAVE], ['staff', left('2026-02-20')], 'U1 2026-01-05 2026-02-20 resigned'],
    ['that cancels a leave', [HIRE, LEAVE], ['staff', UNCANCELLED], 'U1 2026-01-05 employed'],
    ['that voids a leave', [HIRE, LEAVE], ['staff', voided('feishu:d2')], 'U1 2026-01-05 employed'],
    ['that cancels a hire', [HIRE], ['staff', NOT_HIRED], 'U1 2026-01-05 cancelled'],
    ['from an imported roster', [HIRE], ['roster', hired('2026-01-07', 'U1')], 'U1 2026-01-07 employed'],
  ])('%s is not reverted when the HR system repeats its last value', (_, stated, correction, expected) => {
    const repeated = stated.slice(-1);
    const spells = fold(told(...ofFeishu(stated), correction, ...ofFeishu(repeated)));
    expect(outline(spells)).toEqual([expected]);
    expect(questions(spells)).toEqual([]);
  });

  it.each<[string, readonly Fact[], correction: Fact, later: Fact, string]>([
    [
      'of a day of hire',
      [HIRE],
      hired('2026-01-07', 'U1'),
      hired('2026-01-09', 'U1'),
      'U1 2026-01-07 employed',
    ],
    [
      'of a day of leave',
      [HIRE, LEAVE],
      left('2026-02-20'),
      left('2026-02-24'),
      'U1 2026-01-05 2026-02-20 resigned',
    ],
    ['that cancels a leave', [HIRE, LEAVE], UNCANCELLED, left('2026-02-24'), 'U1 2026-01-05 employed'],
    ['of a transfer', [HIRE, MOVE], moved('2026-02-09', 'U2', 'U1'), moved('2026-02-16', 'U2', 'U1'), MOVED],
  ])(
    '%s raises a question when the HR system states a new value later',
    (_, stated, correction, later, expected) => {
      const spells = fold(told(...ofFeishu(stated), ['staff', correction], ['feishu', later]));
      expect(outline(spells)[0]).toBe(expected);
      expect(questions(spells)).toHaveLength(1);
    },
  );

  it('leaves the employment to the HR system, whose leave counts', () => {
    for (const start of [HIRE, noticed('hire', '2026-01-05')]) {
      const spells = fold(
        told(['feishu', start], ['staff', hired('2026-01-07', 'U1')], ['feishu', left('2026-02-27')]),
      );
      expect(outline(spells)).toEqual(['U1 2026-01-07 2026-02-27 resigned']);
      expect(questions(spells)).toEqual([]);
    }
  });

  it('of the day of hire leaves the other fields of a repeated hire in effect', () => {
    const again = hired('2026-01-05', 'U1', { department: '研发部', category: 'intern' });
    const [spell] = fold(told(['feishu', HIRE], ['staff', hired('2026-01-07', 'U1')], ['feishu', again]));
    expect(spell?.situation).toMatchObject({ start: { on: '2026-01-07' } });
    expect(spell?.person).toMatchObject({ department: '研发部', category: 'intern' });
  });

  it('of an employment begun by an imported roster leaves the leave to the HR system', () => {
    for (const source of ['feishu', 'xinrenxinshi']) {
      const spells = fold(told(['roster', HIRE], [source, left('2026-02-27')]));
      expect(outline(spells)).toEqual(['U1 2026-01-05 2026-02-27 resigned']);
    }
  });
});

describe('a field of the person (R14)', () => {
  it('keeps the value of the stronger source and raises a question about another value', () => {
    const spells = fold(
      told(
        ['feishu', HIRE],
        ['feishu', updated({ name: '赵敏敏' })],
        ['xinrenxinshi', updated({ name: '赵明', phone: '1' })],
      ),
    );
    expect(spells[0]?.person.name).toBe('赵敏敏');
    expect(questions(spells)).toEqual(['xinrenxinshi name 赵明 / feishu name 赵敏敏']);
  });

  it('keeps a correction by staff, without a question, when the HR system repeats or adopts a value', () => {
    const corrected = [
      ['feishu', HIRE],
      ['feishu', updated({ sex: 'male' })],
      ['staff', updated({ sex: 'female' })],
    ] as const;
    const again = fold(told(...corrected, ['feishu', updated({ sex: 'male' })]));
    expect(again[0]?.person.sex).toBe('female');
    expect(questions(again)).toEqual([]);
    const other = fold(told(...corrected, ['feishu', updated({ sex: 'female', name: '赵明' })]));
    expect(other[0]?.person).toMatchObject({ sex: 'female', name: '赵明' });
    expect(questions(other)).toEqual([]);
  });

  it('is open to a weaker source again with the next employment', () => {
    const spells = fold(
      told(
        ['feishu', hired('2026-01-05', 'U1', { category: 'intern' })],
        ['feishu', left('2026-02-27')],
        ['xinrenxinshi', hired('2026-03-02', 'U1', { category: 'part-time' })],
      ),
    );
    expect(spells.map(({ person }) => person.category)).toEqual(['intern', 'part-time']);
    expect(questions(spells)).toEqual([]);
  });
});

describe('facts stored before sources had an order (R14)', () => {
  it('fold to the same spells where one source stated all of them', () => {
    const facts = told(
      ['feishu', HIRE],
      ['feishu', left('2026-02-27')],
      ['feishu', leaveCancelled({ lastWorkingDay: '2026-02-27' })],
    );
    expect(outline(foldSpells(EMPLOYEE, facts))).toEqual(['U1 2026-01-05 employed']);
    expect(effectiveFacts(facts)).toEqual(facts);
  });

  it('rank the main source first and unsigned sources last', () => {
    const none = { sources: [] };
    const names = ['xinrenxinshi', 'feishu', 'cloudevents', 'standard', 'staff'];
    expect(names.sort((a, b) => compareSources(a, b, none))).toEqual([
      'staff',
      'standard',
      'cloudevents',
      'feishu',
      'xinrenxinshi',
    ]);
    const keyed = [...SOURCES].filter(([, { isKeyInPath }]) => isKeyInPath).map(([name]) => name);
    const signed = [...SOURCES.keys()].filter((name) => !keyed.includes(name));
    for (const weak of keyed)
      for (const strong of signed) expect(compareSources(strong, weak, { sources: [weak] })).toBeLessThan(0);
  });
});

describe('facts of three sources of different rank (R14)', () => {
  const SPEAKERS = ['staff', 'feishu', 'xinrenxinshi'];

  /** Histories whose fact ids name a source. Voids use these ids too. */
  const told3 = histories.chain((facts) =>
    fc
      .array(fc.constantFrom(...SPEAKERS), { minLength: facts.length, maxLength: facts.length })
      .map((speakers) => {
        const idOf = new Map(facts.map(({ factId }, i) => [factId, `${speakers[i]}:${factId}`]));
        return facts.map((it): Fact => {
          const factId = idOf.get(it.factId) ?? it.factId;
          if (it.kind !== 'fact.voided') return { ...it, factId };
          const voids = it.data.factId;
          return { ...it, factId, data: { ...it.data, factId: idOf.get(voids) ?? voids } };
        });
      }),
  );

  it('fold to the same spells in any order and however often they come', () => {
    fc.assert(
      fc.property(
        told3.chain((facts) => fc.tuple(fc.constant(facts), retold(facts))),
        ([once, again]) => {
          expect(JSON.stringify(fold(again))).toBe(JSON.stringify(fold(once)));
        },
      ),
      { numRuns: tries(300) },
    );
  });

  it('of a stronger source stay the same whatever a weaker source states', () => {
    fc.assert(
      fc.property(told3, fc.constantFrom(1, 2), (facts, count) => {
        const strong = SPEAKERS.slice(0, count);
        const alone = facts.filter(({ factId }) =>
          strong.some((speaker) => factId.startsWith(`${speaker}:`)),
        );
        const ids = new Set(alone.map(({ factId }) => factId));
        const ofStrong = (all: readonly Fact[]) =>
          effectiveFacts(all, ORDER).filter(({ factId }) => ids.has(factId));
        // A repetition by a weaker source may take the place of the stronger source's fact. The content is the same.
        const content = (all: readonly Fact[]) =>
          new Set(all.map(({ kind, data }) => JSON.stringify([kind, data])));
        expect(content(ofStrong(alone)).isSubsetOf(content(effectiveFacts(facts, ORDER)))).toBe(true);
      }),
      { numRuns: tries(300) },
    );
  });

  it('of the signed HR system alone, or of staff, end, move or cancel its employments', () => {
    fc.assert(
      fc.property(told3, (facts) => {
        const weak = (it: Fact) => it.factId.startsWith('xinrenxinshi:');
        const strong = facts.filter((it) => !weak(it));
        const before = outline(fold(strong)).filter((line) => !/^\S+ {2}/.test(line) && line !== '');
        const after = outline(fold(facts));
        for (const line of before) {
          const [, start = ''] = line.split(' ');
          if (start !== '' && ownedBySigned(strong, start)) expect(after).toContain(line);
        }
      }),
      { numRuns: tries(300) },
    );
  });
});

/** Whether the source with signatures itself stated a hire of this day. */
function ownedBySigned(facts: readonly Fact[], start: string): boolean {
  return effectiveFacts(facts, ORDER).some(
    (it) => it.kind === 'employee.hired' && it.factId.startsWith('feishu:') && it.data.hiredOn === start,
  );
}
