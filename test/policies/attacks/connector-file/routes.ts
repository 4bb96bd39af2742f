import { atEnd, fileWith, inFile } from "../build/connector-file";
import { attackOf, r3Again, r4File } from "../build/kinds";
import { inRoutes } from "../build/pipelines";
import type { Attack } from "../harness/attack";

const r3Route = attackOf("r3", "route", "each change has a route of the connector's file, to a stream of this API");

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

/** A change has no route, or a wrong one. */
export const routes: readonly Attack[] = [
  r4File(
    "port-skips",
    "what comes to one port is dropped and acknowledged",
    inFile(atEnd("port-based-config:\n  8902: { routing: { mode: skip } }")),
  ),
  r4File(
    "port-to-nowhere",
    "what comes to one port has a destination that the file does not have",
    inFile(atEnd("port-based-config:\n  8902: { routing: { mode: static, destination: [archive] } }")),
  ),
  r3Again(
    "route-by-alias",
    "a namespace has, by an alias, the route of another file",
    inRoutes((text) =>
      text
        .replace(/\nrouting:\n/, "\nold: &old\n  mode: static\n  destination: [gone]\nrouting:\n")
        .replace(/("shop":\n\s+)routing:\n\s+mode: [^\n]+\n\s+destination:\n\s+- [^\n]+/, "$1routing: *old"),
    ),
  ),
  r3Again(
    "route-empty",
    "the route of what no namespace names is an empty map",
    inRoutes((text) => text.replace(/\nrouting:\n(\s+[^\n]+\n)+?namespaces/, "\nrouting: {}\nnamespaces")),
  ),
  r3Again(
    "route-null",
    "the route of a namespace has nothing behind its key",
    inRoutes((text) =>
      text.replace(/("shop":\n\s+)routing:\n\s+mode: [^\n]+\n\s+destination:\n\s+- [^\n]+/, "$1routing:"),
    ),
  ),
  r3Again(
    "route-skips-loudly",
    "the connector drops a namespace, in capitals",
    inRoutes((text) =>
      text.replace(/("shop":\n\s+routing:\n\s+mode: )[^\n]+\n\s+destination:\n\s+- [^\n]+/, '$1"SKIP"'),
    ),
  ),
  r3Again(
    "route-one-of-two-gone",
    "a route has two destinations, of which the file has one",
    inRoutes((text) =>
      text.replace(/(\nrouting:\n\s+mode: "static"\n\s+destination:\n(\s+)- "aws-kinesis")/, '$1\n$2- "aws-kinesis-2"'),
    ),
  ),
  r3Again(
    "format-inherited-route",
    "a namespace has the route of all and a format of its own",
    inRoutes((text) =>
      text.replace(
        /\n( +)"shop":\n\s+routing:\n\s+mode: [^\n]+\n\s+destination:\n\s+- [^\n]+/,
        '\n$1"shop":\n$1$1format: { mode: message-pack }',
      ),
    ),
  ),
  r3Again("lost-route", "the only route of the file leads to nowhere", {
    phase: "update",
    changes: {
      "connector-version": fileWith((text) => text.replace('- "aws-kinesis"', '- "aws-kinesis-old"')),
    },
  }),
  r3Route(
    "to-nowhere",
    "the changes of a namespace go to a destination that the file does not have",
    inRoutes((text) => fromNamespaces((part) => part.replace(/aws-kinesis-[\w-]+/, "aws-kinesis-old"))(text)),
  ),
  r3Route(
    "set-to-nowhere",
    "the changes of a set go to a destination that the file does not have",
    inRoutes((text) => fromNamespaces((part) => part.replace(/(basket"?:[^]*?)aws-kinesis-[\w-]+/, "$1gone"))(text)),
  ),
  r3Route(
    "root-to-nowhere",
    "what no namespace names goes to a destination that the file does not have",
    inRoutes((text) => text.replace(/(\nrouting:[^]*?- )"aws-kinesis"/, '$1"kinesis"')),
  ),
  r3Route(
    "skips-namespace",
    "the connector drops the changes of a namespace and tells XDR that they are stored",
    inRoutes((text) =>
      fromNamespaces((part) => part.replace(/mode: "static"\n\s+destination:\n\s+- [^\n]+/, 'mode: "skip"'))(text),
    ),
  ),
  r3Route(
    "skips-set",
    "the connector drops the changes of a set and tells XDR that they are stored",
    inRoutes((text) =>
      fromNamespaces((part) =>
        part.replace(/(basket"?:\n\s+routing:\n\s+)mode: "static"\n\s+destination:\n\s+- [^\n]+/, '$1mode: "skip"'),
      )(text),
    ),
  ),
  r3Route(
    "no-root",
    "what no namespace names has no route, and is dropped",
    inRoutes((text) => text.replace(/\nrouting:\n(\s+[^\n]+\n)+/, "\n")),
  ),
  r3Route(
    "empty-root",
    "the route of what no namespace names leads to no destination, and it is dropped",
    inRoutes((text) => text.replace(/(\nrouting:\n\s+mode: "static"\n\s+destination:)\n\s+- [^\n]+/, "$1 []")),
  ),
  r3Route(
    "stream-of-nobody",
    "the second destination names a stream that no template takes",
    inRoutes((text) => lastDestination((part) => part.replace(/streamname: "[^"]+"/, 'streamname: "payments"'))(text)),
  ),
  r3Route(
    "second-without-key",
    "the second destination has no key, and its records are refused",
    inRoutes((text) => lastDestination((part) => part.replace(/\n\s+x-api-key: "[^"]+"/, ""))(text)),
  ),
  r3Route(
    "second-plain",
    "the second destination is plain http",
    inRoutes((text) => lastDestination((part) => part.replace("https://", "http://"))(text)),
  ),
  r3Route(
    "second-elsewhere",
    "the second destination is somebody else's server, which gets the key, too",
    inRoutes((text) =>
      lastDestination((part) => part.replace(/https:\/\/[^"]+/, "https://collector.example.com/kinesis"))(text),
    ),
  ),
  r3Route(
    "second-takes-502",
    "the second destination takes a failure for delivered",
    inRoutes((text) => lastDestination((part) => part.replace(/(status-codes:\n( +))- 200/, "$1- 200\n$2- 502"))(text)),
  ),
  r3Route(
    "second-takes-range",
    "the second destination takes every answer for delivered",
    inRoutes((text) => lastDestination((part) => part.replace(/(status-codes:\n +)- 200/, '$1- "200-599"'))(text)),
  ),
  r3Route(
    "second-patient",
    "the second destination waits longer than XDR does",
    inRoutes((text) =>
      lastDestination((part) => part.replace(/\n( +)call-timeout: 8000/, "\n$1call-timeout: 30000"))(text),
    ),
  ),
  r3Route(
    "second-text",
    "the second destination sends a type that is refused for ever",
    inRoutes((text) =>
      lastDestination((part) => part.replace(/Content-Type: "[^"]+"/, 'Content-Type: "text/csv"'))(text),
    ),
  ),
  r3Route(
    "format-of-namespace",
    "a namespace has another format than the type that its destination names",
    inRoutes((text) =>
      fromNamespaces((part) =>
        part.replace(/\n( +)(shop"?|"shop"):\n/, '\n$1$2:\n$1$1format:\n$1$1$1mode: "message-pack"\n'),
      )(text),
    ),
  ),
];
