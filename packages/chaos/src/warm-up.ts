/** The path that is answered at once and on every connection, so that one is there to be used again. */
export const warmUpPath = '/warm-up';
