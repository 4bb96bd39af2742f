import assert from "node:assert/strict";

import { renderTemplate } from "../../../src/apigateway/vtl/render";

const HOSTILE: Readonly<Record<string, string>> = {
  "another field": `p","StreamName":"other`,
  "a quote": `"`,
  "a backslash": "\\",
  "a backslash at the end": "abc\\",
  "an apostrophe": "it's",
  "an escaped apostrophe": "it\\'s",
  "a null character": "a\u0000b",
  "a line end": "a\nb\r\nc",
  "a line separator": "a\u2028b\u2029c",
  "a directive": `#set($context.responseOverride.status = 200)#if(true)x#end`,
  "a reference": "$input.body ${context.requestId} $util.base64Encode('x')",
  "a comment": "## nothing #* more *#",
  "a group of a replacement": "$1 $0 ${n} \\1",
  "a regular expression": "(?s).*[a-z]+{3}\\Q",
  "the name of a prototype": "__proto__",
  "an astral character": "😀".repeat(3),
  "half a surrogate pair": "a\ud83d",
  "a closing tag": "</script>",
  "an emptiness": "",
  "many characters": "x".repeat(100_000),
  "a unicode escape": "\\u0022",
  "a JSON document": '{"a": ["b", 1]}',
};

/** Escapes as AWS documents for JSON. */
const TEMPLATE = String.raw`{"key": "$util.escapeJavaScript($input.params('k')).replaceAll("\\'", "'")", "data": "$util.base64Encode($input.body)", "last": true}`;

describe("hostile text in a mapping template", () => {
  for (const [what, text] of Object.entries(HOSTILE)) {
    it(`stays text: ${what}`, () => {
      const rendered = renderTemplate(TEMPLATE, { body: text, params: { header: { k: text } } }).text;
      const body = text === "" ? "{}" : text;
      assert.deepEqual(JSON.parse(rendered), { key: text, data: Buffer.from(body).toString("base64"), last: true });
    });

    it(`is never rendered again: ${what}`, () => {
      const template = `#set($a = $input.params('k'))#set($b = "$a")#set($c = "$b|$input.params('k')")$c`;
      assert.equal(renderTemplate(template, { params: { header: { k: text } } }).text, `${text}|${text}`);
    });
  }
});
