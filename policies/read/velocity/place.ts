/** Where in a JSON text a template is while it prints. */
export interface Place {
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

export const START: Place = { open: [], string: undefined, isEscaped: false, closed: undefined };

/** The field whose value is printed here, through lists; undefined outside of any. */
export function fieldAt({ open }: Place): string | undefined {
  return open.findLast(({ isObject }) => isObject)?.field;
}

/** The place behind a printed text, and a note of each field that begins in it. */
export function advance(place: Place, text: string, noteField: (name: string) => void): Place {
  return text.split("").reduce((at, character) => {
    if (at.string !== undefined) return inside(at, character);
    const next = outside(at, character);
    if (character === ":" && next !== at) noteField(fieldAt(next) ?? "");
    return next;
  }, place);
}

function inside(place: Place, character: string): Place {
  const { string = "", isEscaped } = place;
  if (isEscaped) return { ...place, string: string + character, isEscaped: false };
  if (character === "\\") return { ...place, isEscaped: true };
  return character === '"' ? { ...place, string: undefined, closed: string } : { ...place, string: string + character };
}

function outside(place: Place, character: string): Place {
  const { open, closed } = place;
  switch (character) {
    case '"':
      return { ...place, string: "" };
    case "{":
    case "[":
      return { ...place, open: [...open, { isObject: character === "{", field: undefined }] };
    case "}":
    case "]":
      return { ...place, open: open.slice(0, -1) };
    case ":":
      return atField(place, closed);
    case ",":
      return atField(place, undefined);
    default:
      return place;
  }
}

/** The place with another field of its object being printed; a list stands in the field that it is the value of. */
function atField(place: Place, field: string | undefined): Place {
  const last = place.open.at(-1);
  return last?.isObject ? { ...place, open: [...place.open.slice(0, -1), { isObject: true, field }] } : place;
}
