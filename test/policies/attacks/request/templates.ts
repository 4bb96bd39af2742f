import { data, replaced, templates, TEXT_DATA, textTemplates } from "../build/changes";
import { added, CONSTANT, ONE, requestAttack } from "../build/requests";
import type { Attack } from "../harness/attack";

const READABLE = "What the pack cannot read is a finding, not a pass.";

/** Which templates there are, and what cannot be read. */
export const templatesOfRequests: readonly Attack[] = [
  // Which templates there are.
  requestAttack("type-with-constant", ONE, added({ "text/plain": CONSTANT })),
  requestAttack("type-default-with-constant", ONE, added({ $default: CONSTANT })),
  requestAttack("type-with-empty-template", ONE, added({ "application/json": "" })),
  requestAttack("type-with-caller-request", ONE, added({ "application/x-amz-json-1.1": "$input.body" })),
  requestAttack("types-without-json", "A record of every type that a connector sends is taken.", (props) => ({
    ...props,
    requestTemplates: Object.fromEntries(
      Object.entries(props.requestTemplates as Record<string, string>).filter(([type]) => !type.includes("json")),
    ),
  })),
  // Without a template, only its URI says that it calls Kinesis, and a preview does not know it.
  {
    ...requestAttack("no-templates", ONE, { requestTemplates: undefined, passthroughBehavior: "WHEN_NO_TEMPLATES" }),
    phase: "update",
  },
  requestAttack("passthrough-no-match", ONE, { passthroughBehavior: "WHEN_NO_MATCH" }),
  requestAttack("passthrough-not-set", ONE, { passthroughBehavior: undefined }),
  // What else is in the request.
  requestAttack(
    "dry-run",
    "Kinesis is asked to store the record.",
    templates(replaced('"StreamName": "$stream"', '"StreamName": "$stream", "DryRun": true')),
  ),
  requestAttack(
    "constant-by-header",
    ONE,
    templates((text) => `#if($input.params('x-test') == 'y')\n${CONSTANT}\n#else\n${text}\n#end`),
  ),
  requestAttack(
    "status-from-request-template",
    "A 2xx leaves the API only if Kinesis named the record.",
    templates((text) => `#set($context.responseOverride.status = 200)\n${text}`),
  ),
  // What cannot be read.
  requestAttack(
    "evaluates-the-body",
    READABLE,
    templates((text) => `#evaluate($input.body)\n${text}`),
  ),
  requestAttack(
    "parses-a-file",
    READABLE,
    templates((text) => `#parse("request.vm")\n${text}`),
  ),
  requestAttack("stops-in-the-middle", READABLE, data(`#if($key == "x")#stop#end${TEXT_DATA}`)),
  requestAttack("breaks-in-the-middle", READABLE, data(`e30="}#break${TEXT_DATA}`)),
  requestAttack(
    "deep-parentheses-key",
    READABLE,
    templates((text) => `#set($x = ${"(".repeat(20_000)}1${")".repeat(20_000)})\n#set($key = "1")\n${text}`),
  ),
  requestAttack(
    "deep-parentheses-constant",
    READABLE,
    templates(() => `#set($x = ${"(".repeat(20_000)}1${")".repeat(20_000)})\n${CONSTANT}`),
  ),
  requestAttack(
    "large-with-constant",
    READABLE,
    templates(() => `${"## nothing\n".repeat(20_000)}${CONSTANT}`),
  ),
  requestAttack(
    "deep-conditions",
    READABLE,
    textTemplates((text) => `${"#if(true)".repeat(3000)}${CONSTANT}${"#end".repeat(3000)}#if(false)${text}#end`),
  ),
  requestAttack(
    "condition-without-end",
    READABLE,
    templates((text) => `#if($key == "")${text}`),
  ),
];
