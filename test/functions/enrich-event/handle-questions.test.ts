import { expect, test } from 'vitest';
import type { Enriched } from '../../../functions/enrich-event/enrich-event.ts';
import { handleQuestions } from '../../../functions/enrich-event/handle-questions.ts';
import type { DetailsRequest } from '../../../functions/ports.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { aQuestion } from '../../support/vendors/an-access.ts';

const QUESTION = aQuestion('dingtalk', 'hire', { userId: '007' });

function taking(enriched: Enriched | Error) {
  const asked: DetailsRequest[] = [];
  const log = fakeLog();
  const ports = {
    log,
    enrich: async (request: DetailsRequest) => {
      asked.push(request);
      if (enriched instanceof Error) throw enriched;
      return enriched;
    },
  };
  return { asked, log, take: (...bodies: string[]) => handleQuestions(bodies.map(queued), ports) };
}

const queued = (body: string, index: number) => ({ id: `m${index}`, body });

test('handleQuestions passes a request on unchanged', async () => {
  const { asked, take } = taking('stored');
  expect(await take(JSON.stringify(QUESTION))).toEqual([]);
  expect(asked).toEqual([QUESTION]);
});

test.each([
  ['stored', []],
  ['nothing-new', []],
  ['no-api', []],
  ['not-understood', []],
  ['not-yet', ['m0']],
  ['unavailable', ['m0']],
] as const)('with the outcome %s, handleQuestions leaves %j on the queue', async (enriched, left) => {
  expect(await taking(enriched).take(JSON.stringify(QUESTION))).toEqual(left);
});

test('handleQuestions returns only the failed request, and logs the name of its error', async () => {
  const { log, take } = taking(new TypeError('陈静'));
  expect(await take(JSON.stringify(QUESTION))).toEqual(['m0']);
  expect(log.lines).toEqual([
    {
      level: 'warn',
      message: 'a request for details failed and is tried again',
      ids: { messageId: 'm0', error: 'TypeError' },
    },
  ]);
});

test.each(['{', '{}', 'null', JSON.stringify({ ...QUESTION, about: 'all' })])(
  'handleQuestions asks nothing for the invalid message %s, and logs an error',
  async (body) => {
    const { asked, log, take } = taking('stored');
    expect(await take(body, JSON.stringify(QUESTION))).toEqual(['m0']);
    expect(asked).toEqual([QUESTION]);
    expect(log.lines).toMatchObject([{ level: 'error', ids: { messageId: 'm0' } }]);
  },
);
