/** The State Council's notice on one year's public holidays, as published. */
export interface YearNotice {
  readonly year: number;
  readonly notice: string;
  readonly holidays: readonly Holiday[];
}

/** One holiday with the days off around it, from the first to the last day. All days are `YYYY-MM-DD`. */
export interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Weekend days on which people work in exchange for days off (调休上班). */
  readonly makeUp: readonly string[];
}
