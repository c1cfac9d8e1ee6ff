import { ANSWERS, CATEGORIES, LEAVING_REASONS, SEXES } from '../../../domain/facts/texts.ts';
import { answerInput, recordAnswer } from '../../staff-actions/answer.ts';
import { cardInput, recordCard } from '../../staff-actions/card.ts';
import { changeInput, RETIREMENT_AGES, recordChange } from '../../staff-actions/change.ts';
import { documentInput, recordDocument } from '../../staff-actions/document.ts';
import { hireInput, recordHire } from '../../staff-actions/hire.ts';
import { leaveInput, recordLeave } from '../../staff-actions/leave.ts';
import { mistakeInput, recordMistake } from '../../staff-actions/mistake.ts';
import { noteInput, recordNote } from '../../staff-actions/note.ts';
import { recordResume, resumeInput } from '../../staff-actions/resume.ts';
import { choice, day, flag, line, lineOf, required, text } from '../frame/kinds.ts';
import type { GroupSpec } from '../frame/spec.ts';
import { RECORD_FILING, RECORD_REFUND } from './filing.ts';
import {
  CASE,
  CASE_OPTION,
  EMPLOYEE_ARGUMENT,
  EMPLOYEE_OPTION,
  reason,
  recordedLine,
  staffCommand,
} from './staff.ts';
import { RECORD_UNDO } from './undo.ts';

const RECORD_DOCUMENT = staffCommand({
  name: 'document',
  about: { zh: '登记收到一件待办所需的材料', en: 'record that a document of a case was received' },
  args: { caseId: CASE },
  options: {
    document: required(
      line(
        { zh: '材料名称，与待办所列一致', en: 'the Chinese name of the document, as listed in the case' },
        'name',
        100,
      ),
    ),
    on: required(day({ zh: '收到日', en: 'the day the document was received' })),
  },
  examples: [
    'canbao record document BJ-0001/2026-11-02/enrolment --document 劳动合同复印件 --on 2026-12-01 --local',
  ],
  action: 'document-received',
  schema: documentInput,
  act: recordDocument,
});

const RECORD_CARD = staffCommand({
  name: 'card',
  about: { zh: '登记医保卡：已申请或已发', en: 'record a card: requested or issued' },
  args: { employeeId: EMPLOYEE_ARGUMENT },
  options: {
    kind: required(choice({ zh: '电子凭证或实体卡', en: 'which card' }, ['electronic', 'physical'], 'kind')),
    requested: day({ zh: '申请日', en: 'the day of the request' }),
    issued: day({ zh: '发卡日', en: 'the day the card was issued' }),
    replaces: flag({ zh: '补办、换发', en: 'replaces a lost or broken card' }),
  },
  steps: { requested: ['replaces'], issued: [] },
  examples: [
    'canbao record card BJ-0001 --kind physical --requested 2026-11-20 --replaces --local',
    'canbao record card BJ-0001 --kind physical --issued 2026-12-01 --local',
  ],
  action: 'card',
  schema: cardInput,
  input: ({ kind: card }) => ({ card }),
  act: recordCard,
});

const RECORD_NOTE = staffCommand({
  name: 'note',
  about: {
    zh: '给一件待办写备注；不改变待办本身',
    en: 'add a note to a case; the case itself does not change',
  },
  args: {
    caseId: CASE,
    text: {
      about: { zh: '一行，最多 500 个字符', en: 'one line of at most 500 characters' },
      takes: 'one',
      read: lineOf(500),
    },
  },
  examples: [
    {
      zh: "canbao record note BJ-0001/2026-11-02/enrolment '窗口答复周五前办结' --local",
      en: "canbao record note BJ-0001/2026-11-02/enrolment 'the counter promised it by Friday' --local",
    },
  ],
  action: 'noted',
  schema: noteInput,
  act: recordNote,
  show: (recorded, { caseId }) => ({
    json: { caseId, factIds: recorded.factIds, alreadyKnown: recorded.is === 'duplicate' },
    lines: [recordedLine(recorded)],
  }),
});

const RECORD_ANSWER = staffCommand({
  name: 'answer',
  about: {
    zh: '答复一件待办提出的问题；可选的答复见 canbao cases --json 的 answers',
    en: 'answer the question of a case; canbao cases --json lists the possible answers',
  },
  options: {
    case: required(CASE_OPTION),
    answer: required(choice({ zh: '答复', en: 'the answer' }, ANSWERS, 'answer')),
    about: line(
      {
        zh: '待办涉及多人时指明一人，用 people 中的 key（默认全部）',
        en: 'for a case about several people: the one whom the answer is about, by the key under "people" in canbao cases --json (default: all of them; is-employee needs one)',
      },
      'key',
      400,
    ),
    employeeId: text(
      { zh: '答复 is-employee 时的职工工号', en: 'the id of the employee, only with --answer is-employee' },
      'id',
    ),
  },
  examples: [
    'canbao record answer --case BJ-0001/2026-11-02/needs-person --answer due --local',
    'canbao record answer --case unit/BJ/confirm-existing --answer checked --local',
    'canbao record answer --case unit/BJ/unknown-person --answer is-employee --about number:88 --employee-id BJ-0001 --local',
  ],
  action: 'answered',
  schema: answerInput,
  act: recordAnswer,
  show: (recorded, { case: caseId, answer }) => ({
    json: { caseId, answer, factIds: recorded.factIds, alreadyKnown: recorded.is === 'duplicate' },
    lines: [recordedLine(recorded)],
  }),
});

/** Records the first working day of a person whose hire was reported without a day or with contradicting days. */
const RECORD_HIRE = staffCommand({
  name: 'hire',
  about: { zh: '登记第一个工作日', en: 'record the first working day of a new employee' },
  options: {
    employee: EMPLOYEE_OPTION,
    firstWorkingDay: required(day({ zh: '第一个工作日', en: 'the first working day' })),
    unit: text(
      { zh: '参保单位（默认人事系统告知的）', en: 'the unit (default: the one from the HR system)' },
      'unitId',
    ),
    name: line({ zh: '姓名（默认已知的）', en: 'the name (default: the known one)' }, 'name', 100),
  },
  examples: ['canbao record hire --employee BJ-0009 --first-working-day 2026-11-18 --unit BJ --local'],
  action: 'hire',
  schema: hireInput,
  act: recordHire,
});

/** Records a leave, or the day or the reason that the HR system did not give. */
const RECORD_LEAVE = staffCommand({
  name: 'leave',
  about: { zh: '登记最后工作日和离职原因', en: 'record a last working day and its reason' },
  options: {
    employee: EMPLOYEE_OPTION,
    lastWorkingDay: required(day({ zh: '最后工作日', en: 'the last working day' })),
    reason: required(choice({ zh: '离职原因', en: 'why the person left' }, LEAVING_REASONS, 'reason')),
  },
  examples: [
    'canbao record leave --employee BJ-0009 --last-working-day 2026-11-20 --reason resigned --local',
  ],
  action: 'leave',
  schema: leaveInput,
  act: recordLeave,
});

const RECORD_RESUME = staffCommand({
  name: 'resume',
  about: { zh: '登记暂停的劳动关系恢复', en: 'record that a suspended employment continues' },
  options: {
    employee: EMPLOYEE_OPTION,
    resumedOn: required(day({ zh: '恢复后第一个工作日', en: 'the first working day after the suspension' })),
  },
  examples: ['canbao record resume --employee BJ-0009 --resumed-on 2026-11-18 --local'],
  action: 'resume',
  schema: resumeInput,
  act: recordResume,
});

const RECORD_CHANGE = staffCommand({
  name: 'change',
  about: { zh: '登记个人信息的变更', en: 'record a change of an employee’s data' },
  options: {
    employee: EMPLOYEE_OPTION,
    effectiveOn: day({ zh: '生效日（默认今天）', en: 'the first day of the change (default: today)' }),
    name: line({ zh: '姓名', en: 'the name' }, 'name', 100),
    sex: choice({ zh: '性别', en: 'the sex' }, SEXES, 'sex'),
    birthDate: day({ zh: '出生日期', en: 'the day of birth' }),
    category: choice({ zh: '用工类别', en: 'the category of employment' }, CATEGORIES, 'category'),
    department: line({ zh: '部门', en: 'the department' }, 'name', 100),
    averageMonthlyWage: text({ zh: '月均工资（元）', en: 'the average monthly wage in yuan' }, 'yuan'),
    originalRetirementAge: choice(
      { zh: '原法定退休年龄', en: 'the original retirement age' },
      RETIREMENT_AGES,
      'age',
    ),
  },
  examples: ['canbao record change --employee BJ-0009 --category retiree --effective-on 2026-11-18 --local'],
  action: 'change',
  schema: changeInput,
  act: recordChange,
});

/** Records that a hire or a leave reported without its day did not happen, or that a disputed statement is wrong. */
const RECORD_MISTAKE = staffCommand({
  name: 'mistake',
  about: {
    zh: '作废未给日期的入职或离职告知：其实没有此事',
    en: 'void a hire or leave that the HR system reported without a day and that did not happen',
  },
  options: {
    employee: EMPLOYEE_OPTION,
    why: required(reason({ zh: '为什么', en: 'why the reported hire or leave is wrong' })),
  },
  examples: [
    {
      zh: "canbao record mistake --employee BJ-0009 --why '测试账号' --local",
      en: "canbao record mistake --employee BJ-0009 --why 'a test account' --local",
    },
  ],
  action: 'mistake',
  schema: mistakeInput,
  input: ({ why: reason }) => ({ reason }),
  act: recordMistake,
});

export const RECORD: GroupSpec = {
  name: 'record',
  about: {
    zh: '登记经办结果：申报、退费、材料、医保卡、答复、备注、撤销；以及人事系统没有给出的入职、离职日期',
    en: 'record what was done: filings, refunds, documents, cards, answers, notes, undo; and missing days of hires and leaves',
  },
  commands: [
    RECORD_FILING,
    RECORD_REFUND,
    RECORD_DOCUMENT,
    RECORD_CARD,
    RECORD_ANSWER,
    RECORD_NOTE,
    RECORD_UNDO,
    RECORD_HIRE,
    RECORD_LEAVE,
    RECORD_RESUME,
    RECORD_CHANGE,
    RECORD_MISTAKE,
  ],
};
