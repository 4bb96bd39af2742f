/**
 * What npm installs must not depend on a person's settings. They reach npm through four files, the environment and the
 * flags of the command that runs this one. Flags are stronger than all of them.
 */
const FLAGS = [
  "--include=dev",
  "--include=optional",
  "--include=peer",
  `--os=${process.platform}`,
  `--cpu=${process.arch}`,
  "--install-strategy=hoisted",
  "--no-global-style",
  "--no-legacy-bundling",
  "--no-install-links",
  "--bin-links",
  "--location=project",
  "--no-global",
  "--no-dry-run",
  "--package-lock",
  "--no-package-lock-only",
  "--no-legacy-peer-deps",
  "--no-strict-peer-deps",
  "--no-force",
  // Pulumi's SDK asks for a newer Node than it needs. commands/setup/index.mjs checks the version itself.
  "--no-engine-strict",
  // No package needs its install script, and many people allow none.
  "--ignore-scripts",
  "--no-strict-allow-scripts",
  "--no-audit",
  "--no-fund",
  "--no-json",
  "--loglevel=error",
];

/** Settings that no flag can undo. */
const UNWANTED = /^npm_config_(workspaces?|include_workspace_root|libc)$/i;

/** How to run npm ci so that it installs all of package-lock.json, and nothing else. */
export function npmCi(env) {
  return {
    file: "npm",
    args: ["ci", ...FLAGS],
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !UNWANTED.test(name))),
  };
}

/**
 * One line that says what to do about a failure of npm.
 * @param npm - its stderr, and the error that kept it from starting
 */
export function adviceOn({ stderr = "", error }) {
  if (error) return `npm cannot be run (${error.code}). Put the directory of npm on PATH.`;
  const [, code = ""] = /^npm (?:error|ERR!) code (\S+)/m.exec(stderr) ?? [];
  const [, path = "a directory"] = /^npm (?:error|ERR!) path (.+)/m.exec(stderr) ?? [];
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `${path} cannot be written. Set npm_config_cache, or HOME, to a directory that can, or change its owner.`;
    case "ENOSPC":
    case "EDQUOT":
      return "no space is left. Free some, or set npm_config_cache to a directory on another disk.";
    case "ENOTCACHED":
      return "npm works offline, and its cache lacks a package. Unset npm_config_offline, or run npm config delete offline.";
    case "EUSAGE":
      return "package.json and package-lock.json do not agree. Restore both from git.";
    default:
      return (
        "see above. Check the network, the proxy (https_proxy, or npm config get https-proxy) and the registry " +
        "(npm config get registry), then try again."
      );
  }
}
