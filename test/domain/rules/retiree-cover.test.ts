import { describe, expect, it } from 'vitest';
import { retireeCover } from '../../../domain/rules/retirement/retiree-cover.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { RETIREE_COVER_EXAMPLES } from '../../examples/retiree-covers.ts';
import { expectWords } from '../../support/expect-words.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

describe('retireeCover', () => {
  it.each(RETIREE_COVER_EXAMPLES)('$name', ({ given, expected }) => {
    const { region, retiresOn, told, ...rest } = given;
    const answer = retireeCover({
      ...rest,
      retiresOn: plainDate(retiresOn),
      policy: toldPolicy(region, told),
    });
    const { because, ...cover } = answer;
    expect(cover).toEqual(expected);
    expectWords(because);
  });
});
