/** The spelling the service uses: `Aa` and `aa` are one user. */
export function foldUserId(userId: string): string {
  return userId.toLowerCase();
}
