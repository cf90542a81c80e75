/** The build without code generation, which an extension's content security policy forbids, has no types of its own. */
declare module 'msgpackr/index-no-eval' {
  export { Packr } from 'msgpackr'
}
