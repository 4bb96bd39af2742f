import type { Attack } from "../harness/attack";
import { data, replaced, templates, TEXT_DATA, textTemplates } from "../harness/changes";
import { added, attack, CONSTANT, ONE } from "./support";

const READABLE = "What the pack cannot read is a finding, not a pass.";

/** Which templates there are, and what cannot be read. */
export const templatesOfRequests: readonly Attack[] = [
  // Which templates there are.
  attack("type-with-constant", ONE, added({ "text/plain": CONSTANT })),
  attack("type-default-with-constant", ONE, added({ $default: CONSTANT })),
  attack("type-with-empty-template", ONE, added({ "application/json": "" })),
  attack("type-with-caller-request", ONE, added({ "application/x-amz-json-1.1": "$input.body" })),
  attack("types-without-json", "A record of every type that a connector sends is taken.", (props) => ({
    ...props,
    requestTemplates: Object.fromEntries(
      Object.entries(props.requestTemplates as Record<string, string>).filter(([type]) => !type.includes("json")),
    ),
  })),
  // Without a template, only its URI says that it calls Kinesis, and a preview does not know it.
  {
    ...attack("no-templates", ONE, { requestTemplates: undefined, passthroughBehavior: "WHEN_NO_TEMPLATES" }),
    phase: "update",
  },
  attack("passthrough-no-match", ONE, { passthroughBehavior: "WHEN_NO_MATCH" }),
  attack("passthrough-not-set", ONE, { passthroughBehavior: undefined }),

  // What else is in the request.
  attack(
    "dry-run",
    "Kinesis is asked to store the record.",
    templates(replaced('"StreamName": "$stream"', '"StreamName": "$stream", "DryRun": true')),
  ),
  attack(
    "constant-by-header",
    ONE,
    templates((text) => `#if($input.params('x-test') == 'y')\n${CONSTANT}\n#else\n${text}\n#end`),
  ),
  attack(
    "status-from-request-template",
    "A 2xx leaves the API only if Kinesis named the record.",
    templates((text) => `#set($context.responseOverride.status = 200)\n${text}`),
  ),

  // What cannot be read.
  attack(
    "evaluates-the-body",
    READABLE,
    templates((text) => `#evaluate($input.body)\n${text}`),
  ),
  attack(
    "parses-a-file",
    READABLE,
    templates((text) => `#parse("request.vm")\n${text}`),
  ),
  attack("stops-in-the-middle", READABLE, data(`#if($key == "x")#stop#end${TEXT_DATA}`)),
  attack("breaks-in-the-middle", READABLE, data(`e30="}#break${TEXT_DATA}`)),
  attack(
    "deep-parentheses-key",
    READABLE,
    templates((text) => `#set($x = ${"(".repeat(20_000)}1${")".repeat(20_000)})\n#set($key = "1")\n${text}`),
  ),
  attack(
    "deep-parentheses-constant",
    READABLE,
    templates(() => `#set($x = ${"(".repeat(20_000)}1${")".repeat(20_000)})\n${CONSTANT}`),
  ),
  attack(
    "large-with-constant",
    READABLE,
    templates(() => `${"## nothing\n".repeat(20_000)}${CONSTANT}`),
  ),
  attack(
    "deep-conditions",
    READABLE,
    textTemplates((text) => `${"#if(true)".repeat(3000)}${CONSTANT}${"#end".repeat(3000)}#if(false)${text}#end`),
  ),
  attack(
    "condition-without-end",
    READABLE,
    templates((text) => `#if($key == "")${text}`),
  ),
];
