import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join, relative, resolve, sep } from "node:path";

import { EngineError } from "./errors";
import { type Project, readProject, stageFileName } from "./project-file";
import { type StageFile, stageNotes } from "./stage-file";

/** A project's stages. Every command finds them this way. */
export interface Stages {
  readonly project: Project;
  /** The directory of their files. */
  readonly directory: string;
  /** In alphabetical order. */
  readonly names: readonly string[];
  /** Files that look like a stage's file but that Pulumi does not read, a line each. */
  readonly notes: readonly string[];
  /** Reads a stage's file. Its text is empty if there is none. */
  readonly read: (stage: string) => Promise<StageFile>;
  /**
   * The path of a stage's file from the project's directory, with `/`, or only its name if it is outside. The file need
   * not exist.
   */
  readonly fileOf: (stage: string) => string;
  /**
   * What a local run of a stage leaves out.
   * @throws EngineError for a file that is not YAML
   */
  readonly notesOf: (stage: string) => Promise<readonly string[]>;
}

/**
 * Finds the files of a project's stages, where Pulumi finds them.
 * @param root directory of Pulumi.yaml
 * @param settings another directory of the stage files; by default the one that Pulumi.yaml names, or the directory of
 *   Pulumi.yaml
 * @returns the stages that have a file, and how to read it
 * @throws EngineError if there is no Pulumi.yaml, or if it cannot be used
 */
export async function findStages(root: string, settings?: string): Promise<Stages> {
  const project = await readProject(resolve(root));
  const place = settings === undefined ? project.settings : resolve(settings);
  const fromProject = (path: string): string => {
    const parts = relative(project.directory, path).split(sep);
    return parts[0] === ".." ? basename(path) : parts.join("/");
  };
  const pathOf = (stage: string) => join(place, stageFileName(project, stage));
  const candidates = await stageFilesIn(place);
  const elsewhere = place === project.directory || settings !== undefined ? [] : await stageFilesIn(project.directory);
  const isRead = (path: string) => extname(path) === extname(project.file);
  const unread = [...candidates.filter((path) => !isRead(path)), ...elsewhere];
  const read = async (stage: string): Promise<StageFile> => {
    const path = pathOf(stage);
    const file = fromProject(path);
    const text = existsSync(path) ? textOf(await readFile(path), file) : "";
    return { stage, file, project: project.name, text };
  };
  return {
    project,
    directory: place,
    names: candidates.filter(isRead).map(stageOf).sort(),
    notes: unread.map(
      (path) => `${fromProject(path)} is not read: Pulumi looks for ${fromProject(pathOf(stageOf(path)))}.`,
    ),
    read,
    fileOf: (stage) => fromProject(pathOf(stage)),
    notesOf: async (stage) => stageNotes(await read(stage)),
  };
}

/** @throws EngineError for bytes that are no UTF-8: Pulumi does not read such a file either */
function textOf(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EngineError(`${file}: expected text in UTF-8, got other bytes. Save the file as UTF-8.`);
  }
}

/**
 * A stage's name without its organization and project. Its settings are in the file of that name.
 * @param stage such as `acme/orders/dev`
 * @returns such as `dev`
 */
export const shortName = (stage: string): string => stage.slice(stage.lastIndexOf("/") + 1);

const STAGE_FILE = /^Pulumi\.(.+)\.(yaml|yml|json)$/;

const stageOf = (path: string): string => STAGE_FILE.exec(basename(path))?.[1] ?? "";

async function stageFilesIn(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const entries = await readdir(directory, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name);
    return STAGE_FILE.test(entry.name) && !entry.isDirectory() ? [path] : [];
  });
}
