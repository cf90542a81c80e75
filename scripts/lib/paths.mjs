/** Where things are. Every script resolves paths from here, so that it runs from any folder. */
import { fileURLToPath } from 'node:url'

/** The repository, as a `file:` URL that ends with a slash. */
export const projectRoot = new URL('../../', import.meta.url)

/** The same as a path of this system. */
export const rootPath = fileURLToPath(projectRoot)

/** `relative` (with forward slashes) inside the repository, as a path of this system. */
export function inProject(relative) {
  return fileURLToPath(new URL(relative, projectRoot))
}
