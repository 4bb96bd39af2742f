import js from "@eslint/js";
import tseslint from "typescript-eslint";

/**
 * The walls of docs/decisions/001-layout.md: what each room may import of ours beside itself. Packages are free to all.
 * Tests may open every door.
 */
const doors = {
  config: ["components", "connector"],
  connector: [],
  components: ["connector"],
  policies: [],
  local: [],
  bin: ["local"],
};
const rooms = [...Object.keys(doors), "test", "index"];
const MAX_DEPTH = 5;

/** For each room and each depth of a file in it: as many steps up lead out of the room, and into one that is closed. */
const walls = Object.entries(doors).flatMap(([room, open]) =>
  Array.from({ length: MAX_DEPTH }, (_, depth) => ({
    files: [`${room}/${"*/".repeat(depth)}*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^(?:\\.\\./){${depth + 1}}(?:${rooms.filter((other) => !open.includes(other)).join("|")})(?:/|$)`,
              message: `${room}/ imports nothing of ours but ${[room, ...open].join("/, ")}/ (docs/decisions/001-layout.md).`,
            },
          ],
        },
      ],
    },
  })),
);

export default tseslint.config(
  { ignores: ["node_modules/", "**/node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "max-lines": ["error", { max: 150, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  ...walls,
  {
    files: ["components/**/*.ts", "index.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.object.name='JSON'][callee.property.name='stringify']",
          message: "An Output inside JSON.stringify is lost: use pulumi.jsonStringify.",
        },
        {
          selector: "ImportDeclaration[source.value='@pulumi/aws']",
          message: "Import deeply (@pulumi/aws/kinesis/stream): the whole package costs every preview 0.2 s.",
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "max-lines": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        require: "readonly",
        module: "writable",
        __dirname: "readonly",
        __filename: "readonly",
      },
    },
  },
);
