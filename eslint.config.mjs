import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import sort from "eslint-plugin-simple-import-sort";
import tseslint from "typescript-eslint";

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
  {
    // One hand: braces, the order of imports, the form of docstrings.
    files: ["**/*.ts"],
    plugins: { jsdoc, sort },
    settings: { jsdoc: { mode: "typescript" } },
    rules: {
      curly: ["error", "multi-line", "consistent"],
      "sort/imports": "error",
      "sort/exports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
      "jsdoc/require-hyphen-before-param-description": ["error", "never"],
      "jsdoc/check-param-names": ["error", { checkDestructured: false, disableMissingParamChecks: true }],
      "jsdoc/require-param-description": "error",
      "jsdoc/require-returns-description": "error",
      "jsdoc/no-types": "error",
    },
  },
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
    files: ["test/**/*.ts", "packages/*/test/**/*.ts", "packages/test-support/**/*.ts"],
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
