import type { Rule } from '../rule'
import { cardNumberRule } from './card-number'
import { credentialRules } from './credentials'
import { emailRule } from './email'
import { namedRules } from './named'
import { tokenRules } from './tokens'

/** The rules that are on unless a person turns them off, in the order in which people read them. */
export const builtInRules: readonly Rule[] = [...namedRules, ...credentialRules, ...tokenRules, emailRule, cardNumberRule]
