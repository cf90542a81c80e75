/**
 * The one door to zod. Code generation is off before the first schema exists:
 * zod's probe of `new Function` would be reported as a violation under an
 * extension's (or a page's) content security policy.
 */
import * as z from 'zod/mini'

z.config({ jitless: true })

export { z }
