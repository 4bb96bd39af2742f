import { UnreadableTemplate } from "./syntax";

/** How deep directives and expressions may nest. A template that people write stays far below. */
const DEEPEST = 40;

/** A position in a template. Reading moves it forward. */
export class Cursor {
  #at = 0;
  #depth = 0;
  #countedTo = 0;
  #line: number;

  /** @param firstLine the number of the text's first line in the template */
  constructor(
    readonly source: string,
    firstLine = 1,
  ) {
    this.#line = firstLine;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.source.length;
  }

  /** The line of the position, from 1. */
  get line(): number {
    for (; this.#countedTo < this.#at; this.#countedTo += 1) if (this.source[this.#countedTo] === "\n") this.#line += 1;
    return this.#line;
  }

  /** How many characters of the source are read. */
  get offset(): number {
    return this.#at;
  }

  /** The character before the position. */
  before(): string {
    return this.source.charAt(this.#at - 1);
  }

  /** Whether the text goes on like this. */
  isAt(text: string): boolean {
    return this.source.startsWith(text, this.#at);
  }

  /** What a sticky pattern matches here; the position moves behind it. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /**
   * As {@link take}, where the template has to go on like this.
   * @param what the text that is expected, for the message
   * @throws UnreadableTemplate if it does not
   */
  expect(pattern: RegExp, what: string): string {
    return this.take(pattern) ?? this.fail(`it lacks ${what}`);
  }

  /** Reads something that may hold itself. Throws UnreadableTemplate where that goes too deep. */
  nest<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.fail(`it nests more than ${DEEPEST} levels deep`);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Throws UnreadableTemplate for this line. */
  fail(message: string): never {
    throw new UnreadableTemplate(this.line, message);
  }
}
