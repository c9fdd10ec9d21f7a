/** Returns a signal that is aborted with either of two, or the only one, because joining signals takes time. */
export function eitherSignal(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other ? AbortSignal.any([one, other]) : one;
}
