import type { Rule } from '../rule'
import { cardNumberRule } from './card-number'
import { credentialRules } from './credentials'
import { emailRule } from './email'
import { namedRules } from './named'
import { tokenRules } from './tokens'
import { vendorNameRule } from './vendor-names'

/** All that is built in, in the order in which people read them. */
export const allRules: readonly Rule[] = [...namedRules, vendorNameRule, ...credentialRules, ...tokenRules, emailRule, cardNumberRule]
