/** Named sets of sanitizing rules, by what they find; none of them makes a file comply with anything. */
export const templateIds = ['secrets', 'pii', 'pci', 'hipaa'] as const
export type TemplateId = (typeof templateIds)[number]

/** On unless a person says otherwise: what nobody needs to read a recording. */
export const defaultTemplates: readonly TemplateId[] = ['secrets', 'pii', 'pci']

/** Of what these find nothing may be told, not even a token (PCI DSS 4.0, 3.3.1). */
export const neverShown: ReadonlySet<string> = new Set(['card-code', 'pin'])
