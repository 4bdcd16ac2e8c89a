export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Member extends Span {
  readonly usesThis: boolean;
}

export function rulesIn(source: string): { id: string; isNamed: boolean; isAlone: boolean; statement: Span; members: Map<string, Member> }[];
