export interface Span {
  readonly from: number;
  readonly to: number;
}

export function rulesIn(source: string): { id: string; isNamed: boolean; statement: Span; members: Map<string, Span> }[];
