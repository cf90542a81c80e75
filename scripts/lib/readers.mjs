/** Programs of others that the tests open our files with: jq, and Python with its YAML library. */
import { installPackage, works } from './package-manager.mjs'

/** The system's own Python comes second: where another is in use, what the package manager installs belongs to it. */
const pythons = ['python3', '/usr/bin/python3']

/** The commands that are there: `jq`, `python` (any), `yaml` (a Python with PyYAML). */
export function findReaders() {
  return {
    jq: works('jq', ['--version']) ? 'jq' : undefined,
    python: pythons.find((command) => works(command, ['--version'])),
    yaml: pythons.find((command) => works(command, ['-c', 'import yaml'])),
  }
}

/** Installs what is missing, where that is permitted. Tests that lack one are skipped and say so. */
export function ensureReaders(say) {
  const isThere = () => Object.values(findReaders()).every((command) => command !== undefined)
  if (!isThere()) installPackage('readers', { say, name: 'jq and PyYAML', isThere })
}
