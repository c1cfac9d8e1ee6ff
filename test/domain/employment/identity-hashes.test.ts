import { describe, expect, test } from 'vitest';
import { identityHashes } from '../../../domain/employment/person.ts';
import { aFact, aHire, anIdentity } from '../../support/some-facts.ts';

const changed = (hash: string, type?: Parameters<typeof anIdentity>[1]) =>
  aFact('employee.updated', { employeeId: 'E1', changes: { identity: anIdentity(hash, type) } });
const hired = (hash: string) => aHire({ employeeId: 'E1', identity: anIdentity(hash) });

describe('the identity numbers that an employee carries', () => {
  test('are none where none was stated', () => {
    expect(identityHashes([aHire({ employeeId: 'E1' })])).toEqual(new Set());
  });

  test('are the last one of a kind of document, in whatever order they arrived', () => {
    const facts = [hired('old'), changed('new')];
    expect(identityHashes(facts)).toEqual(new Set(['new']));
    expect(identityHashes(facts.toReversed())).toEqual(new Set(['new']));
  });

  test('are several where documents of several kinds were stated', () => {
    expect(identityHashes([hired('card'), changed('book', 'passport')])).toEqual(new Set(['card', 'book']));
  });

  test('are without one that was voided', () => {
    const wrong = changed('wrong');
    const voided = aFact('fact.voided', { employeeId: 'E1', factId: wrong.factId, reason: '误' });
    expect(identityHashes([hired('right'), wrong, voided])).toEqual(new Set(['right']));
  });

  test.each([
    ['check-digit', []],
    ['fifteen-digits', ['h']],
    ['other-type', ['h']],
  ])('count one with the problem "%s" only where it can be somebody\'s', (problem, expected) => {
    const hire = aHire({ employeeId: 'E1', identity: { ...anIdentity('h'), problem } });
    expect(identityHashes([hire])).toEqual(new Set(expected));
  });
});
