export { yamlText } from './yaml-text'
