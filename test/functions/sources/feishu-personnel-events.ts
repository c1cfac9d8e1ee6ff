/**
 * An event and its expected outcome: a kind of fact, a request for details, or both; otherwise `is` says why there is
 * neither.
 */
export interface PersonnelEvent {
  readonly sentence: string;
  readonly type: string;
  readonly event: object;
  readonly fact?: string;
  readonly about?: 'hire' | 'leave' | 'change';
  /** The keys of the request in addition to the employment's id. */
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
  ...{ process_id: '7090409013925398060' },
  ...{ job_change_id: '7044427347159746085', transfer_mode: 1, effective_date: '2022-04-03' },
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
const UNCLEAR = { is: 'not-understood' } as const;

const told = (sentence: string, type: string, event: object, outcome: Partial<PersonnelEvent>) => ({
  ...{ sentence, type, event },
  ...outcome,
});
type Of = (
  status: number,
  sentence: string,
  outcome: Partial<PersonnelEvent>,
  type?: string,
) => PersonnelEvent;
const offboarding: Of = (status, sentence, outcome, type = 'corehr.offboarding.status_updated_v2') =>
  told(sentence, type, { ...OFFBOARDING, status }, outcome);
const move: Of = (status, sentence, outcome, type = 'corehr.job_change.status_updated_v2') =>
  told(sentence, type, { ...MOVE, status }, outcome);
const domainEvent = (kind: number, sub: number, sentence: string, outcome: Partial<PersonnelEvent>) => {
  const numbers = { event_type: kind, sub_event_type: sub };
  const event = { ...WHO, ...numbers, opt_time: '1697701824', opt_id: '7291571779879978540', data: [] };
  return told(sentence, 'corehr.employee.domain_event_v2', event, outcome);
};
const [JOB_DATA, EDITED] = [{ job_data_id: '7072306364927985196' }, { status: 1 }];

/** Every event of Feishu's personnel system that our code reads, in the form of its documented example. */
export const PERSONNEL_EVENTS: readonly PersonnelEvent[] = [
  told(
    'a hire is noticed when the onboarding is done',
    'corehr.job_data.employed_v1',
    { ...AND_USER, ...JOB_DATA },
    { ...HIRED, keys: USER_KEYS },
  ),
  told(
    'a hire is noticed before the account is opened',
    'corehr.job_data.employed_v1',
    { ...WHO, ...JOB_DATA, target_user_id: null },
    HIRED,
  ),
  told(
    'a hire is noticed when the record of employment is created',
    'corehr.employment.created_v1',
    AND_USER,
    {
      ...HIRED,
      keys: USER_KEYS,
    },
  ),
  told(
    'an empty user id is left out of the question',
    'corehr.employment.created_v1',
    { ...WHO, target_user_id: { user_id: '', open_id: 'ou_84aa' } },
    { ...HIRED, keys: { openId: 'ou_84aa' } },
  ),
  told(
    'a changed record of employment is read back',
    'corehr.employment.updated_v1',
    { ...AND_USER, field_changes: ['tenure', 'effective_time'] },
    { ...CHANGED, keys: USER_KEYS },
  ),
  told(
    'a longer tenure is ignored',
    'corehr.employment.updated_v1',
    { ...AND_USER, field_changes: ['tenure'] },
    NOTHING,
  ),
  told('the end of probation is read back', 'corehr.employment.converted_v1', WHO, CHANGED),
  told('a deleted record is left to a person', 'corehr.employment.deleted_v1', AND_USER, UNCLEAR),
  told('a leave is noticed on the day after the last', 'corehr.employment.resigned_v1', WHO, LEFT),
  offboarding(1, 'a leave that is applied for is ignored', NOTHING),
  offboarding(2, 'an approved leave is noticed', { ...LEFT, keys: OFFBOARDING_KEYS }),
  offboarding(3, 'a leave in force is noticed', { ...LEFT, keys: OFFBOARDING_KEYS }),
  offboarding(4, 'a refused leave is taken back', STAYS),
  offboarding(5, 'a withdrawn leave is taken back', STAYS),
  offboarding(6, 'a leave that needs no approval is noticed', { ...LEFT, keys: OFFBOARDING_KEYS }),
  offboarding(9, 'an unknown status leads to a question', {
    about: 'leave',
    keys: OFFBOARDING_KEYS,
  }),
  offboarding(
    2,
    'the older event of leaves has the same meaning',
    { ...LEFT, keys: OFFBOARDING_KEYS },
    'corehr.offboarding.updated_v1',
  ),
  offboarding(5, 'the older event also takes a leave back', STAYS, 'corehr.offboarding.updated_v1'),
  told(
    'a leave that was edited is read back',
    'corehr.offboarding.updated_v2',
    {
      ...{ ...AND_USER, ...EDITED, offboarding_info_id: '7072306364927985197' },
      ...{ updated_time: '1714985958000', updated_fields: ['offboarding_date'] },
    },
    { about: 'leave', keys: { ...USER_KEYS, offboardingId: '7072306364927985197' } },
  ),
  told(
    'the checklist of a leaver is ignored',
    'corehr.offboarding.checklist_updated_v2',
    { ...OFFBOARDING, checklist_status: 1 },
    NOTHING,
  ),
  told(
    'a move is read back',
    'corehr.job_data.changed_v1',
    { ...AND_USER, ...JOB_DATA, job_change_id: '7072306364927985198' },
    { ...CHANGED, keys: { ...USER_KEYS, jobChangeId: '7072306364927985198' } },
  ),
  move(1, 'a move that is applied for is ignored', NOTHING),
  move(2, 'a withdrawn move is read back', { ...CHANGED, keys: MOVE_KEYS }),
  move(3, 'a refused move is ignored', NOTHING),
  move(4, 'an approved move waits for its day', NOTHING),
  move(5, 'a move in force is read back', { ...CHANGED, keys: MOVE_KEYS }),
  move(6, 'a move that needs no approval is read back', { ...CHANGED, keys: MOVE_KEYS }),
  move(
    5,
    'the older event of moves has the same meaning',
    { ...CHANGED, keys: MOVE_KEYS },
    'corehr.job_change.updated_v1',
  ),
  told(
    'an edited move is read back',
    'corehr.job_change.updated_v2',
    { ...WHO, ...EDITED, job_change_id: '7072306364927985196', updated_fields: ['effective_time'] },
    { ...CHANGED, keys: { jobChangeId: '7072306364927985196' } },
  ),
  domainEvent(1, 1001, 'a hire is noticed from the event of all changes', HIRED),
  domainEvent(2, 2001, 'a change of the person is read back', CHANGED),
  domainEvent(4, 4001, 'a second job is ignored', NOTHING),
  domainEvent(5, 5001, 'a move that is added is read back', CHANGED),
  domainEvent(5, 5002, 'a move that is edited is read back', CHANGED),
  domainEvent(5, 5003, 'a move that is cancelled is read back', CHANGED),
  domainEvent(7, 7001, 'an approved leave is noticed from the event of all changes', LEFT),
  domainEvent(7, 7002, 'a leave that is cancelled is taken back', STAYS),
  domainEvent(1, 1099, 'an unknown kind of hire is read back', CHANGED),
  domainEvent(7, 7003, 'an unknown kind of leave is read back', { about: 'leave' }),
  domainEvent(8, 8001, 'a custom organisation is ignored', NOTHING),
  ...['in_progress', 'completed', 'withdrawn', 'expired'].map((after_status) =>
    told(
      `an onboarding that is ${after_status} is ignored`,
      'corehr.pre_hire.onboarding_task_changed_v2',
      { ...ONBOARDING, onboarding_flow_change: { after_status } },
      NOTHING,
    ),
  ),
  told(
    'a change of a future hire is ignored',
    'corehr.pre_hire.updated_v1',
    { pre_hire_id: '7043711771159341206', field_changes: ['work_station'] },
    NOTHING,
  ),
  told(
    'a change of a person without an employment is ignored',
    'corehr.person.updated_v1',
    { person_id: '646465654545', field_changes: ['working_years'] },
    NOTHING,
  ),
  told('the name of an object property is ignored as a type', 'constructor', WHO, NOTHING),
  told(
    'an event without its employment cannot be understood',
    'corehr.employment.resigned_v1',
    { employment_id: '' },
    UNCLEAR,
  ),
  told(
    'an id that is not a text cannot be understood',
    'corehr.employment.resigned_v1',
    { employment_id: 7072306364927985000 },
    UNCLEAR,
  ),
];
