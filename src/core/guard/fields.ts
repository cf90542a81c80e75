/** What tells of a field beside its value: `{ field: { name: 'password' }, value: … }`, `{ meta: { field: 'password' }, payload: … }`. */
export const describingKeys: ReadonlySet<string> = new Set(['field', 'meta', 'input', 'control', 'target', 'header'])
/** Where the name of a field stands, in such a description or beside the value itself. */
export const namingKeys: ReadonlySet<string> = new Set(['name', 'key', 'field', 'id'])
