import parser from "@typescript-eslint/parser";
import jsdoc from "eslint-plugin-jsdoc";
import sort from "eslint-plugin-simple-import-sort";

/** Exported functions. The contract of a constant with a type is the docstring of that type. */
const EXPORTED = [
  "ExportNamedDeclaration > FunctionDeclaration",
  "ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression",
];

const requireDocstrings = (require) => [
  "error",
  { publicOnly: true, checkConstructors: false, checkGetters: false, require, contexts: EXPORTED.slice(1) },
];

/** Holds what oxlint (.oxlintrc.json) cannot: the order of imports, docstrings, and a form. oxlint holds all other rules. */
export default [
  { ignores: ["node_modules/", "**/node_modules/"] },
  {
    files: ["**/*.ts"],
    languageOptions: { parser },
    // The comments are oxlint's.
    linterOptions: { reportUnusedDisableDirectives: "off" },
    plugins: { jsdoc, sort },
    settings: { jsdoc: { mode: "typescript" } },
    rules: {
      "sort/imports": "error",
      "sort/exports": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "ObjectExpression > SpreadElement > ObjectExpression",
          message: "Write the properties themselves: a spread of a literal only saves lines.",
        },
      ],
      "jsdoc/require-hyphen-before-param-description": ["error", "never"],
      "jsdoc/check-param-names": ["error", { checkDestructured: false, disableMissingParamChecks: true }],
      "jsdoc/require-param-description": "error",
      "jsdoc/require-returns-description": "error",
      "jsdoc/no-types": "error",
      "jsdoc/tag-lines": ["error", "never", { startLines: 0 }],
    },
  },
  // Production code says what each exported function takes, gives and throws.
  {
    files: [
      "index.ts",
      "{commands,components,config,connector,examples}/**/*.ts",
      "packages/*/index.ts",
      "packages/*/src/**/*.ts",
    ],
    rules: {
      "jsdoc/require-jsdoc": requireDocstrings({ FunctionDeclaration: true, ClassDeclaration: true }),
      "jsdoc/require-param": ["error", { checkDestructured: false, contexts: EXPORTED }],
      "jsdoc/require-returns": ["error", { contexts: EXPORTED }],
      "jsdoc/require-throws": ["error", { contexts: EXPORTED }],
    },
  },
  {
    files: [
      "{commands,components,config,connector}/**/*.ts",
      "packages/{esp-simulator,pulumi-engine}/{index.ts,src/**/*.ts}",
    ],
    rules: {
      "jsdoc/require-jsdoc": requireDocstrings({
        FunctionDeclaration: true,
        ClassDeclaration: true,
        MethodDefinition: true,
      }),
    },
  },
];
