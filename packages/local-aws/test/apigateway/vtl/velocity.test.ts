import assert from "node:assert/strict";

import { TemplateError } from "../../../src/apigateway/vtl/errors";
import { renderTemplate } from "../../../src/apigateway/vtl/render";

const data = {
  context: {
    text: "Hello 'w'",
    empty: "",
    seven: 7,
    zero: 0,
    yes: true,
    no: false,
    list: ["x", "y", "z"],
    map: { a: "1", b: 2, half: 1.5, "Retry-After": "x" },
  },
};

const render = (template: string): string => renderTemplate(template, data).text;

/** Every text was measured with Apache Velocity 1.7, but for those under "as API Gateway". */
const RENDERED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "takes line ends along with directives": [
    ["a #set($x=1) b", "a  b"],
    ["a\n  #set($x=1)  \nb", "a\n  b"],
    ["a#if($context.no)\nq\n#else\nr\n#end\ns", "ar\ns"],
    ["a#if($context.no)\nq\n#elseif($context.yes)  \nr\n#end\ns", "ar\ns"],
    ["#if($context.yes)\r\nx\r\n#end\r\ny", "x\r\ny"],
    ["a ## c\nb", "a b"],
    ["a #* c *#\nb", "a \nb"],
    ["#foreach($x in $context.list)\n $x\n#end\nz", " x\n y\n z\nz"],
    ["|$context.yes #set($x=1)b", "|trueb"],
    ["|#if($context.yes) #set($x=1)b#end", "|b"],
    ["|$context.yes\n#set($x=1)b", "|true\nb"],
  ],
  "reads references": [
    ["${context.text}x $!context.seven.", "Hello 'w'x 7."],
    ["$context.map.Retry-After|$context.map['Retry-After']|$context.list[1]", "x|x|y"],
    ["$context.map.get('a') $context.list.get(2) $context.list.size()", "1 z 3"],
    ["5$ $5.00 $.x # 1#2 100%", "5$ $5.00 $.x # 1#2 100%"],
    ["#set($a-b = 1)$a-b", "1"],
  ],
  "interpolates double-quoted strings only": [
    [`#set($y = "v$context.text.length()w")$y`, "v9w"],
    [`#set($y = "#if($context.yes)a#end")$y`, "a"],
    [`#set($y = '$context.text')$y`, "$context.text"],
    [`#set($x = 'k')#set($y = "$!x$!context.nope")$y`, "k"],
    ['"$context.map.a"', '"1"'],
    ['#set( $x = "line1\nline2" )$x', "line1\nline2"],
  ],
  "takes false and null for false, and all other values of variables for true": [
    ["#if($context.empty)T#{else}F#end", "T"],
    ["#if($context.zero)T#{else}F#end", "T"],
    ["#if($context.no)T#{else}F#end", "F"],
    ["#if($context.nope)T#{else}F#end", "F"],
    ["#if(!$context.empty)T#{else}F#end", "F"],
    ["#if(!$context.no == $context.yes)T#{else}F#end", "T"],
    ["#if($context.yes || ($context.no && $context.no))T#{else}F#end", "T"],
  ],
  compares: [
    [`#if("1" == 1)T#{else}F#end`, "T"],
    [`#if("" == 0)T#{else}F#end`, "F"],
    ["#if(1.0 == 1)T#{else}F#end", "T"],
    ["#if($context.nope == $context.nope2)T#{else}F#end", "T"],
    ["#if($context.seven > 6 && $context.seven <= 7)T#{else}F#end", "T"],
    [`#if($context.seven eq 7 && $context.text ne "x")T#{else}F#end`, "T"],
  ],
  computes: [
    ["#set($x = 7 / 2)$x", "3"],
    ["#set($x = -7 / 2)$x", "-3"],
    ["#set($x = -7 % 3)$x", "-1"],
    ["#set($x = 5 + 3 * 2)$x", "11"],
    ["#set($x = (5 + 3) * 2)$x", "16"],
    [`#set($x = "a" + 1)$x#set($y = 1 + "b")$y`, "a11b"],
    ["#set($x = 2147483647 + 1)$x", "2147483648"],
    ["#set($x = 9223372036854775807 + 1)$x", "9223372036854775808"],
    ["#set($x = 1.0)$x #set($y = 100000000.0)$y #set($z = 0.0001)$z", "1.01.0E81.0E-4"],
    ["#set($x = 0.5 + 1)$x", "1.5"],
  ],
  loops: [
    ["#foreach($i in [1..3])$foreach.count$foreach.index$foreach.hasNext$velocityCount#end", "10true121true232false3"],
    ["#foreach($i in [3..1])$i#end", "321"],
    [`#foreach($i in $context.list)$i#if($i == "y")#break#end#end|`, "xy|"],
    ["#foreach($v in $context.map)$v,#end", "1,2,1.5,x,"],
    [
      "#foreach($e in $context.map.entrySet())$e.key=$e.value,$e.getKey() #end",
      "a=1,a b=2,b half=1.5,half Retry-After=x,Retry-After ",
    ],
    ["#foreach($k in $context.map.keySet())#if($foreach.hasNext)$k,#end#end", "a,b,half,"],
    [
      "#foreach($i in [1, 2])#foreach($j in [1..2])$i$j $foreach.count#end|$foreach.count #end",
      "11 112 2|1 21 122 2|2 ",
    ],
  ],
  "makes lists and maps": [
    [`#set($l = [1, "a", $context.seven])$l`, "[1, a, 7]"],
    [`#set($m = {"a": 1, "b": [1]})$m $m.size()`, "{a=1, b=[1]} 2"],
    [`#set($m = {})$!m.put("a", 1)$m.a#set($m.b = 2)#set($m["c"] = 3)$m`, "1{a=1, b=2, c=3}"],
    [`#set($l = [])#set($ok = $l.add("w"))$ok $l.isEmpty() $l.contains("w")`, "true false true"],
    ["$context.map.keySet() $context.map.values()", "[a, b, half, Retry-After] [1, 2, 1.5, x]"],
    ["$context.text.empty $context.empty.empty", "false true"],
  ],
  // Velocity would print the reference, and null is not equal to "" there.
  "prints nothing for null and finds it equal to an empty string, as API Gateway": [
    ["|$context.nope|$context.nope.x|$context.nope.length()|", "||||"],
    [`#if($context.nope == "")T#{else}F#end#if($context.nope == $null)T#{else}F#end`, "TT"],
    [`#set($m = {})|$m.put("a", "b")|`, "||"],
  ],
};

describe("a mapping template", () => {
  for (const [what, cases] of Object.entries(RENDERED)) {
    describe(what, () => {
      for (const [template, text] of cases) {
        it(JSON.stringify(template), () => {
          assert.equal(render(template), text);
        });
      }
    });
  }
});

/** Left of each: what Velocity 1.7 makes of it, as far as it was measured. */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ["a literal as a condition, which is false on 1.7", `#if("")T#end`, /no condition/],
  ["a number as a condition, which is false on 1.7", "#if(5)T#end", /no condition/],
  [
    "|| beside &&, which velocityjs reads from left to right",
    "#if($context.yes || $context.no && $context.no)T#end",
    /parentheses/,
  ],
  ["a method that the string does not have here", "$context.text.charAt(0)", /has no method charAt\(\)/],
  ["a misspelt method in a condition", "#if($context.text.lenght() > 3)T#end", /has no method lenght\(\)/],
  ["a method of a number", "#if($context.seven.intValue() == 7)T#end", /has no method intValue/],
  ["a variable that is never set", "$digset", /never sets \$digset/],
  ["null over a value, which 1.7 ignores", "#set($x = 1)#set($x = $context.nope)", /Velocity 1.7 keeps/],
  ["- on a string, which is null", `#set($x = 5 - "a")`, /needs numbers/],
  ["a comparison with null, which is false", "#if($context.nope > 3)T#end", /needs numbers/],
  ["a division by zero, which is null", "#set($x = 1 / $context.zero)", /division by zero/],
  ["a unicode escape in a string", String.raw`#set($x = "\u0041")$x`, /escape/],
  ["a quote doubled in a string", `#set($x = "a""b")$x`, /does not parse/],
  ["a quote escaped in a string", String.raw`#set($x = 'a\'b')$x`, /escape|does not parse/],
  ["a backslash before a reference", String.raw`\$context.text`, /backslash/],
  ["#stop", "a#stop b", /#stop/],
  ["#break outside of a loop", "a#break b", /#break/],
  ["a macro", "#macro(m)x#end", /macro/],
  ["#define", "#define($d)x#end", /define/],
  ["#parse", `#parse("x")`, /parse/],
  ["a directive that does not exist", "#foo", /#foo/],
  ["an index beyond the end, where Java throws", "$context.list.get(9)", /Java throws/],
  ["a substring beyond the end, where Java throws", "$context.text.substring(99)", /Java throws/],
  [
    "a change of what #foreach goes over, where Java throws",
    `#foreach($v in $context.map)$!context.map.put("$v", 1)#end`,
    /Java throws/,
  ],
  ["the class of a value", "$context.text.class", /class/],
  ["setting $input", "#set($input = 1)", /\$input cannot be set/],
  ["setting other parts of $context", `#set($context.requestId = "x")`, /only requestOverride/],
  ["#foreach over a string, which goes over nothing", "#foreach($c in $context.text)$c#end", /#foreach/],
  ["a property of null set", `#set($nope = $context.nope)#set($nope.x = 1)`, /null cannot be given/],
  ["printing a Java array", `#set($a = $context.text.split(" "))$a`, /address/],
  ["$input itself", "$input", /\$input/],
  ["something after #else", "#if($context.yes)#else a#else b#end", /#else/],
];

describe("a mapping template is refused", () => {
  for (const [what, template, message] of REFUSED) {
    it(`with ${what}`, () => {
      assert.throws(
        () => render(template),
        (error) => error instanceof TemplateError && message.test(error.message),
      );
    });
  }

  it("with the line of what is refused", () => {
    assert.throws(() => render("a\nb\n#if(1)x#end"), /line 3, #if/);
  });
});
