import type { Attack } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import type { Mine } from "../mine";
import { attackOf, fileWith, pipelineWith } from "./support";

const attack = attackOf("route", "each change has a route of the connector's file, to a stream of this API");

/** A pipeline of two streams and their routes; the file is changed afterwards. */
export const routed = (b: Mine, change?: (text: string) => string) =>
  pipelineWith(b, {
    streams: [
      { name: `${b.name}-rest`, default: true },
      { name: `${b.name}-shop`, namespaces: ["shop"], sets: { users: ["basket"] }, acceptDeletesInOtherStream: true },
    ],
    ...(change && { changes: { "connector-version": fileWith(change) } }),
  });

const file = (name: string, breaks: string, change: (text: string) => string): Attack =>
  attack(name, breaks, { at: [INTEGRATION], add: (b) => routed(b, change) });

/** The last destination of the file, which is that of the second stream. */
const lastDestination = (change: (text: string) => string) => (text: string) => {
  const at = text.indexOf("aws-kinesis-r3");
  const end = text.indexOf("\nrouting:");
  return text.slice(0, at) + change(text.slice(at, end)) + text.slice(end);
};

/** The end of the file, from the namespaces' routes on. */
const fromNamespaces = (change: (text: string) => string) => (text: string) => {
  const at = text.indexOf("\nnamespaces:");
  return text.slice(0, at) + change(text.slice(at));
};

export const routes: readonly Attack[] = [
  file("to-nowhere", "the changes of a namespace go to a destination that the file does not have", (text) =>
    fromNamespaces((part) => part.replace(/aws-kinesis-[\w-]+/, "aws-kinesis-old"))(text),
  ),
  file("set-to-nowhere", "the changes of a set go to a destination that the file does not have", (text) =>
    fromNamespaces((part) => part.replace(/(basket"?:[^]*?)aws-kinesis-[\w-]+/, "$1gone"))(text),
  ),
  file("root-to-nowhere", "what no namespace names goes to a destination that the file does not have", (text) =>
    text.replace(/(\nrouting:[^]*?- )"aws-kinesis"/, '$1"kinesis"'),
  ),
  file("skips-namespace", "the connector drops the changes of a namespace and tells XDR that they are stored", (text) =>
    fromNamespaces((part) => part.replace(/mode: "static"\n\s+destination:\n\s+- [^\n]+/, 'mode: "skip"'))(text),
  ),
  file("skips-set", "the connector drops the changes of a set and tells XDR that they are stored", (text) =>
    fromNamespaces((part) =>
      part.replace(/(basket"?:\n\s+routing:\n\s+)mode: "static"\n\s+destination:\n\s+- [^\n]+/, '$1mode: "skip"'),
    )(text),
  ),
  file("no-root", "what no namespace names has no route, and is dropped", (text) =>
    text.replace(/\nrouting:\n(\s+[^\n]+\n)+/, "\n"),
  ),
  file("empty-root", "the route of what no namespace names leads to no destination, and it is dropped", (text) =>
    text.replace(/(\nrouting:\n\s+mode: "static"\n\s+destination:)\n\s+- [^\n]+/, "$1 []"),
  ),
  file("stream-of-nobody", "the second destination names a stream that no template takes", (text) =>
    lastDestination((part) => part.replace(/streamname: "[^"]+"/, 'streamname: "payments"'))(text),
  ),
  file("second-without-key", "the second destination has no key, and its records are refused", (text) =>
    lastDestination((part) => part.replace(/\n\s+x-api-key: "[^"]+"/, ""))(text),
  ),
  file("second-plain", "the second destination is plain http", (text) =>
    lastDestination((part) => part.replace("https://", "http://"))(text),
  ),
  file("second-elsewhere", "the second destination is somebody else's server, which gets the key, too", (text) =>
    lastDestination((part) => part.replace(/https:\/\/[^"]+/, "https://collector.example.com/kinesis"))(text),
  ),
  file("second-takes-502", "the second destination takes a failure for delivered", (text) =>
    lastDestination((part) => part.replace(/(status-codes:\n( +))- 200/, "$1- 200\n$2- 502"))(text),
  ),
  file("second-takes-range", "the second destination takes every answer for delivered", (text) =>
    lastDestination((part) => part.replace(/(status-codes:\n +)- 200/, '$1- "200-599"'))(text),
  ),
  file("second-patient", "the second destination waits longer than XDR does", (text) =>
    lastDestination((part) => part.replace(/\n( +)call-timeout: 8000/, "\n$1call-timeout: 30000"))(text),
  ),
  file("second-text", "the second destination sends a type that is refused for ever", (text) =>
    lastDestination((part) => part.replace(/Content-Type: "[^"]+"/, 'Content-Type: "text/csv"'))(text),
  ),
  file("format-of-namespace", "a namespace has another format than the type that its destination names", (text) =>
    fromNamespaces((part) =>
      part.replace(/\n( +)(shop"?|"shop"):\n/, '\n$1$2:\n$1$1format:\n$1$1$1mode: "message-pack"\n'),
    )(text),
  ),
];
