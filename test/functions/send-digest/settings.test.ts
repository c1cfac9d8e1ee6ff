import { describe, expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import { senderSchema } from '../../../functions/mail/build-mail.ts';
import { caseLinkSchema, inboxLinkOf, linkOf } from '../../../functions/mail/case-link.ts';

describe('senderSchema', () => {
  test.each([
    ['canbao@example.com', '参保管家', 'canbao@example.com', 'example.com'],
    ['参保管家 <canbao@example.com>', '参保管家', 'canbao@example.com', 'example.com'],
    ['"HR, Beijing" <hr@mail.example.com>', 'HR, Beijing', 'hr@mail.example.com', 'mail.example.com'],
    [' <canbao@example.com> ', '参保管家', 'canbao@example.com', 'example.com'],
  ])('parses %s', (text, name, address, domain) => {
    expect(senderSchema.parse(text)).toEqual({ name, address, domain });
  });

  test.each(['', 'canbao', 'a@b@c', 'Canbao <canbao@example.com', 'a@b.cn, c@d.cn'])('refuses %j', (text) => {
    expect(senderSchema.safeParse(text).success).toBe(false);
  });
});

describe('inboxLinkOf', () => {
  test('links to all cases, or to those of one kind and unit', () => {
    expect(inboxLinkOf('https://c.example', 'a@b.cn')).toBe('https://c.example/?r=YUBiLmNu');
    expect(inboxLinkOf('https://c.example', 'a@b.cn', { kind: 'removal', unitId: 'u&1' })).toBe(
      'https://c.example/?kind=removal&unit=u%261&r=YUBiLmNu',
    );
  });
});

describe('linkOf', () => {
  const it = { caseId: 'e 1/2026-11-18/enrolment', employeeId: 'e 1', unitId: 'u&1' } as Case;

  test('inserts the ids, escaped', () => {
    expect(linkOf('https://hr.example.com/{unitId}/{employeeId}?case={caseId}', it)).toBe(
      'https://hr.example.com/u%261/e%201?case=e%201%2F2026-11-18%2Fenrolment',
    );
  });

  test('links to the official platform if the deployment names no page', () => {
    expect(linkOf(undefined, it)).toBe('https://fuwu.nhsa.gov.cn/');
  });

  test('links a unit case to the unit’s page; without one, not to an employee’s page', () => {
    const own = { caseId: 'unit/U1/declare-bases', unitId: 'U1' } as Case;
    expect(linkOf('https://hr.example.com/{unitId}?case={caseId}', own)).toBe(
      'https://hr.example.com/U1?case=unit%2FU1%2Fdeclare-bases',
    );
    expect(linkOf('https://hr.example.com/{employeeId}?case={caseId}', own)).toBe(
      'https://fuwu.nhsa.gov.cn/',
    );
  });

  test.each(['javascript:alert(1)', 'hr.example.com/{caseId}', 'https://hr.example.com/">{caseId}'])(
    'caseLinkSchema refuses %s',
    (text) => {
      expect(caseLinkSchema.safeParse(text).success).toBe(false);
    },
  );
});
