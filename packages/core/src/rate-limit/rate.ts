/** The number of calls that a vendor takes in a span of time. */
export interface Rate {
  readonly requests: number;
  readonly perSeconds: number;
  /** Endpoints that share one allowance name it here; otherwise each endpoint has its own. */
  readonly sharedAs?: string;
}
