declare module 'fast-redact' {
  const fastRedact: (options: { readonly paths: readonly string[]; readonly censor?: string }) => (value: object) => string
  export default fastRedact
}
