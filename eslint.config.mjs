import { createNodeResolver, importX } from "eslint-plugin-import-x";
import js from "@eslint/js";
import tseslint from "typescript-eslint";

/**
 * The walls of docs/decisions/001-layout.md: what each room may import of ours. Packages are free to all.
 * Tests may open every door.
 */
const rooms = {
  "./config": ["config"],
  "./connector": ["connector"],
  "./components": ["components", "connector"],
  "./policies": ["policies"],
  "./local": ["local"],
  "./bin": ["bin", "local"],
};

const walls = Object.entries(rooms).map(([target, allowed]) => ({
  target,
  from: ".",
  except: [...allowed.map((room) => `./${room}`), "./node_modules"],
  message: `${target.slice(2)}/ imports only from ${allowed.join("/, ")}/ (docs/decisions/001-layout.md).`,
}));

export default tseslint.config(
  { ignores: ["node_modules/", "**/node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".mjs", ".cjs", ".js", ".json"] })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: walls }],
      "import-x/no-cycle": "error",
      "max-lines": ["error", { max: 150, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
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
      },
    },
  },
);
