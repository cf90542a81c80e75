/** For `depcruise` on the command line: the rules of src/README.md over the sources. */
import { importRules } from './import-rules.mjs'
import { rootPath } from './paths.mjs'

export default {
  forbidden: importRules(),
  options: {
    baseDir: rootPath,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Styles are not modules; the page that imports them is checked by the build.
    exclude: { path: '\\.(?:css|svg)(?:\\?|$)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
}
