import { data, replaced, templates, TEXT_DATA, textTemplates } from "../build/changes";
import { added, requestAttack } from "../build/requests";
import type { Attack } from "../harness/attack";

const WHOLE = "Data is the whole body as it was sent, encoded once.";

/** What is stored. */
export const dataOfRecords: readonly Attack[] = [
  requestAttack(
    "deletes-without-bins",
    WHOLE,
    data(`#if($input.path('$.msg') == 'delete')$util.base64Encode($input.json('$.key'))#else${TEXT_DATA}#end`),
  ),
  requestAttack(
    "deletes-as-empty-object",
    WHOLE,
    textTemplates((text) =>
      replaced(
        TEXT_DATA,
        "$util.base64Encode($body)",
      )(`#set($body = $input.body)\n#if($body.contains('"msg":"delete"'))#set($body = '{}')#end\n${text}`),
    ),
  ),
  requestAttack("data-fixed", WHOLE, data("e30=")),
  requestAttack("data-constant-encoded", WHOLE, data("$util.base64Encode('{}')")),
  requestAttack("data-truncated", WHOLE, data("$util.base64Encode($head)")),
  requestAttack(
    "data-cut-when-long",
    WHOLE,
    data(
      "#if($input.body.length() > 1000000)$util.base64Encode($input.body.substring(0, 1000000))#else" +
        TEXT_DATA +
        "#end",
    ),
  ),
  requestAttack("data-serialized-again", WHOLE, data("$util.base64Encode($input.json('$'))")),
  requestAttack("data-of-one-field", WHOLE, data("$util.base64Encode($input.json('$.bins'))")),
  requestAttack("data-of-path", WHOLE, data("$util.base64Encode($input.path('$'))")),
  requestAttack("data-escaped", WHOLE, data("$util.base64Encode($util.escapeJavaScript($input.body))")),
  requestAttack("data-encoded-twice", WHOLE, data("$util.base64Encode($util.base64Encode($input.body))")),
  requestAttack("data-decoded-first", WHOLE, data("$util.base64Encode($util.base64Decode($input.body))")),
  requestAttack("data-url-encoded", WHOLE, data("$util.base64Encode($util.urlEncode($input.body))")),
  requestAttack("data-not-encoded", WHOLE, data("$input.body")),
  requestAttack("data-trimmed", WHOLE, data("$util.base64Encode($input.body.trim())")),
  requestAttack("data-lower-case", WHOLE, data("$util.base64Encode($input.body.toLowerCase())")),
  requestAttack("data-masked", WHOLE, data("$util.base64Encode($input.body.replaceAll('[0-9]{16}', 'x'))")),
  requestAttack("data-of-header", WHOLE, data("$util.base64Encode($input.params('x-body'))")),
  requestAttack("data-of-key", WHOLE, data("$util.base64Encode($key)")),
  requestAttack("data-with-tail", WHOLE, data(`${TEXT_DATA}AAAA`)),
  requestAttack("data-with-head", WHOLE, data(`e30=${TEXT_DATA}`)),
  requestAttack("data-twice", WHOLE, data(`${TEXT_DATA}${TEXT_DATA}`)),
  requestAttack("data-in-loop", WHOLE, data(`#foreach($i in [1, 2])${TEXT_DATA}#end`)),
  requestAttack("data-by-header", WHOLE, data(`#if($input.params('x-skip') == '1')e30=#else${TEXT_DATA}#end`)),
  requestAttack("data-of-set-variable", WHOLE, (props) =>
    data("$data")(textTemplates((text) => `#set($data = "e30=")\n${text}`)(props)),
  ),
  requestAttack("data-of-map", WHOLE, (props) =>
    data("$util.base64Encode($map.get('a'))")(
      textTemplates((text) => `#set($map = {"a": $input.body})#set($x = $map.put("a", ""))\n${text}`)(props),
    ),
  ),
  requestAttack("data-of-define", WHOLE, (props) =>
    data("$block")(textTemplates((text) => `#define($block)e30=#end\n${text}`)(props)),
  ),
  requestAttack("data-of-macro", WHOLE, (props) =>
    data("#body()")(textTemplates((text) => `#macro(body)$util.base64Encode('x')#end\n${text}`)(props)),
  ),
  requestAttack("data-unparsed", WHOLE, data("#[[e30=]]#")),
  requestAttack("data-field-again", WHOLE, textTemplates(replaced(`${TEXT_DATA}"}`, `${TEXT_DATA}", "Data": "e30="}`))),
  requestAttack(
    "data-second-field-escaped",
    WHOLE,
    textTemplates(replaced(`${TEXT_DATA}"}`, String.raw`${TEXT_DATA}", "D\u0061ta": "e30="}`)),
  ),
  requestAttack(
    "data-hidden-by-comment",
    WHOLE,
    textTemplates(replaced(`"${TEXT_DATA}"}`, `"e30="}## "${TEXT_DATA}"}`)),
  ),
  requestAttack("data-hidden-by-block-comment", WHOLE, textTemplates(replaced(TEXT_DATA, `e30=#* ${TEXT_DATA} *#`))),
  requestAttack("data-of-empty-body-for-avro", WHOLE, (props) =>
    added({
      "application/avro": (props.requestTemplates as Record<string, string>)["application/avro"]!.replace(
        "$input.body#end",
        "e30=#end",
      ),
    })(props),
  ),
  requestAttack(
    "binary-encoded-twice",
    WHOLE,
    templates(
      (text) => text.replace("#if($input.body != '{}')$input.body#end", TEXT_DATA),
      (type) => type.includes("octet"),
    ),
  ),
  requestAttack("content-as-binary", WHOLE, { contentHandling: "CONVERT_TO_BINARY" }),
  requestAttack("binary-types-shortened", WHOLE, {}, { binaryMediaTypes: ["application/octet-stream"] }),
  requestAttack("binary-types-all", WHOLE, {}, { binaryMediaTypes: ["*/*"] }),
  requestAttack("binary-types-json", WHOLE, {}, (props) => ({
    ...props,
    binaryMediaTypes: [...(props.binaryMediaTypes as string[]), "application/json"],
  })),
];
