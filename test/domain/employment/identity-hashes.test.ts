import { describe, expect, test } from 'vitest';
import { identityHashes } from '../../../domain/employment/person.ts';
import { aFact, aHire, anIdentity } from '../../support/some-facts.ts';

const changed = (hash: string, type?: Parameters<typeof anIdentity>[1]) =>
  aFact('employee.updated', { employeeId: 'E1', changes: { identity: anIdentity(hash, type) } });
const hired = (hash: string) => aHire({ employeeId: 'E1', identity: anIdentity(hash) });

describe('identityHashes', () => {
  test('is empty where no number was stated', () => {
    expect(identityHashes([aHire({ employeeId: 'E1' })])).toEqual(new Set());
  });

  test('keeps the last number of a document type, in whatever order facts come', () => {
    const facts = [hired('old'), changed('new')];
    expect(identityHashes(facts)).toEqual(new Set(['new']));
    expect(identityHashes(facts.toReversed())).toEqual(new Set(['new']));
  });

  test('keeps one number for each document type', () => {
    expect(identityHashes([hired('card'), changed('book', 'passport')])).toEqual(new Set(['card', 'book']));
  });

  test('leaves out a voided number', () => {
    const wrong = changed('wrong');
    const voided = aFact('fact.voided', { employeeId: 'E1', factId: wrong.factId, reason: '误' });
    expect(identityHashes([hired('right'), wrong, voided])).toEqual(new Set(['right']));
  });

  test.each([
    ['check-digit', []],
    ['fifteen-digits', ['h']],
    ['other-type', ['h']],
  ])('keeps a number with the problem "%s" only if it can belong to somebody', (problem, expected) => {
    const hire = aHire({ employeeId: 'E1', identity: { ...anIdentity('h'), problem } });
    expect(identityHashes([hire])).toEqual(new Set(expected));
  });
});
