export { type ParsedYaml, parseYaml, type YamlFault } from './parse-yaml'
export { yamlLines, yamlText } from './yaml-text'
