import { describe, expect, it } from 'vitest';
import { oncePer } from '../../../domain/values/once.ts';

describe('oncePer', () => {
  it('makes a value on first use and keeps it for that owner and key', () => {
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

  it('keeps an undefined value too', () => {
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
