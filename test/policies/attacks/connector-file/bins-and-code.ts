import { atEnd, inFile } from "../build/connector-file";
import { r4End, r4File, r4Line } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A record loses bins, or code that nobody sees changes it. */
export const binsAndCode: readonly Attack[] = [
  r4Line(
    "no-format",
    "the file names no format, and records are in XDR's own, which nobody reads",
    inFile((text) => text.replace(/\nformat:\n(?: +[^\n]*\n)+/, "\n")),
  ),
  r4Line(
    "code-of-format",
    "code that nobody sees writes each record",
    inFile((text) =>
      text.replace(/\nformat:\n(?: +[^\n]*\n)+/, '\nformat: { mode: custom, class: "com.example.Formatter" }\n'),
    ),
  ),
  r4File(
    "bins-excluded",
    "the connector leaves out all bins",
    inFile(atEnd("bin-transforms: { exclude: { type: all } }")),
  ),
  r4File(
    "bins-few",
    "the connector sends two bins of each record, and no other",
    inFile(atEnd("bin-transforms:\n  include: { type: specified, bins: [id, name] }")),
  ),
  r4File(
    "custom-router",
    "code that nobody sees says where each record goes",
    inFile((text) =>
      text.replace(
        /\nrouting:\n(\s+[^\n]+\n)+?(?=\w)/,
        '\nrouting:\n  mode: "custom"\n  class: "com.example.Router"\n',
      ),
    ),
  ),
  r4File(
    "custom-transformer",
    "code that nobody sees changes each record",
    inFile(atEnd("custom-transformer:\n  class: com.example.Redact")),
  ),
  r4End(
    "capitals",
    "the names of all bins are in capitals",
    inFile(atEnd("bin-transforms: { transforms: [uppercase] }")),
  ),
  r4End(
    "bins-of-set",
    "the records of a set lose a bin",
    inFile(
      atEnd(
        "namespaces: { shop: { routing: { mode: static, destination: [aws-kinesis] }, sets: { users: { bin-transforms: { exclude: { type: specified, bins: [mail] } } } } } }",
      ),
    ),
  ),
  r4End(
    "bins-of-port",
    "what comes to one port loses all bins",
    inFile((text) => {
      const route = /\nrouting:\n(?: +[^\n]+\n)+/.exec(text)![0].trim();
      return `${text.trimEnd()}\nport-based-config:\n  8902:\n${route.replace(/^/gm, "    ")}\n    bin-transforms: { include: { type: none } }\n`;
    }),
  ),
  r4End(
    "transformer-of-namespace",
    "code that nobody sees changes the records of a namespace",
    inFile(
      atEnd(
        "namespaces: { shop: { routing: { mode: static, destination: [aws-kinesis] }, custom-transformer: { class: com.example.Redact } } }",
      ),
    ),
  ),
];
