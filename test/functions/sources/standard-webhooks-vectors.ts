/**
 * Messages with their signatures. The Standard Webhooks project publishes the first two with its libraries
 * (github.com/standard-webhooks/standard-webhooks, libraries/javascript and libraries/rust). The others were computed
 * by the formula of its specification with an implementation that is not ours.
 */
export interface Vector {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly id: string;
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
  readonly valid: boolean;
}

const FIRST = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const SECOND = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const BY_FIRST = 'v1,geNNEpn4W5HEH18edgkK5zm4LgNOeyVeNNqSmCcvQK4=';
const BY_SECOND = 'v1,01qIBznnR6a94munYW/gsJEhwUTKkOYEKGQ3rdw9vgw=';

const event = {
  secrets: [FIRST],
  id: 'msg_hr_0001',
  timestamp: '1772414100',
  body: '{"type":"employee.hired","timestamp":"2026-03-02T01:15:00Z","data":{"employeeId":"E1001","name":"张三","hireDate":"2026-03-02"}}',
} as const;

export const VECTORS: readonly Vector[] = [
  {
    name: 'published with the JavaScript, Go, C# and PHP libraries',
    secrets: [FIRST],
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    valid: true,
  },
  {
    name: 'published with the Rust library',
    secrets: [SECOND],
    id: 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
    timestamp: '1649367553',
    body: '{"email":"test@example.com","username":"test_user"}',
    signature: 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
    valid: true,
  },
  { ...event, name: 'an event in UTF-8', signature: BY_FIRST, valid: true },
  {
    ...event,
    name: 'signed with an old and a new secret',
    signature: `${BY_SECOND} ${BY_FIRST}`,
    valid: true,
  },
  {
    ...event,
    name: 'signed with the older of two secrets that are live',
    secrets: [FIRST, SECOND],
    signature: BY_SECOND,
    valid: true,
  },
  {
    ...event,
    name: 'with an ed25519 signature, which we cannot verify',
    signature: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
    valid: false,
  },
  {
    ...event,
    name: 'whose body was rewritten with a space',
    body: event.body.replace('"type":', '"type": '),
    signature: BY_FIRST,
    valid: false,
  },
];

/**
 * A message that Finch publishes with its SDK (github.com/Finch-API/finch-api-node,
 * tests/api-resources/webhooks.test.ts).
 */
export const FINCH: Vector = {
  name: 'published with the library of Finch',
  secrets: ['5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH'],
  id: 'msg_2Lh9KRb0pzN4LePd3XiA4v12Axj',
  timestamp: '1676312382',
  body: '{"company_id":"720be419-0293-4d32-a707-32179b0827ab"}',
  signature: 'v1,m7y0TV2C+hlHxU42wCieApTSTaA8/047OAplBqxIV/s=',
  valid: true,
};
