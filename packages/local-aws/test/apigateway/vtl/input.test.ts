import assert from "node:assert/strict";

import { TemplateError } from "../../../src/apigateway/vtl/errors";
import { renderTemplate, type TemplateData } from "../../../src/apigateway/vtl/render";

const render = (template: string, data: TemplateData = {}): string => renderTemplate(template, data).text;

describe("$input", () => {
  it("renders an empty body as {}", () => {
    assert.equal(render("$input.body|$input.path('$.a')|$input.json('$')"), "{}||{}");
  });

  it("has no properties of the body", () => {
    assert.equal(render("|$input.body.testAccess|", { body: '{"testAccess": 1}' }), "||");
  });

  // Recorded against AWS.
  const paths: readonly (readonly [string, unknown, string, string])[] = [
    ["a map as Java's", { foo: "bar" }, "$.json", "{foo=bar}"],
    ["maps one after the other", { bigger: "dict", to: "test" }, "$.json", "{bigger=dict, to=test}"],
    ["a list as JSON", [{ foo: "bar" }], "$.json", '[{"foo":"bar"}]'],
    ["a list within a map as JSON", { foo: [{ nested: "bar" }] }, "$.json", '{foo=[{"nested":"bar"}]}'],
    ["a map within a list as Java's", [{ foo: "bar" }], "$.json[0]", "{foo=bar}"],
    ["a list within a list as JSON", [[{ foo: "bar" }]], "$.json[0]", '[{"foo":"bar"}]'],
    ["an empty list", [], "$.json", "[]"],
    ["nothing for null", null, "$.json", ""],
    ["nothing for what is not there", {}, "$.json.a.b[3]", ""],
    ["a value by a name in brackets", { "a b": { "c-d": 1 } }, "$['json']['a b'].c-d", "1"],
    ["the whole body", 1, "$", "{json=1}"],
  ];
  for (const [what, json, path, expected] of paths) {
    it(`prints ${what}`, () => {
      const name = path.includes("'") ? `"${path}"` : `'${path}'`;
      assert.equal(render(`$input.path(${name})`, { body: JSON.stringify({ json }) }), expected);
    });
  }

  const numbers: readonly (readonly [string, string])[] = [
    ["1.0", "1.0"],
    ["1e3", "1000.0"],
    ["12345678901234567890", "12345678901234567890"],
    ["-0", "0"],
    ["0.1", "0.1"],
    ["1E10", "1.0E10"],
  ];
  for (const [json, expected] of numbers) {
    it(`prints the number ${json} as ${expected}`, () => {
      assert.equal(render("$input.path('$.n')", { body: `{"n": ${json}}` }), expected);
    });
  }

  it("writes JSON", () => {
    const body = '{"a": [1, 1.0, "\\u00e9\\"/", true, null, {}], "b": {"c": 10000000000000000000000}}';
    assert.equal(
      render("$input.json('$')", { body }),
      '{"a":[1,1.0,"é\\"/",true,null,{}],"b":{"c":10000000000000000000000}}',
    );
  });

  const notJson = [
    "{",
    '{"a":}',
    "[1,]",
    '{"a" 1}',
    "nope",
    '{"a": 01}',
    '{"a": "\u0001"}',
    '{"a": "\\x"}',
    "{} {}",
    '"',
    "'a'",
    '{"a": NaN}',
  ];
  for (const body of notJson) {
    it(`fails the request on ${JSON.stringify(body)}, which is not JSON`, () => {
      assert.throws(() => render("$input.path('$.a')", { body }), TemplateError);
      assert.equal(render("$input.body", { body }), body);
    });
  }

  it("fails the request on JSON that is too deep, without harm", () => {
    assert.throws(() => render("$input.path('$.a')", { body: "[".repeat(1_000_000) }), TemplateError);
  });

  it("reads a value of megabytes", () => {
    const text = `${"x".repeat(4_000_000)}${String.raw`\"\\`.repeat(500_000)}`;
    assert.equal(render("$input.path('$.a').length()", { body: `{"a": "${text}"}` }), "5000000");
  });

  for (const path of ["$..a", "$.*", "$[?(@.a)]", "a", "$[0:2]", "$.a[-1]", ""]) {
    it(`refuses the JSONPath ${JSON.stringify(path)}`, () => {
      assert.throws(() => render(`$input.path('${path}')`), /JSONPath/);
    });
  }

  it("looks a parameter up in path, query string and header, in this order", () => {
    const params = { path: { a: "p" }, querystring: { a: "q", b: "q" }, header: { a: "h", b: "h", c: "h" } };
    assert.equal(
      render("$input.params('a')$input.params('b')$input.params('c')|$input.params('d')|", { params }),
      "pqh||",
    );
  });

  it("matches names of headers exactly", () => {
    const params = { header: { "Aerospike-Digest": "d" } };
    assert.equal(render("|$input.params('aerospike-digest')|$input.params('Aerospike-Digest')", { params }), "||d");
  });

  it("gives all parameters as maps", () => {
    const params = { header: { a: "1" } };
    assert.equal(
      render(`$input.params() #foreach($h in $input.params().header.keySet())$h=$input.params().header.get($h)#end`, {
        params,
      }),
      "{path={}, querystring={}, header={a=1}} a=1",
    );
  });

  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    it(`has nothing named ${name} but what was sent`, () => {
      const template = `|$input.params('${name}')|$input.params().header.get('${name}')|$input.path('$.${name}')|$context.${name}|`;
      assert.equal(render(template), "|||||");
      const header = JSON.parse(`{"${name}": "sent"}`) as Record<string, string>;
      assert.equal(render(`$input.params('${name}')`, { params: { header } }), "sent");
      assert.equal(render(`$input.path('$.${name}')`, { body: `{"${name}": 1}` }), "1");
    });
  }
});

describe("$util", () => {
  const calls: readonly (readonly [string, string, string])[] = [
    [
      "escapeJavaScript",
      `it's "é"/\\ \n\t\b\f\r\u0000\u2028😀`,
      String.raw`it\'s \"\u00E9\"\/\\ \n\t\b\f\r\u0000\u2028\uD83D\uDE00`,
    ],
    ["base64Encode", "é😀", "w6nwn5iA"],
    ["base64Decode", "w6nwn5iA", "é😀"],
    ["urlEncode", `a b+é*-_.~!'()/`, "a+b%2B%C3%A9*-_.%7E%21%27%28%29%2F"],
    ["urlDecode", "a+b%2B%C3%A9", "a b+é"],
    ["parseJson", '{"a": [1]}', "{a=[1]}"],
  ];
  for (const [method, text, expected] of calls) {
    it(`${method} of ${JSON.stringify(text)}`, () => {
      assert.equal(render(`$util.${method}($context.text)`, { context: { text } }), expected);
    });
  }

  it("takes null for an empty text", () => {
    assert.equal(render("|$util.urlEncode($context.nope)|$util.base64Encode($context.nope)|"), "|||");
  });

  it("has no other methods", () => {
    assert.throws(() => render("$util.toJson($context)"), /has no method toJson/);
  });
});

describe("$context", () => {
  it("keeps what a template overrides", () => {
    const { context } = renderTemplate(
      [
        "#set($context.responseOverride.status = 429)",
        `#set($context.responseOverride.header.Retry-After = "1")`,
        `#set($context.responseOverride.header["X-Why"] = "$context.requestId")`,
        `$context.requestOverride.querystring.put("a", "b")`,
        `#set($context["requestOverride"].path["p"] = "q")`,
      ].join("\n"),
      { context: { requestId: "r-1" } },
    );
    assert.deepEqual(JSON.parse(JSON.stringify(context)), {
      requestId: "r-1",
      requestOverride: { header: {}, querystring: { a: "b" }, path: { p: "q" } },
      responseOverride: { header: { "Retry-After": "1", "X-Why": "r-1" }, status: 429 },
    });
  });

  it("takes an override once", () => {
    const twice = "#set($context.responseOverride.status = 429)".repeat(2);
    assert.throws(() => render(twice), /overridden twice/);
  });

  it("does not change what the caller gave", () => {
    const context = { identity: { sourceIp: "::1" }, responseOverride: { header: {} } };
    render(`#set($context.responseOverride.header.a = "b")`, { context });
    assert.deepEqual(context.responseOverride, { header: {} });
  });

  it("has stage variables beside it", () => {
    assert.equal(render("$stageVariables.stream|$stageVariables.nope|", { stageVariables: { stream: "s" } }), "s||");
  });
});
