/**
 * Worked examples of the months that a resident waits after missed years (G2). Run by rules/resident.test.ts. The rule,
 * applied since 2025-01-01, is max(3 + missed − repaired, missed ≥ 4 ? 6 : 3). Its source is 国办发〔2024〕38号.
 */
export interface ResidentWaitingExample {
  readonly name: string;
  readonly given: { readonly on: string; readonly missed?: number; readonly repaired?: number };
  /** The months of waiting after an enrolment in the window and after a late one; undefined if unknown. */
  readonly expected: { readonly inWindow: number | undefined; readonly late: number | undefined };
  readonly arithmetic: string;
}

export const RESIDENT_WAITING_EXAMPLES: readonly ResidentWaitingExample[] = [
  {
    name: 'No missed year: no waiting in the window, three months for late enrolment',
    given: { on: '2026-11-02', missed: 0 },
    expected: { inWindow: 0, late: 3 },
    arithmetic: 'fixed 3 for who is late',
  },
  {
    name: 'One missed year: four months',
    given: { on: '2026-11-02', missed: 1 },
    expected: { inWindow: 4, late: 4 },
    arithmetic: 'max(3 + 1 − 0, 3) = 4',
  },
  {
    name: 'One missed year, paid back: three months',
    given: { on: '2026-11-02', missed: 1, repaired: 1 },
    expected: { inWindow: 3, late: 3 },
    arithmetic: 'max(3 + 1 − 1, 3) = 3',
  },
  {
    name: 'More years paid back than missed: three months',
    given: { on: '2026-11-02', missed: 1, repaired: 2 },
    expected: { inWindow: 3, late: 3 },
    arithmetic: 'max(3 + 1 − 2, 3) = 3',
  },
  {
    name: 'Three missed years: six months',
    given: { on: '2026-11-02', missed: 3 },
    expected: { inWindow: 6, late: 6 },
    arithmetic: 'max(3 + 3 − 0, 3) = 6',
  },
  {
    name: 'Three missed years, all paid back: three months',
    given: { on: '2026-11-02', missed: 3, repaired: 3 },
    expected: { inWindow: 3, late: 3 },
    arithmetic: 'max(3 + 3 − 3, 3) = 3; 3 missed years are less than 4',
  },
  {
    name: 'Four missed years, all paid back: six months',
    given: { on: '2026-11-02', missed: 4, repaired: 4 },
    expected: { inWindow: 6, late: 6 },
    arithmetic: 'max(3 + 4 − 4, 6) = 6',
  },
  {
    name: 'Four missed years, none paid back: seven months',
    given: { on: '2026-11-02', missed: 4 },
    expected: { inWindow: 7, late: 7 },
    arithmetic: 'max(3 + 4 − 0, 6) = 7',
  },
  {
    name: 'Six missed years, two paid back: seven months',
    given: { on: '2026-11-02', missed: 6, repaired: 2 },
    expected: { inWindow: 7, late: 7 },
    arithmetic: 'max(3 + 6 − 2, 6) = 7',
  },
  {
    name: 'Unknown missed years: at least three months for late enrolment, unknown in the window',
    given: { on: '2026-11-02' },
    expected: { inWindow: undefined, late: 3 },
    arithmetic: 'fixed 3',
  },
  {
    name: 'The first day of the rule: two missed years, five months',
    given: { on: '2025-01-01', missed: 2 },
    expected: { inWindow: 5, late: 5 },
    arithmetic: 'max(3 + 2 − 0, 3) = 5',
  },
  {
    name: 'The day before the rule: unknown',
    given: { on: '2024-12-31', missed: 2 },
    expected: { inWindow: undefined, late: undefined },
    arithmetic: 'no rule of that time is shipped',
  },
];
