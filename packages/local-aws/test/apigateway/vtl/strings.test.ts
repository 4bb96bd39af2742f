import assert from "node:assert/strict";

import { TemplateError } from "../../../src/apigateway/vtl/errors";
import { renderTemplate } from "../../../src/apigateway/vtl/render";

const call = (text: string, method: string): string =>
  renderTemplate(`#set($t = $context.text)#set($r = $t.${method})$r`, { context: { text } }).text;

/** Measured with Java's String. */
const METHODS: readonly (readonly [string, string, string])[] = [
  ["abc", "length()", "3"],
  ["😀", "length()", "2"],
  ["", "isEmpty()", "true"],
  ["\t\u0001 a\u00a0 ", "trim()", "a\u00a0"],
  ["aXbX", "replace('X', '$&')", "a$&b$&"],
  ["AbC", "toLowerCase()", "abc"],
  ["ß", "toUpperCase()", "SS"],
  ["abc", "equals('abc')", "true"],
  ["1", "equals(1)", "false"],
  ["AbC", "equalsIgnoreCase('aBc')", "true"],
  ["abc", "contains('bc')", "true"],
  ["abc", "startsWith('ab')", "true"],
  ["abc", "endsWith('ab')", "false"],
  ["abcabc", "indexOf('c')", "2"],
  ["abcabc", "indexOf('c', 3)", "5"],
  ["abcabc", "lastIndexOf('z')", "-1"],
  ["abc", "concat('d')", "abcd"],
  ["abc", "substring(1)", "bc"],
  ["abc", "substring(1, 2)", "b"],
  ["abc", "toString()", "abc"],
  ["abc", "matches('b')", "false"],
  ["a\nb", "matches('.*')", "false"],
  ["a\nb", "matches('(?s).*')", "true"],
  ["ABC", "matches('(?i)[a-b]+c')", "true"],
  ["\u212a", "matches('(?i)k')", "false"],
  ["x\u0085y", "matches('.*')", "false"],
  ["\u00a0", String.raw`matches('\s')`, "false"],
  ["a]b}", "matches('a]b}')", "true"],
  ["\ud83d", String.raw`matches('\p{Cs}')`, "true"],
  ["😀", String.raw`matches('(?s).*\p{Cs}.*')`, "false"],
  ["a.b.c", String.raw`replaceAll('\.', '-')`, "a-b-c"],
  ["a.b", "replaceAll('.', '-')", "---"],
  ["2026-01-31", String.raw`replaceAll('(\d+)-(\d+)-(\d+)', '$3.$2.$1')`, "31.01.2026"],
  ["key=value", "replaceAll('(?<k>.*)=(.*)', '${k}')", "key"],
  ["a\n", "replaceAll('a$', 'b')", "b\n"],
  ["a\n", String.raw`replaceAll('a\z', 'b')`, "a\n"],
  ["xay\nz\n", String.raw`replaceAll('(?s)^.*?(a).*?\z', '$1')`, "a"],
  ["aa", "replaceFirst('a', 'b')", "ba"],
  ["abc", "replaceAll('x*', '-')", "-a-b-c-"],
  [String.raw`it\'s`, String.raw`replaceAll("\\'", "'")`, "it's"],
];

describe("a string in a mapping template", () => {
  for (const [text, method, expected] of METHODS) {
    it(`${JSON.stringify(text)}.${method} is ${JSON.stringify(expected)}`, () => {
      assert.equal(call(text, method), expected);
    });
  }

  const splits: readonly (readonly [string, string, string])[] = [
    ["a,b,,c,,", ",", "<a><b><><c>"],
    [",a", ",", "<><a>"],
    ["abc", "", "<a><b><c>"],
    ["", ",", "<>"],
    [",,", ",", ""],
    ["abc", "x", "<abc>"],
    ["a1b22c", String.raw`\d+`, "<a><b><c>"],
    ["a-b", "(-)", "<a><b>"],
  ];
  for (const [text, pattern, expected] of splits) {
    it(`${JSON.stringify(text)} splits by ${JSON.stringify(pattern)} into ${expected}`, () => {
      const template = `#foreach($p in $context.text.split('${pattern}'))<$p>#end`;
      assert.equal(renderTemplate(template, { context: { text } }).text, expected);
    });
  }

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ["abc", "substring(4)", /Java throws/],
    ["abc", "substring(2, 1)", /Java throws/],
    ["abc", "substring(-1)", /Java throws/],
    ["abc", "replaceAll('b', 'a$')", /Java throws/],
    ["abc", "replaceAll('b', '$1')", /Java throws/],
    ["abc", "matches(1)", /not a string/],
    ["abc", "length(1)", /without parameters/],
    ["abc", "split(',', 2)", /limit/],
    ["😀", "replaceAll('x*', '-')", /surrogate/],
    ...[
      String.raw`\bfoo`,
      "a++",
      "[a&&b]",
      "[[a]b]",
      "(?m)a",
      "(?i:a)",
      String.raw`\Qa\E`,
      String.raw`\p{Alpha}`,
      String.raw`\Z`,
      "[]a]",
      "(",
    ].map((pattern) => ["abc", `matches('${pattern}')`, /regular expression/] as const),
  ];
  for (const [text, method, message] of refused) {
    it(`${JSON.stringify(text)}.${method} is refused`, () => {
      assert.throws(
        () => call(text, method),
        (error) => error instanceof TemplateError && message.test(error.message),
      );
    });
  }

  it("keeps patterns that come from requests from growing without bound", () => {
    for (let count = 0; count < 2000; count += 1) {
      assert.equal(call("a", `matches('a{${count + 1}}')`), String(count === 0));
    }
  });
});
