/** One start tag. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Reads the strict subset of XML that the figures write; throws on anything unbalanced, unquoted or unescaped. */
export function parseXml(text: string): { elements: readonly XmlElement[] } {
  const elements: XmlElement[] = [];
  const open: string[] = [];
  let rest = text;
  while (rest !== "") {
    const token = /^(?:<(\/)?([a-zA-Z]+)((?: [\w:-]+="[^"<]*")*)(\/)?>|[^<>]+)/.exec(rest);
    if (!token) throw new Error(`not well-formed at: ${rest.slice(0, 80)}`);
    const [whole, closing, name, attributes, empty] = token;
    if (/&(?!#\d+;)/.test(whole)) throw new Error(`a bare ampersand at: ${whole.slice(0, 80)}`);
    if (name !== undefined && closing !== undefined && open.pop() !== name) throw new Error(`</${name}> closes another element`);
    if (name !== undefined && closing === undefined) {
      elements.push({ name, attributes: readAttributes(name, attributes ?? "") });
      if (empty === undefined) open.push(name);
    }
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return { elements };
}

function readAttributes(name: string, text: string): Map<string, string> {
  const pairs = [...text.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map((match) => [match[1] ?? "", match[2] ?? ""] as const);
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`<${name}> has an attribute twice: ${text}`);
  return new Map(pairs);
}
