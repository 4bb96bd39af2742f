import parser from "@typescript-eslint/parser";
import jsdoc from "eslint-plugin-jsdoc";
import sort from "eslint-plugin-simple-import-sort";

/** What oxlint (.oxlintrc.json), which holds all other rules, cannot see: the order of imports, the form of docstrings. */
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
      "jsdoc/require-hyphen-before-param-description": ["error", "never"],
      "jsdoc/check-param-names": ["error", { checkDestructured: false, disableMissingParamChecks: true }],
      "jsdoc/require-param-description": "error",
      "jsdoc/require-returns-description": "error",
      "jsdoc/no-types": "error",
    },
  },
];
