import * as pulumi from "@pulumi/pulumi";

import {
  beforeRecord,
  data,
  inRequest,
  INTEGRATION,
  props,
  replaced,
  templates,
  TEXT_DATA,
  textTemplates,
} from "../build/changes";
import { r2Request, r3Pair, r4Template, r4Velocity } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** Statements first, and another Data, in the templates for text. */
const dataAfter = (statements: string, value: string) => (given: Readonly<Record<string, unknown>>) =>
  data(value)(textTemplates((text) => `${statements}\n${text}`)(given));

/** What is stored is not the body. */
export const bodies: readonly Attack[] = [
  r4Velocity(
    "unparsed",
    "the record is a text of the template, which Velocity does not read",
    inRequest(textTemplates(replaced(TEXT_DATA, `#[[${TEXT_DATA}]]#`))),
  ),
  r4Velocity(
    "escaped-reference",
    "the record is a reference with a backslash, which Velocity prints as it is",
    inRequest(data(String.raw`\$util.base64Encode($input.body)`)),
  ),
  r4Velocity(
    "body-by-name",
    "a member of the body stands for the body",
    inRequest(data("$util.base64Encode($input.path('$.bins'))")),
  ),
  r4Velocity(
    "body-of-caller",
    "a header stands for the body where there is one",
    inRequest(data("$util.base64Encode(\"$!input.params('body')$input.body\")")),
  ),
  r4Template(
    "body-decoded",
    "each + of a record is stored as a blank",
    inRequest(data("$util.base64Encode($util.urlDecode($input.body))")),
  ),
  r4Template(
    "body-as-map",
    "a record is stored as Java prints a map",
    inRequest(data("$util.base64Encode($util.parseJson($input.body))")),
  ),
  r4Template(
    "body-escaped",
    "a record is stored with escapes",
    inRequest(data("$util.base64Encode($util.escapeJavaScript($input.body))")),
  ),
  r4Template(
    "body-lower",
    "a record is stored in small letters",
    inRequest(data("$util.base64Encode($input.body.toLowerCase())")),
  ),
  r4Template(
    "body-trimmed",
    "a record is stored without blanks at its ends",
    inRequest(data("$util.base64Encode($input.body.trim())")),
  ),
  r4Template(
    "quoted-twice",
    "the data is a JSON text in a JSON text",
    inRequest(textTemplates(replaced('"Data": "$util', '"Data": "\\"$util'))),
  ),
  r2Request(
    "single-quotes",
    "the stored record is the template's own text, because single quotes take no references",
    inRequest(data("$util.base64Encode('$input.body')")),
  ),
  r2Request(
    "space-behind",
    "a blank is stored behind each record",
    inRequest(data('$util.base64Encode("$input.body ")')),
  ),
  r2Request(
    "directive-in-quotes",
    "a directive within a text in quotes chooses an empty record",
    inRequest(data(`$util.base64Encode("#if($key.startsWith('A')){}#{else}$input.body#end")`)),
  ),
  r2Request("input-set-anew", "the body is a constant", inRequest(beforeRecord('#set($input = {"body": "{}"})'))),
  r2Request(
    "list-changed",
    "the body in a list is exchanged",
    inRequest(dataAfter('#set($l = [$input.body])#set($x = $l.set(0, "{}"))', "$util.base64Encode($l.get(0))")),
  ),
  r2Request(
    "map-property",
    "the body in a map is exchanged by a property",
    inRequest(dataAfter('#set($m = {"b": $input.body})#set($m.b = "{}")', "$util.base64Encode($m.b)")),
  ),
  r2Request(
    "first-line",
    "of several lines only the first is stored",
    inRequest(data(String.raw`$util.base64Encode($input.body.split("\n")[0])`)),
  ),
  r2Request(
    "dropped-by-loop",
    "a header of any caller empties the record",
    inRequest((given) =>
      data(`#if($dropped)e30=#else${TEXT_DATA}#end`)(
        textTemplates(
          replaced(
            "#elseif($name == 'content-encoding')",
            "#elseif($name == 'x-drop')#set($dropped = true)\n#elseif($name == 'content-encoding')",
          ),
        )(given),
      ),
    ),
  ),
  r2Request(
    "nothing-as-record",
    "an empty body is stored as the record {}",
    inRequest(textTemplates(replaced(" || $input.body == '{}'", ""))),
  ),
  r2Request(
    "secret-text",
    "the record is a constant in a template that is called secret",
    inRequest((given) => {
      const bad = data("e30=")(given).requestTemplates as Record<string, string>;
      return { ...given, requestTemplates: pulumi.secret(bad) };
    }),
  ),
  r3Pair("second-data", "a second member of the same name replaces the body", {
    changes: { [INTEGRATION]: props(templates((text) => text.replace(/\}\n#end$/, ', "Data": "eA=="}\n#end'))) },
  }),
  r3Pair("escaped-second-data", "a second member, spelled with an escape, replaces the body", {
    changes: {
      [INTEGRATION]: props(
        templates((text) => text.replace(/\}\n#end$/, String.raw`, "D\u0061ta": "eA=="}` + "\n#end")),
      ),
    },
  }),
  r3Pair("body-overwritten", "a template makes the body shorter before it is encoded", {
    changes: { [INTEGRATION]: props(data("$util.base64Encode($input.body.replaceFirst('\"bins\".*', ''))")) },
  }),
];
