import type { Language } from '../../../domain/values/language.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: '真或假',
  object: '对象',
  record: '对象',
  array: '列表',
  null: '空值',
};

const typeZh = (type: string) => TYPES[type] ?? type;

/** Chinese texts for problems reported by schemas and sources; more specific patterns first. */
const ZH: readonly (readonly [RegExp, string | ((...groups: string[]) => string)])[] = [
  [
    /Invalid input: expected (\w+), received undefined/,
    (_, expected = '') => `缺少，应为${typeZh(expected)}`,
  ],
  [
    /Invalid input: expected (\w+), received (\w+)/,
    (_, expected = '', received = '') => `应为${typeZh(expected)}，不是${typeZh(received)}`,
  ],
  [/Invalid option: expected one of (.+)/, '只能是 $1 之一'],
  [/Invalid input: expected (.+)/, '应为 $1'],
  [/Too small: expected \w+ to have >=(\d+) (items|characters)/, '至少要有 $1 个'],
  [/Too big: expected \w+ to have <=(\d+) (items|characters)/, '最多 $1 个'],
  [/Too small: expected \w+ to be >=?(\S+)/, '不得小于 $1'],
  [/Too big: expected \w+ to be <=?(\S+)/, '不得大于 $1'],
  [/Unrecognized keys?: (.+)/, '没有这个字段：$1'],
  [/Invalid (input|key in record|string|format).*/, '内容不对'],
  [
    /must be one mail address, name@domain, and nothing else/,
    '须是一个邮箱地址（姓名@域名），不能有其他内容',
  ],
  [/has an encryptKey, so it must not have unsigned/, '有 encryptKey，不能再写 unsigned'],
  [
    /must have the encryptKey that .*; without one .*/,
    '须有应用后台显示的 encryptKey；没有它，见过一条事件的人就能伪造，试用须写 unsigned: true',
  ],
  [/must not be empty/, '不能为空'],
  [/must be a text/, '须为文本'],
  [/must be "1\.0"/, '须为 "1.0"'],
  [/must be JSON, e\.g\. (.+)/, '须为 JSON，例如 $1'],
  [/needs (\w+) or (\w+)/, '须有 $1 或 $2'],
  [/has no field that can change/, '没有写出可以变更的字段'],
  [/names no event, nor does (\S+)/, '没有写明事件，$1 也没有'],
  [/missing, and (\S+) as well/, '缺失，$1 也缺失'],
  [/must have at most (\d+) characters, has (\d+)/, '最多 $1 个字符，现有 $2 个'],
  [/contains half of a surrogate pair, which is not a character/, '含有残缺的字符'],
  [/contains a control character/, '含有控制字符'],
  [/implausible day: .*/, '不像真实的日期：须在 1950-01-01 到今后两年之内'],
  [/must not be more than a day after the event arrived/, '不得晚于收到事件的时间一天以上'],
  [/implausible day of birth: .*/, '不像真实的出生日期：须在 1900-01-01 到今天之间'],
  [/must be a calendar day, YYYY-MM-DD/, '须是日历上有的日期，YYYY-MM-DD'],
  [/must be a month, YYYY-MM/, '须是月份，YYYY-MM'],
  [/must be an ISO 8601 date-time with an offset/, '须是带时区的 ISO 8601 时间'],
  [/must be yuan, not negative, with at most two decimals/, '须是元，不为负，最多两位小数'],
  [/is not a valid 统一社会信用代码/, '不是有效的统一社会信用代码'],
  [/no such parameter; there are (.+)/, '没有这个参数；可用的有 $1'],
  [/no such field/, '没有这个字段'],
  [/there is no source (\S+); there are (.+)/, '没有人事系统 $1；有 $2'],
  [/there is no source (\S+) any more/, '已没有人事系统 $1'],
  [
    /no region (.+) is known, the nearest is (.+?); write .*/,
    '没有叫 $1 的地区，最接近的是 $2；确认无误的写 "unlisted": true，只按全国规定计算',
  ],
  [
    /(\S+) has neither idPrefix nor sharesIdsWith, but there are other systems \((.+?)\): .*/,
    '除 $2 外还有 $1，须写 idPrefix 或 sharesIdsWith，以免把相同工号误作同一人',
  ],
  [
    /(\S+) sends our own employee ids; .*/,
    '$1 推送的就是本系统的工号：前缀由推送方自己写，这里写 sharesIdsWith',
  ],
  [
    /(\S+) and (\S+) can have the same id for different people: .*/,
    '$1 的工号可能与 $2 的相同：请写互不为开头的 idPrefix，或写入 sharesIdsWith',
  ],
  [/there is no unit (.+) in units/, 'units 中没有参保单位 $1'],
  [/(\S+) stands there twice, first at (\S+)/, '$1 重复，前一处在 $2'],
  [/is not .*?whole .*?from (\d+) to (\d+)/, '不是 $1 到 $2 的整数'],
  [/is not yuan with at most two decimals, e\.g\. (.+)/, '不是金额（元，最多两位小数），例如 $1'],
  [/is not one of (.+)/, '只能是 $1 之一'],
  [/is not a day of the year, MM-DD/, '不是一年中的日期，MM-DD'],
  [/is not a percentage as text, (.+), e\.g\. (.+)/, '不是百分数文本，$1，例如 $2'],
  [/the (?:body|message) is not JSON in UTF-8/, '内容不是 UTF-8 编码的 JSON'],
  [/the body is neither JSON nor a form/, '内容既不是 JSON 也不是表单'],
  [/the decrypted message is not a JSON object in UTF-8/, '解密后的内容不是 UTF-8 编码的 JSON 对象'],
  [/the decrypted message (.+)/, (_, problem = '') => `解密后的内容${problemText(problem, 'zh')}`],
  [/is not UTF-8/, '不是 UTF-8 编码'],
  [/has a tag with attributes, or an invalid tag/, '有带属性的标签，或不成标签的内容'],
  [/has a tag that both closes and is empty/, '有既是结束又是空元素的标签'],
  [/has an entity other than (.+)/, '有 $1 以外的实体'],
  [/has a root other than one (\S+)/, '根元素不是唯一的 $1'],
  [/has a closing tag that does not match the open element/, '结束标签与打开的元素不符'],
  [/has CDATA without an end/, 'CDATA 没有结束'],
  [/has (\S+) outside its elements/, '元素之外有 $1'],
  [/has a DOCTYPE/, '有 DOCTYPE'],
  [/has a processing instruction/, '有处理指令'],
  [/has a comment/, '有注释'],
  [/has an element twice/, '有重复的元素'],
  [/ends before its last tag/, '在最后一个标签之前中断'],
  [/declares an ENTITY/, '声明了 ENTITY'],
  [/has a declaration/, '有声明'],
  [
    /this employee has more records than can be stored: .*/,
    '该职工的记录过多，无法保存；请作废重复的记录，再重放',
  ],
  [
    /(\S+) (?:may not|cannot) void what (\S+) stated; .*/,
    '$1 无权作废 $2 的记录；可由经办人作废，或在登记的 sources 中把 $1 排在 $2 之前，再重放',
  ],
  [
    /no (?:such fact|fact with this id) arrived in the last 30 days; send (\S+) too/,
    '近期没有收到这条记录；请同时写明 $1',
  ],
  [
    /stored records of this employee or unit cannot be read: (.+); void each .*/,
    '该职工或单位的存储记录无法读取：$1；请按编号作废其中的每条 FACT，重新填报后再试',
  ],
  [
    /the record of (\w+) (.+) was deleted: .*/,
    (_, what, id) =>
      `${what === 'employee' ? '职工' : '任职'} ${id} 的记录已被删除；误录的，请填报 employee.hire_cancelled，已离职的，请填报 employee.terminated 和最后工作日`,
  ],
  [
    /the record of an employee was deleted, which is not a leave: .*/,
    '职工记录已被删除，这不等于离职；已离职的，请填报离职，入职已取消的，请填报取消入职',
  ],
  [
    /a handover was withdrawn on or after the last working day, or has no day: .*/,
    '交接在当日或之后撤回，或没有写明日期；离职已取消的，请填报取消离职',
  ],
  [
    /the hire has no name; .*/,
    '入职事件没有姓名；请在 webhook 中推送 First Name、Last Name，或在登记的 sources[].fields 写明姓名字段，再重放',
  ],
  [
    /hireType (.+) of (\S+) is mapped to no category: .*/,
    '$2 的 hireType $1 没有对应的用工类别；请在登记的 sources[].categories 补上，再重放',
  ],
  [
    /UserID (.+) became (.+): add (.+) to sources\[\]\.formerIds of (\S+) in the registry, then replay/,
    'UserID $1 已改为 $2；请在登记中 $4 的 sources[].formerIds 添加 $3，再重放',
  ],
  [
    /the hire has no department: .*/,
    '入职事件没有部门；请在来源中推送部门，或在登记的 sources[] 写 defaultUnitId，再重放',
  ],
  [
    /department (.+) of (\S+) is mapped to no unit: .*/,
    '$2 的部门 $1 没有对应的参保单位；请在登记的 sources[].units 补上，再重放',
  ],
  [
    /must be the private key that BambooHR showed once, .*/,
    '须为私钥，即创建 webhook 时 BambooHR 显示一次的那一个',
  ],
  [/must have (.+), as the HR system's console shows them/, '须有 $1，见人事系统后台'],
  [/must have the verificationToken .*/, '须有 verificationToken，见应用后台的“事件与回调”'],
  [/must have a key of 32 or more letters and digits/, '须有 32 位以上由字母和数字组成的 key'],
  [/has invalid addresses; write them as (.+)/, '地址写法不对；请写成 $1'],
  [/must be base64 of (\d+) bytes or more, .*/, '须是 $1 字节以上的 base64，可带 whsec_ 前缀'],
  [
    /has a (\w+) that is neither a day YYYY-MM-DD nor a time with its offset/,
    '的 $1 既不是日期 YYYY-MM-DD，也不是带时区的时间',
  ],
  [/is neither a text nor an object of named texts/, '既不是文本，也不是按名称列出的文本'],
  [/(?:is )?missing$/, '缺失'],
  [/^… and (\d+) more$/, '……另有 $1 处'],
  [/must have (\w+) and (\w+), and the app’s (\w+) .*/, '须有 $1、$2 和数字形式的 $3，见应用后台'],
  [/must have (\w+) and (\w+), .*/, '须有 $1 和 $2'],
];

/** A problem in the output language. One without a Chinese text stays unchanged. */
export function problemText(problem: string, language: Language): string {
  if (language !== 'zh') return problem;
  const [pattern, translation] = ZH.find(([known]) => known.test(problem)) ?? [];
  if (pattern === undefined || translation === undefined) return problem;
  return typeof translation === 'string'
    ? problem.replace(pattern, translation)
    : problem.replace(pattern, translation);
}
