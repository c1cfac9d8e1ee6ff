import { describe, expect, test } from 'vitest';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';

const names = async (...args: string[]) => {
  const { documents } = await canbaoJson<{ documents: { name: string; required: boolean }[] }>([
    'explain',
    'documents',
    ...args,
  ]);
  return documents.map(({ name, required }) => `${name}${required ? '' : '（惯例）'}`);
};

describe('canbao explain documents', () => {
  test('asks a retiree for the approval and nobody else', async () => {
    expect(await names('--case', 'removal', '--reason', 'retired')).toEqual([
      '基本医疗保险参保人员减少登记表',
      '退休审批材料',
    ]);
    expect(await names('--case', 'removal', '--reason', 'resigned')).toEqual([
      '基本医疗保险参保人员减少登记表',
      '离职证明（惯例）',
    ]);
  });

  test('asks for a power of attorney through an agency alone', async () => {
    expect(await names('--case', 'enrolment', '--channel', 'agency')).toContain('授权委托书');
    expect(await names('--case', 'enrolment', '--channel', 'online')).not.toContain('授权委托书');
  });

  test('takes a proof of the hire for the contract, and says where the forms come from', async () => {
    const { out } = await runCanbao(['explain', 'documents', '--case', 'enrolment']);
    expect(out).toContain('劳动合同复印件或入职证明');
    expect(out).toContain('登记表在窗口领取');
  });

  test('names the kinds there are when asked for another', async () => {
    const { code, err } = await runCanbao(['explain', 'documents', '--case', 'marriage']);
    expect(code).toBe(2);
    expect(err).toContain('removal');
  });
});
