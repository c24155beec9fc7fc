/** One line of a file, without its end; `null` where it is longer than the limit. */
export interface NumberedLine {
  readonly number: number;
  readonly bytes: Buffer | null;
}

/** The lines of a byte stream. A line above `maxBytes` is passed over without being held in memory. */
export async function* numberedLines(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<NumberedLine> {
  let number = 1;
  let held: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array) => {
    size += part.length;
    if (size <= maxBytes) held.push(part);
    else held = [];
  };
  const finish = (): NumberedLine => {
    const line = { number, bytes: size <= maxBytes ? Buffer.concat(held) : null };
    number += 1;
    held = [];
    size = 0;
    return line;
  };
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (size > 0) yield finish();
}
