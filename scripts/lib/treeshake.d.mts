export const treeshake: { readonly moduleSideEffects: (id: string) => boolean }
