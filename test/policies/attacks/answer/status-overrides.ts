import type { Attack } from "../harness/attack";
import { answer, INTEGRATION, replaced, templates } from "../harness/changes";
import { attack, clientError, EVERY, on } from "./support";

/** A template changes the status. */
export const statusOverrides: readonly Attack[] = [
  attack(
    "override-400-to-200",
    EVERY,
    clientError((text) => `${text}\n#set($context.responseOverride.status = 200)`),
  ),
  attack("override-503-to-200", EVERY, on(503, answer('#set($context.responseOverride.status = 200){"ok": true}'))),
  attack(
    "override-default-to-200",
    EVERY,
    on(502, answer('#set($context.responseOverride.status = "200"){"ok": true}')),
  ),
  attack(
    "override-by-variable",
    EVERY,
    on(503, answer("#set($status = 200)#set($context.responseOverride.status = $status){}")),
  ),
  attack("override-by-arithmetic", EVERY, on(503, answer("#set($context.responseOverride.status = 100 + 102){}"))),
  attack(
    "override-of-kinesis-status",
    EVERY,
    on(503, answer("#set($context.responseOverride.status = $input.path('$.status')){}")),
  ),
  attack(
    "override-for-throttling",
    EVERY,
    clientError(
      replaced("#set($context.responseOverride.status = 429)", "#set($context.responseOverride.status = 200)"),
    ),
  ),
  attack(
    "override-for-validation",
    EVERY,
    clientError(
      replaced('{"error": "Validation"', '#set($context.responseOverride.status = 204)\n{"error": "Validation"'),
    ),
  ),
  attack("override-in-brackets", EVERY, on(503, answer('#set($context["responseOverride"]["status"] = 200){}'))),
  attack(
    "override-through-alias",
    EVERY,
    on(503, answer("#set($override = $context.responseOverride)#set($override.status = 200){}")),
  ),
  attack("override-by-put", EVERY, on(503, answer('#set($x = $context.responseOverride.put("status", 200)){}'))),
  attack(
    "override-in-macro",
    EVERY,
    on(503, answer("#macro(done $code)#set($context.responseOverride.status = $code)#end#done(200){}")),
  ),
  attack("override-by-request-template", EVERY, ({ change }) => {
    change(
      INTEGRATION,
      templates((text) => `${text}\n#set($context.responseOverride.status = 202)`),
    );
  }),
];
