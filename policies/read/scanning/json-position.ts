/** The position in the JSON text that a template prints. */
export interface JsonPosition {
  /** The objects and arrays that are open here, outermost first. */
  readonly open: readonly Container[];
  /** The string that is open here, as far as it was printed. */
  readonly string: string | undefined;
  /** Whether the next character of the string is escaped. */
  readonly isEscaped: boolean;
  /** The last string that was closed: a field's name, if a colon follows. */
  readonly closed: string | undefined;
}

interface Container {
  readonly isObject: boolean;
  /** The field whose value is being printed; undefined while an object awaits a name. */
  readonly field: string | undefined;
}

export const JSON_START: JsonPosition = { open: [], string: undefined, isEscaped: false, closed: undefined };

/** The field whose value is printed here, through lists; undefined outside of any. */
function fieldAt({ open }: JsonPosition): string | undefined {
  return open.findLast(({ isObject }) => isObject)?.field;
}

/**
 * The position after a printed text.
 * @param noteField is called with the name of each field that begins in the text
 */
export function advance(position: JsonPosition, text: string, noteField: (name: string) => void): JsonPosition {
  return text.split("").reduce((at, character) => {
    if (at.string !== undefined) return advanceInString(at, character);
    const next = advanceOutsideString(at, character);
    if (character === ":" && next !== at) noteField(fieldAt(next) ?? "");
    return next;
  }, position);
}

function advanceInString(position: JsonPosition, character: string): JsonPosition {
  const { string = "", isEscaped } = position;
  if (isEscaped) return { ...position, string: string + character, isEscaped: false };
  if (character === "\\") return { ...position, isEscaped: true };
  return character === '"'
    ? { ...position, string: undefined, closed: string }
    : { ...position, string: string + character };
}

function advanceOutsideString(position: JsonPosition, character: string): JsonPosition {
  const { open, closed } = position;
  switch (character) {
    case '"':
      return { ...position, string: "" };
    case "{":
    case "[":
      return { ...position, open: [...open, { isObject: character === "{", field: undefined }] };
    case "}":
    case "]":
      return { ...position, open: open.slice(0, -1) };
    case ":":
      return withField(position, closed);
    case ",":
      return withField(position, undefined);
    default:
      return position;
  }
}

/** The position in another field of the same object. A list belongs to the field whose value it is. */
function withField(position: JsonPosition, field: string | undefined): JsonPosition {
  const last = position.open.at(-1);
  return last?.isObject ? { ...position, open: [...position.open.slice(0, -1), { isObject: true, field }] } : position;
}
