/**
 * Describes the fault of a string that holds half of a surrogate pair, as a cut emoji leaves it; undefined where it is
 * well-formed. Such a half cannot be written in UTF-8: it would arrive as another character, or not at all.
 */
export function halfCharacter(text: string): string | undefined {
  if (text.isWellFormed()) return undefined;
  const index = text.search(/\p{Surrogate}/u);
  return `is not well-formed Unicode: half a character at index ${index}, as a cut emoji leaves it`;
}
