/** A signal that is aborted with either of two; the one itself where there is no other, because joining signals takes time. */
export function eitherSignal(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other ? AbortSignal.any([one, other]) : one;
}
