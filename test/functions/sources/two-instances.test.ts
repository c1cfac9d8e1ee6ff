import { expect, onTestFinished, test } from 'vitest';
import { dingtalkApi } from '../../../functions/sources/dingtalk/api.ts';
import { feishuApi } from '../../../functions/sources/feishu/api.ts';
import { wecomApi } from '../../../functions/sources/wecom/api.ts';
import { anAccess, aQuestion } from '../../support/vendors/an-access.ts';
import { DINGTALK_KEY, dingtalkApi as startDingtalk } from '../../support/vendors/dingtalk-api.ts';
import { FEISHU_KEY, feishuApi as startFeishu } from '../../support/vendors/feishu-api.ts';
import { wecomApi as startWecom, WECOM_KEY } from '../../support/vendors/wecom-api.ts';

/** Each instance fetches its own token. While a token is valid, the vendor returns the same one to all instances. */
test.each([
  { api: feishuApi, start: startFeishu, key: FEISHU_KEY, id: 'employmentId', tokens: '/internal' },
  { api: dingtalkApi, start: startDingtalk, key: DINGTALK_KEY, id: 'userId', tokens: '/accessToken' },
  { api: wecomApi, start: startWecom, key: WECOM_KEY, id: 'userId', tokens: '/gettoken' },
])('two instances that ask $api.name in turn take no token from each other', async (it) => {
  const { api, start, key, id, tokens } = it;
  const vendor = await start();
  onTestFinished(vendor.stop);
  const instances = [anAccess(vendor.url, key), anAccess(vendor.url, key)];
  for (let turn = 0; turn < 3; turn += 1)
    for (const access of instances)
      await api.details(aQuestion(api.name, 'change', { [id]: '007' }), access.to(api));
  expect(vendor.paths().filter((path) => path.endsWith(tokens))).toHaveLength(instances.length);
});
