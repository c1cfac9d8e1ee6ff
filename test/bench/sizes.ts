/** How much of everything a run measures. */
export interface Sizes {
  readonly foldAndDerive: { readonly employees: number; readonly rounds: number };
  /** Deliveries are those of `employees` people, who send at most `inFlight` at once. */
  readonly events: { readonly employees: number; readonly inFlight: number; readonly rounds: number };
  readonly dailyRead: { readonly employees: readonly number[]; readonly openSpells: number };
  readonly quarantine: { readonly events: number; readonly bodyBytes: number };
  readonly coldLoad: { readonly rounds: number };
  readonly firstAnswer: { readonly rounds: number };
  readonly digest: { readonly cases: number; readonly rounds: number };
  /** A bill of `rows` people, one row each. */
  readonly importBill: { readonly rows: number; readonly rounds: number };
  readonly restingMemory: { readonly idleSeconds: number };
}

export const FULL: Sizes = {
  foldAndDerive: { employees: 300, rounds: 40 },
  events: { employees: 40, inFlight: 8, rounds: 5 },
  quarantine: { events: 10_000, bodyBytes: 4_096 },
  dailyRead: { employees: [1_000, 10_000, 100_000], openSpells: 200 },
  coldLoad: { rounds: 16 },
  firstAnswer: { rounds: 8 },
  digest: { cases: 1_000, rounds: 20 },
  importBill: { rows: 1_000, rounds: 5 },
  restingMemory: { idleSeconds: 5 },
};

/** For a look in between: every part, in well under a minute. */
export const QUICK: Sizes = {
  foldAndDerive: { employees: 100, rounds: 15 },
  events: { employees: 16, inFlight: 8, rounds: 3 },
  quarantine: { events: 2_000, bodyBytes: 4_096 },
  dailyRead: { employees: [500, 5_000], openSpells: 200 },
  coldLoad: { rounds: 5 },
  firstAnswer: { rounds: 4 },
  digest: { cases: 1_000, rounds: 5 },
  importBill: { rows: 200, rounds: 3 },
  restingMemory: { idleSeconds: 2 },
};

/** As little as shows that everything runs. */
export const SMALLEST: Sizes = {
  foldAndDerive: { employees: 3, rounds: 2 },
  events: { employees: 2, inFlight: 2, rounds: 1 },
  quarantine: { events: 30, bodyBytes: 100_000 },
  dailyRead: { employees: [20, 60], openSpells: 10 },
  coldLoad: { rounds: 1 },
  firstAnswer: { rounds: 1 },
  digest: { cases: 12, rounds: 1 },
  importBill: { rows: 5, rounds: 1 },
  restingMemory: { idleSeconds: 0 },
};
