import canonicalize from "canonicalize";
import { Bug } from "../model/index.js";

/** The one text form of a JSON value (RFC 8785, JSON Canonicalization Scheme). Throws where a value has none (lone surrogates, NaN). */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Bug(`a value of type ${typeof value} has no JSON form`);
  return text;
}
