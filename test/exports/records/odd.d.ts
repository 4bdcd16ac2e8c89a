/* Records of the integration spec, as they are delivered and written. */

/** The record as the source delivers it. */
export interface SourceRecord {
  /** datetime, in Europe/Berlin. */
  at: string;
  meta: {
    /** datetime, local, without offset. ends *\/ here */
    "local time": string | null;
  };
  /** decimal(6,2). */
  "unit-price": string;
  stock?: string;
  /** duration. */
  span?: string;
  codes: string[];
  /** array<array<integer>>. */
  grid?: number[][];
  /** binary. */
  blob?: string;
  extra?: Record<string, unknown> | null;
  people: {
    /** string(5). */
    name: string;
  }[];
  __proto__?: number;
  /** date. */
  day?: string;
  /** integer, one of 1, 2 or 3. */
  grade?: 1 | 2 | 3 | null;
  open: unknown;
}

/** The record as it is written to the target. */
export type TargetRecord = Record<string, unknown>;
