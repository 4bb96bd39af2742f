import { answerAttack, clientError, EVERY, onStatus } from "../build/answers";
import { answer, INTEGRATION, mapping, replaced, set, templates } from "../build/changes";
import { r3Pair, r4Velocity } from "../build/kinds";
import type { Attack } from "../harness/attack";

const failure = (name: string, breaks: string, text: string): Attack =>
  r4Velocity(name, breaks, { changes: { [mapping(400)]: set(answer(text)) } });

/** A template changes the status. */
export const statusOverrides: readonly Attack[] = [
  answerAttack(
    "override-400-to-200",
    EVERY,
    clientError((text) => `${text}\n#set($context.responseOverride.status = 200)`),
  ),
  answerAttack(
    "override-503-to-200",
    EVERY,
    onStatus(503, answer('#set($context.responseOverride.status = 200){"ok": true}')),
  ),
  answerAttack(
    "override-default-to-200",
    EVERY,
    onStatus(502, answer('#set($context.responseOverride.status = "200"){"ok": true}')),
  ),
  answerAttack(
    "override-by-variable",
    EVERY,
    onStatus(503, answer("#set($status = 200)#set($context.responseOverride.status = $status){}")),
  ),
  answerAttack(
    "override-by-arithmetic",
    EVERY,
    onStatus(503, answer("#set($context.responseOverride.status = 100 + 102){}")),
  ),
  answerAttack(
    "override-of-kinesis-status",
    EVERY,
    onStatus(503, answer("#set($context.responseOverride.status = $input.path('$.status')){}")),
  ),
  answerAttack(
    "override-for-throttling",
    EVERY,
    clientError(
      replaced("#set($context.responseOverride.status = 429)", "#set($context.responseOverride.status = 200)"),
    ),
  ),
  answerAttack(
    "override-for-validation",
    EVERY,
    clientError(
      replaced('{"error": "Validation"', '#set($context.responseOverride.status = 204)\n{"error": "Validation"'),
    ),
  ),
  answerAttack(
    "override-in-brackets",
    EVERY,
    onStatus(503, answer('#set($context["responseOverride"]["status"] = 200){}')),
  ),
  answerAttack(
    "override-through-alias",
    EVERY,
    onStatus(503, answer("#set($override = $context.responseOverride)#set($override.status = 200){}")),
  ),
  answerAttack(
    "override-by-put",
    EVERY,
    onStatus(503, answer('#set($x = $context.responseOverride.put("status", 200)){}')),
  ),
  answerAttack(
    "override-in-macro",
    EVERY,
    onStatus(503, answer("#macro(done $code)#set($context.responseOverride.status = $code)#end#done(200){}")),
  ),
  answerAttack("override-by-request-template", EVERY, ({ change }) => {
    change(
      INTEGRATION,
      templates((text) => `${text}\n#set($context.responseOverride.status = 202)`),
    );
  }),
  failure(
    "put-status",
    "a method of a map overrides the status of a failure",
    '#set($x = $context.responseOverride.put("status", 200)){"ok": 1}',
  ),
  failure(
    "status-in-index",
    "an index overrides the status of a failure",
    '#set($context["responseOverride"]["status"] = 200){"ok": 1}',
  ),
  r3Pair("status-by-arithmetic", "the template for refusals calculates a success", {
    changes: {
      [mapping(400)]: set(answer('#set($code = 400 - 200)#set($context.responseOverride.status = $code){"ok": 1}')),
    },
  }),
  r3Pair("status-of-kinesis", "the status of the answer is whatever the body of Kinesis says", {
    changes: {
      [mapping(503)]: set(answer("#set($context.responseOverride.status = $input.path('$.status')){}")),
    },
  }),
];
