/**
 * The effect of a call on the vendor's state, and so the right to send it again after an attempt that may have taken effect:
 * `read` changes nothing, `safe` writes and can be repeated, `never` writes and must not be.
 */
export type Repeat = 'read' | 'safe' | 'never';

/**
 * The declaration of an endpoint: for all its requests alike, or `safe` for those with a field (`safeWith`) or with certain
 * values (`safeWhen`), and `never` for all others.
 */
export type RepeatRule<Request> =
  | Repeat
  | { readonly safeWith: keyof Request & string }
  | { readonly safeWhen: Readonly<Partial<Request>> };

/** Applies the rule of an endpoint to one request. */
export function repeatOf<Request>(rule: RepeatRule<Request>, request: Request): Repeat {
  if (typeof rule === 'string') return rule;
  const safe =
    'safeWith' in rule
      ? Boolean(request[rule.safeWith])
      : Object.entries(rule.safeWhen).every(
          ([field, value]) => request[field as keyof Request] === value,
        );
  return safe ? 'safe' : 'never';
}
