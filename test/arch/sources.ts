import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The whole text of a file of the repository. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The files below `folder` whose path matches, as paths of the repository with forward slashes, in order. */
export function filesBelow(folder: string, matching: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => matching.test(path) && !path.includes('/node_modules/') && statSync(join(root, path)).isFile())
    .sort()
}

/** The folders below `folder`, itself included, that hold files themselves. */
export function foldersBelow(folder: string, matching: RegExp): readonly string[] {
  return [...new Set(filesBelow(folder, matching).map((path) => path.slice(0, path.lastIndexOf('/'))))].sort()
}

export function exists(path: string): boolean {
  return statSync(join(root, path), { throwIfNoEntry: false }) !== undefined
}

/** Product code. */
export const productFiles = [...filesBelow('src', /\.tsx?$/), ...filesBelow('entrypoints', /\.tsx?$/)]
export const testFiles = filesBelow('test', /\.test\.tsx?$/)

const parsed = new Map<string, ts.SourceFile>()

function parse(path: string): ts.SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = parsed.get(path) ?? ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true, kind)
  parsed.set(path, file)
  return file
}

/** Calls `visit` for each node of a file's syntax tree; comments are none. */
export function walk(path: string, visit: (node: ts.Node, place: () => string) => void): void {
  const file = parse(path)
  const descend = (node: ts.Node): void => {
    visit(node, () => `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
    ts.forEachChild(node, descend)
  }
  descend(file)
}

/** The text of every string in a file: literals, and the fixed parts of templates. */
export function stringsIn(path: string): ReadonlySet<string> {
  const found = new Set<string>()
  walk(path, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.add(node.text)
  })
  return found
}
