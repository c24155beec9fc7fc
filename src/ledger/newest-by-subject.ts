/** A list in which a later value takes the place of an earlier one with the same subject, and stands where the later one was said. */
export class NewestBySubject<T> {
  readonly #values = new Map<string, T>();
  #list: readonly T[] | null = null;

  put(subject: string, value: T): void {
    this.#values.delete(subject); // a Map keeps the place of a key that is set again
    this.#values.set(subject, value);
    this.#list = null;
  }

  /** The same array as long as nothing is put. */
  list(): readonly T[] {
    this.#list ??= [...this.#values.values()];
    return this.#list;
  }
}
