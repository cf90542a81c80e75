export { tryExamples } from './examples'
export { rulesWith } from './pack-rules'
