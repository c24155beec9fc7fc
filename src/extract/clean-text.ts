/** One line of text as it is kept: NFC, no control or invisible formatting characters, blanks folded. */
export function cleanLine(text: string): string {
  return cleanCharacters(text)
    .replace(/[\s\u00A0\u3000]+/gu, " ")
    .trim();
}

/** NFC, without control characters (line feed and tab excepted), byte order marks, soft hyphens and zero-width spaces. */
export function cleanCharacters(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B\u2060\uFEFF\uFFF9-\uFFFB]/g, "") // eslint-disable-line no-control-regex -- they are what is taken out
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .normalize("NFC");
}
