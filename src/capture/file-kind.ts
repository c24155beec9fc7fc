/** Marks at the beginning of files that are certainly no web page. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ["a PNG picture", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG picture", [0xff, 0xd8, 0xff]],
  ["a GIF picture", [0x47, 0x49, 0x46, 0x38]],
  ["a WebP picture or another RIFF file", [0x52, 0x49, 0x46, 0x46]],
  ["a program (ELF)", [0x7f, 0x45, 0x4c, 0x46]],
  ["a program (Windows)", [0x4d, 0x5a, 0x90]],
  ["a PDF document", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["a ZIP archive (or an Office document)", [0x50, 0x4b, 0x03, 0x04]],
  ["an empty ZIP archive", [0x50, 0x4b, 0x05, 0x06]],
  ["gzip data", [0x1f, 0x8b]],
  ["an old Office document", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a 7-Zip archive", [0x37, 0x7a, 0xbc, 0xaf]],
  ["a RAR archive", [0x52, 0x61, 0x72, 0x21]],
  ["an SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ["an Ogg file", [0x4f, 0x67, 0x67, 0x53]],
  ["a class file or program", [0xca, 0xfe, 0xba, 0xbe]],
];
/** No encoding of a web page needs control characters; UTF-16 brings NUL bytes, and says so by its byte order mark. */
const MAX_CONTROL_SHARE = 0.05;

/** What the bytes are where they are no page, in words; null where they may be text. */
export function seenInsteadOfPage(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096);
  const known = MAGIC.find(([, mark]) => mark.every((byte, at) => head[at] === byte));
  if (known) return known[0];
  if (hasUtf16Mark(head)) return null;
  const nul = head.filter((byte) => byte === 0).length;
  const control = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127).length;
  if (control > head.length * MAX_CONTROL_SHARE)
    return `binary data (${nul} NUL and ${control} control bytes among the first ${head.length})`;
  return null;
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** True where the bytes hold at least one tag, in any encoding that a web page is saved in. */
export function looksLikeMarkup(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 64 * 1024));
  const text = hasUtf16Mark(bytes) ? head.toString("utf16le") + head.swap16().toString("utf16le") : head.toString("latin1");
  return /<(?:!doctype|html|head|body|meta|title|div|p|table|article|section|span|h[1-6]|a|br|ul|script)\b/i.test(text);
}
