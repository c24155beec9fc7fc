import { AsyncIterReader, WARCParser, WARCRecord, WARCSerializer } from "warcio";

/** The only file that sees the library `warcio`; the rest of the folder works with these plain objects. */

export interface RecordDraft {
  readonly type: "warcinfo" | "response" | "resource";
  /** Header fields in the order in which they are written, `WARC-Type` and `Content-Length` excepted. */
  readonly headers: readonly (readonly [string, string])[];
  readonly date: string;
  readonly block: Uint8Array;
}

/** One record as WARC 1.1 bytes, not compressed. The block is written unchanged. */
export async function serializeRecord(draft: RecordDraft): Promise<Uint8Array> {
  const record = WARCRecord.create(
    {
      type: draft.type,
      date: draft.date,
      warcVersion: "WARC/1.1",
      warcHeaders: draft.headers.map(([name, value]): [string, string] => [name, value]),
    },
    [draft.block],
  );
  // warcio would write a status line of its own in front of the block; ours is the recorded block, header lines included.
  record.httpHeaders = null;
  return WARCSerializer.serialize(record, { gzip: false });
}

export interface RawRecord {
  readonly kind: "record";
  readonly version: string;
  readonly header: (name: string) => string | null;
  readonly offset: number;
  /** At most `maxBlockBytes`; a longer block is read to its end and not kept. */
  readonly block: Uint8Array;
  readonly blockBytes: number;
  readonly statedBytes: number;
}

/** Where reading had to stop, at the offset of the last sound place. */
export interface Damage {
  readonly kind: "damage";
  readonly offset: number;
  readonly what: string;
  readonly truncated: boolean;
}

/**
 * The records of a WARC stream, gzipped or plain, ended by `Damage` where the stream is broken.
 * warcio treats a damaged gzip member as plain text and waits for ever when it skips past the end of a cut file,
 * so every block is read to its end here and the state of the inflater is watched.
 */
export async function* iterateRecords(
  source: AsyncIterable<Uint8Array>,
  gzipped: boolean,
  maxBlockBytes: number,
): AsyncGenerator<RawRecord | Damage> {
  const reader = new AsyncIterReader(source, gzipped ? "gzip" : null);
  const parser = new WARCParser(reader, { parseHttp: false, keepHeadersCase: false });
  // Once the inflater gives up, warcio counts in other units; `_rawOffset` stays at the end of the last sound member.
  const inflateBroke = () => gzipped && reader.compressed === null;
  for (;;) {
    let record: WARCRecord | null;
    try {
      // warcio takes one empty line too many for the end of the data; a second look finds what follows it.
      record = (await parser.parse()) ?? (await parser.parse());
    } catch (error) {
      yield damaged(parser.offset, `the record cannot be read (${error instanceof Error ? error.message : String(error)})`);
      return;
    }
    const offset = parser.offset;
    if (inflateBroke()) {
      yield damaged(reader._rawOffset, "the gzip data is damaged");
      return;
    }
    if (!record) {
      if (!(await onlyBlanksFollow(reader))) yield damaged(offset, "what follows is no WARC record");
      else if (gzipped && reader.inflator && !atMemberEnd(reader.inflator)) yield cut(offset, "the file ends within a gzip member");
      return;
    }
    const version = record.warcHeaders.statusline;
    const stated = Number(record.warcHeader("Content-Length") ?? NaN);
    if (!/^WARC\/\d/.test(version) || !Number.isSafeInteger(stated) || stated < 0) {
      yield damaged(offset, `what follows is no WARC record (it begins with ${quoted(version)})`);
      return;
    }
    const { block, size } = await readBlock(record, maxBlockBytes);
    if (inflateBroke()) {
      yield damaged(reader._rawOffset, "the gzip data is damaged");
      return;
    }
    if (size < stated) {
      yield cut(offset, `the file ends after ${size} of the record's ${stated} bytes`);
      return;
    }
    const { headers } = record.warcHeaders;
    yield { kind: "record", version, header: (name) => headers.get(name) ?? null, offset, block, blockBytes: size, statedBytes: stated };
  }
}

async function readBlock(record: WARCRecord, maxBytes: number): Promise<{ block: Uint8Array; size: number }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of record.reader) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  record.consumed = "raw";
  return { block: size <= maxBytes ? Buffer.concat(chunks) : new Uint8Array(), size };
}

/** Some writers end a file with more empty lines than WARC 1.1 §4 asks for. */
async function onlyBlanksFollow(reader: AsyncIterReader): Promise<boolean> {
  for await (const chunk of reader) {
    if (chunk.some((byte) => byte !== 10 && byte !== 13)) return false;
  }
  return true;
}

/** pako sets `ended` at the end of a member; a stream that never got a byte is at an end too. */
function atMemberEnd(inflator: { ended: boolean; chunks: Uint8Array[] } & object): boolean {
  const fed = "strm" in inflator && typeof inflator.strm === "object" && inflator.strm !== null && "total_in" in inflator.strm;
  return inflator.ended || (fed && (inflator.strm as { total_in: number }).total_in === 0); // pako keeps `strm` out of its types
}

function damaged(offset: number, what: string): Damage {
  return { kind: "damage", offset, what, truncated: false };
}

function cut(offset: number, what: string): Damage {
  return { kind: "damage", offset, what, truncated: true };
}

function quoted(text: string): string {
  const shown = Array.from(text.slice(0, 40), (char) => (/[\p{Cc}\uFFFD]/u.test(char) ? "·" : char)).join("");
  return `"${shown}"`;
}
