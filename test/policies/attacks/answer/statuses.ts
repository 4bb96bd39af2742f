import type { Attack } from "../harness/attack";
import { answer, INTEGRATION, mapping, ofPost } from "../harness/changes";
import { attack, EVERY, on } from "./support";

/** No success of Kinesis, but a 2xx. */
export const statuses: readonly Attack[] = [
  attack("default-200", EVERY, on(502, { statusCode: "200" })),
  attack("default-202", EVERY, ({ change }) => {
    change("api-post-502", { statusCode: "202" });
    change(mapping(502), { statusCode: "202" });
  }),
  attack(
    "only-a-default",
    EVERY,
    ({ model }) => {
      model(ofPost((post) => ({ ...post, responses: [{ ...post.responses[0]!, selectionPattern: "" }] })));
    },
    [mapping(200), INTEGRATION],
  ),
  attack("pattern-with-400", EVERY, on(200, { selectionPattern: String.raw`2\d{2}|400` })),
  attack("pattern-dot-star", EVERY, on(200, { selectionPattern: ".*" })),
  attack("pattern-any-digits", EVERY, on(200, { selectionPattern: String.raw`\d+` })),
  attack("pattern-not-5xx", EVERY, on(200, { selectionPattern: String.raw`[^5]\d\d` })),
  attack("pattern-lookahead", EVERY, on(200, { selectionPattern: String.raw`(?!403)\d{3}` })),
  attack("pattern-2-to-4", EVERY, on(200, { selectionPattern: "[2-4][0-9]{2}" })),
  attack("pattern-unreadable", EVERY, on(200, { selectionPattern: String.raw`\p{Nd}{3}` })),
  attack("pattern-throttling-as-2xx", EVERY, on(400, { statusCode: "204" })),
  attack("pattern-5xx-as-2xx", EVERY, on(503, { statusCode: "201" })),
  attack("gap-between-patterns", EVERY, ({ change }) => {
    change(mapping(502), { statusCode: "200" });
    change(mapping(200), { selectionPattern: String.raw`5[1-9]\d`, statusCode: "502" });
  }),
  attack("success-answered-by-502", "A stored record is acknowledged.", on(200, { selectionPattern: "299" }), [
    INTEGRATION,
  ]),
  attack(
    "nothing-without-default",
    EVERY,
    ({ model }) => {
      model(
        ofPost((post) => ({ ...post, responses: post.responses.filter(({ statusCode }) => statusCode !== "502") })),
      );
    },
    [INTEGRATION, mapping(503)],
  ),
  attack(
    "4xx-not-mapped-default-200",
    EVERY,
    ({ model }) => {
      model(
        ofPost((post) => ({
          ...post,
          responses: post.responses
            .filter(({ statusCode }) => statusCode !== "502")
            .map((response) =>
              response.statusCode === "200"
                ? { ...response, selectionPattern: "", ...answer('{"ok": true}') }
                : response,
            ),
        })),
      );
    },
    [mapping(200), INTEGRATION],
  ),
  attack("method-response-missing", "A method response declares every status of a mapping.", ({ change }) => {
    change("api-post-502", { statusCode: "504" });
    change(mapping(502), { statusCode: "502" });
  }),
];
