/** What becomes of an event: a fact's kind and what is asked, or why there is neither. */
export interface PersonnelEvent {
  readonly sentence: string;
  readonly type: string;
  readonly event: object;
  readonly fact?: string;
  readonly about?: 'hire' | 'leave' | 'change';
  /** Beside the employment's id. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly is?: 'ignored' | 'not-understood';
}

const WHO = { employment_id: '7072306364927985196' };
const AND_USER = { ...WHO, target_user_id: { union_id: 'on_8ed6', user_id: 'e33ggbyz', open_id: 'ou_84aa' } };
const USER_KEYS = { userId: 'e33ggbyz', openId: 'ou_84aa' };

const OFFBOARDING = { ...AND_USER, offboarding_id: '7044427347159746085', process_id: '7090409013925398060' };
const OFFBOARDING_KEYS = { ...USER_KEYS, offboardingId: '7044427347159746085' };
const MOVE = {
  ...AND_USER,
  job_change_id: '7044427347159746085',
  transfer_mode: 1,
  process_id: '7090409013925398060',
  effective_date: '2022-04-03',
};
const MOVE_KEYS = { ...USER_KEYS, jobChangeId: '7044427347159746085', effectiveOn: '2022-04-03' };
const ONBOARDING = {
  tenant_id: '6685321562717324807',
  pre_hire_id: '7225204420787144236',
  onboarding_task_changes: [],
  onboarding_flow_id: '65c245b7859c6e77d2290e00',
};

const HIRED = { fact: 'employee.hire_noticed', about: 'hire' } as const;
const LEFT = { fact: 'employee.leave_noticed', about: 'leave' } as const;
const STAYS = { fact: 'employee.termination_cancelled' } as const;
const CHANGED = { about: 'change' } as const;
const NOTHING = { is: 'ignored' } as const;

const offboarding = (
  status: number,
  sentence: string,
  outcome: object,
  type = 'corehr.offboarding.status_updated_v2',
): PersonnelEvent => ({ sentence, type, event: { ...OFFBOARDING, status }, ...outcome });
const move = (status: number, sentence: string, outcome: object): PersonnelEvent => ({
  sentence,
  type: 'corehr.job_change.status_updated_v2',
  event: { ...MOVE, status },
  ...outcome,
});
const domainEvent = (
  event_type: number,
  sub_event_type: number,
  sentence: string,
  outcome: object,
): PersonnelEvent => ({
  sentence,
  type: 'corehr.employee.domain_event_v2',
  event: {
    ...WHO,
    event_type,
    sub_event_type,
    opt_time: '1697701824',
    opt_id: '7291571779879978540',
    data: [],
  },
  ...outcome,
});

/** Each event of Feishu's personnel system that we read, in the shape of its documented example. */
export const PERSONNEL_EVENTS: readonly PersonnelEvent[] = [
  {
    sentence: 'a hire is noticed when the onboarding is done',
    type: 'corehr.job_data.employed_v1',
    event: { ...AND_USER, job_data_id: '7072306364927985196' },
    keys: USER_KEYS,
    ...HIRED,
  },
  {
    sentence: 'a hire is noticed before the account is opened',
    type: 'corehr.job_data.employed_v1',
    event: { ...WHO, job_data_id: '7072306364927985196', target_user_id: null },
    ...HIRED,
  },
  {
    sentence: 'a hire is noticed when the record of employment is made',
    type: 'corehr.employment.created_v1',
    event: AND_USER,
    keys: USER_KEYS,
    ...HIRED,
  },
  {
    sentence: 'a user id that was not granted is none',
    type: 'corehr.employment.created_v1',
    event: { ...WHO, target_user_id: { user_id: '', open_id: 'ou_84aa' } },
    keys: { openId: 'ou_84aa' },
    ...HIRED,
  },
  {
    sentence: 'a changed record of employment is read back',
    type: 'corehr.employment.updated_v1',
    event: { ...AND_USER, field_changes: ['tenure', 'effective_time'] },
    keys: USER_KEYS,
    ...CHANGED,
  },
  {
    sentence: 'that the tenure grew says nothing',
    type: 'corehr.employment.updated_v1',
    event: { ...AND_USER, field_changes: ['tenure'] },
    ...NOTHING,
  },
  {
    sentence: 'the end of probation is read back',
    type: 'corehr.employment.converted_v1',
    event: WHO,
    ...CHANGED,
  },
  {
    sentence: 'a deleted record is for a person to judge',
    type: 'corehr.employment.deleted_v1',
    event: AND_USER,
    is: 'not-understood',
  },
  {
    sentence: 'a leave is noticed on the day after the last',
    type: 'corehr.employment.resigned_v1',
    event: WHO,
    ...LEFT,
  },
  offboarding(1, 'a leave that is asked for is none yet', NOTHING),
  offboarding(2, 'an approved leave is noticed', { ...LEFT, keys: OFFBOARDING_KEYS }),
  offboarding(3, 'a leave in force is noticed', { ...LEFT, keys: OFFBOARDING_KEYS }),
  offboarding(4, 'a refused leave is taken back', STAYS),
  offboarding(5, 'a withdrawn leave is taken back', STAYS),
  offboarding(6, 'a leave that needs no approval is noticed', { ...LEFT, keys: OFFBOARDING_KEYS }),
  offboarding(9, 'a status of which nothing is known is asked about', {
    about: 'leave',
    keys: OFFBOARDING_KEYS,
  }),
  offboarding(
    2,
    'the older event says the same',
    { ...LEFT, keys: OFFBOARDING_KEYS },
    'corehr.offboarding.updated_v1',
  ),
  offboarding(5, 'the older event takes back as well', STAYS, 'corehr.offboarding.updated_v1'),
  {
    sentence: 'a leave that was edited is read back',
    type: 'corehr.offboarding.updated_v2',
    event: {
      ...AND_USER,
      offboarding_info_id: '7072306364927985197',
      status: 1,
      updated_time: '1714985958000',
      updated_fields: ['offboarding_date'],
    },
    about: 'leave',
    keys: { ...USER_KEYS, offboardingId: '7072306364927985197' },
  },
  {
    sentence: 'the list of what a leaver hands back says nothing',
    type: 'corehr.offboarding.checklist_updated_v2',
    event: { ...OFFBOARDING, checklist_status: 1 },
    ...NOTHING,
  },
  {
    sentence: 'a move is read back',
    type: 'corehr.job_data.changed_v1',
    event: { ...AND_USER, job_data_id: '7072306364927985196', job_change_id: '7072306364927985198' },
    keys: { ...USER_KEYS, jobChangeId: '7072306364927985198' },
    ...CHANGED,
  },
  move(1, 'a move that is asked for is none yet', NOTHING),
  move(2, 'a withdrawn move is read back', { ...CHANGED, keys: MOVE_KEYS }),
  move(3, 'a refused move is none', NOTHING),
  move(4, 'an approved move waits for its day', NOTHING),
  move(5, 'a move in force is read back', { ...CHANGED, keys: MOVE_KEYS }),
  move(6, 'a move that needs no approval is read back', { ...CHANGED, keys: MOVE_KEYS }),
  {
    sentence: 'the older event of moves says the same',
    type: 'corehr.job_change.updated_v1',
    event: { ...MOVE, status: 5 },
    keys: MOVE_KEYS,
    ...CHANGED,
  },
  {
    sentence: 'an edited move is read back',
    type: 'corehr.job_change.updated_v2',
    event: { ...WHO, job_change_id: '7072306364927985196', status: 1, updated_fields: ['effective_time'] },
    keys: { jobChangeId: '7072306364927985196' },
    ...CHANGED,
  },
  domainEvent(1, 1001, 'a hire is noticed from the event of all changes', HIRED),
  domainEvent(2, 2001, 'a change of the person is read back', CHANGED),
  domainEvent(4, 4001, 'a second job says nothing', NOTHING),
  domainEvent(5, 5001, 'a move that is added is read back', CHANGED),
  domainEvent(5, 5002, 'a move that is edited is read back', CHANGED),
  domainEvent(5, 5003, 'a move that is cancelled is read back', CHANGED),
  domainEvent(7, 7001, 'an approved leave is noticed from the event of all changes', LEFT),
  domainEvent(7, 7002, 'a leave that is cancelled is taken back', STAYS),
  domainEvent(1, 1099, 'what hires of a kind not known yet mean is read back', CHANGED),
  domainEvent(7, 7003, 'what leaves of a kind not known yet mean is read back', { about: 'leave' }),
  domainEvent(8, 8001, 'an organisation of their own says nothing', NOTHING),
  ...['in_progress', 'completed', 'withdrawn', 'expired'].map((after_status) => ({
    sentence: `an onboarding that is ${after_status} says nothing of an employment`,
    type: 'corehr.pre_hire.onboarding_task_changed_v2',
    event: { ...ONBOARDING, onboarding_flow_change: { after_status } },
    ...NOTHING,
  })),
  {
    sentence: 'somebody about to be hired is not employed',
    type: 'corehr.pre_hire.updated_v1',
    event: { pre_hire_id: '7043711771159341206', field_changes: ['work_station'] },
    ...NOTHING,
  },
  {
    sentence: 'a person without an employment is nobody in particular',
    type: 'corehr.person.updated_v1',
    event: { person_id: '646465654545', field_changes: ['working_years'] },
    ...NOTHING,
  },
  { sentence: 'a name of JavaScript is no type', type: 'constructor', event: WHO, ...NOTHING },
  {
    sentence: 'an event without its employment cannot be understood',
    type: 'corehr.employment.resigned_v1',
    event: { employment_id: '' },
    is: 'not-understood',
  },
  {
    sentence: 'an id that is no text cannot be understood',
    type: 'corehr.employment.resigned_v1',
    event: { employment_id: 7072306364927985000 },
    is: 'not-understood',
  },
];
