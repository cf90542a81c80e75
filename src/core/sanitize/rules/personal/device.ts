import type { Rule } from '../../rule'
import { words } from '../../words'
import { digitsOf, isUniform, luhn } from '../checksums'
import { anyOf, keyed } from '../keyed'

export const deviceRules: readonly Rule[] = [
  {
    id: 'imei',
    title: 'Mobile equipment numbers',
    hides: 'IMEI numbers (15 digits, Luhn; 3GPP TS 23.003) under a name or beside a word for them.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 62,
    names: keyed('imei|meid|imeisv|imei1|imsi|iccid', { looks: /^[\dA-Fa-f][\dA-Fa-f -]{13,24}$/ }),
    shapes: [
      {
        pattern: /\d{15}|\d{2}-\d{6}-\d{6}-\d|\d{6} \d{2} \d{6} \d/y,
        words: words('imei|meid'),
        valid: (found) => luhn(found) && !isUniform(digitsOf(found)),
      },
    ],
  },
  {
    id: 'device-id',
    title: 'Device and advertising ids',
    hides: 'Values under names such as deviceId, idfa, gaid or serialNumber.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 24,
    names: anyOf(
      keyed(
        'device id|deviceid|device uuid|device serial|device identifier|idfa|idfv|gaid|aaid|adid|advertising id|advertisement id|android id|udid|hardware id|machine id|device fingerprint|device token',
        {
          looks: /^(?=[^\d]{0,60}\d)[\w:.+/=-]{8,200}$/,
        },
      ),
      keyed('serial number|serial no', { looks: /^(?=[^\d]{0,30}\d)[A-Za-z\d-]{6,40}$/ }),
    ),
  },
]
