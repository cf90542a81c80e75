import type { Rule } from '../../rule'
import { keyed } from '../keyed'

/** National Insurance number: no D, F, I, Q, U, V, no O in the second place, some pairs never given out (HMRC, NIM39110). */
const nino = /(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]( ?)\d\d ?\d\d ?\d\d ?[A-D]/iy

export const ukNinoRule: Rule = {
  id: 'uk-nino',
  title: 'UK National Insurance numbers',
  hides: 'National Insurance numbers by their prefix, digits and suffix.',
  confidence: 'strong',
  templates: ['pii', 'hipaa'],
  priority: 49,
  names: keyed('nino|national insurance|national insurance number|ni number', { looks: /^[A-Za-z]{2} ?\d\d ?\d\d ?\d\d ?[A-Da-d]$/ }),
  shapes: [{ pattern: nino, valid: (found) => /\s/.test(found) || found === found.toUpperCase() }],
}
