declare module 'jsan' {
  const jsan: {
    stringify(value: unknown, replacer?: unknown, space?: unknown, options?: unknown): string
  }
  export default jsan
}
