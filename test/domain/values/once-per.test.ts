import { describe, expect, it } from 'vitest';
import { oncePer } from '../../../domain/values/once.ts';

describe('what is made once per owner and key', () => {
  it('is made when it is first asked for, and kept for that owner and key alone', () => {
    const asked: string[] = [];
    const made = oncePer((owner: { readonly name: string }, key: string) => {
      asked.push(`${owner.name}${key}`);
      return { of: owner.name, key };
    });
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    expect(asked).toEqual([]);
    expect(made(a, '1')).toBe(made(a, '1'));
    expect([made(a, '2'), made(b, '1')]).toEqual([
      { of: 'a', key: '2' },
      { of: 'b', key: '1' },
    ]);
    expect(asked).toEqual(['a1', 'a2', 'b1']);
  });

  it('is kept where it is undefined too', () => {
    let times = 0;
    const made = oncePer((_: object, __: string) => {
      times += 1;
      return undefined;
    });
    const owner = {};
    expect([made(owner, '1'), made(owner, '1')]).toEqual([undefined, undefined]);
    expect(times).toBe(1);
  });
});
